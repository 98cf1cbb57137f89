"""Writing the index anew: what it says is right afterwards, whatever it was, however often it is cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reader.errors import Cancelled
from reader.search.search import Search
from reader.store.access import ShelfAccess
from reader.store.checking import check_all, check_library
from reader.store.library import Library
from reader.store.numbering import part_id
from reader.store.reindexing import REBUILD_DUE, rebuild_index
from reader.vault.check import FindingKind, check
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf
from tests.store.samples import FULL, section, short, store
from tests.store.shelf_contents import everything, fill_library
from tests.store.test_library import index_bytes

T = TypeVar("T")


class Killed(BaseException):
    """Stands for a kill: nothing in the program catches it."""


class KilledShelf:
    """A shelf whose owner is killed after so many transactions."""

    def __init__(self, shelf: ShelfAccess, allowed: int) -> None:
        self._shelf = shelf
        self._left = allowed
        self.read = shelf.read
        self.interrupt = shelf.interrupt

    def run(self, work: Callable[[Any], T]) -> T:
        if not self._left:
            raise Killed
        self._left -= 1
        return self._shelf.run(work)


@pytest.fixture
def shelf() -> Iterator[MemoryShelf]:
    made = MemoryShelf()
    yield made
    made.close()


def tables(shelf: ShelfAccess) -> list[Any]:
    with shelf.read() as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def spoil(shelf: ShelfAccess, document: int) -> None:
    """One word wrong, one row gone, one too many."""

    def work(connection: Any) -> None:
        connection.execute("DELETE FROM piece_index WHERE rowid = ?", (part_id(document, 0),))
        connection.execute("INSERT INTO piece_index (rowid, words) VALUES (?, 'first wordz')", (part_id(document, 0),))
        connection.execute("DELETE FROM title_index WHERE rowid = ?", (document,))
        connection.execute("INSERT INTO piece_index (rowid, words) VALUES (?, 'ghost')", (part_id(999, 0),))

    shelf.run(work)


def test_an_index_that_differs_is_right_again(shelf: MemoryShelf) -> None:
    library = Library(shelf)
    documents = fill_library(library, 20)
    before, found = tables(shelf), Search(shelf).hits("진실")
    spoil(shelf, documents[0])
    assert {finding.kind for finding in check_library(library)} == {
        FindingKind.INDEX_DIFFERS,
        FindingKind.ORPHANED_ROWS,
    }
    contents = everything(shelf)
    rebuild_index(library)
    assert check_library(library) == []
    assert tables(shelf) == before
    assert everything(shelf) == contents
    assert Search(shelf).hits("진실") == found
    assert Search(shelf).hits("ghost") == []
    assert library.setting(REBUILD_DUE) is None


def test_words_of_removed_documents_are_gone(shelf: MemoryShelf) -> None:
    library = Library(shelf)
    store(library, short("kept", "remaining\n"))
    gone = store(library, short("secretive", "zzyzxcanary\n" * 200))
    shelf.run(lambda connection: connection.execute("DELETE FROM piece_index WHERE rowid = ?", (part_id(gone, 0),)))
    shelf.run(lambda connection: connection.execute("DELETE FROM documents WHERE id = ?", (gone,)))
    assert b"zyzxcanary" in index_bytes(shelf), "the index only notes what is gone"
    rebuild_index(library)
    assert b"zyzxcanary" not in index_bytes(shelf)
    assert b"ecretive" not in index_bytes(shelf)
    assert b"remaining" in index_bytes(shelf)


@pytest.mark.parametrize("second_rebuild", [False, True])
def test_a_kill_after_any_transaction_is_made_good_by_the_next_opening(second_rebuild: bool) -> None:
    allowed = 0
    while True:
        shelf = MemoryShelf()
        library = Library(shelf)
        documents = fill_library(library, 8)
        spoil(shelf, documents[0])
        killed = Library(KilledShelf(shelf, allowed))
        try:
            rebuild_index(killed)
        except Killed:
            pass
        else:
            break
        after = Library(shelf)
        if allowed:
            Search(shelf).hits("진실")  # finds what is written, and meets no half table
            assert after.setting(REBUILD_DUE) is not None
            if second_rebuild:
                rebuild_index(after)
            else:
                after.purge_unfinished()
            assert check_library(after) == []
            assert not [name for name, _ in tables(shelf) if "before" in name]
        shelf.close()
        allowed += 1
    assert allowed > 10


def test_stopping_and_going_on_comes_to_an_end(shelf: MemoryShelf) -> None:
    library = Library(shelf)
    spoil(shelf, fill_library(library, 20)[0])
    stops, rounds = iter(range(3)), 0
    with pytest.raises(Cancelled):
        rebuild_index(library, cancelled=lambda: next(stops, None) is None)
    while library.setting(REBUILD_DUE) is not None:
        rounds += 1
        stops = iter(range(6 + rounds))
        with suppress(Cancelled):
            library.purge_unfinished(cancelled=lambda: next(stops, None) is None)  # noqa: B023 - of this very round
    assert rounds > 3
    assert check_library(library) == []


def test_progress_rises_to_the_end(shelf: MemoryShelf) -> None:
    library = Library(shelf)
    fill_library(library, 20)
    told: list[float] = []
    rebuild_index(library, on_progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 10


def test_a_document_that_is_written_meanwhile_is_completed_later(shelf: MemoryShelf) -> None:
    library = Library(shelf)
    store(library, short("there", "words\n"))
    writer = library.new_document("epub", sha256=b"")
    writer.add(section(0, *["before " * 1500 + "\n" for _ in range(10)]))
    rebuild_index(library)
    assert library.setting(REBUILD_DUE) is not None
    writer.add(section(1, "behind\n"))
    document = writer.finish()
    library.purge_unfinished()
    assert check_library(library) == []
    assert [found.document for found in Search(shelf).hits("before behind")] == [document]
    assert library.setting(REBUILD_DUE) is None


def test_a_document_removed_meanwhile_leaves_no_word(shelf: MemoryShelf) -> None:
    library = Library(shelf)
    gone = store(library, short("secretive", *["zzyzxcanary " * 1000 + "\n" for _ in range(80)]))
    kept = store(library, short("kept", "remaining\n"))
    removed = False

    def remove_once(_done: int, _total: int) -> None:
        nonlocal removed
        if not removed:
            removed = True
            library.remove(gone)

    rebuild_index(library, on_progress=remove_once)
    assert check_library(library) == []
    assert b"zyzxcanary" not in index_bytes(shelf)
    assert [row.id for row in library.documents()] == [kept]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    create_cheap_vault(tmp_path / "vault", "one")
    opened = open_cheap_vault(tmp_path / "vault", "one")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM piece_index_data WHERE id > 10",
        "DELETE FROM piece_index_data WHERE id = 10",
        "DELETE FROM piece_index_data",
        "UPDATE piece_index_data SET block = zeroblob(20)",
        "DELETE FROM piece_index_idx",
        "DELETE FROM title_index_docsize",
    ],
)
def test_an_index_that_is_broken_within_is_right_again(vault: Vault, harm: str) -> None:
    library = Library(vault.shelf)
    document = store(library, FULL, b"x")
    store(library, short("t", *[" ".join(f"word{number}" for number in range(2000)) + "\n"] * 3))
    vault.shelf.run(lambda connection: connection.execute(harm))
    found = check_all(vault, library)
    assert {finding.kind for finding in found} == {FindingKind.INDEX_DIFFERS}, "which says that this mends it"
    rebuild_index(library)
    assert check(vault) == []
    assert check_library(library) == []
    assert [found.document for found in Search(vault.shelf).hits("진실")] == [document]
