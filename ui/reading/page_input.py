"""What mouse, wheel and keys do to flowing text: it is pointed at, selected, scrolled or turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from ui.reading import page_keys
from ui.reading.page_edges import PageEdges
from ui.reading.page_pointer import PagePointer
from ui.reading.wheel_steps import TurnSteps, WheelSteps

if TYPE_CHECKING:
    from ui.reading.page_view import PageView

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PageInput:
    """Takes the events of one view; it moves by what that offers to anybody."""

    def __init__(self, view: PageView) -> None:
        self._view, self._flow = view, view.flow
        self._edges = PageEdges(view.flow)
        self._pointer = PagePointer(view.flow, view.selection, view.tell_selection, self._drag_beyond)
        self._wheel = WheelSteps()
        self._turns = TurnSteps()

    def press(self, event: QMouseEvent) -> None:
        if not self._edges.press(event):
            self._pointer.press(event)

    def double_click(self, event: QMouseEvent) -> None:
        """The second of two quick clicks at an edge turns a page as the first did."""
        if not self._edges.press(event):
            self._pointer.double_click(event)

    def move(self, event: QMouseEvent) -> None:
        link = self._pointer.move(event)
        is_hand = bool(link) or (not event.buttons() and bool(self._edges.turn_at(event.position().toPoint())))
        shape = Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
        self._view.link_hovered.emit(link)

    def release(self, event: QMouseEvent) -> None:
        pages = self._edges.release(event)
        if pages:
            self._view.turn(pages)
            return
        link = self._pointer.release(event)
        if link and self._view.selection.is_empty:
            self._view.link_activated.emit(link)

    def wheel(self, event: QWheelEvent) -> bool:
        """Turn pages, or make letters larger or smaller. False where the wheel scrolls."""
        steps = self._wheel.feed(event)
        if steps:
            self._view.resize_requested.emit(1 if steps > 0 else -1)
        if steps is None and self._flow.paged is not None:
            pages = self._turns.feed(event, rtl=self._flow.row.look.is_rtl)
            if pages:
                self._view.turn(pages)
        return steps is not None or self._flow.paged is not None

    def key(self, event: QKeyEvent) -> bool:
        """Follow a link, move the caret, scroll or turn. Whether the key meant anything."""
        view = self._view
        if event.key() in _ENTERS and view.caret_browsing:
            link = self._flow.link_at_place(view.selection.caret or view.place())
            if link:
                view.link_activated.emit(link)
            return True
        return view.move_caret_by_key(event) or self._move(event)

    def _move(self, event: QKeyEvent) -> bool:
        is_paged = self._flow.paged is not None
        pages = page_keys.scroll_pages(event, rtl=self._flow.row.look.is_rtl, paged=is_paged)
        lines = 0 if is_paged else page_keys.scroll_lines(event)
        end = page_keys.is_document_end(event)
        if pages:
            self._view.turn(pages)
        elif lines:
            self._view.scroll_by(lines * self._flow.row.look.line_px)
        elif end:
            self._view.go_to_end(end)
        return bool(pages or lines or end)

    def _drag_beyond(self, pixels: int) -> None:
        """Text is selected beyond the edge of the view."""
        if self._flow.scrolled is not None:
            self._view.scroll_by(pixels)
        elif self._edges.may_turn_while_dragging():
            self._view.turn(1 if pixels > 0 else -1)
