"""What a long piece of work is at, how far it is, and a way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.dialog import Dialog
from ui.dialogs.pace import Pace

_WIDTH_PX = 460
_STEPS = 1000


class ProgressDialog(Dialog):
    """Stays until the work has ended: closing it is a wish to stop, as the button is."""

    stop_requested = Signal()

    def __init__(
        self, heading: str, parent: QWidget, *, can_stop: bool = True, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_WIDTH_PX)
        self._pace = Pace(now_s)
        self._can_stop = can_stop
        self._is_over = False
        self._what = self.body("")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._details = QLabel(self)
        self._details.setProperty("look", "soft")
        self._stop = QPushButton(self.tr("Cancel"), self)
        self._stop.clicked.connect(self._ask_to_stop)
        self._lay_out(heading)

    @property
    def is_stopping(self) -> bool:
        """Whether the person has asked to stop."""
        return self._can_stop and not self._stop.isEnabled()

    def show_fraction(self, done: int, total: int) -> None:
        """`done` of `total` of something."""
        self._bar.setValue(round(done * _STEPS / total) if total else 0)

    def show_stage(self, text: str) -> None:
        """What it is at now."""
        self._what.setText(text)

    def show_bytes(self, done_bytes: int, total_bytes: int) -> None:
        """How much of how much, how fast, and how long it will still take."""
        self.show_fraction(done_bytes, total_bytes)
        self._pace.note(done_bytes)
        size = QLocale().formattedDataSize
        parts = [self.tr("{done} of {total}").format(done=size(done_bytes, 1), total=size(total_bytes, 1))]
        rate = self._pace.rate_bytes_per_s()
        if rate:
            parts.append(self.tr("{rate} a second").format(rate=size(round(rate), 1)))
            parts.append(self._time_left((total_bytes - done_bytes) / rate))
        self._details.setText(" · ".join(parts))

    def end(self) -> None:
        """The work has ended: go away."""
        self._is_over = True
        self.accept()

    def reject(self) -> None:
        """Escape and the window's close button: nothing closes before the work has ended."""
        if self._is_over:
            super().reject()
        else:
            self._ask_to_stop()

    def _lay_out(self, heading: str) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(12)
        down.addWidget(self.heading(heading))
        down.addWidget(self._what)
        down.addWidget(self._bar)
        down.addWidget(self._details)
        down.addSpacing(4)
        down.addLayout(self.button_row(self._stop))
        self._stop.setProperty("look", "")
        self._stop.setVisible(self._can_stop)

    def _ask_to_stop(self) -> None:
        if self._can_stop and self._stop.isEnabled():
            self._stop.setEnabled(False)
            self._what.setText(self.tr("Stopping…"))
            self.stop_requested.emit()

    def _time_left(self, seconds: float) -> str:
        minutes = round(seconds / 60)
        if minutes >= 1:
            return self.tr("about %Ln minute(s) left", "", minutes)
        return self.tr("about %Ln second(s) left", "", max(1, round(seconds / 5) * 5))
