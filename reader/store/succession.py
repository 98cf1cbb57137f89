"""One document in place of another, made of the same original: in one transaction, so that a kill leaves one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NoSuchDocument
from reader.search import index
from reader.search.words import words_of
from reader.store.carrying import PlacesAgain
from reader.store.marks import read_marks, write_marks
from reader.store.purging import hide

if TYPE_CHECKING:
    from reader.vault.connection import Connection

PUT_UNFINISHED = """INSERT OR IGNORE INTO collection_documents (document, collection, position)
    SELECT :document, id, (SELECT coalesce(max(position) + 1, 0) FROM collection_documents WHERE collection = id)
    FROM collections WHERE id = :collection"""
"""For a document that is about to be shown: into a collection, if it has not been removed meanwhile."""

_INHERITED = "SELECT title, authors, added_at_s, opened_at_s, progress FROM documents WHERE id = ? AND ready = 1"
_INHERIT = "UPDATE documents SET title = ?, authors = ?, added_at_s = ?, opened_at_s = ?, progress = ? WHERE id = ?"
_POSITION = "SELECT page_fraction, zoom_mode, zoom FROM positions WHERE document = ?"
_TEXT_LENGTH = "SELECT text_length FROM documents WHERE id = ?"
_SECTION_AT = """SELECT number, start FROM sections WHERE document = ? AND start <= ?
    ORDER BY start DESC, number DESC LIMIT 1"""
_MOVE_MEMBERSHIPS = "UPDATE collection_documents SET document = ? WHERE document = ?"
_MOVE_SETTINGS = "UPDATE OR REPLACE document_settings SET document = ? WHERE document = ?"
_PUT_POSITION = """INSERT OR REPLACE INTO positions (document, section, place, page_fraction, zoom_mode, zoom)
    VALUES (?, ?, ?, ?, ?, ?)"""


def succeed(connection: Connection, old: int, new: int, places: PlacesAgain) -> None:
    """Give what people made of `old` to `new`, and hide `old`. Raises NoSuchDocument when it is not there.

    Marks and the place where reading was go where the same words are; a mark whose words are gone is lost and kept. A
    place whose words are gone is as far into the new text as it was into the old one.
    """
    row = connection.execute(_INHERITED, (old,)).fetchone()
    if row is None:
        raise NoSuchDocument(str(old))
    title, authors, added_at_s, opened_at_s, progress = row
    if (shown := connection.execute(_POSITION, (old,)).fetchone()) is not None:
        section, place = _place_at(connection, new, progress)
        if places.position is not None:
            section, place = places.position.section, places.position.offset
        connection.execute(_PUT_POSITION, (new, section, place, *shown))
    write_marks(connection, new, map(places.of, read_marks(connection, old)))
    connection.execute(_MOVE_SETTINGS, (new, old))
    connection.execute(_INHERIT, (title, authors, added_at_s, opened_at_s, progress, new))
    connection.execute(index.DELETE_TITLE, (new,))
    connection.execute(index.INSERT_TITLE, (new, " ".join(words_of(title)), " ".join(words_of(authors))))
    connection.execute(_MOVE_MEMBERSHIPS, (new, old))
    hide(connection, [old])


def _place_at(connection: Connection, document: int, progress: float) -> tuple[int, int]:
    """Section and offset so far into a document's text."""
    (length,) = connection.execute(_TEXT_LENGTH, (document,)).fetchone()
    at = min(int(progress * length), max(0, length - 1))
    row = connection.execute(_SECTION_AT, (document, at)).fetchone()
    return (row[0], at - row[1]) if row else (0, 0)
