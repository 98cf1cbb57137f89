"""What besides text is at a place of the page: a picture, a table, a link."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QTextCursor, QTextFormat, QTextImageFormat, QTextTable

from reader.text.model import Locator
from ui.reading import page_geometry
from ui.reading.links_of import LinkSpan, link_around
from ui.reading.page_flow import PageFlow
from ui.reading.piece_document import PieceDocument, PieceImage
from ui.reading.table_fitting import tables_of

LEAST_PICTURE_PX = 64
"""Smaller ones are signs among the letters: there is nothing more to see in them."""


class PictureThing(msgspec.Struct, frozen=True):
    """A picture of the page: its resource, its words, the data that came with the piece."""

    name: str
    words: str
    picture: PieceImage


class TableThing(msgspec.Struct, frozen=True):
    """A table of the page: the piece it stands in, which one of the piece's it is, whether it is a miniature."""

    index: int
    number: int
    is_miniature: bool


def link_span(flow: PageFlow, place: Locator, href: str) -> tuple[LinkSpan, Locator] | None:
    """The link to `href` at a place, and where it begins."""
    document, index = flow.document_at(place)
    if document is None:
        return None
    span = flow.row.pages.spans[index]
    found = link_around(document, document.cursor_map.position(place.offset - span.start), href)
    if found is None:
        return None
    return found, Locator(span.section, span.start + document.cursor_map.offset(found.start))


def picture_at(flow: PageFlow, place: Locator) -> PictureThing | None:
    """The picture that the character at a place is."""
    document, index = flow.document_at(place)
    if document is None:
        return None
    position = document.cursor_map.position(place.offset - flow.row.pages.spans[index].start)
    cursor = QTextCursor(document)
    cursor.setPosition(min(position + 1, document.characterCount() - 1))
    return _picture(document, cursor.charFormat().toImageFormat())


def picture_under(flow: PageFlow, point: QPoint) -> PictureThing | None:
    """The picture under a point of the view."""
    found = _document_under(flow, point)
    if found is None:
        return None
    document, _, inside = found
    look = document.documentLayout().formatAt(inside)
    return _picture(document, look.toImageFormat()) if look.isImageFormat() else None


def table_at(flow: PageFlow, place: Locator) -> TableThing | None:
    """The table that a place is in."""
    document, index = flow.document_at(place)
    if document is None:
        return None
    position = document.cursor_map.position(place.offset - flow.row.pages.spans[index].start)
    return _table(document, index, position)


def miniature_under(flow: PageFlow, point: QPoint) -> TableThing | None:
    """The table set too small to be read that is under a point of the view."""
    found = _document_under(flow, point)
    if found is None:
        return None
    document, index, inside = found
    for each in document.fitted_tables:
        table = tables_of(document)[each.number]
        if each.is_miniature and _area(document, table).contains(inside):
            return TableThing(index, each.number, is_miniature=True)
    return None


def table_rect(flow: PageFlow, index: int, number: int) -> QRect:
    """Where a table of a piece is in the view; empty where that is not known."""
    document = flow.row.document(index)
    if document is None:
        return QRect()
    table = tables_of(document)[number]
    span = flow.row.pages.spans[index]
    position = table.firstPosition()
    place = Locator(span.section, span.start + document.cursor_map.offset(position))
    in_view = flow.caret_rect(place)
    if in_view.isEmpty():
        return QRect()
    inside = page_geometry.caret_rect(document, document.cursor_map.position(place.offset - span.start))
    origin = in_view.topLeft() - inside.topLeft().toPoint()
    return _area(document, table).toAlignedRect().translated(origin)


def goes_on(flow: PageFlow, index: int, number: int) -> bool:
    """Whether a table of a piece fills it to its end and is followed by another: the same one, cut."""
    document, following = (
        flow.row.document(index),
        flow.row.document(index + 1) if index + 1 < len(flow.row.pages) else None,
    )
    if document is None or following is None:
        return False
    last = tables_of(document)[number]
    after = tables_of(following)
    ends = not document.toPlainText()[last.lastPosition() :].strip()
    begins = bool(after) and not following.toPlainText()[: max(0, after[0].firstPosition() - 1)].strip()
    return ends and begins and after[0].columns() == last.columns()


def _document_under(flow: PageFlow, point: QPoint) -> tuple[PieceDocument, int, QPointF] | None:
    """The piece under a point of the view, and where in its own coordinates that is."""
    if flow.is_empty:
        return None
    place = flow.locator_at(point.x(), point.y())
    document, index = flow.document_at(place)
    if document is None:
        return None
    position = document.cursor_map.position(place.offset - flow.row.pages.spans[index].start)
    in_view = flow.caret_rect(place)
    if in_view.isEmpty():
        return None
    inside = page_geometry.caret_rect(document, position)
    return document, index, QPointF(point) - QPointF(in_view.topLeft()) + inside.topLeft()


def _area(document: PieceDocument, table: QTextTable) -> QRectF:
    """Where the cells of a table are; Qt's own answer is off by the first cell's padding, and counts the margins in."""
    layout = document.documentLayout()
    last = table.rows() - 1
    ends = (table.cellAt(last, column).lastCursorPosition().block() for column in range(table.columns()))
    top = layout.blockBoundingRect(table.firstCursorPosition().block()).top()
    bottom = max((layout.blockBoundingRect(block).bottom() for block in ends), default=top)
    return QRectF(0, top, layout.documentSize().width(), max(1.0, bottom - top))


def _picture(document: PieceDocument, look: QTextImageFormat) -> PictureThing | None:
    if not look.isValid():
        return None
    name = look.name().removeprefix("res:")
    picture = document.picture(name)
    if picture is None or max(picture.width_px, picture.height_px) < LEAST_PICTURE_PX:
        return None
    return PictureThing(name, str(look.property(QTextFormat.Property.ImageAltText) or ""), picture)


def _table(document: PieceDocument, index: int, position: int) -> TableThing | None:
    for number, table in enumerate(tables_of(document)):
        if table.firstPosition() <= position <= table.lastPosition():
            small = any(each.number == number and each.is_miniature for each in document.fitted_tables)
            return TableThing(index, number, is_miniature=small)
    return None
