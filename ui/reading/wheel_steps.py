"""Ctrl and the wheel as whole steps: a wheel turns in notches, a touchpad in many small parts of one."""

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
