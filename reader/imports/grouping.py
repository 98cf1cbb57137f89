"""Which files go into the library in one transaction: small ones that are parsed already, as many as keep it short.

Each transaction syncs the disk several times, which takes longer than writing an article; but whoever turns a page
waits for it (docs/decisions/0010-storage-speed.md, reader/store/batches.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from reader.imports.pipeline import Delivery, Pipeline
from reader.store.batches import AIM_MS

LEAST_BYTES = 64 * 1024
FIRST_BYTES = 256 * 1024
MOST_BYTES = 2 * 1024 * 1024
"""What the files of one transaction may take in memory; texts stand there twice, with and without their markup."""

_PATIENCE_S = 0.25
"""A small file is whole by then; one that takes longer is written as it comes."""
_LINGER_S = 0.1
"""So long may a file wait for others that are being parsed."""

F = TypeVar("F")
T = TypeVar("T")


class Grouping:
    """Chooses files, and learns from how long it took to write them. On one thread."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self.limit_bytes = FIRST_BYTES

    def choose(self, pipeline: Pipeline[F, T], number: int) -> list[Delivery[T]]:
        """The files from `number` on that can be written together now; none if it has not come whole in time."""
        chosen: list[Delivery[T]] = []
        room_bytes, patience_s = self.limit_bytes, _PATIENCE_S
        delivery: Delivery[T] | None = pipeline.deliver(number)
        until_s = self._clock_s() + _LINGER_S
        while delivery is not None and delivery.is_whole_within(room_bytes, patience_s):
            chosen.append(delivery)
            room_bytes -= delivery.held_bytes
            delivery = pipeline.begun(number + len(chosen), self._left_s(until_s))
            patience_s = self._left_s(until_s)
        return chosen

    def _left_s(self, until_s: float) -> float:
        return max(0.0, until_s - self._clock_s())

    def learn(self, size_bytes: int, took_ms: float) -> None:
        """So long did it take to write this much, without the syncs of the commit: those are the same for any size."""
        if took_ms > AIM_MS:
            self.limit_bytes = max(LEAST_BYTES, self.limit_bytes * 3 // 4)
        elif took_ms < AIM_MS / 2 and size_bytes > self.limit_bytes // 2:
            self.limit_bytes = min(MOST_BYTES, self.limit_bytes * 3 // 2)
