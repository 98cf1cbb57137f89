"""Reading b-tree pages without SQLite gives what SQLite wrote, and never more than an answer to nonsense."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from reader.vault.btree import PageKind, Value, columns, kind_of, parse, payload, varint
from reader.vault.page import USABLE_BYTES

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    st.binary(max_size=30),
    st.integers(3000, 20_000).map(lambda length: bytes(range(250)) * (length // 250)),
)


def database(create: str, insert: str, rows: list[Any]) -> list[bytes]:
    """The usable parts of the pages of a database with these rows, with a reserve as in a shelf."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA page_size = 4096")
    shelf_like = bytearray(connection.execute("CREATE TABLE x (y)") and connection.serialize())
    connection.close()
    shelf_like[20] = 4096 - USABLE_BYTES
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(bytes(_emptied(shelf_like)))
    connection.execute(create)
    connection.executemany(insert, rows)
    pages = connection.serialize()
    connection.close()
    return [pages[at : at + USABLE_BYTES] for at in range(0, len(pages), 4096)]


def _emptied(database: bytearray) -> bytearray:
    """One page without a table, its reserve empty."""
    page = database[:4096]
    page[100:] = bytes(4096 - 100)
    page[28:32] = (1).to_bytes(4, "big")
    page[100] = 13
    page[105:107] = USABLE_BYTES.to_bytes(2, "big")
    page[56:60] = (1).to_bytes(4, "big")
    page[44:48] = (4).to_bytes(4, "big")
    return page


def rows_below(pages: list[bytes], number: int) -> Iterator[tuple[int, list[Value]]]:
    """Every record of the tree whose root is the page, in order."""

    def read(wanted: int) -> bytes | None:
        return pages[wanted - 1] if 0 < wanted <= len(pages) else None

    page = parse(pages[number - 1], number)
    assert page is not None
    for cell in page.cells:
        if cell.child:
            yield from rows_below(pages, cell.child)
        if page.kind is not PageKind.TABLE_INTERIOR:
            values, whole = columns(payload(cell, read))
            assert whole
            yield cell.rowid, values
    if page.right:
        yield from rows_below(pages, page.right)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=60))
def test_rows_come_back_as_sqlite_wrote_them(rows: list[tuple[Value, Value]]) -> None:
    pages = database("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (?, ?)", rows)
    found = [(rowid, tuple(row)) for rowid, row in rows_below(pages, 2)]
    assert found == list(enumerate(rows, start=1))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(), VALUES, max_size=200))
def test_rows_without_a_rowid_come_back_too(rows: dict[int, Value]) -> None:
    kept = {key: value for key, value in rows.items() if -(2**63) <= key < 2**63}
    pages = database(
        "CREATE TABLE t (a INTEGER PRIMARY KEY, b) WITHOUT ROWID", "INSERT INTO t VALUES (?, ?)", list(kept.items())
    )
    assert [tuple(row) for _, row in rows_below(pages, 2)] == sorted(kept.items())


def test_trees_of_several_levels_are_read() -> None:
    rows = [(number, b"x" * 700) for number in range(20_000)]
    pages = database("CREATE TABLE t (a INTEGER PRIMARY KEY, b)", "INSERT INTO t VALUES (?, ?)", rows)
    assert [(rowid, row[1]) for rowid, row in rows_below(pages, 2)] == rows
    root = parse(pages[1], 2)
    assert root is not None
    assert root.kind is PageKind.TABLE_INTERIOR
    assert kind_of(pages[root.right - 1], root.right) is PageKind.TABLE_INTERIOR


def test_what_a_lost_overflow_page_leaves_is_given() -> None:
    pages = database("CREATE TABLE t (a, b, c)", "INSERT INTO t VALUES (?, ?, ?)", [(7, "seven", b"x" * 9000)])
    page = parse(pages[1], 2)
    assert page is not None
    (cell,) = page.cells
    last = len(pages)
    left = payload(cell, lambda number: None if number == last else pages[number - 1])
    assert len(left) < cell.payload_bytes
    assert columns(left) == ([7, "seven"], False)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([2, 5, 10, 13]), st.binary(max_size=200), st.integers(0, 2**31))
def test_nonsense_is_malformed_and_nothing_worse(kind: int, noise: bytes, number: int) -> None:
    page = (bytes([kind]) + noise * (USABLE_BYTES // max(1, len(noise)) + 1))[:USABLE_BYTES].ljust(USABLE_BYTES, b"\0")
    parsed = parse(page, number or 2)
    for cell in parsed.cells if parsed else ():
        columns(payload(cell, lambda link: page if link % 2 else None))


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_rowid_of_any_size_comes_back(rowid: int) -> None:
    pages = database("CREATE TABLE t (a INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (?)", [(rowid,)])
    assert [found for found, _ in rows_below(pages, 2)] == [rowid]
    assert varint(b"\x81\x00", 0) == (128, 2)
