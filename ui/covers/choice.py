"""Which cover the next start wears: asked for by a desk, saved by the guard, off both of its threads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from ui.jobs import Jobs


class CoverChoice(QObject):
    """`latest` is what the settings file says; the panic thread reads it as it is."""

    settled = Signal()  # `latest` is what was asked for, or could not be saved and is as before

    _asked = Signal(str)

    def __init__(self, save: Callable[[str], None], current: str, jobs: Jobs, parent: QObject) -> None:
        """`save` writes the file; it blocks, and raises OSError."""
        super().__init__(parent)
        self.latest = current
        self._save = save
        self._jobs = jobs
        self._asked.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def choose(self, cover: str) -> None:
        """Save it; called on the panic thread, and returns at once."""
        self._asked.emit(cover)

    def _begin(self, cover: str) -> None:
        self._jobs.run(lambda: self._write(cover), self._end)

    def _write(self, cover: str) -> str:
        try:
            self._save(cover)
        except OSError:
            return ""
        return cover

    def _end(self, saved: str) -> None:
        self.latest = saved or self.latest
        self.settled.emit()
