"""What every cover does with its keys: recognise the gesture that summons, and drop what was meant for the desk."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget

from reader.covers.gestures import CornersGesture, TypedGesture
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
_LAST_LATIN = 0x7F
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class CoverInput(QObject):
    """An event filter over a cover's native window, where keys arrive first, and over its fields, where input methods
    deliver. A filter on the whole application would be called for every paint and timer too.

    The gesture is heard even while keys are dropped, or it could not be made right after the desk has gone. What
    follows it is meant for the prompt, which may be refused: it is dropped here, before anybody answers. A cover
    adds a gesture of its own, typed or clicked; what its buttons are clicked for comes to it through `hear`.
    """

    summon_requested = Signal()
    control_pressed = Signal(int)  # the place of a key that writes no Latin letter: Qt finds no shortcut for it then

    def __init__(
        self,
        window: QWidget,
        fields: list[QWidget],
        own_gesture: TypedGesture | None = None,
        corners: CornersGesture | None = None,
    ) -> None:
        super().__init__(window)
        self._gate = InputGate()
        self._summon = SummonDetector()
        self._own, self._corners = own_gesture, corners
        window.winId()  # makes the native window
        for watched in (window.windowHandle(), *fields):
            watched.installEventFilter(self)

    def shut(self) -> None:
        """Drop every key until one second has passed without any."""
        for gesture in (self._own, self._corners):
            if gesture:
                gesture.reset()
        self._gate.shut(time.monotonic())

    def drop_rest(self) -> None:
        """Drop the rest of what somebody is typing just now."""
        self._gate.shut_if_busy(time.monotonic())

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
        if self._is_summons(watched, event):
            self._ask()
            return True
        if kind in _TYPING:
            return not self._gate.lets_through(time.monotonic())
        if kind in _PRESSES:
            self._gate.note_touch(time.monotonic())
        return not self.is_open()

    def _is_summons(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._is_typed(event)
        if isinstance(event, QInputMethodEvent):
            return self._own is not None and any(self._own.feed(letter) for letter in event.commitString())
        if isinstance(event, QMouseEvent) and event.type() in _PRESSES and isinstance(watched, QWindow):
            return self._is_clicked(watched, event)
        return False

    def _is_typed(self, event: QKeyEvent) -> bool:
        if self._corners:
            self._corners.reset()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() > _LAST_LATIN:
            self.control_pressed.emit(event.nativeScanCode())
        typed = not control and bool(self._own and self._own.feed(event.text(), event.nativeScanCode()))
        if event.isAutoRepeat():
            return typed
        return self._summon.feed_press(event.nativeScanCode(), event.timestamp(), control=control) or typed

    def _is_clicked(self, window: QWindow, event: QMouseEvent) -> bool:
        if self._corners is None:
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            self._corners.reset()
            return False
        place, size = event.position(), window.size()
        return self._corners.press((place.x(), place.y()), (size.width(), size.height()), time.monotonic())

    def _ask(self) -> None:
        self._gate.shut(time.monotonic(), at_least_s=REFUSAL_S)
        self.summon_requested.emit()
