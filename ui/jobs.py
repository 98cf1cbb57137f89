"""Work off the UI thread, answers on it.

A job is a plain callable run by a small thread pool. Its result comes back through a queued signal, so that callbacks
run on the thread that owns `Jobs`. A cancelled job still runs to its end, but nobody hears of it.

What was handed in is also let go of on the UI thread, always. Callables hold windows; were a worker thread the last
to hold one, Qt would take it apart there, wait for Python's lock while it holds its own, and the UI thread, which
holds Python's and waits for Qt's, would never run again (seen: once in some 500 openings of the import dialog).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
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


@dataclass(slots=True)
class _Task:
    """All that belongs to one job. Kept and dropped by the UI thread; the worker only fills in the outcome."""

    job: Job
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[HearthError], None] | None
    result: Any = None
    error: Exception | None = None


class Jobs(QObject):
    """Runs callables on worker threads and hands their results to callbacks on the UI thread."""

    _finished = Signal(int)  # a task's number

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self.closing = threading.Event()  # long work asks it, and ends early
        self._tasks: dict[int, _Task] = {}
        self._numbers = count()
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="job")
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way whose end anybody would hear of."""
        return all(task.job.cancelled for task in self._tasks.values())

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
            number = next(self._numbers)
            self._tasks[number] = _Task(job, work, done, failed)
            self._pool.submit(self._execute, number)
        return job

    def close(self) -> None:
        """Wait for running work and take no more."""
        self.closing.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _execute(self, number: int) -> None:
        """On a worker thread: nothing of the task is held here any more when its end is told."""
        self._work(number)
        self._finished.emit(number)

    def _work(self, number: int) -> None:
        if self._tasks[number].job.cancelled:
            return
        try:
            self._tasks[number].result = self._tasks[number].work()
        except Exception as error:  # noqa: BLE001 - handed on whole
            self._tasks[number].error = error

    def _deliver(self, number: int) -> None:
        task = self._tasks.pop(number)
        if task.job.cancelled:
            return
        if task.error is None:
            task.done(task.result)
        elif task.failed is None or not isinstance(task.error, HearthError):
            raise task.error
        else:
            task.failed(task.error)
