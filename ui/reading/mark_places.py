"""Where marks are on either view: the place at a point, the line of a place, the margin beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect

from reader.text.model import Locator
from ui.reading.line_places import FixedLines
from ui.reading.page_view import PageView
from ui.reading.reading_session import Surface

SIGN_PX = 15
_GAP_PX = 9
_NEAR_PX = 24


def place_at(view: Surface, point: QPoint) -> Locator | None:
    """The place in the text at a point of the viewport; None beside the text."""
    if isinstance(view, PageView):
        if view.flow.is_empty:
            return None
        place = view.flow.locator_at(point.x(), point.y())
        rect = view.flow.caret_rect(place)
        near = rect.adjusted(-_NEAR_PX, -2, _NEAR_PX, 2)
        return place if near.contains(point) else None
    sheet, lines = view.lines_under(QPointF(point))
    on_line = any(rect.adjusted(-2, -2, 2, 2).contains(point) for _, rect in lines)
    return view.place_under(QPointF(point)) if sheet.contains(point) and on_line else None


def rect_of(view: Surface, place: Locator) -> QRect:
    """The line at a place, in the viewport; of flowing text where in it the place is. Empty where it is not in view."""
    if isinstance(view, PageView):
        rect = view.flow.caret_rect(place)
        return rect if rect.intersects(view.viewport().rect()) else QRect()
    line = FixedLines(view).of(place)
    return line.rect if line is not None and line.rect.intersects(view.viewport().rect()) else QRect()


def sign_rect(view: Surface, place: Locator) -> QRect:
    """Where in the margin the sign of a mark stands: behind the end of the lines. Empty where it is not in view."""
    rect = rect_of(view, place)
    if rect.isEmpty():
        return QRect()
    top = rect.top() + (rect.height() - SIGN_PX) // 2
    if not isinstance(view, PageView):
        return QRect(max(0, min(rect.right(), view.viewport().width()) - SIGN_PX - _GAP_PX), top, SIGN_PX, SIGN_PX)
    look = view.flow.row.look
    lefts = [part.left for part in view.flow.slices() if part.left <= rect.center().x() + 1]
    left = max(lefts, default=view.flow.column_left)
    x = left - _GAP_PX - SIGN_PX if look.is_rtl else left + look.column_px + _GAP_PX
    return QRect(min(max(1, x), view.viewport().width() - SIGN_PX - 1), top, SIGN_PX, SIGN_PX)
