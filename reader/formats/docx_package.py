"""DOCX package: the parts of an Open Packaging Conventions file (ECMA-376, part 2) and how they point to each other.

Nothing outside the archive is ever looked at: a relationship that leads outside is an address for the person to read.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from reader.errors import DamagedFile, UnsupportedKind
from reader.formats.archive import Archive, resolve_path
from reader.formats.docx_names import short
from reader.formats.names import one_line
from reader.formats.office_document import listed, paragraphs_of, read_part
from reader.formats.trees import Element
from reader.text.language import language_tag
from reader.text.model import Embedded, Metadata

CONTENT_TYPES = "[Content_Types].xml"
OTHER_KINDS = {"xl/": "xlsx", "ppt/": "pptx", "visio/": "vsdx", "fixeddocseq": "xps", "documents/": "xps"}
"""How the entries of other packages begin, and their kinds."""

_USUAL_MAIN = "word/document.xml"
_INSIDE_KINDS = frozenset({"oleObject", "package", "aFChunk", "control"})
_MACROS = frozenset({"vbaProject", "vbaProjectSignature", "wordVbaData"})
_MAX_AUTHORS = 100
_DATE_CHARACTERS = 10


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: `kind` is the last word of its type, `target` a path in the archive or an address outside."""

    kind: str
    target: str
    outside: bool


class DocxPackage:
    """The parts of one document. Raises DamagedFile when it has no main part, UnsupportedKind when it is no text."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.losses: set[str] = set()
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main_part()

    def tree(self, path: str) -> Element | None:
        """The root of an XML part; None when there is none. Damage is noted and read around."""
        return read_part(self.archive, path, self.losses) if path else None

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.tree(self.archive.find(posixpath.join(folder, "_rels", f"{name}.rels")))
            self._relations[part] = dict(_relations(root, part)) if root is not None else {}
        return self._relations[part]

    def related(self, kind: str) -> Element | None:
        """The root of the main part's first related part of that kind."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind and not relation.outside:
                return self.tree(self.archive.find(relation.target))
        return None

    def part_of(self, kind: str) -> str:
        """The path of the main part's first related part of that kind, or empty."""
        relations = self.relations(self.main).values()
        return next((each.target for each in relations if each.kind == kind and not each.outside), "")

    def metadata(self) -> Metadata:
        """What docProps/core.xml says; the language and direction are left to the text."""
        path = next((each.target for each in self.relations("").values() if each.kind == "core-properties"), "")
        root = self.tree(self.archive.find(path or "docProps/core.xml"))
        found = {short(each).rpartition(":")[2]: each.text or "" for each in root} if root is not None else {}
        return Metadata(
            title=one_line(found.get("title")),
            authors=tuple(name for name in map(one_line, found.get("creator", "").split(";")[:_MAX_AUTHORS]) if name),
            language=language_tag(found.get("language")),
            published=one_line(found.get("created"))[:_DATE_CHARACTERS],
            description=paragraphs_of(found.get("description")),
            subjects=tuple(dict.fromkeys(listed(found.get("subject")) + listed(found.get("keywords")))),
        )

    def embedded(self) -> list[Embedded]:
        """The files inside the document, which are never opened; macros are noted as a loss."""
        types = self._content_types()
        found: dict[str, Embedded] = {}
        for name in self.archive.names():
            folder, base = posixpath.split(name)
            if base.lower().startswith("vbaproject"):
                self.losses.add("macros")
            elif "/activex" in f"/{folder.lower()}":
                self.losses.add("form")
            elif posixpath.basename(folder).lower() == "embeddings":
                found[name] = self._embedded(name, types)
        for relation in list(self.relations(self.main).values()):
            target = "" if relation.outside else self.archive.find(relation.target)
            if relation.kind in _MACROS:
                self.losses.add("macros")
            elif relation.kind in _INSIDE_KINDS and target:
                found[target] = self._embedded(target, types)
        if found:
            self.losses.add("embedded")
        return list(found.values())

    def _embedded(self, name: str, types: dict[str, str]) -> Embedded:
        ending = name.rpartition(".")[2].lower()
        media_type = types.get("/" + name.lower()) or types.get(ending, "")
        return Embedded(
            name=one_line(posixpath.basename(name)),
            media_type=one_line(media_type),
            size_bytes=self.archive.size_bytes(name),
        )

    def _content_types(self) -> dict[str, str]:
        root = self.tree(self.archive.find(CONTENT_TYPES))
        if root is None:
            return {}
        names = ((each.get("PartName") or each.get("Extension") or "", each.get("ContentType") or "") for each in root)
        return {name.lower(): media_type for name, media_type in names}

    def _main_part(self) -> str:
        relations = self.relations("").values()
        target = next((each.target for each in relations if each.kind == "officeDocument" and not each.outside), "")
        path = self.archive.find(target) if target else ""
        path = path or self.archive.find(_USUAL_MAIN)
        kind = other_kind([path]) if path else other_kind(self.archive.names())
        if kind:
            raise UnsupportedKind(kind)
        if not path:
            raise DamagedFile("main part")
        return path


def other_kind(names: list[str]) -> str:
    """The kind of package that is no text document, by its entries; empty when they tell none."""
    lowered = [name.lower() for name in names]
    if any(name.startswith("word/") for name in lowered):
        return ""
    for start, kind in OTHER_KINDS.items():
        if any(name.startswith(start) for name in lowered):
            return kind
    return ""


def _relations(root: Element, part: str) -> list[tuple[str, Relation]]:
    found = []
    for each in root:
        outside = (each.get("TargetMode") or "").lower() == "external"
        target = each.get("Target") or ""
        kind = (each.get("Type") or "").rstrip("/").rpartition("/")[2]
        path = target if outside else resolve_path(part, target)
        if each.get("Id") and path not in {"", part}:
            found.append((each.get("Id") or "", Relation(kind, path, outside)))
    return found
