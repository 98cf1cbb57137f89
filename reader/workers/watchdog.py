"""Ends a worker that takes too long, or whose answer nobody wants any more."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

import msgspec

from reader.errors import Cancelled, HearthError, WorkerOverran

TOO_LONG = "it took too long"
TOO_MUCH_CPU = "it used too much processor time"
_LOOK_AGAIN_S = 0.05


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """How long a worker may keep silent before each of its answers, whatever its task may take in all.

    A worker that computes all that time is caught by `cpu_s` of its own processor time, however slow or busy the
    machine is; one that sleeps by `wall_s`.
    """

    wall_s: float = math.inf
    cpu_s: float = math.inf


class Watchdog:
    """Watches one task from a thread of its own. Only time spent `waiting` for the worker counts.

    Killing the worker ends whatever read or write waits for it; `verdict` then says why. `cpu_seconds` is asked, on the
    watchdog's thread, for the processor time that the worker has used.
    """

    def __init__(
        self,
        kill: Callable[[], None],
        *,
        patience_s: float,
        cancelled: Callable[[], bool],
        silence: Silence | None = None,
        cpu_seconds: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._kill = kill
        self._patience_s = patience_s
        self._cancelled = cancelled
        self._silence = silence or Silence()
        self._cpu_seconds = cpu_seconds
        self._waiting_since_s: float | None = None
        self._looked_at: tuple[float, float] = (0.0, 0.0)  # a wait's begin, and the processor time used by then
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self.verdict: HearthError | None = None

    def __enter__(self) -> Watchdog:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """The worker's time runs while this lasts."""
        since_s = self._waiting_since_s = time.monotonic()
        try:
            yield
        finally:
            self._waiting_since_s = None
            self._patience_s -= time.monotonic() - since_s

    def _watch(self) -> None:
        while not self._over.wait(_LOOK_AGAIN_S):
            if self._cancelled():
                self.verdict = Cancelled()
            elif self._out_of_patience():
                self.verdict = WorkerOverran(TOO_LONG)
            elif self._out_of_cpu():
                self.verdict = WorkerOverran(TOO_MUCH_CPU)
            else:
                continue
            self._kill()
            return

    def _out_of_patience(self) -> bool:
        since_s = self._waiting_since_s
        return since_s is not None and time.monotonic() - since_s > min(self._patience_s, self._silence.wall_s)

    def _out_of_cpu(self) -> bool:
        """Counted from the first look at a wait: asking at each answer would cost more than most answers do."""
        since_s = self._waiting_since_s
        if since_s is None:
            return False
        used_s = self._cpu_seconds()
        if self._looked_at[0] != since_s:
            self._looked_at = (since_s, used_s)
        return used_s - self._looked_at[1] > self._silence.cpu_s
