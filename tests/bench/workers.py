"""Workers: `python3 dev.py bench workers`. All in milliseconds, wall clock, a one-line document each.

Cases: a parse that has to start its worker; one that finds a spare; from `cancelled` turning true to the error.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from contextlib import suppress

from reader.errors import Cancelled
from reader.workers.pool import WorkerPool
from tests.workers.conftest import launcher

ROUNDS = 30
DOCUMENT = [b"# Title\n\nA line.\n"]
SPARE_IS_READY_S = 1.5


def main() -> None:
    """Run every case; a table to stderr, one JSON line to stdout."""
    cases = {
        "cold": summary([parse_cold_ms() for _ in range(ROUNDS)]),
        "warm": summary(parse_warm_ms()),
        "cancel": summary([cancel_ms() for _ in range(ROUNDS)]),
    }
    for name, figures in cases.items():
        print(f"{name:8} {figures}", file=sys.stderr)
    print(json.dumps({"bench": "workers", "cases": cases}))


def parse_cold_ms() -> float:
    """From asking to the last event, with no spare."""
    pool = WorkerPool(spares=0)
    try:
        return parse_ms(pool)
    finally:
        pool.close()


def parse_warm_ms() -> list[float]:
    """The same with a spare that has had time to get ready."""
    pool = WorkerPool(spares=1)
    samples = []
    for _ in range(ROUNDS):
        time.sleep(SPARE_IS_READY_S)
        samples.append(parse_ms(pool))
    pool.close()
    return samples


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


def summary(samples_ms: list[float]) -> dict[str, float | int]:
    """Median and worst of some samples."""
    return {
        "median_ms": round(statistics.median(samples_ms), 2),
        "max_ms": round(max(samples_ms), 2),
        "n": len(samples_ms),
    }


if __name__ == "__main__":
    main()
