"""What the mouse does on the page: links under it, selecting by dragging, words and paragraphs by clicks."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from reader.text.model import Locator
from ui.reading.page_flow import PageFlow
from ui.reading.selection import Selection, paragraph_at, word_at

EDGE_SCROLL_PX = 24


class PagePointer:
    """Turns mouse events into changes of a selection. `changed` is called after each; `scroll_by` at the edges."""

    def __init__(
        self, flow: PageFlow, selection: Selection, changed: Callable[[], None], scroll_by: Callable[[int], None]
    ) -> None:
        self._flow = flow
        self._selection = selection
        self._changed = changed
        self._scroll_by = scroll_by
        self._pressed_at: QPoint | None = None
        self._pressed_link = ""
        self._double_clicked_at_s = 0.0

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._flow.is_empty:
            return
        point = event.position().toPoint()
        self._pressed_at = point
        self._pressed_link = self._flow.link_at(point)
        place = self._flow.locator_at(point.x(), point.y())
        if self._is_third_click():
            self._selection.select(*paragraph_at(self._flow, place))
        else:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._selection.put_caret(place, extend=extend)
        self._changed()

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._flow.is_empty:
            return
        point = event.position().toPoint()
        self._double_clicked_at_s = time.monotonic()
        self._selection.select(*word_at(self._flow, self._flow.locator_at(point.x(), point.y())))
        self._changed()

    def move(self, event: QMouseEvent) -> str:
        """Extend the selection while dragging. Returns the link under the pointer, or ""."""
        point = event.position().toPoint()
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (point - self._pressed_at).manhattanLength() >= QGuiApplication.styleHints().startDragDistance():
                self._pressed_link = ""
                self._drag_to(point)
            return ""
        return self._flow.link_at(point)

    def release(self, event: QMouseEvent) -> str:
        """The link that was clicked, or ""."""
        point = event.position().toPoint()
        link = self._pressed_link if self._pressed_link == self._flow.link_at(point) else ""
        self._pressed_at, self._pressed_link = None, ""
        return link

    def _drag_to(self, point: QPoint) -> None:
        if point.y() < 0:
            self._scroll_by(max(-EDGE_SCROLL_PX, point.y()))
        elif point.y() > self._flow.height_px:
            self._scroll_by(min(EDGE_SCROLL_PX, point.y() - self._flow.height_px))
        inside = min(max(0, point.y()), self._flow.height_px - 1)
        place: Locator = self._flow.locator_at(point.x(), inside)
        self._selection.put_caret(place, extend=True)
        self._changed()

    def _is_third_click(self) -> bool:
        limit_s = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        return time.monotonic() - self._double_clicked_at_s < limit_s
