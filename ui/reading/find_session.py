"""Finding in the open document: a job for the words typed last, the hits, and the one stood on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import HearthError
from reader.reading.find import Hit, find, first_from
from reader.text.model import Locator
from ui.jobs import Job, Jobs

TYPING_PAUSE_MS = 120


class SectionTexts(Protocol):
    """What find needs of the library."""

    def section_text(self, document: int, section: int) -> str: ...


class FindSession(QObject):
    """One document's find. A newer search cancels the older; `changed` says that hits or the current one are others."""

    changed = Signal()
    went_to = Signal(object)  # Hit to be brought into view

    def __init__(
        self, source: SectionTexts, jobs: Jobs, document_id: int, sections: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self.current = -1
        self.words = ""
        self._source = source
        self._jobs = jobs
        self._document_id = document_id
        self._sections = sections
        self._from = Locator(0)
        self._job: Job | None = None
        self._stopped: list[bool] = [False]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._run)

    def seek(self, words: str, place: Locator, *, at_once: bool = False) -> None:
        """Find `words`, standing on the first hit from `place` on; after a short pause, for typing."""
        self.cancel()
        self.words, self._from = words, place
        if not words.strip():
            self._take(())
        elif at_once:
            self._run()
        else:
            self._pause.start()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, round the ends."""
        if self.hits:
            self.current = (self.current + by) % len(self.hits)
            self.changed.emit()
            self.went_to.emit(self.hits[self.current])

    def cancel(self) -> None:
        """Stop a search under way."""
        self._pause.stop()
        self._stopped[0] = True
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _run(self) -> None:
        self._stopped = [False]
        work = _search(self._texts(), self.words, self._stopped)
        self._job = self._jobs.run(work, self._take, self._failed)

    def _texts(self) -> Iterator[tuple[int, str]]:
        return ((section, self._source.section_text(self._document_id, section)) for section in self._sections)

    def _take(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits
        self.current = first_from(hits, self._from)
        self.changed.emit()
        if hits:
            self.went_to.emit(hits[self.current])

    def _failed(self, _error: HearthError) -> None:
        self._take(())


def _search(texts: Iterator[tuple[int, str]], words: str, stopped: list[bool]) -> Callable[[], tuple[Hit, ...]]:
    return lambda: find(texts, words, cancelled=lambda: stopped[0])
