"""A child process that writes without end to a vault and says on stdout what has been committed; and how to kill it.

python3 -m tests.vault.killed_writer FOLDER PASSPHRASE SEED
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path

from reader.vault.connection import Connection
from reader.vault.files import JOURNAL_NAMES
from tests.cheap import open_cheap_vault

ROOT = Path(__file__).parent.parent.parent
ROW_BYTES = 2000


def kill_a_writer(folder: Path, passphrase: str, seed: int, *, in_transaction: bool) -> int:
    """Start a writer, wait for its first commit, kill it at a random instant; answer the last row it reported."""
    command = [sys.executable, "-m", "tests.vault.killed_writer", str(folder), passphrase, str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        reported = writer.stdout.readline()
        journals = [folder / name for name in JOURNAL_NAMES]
        select.select([], [], [], random.Random(seed).uniform(0, 0.04))  # noqa: S311 - an instant, not a secret
        while True:
            os.kill(writer.pid, signal.SIGSTOP)  # or the transaction may be over before the kill arrives
            os.waitpid(writer.pid, os.WUNTRACED)
            if not in_transaction or any(journal.stat().st_size for journal in journals):
                break
            os.kill(writer.pid, signal.SIGCONT)
        os.kill(writer.pid, signal.SIGKILL)
        reported += writer.stdout.read()
    return int(reported.split()[-1])


def main(folder: Path, passphrase: str, seed: int) -> None:
    """Rows are numbered without gaps; each commit is reported after it is done."""
    lots = random.Random(seed)  # noqa: S311 - which row to change is no secret
    shelf = open_cheap_vault(folder, passphrase).shelf
    with shelf.write() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS line (number INTEGER PRIMARY KEY, content BLOB NOT NULL)")
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (content)")
        connection.execute("PRAGMA cache_size = 20")  # pages spill into the file in mid-transaction

    def work(connection: Connection) -> int:
        last = int(connection.execute("SELECT coalesce(max(number), 0) FROM line").fetchone()[0])
        count = lots.randint(5, 120)
        for number in range(last + 1, last + count + 1):
            connection.execute("INSERT INTO line VALUES (?, randomblob(?))", (number, ROW_BYTES))
            connection.execute("INSERT INTO words VALUES (?)", (f"word{number} and some more words {lots.random()}",))
            old = lots.randint(1, number)
            connection.execute("UPDATE line SET content = randomblob(?) WHERE number = ?", (ROW_BYTES, old))
        return last + count

    while True:
        print(shelf.run(work), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
