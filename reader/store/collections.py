"""Collections: named, nested, ordered by hand. A document may be in any number of them, or in none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.store.access import ShelfAccess
from reader.store.rows import Collection
from reader.store.writer import one_line

if TYPE_CHECKING:
    from reader.vault.connection import Connection

TOP = 0
"""The parent of what is in no other collection."""

_ALL = "SELECT id, parent, name FROM collections ORDER BY position, id"
_MEMBERS = """SELECT collection, document FROM collection_documents JOIN documents ON id = document AND ready = 1
    ORDER BY collection, position, document"""
_SIBLINGS = "SELECT id FROM collections WHERE parent = ? ORDER BY position, id"
_INSERT = """INSERT INTO collections (parent, name, position)
    VALUES (?, ?, (SELECT coalesce(max(position) + 1, 0) FROM collections WHERE parent = ?))"""
_FIND = "SELECT id FROM collections WHERE parent = ? AND name = ? ORDER BY position, id LIMIT 1"
_PLACE = "UPDATE collections SET parent = ?, position = ? WHERE id = ?"
_PUT = """INSERT OR IGNORE INTO collection_documents (document, collection, position)
    SELECT id, :collection,
        (SELECT coalesce(max(position) + 1, 0) FROM collection_documents WHERE collection = :collection)
    FROM documents WHERE id = :document AND ready = 1"""
_TAKE_OUT = "DELETE FROM collection_documents WHERE collection = ? AND document = ?"
_EMPTY = "DELETE FROM collection_documents WHERE collection = ?"


class Collections:
    """The part of the library that knows collections. Every change is one transaction.

    Methods raise StoreError for a collection that is not there.
    """

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf

    def collections(self) -> list[Collection]:
        """All of them: each before those that are in it, which follow it in their order."""
        with self._shelf.read() as connection:
            rows = connection.execute(_ALL).fetchall()
            members = _members(connection)
        return list(_arranged(rows, members))

    def create_collection(self, name: str, parent: int = TOP) -> int:
        """A new collection, the last in its parent; its number. Raises ValueError without a name."""
        return self._shelf.run(lambda connection: _create(connection, _a_name(name), parent))

    def collection_at(self, path: Sequence[str]) -> int:
        """The collection of this path of names, made as far as it is not there. The first of equal names is meant."""
        names = [_a_name(name) for name in path]
        with self._shelf.read() as connection:
            there = _follow(connection, names)
        return there or self._shelf.run(lambda connection: _descend(connection, names))

    def rename_collection(self, collection: int, name: str) -> None:
        """Call it otherwise. Raises ValueError without a name."""
        new = _a_name(name)
        self._shelf.run(lambda connection: _rename(connection, collection, new))

    def move_collection(self, collection: int, parent: int, place: int = -1) -> None:
        """Put it, with all in it, into another (or to the TOP) at `place` from 0; below 0: last.

        Raises ValueError for a move into itself or what is in it.
        """
        self._shelf.run(lambda connection: _move(connection, collection, parent, place))

    def remove_collection(self, collection: int) -> None:
        """Remove it and the collections in it; documents stay in the library."""
        self._shelf.run(lambda connection: _remove(connection, collection))

    def put_in_collection(self, collection: int, *documents: int) -> None:
        """Put documents at its end, in this order. Those that are in it stay where they are."""
        self._shelf.run(lambda connection: _put(connection, collection, documents))

    def take_out_of_collection(self, collection: int, *documents: int) -> None:
        """Take documents out; they stay in the library. What is not in it is no error."""
        pairs = [(collection, document) for document in documents]
        self._shelf.run(lambda connection: connection.executemany(_TAKE_OUT, pairs))

    def documents_in(self, collection: int) -> list[int]:
        """The documents in it, in their order, then those of the collections in it; each once."""
        with self._shelf.read() as connection:
            _require(connection, collection)
            members = _members(connection)
            below = _below(connection, collection)
        return list(dict.fromkeys(document for each in below for document in members.get(each, ())))

    def collections_of(self, document: int) -> list[int]:
        """The collections that a document is in itself."""
        with self._shelf.read() as connection:
            rows = connection.execute(
                "SELECT collection FROM collection_documents WHERE document = ? ORDER BY collection", (document,)
            ).fetchall()
        return [collection for (collection,) in rows]


def path_of(collections: Iterable[Collection], collection: int) -> tuple[str, ...]:
    """The names from the top down to this one."""
    known = {each.id: each for each in collections}
    names: list[str] = []
    while collection in known and len(names) <= len(known):
        names.insert(0, known[collection].name)
        collection = known[collection].parent
    return tuple(names)


def _members(connection: Connection) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for collection, document in connection.execute(_MEMBERS):
        found.setdefault(collection, []).append(document)
    return found


def _arranged(rows: Sequence[tuple[int, int, str]], members: dict[int, list[int]]) -> Iterator[Collection]:
    """Depth first, without recursion: people nest folders deeper than Python does."""
    inside: dict[int, list[tuple[int, int, str]]] = {}
    for row in rows:
        inside.setdefault(row[1], []).append(row)
    order: list[tuple[tuple[int, int, str], int]] = []
    pending = [(row, 0) for row in reversed(inside.get(TOP, ()))]
    while pending:
        row, level = pending.pop()
        order.append((row, level))
        pending += [(each, level + 1) for each in reversed(inside.get(row[0], ()))]
    held = _held(order, members)
    for (number, parent, name), level in order:
        yield Collection(number, parent, name, level, len(held[number]))


def _held(order: Sequence[tuple[tuple[int, int, str], int]], members: dict[int, list[int]]) -> dict[int, set[int]]:
    held = {row[0]: set(members.get(row[0], ())) for row, _ in order}
    for (number, parent, _name), _level in reversed(order):
        if parent != TOP:
            held[parent] |= held[number]
    return held


def _a_name(name: str) -> str:
    line = one_line(name)
    if not line:
        raise ValueError("a collection needs a name")
    return line


def _require(connection: Connection, collection: int) -> None:
    if connection.execute("SELECT 1 FROM collections WHERE id = ?", (collection,)).fetchone() is None:
        raise StoreError("there is no such collection")


def _create(connection: Connection, name: str, parent: int) -> int:
    if parent != TOP:
        _require(connection, parent)
    return int(connection.execute(_INSERT, (parent, name, parent)).lastrowid)


def _follow(connection: Connection, names: Sequence[str]) -> int:
    """The collection of this path, or 0."""
    at = TOP
    for name in names:
        row = connection.execute(_FIND, (at, name)).fetchone()
        if row is None:
            return 0
        at = int(row[0])
    return at


def _descend(connection: Connection, names: Sequence[str]) -> int:
    at = TOP
    for name in names:
        row = connection.execute(_FIND, (at, name)).fetchone()
        at = int(row[0]) if row else _create(connection, name, at)
    return at


def _rename(connection: Connection, collection: int, name: str) -> None:
    _require(connection, collection)
    connection.execute("UPDATE collections SET name = ? WHERE id = ?", (name, collection))


def _move(connection: Connection, collection: int, parent: int, place: int) -> None:
    _require(connection, collection)
    if parent != TOP:
        _require(connection, parent)
        if parent in _below(connection, collection):
            raise ValueError("a collection can't be in itself")
    siblings = [number for (number,) in connection.execute(_SIBLINGS, (parent,)) if number != collection]
    siblings.insert(place if place >= 0 else len(siblings), collection)
    connection.executemany(_PLACE, [(parent, at, number) for at, number in enumerate(siblings)])


def _remove(connection: Connection, collection: int) -> None:
    _require(connection, collection)
    for each in _below(connection, collection):
        connection.execute(_EMPTY, (each,))
        connection.execute("DELETE FROM collections WHERE id = ?", (each,))


def _put(connection: Connection, collection: int, documents: Iterable[int]) -> None:
    _require(connection, collection)
    for document in documents:
        connection.execute(_PUT, {"collection": collection, "document": document})


def _below(connection: Connection, collection: int) -> list[int]:
    """The collection and all that are in it, each before those in it."""
    found: dict[int, None] = {}
    pending = [collection]
    while pending:
        each = pending.pop()
        if each not in found:
            found[each] = None
            inside = [number for (number,) in connection.execute(_SIBLINGS, (each,))]
            pending += reversed(inside)
    return list(found)
