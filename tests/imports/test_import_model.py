"""Whatever is imported, by however many threads, stopped wherever: the same as file by file would have given."""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import TypeVar, cast
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import Cancelled, DamagedFile, DiskFull, EmptyFile, FileMissing, HearthError, WorkerDied
from reader.imports.grouping import Grouping
from reader.imports.importer import Importer
from reader.imports.journal import ImportJournal
from reader.imports.report import ImportReport
from reader.store.library import Library
from reader.text.model import Metadata, ParseEvent, Piece, Section
from reader.vault.check import check
from reader.vault.connection import Connection
from reader.vault.files import SHELF_NAMES
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Recognised
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf

T = TypeVar("T")

ERRORS: dict[bytes, type[HearthError]] = {b"damaged": DamagedFile, b"dies": WorkerDied}


class ScriptPool:
    """Parses in this process: a file's first word says how many sections it has, its second how it ends."""

    def parse(
        self, chunks: Iterable[bytes], *_: object, cancelled: Callable[[], bool]
    ) -> Generator[Recognised | ParseEvent, None, None]:
        sections, ending = b"".join(chunks).split()[:2]
        yield Recognised("script")
        yield Metadata(title="script")
        for index in range(int(sections)):
            if cancelled():
                raise Cancelled
            yield Section(index=index, pieces=(Piece(html="<p>x</p>", text="word " * 300 + "\n", start=0),))
        if ending in ERRORS:
            raise ERRORS[ending]


class LimitedShelf(MemoryShelf):
    """After so many transactions, nothing but what is raised."""

    left = 1_000_000
    end: type[BaseException] = DiskFull

    def run(self, work: Callable[[Connection], T]) -> T:
        self.left -= 1
        if self.left < 0:
            raise self.end
        return super().run(work)


CHOOSE = Grouping.choose


class Killed(BaseException):
    """The process is gone."""


SCRIPTS = st.one_of(
    st.tuples(
        st.sampled_from([1, 2, 40]), st.sampled_from(["fine", "fine", "fine", "damaged", "dies"]), st.integers(0, 5)
    ),
    st.just(()),  # an empty file
    st.none(),  # no file
)
FILES = st.lists(SCRIPTS, max_size=14)
Script = tuple[int, str, int] | tuple[()] | None


def run(
    scripts: list[Script],
    workers: int,
    *,
    group: int = 3,
    transactions: int | None = None,
    end: type[BaseException] = DiskFull,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Library, ImportReport]:
    """Import files made of the scripts, at most `group` together, into a library in memory."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:02}" for number in range(len(scripts))]
        for path, script in zip(paths, scripts, strict=True):
            if script is not None:
                path.write_text(" ".join(map(str, script)))
        shelf = LimitedShelf()
        library = Library(shelf)
        importer = Importer(library, cast(WorkerPool, ScriptPool()), workers=workers)
        importer._workers = workers  # whatever the machine has
        shelf.end = end
        shelf.left = 1_000_000 if transactions is None else transactions
        report = ImportReport()
        try:
            with patch.object(Grouping, "choose", lambda *of: CHOOSE(*of)[:group]):
                report = importer.run(paths, cancelled=cancelled)
        except Killed:
            report.stopped_by = HearthError("killed")
        shelf.left = 1_000_000
        return library, report


def settled(scripts: list[Script]) -> list[tuple[str, str | None]]:
    """What becomes of each file, one after another: its place, and an error's name, "known", or nothing."""
    seen: set[Script] = set()
    ends: list[tuple[str, str | None]] = []
    for number, script in enumerate(scripts):
        end: str | None = None
        if script is None:
            end = FileMissing.__name__
        elif not script:
            end = EmptyFile.__name__
        elif script in seen:
            end = "known"
        elif script[1] != "fine":
            end = ERRORS[script[1].encode()].__name__
        else:
            seen.add(script)
        ends.append((f"{number:02}", end))
    return ends


def told(report: ImportReport) -> list[tuple[str, str | None]]:
    """A report in the files' order."""
    return sorted(
        [(each.name, None) for each in report.imported]
        + [(each.name, "known") for each in report.duplicates]
        + [(each.name, type(each.error).__name__) for each in report.refused],
        key=lambda pair: pair[0],
    )


def check_what_is_kept(library: Library, report: ImportReport) -> None:
    """The library shows what the report says, whole, and nothing else."""
    assert sorted(row.id for row in library.documents()) == sorted(each.document for each in report.imported)
    for row in library.documents():
        script = b"".join(library.original(row.id))
        assert row.section_count == int(script.split()[0])
        assert library.find_by_sha256(hashlib.sha256(script).digest()) == row.id


@given(FILES, st.integers(1, 3))
@settings(deadline=None, max_examples=60)
def test_all_files_end_as_one_by_one(scripts: list[Script], workers: int) -> None:
    library, report = run(scripts, workers)
    assert told(report) == settled(scripts)
    assert report.stopped_by is None
    check_what_is_kept(library, report)
    assert library.purge_unfinished() == 0
    assert ImportJournal(library).left() is None


@given(FILES, st.integers(1, 3), st.integers(2, 30))
@settings(deadline=None, max_examples=60)
def test_a_disk_may_fill_at_any_transaction(scripts: list[Script], workers: int, transactions: int) -> None:
    library, report = run(scripts, workers, transactions=transactions)
    ends = settled(scripts)
    assert told(report) == ends[: len(told(report))]
    if report.stopped_by is not None:
        assert isinstance(report.stopped_by, DiskFull)
        assert report.stopped_at in {name for name, _ in ends[len(told(report)) :]} or not scripts
    library.purge_unfinished()
    check_what_is_kept(library, report)


@given(FILES, st.integers(1, 3), st.integers(0, 60))
@settings(deadline=None, max_examples=60)
def test_it_may_be_cancelled_at_any_question(scripts: list[Script], workers: int, questions: int) -> None:
    asked = iter(range(questions))
    library, report = run(scripts, workers, cancelled=lambda: next(asked, None) is None)
    assert told(report) == settled(scripts)[: len(told(report))]
    assert report.stopped_by is None or isinstance(report.stopped_by, Cancelled)
    check_what_is_kept(library, report)
    assert library.purge_unfinished() == 0


@given(FILES, st.integers(1, 3), st.integers(0, 4), st.integers(0, 20))
@example(
    [(1, "fine", 0), (1, "fine", 1), (1, "fine", 2)], 2, 1, 3
)  # behind a file that went in with the journal's word
@settings(deadline=None, max_examples=100)
def test_it_may_be_killed_at_any_commit(scripts: list[Script], workers: int, group: int, transactions: int) -> None:
    library, report = run(scripts, workers, group=group, transactions=transactions, end=Killed)
    library.purge_unfinished()
    ends = settled(scripts)
    shown = {b"".join(library.original(row.id)) for row in library.documents()}
    wanted = [name for name, end in ends if end is None]
    arrived = [name for name in wanted if " ".join(map(str, scripts[int(name)] or ())).encode() in shown]
    assert arrived == wanted[: len(arrived)]
    left = ImportJournal(library).left()
    if report.stopped_by is None or transactions == 0:
        assert left is None
        return
    missing = set() if left is None else set(left.names)
    assert {name for name in wanted if name not in arrived} <= missing
    assert not set(arrived) & missing


def test_a_vault_may_grow_in_the_middle(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    chance = random.Random(1)  # noqa: S311 - bytes that differ, not a secret
    for number in range(100):
        (folder / f"{number:03}").write_text(f"2 fine {number} {chance.randbytes(40_000).hex()}")
    create_cheap_vault(tmp_path / "vault", "right")
    vault = open_cheap_vault(tmp_path / "vault", "right")
    library = Library(vault.shelf)
    before_bytes = (tmp_path / "vault" / SHELF_NAMES[0]).stat().st_size
    report = Importer(library, cast(WorkerPool, ScriptPool())).run([folder])
    assert [each.name for each in report.imported] == [f"files/{number:03}" for number in range(100)]
    check_what_is_kept(library, report)
    assert not check(vault)
    assert (tmp_path / "vault" / SHELF_NAMES[0]).stat().st_size > before_bytes
    vault.close()
