"""Workers kept warm, so that a small import does not wait for a process to start.

One thread starts them all and lives as long as the nursery: on Linux a worker dies with the thread that started it.
It also waits for the dead, so that nobody else has to.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from reader.errors import WorkerDied
from reader.workers.launcher import Worker


class _Closed(OSError):
    """No process starts any more."""


class Nursery:
    """Hands out started workers, `spares` of them ahead of demand. All methods from any thread."""

    def __init__(self, launch: Callable[[], Worker], spares: int, *, on_end: Callable[[], None] = lambda: None) -> None:
        """`launch` and, once no worker is left, `on_end` are called on the nursery's own thread."""
        self._launch = launch
        self._on_end = on_end
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._spares: queue.SimpleQueue[Worker | OSError] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._alive: set[Worker] = set()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="nursery", daemon=True)
        self._thread.start()
        for _ in range(spares):
            self._orders.put(self._add)

    def take(self) -> Worker:
        """A worker that nobody else has; one more is started in its place. Raises WorkerDied."""
        with self._lock:  # else the order might come behind `close`, and nobody carry it out
            if self._closed:
                raise WorkerDied("no more workers are started")
            self._orders.put(self._add)
        worker = self._spares.get()
        if isinstance(worker, OSError):
            if isinstance(worker, _Closed):
                self._spares.put(worker)  # for whoever else waits
            raise WorkerDied("the system starts no more processes") from worker
        return worker

    def retire(self, worker: Worker) -> None:
        """Kill `worker` now and give back what it held, soon. Nobody may use its pipes any more."""
        worker.kill()
        with self._lock:
            if not self._closed:
                self._orders.put(lambda: self._bury(worker))
                return
        self._bury(worker)

    def close(self) -> None:
        """Kill every worker, whoever has it, and wait until all are gone.

        Whoever has one still retires it: a pipe closed under a thread that uses it might have its number given to
        another file.
        """
        with self._lock:
            self._closed = True
            for worker in self._alive:
                worker.kill()
            self._orders.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            order()
        for worker in self._alive:
            worker.kill()
            worker.reap()
        while not self._spares.empty():
            spare = self._spares.get()
            if not isinstance(spare, OSError):
                spare.close_pipes()
        self._on_end()
        self._spares.put(_Closed())  # whoever waits for a worker that was taken away here waits no more

    def _add(self) -> None:
        try:
            worker = self._launch()
        except OSError as error:
            self._spares.put(error)
            return
        with self._lock:
            self._alive.add(worker)
            if self._closed:
                worker.kill()
        self._spares.put(worker)

    def _bury(self, worker: Worker) -> None:
        worker.reap()
        worker.close_pipes()
        with self._lock:
            self._alive.discard(worker)
