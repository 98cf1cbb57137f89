"""The package of an EPUB: container, metadata, manifest, spine and table of contents (EPUB 3.3 and OPF 2.0.1)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.errors import DamagedFile, NothingToRead, ProtectedByDrm
from reader.formats.archive import Archive, resolve_path
from reader.formats.trees import Element, local_name, parse_page, parse_xml
from reader.text.decoding import decode
from reader.text.language import language_direction, language_tag
from reader.text.model import Metadata

PAGE_TYPES = frozenset(
    {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", "application/xml"}
)
SVG_TYPE = "image/svg+xml"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MAX_FALLBACKS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the manifest; `path` is a name in the archive, empty when the file is missing."""

    path: str
    media_type: str
    properties: frozenset[str] = frozenset()
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """One line of the table of contents: level from 1, page's path and fragment."""

    title: str
    level: int
    page: str
    fragment: str


@dataclass(slots=True)
class Package:
    """What the package document says. `spine` holds (item, whether it is in the linear order)."""

    metadata: Metadata
    items: dict[str, Item] = field(default_factory=dict)
    spine: list[tuple[Item, bool]] = field(default_factory=list)
    cover_path: str = ""
    ncx_id: str = ""
    contents: list[Contents] = field(default_factory=list)


def read_package(archive: Archive) -> Package:
    """The package of the book. Raises DamagedFile, ProtectedByDrm, NothingToRead."""
    path = _package_path(archive)
    refuse_drm(archive)
    root = parse_xml(decode(archive.read(path)).text)
    package = Package(_metadata(root))
    package.items = _manifest(root, path, archive)
    spine = next((each for each in root.iter("{*}spine")), None)
    if spine is None:
        raise DamagedFile("no spine")
    package.ncx_id = spine.get("toc") or ""
    for reference in spine.iter("{*}itemref"):
        item = _readable(package.items, reference.get("idref") or "")
        if item:
            package.spine.append((item, (reference.get("linear") or "yes").lower() != "no"))
    if not package.spine:
        raise NothingToRead("spine")
    package.cover_path = _cover_path(root, package.items)
    package.contents = _nav(archive, package.items) or _ncx(archive, package)
    return package


def refuse_drm(archive: Archive) -> None:
    """Raise ProtectedByDrm when more than fonts is encrypted (META-INF/encryption.xml)."""
    data = archive.read_if_sound("META-INF/encryption.xml")
    if data:
        root = parse_xml(decode(data).text)
        for encrypted in root.iter("{*}EncryptedData"):
            method = next((each.get("Algorithm") or "" for each in encrypted.iter("{*}EncryptionMethod")), "")
            uri = next((each.get("URI") or "" for each in encrypted.iter("{*}CipherReference")), "")
            font = uri.lower().endswith((".otf", ".ttf", ".woff", ".woff2", ".ttc"))
            if method not in _FONT_ALGORITHMS and not font:
                raise ProtectedByDrm


def _package_path(archive: Archive) -> str:
    container = archive.read_if_sound("META-INF/container.xml")
    if container:
        root = parse_xml(decode(container).text)
        for rootfile in root.iter("{*}rootfile"):
            name = archive.find(resolve_path("", rootfile.get("full-path") or ""))
            if name:
                return name
    packages = [name for name in archive.names() if name.lower().endswith(".opf")]
    if not packages:
        raise DamagedFile("no package document")
    return packages[0]


def _metadata(root: Element) -> Metadata:
    found: dict[str, list[str]] = {}
    block = next((each for each in root.iter("{*}metadata")), root)
    for element in block:
        text = " ".join("".join(str(part) for part in element.itertext()).split())
        if text and not element.get("refines"):
            found.setdefault(local_name(element), []).append(text)
    language = language_tag((found.get("language") or [""])[0])
    return Metadata(
        title=(found.get("title") or [""])[0],
        authors=tuple(found.get("creator", [])),
        language=language,
        direction=language_direction(language),
        publisher=(found.get("publisher") or [""])[0],
        published=(found.get("date") or [""])[0],
        description=(found.get("description") or [""])[0],
    )


def _manifest(root: Element, base: str, archive: Archive) -> dict[str, Item]:
    return {
        element.get("id") or "": Item(
            path=archive.find(resolve_path(base, element.get("href") or "")),
            media_type=(element.get("media-type") or "").strip().lower(),
            properties=frozenset((element.get("properties") or "").split()),
            fallback=element.get("fallback") or "",
        )
        for manifest in root.iter("{*}manifest")
        for element in manifest.iter("{*}item")
    }


def _readable(items: dict[str, Item], name: str) -> Item | None:
    """The item, or the first of its fallbacks that can be shown."""
    first = item = items.get(name)
    for _ in range(_MAX_FALLBACKS):
        if item is None or item.media_type in PAGE_TYPES or item.media_type.startswith("image/"):
            break
        item = items.get(item.fallback)
    return item or first


def _cover_path(root: Element, items: dict[str, Item]) -> str:
    for item in items.values():
        if "cover-image" in item.properties and item.path:
            return item.path
    for meta in root.iter("{*}meta"):
        if (meta.get("name") or "").lower() == "cover":
            named = items.get(meta.get("content") or "")
            if named and named.media_type.startswith("image/"):
                return named.path
    return ""


def _nav(archive: Archive, items: dict[str, Item]) -> list[Contents]:
    """The `toc` nav of an EPUB 3 navigation document."""
    item = next((each for each in items.values() if "nav" in each.properties and each.path), None)
    data = archive.read_if_sound(item.path) if item else None
    if item is None or data is None:
        return []
    root = parse_page(decode(data).text)
    navs = list(root.iter("nav"))
    toc = next((nav for nav in navs if "toc" in (nav.get("data-type") or "").split()), navs[0] if navs else None)
    contents: list[Contents] = []
    if toc is not None:
        for child in toc:
            if local_name(child) == "ol":
                _nav_list(child, 1, item.path, contents)
    return contents


def _nav_list(ordered: Element, level: int, base: str, contents: list[Contents]) -> None:
    for item in ordered:
        for child in item:
            name = local_name(child)
            if name in {"a", "span"}:
                contents.append(_line(child, child.get("href") or "", level, base))
            elif name == "ol":
                _nav_list(child, level + 1, base, contents)


def _ncx(archive: Archive, package: Package) -> list[Contents]:
    """The navMap of an EPUB 2 table of contents."""
    ncx = "application/x-dtbncx+xml"
    item = package.items.get(package.ncx_id) or next(
        (each for each in package.items.values() if each.media_type == ncx), None
    )
    data = archive.read_if_sound(item.path) if item and item.path else None
    if item is None or data is None:
        return []
    contents: list[Contents] = []
    for nav_map in parse_xml(decode(data).text).iter("{*}navMap"):
        _ncx_points(nav_map, 1, item.path, contents)
    return contents


def _ncx_points(parent: Element, level: int, base: str, contents: list[Contents]) -> None:
    for point in parent:
        if local_name(point) != "navpoint":
            continue
        label = next((each for each in point if local_name(each) == "navlabel"), None)
        content = next((each for each in point if local_name(each) == "content"), None)
        if label is not None:
            contents.append(_line(label, (content.get("src") or "") if content is not None else "", level, base))
        _ncx_points(point, level + 1, base, contents)


def _line(element: Element, href: str, level: int, base: str) -> Contents:
    title = " ".join("".join(str(part) for part in element.itertext()).split())
    return Contents(title, level, resolve_path(base, href) if href else "", href.partition("#")[2])
