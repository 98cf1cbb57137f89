"""Work off the UI thread, answers on it.

A job is a plain callable run by a small thread pool. Its result comes back through a queued signal, so that callbacks
run on the thread that owns `Jobs`. A cancelled job still runs to its end, but nobody hears of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from reader.errors import HearthError

T = TypeVar("T")


class Job:
    """A piece of work under way."""

    def __init__(self) -> None:
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more; long work may ask this and stop early."""
        return self._cancelled

    def cancel(self) -> None:
        """Forget the job: neither of its callbacks will be called."""
        self._cancelled = True


class Jobs(QObject):
    """Runs callables on worker threads and hands their results to callbacks on the UI thread."""

    _finished = Signal(object)  # Callable[[], None]

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self.closing = threading.Event()  # long work asks it, and ends early
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="job")
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[HearthError], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Run `work` on a worker thread; `done(result)` or `failed(error)` follows on the UI thread.

        With an `owner`, the job is cancelled when that object is destroyed: for callbacks into a dialog that may close.
        An error that is not a HearthError, or one without a `failed`, is raised on the UI thread: it is a defect.
        """
        job = Job()
        if owner is not None:
            owner.destroyed.connect(job.cancel)
        if self.closing.is_set():
            job.cancel()  # what answered last may still ask for more
        else:
            self._pool.submit(self._execute, job, work, done, failed)
        return job

    def close(self) -> None:
        """Wait for running work and take no more."""
        self.closing.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _execute(
        self,
        job: Job,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[HearthError], None] | None,
    ) -> None:
        if job.cancelled:
            return
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - handed on whole, below
            self._finished.emit(lambda caught=error: _report(job, caught, failed))
        else:
            self._finished.emit(lambda: None if job.cancelled else done(result))

    @staticmethod
    def _deliver(callback: Callable[[], Any]) -> None:
        callback()


def _report(job: Job, error: Exception, failed: Callable[[HearthError], None] | None) -> None:
    if job.cancelled:
        return
    if failed is None or not isinstance(error, HearthError):
        raise error
    failed(error)
