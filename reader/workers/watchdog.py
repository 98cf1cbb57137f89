"""Ends a worker that takes too long, or whose answer nobody wants any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from reader.errors import Cancelled, HearthError, WorkerOverran

_LOOK_AGAIN_S = 0.05


class Watchdog:
    """Watches one task from a thread of its own. Only time spent `waiting` for the worker counts.

    Killing the worker ends whatever read or write waits for it; `verdict` then says why.
    """

    def __init__(self, kill: Callable[[], None], *, patience_s: float, cancelled: Callable[[], bool]) -> None:
        self._kill = kill
        self._patience_s = patience_s
        self._cancelled = cancelled
        self._waiting_since_s: float | None = None
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
                self.verdict = WorkerOverran("it took too long")
            else:
                continue
            self._kill()
            return

    def _out_of_patience(self) -> bool:
        since_s = self._waiting_since_s
        return since_s is not None and time.monotonic() - since_s > self._patience_s
