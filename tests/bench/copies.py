"""Backups: `python3 dev.py bench copies`. A vault of twice 256 MiB on the disk of the temporary folder.

Cases: a backup of an open vault that nobody writes to, one with a write every few slices, and the system's own `cp` and
`sync` of the same folder beside them, which reads nothing back. `mb_s` counts each byte of the vault once;
`writers_wait_ms` is how long a write was held up at most, `readers_wait_ms` a read.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from reader.vault.connection import Connection
from reader.vault.copying import back_up
from reader.vault.files import SHELF_NAMES
from reader.vault.vault import Vault
from tests.bench.harness import report
from tests.cheap import create_cheap_vault, open_cheap_vault

PASSPHRASE = "bench"
SHELF_BYTES = 256 * 1024 * 1024
ROW_BYTES = 4000
PAUSE_S = 0.02
RUNS = 3


def main() -> None:
    """Run every case."""
    cases = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "vault"
        create_cheap_vault(folder, PASSPHRASE)
        vault = open_cheap_vault(folder, PASSPHRASE)
        fill(vault)
        for name, write in (("quiet", False), ("written", True)):
            runs = [backed_up(vault, Path(scratch) / f"{name}{number}", write=write) for number in range(RUNS)]
            cases[name] = {key: round(sorted(run[key] for run in runs)[RUNS // 2], 1) for key in runs[0]}
        seconds = min(copied(folder, Path(scratch) / f"cp{number}") for number in range(RUNS))
        cases["cp_and_sync"] = {"mb_s": round(2 * vault.files.size / seconds / 1e6, 1)}
        vault.close()
    report("copies", cases)


def fill(vault: Vault) -> None:
    """Rows until the shelf has grown to SHELF_BYTES."""

    def work(connection: Connection) -> None:
        connection.execute("CREATE TABLE IF NOT EXISTS bulk (content BLOB)")
        rows = ((ROW_BYTES,) for _ in range(200))
        connection.executemany("INSERT INTO bulk VALUES (randomblob(?))", rows)

    while vault.files.size < SHELF_BYTES:
        vault.shelf.run(work)


def backed_up(vault: Vault, target: Path, *, write: bool) -> dict[str, float]:
    """One backup, with a thread that reads and perhaps one that writes beside it."""
    done = threading.Event()

    def one_write() -> None:
        vault.shelf.run(lambda connection: connection.execute("INSERT INTO bulk VALUES (randomblob(500))"))

    def one_read() -> None:
        with vault.shelf.read() as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    waits: dict[str, float] = {}
    works = {"readers_wait_ms": one_read} | ({"writers_wait_ms": one_write} if write else {})
    threads = [threading.Thread(target=longest, args=(name, work, done, waits)) for name, work in works.items()]
    for thread in threads:
        thread.start()
    start = time.perf_counter()
    back_up(vault, target)
    seconds = time.perf_counter() - start
    done.set()
    for thread in threads:
        thread.join()
    return {"mb_s": len(SHELF_NAMES) * vault.files.size / seconds / 1e6, **waits}


def longest(name: str, work: Callable[[], None], done: threading.Event, waits: dict[str, float]) -> None:
    """Do the work again and again; keep how long it took at most."""
    worst = 0.0
    while not done.wait(PAUSE_S):
        start = time.perf_counter()
        work()
        worst = max(worst, (time.perf_counter() - start) * 1000)
    waits[name] = worst


def copied(folder: Path, target: Path) -> float:
    """How many seconds the system's own copy takes."""
    os.sync()
    start = time.perf_counter()
    subprocess.run(["cp", "-r", str(folder), str(target)], check=True)
    subprocess.run(["sync", *map(str, target.iterdir())], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
