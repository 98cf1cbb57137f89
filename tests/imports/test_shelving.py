"""Folders and archives become collections; an archive's files come in one by one, and what is refused is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from reader.errors import (
    Cancelled,
    DamagedFile,
    DiskFull,
    EmptyFile,
    LockedFile,
    NothingToRead,
    UnknownKind,
    UnsupportedKind,
    WorkerDied,
)
from reader.imports.arrivals import ImportProgress
from reader.imports.importer import Importer
from reader.imports.journal import CutImport, ImportJournal
from reader.imports.report import ImportReport
from reader.store.checking import check_library
from reader.store.collections import path_of
from reader.store.library import Library
from reader.store.writer import NO_WISH, DocumentWriter, Wish
from reader.vault.connection import Connection
from reader.workers.pool import WorkerPool
from tests.formats.makers_zip import encrypted, zipped
from tests.shelves import MemoryShelf
from tests.workers.conftest import launcher

T = TypeVar("T")


class DyingShelf(MemoryShelf):
    """Is gone after so many transactions."""

    left = 1_000_000

    def run(self, work: Callable[[Connection], T]) -> T:
        self.left -= 1
        if self.left < 0:
            raise Killed
        return super().run(work)


class Killed(BaseException):
    """The process is gone: nothing of it runs any further."""


@pytest.fixture
def shelf() -> Iterator[DyingShelf]:
    shelf = DyingShelf()
    yield shelf
    shelf.left = 1_000_000
    shelf.close()


@pytest.fixture
def library(shelf: DyingShelf) -> Library:
    return Library(shelf)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(launcher("honest"), 2)
    yield pool
    pool.close()


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Writes a file below the test's folder."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


Put = Callable[[str, bytes | str], Path]


def shelves(library: Library) -> dict[str, list[str]]:
    """What stands in each collection itself, by its path: the originals' text."""
    collections, found = library.collections(), {}
    for each in collections:
        inside = [row for row in library.documents_in(each.id) if each.id in library.collections_of(row)]
        found["/".join(path_of(collections, each.id))] = [b"".join(library.original(row)).decode() for row in inside]
    return found


def run(library: Library, pool: WorkerPool, *paths: Path, passwords: Sequence[str] = ()) -> ImportReport:
    report = Importer(library, pool).run(paths, passwords=passwords)
    assert check_library(library) == []
    assert ImportJournal(library).left() is None, "an import that ended left nothing out"
    return report


def test_folders_become_collections_and_single_files_none(
    library: Library, pool: WorkerPool, put: Put, tmp_path: Path
) -> None:
    put("books/one", "1")
    put("books/poems/old/two", "2")
    put("books/empty/?", "? refused")
    single = put("single", "3")
    report = run(library, pool, tmp_path / "books", single)
    assert [each.name for each in report.imported] == ["books/one", "books/poems/old/two", "single"]
    assert shelves(library) == {"books": ["1"], "books/poems": [], "books/poems/old": ["2"]}
    assert library.document_count() == 3


def test_the_same_folder_again_fills_the_same_collections(
    library: Library, pool: WorkerPool, put: Put, tmp_path: Path
) -> None:
    first = put("books/one", "1")
    run(library, pool, first)
    assert shelves(library) == {}
    run(library, pool, tmp_path / "books")
    assert shelves(library) == {"books": ["1"]}, "what is here already is put where its folder is"
    put("books/sub/two", "2")
    report = run(library, pool, tmp_path / "books")
    assert [each.name for each in report.duplicates] == ["books/one"]
    assert shelves(library) == {"books": ["1"], "books/sub": ["2"]}


def test_names_that_turn_round_are_told(library: Library, pool: WorkerPool, put: Put, tmp_path: Path) -> None:
    put("cod\u202eexe/photo\u202egnp.exe", "untitled")
    report = run(library, pool, tmp_path / "cod\u202eexe")
    assert library.document(report.imported[0].document).title == "photo[U+202E]gnp"
    assert list(shelves(library)) == ["cod[U+202E]exe"]


def test_an_archive_is_a_folder_of_its_name(library: Library, pool: WorkerPool, put: Put) -> None:
    path = put("letters.zip", zipped(("a.txt", b"untitled 1"), ("old/b.txt", b"2"), ("letters/c.txt", b"3")))
    told: list[ImportProgress] = []
    report = Importer(library, pool).run([path], on_progress=told.append)
    assert [each.name for each in report.imported] == [
        "letters.zip/a.txt",
        "letters.zip/old/b.txt",
        "letters.zip/letters/c.txt",
    ]
    assert shelves(library) == {"letters": ["untitled 1", "3"], "letters/old": ["2"]}
    assert sorted(row.title for row in library.documents()) == ["a", "script", "script"]
    assert [each.fraction for each in told] == sorted(each.fraction for each in told)
    assert {"letters.zip", "letters.zip/a.txt", "letters.zip/old/b.txt"} <= {each.name for each in told}


def test_an_archive_in_a_folder_stands_in_its_collection(
    library: Library, pool: WorkerPool, put: Put, tmp_path: Path
) -> None:
    put("books/inside.zip", zipped(("a.txt", b"1")))
    run(library, pool, tmp_path / "books")
    assert shelves(library) == {"books": [], "books/inside": ["1"]}


def test_what_is_refused_is_named_and_the_rest_come_in(library: Library, pool: WorkerPool, put: Put) -> None:
    files = (("a", b"1"), ("bad", b"refuse DamagedFile"), ("deadly", b"die"), ("empty", b""), ("what", b"? x"))
    report = run(library, pool, put("z.zip", zipped(*files, ("last", b"2"))), put("after", "3"))
    assert [each.name for each in report.imported] == ["z.zip/a", "z.zip/last", "after"]
    assert [(each.name, type(each.error)) for each in report.refused] == [
        ("z.zip/bad", DamagedFile),
        ("z.zip/deadly", WorkerDied),
        ("z.zip/empty", EmptyFile),
        ("z.zip/what", UnknownKind),
    ]


def test_encrypted_files_in_an_archive_are_named(library: Library, pool: WorkerPool, put: Put) -> None:
    report = run(library, pool, put("z.zip", encrypted(zipped(("a", b"1"), ("b", b"2")))))
    assert [(each.name, type(each.error)) for each in report.refused] == [
        ("z.zip/a", LockedFile),
        ("z.zip/b", LockedFile),
    ]
    assert library.collections() == [], "no collection for what brought nothing"


@pytest.mark.parametrize("content", [zipped(), zipped(("__MACOSX/x", b"1"), (".hidden", b"2"), ("folder/", b""))])
def test_an_archive_of_nothing_is_refused_as_such(library: Library, pool: WorkerPool, put: Put, content: bytes) -> None:
    report = run(library, pool, put("z.zip", content))
    assert [(each.name, type(each.error)) for each in report.refused] == [("z.zip", NothingToRead)]


def test_archives_nest_twice_and_no_further(library: Library, pool: WorkerPool, put: Put) -> None:
    innermost = zipped(("c", b"3"))
    inner = zipped(("b", b"2"), ("innermost.zip", innermost))
    report = run(library, pool, put("outer.zip", zipped(("a", b"1"), ("inner.zip", inner), ("z", b"4"))))
    assert [each.name for each in report.imported] == ["outer.zip/a", "outer.zip/inner.zip/b", "outer.zip/z"]
    assert [(each.name, type(each.error)) for each in report.refused] == [
        ("outer.zip/inner.zip/innermost.zip", UnsupportedKind)
    ]
    assert shelves(library) == {"outer": ["1", "4"], "outer/inner": ["2"]}


def test_the_same_file_twice_in_an_archive_is_one_document_in_two_places(
    library: Library, pool: WorkerPool, put: Put
) -> None:
    report = run(library, pool, put("z.zip", zipped(("a/x", b"same"), ("b/x", b"same"))))
    assert (len(report.imported), len(report.duplicates)) == (1, 1)
    assert shelves(library) == {"z": [], "z/a": ["same"], "z/b": ["same"]}


def test_stopping_within_an_archive_keeps_what_is_in(library: Library, pool: WorkerPool, put: Put) -> None:
    path = put("z.zip", zipped(("a", b"1"), ("b", b"hang"), ("c", b"2")))
    report = Importer(library, pool).run([path], cancelled=lambda: library.document_count() == 1)
    assert isinstance(report.stopped_by, Cancelled)
    assert shelves(library) == {"z": ["1"]}


def test_a_disk_that_fills_within_an_archive_ends_the_run(shelf: DyingShelf, pool: WorkerPool, put: Put) -> None:
    class FullLibrary(Library):
        def new_document(self, kind: str, *, sha256: bytes, wish: Wish = NO_WISH) -> DocumentWriter:
            if self.document_count() == 1:
                raise DiskFull
            return super().new_document(kind, sha256=sha256, wish=wish)

    full = FullLibrary(shelf)
    report = Importer(full, pool).run([put("z.zip", zipped(("a", b"1"), ("b", b"2"))), put("after", "3")])
    assert isinstance(report.stopped_by, DiskFull)
    assert report.stopped_at == "z.zip"
    assert shelves(full) == {"z": ["1"]}


@pytest.mark.parametrize("commits", [3, 5, 7, 10, 12, 14])
def test_killed_at_any_commit_an_archive_is_missed_until_it_is_whole(
    shelf: DyingShelf, library: Library, pool: WorkerPool, put: Put, commits: int
) -> None:
    """Whatever was committed is whole and in its collection; the journal names the archive; again brings the rest."""
    names = [f"f{number}/{number}" for number in range(4)]
    path = put("z.zip", zipped(*((name, name.encode()) for name in names)))
    Importer(library, pool).run([put("before", "0")])
    shelf.left = commits
    with pytest.raises(Killed):
        Importer(library, pool).run([path])
    shelf.left = 1_000_000
    after = Library(shelf)
    after.purge_unfinished()
    assert check_library(after) == []
    here = [row.id for row in after.documents()]
    standing = [document for each in after.collections() for document in after.documents_in(each.id)]
    assert set(here) - {1} <= set(standing), "a document is never in without its collection"
    assert ImportJournal(after).left() == CutImport(1, 1, ("z.zip",))
    report = Importer(after, pool).run([path])
    assert len(report.imported) + len(here) == 1 + len(names)
    assert sorted(text for texts in shelves(after).values() for text in texts) == names
    assert ImportJournal(after).left() is None


def test_a_password_opens_what_needs_one(library: Library, pool: WorkerPool, put: Put, tmp_path: Path) -> None:
    put("books/locked", "locked sesame\nwords")
    put("books/open", "open")
    report = run(library, pool, tmp_path / "books")
    (refusal,) = report.refused
    assert [each.name for each in report.imported] == ["books/open"]
    assert refusal.found is not None
    again = Importer(library, pool).run([refusal.found], passwords=["wrong"])
    assert [(each.name, type(each.error).__name__) for each in again.refused] == [("books/locked", "WrongPassword")]
    assert not again.has(refusal.name)
    last = Importer(library, pool).run([refusal.found], passwords=["wrong", "sesame"])
    assert last.has(refusal.name)
    assert [library.document_password(each.document) for each in last.imported] == ["sesame"]
    assert shelves(library) == {"books": ["open", "locked sesame\nwords"]}
    assert ImportJournal(library).left() is None


def test_a_password_reaches_into_archives(library: Library, pool: WorkerPool, put: Put) -> None:
    path = put("z.zip", zipped(("a", b"1"), ("locked", b"locked sesame")))
    (refusal,) = run(library, pool, path).refused
    assert (refusal.name, refusal.found and refusal.found.path) == ("z.zip/locked", path)
    assert refusal.found is not None
    again = Importer(library, pool).run([refusal.found], passwords=["sesame"])
    assert again.has("z.zip/locked")
    assert not again.refused


def test_no_password_is_kept_for_what_needs_none(library: Library, pool: WorkerPool, put: Put) -> None:
    report = run(library, pool, put("a", "1"), put("b", "locked x"), passwords=["y", "x"])
    assert [library.document_password(each.document) for each in report.imported] == ["", "x"]


def test_the_journal_never_holds_a_password(pool: WorkerPool, put: Put, shelf: DyingShelf) -> None:
    path = put("locked", "locked sesame")
    wrote: list[str] = []

    class NotingLibrary(Library):
        def set_settings(self, values: Mapping[str, str]) -> None:
            wrote.extend(values.values())
            super().set_settings(values)

    assert Importer(NotingLibrary(shelf), pool).run([path], passwords=["sesame"]).imported
    assert wrote
    assert not any("sesame" in value for value in wrote)
