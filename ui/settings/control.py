"""Between a long piece of work on its thread and the dialog that shows how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.vault.copy_files import CopyProgress

_SHOWN_EVERY_S = 0.05
"""Progress comes every few milliseconds; nobody sees more than this, and the UI thread has other things to do."""


class Control(QObject):
    """The methods are for the work's thread, the signals to be connected with a queue."""

    fraction_changed = Signal(float)  # 0 to 1
    copy_changed = Signal(object)  # CopyProgress

    def __init__(self, parent: QObject | None = None, *, now_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._told_s = float("-inf")
        self._span = (0.0, 1.0)
        self._is_stopped = False

    def stop(self) -> None:
        """Ask the work to end early."""
        self._is_stopped = True

    def cancelled(self) -> bool:
        """Whether it shall."""
        return self._is_stopped

    def take_part(self, start: float, end: float) -> None:
        """What `on_progress` is told from now on is this part of the whole, each from 0 to 1."""
        self._span = (start, end)

    def on_progress(self, done: int, total: int) -> None:
        """`done` of `total` of something."""
        if total > 0 and self._is_time(is_end=done >= total):
            start, end = self._span
            self.fraction_changed.emit(start + (end - start) * min(done / total, 1.0))

    def on_copy(self, progress: CopyProgress) -> None:
        """Bytes copied, or read back."""
        if self._is_time(is_end=progress.done_bytes >= progress.total_bytes):
            self.copy_changed.emit(progress)

    def _is_time(self, *, is_end: bool) -> bool:
        now_s = self._now_s()
        if not is_end and now_s - self._told_s < _SHOWN_EVERY_S:
            return False
        self._told_s = now_s
        return True
