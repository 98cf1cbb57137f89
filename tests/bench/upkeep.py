"""Check, repair, copy and salvage: `python3 dev.py bench upkeep`.

Cases: each of them on a library of some 25 MB on a real vault, in seconds and in MB of pages a second; and what a
salvage brings over of it when so many random pages can't be read: documents whole, in part, and not at all (the mean
of several draws).
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.store.checking import check_library
from reader.store.copying import CopyReport, copy_library
from reader.store.library import Library
from reader.store.reindexing import rebuild_index
from reader.store.salvaging import salvage_library
from reader.text.model import Cover, Metadata, ParseEvent
from reader.vault.check import check
from reader.vault.files import PAGE_BYTES
from reader.vault.shelf_pages import pages_of
from reader.vault.vault import Vault
from tests.bench.harness import report
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf
from tests.store.samples import section, store
from tests.store.test_salvaging import KeptPages

PASSPHRASE = "bench"
DOCUMENTS = 50
DRAWS = 3
DAMAGED = (1, 10, 100)


def main() -> None:
    """Run every case."""
    with tempfile.TemporaryDirectory() as scratch:
        vault, new, saved = (_new(Path(scratch) / name) for name in ("vault", "new", "saved"))
        library = Library(vault.shelf)
        for number in range(DOCUMENTS):
            _store(library, number)
        megabytes = vault.shelf.page_count() * PAGE_BYTES / 1e6
        cases = {
            "check_vault": _timed(megabytes, lambda: check(vault)),
            "check_library": _timed(megabytes, lambda: check_library(library)),
            "rebuild_index": _timed(megabytes, lambda: rebuild_index(library)),
            "copy": _timed(megabytes, lambda: copy_library(vault.shelf, new.shelf)),
            "salvage": _timed(megabytes, lambda: salvage_library(pages_of(vault), saved.shelf)),
        }
        kept = KeptPages(pages_of(vault), vault.shelf.page_count())
        for count in DAMAGED:
            cases[f"damaged_{count}"] = _survival(kept, count)
        for each in (vault, new, saved):
            each.close()
    report("upkeep", cases)


def _new(folder: Path) -> Vault:
    create_cheap_vault(folder, PASSPHRASE)
    return open_cheap_vault(folder, PASSPHRASE)


def _store(library: Library, number: int) -> None:
    lots = random.Random(number)  # noqa: S311 - samples, not secrets
    words = ["".join(lots.choices("abcdefghijklmnopqrstuvwxyz", k=lots.randrange(2, 10))) for _ in range(4000)]
    texts = ([" ".join(lots.choices(words, k=1500)) + "\n" for _ in range(3)] for _ in range(10))
    events: list[ParseEvent] = [
        Metadata(title=f"Document {number}", authors=("Somebody",)),
        *(section(index, *each) for index, each in enumerate(texts)),
        Cover(media_type="image/jpeg", width_px=1, height_px=1, data=lots.randbytes(40_000)),
    ]
    store(library, events, lots.randbytes(200_000))


def _timed(megabytes: float, work: Callable[[], object]) -> dict[str, float]:
    start = time.perf_counter()
    work()
    took_s = time.perf_counter() - start
    return {"s": round(took_s, 2), "mb_per_s": round(megabytes / took_s, 1)}


def _survival(pages: KeptPages, count: int) -> dict[str, float]:
    lots = random.Random(count)  # noqa: S311 - which pages is no secret
    reports = []
    for _ in range(DRAWS):
        pages.damaged = frozenset(lots.sample(range(1, pages.count + 1), count))
        reports.append(salvage_library(pages, MemoryShelf()))
    return {
        "pages": pages.count,
        "whole_%": _mean(reports, lambda each: DOCUMENTS - len(each.lost)),
        "in_part_%": _mean(reports, lambda each: sum(document.kept for document in each.lost)),
        "gone_%": _mean(reports, lambda each: DOCUMENTS - each.copied),
    }


def _mean(reports: list[CopyReport], count: Callable[[CopyReport], int]) -> float:
    return round(100 * sum(map(count, reports)) / len(reports) / DOCUMENTS, 1)


if __name__ == "__main__":
    main()
