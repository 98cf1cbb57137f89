"""Paints one laid-out piece: find marks, selection, text. No state."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec
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

from reader.reading.find import Hit
from reader.reading.positions import PieceSpan
from reader.text.model import Locator
from ui.reading.piece_document import PieceDocument
from ui.theme import Theme


class Span(msgspec.Struct, frozen=True):
    """A stretch of the document to colour: from `start` up to `end`, background and perhaps ink."""

    start: Locator
    end: Locator
    background: str
    ink: str = ""


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
    context.selections = list(_selections(document, section, spans))
    document.documentLayout().draw(painter, context)


def _selections(
    document: PieceDocument, section: int, spans: Iterable[Span]
) -> Iterator[QAbstractTextDocumentLayout.Selection]:
    start = document.piece.start
    end = start + len(document.piece.text)
    for span in spans:
        first = max(span.start, Locator(section, start))
        last = min(span.end, Locator(section, end))
        if first < last:
            yield _selection(document, first.offset - start, last.offset - start, span)


def _selection(document: PieceDocument, first: int, last: int, span: Span) -> QAbstractTextDocumentLayout.Selection:
    selection = QAbstractTextDocumentLayout.Selection()
    cursor = QTextCursor(document)
    start, end = document.cursor_map.positions(first, last)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    colours = QTextCharFormat()
    colours.setBackground(QColor(span.background))
    if span.ink:
        colours.setForeground(QColor(span.ink))
    selection.cursor = cursor
    selection.format = colours
    return selection


def spans_in(
    piece: PieceSpan,
    hits: Sequence[Hit],
    current: int,
    selected: tuple[Locator, Locator] | None,
    theme: Theme,
) -> Iterator[Span]:
    """What is coloured in a piece: find marks first, the selection over them. `hits` are in reading order."""
    first = bisect_left(hits, Hit(Locator(piece.section, piece.start), 0))
    for number in range(max(0, first - 1), len(hits)):
        hit = hits[number]
        if hit.start >= Locator(piece.section, piece.start + piece.length):
            break
        end = Locator(hit.start.section, hit.start.offset + hit.length)
        if number == current:
            yield Span(hit.start, end, theme.ember, theme.on_ember)
        else:
            yield Span(hit.start, end, theme.mark)
    if selected is not None:
        yield Span(*selected, theme.selection)


def paint_fade(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """Let the text run out into the paper at the lower edge of the view."""
    paper, clear = QColor(theme.paper), QColor(theme.paper)
    clear.setAlpha(0)
    gradient = QLinearGradient(area.topLeft(), area.bottomLeft())
    gradient.setColorAt(0, clear)
    gradient.setColorAt(1, paper)
    painter.fillRect(area, gradient)
