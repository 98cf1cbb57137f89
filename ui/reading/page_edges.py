"""The paper beside the text as two large buttons that turn pages: a click at one edge goes on, at the other back."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent

from ui.reading.page_flow import PageFlow

NEAR_TEXT_PX = 12
"""So near to the text a click is meant for the text."""
DRAG_TURN_EVERY_S = 0.7


class PageEdges:
    """Where the text scrolls there are none."""

    def __init__(self, flow: PageFlow) -> None:
        self._flow = flow
        self._pressed = 0
        self._turned_at_s = 0.0

    def turn_at(self, point: QPoint) -> int:
        """Whether a click there turns on (1) or back (-1), or means nothing (0): the left edge of Arabic goes on."""
        if self._flow.paged is None or self._flow.is_empty:
            return 0
        left, right = self._flow.text_edges
        side = -1 if point.x() < left - NEAR_TEXT_PX else 1 if point.x() > right + NEAR_TEXT_PX else 0
        return -side if self._flow.row.look.is_rtl else side

    def press(self, event: QMouseEvent) -> bool:
        """Whether the press is meant for an edge."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = self.turn_at(event.position().toPoint()) if is_left and is_plain else 0
        return self._pressed != 0

    def release(self, event: QMouseEvent) -> int:
        """The turn that was asked for, if the button went down and up at the same edge."""
        pressed, self._pressed = self._pressed, 0
        return pressed if pressed == self.turn_at(event.position().toPoint()) else 0

    def may_turn_while_dragging(self) -> bool:
        """Whether enough time went by since a drag last turned the page."""
        now_s = time.monotonic()
        if now_s - self._turned_at_s < DRAG_TURN_EVERY_S:
            return False
        self._turned_at_s = now_s
        return True
