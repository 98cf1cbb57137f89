"""Finding in the open document: a job for what was typed last, the hits, and the one stood on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import HearthError
from reader.reading.find import DocumentText, Query, SectionTexts, find_in, first_from
from reader.reading.found_places import Line, line_of
from reader.reading.hits import NO_HITS, Hit, Hits
from reader.reading.pattern_find import PatternMatcher, find_pattern
from reader.text.model import Locator
from reader.text.patterns import PatternFault
from ui.jobs import Job, Jobs

TYPING_PAUSE_MS = 120
_Outcome = Hits | PatternFault


class FindSession(QObject):
    """One document's find. A newer search cancels the older; `changed` says that hits or the current one are others."""

    changed = Signal()
    went_to = Signal(object)  # Hit to be brought into view
    failed = Signal(object)  # HearthError
    _told = Signal(int, object)  # from the job: which search, and the Hits that there are so far

    def __init__(
        self,
        source: SectionTexts,
        jobs: Jobs,
        document_id: int,
        sections: Sequence[int],
        parent: QObject,
        *,
        matcher: PatternMatcher | None = None,
    ) -> None:
        super().__init__(parent)
        self.hits: Hits = NO_HITS
        self.current = -1
        self.query = Query()
        self.fault: PatternFault | None = None
        self.is_running = False
        self.text = DocumentText(source, document_id, sections)
        self._matcher = matcher
        self._jobs = jobs
        self._from = Locator(0)
        self._stood_on: Hit | None = None
        self._number = 0
        self._job: Job | None = None
        self._stopped: list[bool] = [False]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._run)
        self._told.connect(self._take_some)

    def seek(self, query: Query, place: Locator, *, at_once: bool = False) -> None:
        """Find, standing on the first hit from `place` on; after a short pause, for typing."""
        self.cancel()
        self.query, self._from, self._stood_on = query, place, None
        if query.is_empty:
            self._take(NO_HITS)
        elif at_once:
            self._run()
        else:
            self.is_running = True
            self._pause.start()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, round the ends."""
        if self.hits:
            self.go_to((self.current + by) % len(self.hits))

    def go_to(self, number: int) -> None:
        """Stand on this hit."""
        self.current = number
        self._stood_on = self.hits[number]
        self.changed.emit()
        self.went_to.emit(self._stood_on)

    def lines(self, numbers: Sequence[int], done: Callable[[dict[int, Line]], None]) -> None:
        """The lines round these hits, read in a job; no answer once other hits are there."""
        hits, text, manner = self.hits, self.text, self.query.manner
        wanted = [(number, hits[number]) for number in numbers if number < len(hits)]
        self._jobs.run(
            lambda: {number: line_of(text.section(hit.start.section, manner).original, hit) for number, hit in wanted},
            lambda lines: done(lines) if hits is self.hits else None,
            lambda _error: None,
            owner=self,
        )

    def cancel(self) -> None:
        """Stop a search under way."""
        self._number += 1
        self.is_running = False
        self._pause.stop()
        self._stopped[0] = True
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _run(self) -> None:
        self.is_running = True
        self._stopped = stopped = [False]
        number = self._number
        work = self._work(lambda: stopped[0], lambda hits: self._told.emit(number, hits))
        self._job = self._jobs.run(work, self._take, self._fail, owner=self)

    def _work(self, cancelled: Callable[[], bool], tell: Callable[[Hits], None]) -> Callable[[], _Outcome]:
        text, query, matcher, first = self.text, self.query, self._matcher, self._from.section
        if query.is_pattern and matcher is not None:
            return lambda: find_pattern(text, query, matcher, cancelled=cancelled, tell=tell)
        return lambda: find_in(text, query, first_section=first, cancelled=cancelled, tell=tell)

    def _take_some(self, number: int, hits: Hits) -> None:
        """The first hits of a long search. Only one at or behind the place is gone to: a nearer one may still come."""
        if number != self._number:
            return
        self.hits, self.fault = hits, None
        self._stand(hits.before(self._from) if hits.before(self._from) < len(hits) else -1)

    def _take(self, outcome: _Outcome) -> None:
        self._job, self.is_running = None, False
        self.fault = outcome if isinstance(outcome, PatternFault) else None
        self.hits = outcome if isinstance(outcome, Hits) else NO_HITS
        self._stand(first_from(self.hits, self._from))

    def _stand(self, number: int) -> None:
        """On `number`, unless one stands on a hit already, which more hits have given another number."""
        stood_on = self._stood_on
        if stood_on is not None:
            number = self.hits.before(stood_on.start)
        self.current = number
        if number >= 0:
            self._stood_on = self.hits[number]
        self.changed.emit()
        if number >= 0 and self._stood_on != stood_on:
            self.went_to.emit(self._stood_on)

    def _fail(self, error: HearthError) -> None:
        self._take(NO_HITS)
        self.failed.emit(error)
