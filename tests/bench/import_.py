"""Importing: `python3 dev.py bench import`. Some five minutes and 300 MB of disk.

Files that are made up from a seed (material/files.py) go into a library on the disk, with index and original, through
the product's own pool and importer. The process that forks workers is there already, as it is once a library is open.

    article_FORMAT_N   files of 10 KB, N of them parsed at once: `docs_per_s`, at least 100 with two; `best_per_s` is
                       that of the best round
    book_FORMAT_N      the same for an EPUB of 40 chapters and a PDF of 20 pages
    war_and_peace      an EPUB of as much text in as many chapters: `median_s`, at most 1.5
    pdf_500            a PDF of 500 full pages: `median_s`, at most 5
    memory             10,000 small texts in one run: this process's resident memory at its start, `grown_mb` at most
                       above that, and `kb_per_1000` files, its slope over the second half; what the report says of
                       1,000 files is some 200 KB of it

`cpu_ms` is the processor time of all processes for one document. `share` is how much of the machine's processors the
run got: where it is far from 1 with two workers, others were at work, and `docs_per_s` is that much too low. Runs
with one and two workers take turns; of each the median counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from reader.imports.arrivals import ImportProgress
from reader.imports.importer import Importer
from reader.store.library import Library
from reader.workers.pool import WorkerPool
from tests.bench.harness import Figures, report
from tests.bench.material.documents import DocumentMaker
from tests.bench.material.files import ARTICLES, BOOKS, Maker, pages, war_and_peace
from tests.cheap import create_cheap_vault, open_cheap_vault

SEED = 5
ARTICLE_COUNT, BOOK_COUNT = 300, 12
ROUNDS = 3
WORKERS = (1, 2)
PDF_PAGES = 500
SMALL_CHARACTERS = 2000
SAMPLE_EVERY = 100
MIB = 1024 * 1024


def main(argv: list[str]) -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="bench import")
    parser.add_argument("--articles", type=int, default=ARTICLE_COUNT)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--files", type=int, default=10_000, help="of the case `memory`; 0 leaves it out")
    options = parser.parse_args(argv)
    cases: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        for name, maker in ARTICLES.items():
            cases |= throughput(Path(scratch) / name, f"article_{name}", maker, options.articles, options.rounds)
        for name, maker in BOOKS.items():
            cases |= throughput(Path(scratch) / name, f"book_{name}", maker, BOOK_COUNT, options.rounds)
        for name, maker in (
            ("war_and_peace", war_and_peace),
            (f"pdf_{PDF_PAGES}", lambda made: pages(made, PDF_PAGES)),
        ):
            cases[name] = single(Path(scratch) / name, maker, options.rounds)
        if options.files:
            cases["memory"] = memory(Path(scratch) / "memory", options.files)
    report("import", cases)
    return 0


def throughput(folder: Path, name: str, make: Maker, count: int, rounds: int) -> dict[str, Figures]:
    """Documents and megabytes a second, by how many workers there are."""
    files = write_files(folder / "files", make, count)
    runs: dict[int, list[Run]] = {workers: [] for workers in WORKERS}
    for number in range(rounds):
        for workers in WORKERS:
            runs[workers].append(Run(folder / f"{number}-{workers}", files, workers))
    return {f"{name}_{workers}": figures_of(each, files) for workers, each in runs.items()}


def single(folder: Path, make: Maker, rounds: int) -> Figures:
    """Seconds for one document."""
    files = write_files(folder / "files", make, 1)
    runs = [Run(folder / f"{number}", files, 2) for number in range(rounds)]
    took_s = sorted(run.took_s for run in runs)
    return {
        "median_s": round(statistics.median(took_s), 3),
        "max_s": round(took_s[-1], 3),
        "mb_per_s": round(files[0].stat().st_size / statistics.median(took_s) / MIB, 2),
        "cpu_ms": round(statistics.median(run.cpu_s for run in runs) * 1000, 1),
        "share": round(statistics.median(run.share for run in runs), 2),
        "n": len(runs),
    }


def memory(folder: Path, count: int) -> Figures:
    """What this process takes while it imports many files."""
    files = write_files(folder / "files", lambda maker: maker.text(SMALL_CHARACTERS).encode(), count)
    samples: list[tuple[int, float]] = []
    me = psutil.Process()

    def sample(now: ImportProgress) -> None:
        if now.fraction == 0 and now.number % SAMPLE_EVERY == 0:
            samples.append((now.number, me.memory_info().rss / 1024))

    run = Run(folder / "run", files, 2, sample)
    start_kb = samples[0][1]
    half = samples[len(samples) // 2 :]
    slope = statistics.linear_regression([number for number, _ in half], [kb for _, kb in half]).slope
    return {
        "start_mb": round(start_kb / 1024, 1),
        "grown_mb": round((max(kb for _, kb in samples) - start_kb) / 1024, 1),
        "kb_per_1000": round(slope * 1000, 1),
        "docs_per_s": round(count / run.took_s, 1),
        "share": round(run.share, 2),
        "n": count,
    }


def write_files(folder: Path, make: Maker, count: int) -> list[Path]:
    """So many files, each with bytes of its own."""
    folder.mkdir(parents=True)
    maker = DocumentMaker(SEED)
    for number in range(count):
        (folder / f"{number:05}").write_bytes(make(maker))
    return sorted(folder.iterdir())


def figures_of(runs: Sequence[Run], files: Sequence[Path]) -> Figures:
    """The medians of some runs with the same files."""
    took_s = statistics.median(run.took_s for run in runs)
    size_bytes = sum(path.stat().st_size for path in files)
    return {
        "docs_per_s": round(len(files) / took_s, 1),
        "best_per_s": round(len(files) / min(run.took_s for run in runs), 1),
        "mb_per_s": round(size_bytes / took_s / MIB, 2),
        "cpu_ms": round(statistics.median(run.cpu_s for run in runs) / len(files) * 1000, 1),
        "share": round(statistics.median(run.share for run in runs), 2),
        "n": len(files) * len(runs),
    }


class Run:
    """One import of some files into a new library, and what it took."""

    def __init__(
        self,
        folder: Path,
        files: Sequence[Path],
        workers: int,
        on_progress: Callable[[ImportProgress], None] = lambda progress: None,
    ) -> None:
        folder.mkdir(parents=True)
        create_cheap_vault(folder / "vault", "bench")
        vault = open_cheap_vault(folder / "vault", "bench")
        pool = WorkerPool()
        list(pool.parse([b"The pool is warm."]))
        before_s, started_s = cpu_s(), time.perf_counter()
        done = Importer(Library(vault.shelf), pool, workers=workers).run(files, on_progress=on_progress)
        self.took_s = time.perf_counter() - started_s
        self.cpu_s = cpu_s() - before_s
        self.share = self.cpu_s / self.took_s / (os.cpu_count() or 1)
        if len(done.imported) != len(files):
            raise RuntimeError(f"not all came in: {done.refused[:1]}, {done.stopped_by}")
        pool.close()
        vault.close()


def cpu_s() -> float:
    """Processor time of this process, of its children, and of those that they have waited for."""
    me = psutil.Process()
    times = [me.cpu_times(), *[child.cpu_times() for child in me.children()]]
    return float(sum(each.user + each.system for each in times)) + sum(
        each.children_user + each.children_system for each in times[1:]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
