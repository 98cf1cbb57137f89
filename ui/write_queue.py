"""Writes into the library off the UI thread, one after the other.

Jobs overtake one another; of two quick choices the later one must be what stays. Whatever keeps something that may
change again before it is kept goes through here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.errors import HearthError
from ui.jobs import Jobs


@dataclass(frozen=True, slots=True)
class _Write:
    work: Callable[[], None]
    written: Callable[[], None]
    failed: Callable[[HearthError], None]


class WriteQueue:
    """Runs one write at a time; one that still waits gives way to a later one of the same subject."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._waiting: dict[str, _Write] = {}
        self._is_writing = False

    @property
    def is_empty(self) -> bool:
        """Whether all that was handed in is written, or has failed."""
        return not self._is_writing and not self._waiting

    def put(
        self,
        subject: str,
        work: Callable[[], None],
        written: Callable[[], None] = lambda: None,
        failed: Callable[[HearthError], None] = lambda _error: None,
    ) -> None:
        """Run `work` in a job behind all that waits; `written()` or `failed(error)` follows on the UI thread."""
        self._waiting.pop(subject, None)
        self._waiting[subject] = _Write(work, written, failed)
        self._go_on()

    def _go_on(self) -> None:
        if self._is_writing or not self._waiting:
            return
        write = self._waiting.pop(next(iter(self._waiting)))
        self._is_writing = True
        self._jobs.run(write.work, lambda _none: self._end(write.written), lambda error: self._end(write.failed, error))

    def _end(self, told: Callable[..., None], *error: HearthError) -> None:
        self._is_writing = False
        told(*error)
        self._go_on()
