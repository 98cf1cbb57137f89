"""Collections and what is in them agree again, after rows of either were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.access import ShelfAccess
from reader.store.mending_text import GAP

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_STRAY = """SELECT DISTINCT document FROM collection_documents
    WHERE collection NOT IN (SELECT id FROM collections) ORDER BY document"""
_REMAKE = """INSERT INTO collections (id, parent, name, position)
    SELECT DISTINCT collection, 0, ?, collection FROM collection_documents
    WHERE collection NOT IN (SELECT id FROM collections)"""
_CUT_OFF = """WITH RECURSIVE reached (id) AS (
        SELECT id FROM collections WHERE parent = 0
        UNION SELECT collections.id FROM collections JOIN reached ON parent = reached.id)
    SELECT id FROM collections WHERE id NOT IN (SELECT id FROM reached) ORDER BY id"""
_RAISE = "UPDATE collections SET parent = 0 WHERE id = ?"


def stray_documents(connection: Connection) -> list[int]:
    """Documents that are in a collection which is not there."""
    return [document for (document,) in connection.execute(_STRAY)]


def cut_off_collections(connection: Connection) -> list[int]:
    """Collections from which no way leads up to the top: one above them is not there, or they stand in a circle."""
    return [collection for (collection,) in connection.execute(_CUT_OFF)]


def mend_collections(shelf: ShelfAccess) -> list[int]:
    """Make lost collections anew, without their names, so that what was in them stays together; to the top with those
    that stood in one that is gone.

    Answers the documents that are in one without its name. Raises DiskFull.
    """
    return shelf.run(_mend)


def _mend(connection: Connection) -> list[int]:
    strays = stray_documents(connection)
    connection.execute(_REMAKE, (GAP,))
    while cut_off := cut_off_collections(connection):
        connection.execute(_RAISE, (_topmost(connection, cut_off),))  # what is below it comes along
    return strays


def _topmost(connection: Connection, cut_off: list[int]) -> int:
    """Of these one whose parent is not among them, or any where they all stand in circles."""
    for collection in cut_off:
        (parent,) = connection.execute("SELECT parent FROM collections WHERE id = ?", (collection,)).fetchone()
        if parent not in cut_off:
            return collection
    return cut_off[0]
