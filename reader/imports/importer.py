"""Importing: files in, documents out, one after another; what fails is named and the rest go on.

Some threads read and parse ahead (reader/imports/pipeline.py); the one that runs the import writes, file by file
(reader/imports/taking.py). Nothing here cleans up after a kill: a document shows once its writer has finished, and not
before. Which files a kill has kept out is in the journal.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import takewhile
from pathlib import Path

from reader.errors import Cancelled, DiskFull, DocumentRefused, SandboxUnavailable, VaultError, WorkerError
from reader.imports.arrivals import Arrival, FileMeter, ImportProgress, ReadSoFar, Step
from reader.imports.files import CHUNK_BYTES, Found, find_files, read_file
from reader.imports.grouping import Grouping
from reader.imports.journal import ImportJournal
from reader.imports.pipeline import Delivery, Pipeline
from reader.imports.report import ImportReport, Refusal
from reader.imports.shelves import Shelves
from reader.imports.sizes import held_bytes
from reader.imports.taking import NotParsed, Taker
from reader.search.words import words_of
from reader.workers.pool import WorkerPool

WORKERS = 2
"""So many files are parsed at once, where there are as many processors."""


class Importer:
    """Imports files into a library. One run at a time, in a job. `free_bytes()` is asked when the disk is full."""

    def __init__(
        self,
        library: Shelves,
        pool: WorkerPool,
        *,
        free_bytes: Callable[[], int] = lambda: 0,
        workers: int = WORKERS,
    ) -> None:
        self._library = library
        self._pool = pool
        self._free_bytes = free_bytes
        self._workers = min(workers, os.cpu_count() or 1)
        self.journal = ImportJournal(library)

    def run(
        self,
        paths: Sequence[Path | Found],
        *,
        passwords: Sequence[str] = (),
        on_progress: Callable[[ImportProgress], None] = lambda progress: None,
        cancelled: Callable[[], bool] = lambda: False,
        waiting: Callable[[], Sequence[Path]] = lambda: (),
    ) -> ImportReport:
        """Import files and all that folders hold. A full disk, a missing sandbox and `cancelled` end the run early.

        What an earlier run has Found comes in as it would have then: into the collection of its folder. `passwords`
        are tried on each file that needs one of its own. `waiting` answers what is to be run after this: a kill in the
        middle would lose it too.
        """
        report, queue = ImportReport(), _Queue(waiting, self.journal)
        taker = Taker(self._library, self._pool, passwords)
        words_of("")  # what it makes on first use is not to be made inside a transaction
        try:
            self.journal.begin([path.name for path in paths])
            found = list(takewhile(lambda _: not cancelled(), _found(paths)))
            self.journal.begin([file.name for file in found])
            self._import_all(found, taker, on_progress, cancelled, queue, report)
            if cancelled() and not found:
                report.stopped_by = Cancelled()
        except (Cancelled, DiskFull, SandboxUnavailable) as error:
            report.stopped_by = error
            if isinstance(error, DiskFull):
                report.stopped_at = report.stopped_at or paths[0].name
                with suppress(OSError):
                    report.free_bytes = self._free_bytes()
        finally:
            with suppress(VaultError):  # then the next start tells of files that are here; better than the reverse
                queue.note()
                self.journal.end(taker.arrived)
        return report

    def _import_all(
        self,
        found: Sequence[Found],
        taker: Taker,
        on_progress: Callable[[ImportProgress], None],
        cancelled: Callable[[], bool],
        queue: _Queue,
        report: ImportReport,
    ) -> None:
        def tell(progress: ImportProgress) -> None:
            on_progress(progress)
            queue.note()

        def arrival(number: int, delivery: Delivery[Step]) -> Arrival:
            start = ImportProgress(number + 1, len(found), found[number].name, 0.0)
            return Arrival(found[number], number, delivery, FileMeter(tell, start, cancelled))

        with Pipeline(found, partial(self._prepare, taker, cancelled), threads=self._workers) as pipeline:
            grouping, number = Grouping(), 0
            while number < len(found):
                chosen = [arrival(number + each, one) for each, one in enumerate(grouping.choose(pipeline, number))]
                if not self._import_together(chosen, taker, grouping, report):
                    chosen = [arrival(number, pipeline.deliver(number))]
                    self._import_one(chosen[0], taker, report)
                for file in chosen:
                    pipeline.finish(file.number)
                number += len(chosen)

    def _import_one(self, file: Arrival, taker: Taker, report: ImportReport) -> None:
        """Import a file as it comes."""
        try:
            if self._import(file, taker, report):
                taker.arrived.append(file.name)
            else:
                self.journal.refuse(file.number)
        except DiskFull:
            report.stopped_at = file.name
            raise
        except (DocumentRefused, WorkerError) as error:
            if isinstance(error, SandboxUnavailable):
                raise
            report.refused.append(Refusal(file.name, error, file.found))
            self.journal.refuse(file.number)

    def _import_together(
        self, files: Sequence[Arrival], taker: Taker, grouping: Grouping, report: ImportReport
    ) -> bool:
        """Import files that have come whole, in one transaction. False: there is none, or one of them can't be."""
        if not files:
            return False
        files[0].meter.reach(0.0)
        try:
            entered, took_ms = self._library.together(partial(self._enter_all, files, taker))
        except (DiskFull, DocumentRefused, WorkerError, NotParsed):  # the first may do alone
            return False
        grouping.learn(sum(each.delivery.held_bytes for each in files), took_ms)
        self.journal.follow(files[-1].number, files[-1].whole().original.sha256)
        report.imported += entered.imported
        report.duplicates += entered.duplicates
        taker.arrived += [each.name for each in files]
        for each in files:
            each.meter.reach(0.0)
            each.meter.reach(1.0)
        return True

    def _prepare(self, taker: Taker, cancelled: Callable[[], bool], file: Found, delivery: Delivery[Step]) -> None:
        """Read a file and, if its bytes are not in the library, parse it. On a thread of the pipeline."""
        if file.refused is not None:
            raise file.refused

        def on_read(done: int, size: int) -> None:
            if cancelled():
                raise Cancelled
            if done <= CHUNK_BYTES:
                delivery.reserve(size)
            delivery.put(ReadSoFar(done, size), 0)

        original = read_file(file.path, on_read)
        delivery.put(original, 0)
        if self._library.find_by_sha256(original.sha256) is None:
            with taker.parsing(original, lambda: delivery.is_unwanted or cancelled()) as answers:
                for answer in answers:
                    delivery.put(answer, held_bytes(answer))

    def _enter_all(self, files: Sequence[Arrival], taker: Taker, library: Shelves) -> tuple[ImportReport, float]:
        """Inside a transaction, which may be run again: nothing else changes. Also how many ms it took."""
        entered, started_s = ImportReport(), time.perf_counter()
        for file in files:
            taker.take(library, file.whole(), entered)
        self.journal.reach_inside(library, files[-1].number, files[-1].whole().original.sha256)
        return entered, (time.perf_counter() - started_s) * 1000

    def _import(self, file: Arrival, taker: Taker, report: ImportReport) -> bool:
        """False when something inside it was refused."""
        file.meter.reach(0.0)
        parsed = file.as_it_comes()
        self.journal.reach(file.number, parsed.original.sha256)
        all_in = taker.take(self._library, parsed, report)
        file.meter.reach(1.0)
        return all_in


class _Queue:
    """What somebody chose while an import ran, as far as the journal knows."""

    def __init__(self, waiting: Callable[[], Sequence[Path]], journal: ImportJournal) -> None:
        self._waiting = waiting
        self._journal = journal
        self._noted: Sequence[Path] = ()

    def note(self) -> None:
        """Raises VaultError."""
        waiting = list(self._waiting())
        if waiting != list(self._noted):
            self._noted = waiting
            self._journal.wait([file.name for file in find_files(waiting)])


def _found(paths: Sequence[Path | Found]) -> Iterator[Found]:
    for path in paths:
        if isinstance(path, Found):
            yield path
        else:
            yield from find_files([path])
