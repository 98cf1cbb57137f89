"""The lines of text that stand in a view: which is at a point, and which come before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect

from reader.text.model import Locator
from ui.reading.fixed_view import FixedView
from ui.reading.page_view import PageView

_STEP_PX = 3
_FURTHEST_PX = 160
"""A line further from the next than this is taken for the last one."""
_NO_TEXT_LINE_PX = 30


@dataclass(frozen=True)
class Line:
    """A line in the viewport's pixels; where the document has no text for it, `place` is None."""

    rect: QRect
    place: Locator | None = None


class Lines(Protocol):
    """What the ruler and the shade ask of a view. `column` is the strip of the view in which a line runs."""

    def at(self, point: QPoint) -> Line | None: ...
    def of(self, place: Locator) -> Line | None: ...
    def beside(self, line: Line, step: int) -> Line | None: ...
    def edge(self, step: int) -> Line | None: ...


class FlowingLines:
    """The lines of flowing text, as they are laid out now."""

    def __init__(self, view: PageView) -> None:
        self._view = view

    def at(self, point: QPoint) -> Line | None:
        """The line at the height of a point, or the one nearest to it; None where nothing is laid out."""
        flow = self._view.flow
        if flow.is_empty:
            return None
        return self.of(flow.locator_at(point.x(), point.y()))

    def of(self, place: Locator) -> Line | None:
        """The line that holds a place."""
        rect = self._view.flow.caret_rect(place)
        return None if rect.isEmpty() else Line(self._across(rect), place)

    def beside(self, line: Line, step: int) -> Line | None:
        """The line after (1) or before (-1) this one, if it is in view or just outside; perhaps in another column."""
        x, start = line.rect.center().x(), line.rect.bottom() if step > 0 else line.rect.top()
        for away in range(_STEP_PX, _FURTHEST_PX, _STEP_PX):
            found = self.at(QPoint(x, start + step * away))
            if found is not None and _is_beyond(found.rect, line.rect, step):
                return found
        return self._in_next_column(line, step)

    def edge(self, step: int) -> Line | None:
        """The first line in view (1), or the last one (-1)."""
        lefts, look = self._lefts(), self._view.flow.row.look
        if not lefts:
            return None
        left, y = (lefts[0], 0) if step > 0 else (lefts[-1], self._view.viewport().height() - 1)
        return self.at(QPoint(left + look.column_px // 2, y))

    def _in_next_column(self, line: Line, step: int) -> Line | None:
        lefts = self._lefts()
        next_one = lefts.index(line.rect.left()) + step if line.rect.left() in lefts else -1
        if not 0 <= next_one < len(lefts):
            return None
        y = 0 if step > 0 else self._view.viewport().height() - 1
        return self.at(QPoint(lefts[next_one] + line.rect.width() // 2, y))

    def _across(self, caret: QRect) -> QRect:
        flow = self._view.flow
        left = flow.column_at(caret.center().x())
        return QRect(left, caret.top(), flow.row.look.column_px, caret.height())

    def _lefts(self) -> list[int]:
        """The left edges of the columns, in the order in which they are read."""
        return list(dict.fromkeys(each.left for each in self._view.flow.slices()))


class FixedLines:
    """The lines of fixed pages, as far as their text is known; on others a strip as high as a line."""

    def __init__(self, view: FixedView) -> None:
        self._view = view

    def at(self, point: QPoint) -> Line | None:
        """The line nearest to a point on the page at its height; a strip around the point where there is no text."""
        sheet, lines = self._view.lines_under(QPointF(point))
        if sheet.isEmpty():
            return None
        if not lines:
            top = point.y() - _NO_TEXT_LINE_PX // 2
            return Line(QRect(sheet.left(), top, sheet.width(), _NO_TEXT_LINE_PX))
        place, rect = min(lines, key=lambda line: _distance(line[1], point.y()))
        return Line(QRect(sheet.left(), rect.top(), sheet.width(), rect.height()), place)

    def of(self, place: Locator) -> Line | None:
        """The line that holds a place, if its page is in view and read."""
        for y in range(0, self._view.viewport().height(), _FURTHEST_PX):
            sheet, lines = self._view.lines_under(QPointF(0, y))
            here = [(start, rect) for start, rect in lines if start.section == place.section and start <= place]
            if here:
                start, rect = max(here, key=lambda line: line[0])
                return Line(QRect(sheet.left(), rect.top(), sheet.width(), rect.height()), start)
        return None

    def beside(self, line: Line, step: int) -> Line | None:
        """The line after (1) or before (-1) this one."""
        x, start = line.rect.center().x(), line.rect.bottom() if step > 0 else line.rect.top()
        if line.place is None:
            return Line(line.rect.translated(0, step * _NO_TEXT_LINE_PX))
        for away in range(_STEP_PX, _FURTHEST_PX, _STEP_PX):
            found = self.at(QPoint(x, start + step * away))
            if found is not None and _is_beyond(found.rect, line.rect, step):
                return found
        return None

    def edge(self, step: int) -> Line | None:
        """The first line in view (1), or the last one (-1)."""
        viewport = self._view.viewport()
        return self.at(QPoint(viewport.width() // 2, 0 if step > 0 else viewport.height() - 1))


def _is_beyond(found: QRect, line: QRect, step: int) -> bool:
    return (found.center().y() - line.center().y()) * step > line.height() // 3


def _distance(rect: QRect, y: int) -> int:
    return max(rect.top() - y, 0, y - rect.bottom())
