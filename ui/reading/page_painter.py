"""Paints what is in view of laid-out pieces: paper, what is coloured, the text. No state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QLinearGradient,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from reader.reading.positions import PieceSpan
from reader.text.model import Locator
from ui.reading.layers import Layers, Span, Tint, colours
from ui.reading.page_flow import PageFlow
from ui.reading.page_slices import OVERHANG_LINES, Slice
from ui.reading.piece_document import PieceDocument
from ui.reading.selection import Selection
from ui.theme import Theme

FADE_PX = 26
_LESS_THAN_A_PIXEL = 1 / 32
"""So much above a page's foot the clip ends, that the line which begins there is not drawn: Qt draws no line that
begins below the clip, but the last one that ends above it."""


def paint_view(viewport: QWidget, area: QRect, flow: PageFlow, layers: Layers, selection: Selection) -> None:
    """Draw `area` of the view: pages, or the part of one long page."""
    theme = flow.row.look.theme
    painter = QPainter(viewport)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(area, QColor(theme.paper))
    for part in flow.slices():
        document = flow.row.document(part.index)
        if document is not None:
            span = flow.row.pages.spans[part.index]
            coloured = _coloured(layers, selection, span)
            _paint_slice(painter, flow, part, document, coloured, span.section)
    if flow.scrolled is not None:
        paint_fade(painter, QRectF(0, flow.height_px - FADE_PX, flow.width_px, FADE_PX), theme)
    painter.end()


def paint_caret(viewport: QWidget, flow: PageFlow, selection: Selection) -> None:
    """Draw the caret, if it is in view."""
    if selection.caret is not None:
        painter = QPainter(viewport)
        painter.fillRect(flow.caret_rect(selection.caret), QColor(flow.row.look.theme.ember))
        painter.end()


def _paint_slice(
    painter: QPainter, flow: PageFlow, part: Slice, document: PieceDocument, spans: list[Span], section: int
) -> None:
    painter.save()
    painter.translate(part.left, part.origin_y)
    theme, left = flow.row.look.theme, -part.left
    if flow.paged is None:
        clip = QRectF(left, -part.origin_y, flow.width_px, flow.height_px)
        paint_piece(painter, document, clip, spans, section, theme)
        painter.restore()
        return
    overhang = OVERHANG_LINES * flow.row.look.line_px
    top, bottom = part.top - part.origin_y, part.bottom - part.origin_y
    edge = top if top > 0 else -overhang  # nothing stands above a piece's first line
    whole = QRectF(left, edge, flow.width_px, bottom - edge)
    foot = QRectF(left, bottom, flow.width_px, overhang)
    lines = QRectF(left, top + overhang, flow.width_px, max(1.0, bottom - top - 2 * overhang))
    if spans:  # Qt cuts coloured blocks off at the clip: it must hold all of them, and their overhang is drawn plain
        painter.setClipRect(whole)
        paint_piece(painter, document, whole.adjusted(0, 0, 0, -_LESS_THAN_A_PIXEL), spans, section, theme)
        painter.setClipRect(foot)
    else:
        painter.setClipRect(whole.united(foot))
    paint_piece(painter, document, lines, (), section, theme)
    painter.restore()


def _coloured(layers: Layers, selection: Selection, piece: PieceSpan) -> list[Span]:
    start, end = Locator(piece.section, piece.start), Locator(piece.section, piece.start + piece.length)
    selected = selection.span
    return layers.between(start, end) + ([Span(*selected, Tint.SELECTION)] if selected else [])


def paint_piece(
    painter: QPainter, document: PieceDocument, clip: QRectF, spans: Iterable[Span], section: int, theme: Theme
) -> None:
    """Draw what of `document` lies in `clip` (the document's coordinates) with the painter's origin at its top left."""
    context = QAbstractTextDocumentLayout.PaintContext()
    palette: QPalette = context.palette
    palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
    palette.setColor(QPalette.ColorRole.Dark, QColor(theme.line))  # rules
    context.palette = palette
    context.clip = clip
    context.selections = list(_selections(document, section, spans, theme))
    document.documentLayout().draw(painter, context)


def _selections(
    document: PieceDocument, section: int, spans: Iterable[Span], theme: Theme
) -> Iterator[QAbstractTextDocumentLayout.Selection]:
    start = document.piece.start
    end = start + len(document.piece.text)
    for span in spans:
        first = max(span.start, Locator(section, start))
        last = min(span.end, Locator(section, end))
        if first < last:
            yield _selection(document, first.offset - start, last.offset - start, span, theme)


def _selection(
    document: PieceDocument, first: int, last: int, span: Span, theme: Theme
) -> QAbstractTextDocumentLayout.Selection:
    selection = QAbstractTextDocumentLayout.Selection()
    cursor = QTextCursor(document)
    start, end = document.cursor_map.positions(first, last)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    background, ink = colours(span.tint, theme)
    look.setBackground(QColor(background))
    if ink:
        look.setForeground(QColor(ink))
    selection.cursor = cursor
    selection.format = look
    return selection


def paint_fade(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """Let the text run out into the paper at the lower edge of the view."""
    paper, clear = QColor(theme.paper), QColor(theme.paper)
    clear.setAlpha(0)
    gradient = QLinearGradient(area.topLeft(), area.bottomLeft())
    gradient.setColorAt(0, clear)
    gradient.setColorAt(1, paper)
    painter.fillRect(area, gradient)
