"""Saving what a cover keeps off the UI thread, at once, and never two writes of one file out of order."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ui.jobs import Jobs


class TextStore(Protocol):
    """What keeps a cover's texts; both raise OSError."""

    def save(self, name: str, text: str) -> None:
        """Write a text whole or not at all."""

    def delete(self, name: str) -> None:
        """Remove it."""


class Autosave(QObject):
    """Takes the newest text of each file; while one write runs, later texts of a file replace each other."""

    failed = Signal()  # the disk is full or read-only: what is on the screen is not on the disk

    def __init__(self, store: TextStore, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._jobs = jobs
        self._waiting: dict[str, str | None] = {}
        self._busy = False

    def save(self, name: str, text: str) -> None:
        """Write this text as soon as the last write is done."""
        self._waiting[name] = text
        self._next()

    def delete(self, name: str) -> None:
        """Remove this text as soon as the last write is done."""
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
