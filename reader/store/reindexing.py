"""Writing the search index anew from the texts.

The old tables are put aside under other names and new ones made in one transaction, so that a search finds what has
been written so far and never meets half a table. Then rows are written, and the old tables emptied, in short
transactions. A note in `settings` stands until all is done; whoever opens the library next goes on from what is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.search import index
from reader.store import indexing
from reader.store.access import ShelfAccess
from reader.store.batches import Batch
from reader.vault.progress import IsCancelled, OnProgress, go_on, never, part_of, unheard

if TYPE_CHECKING:
    from reader.store.documents import Documents
    from reader.vault.connection import Connection

REBUILD_DUE = "index.rebuild-due"
"""The row of `settings` that says that the index is being written anew."""

_ASIDE = "{}_before"
_DELETE_NOTE = "DELETE FROM settings WHERE name = ?"
_WRITING_SHARE = 0.9
_BLOCKS_PER_STEP = 64  # of some 4 KiB each
_ROWS_PER_STEP = 1000
_EMPTYING = (
    ("DELETE FROM {0}_data WHERE id IN (SELECT id FROM {0}_data LIMIT ?)", _BLOCKS_PER_STEP),
    ("DELETE FROM {0}_docsize WHERE id IN (SELECT id FROM {0}_docsize LIMIT ?)", _ROWS_PER_STEP),
    ("DELETE FROM {0}_idx WHERE (segid, term) IN (SELECT segid, term FROM {0}_idx LIMIT ?)", _ROWS_PER_STEP),
)


def rebuild_index(library: Documents, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never) -> None:
    """Drop the index and write it from the texts. What is cut short, also by Cancelled, `purge_unfinished` finishes.

    Documents that are being written meanwhile are completed by the next `purge_unfinished`. Raises Cancelled, DiskFull.
    """
    with library.mending:
        for name in index.TABLES:
            _remove_aside(library.shelf, name, cancelled)
        library.shelf.run(_begin)
    finish(library, on_progress=on_progress, cancelled=cancelled)


def finish(library: Documents, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never) -> None:
    """Go on with a rebuilding that is due, if one is. Raises Cancelled, DiskFull."""
    with library.mending:
        if not _is_due(library.shelf):
            return
        written_since = library.being_written
        _write_rows(library.shelf, part_of(on_progress, 0, _WRITING_SHARE), cancelled)
        for name in index.TABLES:
            _remove_aside(library.shelf, name, cancelled)
        if not written_since:
            library.shelf.run(lambda connection: connection.execute(_DELETE_NOTE, (REBUILD_DUE,)))
    on_progress(1, 1)


def _is_due(shelf: ShelfAccess) -> bool:
    with shelf.read() as connection:
        return connection.execute("SELECT 1 FROM settings WHERE name = ?", (REBUILD_DUE,)).fetchone() is not None


def _begin(connection: Connection) -> None:
    connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, '1')", (REBUILD_DUE,))
    for name in index.TABLES:
        statement = _statement_of(connection, name)
        connection.execute(f"ALTER TABLE {name} RENAME TO {_ASIDE.format(name)}")
        connection.execute(statement)


def _statement_of(connection: Connection, name: str) -> str:
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def _write_rows(shelf: ShelfAccess, on_progress: OnProgress, cancelled: IsCancelled) -> None:
    with shelf.read() as connection:
        rows = connection.execute("SELECT id, text_length FROM documents WHERE ready = 1 ORDER BY id").fetchall()
    total, done = sum(length for _, length in rows), 0
    batch = Batch(shelf)

    def on_piece(length: int) -> None:
        nonlocal done
        go_on(cancelled)
        done += length
        on_progress(min(done, total), total)

    for document, _ in rows:
        go_on(cancelled)
        indexing.fill_pieces(shelf, batch, document, on_piece)
        indexing.put_title(shelf, batch, document)
    batch.flush()


def _remove_aside(shelf: ShelfAccess, name: str, cancelled: IsCancelled) -> None:
    """Empty the old table's own tables step by step, then drop it: freed pages are overwritten with zeros."""
    aside = _ASIDE.format(name)
    with shelf.read() as connection:
        if not _statement_of(connection, aside):
            return
    for template, count in _EMPTYING:
        emptying = template.format(aside)
        while shelf.run(lambda connection, s=emptying, c=count: connection.execute(s, (c,)).rowcount > 0):  # type: ignore[misc]
            go_on(cancelled)
    shelf.run(lambda connection: connection.execute(f"DROP TABLE {aside}"))
