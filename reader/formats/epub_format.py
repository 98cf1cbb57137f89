"""EPUB 2 and 3: the spine's pages as sections, with their pictures, links, outline and cover."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote

import msgspec

from reader.errors import DamagedFile, FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.archive import Archive
from reader.formats.assembly import Assembly, even_levels
from reader.formats.contract import Format, ParseOptions
from reader.formats.epub_contents import Contents
from reader.formats.epub_covers import book_cover
from reader.formats.epub_fixed import PicturePage, leaves, open_book, page_sections, picture_pages
from reader.formats.epub_notes import settle_notes
from reader.formats.epub_package import PAGE_TYPES, SVG_TYPE, Item, Package, read_package
from reader.formats.epub_pages import Around, Pages
from reader.formats.epub_tidy import bare_pictures, settle_switches, take_page_breaks
from reader.formats.flow import Flowed, flow
from reader.formats.guarding import guarded
from reader.formats.pages import page_blocks, page_title
from reader.formats.trees import Element, local_name, parse_html, parse_page
from reader.text.decoding import decode
from reader.text.language import guess_language, language_direction
from reader.text.model import (
    Anchors,
    Direction,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    OutlineEntry,
    ParseEvent,
    Progress,
    Simplified,
)
from reader.text.named_places import START, page_name

_ZIP = b"PK\x03\x04"
_MIME_TYPE = b"mimetypeapplication/epub+zip"
_MIME_TYPES = (b"application/epub+zip", b"application/x-ibooks+zip")
_CONTAINER = "meta-inf/container.xml"
_TAG = re.compile(r"<(?:style|script|title|head)\b.*?</|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_GONE_SHARE = 0.5
"""A book with more than this share of its spine missing is damaged, not untidy."""


def sniff(head: bytes) -> float:
    """By the head alone, for archives that are cut."""
    if not head.startswith(_ZIP):
        return 0.0
    if _MIME_TYPE in head[:120]:
        return 1.0
    return 0.9 if b"META-INF/container.xml" in head else 0.0


def sniff_archive(names: Collection[str], mimetype: bytes) -> float:
    """By MIME type or by the container; a lone package document will do."""
    if mimetype.strip().lower().startswith(_MIME_TYPES):
        return 1.0
    lower = {name.casefold().replace("\\", "/").lstrip("/") for name in names}
    if _CONTAINER in lower:
        return 0.95
    return 0.9 if any(name.endswith(".opf") for name in lower) else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    archive = Archive(data)
    package = read_package(archive)
    pictures = picture_pages(archive, package)
    yield from _picture_book(data, archive, package, pictures) if pictures else _flowing_book(archive, package)
    cover = book_cover(archive, package)
    if cover:
        yield cover


def _flowing_book(archive: Archive, package: Package) -> Iterator[ParseEvent]:
    pages = Pages(archive, package)
    metadata = _in_language(package.metadata, pages.sample)
    yield metadata
    assembly = Assembly(metadata.language)
    book = _Book(pages, package, assembly)
    yield from book.pages()
    if assembly.empty:
        raise NothingToRead
    yield book.outline()
    yield book.anchors()


def _picture_book(data: bytes, archive: Archive, package: Package, pictures: list[PicturePage]) -> Iterator[ParseEvent]:
    yield package.metadata
    yield FixedPages(pages=tuple(leaf.size() for leaf in leaves(archive, pictures)))
    yield from page_sections(pictures, package.metadata.language)
    yield from (Simplified(what=loss) for loss in sorted(package.losses))
    places = {each.page: Locator(number) for number, each in reversed(list(enumerate(pictures)))}
    yield _outline(package, lambda line: places.get(archive.find(line.page)))


def _in_language(metadata: Metadata, sample: bytes) -> Metadata:
    """The metadata with a language told by the letters, where the book names none."""
    if metadata.language:
        return metadata
    language = guess_language(_TAG.sub(" ", decode(sample).text))
    direction = metadata.direction if metadata.direction is not Direction.AUTO else language_direction(language)
    return msgspec.structs.replace(metadata, language=language, direction=direction)


class _Book:
    """One flowing book while it is parsed."""

    def __init__(self, pages: Pages, package: Package, assembly: Assembly) -> None:
        self._pages = pages
        self._package = package
        self._assembly = assembly
        self._around = Around(pages, assembly)
        self._printed: dict[str, tuple[str, str]] = {}
        self._titles: dict[str, str] = {}
        for line in package.ways.contents:
            if line.title:
                self._titles.setdefault(pages.archive.find(line.page), line.title)

    def pages(self) -> Iterator[ParseEvent]:
        """The events of all pages: the linear ones in order, then those that are reached by links only."""
        losses = self._package.losses
        if any(entry.fixed for entry in self._package.spine):
            losses = losses | {"fixed-layout"}
        yield from (Simplified(what=loss) for loss in sorted(losses))
        spine = sorted(self._package.spine, key=lambda entry: not entry.linear)
        missing = 0
        for number, entry in enumerate(spine):
            flowed = self._page(entry.item)
            if flowed is None:
                missing += 1
            else:
                flowed.losses -= losses
                title = self._titles.get(entry.item.path, "")
                yield from self._assembly.add_page(entry.item.path, flowed, title)
            yield from self._around.taken_resources()
            yield Progress(done=number + 1, total=len(spine))
        if missing > len(spine) * _GONE_SHARE:
            raise DamagedFile("missing pages")
        if missing:
            yield Simplified(what="missing-page")

    def outline(self) -> Outline:
        """The book's table of contents, or one made from its headings."""
        outline = _outline(self._package, self._place)
        return outline if outline.entries else self._assembly.outline()

    def anchors(self) -> Anchors:
        """Where links lead, the printed pages, and where the text proper begins."""
        targets = self._assembly.anchors().targets
        named = {name: self._assembly.locator(*place) for name, place in self._printed.items()}
        for line in self._package.ways.pages:
            if page_name(line.title):
                named[page_name(line.title)] = self._place(line)
        start = self._package.ways.start
        named[START] = self._place(start) if start else None
        return Anchors(targets=targets | {name: place for name, place in named.items() if place is not None})

    def _place(self, line: Contents) -> Locator | None:
        if not line.page:
            return None
        return self._assembly.locator(self._pages.archive.find(line.page), unquote(line.fragment))

    def _page(self, item: Item) -> Flowed | None:
        """A page's blocks; None when the file is missing or broken."""
        path, media_type = item.path, item.media_type
        data = self._pages.take(path)
        if data is None:
            return None
        if len(data) > limits.MAX_TEXT_BYTES:
            raise FileTooLarge("page")
        self._around.page = path
        if media_type.startswith("image/") and media_type != SVG_TYPE:
            return flow(parse_html(f'<img src="{path.rpartition("/")[2]}">'), self._around)
        text = decode(data).text
        root = parse_page(text)
        if local_name(root) == "svg" or (media_type == SVG_TYPE and media_type not in PAGE_TYPES):
            root = _around_drawing(root)
            bare_pictures(root)
            return page_blocks(root, self._around, self._assembly.language)
        self._tidy(root, path, text)
        direction = (root.get("dir") or _body_direction(root)).lower()
        direction = direction if direction in {"ltr", "rtl"} else str(language_direction(self._assembly.language))
        self._titles.setdefault(path, page_title(root) if not self._package.ways.contents else "")
        return page_blocks(root, self._around, self._assembly.language, _page_direction(direction))

    def _tidy(self, root: Element, path: str, text: str) -> None:
        """Settle what most pages do not hold; its words tell, which is faster than to walk the tree."""
        if "switch" in text:
            settle_switches(root)
        if "svg" in text:
            bare_pictures(root)
        if ":type=" in text or "role=" in text:
            for mark in take_page_breaks(root):
                if page_name(mark.label):
                    self._printed.setdefault(page_name(mark.label), (path, mark.fragment))
            settle_notes(root, self._pages.targets)


_NOWHERE = Locator(-1, 0)


def _outline(package: Package, place: Callable[[Contents], Locator | None]) -> Outline:
    entries: list[OutlineEntry] = []
    for line in package.ways.contents:
        target = place(line) if line.page else None
        if line.title and (target or not line.page):
            entries.append(OutlineEntry(title=line.title[:300], level=line.level, target=target or _NOWHERE))
    return Outline(entries=even_levels(_with_targets(entries)))


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


FORMAT = Format("epub", sniff, guarded(parse), open_book, sniff_archive)
