"""While a library is being opened: the seconds are counted, so that nobody takes the work for a hang."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from ui.unlock.column import MessageLabel

_STEP_MS = 1000
_PATIENCE_STEPS = 2  # a library that opens sooner needs no word about it


class Waiting(QObject):
    """Writes on the button that was pressed, and after a while in the message below it."""

    def __init__(self, button: QPushButton, message: MessageLabel) -> None:
        super().__init__(button)
        self._button, self._message = button, message
        self._steps = 0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._count)

    def begin(self) -> None:
        """The work begins."""
        self._steps = 0
        self._button.setText(self.tr("Opening…"))
        self._timer.start()

    def end(self) -> None:
        """The work has ended; what was said about it goes."""
        if self._timer.isActive() and self._steps >= _PATIENCE_STEPS:
            self._message.clear()
        self._timer.stop()

    def _count(self) -> None:
        self._steps += 1
        self._button.setText(self.tr("Opening… {seconds} s").format(seconds=self._steps))
        if self._steps == _PATIENCE_STEPS:
            self._message.note(
                self.tr("Each try takes some seconds. What you type meanwhile does not count; Escape goes back.")
            )
