"""ODT package: the parts of an OpenDocument file, zipped or in one XML text (OpenDocument 1.3, part 2)."""

from __future__ import annotations

import posixpath
import re

from reader.errors import DamagedFile, FileTooLarge, LockedFile, UnsupportedKind
from reader.formats import limits
from reader.formats.archive import Archive, resolve_path
from reader.formats.names import one_line
from reader.formats.odt_names import child, children, short, value
from reader.formats.office_document import PART, listed, paragraphs_of, read_part, read_xml
from reader.formats.trees import Element
from reader.text.language import language_tag
from reader.text.model import Embedded, Metadata

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_TEXTS = frozenset({"text", "text-template", "text-web", "text-master", "text-master-template"})
_OTHER_KINDS = {
    "spreadsheet": "ods", "presentation": "odp", "graphics": "odg", "formula": "odf", "chart": "odc", "image": "odi",
    "database": "odb", "base": "odb",
}  # fmt: skip
_OLD_KINDS = {"writer": "sxw", "calc": "sxc", "impress": "sxi", "draw": "sxd"}
_OLD_OFFICE = "application/vnd.sun.xml."
_CONTENT = "content.xml"
_MODULE = "module"
_PHYSICAL_SIDES = ("LibreOffice", "OpenOffice", "Collabora", "NeoOffice", "ZetaOffice")
_MANIFEST = "META-INF/manifest.xml"
_MACRO_FOLDERS = ("basic/", "scripts/")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_MAX_AUTHORS = 100
_DATE_CHARACTERS = 10
_PICTURE_CHARACTERS = limits.MAX_ENTRY_BYTES


def kind_of(mime_type: str) -> str:
    """`odt` for the MIME type of a text document, the kind of other OpenDocument files, empty for all else."""
    if mime_type.startswith(_OLD_OFFICE):
        return _OLD_KINDS.get(mime_type.removeprefix(_OLD_OFFICE).partition(".")[0], "sxw")
    if not mime_type.startswith(OPEN_DOCUMENT):
        return ""
    name = mime_type.removeprefix(OPEN_DOCUMENT)
    return "odt" if name in _TEXTS else _OTHER_KINDS.get(name.removesuffix("-template"), "odf")


class OdtPackage:
    """The parts of one document. `content`, `styles` and `meta` are their roots; all the same in a flat file.

    Raises UnsupportedKind when it is no text, LockedFile when it is encrypted, DamagedFile without content.
    """

    def __init__(self, data: bytes) -> None:
        self.losses: set[str] = set()
        self._media_types: dict[str, str] = {}
        self.archive: Archive | None = None
        if data[:2] == b"PK":
            self._open(Archive(data))
        else:
            self._open_flat(data)
        generator = child(child(self.meta, "office:meta"), "meta:generator")
        self._sides_are_physical = generator is not None and (generator.text or "").startswith(_PHYSICAL_SIDES)

    def read(self, path: str) -> bytes | None:
        """A part of the archive, None for what is missing or broken."""
        return self.archive.read_if_sound(path) if self.archive else None

    def path(self, href: str) -> str:
        """The path in the archive that an address in the content means; empty for what is outside or missing."""
        if not self.archive or _ADDRESS.match(href) or not href.partition("#")[0].strip():
            return ""
        return self.archive.find(resolve_path(_CONTENT, href))

    def side(self, align: str) -> str:
        """What an alignment means: LibreOffice and its kin write `start` for the left side and `end` for the right."""
        return {"start": "left", "end": "right"}.get(align, align) if self._sides_are_physical else align

    def picture(self, image: Element) -> str:
        """The `src` of a draw:image; empty when there is none that can be read."""
        data = child(image, "office:binary-data")
        if data is not None and len(data.text or "") <= _PICTURE_CHARACTERS:
            return f"data:;base64,{''.join((data.text or '').split())}"
        href = value(image, "xlink:href")
        path = self.path(href)
        if not path and _ADDRESS.match(href):
            self.losses.add("remote-image")
        return PART + path if path else ""

    def part(self, path: str) -> Element | None:
        """The root of an XML part of the archive; None when there is none. Damage is noted and read around."""
        return read_part(self.archive, path, self.losses) if self.archive else None

    def embedded(self, href: str) -> Embedded:
        """The event that lists an object inside the document."""
        path = href.removeprefix("./").rstrip("/")
        media_type = self._media_types.get(f"{path}/") or self._media_types.get(path, "")
        return Embedded(
            name=one_line(posixpath.basename(path)) or "object",
            media_type=one_line(media_type),
            size_bytes=self.archive.size_bytes(path) if self.archive else -1,
        )

    def metadata(self) -> Metadata:
        """What meta.xml says; the language and direction are left to the text."""
        found: dict[str, list[str]] = {}
        part = child(self.meta, "office:meta")
        for each in part if part is not None else ():
            found.setdefault(short(each), []).append(each.text or "")
        first = {name: texts[0] for name, texts in found.items()}
        authors = found.get("meta:initial-creator") or found.get("dc:creator") or []
        subjects = [
            name for text in found.get("dc:subject", []) + found.get("meta:keyword", []) for name in listed(text)
        ]
        return Metadata(
            title=one_line(first.get("dc:title")),
            authors=tuple(name for name in map(one_line, authors[:_MAX_AUTHORS]) if name),
            language=language_tag(first.get("dc:language")),
            published=one_line(first.get("meta:creation-date"))[:_DATE_CHARACTERS],
            description=paragraphs_of(first.get("dc:description")),
            subjects=tuple(dict.fromkeys(subjects))[:_MAX_AUTHORS],
        )

    def _open(self, archive: Archive) -> None:
        self.archive = archive
        mime_type = (archive.read_if_sound("mimetype") or b"")[:200].decode("latin-1").strip()
        self._read_manifest()
        mime_type = mime_type or self._media_types.get("/", "")
        _check_kind(kind_of(mime_type))
        content = self.part(_CONTENT)
        if content is None:
            raise DamagedFile("content")
        self.content: Element = content
        self.styles = self.part("styles.xml")
        self.meta = self.part("meta.xml")
        if any(name.lower().startswith(_MACRO_FOLDERS) for name in archive.names()):
            self.losses.add("macros")

    def _open_flat(self, data: bytes) -> None:
        if len(data) > limits.MAX_TEXT_BYTES:
            raise FileTooLarge
        root, sound = read_xml(data)
        if not sound:
            self.losses.add("markup")
        _check_kind(kind_of(value(root, "office:mimetype")))
        self.content, self.styles, self.meta = root, root, root
        scripts = child(root, "office:scripts")
        if scripts is not None and any(short(each).endswith(_MODULE) for each in scripts.iter()):
            self.losses.add("macros")

    def _read_manifest(self) -> None:
        root = self.part(_MANIFEST)
        for entry in children(root, "manifest:file-entry"):
            path = value(entry, "manifest:full-path")
            if child(entry, "manifest:encryption-data") is not None or path == "encrypted-package":
                raise LockedFile("encrypted document")
            self._media_types[path] = value(entry, "manifest:media-type")


def _check_kind(kind: str) -> None:
    if kind not in {"odt", ""}:
        raise UnsupportedKind(kind)
