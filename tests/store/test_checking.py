"""The check of a library: silent when all is well, and it names what is not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from reader.errors import Cancelled
from reader.store.access import ShelfAccess
from reader.store.checking import check_all, check_library
from reader.store.index_checking import _PLACES, _words_of
from reader.store.library import Library
from reader.store.numbering import part_id
from reader.store.schema import prepare
from reader.store.tables import PARTS
from reader.vault.check import Finding, FindingKind
from reader.vault.files import PAGE_BYTES, write_at
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf
from tests.store.samples import FULL, section, short, store
from tests.store.shelf_contents import documents_in, fill_library

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)


@pytest.fixture(scope="module")
def filled() -> Iterator[MemoryShelf]:
    shelf = MemoryShelf()
    fill_library(Library(shelf), 30)
    yield shelf
    shelf.close()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    create_cheap_vault(tmp_path / "vault", "one")
    opened = open_cheap_vault(tmp_path / "vault", "one")
    yield opened
    opened.close()


def change(shelf: ShelfAccess, *statements: str) -> None:
    for statement in statements:
        shelf.run(lambda connection, statement=statement: connection.execute(statement))  # type: ignore[misc]


def test_a_library_in_use_is_sound(filled: MemoryShelf) -> None:
    assert check_library(Library(filled)) == []


def test_a_vault_in_use_is_sound_and_the_bar_rises_to_its_end(vault: Vault) -> None:
    library = Library(vault.shelf)
    for _ in range(3):
        store(library, FULL, b"x" * 3_000_000)
    library.remove(2)
    told: list[float] = []
    assert check_all(vault, library, on_progress=lambda done, total: told.append(done / total)) == []
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(set(told)) > 10
    assert library.setting("theme") is None
    library.set_setting("theme", "night")  # the shelf can be written as before


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.lists(TEXTS, max_size=3), st.lists(st.lists(TEXTS, max_size=4), max_size=3))
def test_whatever_a_document_says_the_index_says_it_too(
    title: str, authors: list[str], sections: list[list[str]]
) -> None:
    shelf = MemoryShelf()
    library = Library(shelf)
    events = [*short(title, authors=tuple(authors))[:1], *(section(at, *texts) for at, texts in enumerate(sections))]
    store(library, events)
    assert check_library(library) == []
    shelf.close()


def test_words_longer_than_the_index_keeps_are_no_difference(filled: MemoryShelf) -> None:
    shelf = MemoryShelf()
    library = Library(shelf)
    store(library, short("long", "x" * 40_000 + "\n", "ж" * 16_383 + "э" * 10_000 + " and more\n"))
    assert check_library(library) == []
    shelf.close()


@pytest.mark.parametrize("cut", [5, 60, 1000])
def test_a_long_index_is_read_in_stretches(filled: MemoryShelf, monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    monkeypatch.setattr("reader.store.index_checking._PLACES_AT_ONCE", cut)
    assert check_library(Library(filled)) == []
    document = documents_in(filled)[3]
    change(filled, f"INSERT INTO piece_index (rowid, words) VALUES ({part_id(document, 9000)}, 'lamp')")
    assert Finding(FindingKind.INDEX_DIFFERS, "piece_index", document) in check_library(Library(filled))
    change(filled, f"DELETE FROM piece_index WHERE rowid = {part_id(document, 9000)}")


def test_the_index_is_read_in_its_own_order(filled: MemoryShelf) -> None:
    """Sorting all places of all words would hold them in memory."""
    with filled.read() as connection, _words_of(connection, "piece_index"):
        plan = connection.execute("EXPLAIN QUERY PLAN " + _PLACES, (b"",)).fetchall()
    assert [row[-1] for row in plan if "SORT" in row[-1].upper() or "B-TREE" in row[-1]] == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("DELETE FROM piece_index WHERE rowid = {piece}", Finding(FindingKind.INDEX_DIFFERS, "piece_index", 2)),
        ("DELETE FROM title_index WHERE rowid = 2", Finding(FindingKind.INDEX_DIFFERS, "title_index", 2)),
        ("DELETE FROM piece_texts WHERE id = {piece}", Finding(FindingKind.PARTS_MISSING, "text", 2)),
        ("DELETE FROM pieces WHERE id = {piece}", Finding(FindingKind.PARTS_MISSING, "text", 2)),
        ("DELETE FROM sections WHERE document = 2 AND number = 1", Finding(FindingKind.PARTS_MISSING, "text", 2)),
        ("UPDATE documents SET text_length = 1 WHERE id = 2", Finding(FindingKind.COUNT_DIFFERS, "text", 2)),
        ("DELETE FROM chunks WHERE id = {chunk}", Finding(FindingKind.PARTS_MISSING, "original", 2)),
        ("UPDATE documents SET size_bytes = 3 WHERE id = 2", Finding(FindingKind.COUNT_DIFFERS, "original", 2)),
        ("DELETE FROM resource_chunks WHERE id = {chunk}", Finding(FindingKind.PARTS_MISSING, "images", 2)),
        ("DELETE FROM resources WHERE document = 2 AND name = 'i1'", Finding(FindingKind.COUNT_DIFFERS, "images", 2)),
        ("DELETE FROM covers WHERE document = 2", Finding(FindingKind.PARTS_MISSING, "cover", 2)),
        ("UPDATE documents SET has_cover = 0 WHERE id = 2", Finding(FindingKind.COUNT_DIFFERS, "cover", 2)),
        ("DELETE FROM pages WHERE document = 2", Finding(FindingKind.PARTS_MISSING, "pages", 2)),
        ("UPDATE documents SET opened_at_s = 7 WHERE id = 2", Finding(FindingKind.PARTS_MISSING, "position", 2)),
        ("UPDATE documents SET ready = 0 WHERE id = 2", Finding(FindingKind.ORPHANED_ROWS, "documents", 2)),
        ("DELETE FROM documents WHERE id = 2", Finding(FindingKind.ORPHANED_ROWS, "pieces", 2)),
        ("UPDATE piece_texts SET text = (SELECT text FROM piece_texts WHERE id = {piece} + 1) WHERE id = {piece}",
         Finding(FindingKind.INDEX_DIFFERS, "piece_index", 2)),
        ("UPDATE piece_texts SET text = x'00ff' WHERE id = {piece}",
         Finding(FindingKind.INDEX_DIFFERS, "piece_index", 2)),
        ("UPDATE documents SET title = 'other' WHERE id = 2", Finding(FindingKind.INDEX_DIFFERS, "title_index", 2)),
        ("INSERT INTO piece_index (rowid, words) VALUES ({ghost}, 'x')",
         Finding(FindingKind.ORPHANED_ROWS, "piece_index", 77)),
        ("INSERT INTO title_index (rowid, title, authors) VALUES (77, '', '')",
         Finding(FindingKind.ORPHANED_ROWS, "title_index", 77)),
        *(
            (f"INSERT INTO {table.name} SELECT {{ghost}}, {columns} FROM {table.name} LIMIT 1",
             Finding(FindingKind.ORPHANED_ROWS, table.name, 77))
            for table, columns in zip(
                PARTS, ("section, number, start, length", "text, html", "data", "data"), strict=True
            )
        ),
    ],
)  # fmt: skip
def test_each_thing_that_can_be_wrong_is_named(statement: str, finding: Finding) -> None:
    shelf = MemoryShelf()
    library = Library(shelf)
    for number in range(3):
        store(library, FULL, bytes([number]) * 10)
    assert check_library(library) == []
    numbers = {"piece": part_id(2, 0), "chunk": part_id(2, 0), "ghost": part_id(77, 0)}
    change(shelf, statement.format(**numbers))
    found = check_library(library)
    assert finding in found
    assert {each.document for each in found} == {finding.document}
    assert len(found) == len(set(found))
    shelf.close()


@pytest.mark.parametrize("said", list(permutations(("one", "two", "three", "four")))[1:])
def test_words_in_each_other_s_place_are_a_difference(said: tuple[str, ...]) -> None:
    shelf = MemoryShelf()
    library = Library(shelf)
    document = store(library, short("t", "one two three four\n"))
    piece = part_id(document, 0)
    change(
        shelf,
        f"DELETE FROM piece_index WHERE rowid = {piece}",
        f"INSERT INTO piece_index (rowid, words) VALUES ({piece}, '{' '.join(said)}')",
    )
    assert check_library(library) == [Finding(FindingKind.INDEX_DIFFERS, "piece_index", document)]
    shelf.close()


def test_a_document_that_is_being_written_is_no_orphan() -> None:
    shelf = MemoryShelf()
    library = Library(shelf)
    writer = library.new_document("epub", sha256=b"")
    writer.add_chunk(b"x" * 3_000_000)
    writer.add(section(0, *["words " * 2000 + "\n" for _ in range(20)]))
    assert check_library(library) == []
    assert {finding.kind for finding in check_library(Library(shelf))} == {FindingKind.ORPHANED_ROWS}
    writer.abandon()
    library.purge_unfinished()
    assert check_library(Library(shelf)) == []
    shelf.close()


def test_documents_that_come_and_go_meanwhile_are_not_judged(filled: MemoryShelf) -> None:
    library = Library(filled)
    coming: list[int] = []

    def change_everything(_done: int, _total: int) -> None:
        if coming:
            library.remove(coming.pop())
        coming.append(store(library, short("new", "lamp night\n")))

    assert check_library(library, on_progress=change_everything) == []
    library.remove(*coming)


def test_a_check_can_be_stopped_at_every_question(vault: Vault) -> None:
    library = Library(vault.shelf)
    store(library, FULL, b"x" * 2_000_000)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    check_all(vault, library, cancelled=count)
    assert asked > 10
    for stop_at in range(asked):
        questions = iter(range(stop_at))
        with pytest.raises(Cancelled):
            check_all(vault, library, cancelled=lambda questions=questions: next(questions, None) is None)  # type: ignore[misc]
    assert check_all(vault, library) == []


def test_a_damaged_page_is_all_that_is_said(vault: Vault) -> None:
    library = Library(vault.shelf)
    store(library, FULL, b"x" * 2_000_000)
    descriptor = vault.files.descriptor(vault.content.shelf)
    write_at(descriptor, 40 * PAGE_BYTES + 100, b"harm")
    assert check_all(vault, library) == [Finding(FindingKind.PAGE_NOT_GENUINE, "41")]
    write_at(descriptor, 100, b"harm")
    assert check_all(vault, library) == [Finding(FindingKind.PAGE_NOT_GENUINE, "1")]


def test_a_new_shelf_is_sound() -> None:
    shelf = MemoryShelf()
    prepare(shelf)
    assert check_library(Library(shelf)) == []
    shelf.close()
