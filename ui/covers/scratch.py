"""How long what is done in a cover is scratch, for covers that hold one state of their own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.covers.quarantine import SCRATCH_S


class Scratch(QObject):
    """Says `dropped` whenever the cover is to show what is stored again, and before it `over` when the time is."""

    over = Signal()
    dropped = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_on = False
        self._timer = QTimer(
            self, singleShot=True, interval=round(SCRATCH_S * 1000), timerType=Qt.TimerType.PreciseTimer
        )
        self._timer.timeout.connect(self._run_out)

    def is_on(self) -> bool:
        """Whether what is done now must not be saved. It lasts until all that was done is gone."""
        return self._is_on

    def begin(self) -> None:
        """From now on; what was scratch already goes."""
        self._is_on = True
        self._timer.start()
        self.dropped.emit()

    def drop(self) -> None:
        """What was done goes; the time runs on."""
        if self.is_on():
            self.dropped.emit()

    def end(self) -> None:
        """What was done goes, and the time is over early."""
        if self.is_on():
            self._timer.stop()
            self.dropped.emit()  # first: a line that is closed by it may hand its text over
            self._is_on = False

    def _run_out(self) -> None:
        self.over.emit()
        self.end()
