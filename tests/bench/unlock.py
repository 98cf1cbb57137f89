"""Unlocking a large library: `python3 dev.py bench unlock`. Some two minutes, mostly for making 100,000 documents.

    derive         the product's key derivation, which stands apart from all below
    unlock_N       from there to an open library of N documents: the lock, settling both shelves, the slots, the shelf,
                   the schema's version and the two settings that the first window needs; at most 50 ms for 100,000
    first_rows_N   the first 200 rows of the list, asked of a library that was opened this moment
    count_N        how many documents there are
    whole_list_N   all rows, which is what the library page asks for
    leftovers_N    looking for what a kill left to clear, where there is nothing

Documents have one piece of some 500 characters. The files are in the system's cache, as they are for whoever unlocks
again after a panic. `open_cheap_vault` derives in 20 µs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from reader.store.library import Library
from reader.vault.kdf import SALT_BYTES, STANDARD, derive
from reader.vault.vault import Vault
from tests.bench.harness import Figures, figures, report
from tests.bench.material.documents import DocumentMaker
from tests.bench.material.recording import RecordingShelf, carry_out
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf
from ui.unlock.opening import THEME_SETTING, WELCOME_SETTING

PASSPHRASE = "bench"
COUNTS = (1_000, 10_000, 100_000)
PIECE_CHARACTERS = 500
FIRST_ROWS = 200
DOCUMENTS_PER_TRANSACTION = 500


def main(argv: list[str]) -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="bench unlock")
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args(argv).rounds
    cases: dict[str, Figures] = {"derive": figures([_derive_ms() for _ in range(7)])}
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch) / "vault"
        create_cheap_vault(folder, PASSPHRASE)
        growing = GrowingLibrary(folder)
        for count in COUNTS:
            growing.grow_to(count)
            samples: dict[str, list[float]] = {}
            for _ in range(rounds):
                _measure(folder, samples, count)
            cases |= {f"{name}_{count}": figures(times_ms) for name, times_ms in samples.items()}
    report("unlock", cases)
    return 0


class GrowingLibrary:
    """Fills a vault with what the store writes, in transactions far larger than the store's: this is not measured."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._maker = DocumentMaker(seed=4)
        self._count = 0
        self._recorder = RecordingShelf(MemoryShelf())
        self._library = Library(self._recorder)

    def grow_to(self, count: int) -> None:
        """Add documents until there are so many."""
        vault = open_cheap_vault(self._folder, PASSPHRASE)
        while self._count < count:
            for _ in range(DOCUMENTS_PER_TRANSACTION):
                self._write_document()
            gathered = [statement for transaction in self._recorder.take() for statement in transaction]
            vault.shelf.run(carry_out(gathered))
            self._count += DOCUMENTS_PER_TRANSACTION
        vault.close()

    def _write_document(self) -> None:
        writer = self._library.new_document("epub", sha256=self._maker.digest())
        writer.add(self._maker.metadata())
        for section in self._maker.sections(1, 1, PIECE_CHARACTERS):
            writer.add(section)
        writer.finish()


def _measure(folder: Path, samples: dict[str, list[float]], count: int) -> None:
    def take(name: str, started_s: float) -> None:
        samples.setdefault(name, []).append((time.perf_counter() - started_s) * 1000)

    started_s = time.perf_counter()
    vault, library = _unlock(folder)
    take("unlock", started_s)
    started_s = time.perf_counter()
    assert len(library.documents(limit=FIRST_ROWS)) == FIRST_ROWS
    take("first_rows", started_s)
    started_s = time.perf_counter()
    assert library.document_count() == count
    take("count", started_s)
    started_s = time.perf_counter()
    assert len(library.documents()) == count
    take("whole_list", started_s)
    started_s = time.perf_counter()
    assert library.purge_unfinished() == 0
    take("leftovers", started_s)
    vault.close()


def _unlock(folder: Path) -> tuple[Vault, Library]:
    vault = open_cheap_vault(folder, PASSPHRASE)
    library = Library(vault.shelf)
    library.setting(WELCOME_SETTING)
    library.setting(THEME_SETTING)
    return vault, library


def _derive_ms() -> float:
    started_s = time.perf_counter()
    derive(PASSPHRASE, os.urandom(SALT_BYTES), STANDARD)
    return (time.perf_counter() - started_s) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
