"""Importing: files in, documents out, one after another; what fails is named and the rest go on.

Some threads read and parse ahead (reader/imports/pipeline.py); the one that runs the import writes, file by file.
Nothing here cleans up after a kill: a document shows once its writer has finished, and not before. Which files a kill
has kept out is in the journal.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import takewhile
from pathlib import Path

import msgspec

from reader.errors import (
    Cancelled,
    DiskFull,
    DocumentRefused,
    HearthError,
    ProtocolViolation,
    SandboxUnavailable,
    VaultError,
    WorkerError,
)
from reader.imports.arrivals import (
    Arrival,
    FileMeter,
    ImportProgress,
    Meter,
    Parsed,
    ReadSoFar,
    Step,
    kept_share,
    parsed_share,
)
from reader.imports.files import CHUNK_BYTES, Found, Original, find_files, read_file
from reader.imports.grouping import Grouping
from reader.imports.journal import ImportJournal
from reader.imports.pipeline import Delivery, Pipeline
from reader.imports.shelves import Shelves, Writer
from reader.imports.sizes import held_bytes
from reader.search.words import words_of
from reader.text.model import Metadata, Progress
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Recognised

WORKERS = 2
"""So many files are parsed at once, where there are as many processors."""


class Imported(msgspec.Struct, frozen=True):
    """A file and the document it is in the library."""

    name: str
    document: int


class Refusal(msgspec.Struct, frozen=True):
    """A file that was not taken, and why."""

    name: str
    error: HearthError


class ImportReport(msgspec.Struct):
    """What became of every file. `stopped_by` says why not all were tried; what is imported stays.

    After a full disk `stopped_at` is the file that it stopped at, and `free_bytes` what is free beside the library.
    """

    imported: list[Imported] = msgspec.field(default_factory=list)
    duplicates: list[Imported] = msgspec.field(default_factory=list)
    refused: list[Refusal] = msgspec.field(default_factory=list)
    stopped_by: HearthError | None = None
    stopped_at: str = ""
    free_bytes: int = 0


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
        paths: Sequence[Path],
        *,
        on_progress: Callable[[ImportProgress], None] = lambda progress: None,
        cancelled: Callable[[], bool] = lambda: False,
        waiting: Callable[[], Sequence[Path]] = lambda: (),
    ) -> ImportReport:
        """Import files and all that folders hold. A full disk, a missing sandbox and `cancelled` end the run early.

        `waiting` answers what is to be run after this: a kill in the middle would lose it too.
        """
        report, queue = ImportReport(), _Queue(waiting, self.journal)
        words_of("")  # what it makes on first use is not to be made inside a transaction
        try:
            self.journal.begin([path.name for path in paths])
            found = list(takewhile(lambda _: not cancelled(), find_files(paths)))
            self.journal.begin([file.name for file in found])
            self._import_all(found, on_progress, cancelled, queue, report)
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
                self.journal.end([each.name for each in (*report.imported, *report.duplicates)])
        return report

    def _import_all(
        self,
        found: Sequence[Found],
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

        with Pipeline(found, partial(self._prepare, cancelled), threads=self._workers) as pipeline:
            grouping, number = Grouping(), 0
            while number < len(found):
                chosen = [arrival(number + each, one) for each, one in enumerate(grouping.choose(pipeline, number))]
                if not self._import_together(chosen, grouping, report):
                    chosen = [arrival(number, pipeline.deliver(number))]
                    self._import_one(chosen[0], report)
                for file in chosen:
                    pipeline.finish(file.number)
                number += len(chosen)

    def _import_one(self, file: Arrival, report: ImportReport) -> None:
        """Import a file as it comes."""
        try:
            self._import(file, report)
        except DiskFull:
            report.stopped_at = file.name
            raise
        except (DocumentRefused, WorkerError) as error:
            if isinstance(error, SandboxUnavailable):
                raise
            report.refused.append(Refusal(file.name, error))
            self.journal.refuse(file.number)

    def _import_together(self, files: Sequence[Arrival], grouping: Grouping, report: ImportReport) -> bool:
        """Import files that have come whole, in one transaction. False: there is none, or one of them can't be."""
        if not files:
            return False
        files[0].meter.reach(0.0)
        try:
            entered, took_ms = self._library.together(partial(self._enter_all, files))
        except (DiskFull, DocumentRefused, WorkerError, _NotParsed):  # the first may do alone
            return False
        grouping.learn(sum(each.delivery.held_bytes for each in files), took_ms)
        self.journal.follow(files[-1].number, files[-1].whole().original.sha256)
        report.imported += entered.imported
        report.duplicates += entered.duplicates
        for each in files:
            each.meter.reach(0.0)
            each.meter.reach(1.0)
        return True

    def _prepare(self, cancelled: Callable[[], bool], file: Found, delivery: Delivery[Step]) -> None:
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
            unwanted = lambda: delivery.is_unwanted or cancelled()  # noqa: E731
            with closing(self._pool.parse(original.chunks, cancelled=unwanted)) as answers:
                for answer in answers:
                    delivery.put(answer, held_bytes(answer))

    def _enter_all(self, files: Sequence[Arrival], library: Shelves) -> tuple[ImportReport, float]:
        """Inside a transaction, which may be run again: nothing else changes. Also how many ms it took."""
        entered, started_s = ImportReport(), time.perf_counter()
        for file in files:
            self._enter(library, file.whole(), entered)
        self.journal.reach_inside(library, files[-1].number, files[-1].whole().original.sha256)
        return entered, (time.perf_counter() - started_s) * 1000

    def _import(self, file: Arrival, report: ImportReport) -> None:
        file.meter.reach(0.0)
        parsed = file.as_it_comes()
        self.journal.reach(file.number, parsed.original.sha256)
        self._enter(self._library, parsed, report)
        file.meter.reach(1.0)

    def _enter(self, library: Shelves, file: Parsed, report: ImportReport) -> None:
        """Let one file into the library, as it comes or, inside a transaction, whole."""
        known = library.find_by_sha256(file.original.sha256)
        if known is not None:
            report.duplicates.append(Imported(file.found.name, known))
        else:
            report.imported.append(Imported(file.found.name, self._take(library, file)))

    def _take(self, library: Shelves, file: Parsed) -> int:
        first = next(file.answers, None)
        if first is None:  # it was known when it was read, and has been removed since
            if library is not self._library:
                raise _NotParsed
            return self._take_anew(library, file)
        if not isinstance(first, Recognised):
            raise ProtocolViolation("a parse begins with the kind of document")
        with self._new_document(library, first.kind, file.original.sha256) as writer:
            for event in file.answers:
                _add(writer, event, file.found.path.stem, file.meter)
            _keep(writer, file.original, file.meter)
            return writer.finish()

    def _take_anew(self, library: Shelves, file: Parsed) -> int:
        with closing(self._pool.parse(file.original.chunks, cancelled=file.meter.cancelled)) as answers:
            return self._take(library, Parsed(file.found, file.number, file.original, answers, file.meter))

    @contextmanager
    def _new_document(self, library: Shelves, kind: str, sha256: bytes) -> Iterator[Writer]:
        writer = library.new_document(kind, sha256=sha256)
        try:
            yield writer
        except BaseException:
            if library is not self._library:  # the transaction undoes it
                raise
            with suppress(VaultError):  # what can't be removed now stays invisible, and goes at the next start
                writer.abandon()
            raise


class _NotParsed(Exception):
    """A file must be parsed first, which takes longer than a transaction may."""


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


def _add(writer: Writer, event: Step, stem: str, meter: Meter) -> None:
    if isinstance(event, Recognised | ReadSoFar | Original):
        raise ProtocolViolation("a document is of one kind")
    if isinstance(event, Progress):
        meter.reach(parsed_share(event.done, event.total))
        return
    if isinstance(event, Metadata) and not event.title.strip():
        event = msgspec.structs.replace(event, title=stem)
    writer.add(event)


def _keep(writer: Writer, original: Original, meter: Meter) -> None:
    for number, chunk in enumerate(original.chunks):
        meter.reach(kept_share(number, len(original.chunks)))
        writer.add_chunk(chunk)
