"""An import takes what it can, names what it can't, and leaves whole documents or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from reader.errors import (
    Cancelled,
    DamagedFile,
    DiskFull,
    EmptyFile,
    FileMissing,
    SandboxUnavailable,
    UnknownKind,
    WorkerDied,
)
from reader.imports.arrivals import ImportProgress, Step
from reader.imports.files import Found
from reader.imports.grouping import LEAST_BYTES, MOST_BYTES, Grouping
from reader.imports.importer import Importer
from reader.imports.pipeline import Delivery, Pipeline
from reader.imports.report import Imported
from reader.store.batches import AIM_MS
from reader.store.library import Library
from reader.store.writer import NO_WISH, DocumentWriter, Wish
from reader.vault.connection import Connection
from reader.workers.pool import WorkerPool
from tests.shelves import MemoryShelf
from tests.workers.conftest import launcher
from tests.workers.test_pool import wait_until

T = TypeVar("T")


class FillingShelf(MemoryShelf):
    """Takes `room` more transactions, then its disk is full."""

    room = 1_000_000

    def run(self, work: Callable[[Connection], T]) -> T:
        self.room -= 1
        if self.room < 0:
            raise DiskFull
        return super().run(work)


@pytest.fixture
def shelf() -> Iterator[MemoryShelf]:
    shelf = MemoryShelf()
    yield shelf
    shelf.close()


@pytest.fixture
def library(shelf: MemoryShelf) -> Library:
    return Library(shelf)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(launcher("honest"), 1)
    yield pool
    pool.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a script (tests/workers/children.py) to a file of this name."""

    def write_script(name: str, script: str) -> Path:
        (tmp_path / name).write_text(script)
        return tmp_path / name

    return write_script


Write = Callable[[str, str], Path]


def titles(library: Library) -> list[str]:
    return [row.title for row in library.documents()]


def test_a_file_becomes_a_document(library: Library, pool: WorkerPool, write: Write) -> None:
    report = Importer(library, pool).run([write("a", "one\ntwo\n")])
    (row,) = library.documents()
    assert report.imported == [Imported("a", row.id)]
    assert (row.kind, row.title, row.section_count, row.size_bytes) == ("script", "script", 2, 8)
    assert b"".join(library.original(row.id)) == b"one\ntwo\n"
    assert (report.duplicates, report.refused, report.stopped_by) == ([], [], None)


def test_only_a_document_without_title_is_called_by_its_file(library: Library, pool: WorkerPool, write: Write) -> None:
    Importer(library, pool).run([write("name.txt", "untitled"), write("secret.txt", "x")])
    assert sorted(titles(library)) == ["name", "script"]


def test_what_fails_is_named_and_the_rest_go_on(library: Library, pool: WorkerPool, write: Write) -> None:
    paths = [
        write("good", "one"),
        write("broken", "fine\nrefuse DamagedFile"),
        write("deadly", "fine\ndie"),
        write("empty", ""),
        write("strange", "? what"),
        write("last", "two"),
    ]
    paths.insert(2, paths[0].with_name("gone"))
    report = Importer(library, pool).run(paths)
    assert [entry.name for entry in report.imported] == ["good", "last"]
    assert [(entry.name, type(entry.error)) for entry in report.refused] == [
        ("broken", DamagedFile),
        ("gone", FileMissing),
        ("deadly", WorkerDied),
        ("empty", EmptyFile),
        ("strange", UnknownKind),
    ]
    assert library.document_count() == 2
    assert library.purge_unfinished() == 0


def test_the_same_bytes_are_taken_once(library: Library, pool: WorkerPool, write: Write) -> None:
    report = Importer(library, pool).run([write("a", "one"), write("b", "one")])
    ((first,), (second,)) = report.imported, report.duplicates
    assert (first.document, second.name) == (second.document, "b")
    assert library.document_count() == 1


def test_progress_rises_file_by_file(library: Library, pool: WorkerPool, write: Write, tmp_path: Path) -> None:
    write("a", "one")
    write("b", "two")
    told: list[ImportProgress] = []
    Importer(library, pool).run([tmp_path], on_progress=told.append)
    assert [progress.number for progress in told] == sorted(progress.number for progress in told)
    for number in (1, 2):
        fractions = [progress.fraction for progress in told if progress.number == number]
        assert fractions == sorted(set(fractions))
        assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert {(progress.total, progress.name) for progress in told} == {
        (2, f"{tmp_path.name}/a"),
        (2, f"{tmp_path.name}/b"),
    }


def test_cancelling_keeps_what_is_imported(library: Library, pool: WorkerPool, write: Write) -> None:
    importer = Importer(library, pool)
    report = importer.run(
        [write("a", "one"), write("b", "hang"), write("c", "two")],
        cancelled=lambda: library.document_count() == 1,
    )
    assert isinstance(report.stopped_by, Cancelled)
    assert [entry.name for entry in report.imported] == ["a"]
    assert library.document_count() == 1
    assert library.purge_unfinished() == 0


def test_cancelled_from_the_start(library: Library, pool: WorkerPool, write: Write) -> None:
    report = Importer(library, pool).run([write("a", "one")], cancelled=lambda: True)
    assert isinstance(report.stopped_by, Cancelled)
    assert library.document_count() == 0


def test_a_full_disk_ends_the_run(pool: WorkerPool, write: Write) -> None:
    class FullLibrary(Library):
        def new_document(self, kind: str, *, sha256: bytes, wish: Wish = NO_WISH) -> DocumentWriter:
            if self.document_count() == 1:
                raise DiskFull
            return super().new_document(kind, sha256=sha256, wish=wish)

    shelf = MemoryShelf()
    full = FullLibrary(shelf)
    report = Importer(full, pool, free_bytes=lambda: 4096).run(
        [write("a", "one"), write("b", "two"), write("c", "three")]
    )
    assert isinstance(report.stopped_by, DiskFull)
    assert [entry.name for entry in report.imported] == ["a"]
    assert (report.stopped_at, report.free_bytes) == ("b", 4096)
    shelf.close()


def test_a_disk_that_fills_half_way_leaves_no_half(pool: WorkerPool, write: Write) -> None:
    shelf = FillingShelf()
    library = Library(shelf)
    shelf.room = 6  # the journal's, and some of the document's
    report = Importer(library, pool).run([write("a", "x\n" * 2000)])
    assert isinstance(report.stopped_by, DiskFull)
    assert library.document_count() == 0
    shelf.room = 1_000_000
    assert library.purge_unfinished() == 1
    shelf.close()


def test_without_a_sandbox_nothing_is_tried_further(library: Library, write: Write) -> None:
    pool = WorkerPool(launcher("no-sandbox"), 0)
    report = Importer(library, pool).run([write("a", "one"), write("b", "two")])
    assert isinstance(report.stopped_by, SandboxUnavailable)
    assert not report.refused
    pool.close()


def test_a_document_removed_after_it_was_found_to_be_known_is_taken_anew(
    shelf: MemoryShelf, pool: WorkerPool, write: Write
) -> None:
    class Forgetful(Library):
        """Says once that it knows a file, and never again."""

        said = False

        def find_by_sha256(self, sha256: bytes) -> int | None:
            if not self.said:
                self.said = True
                return 7
            return super().find_by_sha256(sha256)

    library = Forgetful(shelf)
    report = Importer(library, pool).run([write("a", "one")])
    assert [entry.name for entry in report.imported] == ["a"]
    assert titles(library) == ["script"]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_report_is_in_the_files_order_whatever_each_takes(
    library: Library, pool: WorkerPool, write: Write, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    paths = [write(f"{number:02}", f"{number}\n" * (1 + 500 * (number % 3 == 0))) for number in range(9)]
    paths.insert(4, write("bad", "fine\nrefuse DamagedFile"))
    report = Importer(library, pool, workers=workers).run([*paths, paths[0]])
    assert [entry.name for entry in report.imported] == [f"{number:02}" for number in range(9)]
    assert [entry.document for entry in report.imported] == sorted(entry.document for entry in report.imported)
    assert [entry.name for entry in report.duplicates] == ["00"]
    assert [entry.name for entry in report.refused] == ["bad"]


class GrowingShelf(MemoryShelf):
    """Every transaction is run in vain first, as when the shelf has to grow in the middle of it."""

    def run(self, work: Callable[[Connection], T]) -> T:
        with suppress(InterruptedError), self.write() as connection:
            work(connection)
            raise InterruptedError
        return super().run(work)


def test_a_transaction_that_is_run_again_takes_each_file_once(pool: WorkerPool, write: Write) -> None:
    shelf = GrowingShelf()
    library = Library(shelf)
    report = Importer(library, pool).run([write(f"{number}", f"{number}") for number in range(6)])
    assert [entry.name for entry in report.imported] == [f"{number}" for number in range(6)]
    assert [entry.document for entry in report.imported] == [row.id for row in reversed(library.documents())]
    assert library.purge_unfinished() == 0
    shelf.close()


def test_a_file_that_fails_while_it_is_written_with_others_is_refused_alone(
    shelf: MemoryShelf, pool: WorkerPool, write: Write
) -> None:
    bad = hashlib.sha256(b"2").digest()

    class Picky(Library):
        def new_document(self, kind: str, *, sha256: bytes, wish: Wish = NO_WISH) -> DocumentWriter:
            writer = super().new_document(kind, sha256=sha256, wish=wish)
            if sha256 == bad:
                writer.abandon()
                raise DamagedFile
            return writer

    library = Picky(shelf)
    report = Importer(library, pool).run([write(f"{number}", f"{number}") for number in range(6)])
    assert [entry.name for entry in report.imported] == ["0", "1", "3", "4", "5"]
    assert [(entry.name, type(entry.error)) for entry in report.refused] == [("2", DamagedFile)]
    assert library.document_count() == 5
    assert library.purge_unfinished() == 0


def test_small_files_share_transactions(
    shelf: MemoryShelf, library: Library, pool: WorkerPool, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write(f"{number}", f"{number}") for number in range(8)]
    monkeypatch.setattr(Grouping, "choose", all_that_have_begun)
    before = shelf.transactions
    report = Importer(library, pool).run([*paths, paths[0]])
    assert (len(report.imported), len(report.duplicates)) == (8, 1)
    assert shelf.transactions - before == 4  # the journal's begin, twice, and end; and the files
    assert library.purge_unfinished() == 0


def all_that_have_begun(_: Grouping, pipeline: Pipeline[Found, Step], number: int) -> list[Delivery[Step]]:
    wait_until(lambda: pipeline.begun(8) is not None)
    chosen = [pipeline.begun(each) for each in range(9)]
    return [one for one in chosen if one is not None and one.is_whole_within(1 << 30, patience_s=10)]


def test_transactions_get_as_large_as_the_disk_is_fast() -> None:
    grouping = Grouping()
    for _ in range(20):
        grouping.learn(grouping.limit_bytes, 2 * AIM_MS)
    assert grouping.limit_bytes == LEAST_BYTES
    for _ in range(20):
        grouping.learn(grouping.limit_bytes, AIM_MS / 3)
    assert grouping.limit_bytes == MOST_BYTES
    grouping.learn(MOST_BYTES, 0.7 * AIM_MS)
    grouping.learn(10, 0.1)
    assert grouping.limit_bytes == MOST_BYTES
