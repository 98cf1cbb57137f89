"""Keeps one setting: one write at a time, so that of two quick choices the later one is what stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from reader.errors import HearthError
from ui.jobs import Jobs


class Settings(Protocol):
    """What this needs of reader.store's Library."""

    def set_setting(self, name: str, value: str, /) -> None: ...


class SettingKeeper(QObject):
    """`failed` hears why a choice could not be kept; without it the choice holds until the library is closed."""

    def __init__(
        self,
        library: Settings,
        jobs: Jobs,
        name: str,
        parent: QObject,
        failed: Callable[[HearthError], None] = lambda _error: None,
    ) -> None:
        super().__init__(parent)
        self._library, self._jobs, self._name, self._failed = library, jobs, name, failed
        self._next: str | None = None
        self._is_writing = False

    def keep(self, value: str) -> None:
        """Write it, off the UI thread."""
        self._next = value
        if not self._is_writing:
            self._write()

    def _write(self) -> None:
        value, self._next = self._next, None
        if value is None:
            return
        self._is_writing = True
        library, name = self._library, self._name
        self._jobs.run(lambda: library.set_setting(name, value), lambda _none: self._written(), self._gave_up)

    def _written(self) -> None:
        self._is_writing = False
        self._write()

    def _gave_up(self, error: HearthError) -> None:
        self._is_writing = False
        self._failed(error)
        self._write()
