"""A line of a cover whose own gesture is written into it."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.covers.gestures import PhraseGesture


class PhraseLine(QLineEdit):
    """Tells its gesture whether what is typed next will be all that stands in it."""

    def __init__(self, gesture: PhraseGesture, parent: QWidget) -> None:
        super().__init__(parent)
        self._gesture = gesture
        self.textChanged.connect(self._note_text)

    def enter(self) -> None:
        """Take the keyboard, and write over what is there."""
        self.setFocus()
        self.selectAll()
        self._gesture.enter()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._note_text(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._gesture.reset()
        super().focusOutEvent(event)

    def _note_text(self, text: str) -> None:
        if self.hasFocus() and not text:
            self._gesture.enter()
