"""PDF: metadata, outline, page sizes and labels, and the text of each page; pages are drawn when they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types

from reader.errors import DamagedFile, NothingToRead
from reader.formats.assembly import even_levels
from reader.formats.contract import FixedDocument, Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.images import cover_of
from reader.formats.pdf_document import PdfPages, open_pdf
from reader.formats.trees import printable
from reader.text.language import guess_language, text_direction
from reader.text.model import (
    COVER_LONG_EDGE_PX,
    Cover,
    Direction,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    OutlineEntry,
    PageSize,
    ParseEvent,
    Piece,
    Progress,
    Section,
)
from reader.text.pieces import Block, Run, Tag, pack

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN_BYTES = 1024
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_MAX_OUTLINE_ENTRIES = 20_000
_PROGRESS_EVERY_PAGES = 8


def sniff(head: bytes) -> float:
    return 1.0 if _SIGNATURE in head[:_SIGNATURE_WITHIN_BYTES] else 0.0


def parse(data: bytes, options: ParseOptions) -> Iterator[ParseEvent]:
    pages = PdfPages(open_pdf(data, options.password))
    try:
        yield from _events(pages)
    finally:
        pages.close()


def open_document(data: bytes, password: str = "") -> FixedDocument:
    """The document for drawing. Raises PasswordNeeded, ProtectedByDrm, DamagedFile."""
    return PdfPages(open_pdf(data, password))


def _events(pages: PdfPages) -> Iterator[ParseEvent]:
    document = pages.document
    count = len(document)
    if not count:
        raise NothingToRead
    language = guess_language("".join(pages.page_text(page) for page in range(min(count, 3))))
    yield _metadata(document, language)
    yield FixedPages(pages=tuple(_page_size(document, page) for page in range(count)))
    for page in range(count):
        yield _section(pages, page, language)
        if page % _PROGRESS_EVERY_PAGES == 0 or page == count - 1:
            yield Progress(done=page + 1, total=count)
    yield Outline(entries=_outline(document, count))
    cover = _cover(pages)
    if cover:
        yield cover


def _metadata(document: pypdfium2.PdfDocument, language: str) -> Metadata:
    found = {name: printable(value).strip() for name, value in document.get_metadata_dict(skip_empty=True).items()}
    date = _DATE.match(found.get("CreationDate", ""))
    return Metadata(
        title=found.get("Title", ""),
        authors=tuple(name for name in [found.get("Author", "")] if name),
        language=language,
        direction=Direction.AUTO,
        published="-".join(part for part in date.groups() if part) if date else "",
        description=found.get("Subject", ""),
    )


def _page_size(document: pypdfium2.PdfDocument, page: int) -> PageSize:
    try:
        width, height = document.get_page_size(page)
    except pypdfium2.PdfiumError:
        width, height = 595.0, 842.0  # a page that can't be opened keeps its number and place, as an empty A4 sheet
    return PageSize(
        width_pt=max(width, 1.0), height_pt=max(height, 1.0), label=printable(document.get_page_label(page))
    )


def _section(pages: PdfPages, page: int, language: str) -> Section:
    text = pages.page_text(page)
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
        title = " ".join(printable(bookmark.get_title()).split())
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
