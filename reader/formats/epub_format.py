"""EPUB 2 and 3: the spine's pages as sections, with their pictures, links, outline and cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from reader.errors import DamagedFile, FileTooLarge, NothingToRead
from reader.formats import images, limits
from reader.formats.archive import Archive, resolve_path
from reader.formats.assembly import Assembly, even_levels, outside_address
from reader.formats.contract import Format, ParseOptions
from reader.formats.epub_package import PAGE_TYPES, SVG_TYPE, Package, read_package
from reader.formats.flow import Flowed, flow
from reader.formats.guarding import guarded
from reader.formats.pages import page_blocks, page_title
from reader.formats.surroundings import SinglePage
from reader.formats.trees import Element, local_name, parse_html, parse_page
from reader.text.decoding import decode
from reader.text.language import language_direction
from reader.text.model import Cover, Direction, Locator, Outline, OutlineEntry, ParseEvent, Progress, Simplified

_ZIP = b"PK\x03\x04"
_MIME_TYPE = b"mimetypeapplication/epub+zip"
_FRAGMENT_LINK = re.compile(rb"""(?:href|src)\s*=\s*["'][^"'#<>]*#([^"'<>]+)["']""", re.IGNORECASE)
_COVER_NAME = re.compile(r"(^|/)[^/]*cover[^/]*\.(jpe?g|png|gif|webp)$", re.IGNORECASE)
_GONE_SHARE = 0.5
"""A book with more than this share of its spine missing is damaged, not untidy."""


def sniff(head: bytes) -> float:
    if not head.startswith(_ZIP):
        return 0.0
    if _MIME_TYPE in head[:120]:
        return 1.0
    return 0.9 if b"META-INF/container.xml" in head or b".opf" in head else 0.1


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    archive = Archive(data)
    package = read_package(archive)
    yield package.metadata
    assembly = Assembly(package.metadata.language)
    book = _Book(archive, package, assembly)
    yield from book.pages()
    if assembly.empty:
        raise NothingToRead
    yield book.outline()
    yield assembly.anchors()
    cover = book.cover()
    if cover:
        yield cover


class _Around(SinglePage):
    """The surroundings of one page of a book; pictures are shared among all pages."""

    def __init__(self, book: _Book) -> None:
        super().__init__(book.assembly)
        self.book = book
        self.targets = book.targets

    def link(self, href: str) -> str:
        if outside_address(href):
            return outside_address(href)
        target = self.book.archive.find(resolve_path(self.page, href)) if href else ""
        return self.assembly.link(target, unquote(href.partition("#")[2])) if target in self.book.spine_paths else ""

    def key(self, src: str) -> str:
        return src if ":" in src.partition("/")[0] else resolve_path(self.page, src)

    def image_data(self, src: str) -> bytes | None:
        return super().image_data(src) or (self.book.archive.read_if_sound(self.key(src)) if self.key(src) else None)

    def stylesheet(self, href: str, base: str = "") -> tuple[str, str]:
        path = resolve_path(base or self.page, href)
        data = self.book.archive.read_if_sound(path) if path and path != self.page else None
        return (decode(data[: limits.MAX_STYLESHEET_BYTES]).text if data else ""), path


class _Book:
    """One book while it is parsed."""

    def __init__(self, archive: Archive, package: Package, assembly: Assembly) -> None:
        self.archive = archive
        self.package = package
        self.assembly = assembly
        self.spine_paths: set[str] = set()
        self.targets = self._read_ahead()
        self.titles: dict[str, str] = {}
        for line in package.contents:
            if line.title:
                self.titles.setdefault(archive.find(line.page), line.title)
        self.around = _Around(self)

    def pages(self) -> Iterator[ParseEvent]:
        """The events of all pages: the linear ones in order, then those that are reached by links only."""
        spine = sorted(self.package.spine, key=lambda entry: not entry[1])
        missing = 0
        for number, (item, _linear) in enumerate(spine):
            flowed = self._page(item.path, item.media_type)
            if flowed is None:
                missing += 1
            else:
                yield from self.assembly.add_page(item.path, flowed, self.titles.get(item.path, ""))
            yield from self.around.taken_resources()
            yield Progress(done=number + 1, total=len(spine))
        if missing > len(spine) * _GONE_SHARE:
            raise DamagedFile("missing pages")
        if missing:
            yield Simplified(what="missing-page")

    def outline(self) -> Outline:
        """The book's table of contents, or one made from its headings."""
        entries: list[OutlineEntry] = []
        for line in self.package.contents:
            target = self.assembly.locator(self.archive.find(line.page), unquote(line.fragment)) if line.page else None
            if line.title and (target or not line.page):
                entries.append(OutlineEntry(title=line.title[:300], level=line.level, target=target or _NOWHERE))
        entries = _with_targets(entries)
        return Outline(entries=even_levels(entries)) if entries else self.assembly.outline()

    def cover(self) -> Cover | None:
        for path in self._cover_candidates():
            data = self.archive.read_if_sound(path)
            encoded = images.cover(data) if data else None
            if encoded:
                return Cover(
                    media_type=encoded.media_type,
                    width_px=encoded.width_px,
                    height_px=encoded.height_px,
                    data=encoded.data,
                )
        return None

    def _page(self, path: str, media_type: str) -> Flowed | None:
        """A page's blocks; None when the file is missing or broken."""
        data = self.archive.read_if_sound(path) if path else None
        if data is None:
            return None
        if len(data) > limits.MAX_TEXT_BYTES:
            raise FileTooLarge("page")
        self.around.page = path
        if media_type.startswith("image/") and media_type != SVG_TYPE:
            return flow(parse_html(f'<img src="{path.rpartition("/")[2]}">'), self.around)
        root = parse_page(decode(data).text)
        if local_name(root) == "svg" or (media_type == SVG_TYPE and media_type not in PAGE_TYPES):
            return page_blocks(_around_drawing(root), self.around, self.assembly.language)
        direction = (root.get("dir") or _body_direction(root)).lower()
        direction = direction if direction in {"ltr", "rtl"} else str(language_direction(self.assembly.language))
        self.titles.setdefault(path, page_title(root) if len(self.package.contents) == 0 else "")
        return page_blocks(root, self.around, self.assembly.language, _page_direction(direction))

    def _read_ahead(self) -> set[str]:
        """Every id that a link or the outline leads to, by fragment alone; notes the pages that are sound."""
        targets = {unquote(line.fragment) for line in self.package.contents}
        for path in {item.path for item, _linear in self.package.spine if item.path}:
            data = self.archive.read_if_sound(path)
            if data is None:
                continue
            self.spine_paths.add(path)
            targets.update(unquote(found.decode("utf-8", "replace")) for found in _FRAGMENT_LINK.findall(data))
        return targets

    def _cover_candidates(self) -> Iterator[str]:
        if self.package.cover_path:
            yield self.package.cover_path
        yield from (name for name in self.archive.names() if _COVER_NAME.search(name))
        yield from (item.path for item, _linear in self.package.spine[:1] if item.media_type.startswith("image/"))


_NOWHERE = Locator(-1, 0)


def _with_targets(entries: list[OutlineEntry]) -> list[OutlineEntry]:
    """Headings of the contents that lead nowhere lead where the next line leads; without one, they go."""
    result: list[OutlineEntry] = []
    following: Locator | None = None
    for entry in reversed(entries):
        if entry.target != _NOWHERE:
            following = entry.target
            result.append(entry)
        elif following:
            result.append(OutlineEntry(title=entry.title, level=entry.level, target=following))
    return result[::-1]


def _around_drawing(svg: Element) -> Element:
    page = parse_html("<p></p>")
    next(page.iter("p")).append(svg)
    return page


def _body_direction(root: Element) -> str:
    body = next(iter(root.iter("body")), None)
    return (body.get("dir") or "") if body is not None else ""


def _page_direction(declared: str) -> Direction:
    """Only right to left is inherited: a page without `dir` lets each block's own letters decide."""
    return Direction.RTL if declared == "rtl" else Direction.AUTO


FORMAT = Format("epub", sniff, guarded(parse))
