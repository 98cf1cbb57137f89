"""How the rows of each table lie in the file, so that pages can be read, and known again, without SQLite.

Taken from the statements of schema.py, for the version that the damaged shelf has.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from reader.store.schema import MIGRATIONS
from reader.store.tables import DOCUMENTS, OF_DOCUMENTS, OF_THE_LIBRARY
from reader.vault.btree import Cell, Value

_TYPES: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,), "REAL": (float, int)}


@dataclass(frozen=True)
class Layout:
    """A table or index: its columns in the order of its records. `rowid_column` is stored as NULL there."""

    name: str
    columns: tuple[str, ...]
    types: tuple[tuple[type, ...], ...]
    is_table: bool
    rowid_column: int | None = None
    added_columns: int = 0
    """So many of the last columns came with later versions; rows written before them lack these."""

    def row(self, cell: Cell, values: Sequence[Value]) -> list[Value]:
        """The row's values, with the row id where it belongs; as many as `values` has."""
        row = list(values)
        if self.rowid_column is not None and self.rowid_column < len(row):
            row[self.rowid_column] = cell.rowid
        return row

    def has_shape(self, shape: Sequence[type]) -> bool:
        """Whether columns of these types make a row of the table."""
        pairs = zip(shape, self.types, strict=False)
        is_long_enough = len(self.columns) - self.added_columns <= len(shape) <= len(self.columns)
        return is_long_enough and all(found in allowed for found, allowed in pairs)


BY_ADDED = Layout("documents_by_added", ("ready", "added_at_s", "id", "id"), ((int,),) * 4, is_table=False)
BY_SHA256 = Layout("documents_by_sha256", ("sha256", "id"), ((bytes,), (int,)), is_table=False)
LAST_NUMBERS = Layout("sqlite_sequence", ("name", "seq"), ((str,), (int,)), is_table=True)
SCHEMA = Layout(
    "sqlite_master",
    ("type", "name", "tbl_name", "rootpage", "sql"),
    ((str,), (str,), (str,), (int,), (str,)),
    is_table=True,
)


def layouts_of(version: int) -> dict[str, Layout]:
    """The layouts of everything that is salvaged from a shelf of this schema version, `documents` first.

    A table that came with a later version is not among them.
    """
    at_first: dict[str, int] = {}
    found: dict[str, Layout] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in MIGRATIONS[:version]:
            for statement in _plain(step):
                connection.execute(statement)
            found = {name: _layout(connection, name) for name in _NAMES if _is_there(connection, name)}
            for layout in found.values():
                at_first.setdefault(layout.name, len(layout.columns))
    found = {
        name: replace(layout, added_columns=len(layout.columns) - at_first[name]) for name, layout in found.items()
    }
    return {DOCUMENTS.name: found[DOCUMENTS.name]} | found | {each.name: each for each in _OTHERS}


_NAMES = (*(table.name for table in OF_DOCUMENTS), *OF_THE_LIBRARY)
_OTHERS = (BY_ADDED, BY_SHA256, LAST_NUMBERS)


def _plain(step: Iterable[str]) -> Iterable[str]:
    """What makes or changes plain tables; the index is not salvaged, and not every SQLite knows it."""
    return (statement for statement in step if "VIRTUAL" not in statement)


def _is_there(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def _layout(connection: sqlite3.Connection, name: str) -> Layout:
    """Records of a table without row ids begin with the primary key (fileformat2, 2.4)."""
    described = connection.execute(f"PRAGMA table_info({name})").fetchall()
    (is_table,) = connection.execute("SELECT NOT wr FROM pragma_table_list WHERE name = ?", (name,)).fetchone()
    key = sorted((row for row in described if row[5]), key=lambda row: int(row[5]))
    ordered = described if is_table else [*key, *(row for row in described if not row[5])]
    rowid_column = described.index(key[0]) if is_table else None
    return Layout(
        name,
        tuple(row[1] for row in ordered),
        tuple(_types_of(row, at == rowid_column) for at, row in enumerate(ordered)),
        bool(is_table),
        rowid_column,
    )


def _types_of(column: tuple[int, str, str, int, object, int], is_rowid: bool) -> tuple[type, ...]:
    """What may stand in a record's column: whole numbers of REAL columns are stored as integers (2.1)."""
    if is_rowid:
        return (type(None),)
    is_nullable = not column[3]
    return _TYPES[column[2]] + ((type(None),) if is_nullable else ())
