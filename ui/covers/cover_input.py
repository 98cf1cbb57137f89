"""What every cover does with its keys: recognise the gesture that summons, and drop what was meant for the desk."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reader.covers.gestures import TypedGesture
from reader.covers.quarantine import InputGate
from reader.guard.keys import SummonDetector
from reader.guard.states import REFUSAL_S

_DROPPED_WHILE_SHUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Drop,
    }
)
_TYPING = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})


class CoverInput(QObject):
    """An event filter over a cover's native window, where keys arrive first, and over its fields, where input methods
    deliver. A filter on the whole application would be called for every paint and timer too.

    The gesture is heard even while keys are dropped, or it could not be made right after the desk has gone. What
    follows it is meant for the prompt, which may be refused: it is dropped here, before anybody answers. A cover may
    add a gesture of its own; what its buttons are clicked for comes to it through `hear`.
    """

    summon_requested = Signal()

    def __init__(self, window: QWidget, fields: list[QWidget], own_gesture: TypedGesture | None = None) -> None:
        super().__init__(window)
        self._gate = InputGate()
        self._summon = SummonDetector()
        self._own = own_gesture
        window.winId()  # makes the native window
        for watched in (window.windowHandle(), *fields):
            watched.installEventFilter(self)

    def shut(self) -> None:
        """Drop every key until one second has passed without any."""
        if self._own:
            self._own.reset()
        self._gate.shut(time.monotonic())

    def open(self) -> None:
        """Take keys again at once."""
        self._gate.open()

    def is_open(self) -> bool:
        """Whether keys count; shortcuts, which no filter sees, ask this before they act."""
        return self._gate.is_open(time.monotonic())

    def hear(self, text: str) -> bool:
        """A button was clicked; True when that was the end of the gesture, and the cover has nothing to do."""
        completed = bool(self._own and self._own.feed(text))
        if completed:
            self._ask()
        return completed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's filter: True keeps the event from the cover."""
        kind = event.type()
        if kind not in _DROPPED_WHILE_SHUT:
            return False
        if isinstance(watched, QWidget) and kind == QEvent.Type.KeyPress:
            return False  # judged at the window already
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and self._is_summons(event):
            self._ask()
            return True
        if kind in _TYPING:
            return not self._gate.lets_through(time.monotonic())
        return not self.is_open()

    def _is_summons(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        typed = not control and bool(self._own and self._own.feed(event.text()))
        if event.isAutoRepeat():
            return typed
        return self._summon.feed_press(event.nativeScanCode(), event.timestamp(), control=control) or typed

    def _ask(self) -> None:
        self._gate.shut(time.monotonic(), at_least_s=REFUSAL_S)
        self.summon_requested.emit()
