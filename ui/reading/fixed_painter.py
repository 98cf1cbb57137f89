"""Paints one fixed page: its pixels tinted like the theme's paper, find marks, or plain paper while it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from reader.text.model import Locator, PageText
from ui.reading.fixed_text import boxes_between
from ui.reading.layers import Span, Tint
from ui.theme import Theme

_ON_WHITE = {
    Tint.HIT: "#F7E3A1", Tint.YELLOW: "#FBE98B", Tint.GREEN: "#C9E6A8", Tint.BLUE: "#BBDCF3", Tint.PINK: "#F7C3CA",
    Tint.SPOKEN: "#D9CFF2", Tint.SELECTION: "#E3C2AC",
}  # fmt: skip
"""Deeper than the themes' own: pages stay light in every theme, and their ink shows through."""
_WORDS = frozenset({Tint.HIT, Tint.CURRENT_HIT})
_WIDEST_SPACE = 1.2
_NIGHT_TINT = "#CFC9BF"
"""What white paper becomes at night: still paper, in dim light. Inverting would turn photographs into negatives."""


def paint_page(
    painter: QPainter,
    rect: QRect,
    image: QImage | None,
    marks: Iterable[tuple[QRectF, Tint]],
    theme: Theme,
    *,
    chosen: Iterable[QRectF] = (),
    tinted: bool = True,
) -> None:
    """Draw a page into `rect`, `tinted` like the paper.

    `marks` are rectangles from the page's top left, and what they are coloured for; `chosen` are those selected.
    """
    if image is None:
        painter.fillRect(rect, QColor(theme.paper))
    else:
        painter.drawImage(rect, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        if tinted:
            painter.fillRect(rect, QColor(_NIGHT_TINT if theme.is_dark else theme.paper))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box, tint in marks:
        colour = QColor(theme.ember if tint is Tint.CURRENT_HIT else _ON_WHITE[tint])
        if tint is Tint.CURRENT_HIT:
            colour.setAlphaF(0.55)
        painter.fillRect(box.translated(rect.topLeft().toPointF()), colour)
    for box in chosen:
        painter.fillRect(box.translated(rect.topLeft().toPointF()), QColor(_ON_WHITE[Tint.SELECTION]))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(QColor(theme.line))
    painter.drawRect(rect.adjusted(-1, -1, 0, 0))


def spans_on(text: PageText, spans: Iterable[Span]) -> Iterator[tuple[QRectF, Tint]]:
    """The rectangles, in points, of what is coloured on one page, and for what."""
    for span in spans:
        start = span.start.offset if span.start.section == text.page else 0
        end = span.end.offset if span.end.section == text.page else len(text.text)
        boxes = boxes_between(text, start, end)
        for box in boxes if span.tint in _WORDS else _closed_up(boxes):
            yield box, span.tint


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
