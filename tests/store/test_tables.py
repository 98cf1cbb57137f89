"""No table is forgotten when a library is copied, checked or salvaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from reader.store import tables
from reader.store.layouts import layouts_of
from reader.store.salvaging import _PART_OF
from reader.store.schema import MIGRATIONS, VERSION, prepare
from reader.store.tables import OF_DOCUMENTS, PARTS
from tests.shelves import MemoryShelf

HELP = "a table that a step of the schema adds must be named in reader/store/tables.py"


def tables_of_a_shelf(shelf: MemoryShelf) -> set[str]:
    """Every table but those that FTS5 keeps for its own."""
    with shelf.read() as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    own = {f"{index}_{kind}" for index in tables.MADE_FROM_TEXT for kind in ("data", "idx", "docsize", "config")}
    assert own <= names
    return names - own


def declared() -> list[str]:
    return [
        *(table.name for table in OF_DOCUMENTS),
        *tables.OF_THE_LIBRARY, *tables.OF_THE_VAULT, *tables.MADE_FROM_TEXT, *tables.KEPT_BY_SQLITE,
    ]  # fmt: skip


@pytest.fixture
def shelf() -> MemoryShelf:
    made = MemoryShelf()
    prepare(made)
    return made


def test_every_table_has_its_line(shelf: MemoryShelf) -> None:
    assert len(declared()) == len(set(declared()))
    assert tables_of_a_shelf(shelf) == set(declared()), HELP


def test_a_forgotten_table_is_noticed(shelf: MemoryShelf) -> None:
    shelf.run(lambda connection: connection.execute("CREATE TABLE highlights (document INTEGER)"))
    assert tables_of_a_shelf(shelf) - set(declared()) == {"highlights"}


def test_the_declared_keys_are_the_tables_own(shelf: MemoryShelf) -> None:
    with shelf.read() as connection:
        for table in OF_DOCUMENTS:
            columns = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
            key = [row[1] for row in sorted(columns, key=lambda row: int(row[5])) if row[5]]
            assert tuple(key) == table.key


def test_tables_without_a_reference_go_by_parts(shelf: MemoryShelf) -> None:
    with shelf.read() as connection:
        without = [
            table
            for table in OF_DOCUMENTS[1:]
            if not connection.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()
        ]
    assert tuple(without) == PARTS
    assert all(table.by_part == (table in PARTS) for table in OF_DOCUMENTS)


def test_what_a_lost_row_takes_from_a_document_is_known_of_every_table() -> None:
    assert set(_PART_OF) == {table.name for table in OF_DOCUMENTS}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_records_lie_as_the_layouts_say(version: int) -> None:
    """Against SQLite itself: a table without row ids stores its key first, one with an integer key stores no key."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in MIGRATIONS[:version]:
            for statement in step:
                if "VIRTUAL" not in statement:
                    connection.execute(statement)
        layouts = layouts_of(version)
        for table in OF_DOCUMENTS:
            layout = layouts.get(table.name)
            described = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
            if layout is None:  # of a later version
                assert not described
                continue
            assert sorted(layout.columns) == sorted(row[1] for row in described)
            assert layout.columns[: len(table.key)] == table.key
            assert layout.has_shape([each[0] for each in layout.types])
            assert layout.is_table == (layout.rowid_column is not None)
