"""Paints one fixed page: its pixels tinted like the theme's paper, find marks, or plain paper while it is drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from reader.reading.find import Hit
from reader.text.model import Locator, PageText
from ui.reading.fixed_text import boxes_between
from ui.theme import Theme

_MARK = "#F7E3A1"
"""The paper theme's mark: pages stay light in every theme."""
_WIDEST_SPACE = 1.2
_SELECTION = "#E3C2AC"
_NIGHT_TINT = "#CFC9BF"
"""What white paper becomes at night: still paper, in dim light. Inverting would turn photographs into negatives."""


def paint_page(
    painter: QPainter,
    rect: QRect,
    image: QImage | None,
    marks: Iterable[tuple[QRectF, bool]],
    theme: Theme,
    *,
    chosen: Iterable[QRectF] = (),
    tinted: bool = True,
) -> None:
    """Draw a page into `rect`, `tinted` like the paper.

    `marks` are rectangles from the page's top left, and whether it is the current one; `chosen` are those selected.
    """
    if image is None:
        painter.fillRect(rect, QColor(theme.paper))
    else:
        painter.drawImage(rect, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        if tinted:
            painter.fillRect(rect, QColor(_NIGHT_TINT if theme.is_dark else theme.paper))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box, is_current in marks:
        colour = QColor(theme.ember if is_current else _MARK)
        if is_current:
            colour.setAlphaF(0.55)
        painter.fillRect(box.translated(rect.topLeft().toPointF()), colour)
    for box in chosen:
        painter.fillRect(box.translated(rect.topLeft().toPointF()), QColor(_SELECTION))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(QColor(theme.line))
    painter.drawRect(rect.adjusted(-1, -1, 0, 0))


def hits_on(text: PageText, page: int, hits: Sequence[Hit], current: int) -> Iterator[tuple[QRectF, bool]]:
    """The rectangles, in points, of the hits on one page, and whether each is the current hit."""
    for number in range(bisect_left(hits, Hit(Locator(page), 0)), len(hits)):
        hit = hits[number]
        if hit.start.section != page:
            return
        for box in boxes_between(text, hit.start.offset, hit.start.offset + hit.length):
            yield box, number == current


def selected_on(text: PageText | None, page: int, span: tuple[Locator, Locator] | None) -> Iterator[QRectF]:
    """The rectangles, in points, of what is selected on one page."""
    if text is None or span is None or not span[0].section <= page <= span[1].section:
        return
    start = span[0].offset if page == span[0].section else 0
    end = span[1].offset if page == span[1].section else len(text.text)
    yield from _closed_up(boxes_between(text, start, end))


def _closed_up(boxes: Iterable[QRectF]) -> Iterator[QRectF]:
    """Neighbours on a line as one rectangle, so that the spaces between words are coloured too."""
    run: QRectF | None = None
    for box in boxes:
        if run is not None and _are_neighbours(run, box):
            run = run.united(box)
            continue
        if run is not None:
            yield run
        run = box
    if run is not None:
        yield run


def _are_neighbours(one: QRectF, other: QRectF) -> bool:
    height = max(one.height(), other.height())
    gap = max(one.left(), other.left()) - min(one.right(), other.right())
    return abs(one.center().y() - other.center().y()) < height / 2 and gap < _WIDEST_SPACE * height
