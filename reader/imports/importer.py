"""Importing: files in, documents out, one after another; what fails is named and the rest go on.

Some threads read and parse ahead (reader/imports/pipeline.py); the one that runs the import writes, file by file.
Nothing here cleans up after a kill: a document shows once its writer has finished, and not before. Which files a kill
has kept out is in the journal.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Protocol

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
from reader.imports.files import CHUNK_BYTES, Found, Original, find_files, read_file
from reader.imports.journal import ImportJournal, Kept
from reader.imports.pipeline import Delivery, Pipeline
from reader.imports.sizes import held_bytes
from reader.text.model import Metadata, ParseEvent, Progress
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Recognised

_READ_SHARE = 0.1
_PARSED_SHARE = 0.9
"""Of a file's time, roughly: reading takes the first tenth, keeping the original the last."""
_LEAST_STEP = 0.01
WORKERS = 2
"""So many files are parsed at once, where there are as many processors."""


class ReadSoFar(msgspec.Struct, frozen=True):
    """`done` of `size` bytes of a file have been read."""

    done: int
    size: int


Step = ReadSoFar | Original | Recognised | ParseEvent
"""What is told of a file on its way: how far it is read, its bytes, and, if they are not known yet, its parse."""


class Writer(Protocol):
    """A document on its way into the library; reader.store.writer.DocumentWriter is one."""

    def add(self, event: ParseEvent) -> None: ...

    def add_chunk(self, data: bytes) -> None: ...

    def finish(self) -> int: ...

    def abandon(self) -> None: ...


class Shelves(Kept, Protocol):
    """What importing needs of a library; reader.store.library.Library is one."""

    def new_document(self, kind: str, *, sha256: bytes) -> Writer: ...


class ImportProgress(msgspec.Struct, frozen=True):
    """File `number` (from 1) of `total`, `fraction` (0 to 1) of it done."""

    number: int
    total: int
    name: str
    fraction: float


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
        with Pipeline(found, partial(self._prepare, cancelled), threads=self._workers) as pipeline:
            for number, file in enumerate(found, 1):
                meter = _Meter(on_progress, ImportProgress(number, len(found), file.name, 0.0), cancelled, queue)
                try:
                    self._import(file, pipeline.deliver(number - 1), meter, report)
                except DiskFull:
                    report.stopped_at = file.name
                    raise
                except (DocumentRefused, WorkerError) as error:
                    if isinstance(error, SandboxUnavailable):
                        raise
                    report.refused.append(Refusal(file.name, error))
                    self.journal.refuse(number - 1)
                finally:
                    pipeline.finish(number - 1)

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

    def _import(self, file: Found, delivery: Delivery[Step], meter: _Meter, report: ImportReport) -> None:
        meter.reach(0.0)
        steps = delivery.items()
        original = _read(steps, meter)
        self.journal.reach(meter.number - 1, original.sha256)
        known = self._library.find_by_sha256(original.sha256)
        if known is not None:
            report.duplicates.append(Imported(file.name, known))
        else:
            report.imported.append(Imported(file.name, self._take(original, steps, file.path.stem, meter)))
        meter.reach(1.0)

    def _take(self, original: Original, answers: Iterator[Step], stem: str, meter: _Meter) -> int:
        first = next(answers, None)
        if first is None:  # it was known when it was read, and has been removed since
            return self._take_anew(original, stem, meter)
        if not isinstance(first, Recognised):
            raise ProtocolViolation("a parse begins with the kind of document")
        with self._new_document(first.kind, original.sha256) as writer:
            for event in answers:
                _add(writer, event, stem, meter)
            _keep(writer, original, meter)
            return writer.finish()

    def _take_anew(self, original: Original, stem: str, meter: _Meter) -> int:
        with closing(self._pool.parse(original.chunks, cancelled=meter.cancelled)) as answers:
            return self._take(original, answers, stem, meter)

    @contextmanager
    def _new_document(self, kind: str, sha256: bytes) -> Iterator[Writer]:
        writer = self._library.new_document(kind, sha256=sha256)
        try:
            yield writer
        except BaseException:
            with suppress(VaultError):  # what can't be removed now stays invisible, and goes at the next start
                writer.abandon()
            raise


class _Meter:
    """Tells how far one file has come, at most once a hundredth, and stops the run when nobody wants it."""

    def __init__(
        self,
        on_progress: Callable[[ImportProgress], None],
        start: ImportProgress,
        cancelled: Callable[[], bool],
        queue: _Queue,
    ) -> None:
        self._on_progress = on_progress
        self._start = start
        self._told = -1.0
        self._queue = queue
        self.number = start.number
        self.cancelled = cancelled

    def reach(self, fraction: float) -> None:
        """Raises Cancelled."""
        if self.cancelled():
            raise Cancelled
        if fraction - self._told >= _LEAST_STEP:
            self._told = fraction
            self._on_progress(msgspec.structs.replace(self._start, fraction=fraction))
            self._queue.note()


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


def _read(steps: Iterator[Step], meter: _Meter) -> Original:
    for step in steps:
        if isinstance(step, Original):
            return step
        if isinstance(step, ReadSoFar):
            meter.reach(_READ_SHARE * _part(step.done, step.size))
    raise Cancelled


def _add(writer: Writer, event: Step, stem: str, meter: _Meter) -> None:
    if isinstance(event, Recognised | ReadSoFar | Original):
        raise ProtocolViolation("a document is of one kind")
    if isinstance(event, Progress):
        meter.reach(_READ_SHARE + (_PARSED_SHARE - _READ_SHARE) * _part(event.done, event.total))
        return
    if isinstance(event, Metadata) and not event.title.strip():
        event = msgspec.structs.replace(event, title=stem)
    writer.add(event)


def _keep(writer: Writer, original: Original, meter: _Meter) -> None:
    for number, chunk in enumerate(original.chunks):
        meter.reach(_PARSED_SHARE + (1 - _PARSED_SHARE) * number / len(original.chunks))
        writer.add_chunk(chunk)


def _part(done: int, whole: int) -> float:
    return min(1.0, done / whole) if whole else 1.0
