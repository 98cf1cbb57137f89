"""A file on its way into the library: what is told of it step by step, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from reader.errors import Cancelled
from reader.imports.files import Found, Original
from reader.imports.pipeline import Delivery
from reader.store.writer import Wish
from reader.text.model import ParseEvent
from reader.workers.members import RefusedMember, UnpackedMember
from reader.workers.protocol import Recognised

_READ_SHARE = 0.1
_PARSED_SHARE = 0.9
"""Of a file's time, roughly: reading takes the first tenth, keeping the original the last."""
_LEAST_STEP = 0.01


class ImportProgress(msgspec.Struct, frozen=True):
    """File `number` (from 1) of `total`, `fraction` (0 to 1) of it done; `name` is the file's, or of one inside it."""

    number: int
    total: int
    name: str
    fraction: float


class ReadSoFar(msgspec.Struct, frozen=True):
    """`done` of `size` bytes of a file have been read."""

    done: int
    size: int


Step = ReadSoFar | Original | Wish | Recognised | ParseEvent | UnpackedMember | RefusedMember
"""In this order: how far it is read, all its bytes, and, if the library does not know them, what a worker answers.

Before that a Wish, if it took a password.
"""


class Meter(Protocol):
    """Hears how far a file has come, and may raise Cancelled."""

    def reach(self, fraction: float) -> None:
        """So much of the file is done, from 0 to 1."""

    def enter(self, name: str, fraction: float) -> None:
        """From now on it is about this file inside the file, at `fraction` of the whole. May raise Cancelled."""

    def cancelled(self) -> bool:
        """Whether nobody wants the rest."""


class Unheard:
    """The meter of a file that is written in one go."""

    def reach(self, fraction: float) -> None:
        """Nobody hears it."""

    def enter(self, name: str, fraction: float) -> None:
        """Nor this."""

    def cancelled(self) -> bool:
        """What is written in one go is not stopped."""
        return False


class FileMeter:
    """Tells how far one file has come, at most once a hundredth, and stops the run when nobody wants it."""

    def __init__(
        self, on_progress: Callable[[ImportProgress], None], start: ImportProgress, cancelled: Callable[[], bool]
    ) -> None:
        self._on_progress = on_progress
        self._start = start
        self._told = -1.0
        self.cancelled = cancelled

    def reach(self, fraction: float) -> None:
        """Raises Cancelled."""
        if self.cancelled():
            raise Cancelled
        if fraction - self._told >= _LEAST_STEP:
            self._told = fraction
            self._on_progress(msgspec.structs.replace(self._start, fraction=fraction))

    def enter(self, name: str, fraction: float) -> None:
        """Raises Cancelled."""
        if self.cancelled():
            raise Cancelled
        self._start = msgspec.structs.replace(self._start, name=name)
        self._told = max(self._told, fraction)
        self._on_progress(msgspec.structs.replace(self._start, fraction=self._told))


class Parsed(msgspec.Struct):
    """A file that has been read, and what a worker answers of it: whole, or as it comes."""

    found: Found
    number: int
    original: Original
    answers: Iterator[Step]
    meter: Meter


class Arrival(msgspec.Struct, frozen=True):
    """A file in the pipeline; `number` is its place from 0."""

    found: Found
    number: int
    delivery: Delivery[Step]
    meter: FileMeter

    @property
    def name(self) -> str:
        """What people call it."""
        return self.found.name

    def as_it_comes(self) -> Parsed:
        """Once it has been read. Raises what reading raises, and Cancelled."""
        steps = self.delivery.items()
        return Parsed(self.found, self.number, read_through(steps, self.meter), steps, self.meter)

    def whole(self) -> Parsed:
        """Of a file that has come whole, any number of times; no answers when it was not parsed, since it was known."""
        steps = iter(self.delivery.whole())
        return Parsed(self.found, self.number, read_through(steps, Unheard()), steps, Unheard())


def read_through(steps: Iterator[Step], meter: Meter) -> Original:
    """The bytes of a file, once all are read."""
    for step in steps:
        if isinstance(step, Original):
            return step
        if isinstance(step, ReadSoFar):
            meter.reach(_READ_SHARE * _part(step.done, step.size))
    raise Cancelled


def parsed_share(done: int, total: int) -> float:
    """How far a file has come of which so much is parsed."""
    return _READ_SHARE + (_PARSED_SHARE - _READ_SHARE) * _part(done, total)


def kept_share(done: int, total: int) -> float:
    """How far a file has come of whose original so much is kept."""
    return _PARSED_SHARE + (1 - _PARSED_SHARE) * _part(done, total)


def member_share(done: int, total: int) -> float:
    """How far an archive has come of which so many files are done with."""
    return _READ_SHARE + (1 - _READ_SHARE) * _part(done, total)


def _part(done: int, whole: int) -> float:
    return min(1.0, done / whole) if whole else 1.0
