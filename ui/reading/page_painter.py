"""Paints one laid-out piece: what is coloured, then the text. No state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QLinearGradient,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)

from reader.text.model import Locator
from ui.reading.layers import Span, colours
from ui.reading.piece_document import PieceDocument
from ui.theme import Theme


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
