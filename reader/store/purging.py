"""Removing a document's rows in steps, each a short transaction of its own.

SQLite overwrites freed space with zeros (`secure_delete`), but the index only notes that a row is gone and keeps its
words until the part of it that holds them is merged. Sweeping merges the whole index, so that a removed document's
words are not left for someone who is given the passphrase later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.search import index
from reader.store.numbering import span_of

if TYPE_CHECKING:
    from reader.vault.connection import Connection

SWEEP_DUE = "index.sweep-due"
"""The row of `settings` that says that removed words may still stand in the index."""

_PIECES_PER_STEP = 32
_CHUNKS_PER_STEP = 4
_ROWS_PER_STEP = 2000
_INDEX_PAGES_PER_STEP = 16
_LISTS = (
    "DELETE FROM outline WHERE document = ? AND number IN (SELECT number FROM outline WHERE document = ? LIMIT ?)",
    "DELETE FROM anchors WHERE document = ? AND name IN (SELECT name FROM anchors WHERE document = ? LIMIT ?)",
    "DELETE FROM pages WHERE document = ? AND number IN (SELECT number FROM pages WHERE document = ? LIMIT ?)",
    "DELETE FROM marks WHERE document = ? AND number IN (SELECT number FROM marks WHERE document = ? LIMIT ?)",
    "DELETE FROM sections WHERE document = ? AND number IN (SELECT number FROM sections WHERE document = ? LIMIT ?)",
)
_NOTE_SWEEP = "INSERT OR REPLACE INTO settings (name, value) VALUES (?, '1')"


def hide(connection: Connection, documents: Sequence[int]) -> None:
    """Make documents invisible; from here on they count as unfinished, and are in no collection."""
    for document in documents:
        connection.execute("UPDATE documents SET ready = 0 WHERE id = ?", (document,))
        connection.execute("DELETE FROM collection_documents WHERE document = ?", (document,))
        connection.execute(index.DELETE_TITLE, (document,))
    connection.execute(_NOTE_SWEEP, (SWEEP_DUE,))


def _remove_pieces(connection: Connection, document: int) -> bool:
    first, last = span_of(document)
    ids = connection.execute(
        "SELECT id FROM pieces WHERE id BETWEEN ? AND ? LIMIT ?", (first, last, _PIECES_PER_STEP)
    ).fetchall()
    for statement in (index.DELETE_PIECE, "DELETE FROM piece_texts WHERE id = ?", "DELETE FROM pieces WHERE id = ?"):
        connection.executemany(statement, ids)
    if ids:
        connection.execute(_NOTE_SWEEP, (SWEEP_DUE,))
    return bool(ids)


def remove_chunks(connection: Connection, document: int) -> bool:
    """Remove some of the original's chunks; False once none is left."""
    return _remove_blobs(
        connection, "DELETE FROM chunks WHERE id IN (SELECT id FROM chunks WHERE id BETWEEN ? AND ? LIMIT ?)", document
    )


def _remove_resource_chunks(connection: Connection, document: int) -> bool:
    return _remove_blobs(
        connection,
        "DELETE FROM resource_chunks WHERE id IN (SELECT id FROM resource_chunks WHERE id BETWEEN ? AND ? LIMIT ?)",
        document,
    )


def _remove_blobs(connection: Connection, statement: str, document: int) -> bool:
    return connection.execute(statement, (*span_of(document), _CHUNKS_PER_STEP)).rowcount > 0


def _remove_lists(connection: Connection, document: int) -> bool:
    left = False
    for statement in _LISTS:
        left |= connection.execute(statement, (document, document, _ROWS_PER_STEP)).rowcount > 0
    return left


def _remove_rest(connection: Connection, document: int) -> bool:
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))  # and by foreign keys all that is left
    return False


STEPS: tuple[Callable[[Connection, int], bool], ...] = (
    _remove_pieces,
    remove_chunks,
    _remove_resource_chunks,
    _remove_lists,
    _remove_rest,
)
"""In this order; each is repeated until it answers False. The row itself goes last, so that a kill loses no track."""


def begin_sweep(connection: Connection) -> None:
    """Mark every part of the index for merging."""
    for name in index.TABLES:
        connection.execute(index.MERGE.format(name), (-_INDEX_PAGES_PER_STEP,))


def go_on_sweeping(connection: Connection) -> bool:
    """Merge a little; False once all is merged."""
    for name in index.TABLES:
        before = _changes(connection)
        connection.execute(index.MERGE.format(name), (_INDEX_PAGES_PER_STEP,))
        if _changes(connection) - before >= index.CHANGES_OF_A_MERGE:
            return True
    connection.execute("DELETE FROM settings WHERE name = ?", (SWEEP_DUE,))
    return False


def _changes(connection: Connection) -> int:
    return int(connection.execute("SELECT total_changes()").fetchone()[0])
