"""Where reading aloud stands in one document: the utterance that is said, and the way to the one before and behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from reader.errors import HearthError
from reader.reading.positions import PageMap
from reader.reading.read_aloud import SpokenAs, Utterance, first_from, plan
from reader.text.model import Locator, Piece
from ui.jobs import Job, Jobs

Plan = tuple[Utterance, ...]
_KEPT_PLANS = 3


class Pieces(Protocol):
    """What this needs of the library; called in jobs."""

    def piece(self, document: int, section: int, number: int) -> Piece: ...


class Narration(QObject):
    """Plans pieces as they are reached, in jobs; keeps the plans of a few."""

    reached = Signal(object)  # Utterance: say this
    over = Signal()  # nothing more to say in this direction

    def __init__(
        self, library: Pieces, jobs: Jobs, document_id: int, pages: PageMap, spoken_as: SpokenAs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self._document_id, self._pages, self._spoken_as = document_id, pages, spoken_as
        self._plans: dict[int, Plan] = {}
        self._job: Job | None = None
        self._piece = 0
        self._number = 0
        self._bounds: tuple[Locator, Locator] | None = None
        self.current: Utterance | None = None

    def begin(self, place: Locator, bounds: tuple[Locator, Locator] | None = None) -> None:
        """Reach the sentence at `place`; with `bounds`, a selection, nothing outside them is said."""
        self.cancel()
        self._bounds = bounds
        self.current = None
        if not len(self._pages):
            self.over.emit()
            return
        start = bounds[0] if bounds is not None else place
        self._seek(self._pages.index_of(start), start)

    def step(self, by: int) -> None:
        """Reach the next utterance (1) or the one before (-1)."""
        self.cancel()
        self._go(self._piece, self._number + by, by)

    def describe_pictures(self, *, describes: bool) -> None:
        """From the next piece that is reached."""
        self._spoken_as = msgspec.structs.replace(self._spoken_as, describes_pictures=describes)
        self._plans = {piece: found for piece, found in self._plans.items() if piece == self._piece}

    def cancel(self) -> None:
        """Reach nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _seek(self, piece: int, start: Locator) -> None:
        self._when_planned(piece, lambda found: self._go(piece, first_from(found, start), 1))

    def _go(self, piece: int, number: int, by: int) -> None:
        """To utterance `number` of a piece; over its ends into the next pieces, past those that say nothing."""
        found = self._plans.get(piece)
        if found is not None and 0 <= number < len(found):
            self._reach(piece, number, found[number], by)
            return
        following = piece + by if found is not None else piece
        if not 0 <= following < len(self._pages) or self._is_outside(following):
            self.over.emit()
            return
        self._when_planned(following, lambda plan_: self._go(following, 0 if by > 0 else len(plan_) - 1, by))

    def _reach(self, piece: int, number: int, utterance: Utterance, by: int) -> None:
        said = utterance.within(*self._bounds) if self._bounds is not None else utterance
        if said is None and self._bounds is not None:
            if (utterance.start >= self._bounds[1]) if by > 0 else (utterance.end <= self._bounds[0]):
                self.over.emit()
            else:
                self._go(piece, number + by, by)
            return
        self._piece, self._number, self.current = piece, number, said
        self.reached.emit(said)

    def _is_outside(self, piece: int) -> bool:
        if self._bounds is None:
            return False
        span = self._pages.spans[piece]
        start, end = Locator(span.section, span.start), Locator(span.section, span.start + span.length)
        return start >= self._bounds[1] or end <= self._bounds[0]

    def _when_planned(self, piece: int, go_on: Callable[[Plan], None]) -> None:
        if piece in self._plans:
            go_on(self._plans[piece])
            return
        span, spoken_as = self._pages.spans[piece], self._spoken_as

        def work() -> Plan:
            return plan(self._library.piece(self._document_id, span.section, span.number), span.section, spoken_as)

        def done(found: Plan) -> None:
            self._job = None
            self._keep(piece, found)
            go_on(found)

        self._job = self._jobs.run(work, done, self._failed, owner=self)

    def _keep(self, piece: int, found: Plan) -> None:
        self._plans[piece] = found
        while len(self._plans) > _KEPT_PLANS:
            del self._plans[max(self._plans, key=lambda kept: abs(kept - piece))]

    def _failed(self, _error: HearthError) -> None:
        self._job = None
        self.over.emit()
