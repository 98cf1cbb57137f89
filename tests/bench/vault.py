"""Opening and settling: `python3 dev.py bench vault`. Key derivation is apart from the rest.

Cases: deriving with each profile; opening a small and a large vault without derivation; settling one that was closed
and one whose writer was killed in mid-transaction. All in milliseconds, wall clock.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.vault.connection import Connection
from reader.vault.kdf import STANDARD, STRONG, derive
from reader.vault.settle import settle
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.vault.killed_writer import kill_a_writer

PASSPHRASE = "bench"
LARGE_ROWS = 40_000
ROW_BYTES = 4000


def main() -> None:
    """Run every case; a table to stderr, one JSON line to stdout."""
    cases = {
        "derive_standard": summary([timed(lambda: derive(PASSPHRASE, os.urandom(32), STANDARD)) for _ in range(7)]),
        "derive_strong": summary([timed(lambda: derive(PASSPHRASE, os.urandom(32), STRONG)) for _ in range(3)]),
    }
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "vault"
        create_cheap_vault(folder, PASSPHRASE)
        cases["open_small"] = summary([open_ms(folder) for _ in range(30)])
        fill(folder)
        cases["open_large"] = summary([open_ms(folder) for _ in range(30)])
        cases["settle_closed"] = summary([timed(lambda: settle(folder)) for _ in range(30)])
        cases["settle_killed"] = summary([settle_after_kill_ms(folder, seed) for seed in range(30)])
    for name, figures in cases.items():
        print(f"{name:16} {figures}", file=sys.stderr)
    print(json.dumps({"bench": "vault", "cases": cases}))


def timed(work: Callable[[], object]) -> float:
    """How long the work takes, in ms."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def summary(samples_ms: list[float]) -> dict[str, float | int]:
    """Median and worst of some samples."""
    return {
        "median_ms": round(statistics.median(samples_ms), 2),
        "max_ms": round(max(samples_ms), 2),
        "n": len(samples_ms),
    }


def open_ms(folder: Path) -> float:
    """One opening; the tests' derivation takes some 20 µs of it."""
    start = time.perf_counter()
    vault = open_cheap_vault(folder, PASSPHRASE)
    elapsed_ms = (time.perf_counter() - start) * 1000
    vault.close()
    return elapsed_ms


def settle_after_kill_ms(folder: Path, seed: int) -> float:
    """Settling after the kill of a writer that was in a transaction."""
    kill_a_writer(folder, PASSPHRASE, seed, in_transaction=True)
    return timed(lambda: settle(folder))


def fill(folder: Path) -> None:
    """Some 160 MB in one shelf."""
    vault = open_cheap_vault(folder, PASSPHRASE)

    def work(connection: Connection) -> None:
        rows = ((ROW_BYTES,) for _ in range(100))
        connection.execute("CREATE TABLE IF NOT EXISTS bulk (content BLOB)")
        connection.executemany("INSERT INTO bulk VALUES (randomblob(?))", rows)

    for _ in range(LARGE_ROWS // 100):
        vault.shelf.run(work)
    vault.close()


if __name__ == "__main__":
    main()
