"""The wheel as whole steps: a wheel turns in notches, a touchpad in many small parts of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

NOTCH = 120
"""QWheelEvent.angleDelta of one notch: eighths of a degree, 15 degrees."""


class WheelSteps:
    """Gathers what the wheel turns while Ctrl is down."""

    def __init__(self) -> None:
        self._turned = 0

    def feed(self, event: QWheelEvent) -> int | None:
        """How many notches are full now, away from the person counting up; None: no Ctrl, the wheel scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned = 0
            return None
        turn = event.angleDelta().y()
        if turn * self._turned < 0:
            self._turned = 0  # the other way round
        self._turned += turn
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        return steps


GESTURE_PAUSE_MS = 180
"""A touchpad that sends nothing for so long has been let go of."""


class TurnSteps:
    """Pages turned by the wheel: one for each notch, and one for each stroke over a touchpad, however long."""

    def __init__(self) -> None:
        self._turned = 0
        self._last_ms = 0
        self._is_spent = False

    def feed(self, event: QWheelEvent, *, rtl: bool) -> int:
        """How many pages on (or back if negative) this means; sideways it follows the direction of reading."""
        pause_ms, self._last_ms = event.timestamp() - self._last_ms, event.timestamp()
        is_touchpad = not event.pixelDelta().isNull() or event.phase() != Qt.ScrollPhase.NoScrollPhase
        if pause_ms > GESTURE_PAUSE_MS or event.phase() == Qt.ScrollPhase.ScrollBegin:
            self._turned, self._is_spent = 0 if is_touchpad else self._turned, False
        delta = event.angleDelta()
        sideways = -delta.x() if rtl else delta.x()
        turn = -(delta.y() if abs(delta.y()) >= abs(delta.x()) else sideways)
        if is_touchpad and self._is_spent:
            return 0
        if turn * self._turned < 0:
            self._turned = 0  # the other way round
        self._turned += turn
        pages = int(self._turned / NOTCH)
        self._turned -= pages * NOTCH
        if is_touchpad and pages:
            self._is_spent, self._turned = True, 0
            return 1 if pages > 0 else -1
        return pages
