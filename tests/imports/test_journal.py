"""The journal of an import tells after a kill, at whatever commit it came, what is missing: no more and no less."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from reader.errors import DiskFull
from reader.imports.grouping import Grouping
from reader.imports.importer import Importer
from reader.imports.journal import CUT_SETTING, FILES_SETTING, MAX_NAMES, CutImport, ImportJournal
from reader.imports.pipeline import Delivery, Pipeline
from reader.store.library import Library
from reader.vault.connection import Connection
from reader.workers.pool import WorkerPool
from tests.shelves import MemoryShelf
from tests.workers.conftest import launcher

T = TypeVar("T")
S = TypeVar("S")

ONE, TWO = b"1" * 32, b"2" * 32


class Killed(BaseException):
    """The process is gone: nothing of it runs any further."""


class DyingShelf(MemoryShelf):
    """Is gone at the first commit after so many, and afterwards nothing is written any more."""

    commits = 1_000_000

    def run(self, work: Callable[[Connection], T]) -> T:
        self.commits -= 1
        if self.commits < 0:
            raise Killed
        return super().run(work)


class FullShelf(MemoryShelf):
    """Takes nothing while its disk is full."""

    is_full = False

    def run(self, work: Callable[[Connection], T]) -> T:
        if self.is_full:
            raise DiskFull
        return super().run(work)


@pytest.fixture
def shelf() -> Iterator[DyingShelf]:
    shelf = DyingShelf()
    yield shelf
    shelf.close()


@pytest.fixture
def library(shelf: DyingShelf) -> Library:
    return Library(shelf)


def one_by_one(_: Grouping, pipeline: Pipeline[T, S], number: int) -> list[Delivery[S]]:
    """A choice of none: each file is written as it comes."""
    return []


def all_at_once(_: Grouping, pipeline: Pipeline[T, S], number: int) -> list[Delivery[S]]:
    """All three files in one transaction."""
    return whole(pipeline, range(3))


def in_pairs(_: Grouping, pipeline: Pipeline[T, S], number: int) -> list[Delivery[S]]:
    """Two files in one transaction, and then the third."""
    return whole(pipeline, range(number, min(number + 2, 3)))


def whole(pipeline: Pipeline[T, S], numbers: range) -> list[Delivery[S]]:
    pipeline.deliver(numbers.start)
    chosen = [pipeline.begun(each, patience_s=10) for each in numbers]
    return [one for one in chosen if one is not None and one.is_whole_within(1 << 30, patience_s=10)]


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(launcher("honest"), 1)
    yield pool
    pool.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name in "abc":
        (tmp_path / name).write_text(f"text of {name}")
    return [tmp_path / name for name in "abc"]


def add(library: Library, sha256: bytes) -> None:
    library.new_document("text", sha256=sha256).finish()


def reopened(library: Library) -> CutImport | None:
    """What the next process finds."""
    if isinstance(library.shelf, DyingShelf):
        library.shelf.commits = 1_000_000
    return ImportJournal(library).left()


def test_nothing_was_ever_imported(library: Library) -> None:
    assert reopened(library) is None


def test_an_import_that_ended_leaves_nothing(library: Library, pool: WorkerPool, files: list[Path]) -> None:
    assert len(Importer(library, pool).run([*files, files[0]]).imported) == 3
    assert reopened(library) is None
    assert not library.setting(FILES_SETTING)


@pytest.mark.parametrize(
    ("choose", "commits"),
    [(one_by_one, commits) for commits in range(12)]
    + [(all_at_once, commits) for commits in range(4)]
    + [(in_pairs, commits) for commits in range(5)],
)
def test_a_kill_at_any_commit(
    library: Library,
    shelf: DyingShelf,
    pool: WorkerPool,
    files: list[Path],
    choose: Callable[..., list[Delivery[object]]],
    commits: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Grouping, "choose", choose)
    shelf.commits = commits
    with pytest.raises(Killed):
        Importer(library, pool).run(files)
    shelf.commits = 1_000_000
    missing = tuple(path.name for path in files[library.document_count() :])
    left = reopened(library)
    if commits == 0:
        assert left is None, "nothing had begun"
    elif missing:
        assert left == CutImport(3, len(missing), missing)
    else:
        assert left is None, "the last one was in already"
    assert reopened(library) == left, "until somebody puts it away"


def test_a_kill_between_the_documents_commit_and_ours(library: Library) -> None:
    journal = ImportJournal(library)
    journal.begin(["a", "b"])
    journal.reach(0, ONE)
    assert ImportJournal(library).left() == CutImport(2, 2, ("a", "b"))
    journal.begin(["a", "b"])
    library.set_settings({CUT_SETTING: ""})
    journal.reach(0, ONE)
    add(library, ONE)
    assert reopened(library) == CutImport(2, 1, ("b",))


def test_what_was_refused_before_the_kill_is_missing_too(library: Library) -> None:
    journal = ImportJournal(library)
    journal.begin(["bad", "a", "b"])
    journal.refuse(0)
    add(library, ONE)
    journal.reach(1, ONE)
    assert reopened(library) == CutImport(3, 2, ("bad", "b"))


def test_what_waits_behind_a_running_import_is_lost_with_it(
    library: Library, shelf: DyingShelf, pool: WorkerPool, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Grouping, "choose", one_by_one)
    shelf.commits = 6  # begun, begun with names, waiting noted, first file reached, begun and written
    with pytest.raises(Killed):
        Importer(library, pool).run(files[:2], waiting=lambda: files[2:])
    assert reopened(library) == CutImport(3, 2, ("b", "c"))


def test_what_waits_is_kept_between_two_imports(library: Library, pool: WorkerPool, files: list[Path]) -> None:
    importer = Importer(library, pool)
    importer.run(files[:2], waiting=lambda: files[2:])
    assert ImportJournal(library).left() == CutImport(1, 1, ("c",))


def test_the_next_import_takes_over_what_waited(library: Library, pool: WorkerPool, files: list[Path]) -> None:
    importer = Importer(library, pool)
    importer.run(files[:2], waiting=lambda: files[2:])
    importer.run(files[2:])
    assert reopened(library) is None


def test_two_cut_imports_are_told_together(library: Library) -> None:
    for names in (["a", "b"], ["c"]):
        ImportJournal(library).begin(names)
    assert reopened(library) == CutImport(3, 3, ("a", "b", "c"))


def test_adding_them_again_makes_it_untrue(library: Library, pool: WorkerPool, files: list[Path]) -> None:
    ImportJournal(library).begin(["folder/a", "folder/b"])
    importer = Importer(library, pool)
    assert importer.journal.left() == CutImport(2, 2, ("folder/a", "folder/b"))
    importer.run(files[:1])
    assert reopened(library) == CutImport(2, 1, ("folder/b",))
    importer.run(files)
    assert reopened(library) is None


@pytest.mark.parametrize(
    ("arrived", "missing"),
    [
        ("a/index.html", ("b/index.html",)),
        ("top/a/index.html", ("b/index.html",)),
        ("other/index.html", ("a/index.html", "b/index.html")),
        ("xa/index.html", ("a/index.html", "b/index.html")),
    ],
)
def test_files_of_one_name_in_several_folders_are_several(
    library: Library, arrived: str, missing: tuple[str, ...]
) -> None:
    ImportJournal(library).begin(["a/index.html", "b/index.html"])
    journal = ImportJournal(library)
    journal.begin([arrived])
    journal.end([arrived])
    assert journal.cut() == CutImport(2, len(missing), missing)


def test_put_away_it_stays_away(library: Library) -> None:
    ImportJournal(library).begin(["a"])
    journal = ImportJournal(library)
    assert journal.left() is not None
    journal.forget()
    assert reopened(library) is None
    with library.shelf.read() as connection:
        values = [value for (value,) in connection.execute("SELECT value FROM settings")]
    assert not any(values)


def test_of_many_files_the_count_is_right_and_the_names_are_some(library: Library) -> None:
    journal = ImportJournal(library)
    journal.begin([f"{number}" for number in range(MAX_NAMES + 500)])
    journal.reach(MAX_NAMES - 1, ONE)
    assert reopened(library) == CutImport(MAX_NAMES + 500, 501, (f"{MAX_NAMES - 1}",))


def test_a_name_that_is_no_text_is_kept_as_well_as_it_can_be(library: Library) -> None:
    ImportJournal(library).begin(["a\udcff"])
    assert reopened(library) == CutImport(1, 1, ("a?",))


@pytest.mark.parametrize("value", ["{", "[]", '{"total": "many"}'])
def test_what_cannot_be_read_says_nothing(library: Library, value: str) -> None:
    library.set_settings({FILES_SETTING: value, CUT_SETTING: value})
    assert reopened(library) is None


def test_a_full_disk_is_named_even_before_the_first_file(pool: WorkerPool, files: list[Path]) -> None:
    class FullLibrary(Library):
        def set_settings(self, values: Mapping[str, str]) -> None:
            raise DiskFull

    shelf = MemoryShelf()
    report = Importer(FullLibrary(shelf), pool, free_bytes=lambda: 7).run(files)
    assert isinstance(report.stopped_by, DiskFull)
    assert (report.stopped_at, report.free_bytes) == ("a", 7)
    shelf.close()


def test_a_full_disk_keeps_nobody_out_of_the_library() -> None:
    shelf = FullShelf()
    cut = ImportJournal(Library(shelf))
    cut.begin(["a", "b"])
    shelf.is_full = True
    expected = CutImport(2, 2, ("a", "b"))
    assert ImportJournal(Library(shelf)).left() == expected
    assert ImportJournal(Library(shelf)).left() == expected, "nothing was written, and nothing is lost"
    shelf.is_full = False
    assert ImportJournal(Library(shelf)).left() == expected
    assert ImportJournal(Library(shelf)).left() == expected, "told once, not added up"
    shelf.close()


def test_names_only(library: Library, pool: WorkerPool, files: list[Path]) -> None:
    """Where files lie is not the library's business."""
    seen: list[str] = []

    class Noting(Library):
        def set_settings(self, values: Mapping[str, str]) -> None:
            seen.extend(values.values())
            super().set_settings(values)

    library = Noting(library.shelf)
    Importer(library, pool).run([files[0].parent])
    assert any(files[0].name in value for value in seen)
    assert not any(str(files[0].parent.parent) in value for value in seen)
