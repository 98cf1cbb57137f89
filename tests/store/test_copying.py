"""Copying into a new vault: all of it and nothing else, in less room, while the old one is in use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from reader.errors import Cancelled, VaultDamaged
from reader.search.search import Search
from reader.store.checking import check_all, check_library
from reader.store.completeness import Part
from reader.store.copying import CopyReport, LostDocument, copy_library
from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.store.numbering import part_id
from reader.store.purging import SWEEP_DUE
from reader.store.reindexing import REBUILD_DUE
from reader.store.schema import prepare
from reader.store.tables import OF_DOCUMENTS
from reader.text.markup import is_clean
from reader.vault.credential import Credential
from reader.vault.files import PAGE_BYTES, SHELF_NAMES, write_at
from reader.vault.space import space_of
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf
from tests.store.samples import FULL, short, store
from tests.store.shelf_contents import documents_in, everything, fill_library
from tests.store.test_library import index_bytes

T = TypeVar("T")


@pytest.fixture
def source() -> Iterator[MemoryShelf]:
    shelf = MemoryShelf()
    fill_library(Library(shelf), 30)
    yield shelf
    shelf.close()


@pytest.fixture
def target() -> Iterator[MemoryShelf]:
    shelf = MemoryShelf()
    yield shelf
    shelf.close()


@pytest.fixture
def vaults(tmp_path: Path) -> Iterator[Callable[[str], Vault]]:
    """New vaults by name, all closed in the end."""
    opened: list[Vault] = []

    def make(name: str) -> Vault:
        create_cheap_vault(tmp_path / name, name)
        opened.append(open_cheap_vault(tmp_path / name, name))
        return opened[-1]

    yield make
    for vault in opened:
        vault.close()


def test_everything_comes_over_under_its_number(source: MemoryShelf, target: MemoryShelf) -> None:
    report = copy_library(source, target)
    assert report == CopyReport(len(documents_in(source)))
    assert everything(target) == everything(source)
    assert Library(target).setting("theme") == "night"
    assert check_library(Library(target)) == []
    for query in ("진실", "bread lamp", "document author"):
        assert Search(target).hits(query) == Search(source).hits(query)


def test_numbers_go_on_where_they_were(target: MemoryShelf) -> None:
    source = MemoryShelf()
    library = Library(source)
    store(library, short("a", "x\n"))
    library.remove(last := store(library, short("b", "x\n")))
    copy_library(source, target)
    assert store(Library(target), short("c", "x\n")) == last + 1


def test_an_empty_library_comes_over_empty_and_counts_on(target: MemoryShelf) -> None:
    source = MemoryShelf()
    library = Library(source)
    library.remove(last := store(library, short("b", "x\n")))
    assert copy_library(source, target) == CopyReport(0)
    assert store(Library(target), short("c", "x\n")) == last + 1


def test_what_is_unfinished_or_due_stays_behind(source: MemoryShelf, target: MemoryShelf) -> None:
    library = Library(source)
    writer = library.new_document("epub", sha256=b"half")
    for event in FULL:
        writer.add(event)
    writer.add_chunk(b"secretive" * 400_000)
    library.set_setting(SWEEP_DUE, "1")
    library.set_setting(REBUILD_DUE, "1")
    copy_library(source, target)
    copied = Library(target)
    assert writer.id not in documents_in(target)
    assert copied.setting(SWEEP_DUE) is None
    assert copied.setting(REBUILD_DUE) is None
    assert copied.purge_unfinished() == 0
    assert everything(target) == everything(source)


def test_words_of_what_was_removed_stay_behind(target: MemoryShelf) -> None:
    """Even those that a sweep that was cut short has left in the source's index."""
    source = MemoryShelf()
    library = Library(source)
    store(library, short("kept", "remaining\n"))
    gone = store(library, short("secretive", "zzyzxcanary\n" * 200))
    source.run(lambda connection: connection.execute("UPDATE documents SET ready = 0 WHERE id = ?", (gone,)))
    assert b"zyzxcanary" in index_bytes(source)
    copy_library(source, target)
    assert b"zyzxcanary" not in index_bytes(target)
    assert b"ecretive" not in index_bytes(target)
    assert b"remaining" in index_bytes(target)


def test_credentials_are_of_the_other_vault_and_stay_there(vaults: Callable[[str], Vault]) -> None:
    old, new = vaults("old"), vaults("new")
    store(Library(old.shelf), short("a", "x\n"))
    Credentials(old).add(Credential("a second one"), "stick")
    copy_library(old.shelf, new.shelf)
    assert [info.label for info in Credentials(new).all()] == [""]


def test_a_new_vault_is_smaller_than_one_that_was_emptied(vaults: Callable[[str], Vault]) -> None:
    old, new = vaults("old"), vaults("new")
    library = Library(old.shelf)
    large = [store(library, short(str(number), "x\n"), bytes(1_048_576)) for number in range(12)]
    kept = store(library, FULL, b"kept")
    library.remove(*large)
    assert copy_library(old.shelf, new.shelf) == CopyReport(1)
    before, after = space_of(old), space_of(new)
    assert before.reusable_bytes > 10_000_000
    assert after.shelf_bytes < before.shelf_bytes
    assert after.reusable_bytes < 100_000
    assert check_all(new, Library(new.shelf)) == []
    assert documents_in(new.shelf) == [kept]


def test_the_old_library_is_in_use_meanwhile(vaults: Callable[[str], Vault]) -> None:
    old, new = vaults("old"), vaults("new")
    library = Library(old.shelf)
    numbers = [store(library, short(str(number), "some words\n" * 300), bytes(600_000)) for number in range(10)]
    stop = threading.Event()
    read: list[str] = []

    def read_on() -> None:
        while not stop.is_set():
            read.append(library.section_text(numbers[len(read) % len(numbers)], 0))

    reader = threading.Thread(target=read_on)
    reader.start()
    try:
        copy_library(old.shelf, new.shelf)
    finally:
        stop.set()
        reader.join()
    assert everything(new.shelf) == everything(old.shelf)
    assert space_of(new).shelf_bytes > 4 * 2**20, "the target has grown"
    assert len(read) > 1


def test_a_document_that_was_not_whole_is_said_and_made_consistent(source: MemoryShelf, target: MemoryShelf) -> None:
    first, second, *_ = documents_in(source)
    source.run(lambda connection: connection.execute("DELETE FROM chunks WHERE id = ?", (part_id(first, 1),)))
    source.run(lambda connection: connection.execute("DELETE FROM positions WHERE document = ?", (second,)))
    source.run(lambda connection: connection.execute("UPDATE documents SET opened_at_s = 9 WHERE id = ?", (second,)))
    report = copy_library(source, target)
    assert report.copied == len(documents_in(source))
    assert report.lost == (
        LostDocument(first, "Document 0", (Part.ORIGINAL,), kept=True),
        LostDocument(second, "Document 1", (Part.POSITION,), kept=True),
    )
    assert check_library(Library(target)) == []


def delete_row(shelf: MemoryShelf, table: str, number: int) -> None:
    """Delete a row of a table by its number in the order of the key, if there are so many."""
    key = ", ".join(next(each.key for each in OF_DOCUMENTS if each.name == table))
    chosen = f"SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {number}"
    shelf.run(lambda connection: connection.execute(f"DELETE FROM {table} WHERE ({key}) = ({chosen})"))


TABLES_THAT_CAN_LOSE = [table.name for table in OF_DOCUMENTS]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(TABLES_THAT_CAN_LOSE), st.integers(0, 40)), max_size=25))
def test_whatever_rows_are_lost_the_copy_is_consistent(losses: list[tuple[str, int]]) -> None:
    source, target = MemoryShelf(), MemoryShelf()
    library = Library(source)
    for number in range(3):
        store(library, FULL[:5], bytes([number]) * 3)
        store(library, [*FULL[5:], *FULL[:5]], b"%PDF" + bytes([number]), kind="pdf")
    source.run(lambda connection: connection.execute("PRAGMA foreign_keys = OFF"))
    with source.read() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
    for table, number in losses:
        delete_row(source, table, number)
    before = everything(source)
    report = copy_library(source, target)
    lost = {each.document: each for each in report.lost}
    assert check_library(Library(target)) == []
    assert documents_in(target) == [each for each in before if each not in lost or lost[each].kept]
    after = everything(target)
    assert all(after[document] == before[document] for document in before if document not in lost)
    for document in after:
        opened = Library(target)
        sections = opened.sections(document)
        texts = [opened.section_text(document, each.index) for each in sections]
        assert [len(text) for text in texts] == [each.length for each in sections]
        assert all(is_clean(opened.piece(document, each.section, each.number).html) for each in opened.pieces(document))
    source.close()
    target.close()


def test_a_damaged_shelf_is_not_copied_in_silence(vaults: Callable[[str], Vault]) -> None:
    old, new = vaults("old"), vaults("new")
    store(Library(old.shelf), FULL, bytes(100_000))
    with old.shelf.read() as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'outline'").fetchone()
    old.close()
    folder, shelf = old.folder, old.content.shelf
    with (folder / SHELF_NAMES[shelf]).open("r+b") as file:
        write_at(file.fileno(), (root - 1) * PAGE_BYTES + 100, b"harm")
    damaged = open_cheap_vault(folder, "old")
    with pytest.raises(VaultDamaged):
        copy_library(damaged.shelf, new.shelf)
    damaged.close()


def test_a_target_with_documents_is_refused_and_left_alone(source: MemoryShelf, target: MemoryShelf) -> None:
    store(Library(target), short("there", "x\n"))
    before = everything(target)
    with pytest.raises(ValueError, match="empty"):
        copy_library(source, target)
    assert everything(target) == before


def test_progress_rises_to_the_end_and_stopping_leaves_nothing_shown(source: MemoryShelf) -> None:
    told: list[float] = []
    copy_library(source, MemoryShelf(), on_progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 50
    stopped = MemoryShelf()
    with pytest.raises(Cancelled):
        copy_library(
            source, stopped, cancelled=lambda: len(documents_in(stopped)) > 0 if has_tables(stopped) else False
        )
    assert len(documents_in(stopped)) < len(documents_in(source))
    Library(stopped).purge_unfinished()
    assert check_library(Library(stopped)) == []


def has_tables(shelf: MemoryShelf) -> bool:
    with shelf.read() as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


class Watched(MemoryShelf):
    """A shelf that knows how much was written in its largest transaction."""

    largest_bytes = 0

    def run(self, work: Callable[..., T]) -> T:
        with self.write() as connection:
            pages = [connection.execute("PRAGMA page_count").fetchone()[0]]
            answer = work(connection)
            pages.append(connection.execute("PRAGMA page_count").fetchone()[0])
        self.largest_bytes = max(self.largest_bytes, (pages[1] - pages[0]) * PAGE_BYTES)
        return answer


def test_no_transaction_holds_more_than_a_chunk_or_so() -> None:
    """A shelf's disk needs room for the journal of each, and a reader waits for it."""
    source, target = MemoryShelf(), Watched()
    store(Library(source), FULL, *[bytes([number]) * 1_048_576 for number in range(8)])
    prepare(target)
    target.largest_bytes = 0
    copy_library(source, target)
    assert 1_048_576 <= target.largest_bytes < 1_300_000
