"""Workers: `python3 dev.py bench workers`. All in milliseconds, wall clock, a one-line document each.

    cold         a parse that has to start a process
    warm         one that finds a forked worker ready, which must take less than 10 ms
    row          parses without a pause between: each waits for the next fork if the spares are used up
    sandboxed    of `warm`, from asking for a worker to its word that it is ready behind its walls: what isolation costs
    first        of a pool that has just been made: the process that forks has to load every parser
    killed       the document after that process was killed
    cancel       from `cancelled` turning true to the error

`cpu_ms` is the processor time of all processes for one document.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress

import psutil

from reader.errors import Cancelled
from reader.workers.pool import WorkerPool
from tests.bench.harness import figures, report
from tests.bench.import_ import cpu_s
from tests.workers.conftest import launcher

ROUNDS = 30
ROW = 200
DOCUMENT = [b"# Title\n\nA line.\n"]
PAUSE_S = 0.1
"""Spares are ready by then."""


def main() -> None:
    """Run every case."""
    cold = [one_parse_ms(WorkerPool(spares=0)) for _ in range(ROUNDS)]
    first = [one_parse_ms(WorkerPool()) for _ in range(ROUNDS // 3)]
    killed = [after_a_kill_ms() for _ in range(ROUNDS // 3)]
    pool = WorkerPool()
    parse_ms(pool)
    warm, sandboxed = parse_warm_ms(pool)
    before_s = cpu_s()
    row = [parse_ms(pool) for _ in range(ROW)]
    row_cpu_ms = (cpu_s() - before_s) * 1000 / ROW
    pool.close()
    report(
        "workers",
        {
            "cold": figures(cold),
            "warm": figures(warm),
            "sandboxed": figures(sandboxed),
            "row": {**figures(row), "cpu_ms": round(row_cpu_ms, 2)},
            "first": figures(first),
            "killed": figures(killed),
            "cancel": figures([cancel_ms() for _ in range(ROUNDS)]),
        },
    )


def one_parse_ms(pool: WorkerPool) -> float:
    """From asking a new pool to the last event."""
    try:
        return parse_ms(pool)
    finally:
        pool.close()


def after_a_kill_ms() -> float:
    """One parse by a pool whose workers and whose zygote are gone."""
    pool = WorkerPool()
    parse_ms(pool)
    time.sleep(PAUSE_S)
    (zygote,) = psutil.Process().children()
    os.kill(zygote.pid, signal.SIGKILL)
    time.sleep(PAUSE_S)
    return one_parse_ms(pool)


def parse_warm_ms(pool: WorkerPool) -> tuple[list[float], list[float]]:
    """Whole parses, and the part of others that is waiting for a worker, each once the spares are there."""
    whole, waiting = [], []
    for _ in range(4 * ROUNDS):
        time.sleep(PAUSE_S)
        whole.append(parse_ms(pool))
        time.sleep(PAUSE_S)
        started_s = time.perf_counter()
        with pool._session(1 << 20):
            waiting.append((time.perf_counter() - started_s) * 1000)
    return whole, waiting


def parse_ms(pool: WorkerPool) -> float:
    """One parse."""
    start = time.perf_counter()
    list(pool.parse(DOCUMENT))
    return (time.perf_counter() - start) * 1000


def cancel_ms() -> float:
    """From wish to error, while the worker spins."""
    stop = threading.Event()
    pool = WorkerPool(launcher("honest"), 0)
    events = pool.parse([b"spin"], cancelled=stop.is_set)
    next(events)
    start = [0.0]

    def wish() -> None:
        start[0] = time.perf_counter()
        stop.set()

    threading.Timer(0.1, wish).start()
    with suppress(Cancelled):
        list(events)
    took_ms = (time.perf_counter() - start[0]) * 1000
    pool.close()
    return took_ms


if __name__ == "__main__":
    main()
