"""A shelf of which some pages can't be read: what they do not hold is saved, what they hold is named."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from reader.errors import Cancelled, VaultDamaged, VaultTooNew
from reader.search.search import Search
from reader.store.checking import check_all, check_library
from reader.store.completeness import Part
from reader.store.copying import CopyReport
from reader.store.library import Library
from reader.store.mending_text import GAP
from reader.store.numbering import part_id
from reader.store.salvaging import salvage_library
from reader.store.schema import VERSION
from reader.store.tables import OF_DOCUMENTS
from reader.text.markup import is_clean
from reader.vault import btree
from reader.vault.files import PAGE_BYTES, SHELF_NAMES, write_at
from reader.vault.page import USABLE_BYTES
from reader.vault.shelf_pages import ShelfPages, open_damaged, pages_of
from reader.vault.vault import Vault
from tests.cheap import TEST_PROFILES, create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf
from tests.store.samples import FULL, short, store
from tests.store.shelf_contents import contents_of, documents_in, everything, fill_library
from tests.vault import decoder

PASSPHRASE = "one"
NOT_COUNTED = {Part.DETAILS, Part.CONTENTS, Part.IMAGES, Part.COLLECTIONS, Part.MARKS}
"""Parts that may be called lost of a document beside one that lost them: no count tells."""


class KeptPages(ShelfPages):
    """A shelf's pages, read once, of which some are taken to be damaged."""

    def __init__(self, pages: ShelfPages, count: int) -> None:
        self._kept = {number: pages.page(number) for number in range(1, count + 1)}
        self.count = count
        self.damaged: frozenset[int] = frozenset()

    def page(self, number: int) -> bytes | None:
        return None if number in self.damaged else self._kept.get(number)


class Filled:
    """A vault with documents in it, and which of its pages hold something of which."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        create_cheap_vault(folder, PASSPHRASE)
        self.vault = open_cheap_vault(folder, PASSPHRASE)
        self.vault.shelf._connection.execute("PRAGMA synchronous = OFF")  # nobody cuts the power to this one
        self.documents = fill_library(Library(self.vault.shelf))
        self.count = self.vault.shelf.page_count()
        self.contents = everything(self.vault.shelf)
        self.pages = KeptPages(pages_of(self.vault), self.count)
        self.owners = owners_of_pages(self.vault)

    def salvaged(self, damaged: set[int]) -> tuple[CopyReport, MemoryShelf]:
        target = MemoryShelf()
        self.pages.damaged = frozenset(damaged)
        return salvage_library(self.pages, target), target


def owners_of_pages(vault: Vault) -> dict[int, set[int]]:
    """The documents that each page holds rows of, told by SQLite's own list of pages (dbstat)."""
    descriptor, key = vault.files.descriptor(vault.content.shelf), vault.content.key.raw
    with open(descriptor, "rb", closefd=False) as file:
        file.seek(0)
        database = decoder.database(file.read(), key)
    pages = database.serialize()
    try:
        rows = database.execute("SELECT name, path, pageno, pagetype FROM dbstat").fetchall()
    except sqlite3.OperationalError:
        pytest.skip("this Python's SQLite does not list pages")
    leaves = {(name, path): number for name, path, number, _ in rows}
    tables = {table.name: table for table in OF_DOCUMENTS}
    owners: dict[int, set[int]] = defaultdict(set)
    for name, path, number, kind in rows:
        if name not in tables:
            continue
        on_page, _, cell = path.rpartition("/")
        home = leaves[name, on_page + "/"] if kind == "overflow" else number
        parsed = btree.parse(pages[(home - 1) * PAGE_BYTES :][:USABLE_BYTES], home)
        assert parsed is not None
        if parsed.kind is btree.PageKind.TABLE_INTERIOR:
            continue
        cells = parsed.cells[int(cell[:3], 16) :][:1] if kind == "overflow" else parsed.cells
        for each in cells:
            first = each.rowid if parsed.kind.is_table else btree.columns(each.local)[0][0]
            assert isinstance(first, int)
            owners[number].add(tables[name].owner(first))
    database.close()
    return dict(owners)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    made = Filled(tmp_path_factory.mktemp("salvage") / "vault")
    yield made
    made.vault.close()


def assert_honest(filled: Filled, damaged: set[int], *, checked: bool = True) -> CopyReport:
    """Nothing is lost in silence, nothing is lost that is not on a damaged page, and what is made passes the check."""
    report, target = filled.salvaged(damaged)
    harmed = {document for number in damaged for document in filled.owners.get(number, ())}
    lost = {each.document: each for each in report.lost}
    for document, before in filled.contents.items():
        after = contents_of(target, document)
        if document not in lost or document not in harmed:
            assert after == before, f"document {document} changed unsaid"
        if document in lost and document not in harmed:
            assert set(lost[document].parts) <= NOT_COUNTED
            assert lost[document].kept
    kept = [document for document in filled.documents if document not in lost or lost[document].kept]
    assert documents_in(target) == kept
    assert report.copied == len(kept)
    assert set(lost) <= set(filled.documents), "a removed document comes back"
    if checked:
        assert check_library(Library(target)) == []
    target.close()
    return report


def test_a_sound_shelf_comes_over_as_it_is(filled: Filled) -> None:
    report = assert_honest(filled, set())
    assert report == CopyReport(len(filled.documents))


def test_the_shelf_has_trees_of_several_levels(filled: Filled) -> None:
    """Otherwise the tests here would show little."""
    roots = {kind for number in range(2, filled.count) if (kind := interior(filled, number))}
    assert {btree.PageKind.TABLE_INTERIOR, btree.PageKind.INDEX_INTERIOR} <= roots
    assert filled.count > 2000


def interior(filled: Filled, number: int) -> btree.PageKind | None:
    filled.pages.damaged = frozenset()
    page = filled.pages.page(number)
    kind = btree.kind_of(page, number) if page is not None else None
    return kind if kind is not None and kind.is_interior else None


def test_every_page_above_others_can_be_lost(filled: Filled) -> None:
    """The first page, every root and every interior page, one at a time."""
    with filled.vault.shelf.read() as connection:
        roots = {number for (number,) in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")}
    above = {number for number in range(2, filled.count + 1) if interior(filled, number)}
    for number in sorted({1} | roots | above):
        assert_honest(filled, {number}, checked=False)


def test_without_any_page_above_others_rows_are_known_again(filled: Filled) -> None:
    """The first page and every interior one at once: no tree is left to walk."""
    above = {number for number in range(2, filled.count + 1) if interior(filled, number)}
    assert_honest(filled, {1} | above)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_pages_lose_only_what_stands_on_them(filled: Filled, data: st.DataObject) -> None:
    damaged = data.draw(st.sets(st.integers(1, filled.count), min_size=1, max_size=40))
    assert_honest(filled, damaged)


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_pages_lose_only_what_stands_on_them_many(filled: Filled, data: st.DataObject) -> None:
    interesting = st.sampled_from([*sorted(filled.owners), 1])
    anywhere = st.integers(1, filled.count)
    damaged = data.draw(st.sets(interesting | anywhere, min_size=1, max_size=200))
    assert_honest(filled, damaged, checked=len(damaged) % 4 == 0)


def test_any_page_of_the_table_of_tables_may_be_lost(filled: Filled) -> None:
    """Then rows of the index look like chunks of originals, of documents that there never were."""
    for number in range(2, 60):
        page = btree.parse(filled.pages.page(number) or b"", number)
        if page is not None and page.cells and b"CREATE TABLE" in page.cells[0].local:
            assert_honest(filled, {number})
            assert_honest(filled, {number, 2000})  # one inside the tree of chunks


def test_a_shelf_of_nothing_is_said_and_not_called_empty(filled: Filled) -> None:
    with pytest.raises(VaultDamaged):
        filled.salvaged(set(range(1, filled.count + 1)))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    create_cheap_vault(tmp_path / "vault", PASSPHRASE)
    opened = open_cheap_vault(tmp_path / "vault", PASSPHRASE)
    yield opened
    opened.close()


def test_flipped_bytes_in_the_file_are_what_damages(tmp_path: Path, vault: Vault) -> None:
    """The whole way: a vault that does not open any more, and a new one with what could be saved."""
    library = Library(vault.shelf)
    numbers = [store(library, FULL, bytes([number]) * 50_000) for number in range(8)]
    before, count, shelf = everything(vault.shelf), vault.shelf.page_count(), vault.content.shelf
    vault.close()
    lots = random.Random(7)  # noqa: S311 - which byte to flip is no secret
    with (tmp_path / "vault" / SHELF_NAMES[shelf]).open("r+b") as file:
        for page in (0, *lots.sample(range(1, count), 5)):
            place = page * PAGE_BYTES + lots.randrange(20, PAGE_BYTES)
            file.seek(place)
            flipped = bytes([file.read(1)[0] ^ 1 << lots.randrange(8)])
            file.seek(place)
            file.write(flipped)
    with pytest.raises(VaultDamaged):
        open_cheap_vault(tmp_path / "vault", PASSPHRASE)

    create_cheap_vault(tmp_path / "new", "another")
    new = open_cheap_vault(tmp_path / "new", "another")
    with open_damaged(tmp_path / "vault", PASSPHRASE, profiles=TEST_PROFILES) as pages:
        report = salvage_library(pages, new.shelf)

    lost = {each.document for each in report.lost}
    assert report.copied == len(numbers)
    assert lost < set(numbers), "five pages can't be of all documents"
    assert {number: row for number, row in everything(new.shelf).items() if number not in lost} == {
        number: row for number, row in before.items() if number not in lost
    }
    assert check_all(new, Library(new.shelf)) == []
    assert {found.document for found in Search(new.shelf).hits("진실")} >= set(numbers) - lost
    new.close()


def damaged_at(vault: Vault, table: str) -> KeptPages:
    """The pages of the vault, but for the root of a table (its only page, in a small library)."""
    with vault.shelf.read() as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    pages = KeptPages(pages_of(vault), vault.shelf.page_count())
    pages.damaged = frozenset({root})
    return pages


def test_a_lost_entry_is_made_from_the_rest(vault: Vault) -> None:
    archive = b"PK\x03\x04....mimetypeapplication/epub+zip" + b"x" * 500
    book = store(Library(vault.shelf), FULL, archive)
    target = MemoryShelf()
    (lost,) = salvage_library(damaged_at(vault, "documents"), target).lost
    library = Library(target)
    row = library.document(book)
    assert (lost.document, lost.title, lost.parts, lost.kept) == (book, "One", (Part.ENTRY,), True)
    assert (row.kind, row.title, row.size_bytes, row.text_length, row.has_cover) == (
        "epub", "One", len(archive), 39, True,
    )  # fmt: skip
    assert b"".join(library.original(book)) == archive
    assert row.added_at_s > 1_700_000_000, "an index still told when"
    assert check_library(library) == []


def test_a_removed_document_does_not_come_back_without_its_entry(vault: Vault) -> None:
    """It is hidden, and its parts are still there, as after a kill within its removal."""
    library = Library(vault.shelf)
    gone, kept = store(library, FULL, b"a"), store(library, short("kept", "words\n"), b"b")
    vault.shelf.run(lambda connection: connection.execute("UPDATE documents SET ready = 0 WHERE id = ?", (gone,)))
    target = MemoryShelf()
    report = salvage_library(damaged_at(vault, "documents"), target)
    assert [each.document for each in report.lost] == [kept]
    assert documents_in(target) == [kept]
    assert contents_of(target, gone)["pieces"] == []


def test_a_lost_text_is_a_gap_of_its_length(vault: Vault) -> None:
    library = Library(vault.shelf)
    book = store(library, [*short("t", "first\n", "second piece & more\n", "third\n")], b"x")
    vault.shelf.run(lambda connection: connection.execute("DELETE FROM piece_texts WHERE id = ?", (part_id(book, 1),)))
    target = MemoryShelf()
    (lost,) = salvage_library(pages_of(vault), target).lost
    saved = Library(target)
    assert lost.parts == (Part.TEXT,)
    assert saved.section_text(book, 0) == "first\n" + GAP.ljust(19) + "\n" + "third\n"
    assert saved.pieces(book) == library.pieces(book)
    assert is_clean(saved.piece(book, 0, 1).html)
    assert [found.document for found in Search(target).hits("third")] == [book]


def test_pages_without_their_original_become_text(vault: Vault) -> None:
    library = Library(vault.shelf)
    sheet = store(library, FULL, b"%PDF" + b"x" * 9000, kind="pdf")
    target = MemoryShelf()
    (lost,) = salvage_library(damaged_at(vault, "chunks"), target).lost
    saved = Library(target)
    assert lost.parts == (Part.ORIGINAL, Part.PAGES)
    assert saved.fixed_pages(sheet) == []
    assert list(saved.original(sheet)) == []
    assert "<p>First words.</p>" in saved.piece(sheet, 0, 0).html
    assert check_library(saved) == []


def test_a_document_without_text_and_original_is_given_up(vault: Vault) -> None:
    library = Library(vault.shelf)
    gone, kept = store(library, FULL, b""), store(library, short("kept", "\n"), b"original")
    target = MemoryShelf()
    report = salvage_library(damaged_at(vault, "piece_texts"), target)
    assert [(each.document, each.title, each.kept) for each in report.lost] == [
        (gone, "The Open Door", False),
        (kept, "kept", True),
    ]
    assert documents_in(target) == [kept]
    assert contents_of(target, gone) == {table.name: [] for table in OF_DOCUMENTS}


def test_the_numbers_of_what_is_lost_are_not_given_again(vault: Vault) -> None:
    library = Library(vault.shelf)
    store(library, short("a", "x\n"))
    library.remove(last := store(library, short("b", "x\n")))
    target = MemoryShelf()
    salvage_library(pages_of(vault), target)
    assert store(Library(target), short("c", "x\n")) > last


def test_a_later_schema_is_not_guessed_at(vault: Vault) -> None:
    vault.shelf.run(lambda connection: connection.execute(f"PRAGMA user_version = {VERSION + 1}"))
    with pytest.raises(VaultTooNew):
        salvage_library(pages_of(vault), MemoryShelf())


def test_a_salvage_can_be_stopped_and_tells_how_far_it_is(filled: Filled) -> None:
    filled.pages.damaged = frozenset({1, 7})
    told: list[float] = []
    salvage_library(filled.pages, MemoryShelf(), on_progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1
    for share in (0.1, 0.4, 0.7):
        reached: list[float] = []
        with pytest.raises(Cancelled):
            salvage_library(
                filled.pages, MemoryShelf(),
                on_progress=lambda done, total, reached=reached: reached.append(done / total),  # type: ignore[misc]
                cancelled=lambda share=share, reached=reached: bool(reached) and reached[-1] >= share,  # type: ignore[misc]
            )  # fmt: skip
        assert reached[-1] < 1


def test_a_full_target_is_no_place_to_salvage_to(vault: Vault) -> None:
    target = MemoryShelf()
    store(Library(target), short("there", "x\n"))
    with pytest.raises(ValueError, match="empty"):
        salvage_library(pages_of(vault), target)


def test_a_missing_other_shelf_does_not_keep_from_salvaging(tmp_path: Path, vault: Vault) -> None:
    book = store(Library(vault.shelf), FULL, b"x")
    shelf = vault.content.shelf
    vault.close()
    (tmp_path / "vault" / SHELF_NAMES[1 - shelf]).unlink()
    with pytest.raises(VaultDamaged):
        open_cheap_vault(tmp_path / "vault", PASSPHRASE)
    target = MemoryShelf()
    with open_damaged(tmp_path / "vault", PASSPHRASE, profiles=TEST_PROFILES) as pages:
        assert salvage_library(pages, target) == CopyReport(1)
    assert documents_in(target) == [book]


def test_a_cut_file_gives_what_is_left_of_it(tmp_path: Path, vault: Vault) -> None:
    library = Library(vault.shelf)
    numbers = [store(library, FULL, bytes([number]) * 50_000) for number in range(8)]
    descriptor = vault.files.descriptor(vault.content.shelf)
    half = vault.shelf.page_count() // 2 * PAGE_BYTES
    write_at(descriptor, half, bytes(vault.files.size - half))
    target = MemoryShelf()
    report = salvage_library(pages_of(vault), target)
    assert 0 < report.copied <= len(numbers)
    assert len(report.lost) < len(numbers), "the first ones stand before the cut"
    assert check_library(Library(target)) == []
