"""Statements gathered into transactions that stay short.

A shelf has one writer at a time, and a reader who turns a page waits for it. Each statement carries an estimate of its
time; what transactions really take corrects the estimate, so that a slow disk gets smaller ones.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.store.access import ShelfAccess

if TYPE_CHECKING:
    from reader.vault.connection import Connection

AIM_MS = 12.0
"""A quarter of the 50 ms that a transaction may take: an index merge or a slow disk may come on top."""

_STEADINESS = 0.7
_SLOWEST = 6.0
"""Believe no worse than this: what a sync takes does not shrink with the transaction, and where one takes 40 ms every
statement would get a transaction of its own. A machine that is slower by itself still stays below the 50 ms."""
_FASTEST = 0.5  # believe no better than this: the next transaction may meet a merge, or a disk that wakes up


class Batch:
    """Statements waiting for their transaction."""

    def __init__(self, shelf: ShelfAccess, clock_s: Callable[[], float] = time.perf_counter) -> None:
        self._shelf = shelf
        self._clock_s = clock_s
        self._pending: list[tuple[str, Sequence[Any] | Mapping[str, Any]]] = []
        self._estimate_ms = 0.0
        self._slowness = 1.0

    def put(self, statement: str, values: Sequence[Any] | Mapping[str, Any], *, estimate_ms: float = 0.05) -> None:
        """Add a statement; what has gathered is written first when this one would make it too long."""
        if self._pending and (self._estimate_ms + estimate_ms) * self._slowness > AIM_MS:
            self.flush()
        self._pending.append((statement, values))
        self._estimate_ms += estimate_ms

    def flush(self) -> None:
        """Write what has gathered, in one transaction."""
        if not self._pending:
            return
        started_s = self._clock_s()
        self._shelf.run(self.carry_out)
        self._learn((self._clock_s() - started_s) * 1000)
        self.drop()

    def drop(self) -> None:
        """Forget what has gathered."""
        self._pending.clear()
        self._estimate_ms = 0.0

    def carry_out(self, connection: Connection) -> None:
        """Run what has gathered inside somebody else's transaction; it stays until it is dropped."""
        for statement, values in self._pending:
            connection.execute(statement, values)

    def _learn(self, took_ms: float) -> None:
        measured = took_ms / max(self._estimate_ms, 0.1)
        learnt = _STEADINESS * self._slowness + (1 - _STEADINESS) * measured
        self._slowness = min(_SLOWEST, max(_FASTEST, learnt))
