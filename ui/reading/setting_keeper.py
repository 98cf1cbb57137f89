"""Keeps one setting of the library: of two quick choices the later one is what stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reader.errors import HearthError
from ui.jobs import Jobs
from ui.write_queue import WriteQueue


class Settings(Protocol):
    """What this needs of reader.store's Library."""

    def set_setting(self, name: str, value: str, /) -> None: ...


class SettingKeeper:
    """`failed` hears why a choice could not be kept; without it the choice holds until the library is closed."""

    def __init__(
        self,
        library: Settings,
        jobs: Jobs,
        name: str,
        failed: Callable[[HearthError], None] = lambda _error: None,
    ) -> None:
        self._library, self._name, self._failed = library, name, failed
        self._writes = WriteQueue(jobs)

    def keep(self, value: str) -> None:
        """Write it, off the UI thread."""
        library, name = self._library, self._name
        self._writes.put(name, lambda: library.set_setting(name, value), failed=self._failed)
