"""One document in place of another, made of the same original: in one transaction, so that a kill leaves one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NoSuchDocument
from reader.search import index
from reader.search.words import words_of
from reader.store.purging import hide
from reader.store.rows import Position

if TYPE_CHECKING:
    from reader.vault.connection import Connection

PUT_UNFINISHED = """INSERT OR IGNORE INTO collection_documents (document, collection, position)
    SELECT :document, id, (SELECT coalesce(max(position) + 1, 0) FROM collection_documents WHERE collection = id)
    FROM collections WHERE id = :collection"""
"""For a document that is about to be shown: into a collection, if it has not been removed meanwhile."""

_INHERITED = "SELECT title, authors, added_at_s, opened_at_s, progress FROM documents WHERE id = ? AND ready = 1"
_INHERIT = "UPDATE documents SET title = ?, authors = ?, added_at_s = ?, opened_at_s = ?, progress = ? WHERE id = ?"
_MOVE_MEMBERSHIPS = "UPDATE collection_documents SET document = ? WHERE document = ?"
_PUT_POSITION = """INSERT OR REPLACE INTO positions (document, section, place, page_fraction, zoom_mode, zoom)
    VALUES (?, ?, ?, ?, ?, ?)"""


def succeed(connection: Connection, old: int, new: int, position: Position | None) -> None:
    """Give what people made of `old` to `new`, and hide `old`. Raises NoSuchDocument when it is not there."""
    row = connection.execute(_INHERITED, (old,)).fetchone()
    if row is None:
        raise NoSuchDocument(str(old))
    title, authors, added_at_s, opened_at_s, progress = row
    if position is None:
        opened_at_s, progress = 0, 0.0  # never opened: there is no position either
    else:
        progress = position.progress
        _put_position(connection, new, position)
    connection.execute(_INHERIT, (title, authors, added_at_s, opened_at_s, progress, new))
    connection.execute(index.DELETE_TITLE, (new,))
    connection.execute(index.INSERT_TITLE, (new, " ".join(words_of(title)), " ".join(words_of(authors))))
    connection.execute(_MOVE_MEMBERSHIPS, (new, old))
    hide(connection, [old])


def _put_position(connection: Connection, document: int, position: Position) -> None:
    place = position.locator
    values = (place.section, place.offset, position.page_fraction, str(position.zoom_mode), position.zoom)
    connection.execute(_PUT_POSITION, (document, *values))
