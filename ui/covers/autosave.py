"""Saving a cover's notes off the UI thread, at once, and never two writes of one note out of order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.covers.notes import NotesStore
from ui.jobs import Jobs


class Autosave(QObject):
    """Takes the newest text of each note; while one write runs, later texts of a note replace each other."""

    failed = Signal()  # the disk is full or read-only: what is on the screen is not on the disk

    def __init__(self, store: NotesStore, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._jobs = jobs
        self._waiting: dict[str, str | None] = {}
        self._busy = False

    def save(self, name: str, text: str) -> None:
        """Write this note as soon as the last write is done."""
        self._waiting[name] = text
        self._next()

    def delete(self, name: str) -> None:
        """Remove this note as soon as the last write is done."""
        self._waiting[name] = None
        self._next()

    def is_idle(self) -> bool:
        """Whether all that was asked for is on the disk."""
        return not self._busy and not self._waiting

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        name = next(iter(self._waiting))
        text = self._waiting.pop(name)
        self._busy = True
        self._jobs.run(lambda: self._write(name, text), self._after)

    def _write(self, name: str, text: str | None) -> bool:
        try:
            if text is None:
                self._store.delete(name)
            else:
                self._store.save(name, text)
        except OSError:
            return False
        return True

    def _after(self, written: bool) -> None:
        self._busy = False
        self._next()
        if not written:
            self.failed.emit()
