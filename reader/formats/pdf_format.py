"""PDF: metadata, outline, page sizes and labels, and the text of each page; pages are drawn when they are shown."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types

from reader.errors import DamagedFile, FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.assembly import even_levels
from reader.formats.contract import FixedDocument, Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.images import cover_of
from reader.formats.names import one_line
from reader.formats.pdf_document import PdfPages, open_pdf
from reader.formats.pdf_extras import MOST_FILES, document_files, document_losses, has_marks, page_extras
from reader.formats.pdf_metadata import pdf_metadata
from reader.text.language import guess_language, text_direction
from reader.text.model import (
    COVER_LONG_EDGE_PX,
    Cover,
    Embedded,
    FixedPages,
    Locator,
    Outline,
    OutlineEntry,
    PageSize,
    ParseEvent,
    Piece,
    Progress,
    Section,
    Simplified,
)
from reader.text.pieces import Block, Run, Tag, pack

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN_BYTES = 1024
_A4_PT = (595.0, 842.0)
_MAX_EDGE_PT = 100_000.0
_SAMPLE_PAGES = 3
_SAMPLE_CHARACTERS = 2000
_MOST_MISSING_IN_A_ROW = 200
_MAX_OUTLINE_ENTRIES = 20_000
_PROGRESS_EVERY_PAGES = 8


def sniff(head: bytes) -> float:
    return 1.0 if _SIGNATURE in head[:_SIGNATURE_WITHIN_BYTES] else 0.0


def parse(data: bytes, options: ParseOptions) -> Iterator[ParseEvent]:
    pages = PdfPages(open_pdf(data, options.password))
    try:
        yield from _events(pages, data)
    finally:
        pages.close()


def open_document(file: BinaryIO, password: str = "") -> FixedDocument:
    """The document for drawing. Raises PasswordNeeded, WrongPassword, ProtectedByDrm, DamagedFile."""
    return PdfPages(open_pdf(file, password))


def _events(pages: PdfPages, data: bytes) -> Iterator[ParseEvent]:
    document = pages.document
    if not len(document):
        raise NothingToRead
    if len(document) > limits.MAX_SECTIONS:
        raise FileTooLarge("pages")
    sizes = _page_sizes(document)
    count = len(sizes)
    reading = _Reading(pages, data, count)
    first: list[str] = []
    while len(first) < min(count, _SAMPLE_PAGES) and sum(map(len, first)) < _SAMPLE_CHARACTERS:
        first.append(reading.page(len(first)))
    language = guess_language("".join(first))
    yield pdf_metadata(document, data, language)
    yield FixedPages(pages=sizes)
    for page in range(count):
        yield _section(page, first[page] if page < len(first) else reading.page(page), language)
        if page % _PROGRESS_EVERY_PAGES == 0 or page == count - 1:
            yield Progress(done=page + 1, total=count)
    yield from reading.files
    for what in sorted(reading.losses):
        yield Simplified(what=what)
    yield Outline(entries=_outline(document, count))
    if reading.cover:
        yield reading.cover


class _Reading:
    """Reads pages, each once, and gathers what is found beside their text: files, the cover, what can't be shown."""

    def __init__(self, pages: PdfPages, data: bytes, count: int) -> None:
        self._pages = pages
        self._data = data
        self._with_text = 0
        self._pictures_only = 0
        self._losses = set(document_losses(pages.document))
        if count < len(pages.document):
            self._losses.add("missing-page")
        self.files: list[Embedded] = list(document_files(pages.document, data))
        self.cover: Cover | None = None

    def page(self, page: int) -> str:
        """The text of a page; a page that can't be opened has none."""
        try:
            sheet = self._pages.page(page)
            files, losses = page_extras(sheet, self._data)
            self.files = (self.files + files)[:MOST_FILES]
            self._losses |= losses
            text = self._pages.page_text(page)
            if page == 0:
                self.cover = _cover(self._pages)
        except DamagedFile:
            self._losses.add("missing-page")
            return ""
        self._with_text += bool(text)
        self._pictures_only += not text and has_marks(sheet)
        return text

    @property
    def losses(self) -> set[str]:
        """The keys; "no-text-layer" when half of the pages or more are pictures only, as a scanner makes them."""
        mostly = self._pictures_only and self._pictures_only >= self._with_text
        return self._losses | ({"no-text-layer"} if mostly else set())


def _page_sizes(document: pypdfium2.PdfDocument) -> tuple[PageSize, ...]:
    """The sizes of all pages. Those at the end that can't be opened are none: /Count may promise any number.

    Raises DamagedFile when there is no page at all.
    """
    sizes: list[PageSize] = []
    real = 0
    for page in range(len(document)):
        try:
            width, height = document.get_page_size(page)
            real = page + 1
        except pypdfium2.PdfiumError:
            width, height = _A4_PT  # one in the middle keeps its number and place, as an empty sheet
        sizes.append(
            PageSize(width_pt=_edge(width), height_pt=_edge(height), label=one_line(document.get_page_label(page))[:60])
        )
        if len(sizes) - real > _MOST_MISSING_IN_A_ROW:
            break
    if not real:
        raise DamagedFile("pages")
    return tuple(sizes[:real])


def _edge(length_pt: float) -> float:
    return min(max(length_pt, 1.0), _MAX_EDGE_PT) if math.isfinite(length_pt) else 1.0


def _section(page: int, text: str, language: str) -> Section:
    blocks = [Block((Tag("p"),), (Run(line),)) for line in text.removesuffix("\n").split("\n")] if text else []
    pieces = tuple(Piece(html="", text=piece.text, start=piece.start) for piece in pack(blocks).pieces)
    return Section(index=page, language=guess_language(text) or language, direction=text_direction(text), pieces=pieces)


def _outline(document: pypdfium2.PdfDocument, count: int) -> tuple[OutlineEntry, ...]:
    entries: list[OutlineEntry] = []
    for bookmark in document.get_toc(max_depth=12):
        if len(entries) >= _MAX_OUTLINE_ENTRIES:
            break
        destination = bookmark.get_dest()
        page = destination.get_index() if destination else None
        title = one_line(bookmark.get_title())
        if title and page is not None and 0 <= page < count:
            entries.append(OutlineEntry(title=title[:300], level=bookmark.level + 1, target=Locator(page, 0)))
    return even_levels(entries)


def _cover(pages: PdfPages) -> Cover | None:
    try:
        image = pages.image(0, COVER_LONG_EDGE_PX)
    except DamagedFile:
        return None
    encoded = cover_of(image)
    return Cover(
        media_type=encoded.media_type, width_px=encoded.width_px, height_px=encoded.height_px, data=encoded.data
    )


FORMAT = Format("pdf", sniff, guarded(parse), open_document)
