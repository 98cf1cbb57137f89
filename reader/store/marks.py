"""Highlights, bookmarks and notes: each change is committed before the call returns, so that a kill loses none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from reader.errors import NoSuchDocument
from reader.store.access import ShelfAccess
from reader.store.mark import Mark, from_row, to_row

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_OF_DOCUMENT = "SELECT * FROM marks WHERE document = ? ORDER BY section, start, end_section, end, number"
_OF_ALL = """SELECT * FROM marks WHERE document IN (SELECT id FROM documents WHERE ready = 1)
    ORDER BY document, section, start, end_section, end, number"""
_OF_COLLECTION = """WITH RECURSIVE below (id) AS (
        SELECT ? UNION SELECT collections.id FROM collections JOIN below ON parent = below.id
    )
    SELECT * FROM marks WHERE document IN (
        SELECT document FROM collection_documents JOIN documents ON id = document
        WHERE ready = 1 AND collection IN (SELECT id FROM below)
    ) ORDER BY document, section, start, end_section, end, number"""
_PUT = """INSERT OR REPLACE INTO marks (document, number, kind, section, start, end_section, end, colour, note, tags,
    quote, before, after, made_at_s, changed_at_s, is_lost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COUNTS = """SELECT document, count(*), sum(marks.kind = 'bookmark'), sum(marks.kind <> 'bookmark' AND note <> ''),
    sum(is_lost) FROM marks JOIN documents ON id = document AND ready = 1 GROUP BY document"""
_NEXT = "SELECT coalesce(max(number), 0) + 1 FROM marks WHERE document = ?"


class MarkCounts(msgspec.Struct, frozen=True):
    """How many marks a document has, and how many of them are bookmarks, have a note, have lost their place."""

    marks: int
    bookmarks: int
    notes: int
    lost: int


class Marks:
    """The part of the library that keeps marks."""

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf

    def marks(self, document: int) -> list[Mark]:
        """All marks of a document, in reading order."""
        with self._shelf.read() as connection:
            return [from_row(row) for row in connection.execute(_OF_DOCUMENT, (document,))]

    def all_marks(self) -> dict[int, list[Mark]]:
        """All marks of the library by document, each document's in reading order."""
        return self._by_document(_OF_ALL)

    def marks_in_collection(self, collection: int) -> dict[int, list[Mark]]:
        """The marks of the documents in a collection and in those below it, by document."""
        return self._by_document(_OF_COLLECTION, collection)

    def mark_counts(self) -> dict[int, MarkCounts]:
        """Of every document that has marks."""
        with self._shelf.read() as connection:
            return {row[0]: MarkCounts(*row[1:]) for row in connection.execute(_COUNTS)}

    def mark_tags(self) -> list[str]:
        """All tags in use, those used most first."""
        with self._shelf.read() as connection:
            rows = connection.execute("SELECT tags FROM marks WHERE tags <> ''").fetchall()
        counted: dict[str, int] = {}
        for (tags,) in rows:
            for tag in tags.split("\n"):
                counted[tag] = counted.get(tag, 0) + 1
        return sorted(counted, key=lambda tag: (-counted[tag], tag))

    def add_marks(self, document: int, marks: Sequence[Mark]) -> list[Mark]:
        """Keep new marks, all or none, under numbers of their own. Raises NoSuchDocument."""
        return self._shelf.run(lambda connection: _add(connection, document, marks))

    def put_marks(self, document: int, marks: Iterable[Mark]) -> None:
        """Keep these under the numbers they have, in place of what had them. Raises NoSuchDocument."""
        rows = [to_row(document, mark) for mark in marks]
        self._shelf.run(lambda connection: _put(connection, document, rows))

    def remove_marks(self, document: int, numbers: Iterable[int]) -> None:
        """Let go of these; one that is gone already is no error."""
        gone = [(document, number) for number in numbers]
        self._shelf.run(
            lambda connection: connection.executemany("DELETE FROM marks WHERE document = ? AND number = ?", gone)
        )

    def replace_marks(self, document: int, put: Iterable[Mark], removed: Iterable[int]) -> None:
        """Put some and remove others as one change. Raises NoSuchDocument."""
        rows, gone = [to_row(document, mark) for mark in put], [(document, number) for number in removed]
        self._shelf.run(lambda connection: _replace(connection, document, rows, gone))

    def change_marks(self, document: int, change: Callable[[list[Mark]], Sequence[Mark]]) -> list[Mark]:
        """Let `change` make of the document's marks those that it shall have; it may be asked again. Answers them.

        One with number 0 is new. Raises NoSuchDocument.
        """
        return self._shelf.run(lambda connection: _change(connection, document, change))

    def _by_document(self, statement: str, *values: int) -> dict[int, list[Mark]]:
        found: dict[int, list[Mark]] = {}
        with self._shelf.read() as connection:
            for row in connection.execute(statement, values):
                found.setdefault(row[0], []).append(from_row(row))
        return found


def read_marks(connection: Connection, document: int) -> list[Mark]:
    """A document's marks, inside a transaction."""
    return [from_row(row) for row in connection.execute(_OF_DOCUMENT, (document,))]


def write_marks(connection: Connection, document: int, marks: Iterable[Mark]) -> None:
    """Keep marks under the numbers they have, inside a transaction, of a document that may be unfinished."""
    connection.executemany(_PUT, [to_row(document, mark) for mark in marks])


def _add(connection: Connection, document: int, marks: Sequence[Mark]) -> list[Mark]:
    (first,) = connection.execute(_NEXT, (document,)).fetchone()
    numbered = [msgspec.structs.replace(mark, number=number) for number, mark in enumerate(marks, first)]
    _put(connection, document, [to_row(document, mark) for mark in numbered])
    return numbered


def _put(connection: Connection, document: int, rows: Sequence[tuple[object, ...]]) -> None:
    if connection.execute("SELECT 1 FROM documents WHERE id = ? AND ready = 1", (document,)).fetchone() is None:
        raise NoSuchDocument(str(document))
    connection.executemany(_PUT, rows)


def _replace(
    connection: Connection, document: int, rows: Sequence[tuple[object, ...]], gone: Sequence[tuple[int, int]]
) -> None:
    connection.executemany("DELETE FROM marks WHERE document = ? AND number = ?", gone)
    _put(connection, document, rows)


def _change(connection: Connection, document: int, change: Callable[[list[Mark]], Sequence[Mark]]) -> list[Mark]:
    before = read_marks(connection, document)
    wished = list(change(before))
    kept = {mark.number: mark for mark in wished if mark.number}
    known = {mark.number: mark for mark in before}
    gone = [(document, number) for number in known.keys() - kept.keys()]
    changed = [mark for number, mark in kept.items() if known.get(number) != mark]
    _replace(connection, document, [to_row(document, mark) for mark in changed], gone)
    _add(connection, document, [mark for mark in wished if not mark.number])
    return read_marks(connection, document)
