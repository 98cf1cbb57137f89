"""The package of an EPUB: container, manifest, spine and what they say of layout (EPUB 3.3 and OPF 2.0.1)."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from reader.errors import DamagedFile, NothingToRead, ProtectedByDrm
from reader.formats.archive import Archive, resolve_path
from reader.formats.epub_contents import WaysIn, read_contents_page, read_guide, read_navigation, read_ncx
from reader.formats.epub_metadata import read_metadata
from reader.formats.trees import Element, parse_xml, texts
from reader.text.decoding import decode
from reader.text.model import Direction, Metadata

PAGE_TYPES = frozenset(
    {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", "application/xml"}
)
SVG_TYPE = "image/svg+xml"
_NCX_TYPE = "application/x-dtbncx+xml"
_PACKAGE_TYPE = "application/oebps-package+xml"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_FONT_ENDINGS = (".otf", ".ttf", ".woff", ".woff2", ".ttc")
_KEY_FILES = (("META-INF/rights.xml", b"encryptedKey"), ("META-INF/sinf.xml", b""), ("META-INF/license.lcpl", b""))
"""Where shops keep the key to a book (Adobe ADEPT, Apple FairPlay, Readium LCP), and what marks it as one."""

_APPLE_OPTIONS = "META-INF/com.apple.ibooks.display-options.xml"
_MAX_FALLBACKS = 8
_MAX_SPINE = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the manifest; `path` is a name in the archive, empty when the file is missing."""

    path: str
    media_type: str
    properties: frozenset[str] = frozenset()
    fallback: str = ""
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class SpinePage:
    """One entry of the spine; `fixed` when it is to be shown as a page of its own size."""

    item: Item
    linear: bool = True
    fixed: bool = False


@dataclass(slots=True)
class Package:
    """What the package document says."""

    metadata: Metadata
    items: dict[str, Item] = field(default_factory=dict)
    spine: list[SpinePage] = field(default_factory=list)
    cover_names: list[str] = field(default_factory=list)
    ways: WaysIn = field(default_factory=WaysIn)
    losses: set[str] = field(default_factory=set)


def read_package(archive: Archive) -> Package:
    """The package of the book. Raises DamagedFile, ProtectedByDrm, NothingToRead."""
    path = _package_path(archive)
    refuse_drm(archive)
    root = parse_xml(decode(archive.read(path)).text)
    package = Package(read_metadata(root))
    package.items = _manifest(root, path, archive)
    spine = next((each for each in root.iter("{*}spine")), None)
    if spine is None:
        raise DamagedFile("no spine")
    package.spine = _spine(spine, package.items, fixed=_is_fixed(root, archive))
    if not package.spine:
        raise NothingToRead("spine")
    if 2 * sum(each.fixed for each in package.spine) > len(package.spine):
        package.metadata = _turned_as_said(package.metadata, spine)
    package.cover_names = _cover_names(root, package.items, path)
    package.ways = _ways_in(archive, root, path, package.items, spine.get("toc") or "")
    package.losses = _losses(package)
    return package


def refuse_drm(archive: Archive) -> None:
    """Raise ProtectedByDrm when more than fonts is encrypted, or a shop's key lies beside the book."""
    for name, mark in _KEY_FILES:
        key = archive.read_if_sound(name)
        if key is not None and mark in key:
            raise ProtectedByDrm
    data = archive.read_if_sound("META-INF/encryption.xml")
    if data:
        root = parse_xml(decode(data).text)
        for encrypted in root.iter("{*}EncryptedData"):
            method = next((each.get("Algorithm") or "" for each in encrypted.iter("{*}EncryptionMethod")), "")
            uri = next((each.get("URI") or "" for each in encrypted.iter("{*}CipherReference")), "")
            if method not in _FONT_ALGORITHMS and not uri.lower().endswith(_FONT_ENDINGS):
                raise ProtectedByDrm


def _package_path(archive: Archive) -> str:
    """The first rendition that the container names and the archive holds, or any package where it names none."""
    container = archive.read_if_sound("META-INF/container.xml")
    if container:
        found = []
        for rootfile in parse_xml(decode(container).text).iter("{*}rootfile"):
            name = archive.find(resolve_path("", rootfile.get("full-path") or ""))
            if name:
                found.append((rootfile.get("media-type") or _PACKAGE_TYPE, name))
        chosen = [name for kind, name in found if kind == _PACKAGE_TYPE] or [name for _kind, name in found]
        if chosen:
            return chosen[0]
    packages = [name for name in archive.names() if name.lower().endswith(".opf")]
    if not packages:
        raise DamagedFile("no package document")
    return packages[0]


def _manifest(root: Element, base: str, archive: Archive) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for manifest in root.iter("{*}manifest"):
        for element in manifest.iter("{*}item"):
            item = Item(
                path=archive.find(resolve_path(base, element.get("href") or "")),
                media_type=(element.get("media-type") or "").strip().lower(),
                properties=frozenset((element.get("properties") or "").split()),
                fallback=element.get("fallback") or "",
                overlay=element.get("media-overlay") is not None,
            )
            items.setdefault(element.get("id") or "", item)
    return items


def _turned_as_said(metadata: Metadata, spine: Element) -> Metadata:
    """A book of mostly fixed pages is turned as the package says, also where its language is read the other way.

    A Japanese comic goes from right to left. Its words keep their own direction: every section and block has one.
    """
    said = (spine.get("page-progression-direction") or "").strip().lower()
    return msgspec.structs.replace(metadata, direction=Direction(said)) if said in {"ltr", "rtl"} else metadata


def _spine(spine: Element, items: dict[str, Item], *, fixed: bool) -> list[SpinePage]:
    pages: list[SpinePage] = []
    for reference in spine.iter("{*}itemref"):
        item = _readable(items, reference.get("idref") or "")
        properties = set((reference.get("properties") or "").split())
        own = ("rendition:layout-pre-paginated" in properties) or (
            fixed and "rendition:layout-reflowable" not in properties
        )
        if item and len(pages) < _MAX_SPINE:
            pages.append(SpinePage(item, (reference.get("linear") or "yes").strip().lower() != "no", own))
    return pages


def _readable(items: dict[str, Item], name: str) -> Item | None:
    """The item, or the first of its fallbacks that is there and can be shown."""
    first = item = items.get(name)
    for _ in range(_MAX_FALLBACKS):
        if item is None:
            break
        if item.path and (item.media_type in PAGE_TYPES or item.media_type.startswith("image/")):
            break
        item = items.get(item.fallback)
    return item or first


def _is_fixed(root: Element, archive: Archive) -> bool:
    """Whether pages have a size of their own: as EPUB 3 says it, as Kindle did, and as Apple did before."""
    for meta in root.iter("{*}meta"):
        if meta.get("property") == "rendition:layout":
            return "".join(texts(meta)).strip() == "pre-paginated"
        if (meta.get("name") or "").lower() in {"fixed-layout", "rendition:layout"}:
            return (meta.get("content") or "").strip().lower() in {"true", "yes", "pre-paginated"}
    options = archive.read_if_sound(_APPLE_OPTIONS)
    if not options:
        return False
    return any(
        option.get("name") == "fixed-layout" and "".join(texts(option)).strip().lower() == "true"
        for option in parse_xml(decode(options).text).iter("{*}option")
    )


def _cover_names(root: Element, items: dict[str, Item], base: str) -> list[str]:
    """The entries that the package calls its cover, the surest first: pictures, or pages that show one."""
    named = [item.path for item in items.values() if "cover-image" in item.properties]
    for meta in root.iter("{*}meta"):
        if (meta.get("name") or "").strip().lower() == "cover":
            content = meta.get("content") or ""
            named.append(items[content].path if content in items else resolve_path(base, content))
    named += [items[name].path for name in ("cover-image", "cover", "cover-img") if name in items]
    return [name for name in dict.fromkeys(named) if name]


def _ways_in(archive: Archive, root: Element, base: str, items: dict[str, Item], ncx_id: str) -> WaysIn:
    """The lists of the navigation document, and where one is missing that of the NCX or of the guide."""
    nav = next((each.path for each in items.values() if "nav" in each.properties and each.path), "")
    ways = read_navigation(archive, nav)
    guide = read_guide(root, base)
    ways.landmarks = guide | ways.landmarks
    if not ways.contents or not ways.pages:
        ncx = [items[ncx_id]] if ncx_id in items else []
        ncx += [each for each in items.values() if each.media_type == _NCX_TYPE]
        older = read_ncx(archive, ncx[0].path if ncx else "")
        ways.contents = ways.contents or older.contents
        ways.pages = ways.pages or older.pages
    if not ways.contents and "toc" in guide:
        ways.contents = read_contents_page(archive, archive.find(guide["toc"].page))
    return ways


def _losses(package: Package) -> set[str]:
    """What the package alone says will be lost."""
    found = set()
    for page in package.spine:
        if page.item.overlay:
            found.add("media-overlay")
        if "scripted" in page.item.properties:
            found.add("script")
    return found
