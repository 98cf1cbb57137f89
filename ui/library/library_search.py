"""Search over the whole library as the person types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import HearthError
from ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.search.results import DocumentHits

DEBOUNCE_MS = 150
MAX_DOCUMENTS = 200


class Searches(Protocol):
    """What this needs of reader.search.Search."""

    def hits(self, query: str, *, limit: int = ..., offset: int = ..., typing: bool = ...) -> list[DocumentHits]: ...
    def cancel(self) -> None: ...


class LibrarySearch(QObject):
    """Waits until typing pauses, asks in a job, and forgets every question but the last."""

    answered = Signal(str, object)  # query, list[DocumentHits]
    failed = Signal(object)  # HearthError

    def __init__(self, search: Searches, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._jobs = jobs
        self._query = ""
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._ask_now)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self._job is not None

    def ask(self, query: str) -> None:
        """Search for `query` once typing pauses; an empty one only forgets the last."""
        self._forget()
        self._query = query.strip()
        if self._query:
            self._pause.start()

    def ask_again(self) -> None:
        """The library changed: ask the same question at once."""
        self._forget()
        if self._query:
            self._ask_now()

    def hurry(self) -> None:
        """Do not wait for typing to pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask_now()

    def _forget(self) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._search.cancel()

    def _ask_now(self) -> None:
        query = self._query
        self._job = self._jobs.run(
            lambda: self._search.hits(query, limit=MAX_DOCUMENTS, typing=True),
            lambda found: self._answer(query, found),
            self._fail,
        )

    def _answer(self, query: str, found: list[DocumentHits]) -> None:
        self._job = None
        self.answered.emit(query, found)

    def _fail(self, error: HearthError) -> None:
        self._job = None
        self.failed.emit(error)
