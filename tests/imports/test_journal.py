"""The journal of an import tells after a kill, at whatever commit it came, what is missing: no more and no less."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from reader.errors import DiskFull
from reader.imports.importer import Importer
from reader.imports.journal import CUT_SETTING, FILES_SETTING, MAX_NAMES, CutImport, ImportJournal
from reader.store.library import Library
from reader.vault.connection import Connection
from reader.workers.pool import WorkerPool
from tests.shelves import MemoryShelf
from tests.workers.conftest import launcher

T = TypeVar("T")

ONE, TWO = b"1" * 32, b"2" * 32


class Killed(BaseException):
    """The process is gone: nothing of it runs any further."""


class DyingLibrary(Library):
    """Is gone at the commit of a setting after the first `commits`, and afterwards nothing is written any more."""

    commits = 1_000_000

    def set_settings(self, values: Mapping[str, str]) -> None:
        self.commits -= 1
        if self.commits < 0:
            raise Killed
        super().set_settings(values)


class FullShelf(MemoryShelf):
    """Takes nothing while its disk is full."""

    is_full = False

    def run(self, work: Callable[[Connection], T]) -> T:
        if self.is_full:
            raise DiskFull
        return super().run(work)


@pytest.fixture
def library() -> Iterator[DyingLibrary]:
    shelf = MemoryShelf()
    yield DyingLibrary(shelf)
    shelf.close()


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


def reopened(library: DyingLibrary) -> CutImport | None:
    """What the next process finds."""
    library.commits = 1_000_000
    return ImportJournal(library).left()


def test_nothing_was_ever_imported(library: DyingLibrary) -> None:
    assert reopened(library) is None


def test_an_import_that_ended_leaves_nothing(library: DyingLibrary, pool: WorkerPool, files: list[Path]) -> None:
    assert len(Importer(library, pool).run([*files, files[0]]).imported) == 3
    assert reopened(library) is None
    assert not library.setting(FILES_SETTING)


@pytest.mark.parametrize("commits", range(6))
def test_a_kill_at_any_commit(library: DyingLibrary, pool: WorkerPool, files: list[Path], commits: int) -> None:
    library.commits = commits
    with pytest.raises(Killed):
        Importer(library, pool).run(files)
    missing = tuple(path.name for path in files[library.document_count() :])
    left = reopened(library)
    if commits == 0:
        assert left is None, "nothing had begun"
    elif missing:
        assert left == CutImport(3, len(missing), missing)
    else:
        assert left is None, "the last one was in already"
    assert reopened(library) == left, "until somebody puts it away"


def test_a_kill_between_the_documents_commit_and_ours(library: DyingLibrary) -> None:
    journal = ImportJournal(library)
    journal.begin(["a", "b"])
    journal.reach(0, ONE)
    assert ImportJournal(library).left() == CutImport(2, 2, ("a", "b"))
    journal.begin(["a", "b"])
    library.set_settings({CUT_SETTING: ""})
    journal.reach(0, ONE)
    add(library, ONE)
    assert reopened(library) == CutImport(2, 1, ("b",))


def test_what_was_refused_before_the_kill_is_missing_too(library: DyingLibrary) -> None:
    journal = ImportJournal(library)
    journal.begin(["bad", "a", "b"])
    journal.refuse(0)
    add(library, ONE)
    journal.reach(1, ONE)
    assert reopened(library) == CutImport(3, 2, ("bad", "b"))


def test_what_waits_behind_a_running_import_is_lost_with_it(
    library: DyingLibrary, pool: WorkerPool, files: list[Path]
) -> None:
    library.commits = 4  # begun, begun with names, waiting noted, first file reached
    with pytest.raises(Killed):
        Importer(library, pool).run(files[:2], waiting=lambda: files[2:])
    assert reopened(library) == CutImport(3, 2, ("b", "c"))


def test_what_waits_is_kept_between_two_imports(library: DyingLibrary, pool: WorkerPool, files: list[Path]) -> None:
    importer = Importer(library, pool)
    importer.run(files[:2], waiting=lambda: files[2:])
    assert ImportJournal(library).left() == CutImport(1, 1, ("c",))


def test_the_next_import_takes_over_what_waited(library: DyingLibrary, pool: WorkerPool, files: list[Path]) -> None:
    importer = Importer(library, pool)
    importer.run(files[:2], waiting=lambda: files[2:])
    importer.run(files[2:])
    assert reopened(library) is None


def test_two_cut_imports_are_told_together(library: DyingLibrary) -> None:
    for names in (["a", "b"], ["c"]):
        ImportJournal(library).begin(names)
    assert reopened(library) == CutImport(3, 3, ("a", "b", "c"))


def test_adding_them_again_makes_it_untrue(library: DyingLibrary, pool: WorkerPool, files: list[Path]) -> None:
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
    library: DyingLibrary, arrived: str, missing: tuple[str, ...]
) -> None:
    ImportJournal(library).begin(["a/index.html", "b/index.html"])
    journal = ImportJournal(library)
    journal.begin([arrived])
    journal.end([arrived])
    assert journal.cut() == CutImport(2, len(missing), missing)


def test_put_away_it_stays_away(library: DyingLibrary) -> None:
    ImportJournal(library).begin(["a"])
    journal = ImportJournal(library)
    assert journal.left() is not None
    journal.forget()
    assert reopened(library) is None
    with library.shelf.read() as connection:
        values = [value for (value,) in connection.execute("SELECT value FROM settings")]
    assert not any(values)


def test_of_many_files_the_count_is_right_and_the_names_are_some(library: DyingLibrary) -> None:
    journal = ImportJournal(library)
    journal.begin([f"{number}" for number in range(MAX_NAMES + 500)])
    journal.reach(MAX_NAMES - 1, ONE)
    assert reopened(library) == CutImport(MAX_NAMES + 500, 501, (f"{MAX_NAMES - 1}",))


def test_a_name_that_is_no_text_is_kept_as_well_as_it_can_be(library: DyingLibrary) -> None:
    ImportJournal(library).begin(["a\udcff"])
    assert reopened(library) == CutImport(1, 1, ("a?",))


@pytest.mark.parametrize("value", ["{", "[]", '{"total": "many"}'])
def test_what_cannot_be_read_says_nothing(library: DyingLibrary, value: str) -> None:
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


def test_names_only(library: DyingLibrary, pool: WorkerPool, files: list[Path]) -> None:
    """Where files lie is not the library's business."""
    seen: list[str] = []
    keep: Callable[[Mapping[str, str]], None] = library.set_settings

    def note(values: Mapping[str, str]) -> None:
        seen.extend(values.values())
        keep(values)

    library.set_settings = note  # type: ignore[method-assign]
    Importer(library, pool).run([files[0].parent])
    assert any(files[0].name in value for value in seen)
    assert not any(str(files[0].parent.parent) in value for value in seen)
