"""Copying a library into the empty shelf of a new vault: that is how a library is compacted.

Documents keep their numbers, for positions refer to them. Rows go over table by table in short transactions, read
without holding the source's lock for long; a document is shown in the target only once it is whole and indexed there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.store import indexing
from reader.store.access import ShelfAccess
from reader.store.batches import Batch
from reader.store.completeness import Part
from reader.store.mending import make_whole
from reader.store.mending_collections import mend_collections
from reader.store.purging import SWEEP_DUE
from reader.store.reindexing import REBUILD_DUE
from reader.store.schema import prepare
from reader.store.tables import CHUNKS, DOCUMENTS, OF_DICTIONARIES, OF_DOCUMENTS, Table
from reader.vault.progress import IsCancelled, OnProgress, go_on, never, part_of, unheard

if TYPE_CHECKING:
    from reader.vault.connection import Connection

Row = Sequence[Any]

_SLICE_BYTES = 1024 * 1024
_SLICE_ROWS = 500
_ROW_MS = 0.02
_BYTE_MS = 1 / 50_000
_ROWS_SHARE = 0.6
_SELECT = "SELECT {} FROM {} WHERE ({}) > ({}) ORDER BY {}"
_SELECT_FIRST = "SELECT {} FROM {} ORDER BY {}"
_INSERT = "INSERT OR IGNORE INTO {} ({}) VALUES ({})"
_SHOW = "UPDATE documents SET ready = 1 WHERE id = ?"
_LAST_NUMBER = "SELECT seq FROM sqlite_sequence WHERE name = 'documents'"
_NOTES = {SWEEP_DUE, REBUILD_DUE}
COLLECTIONS = "collections"


@dataclass(frozen=True)
class LostDocument:
    """A document that did not come over whole. `parts` are missing or not sure to be complete.

    With `kept`, the rest of it is in the new vault. `title` is empty when it can't be read either.
    """

    document: int
    title: str
    parts: tuple[Part, ...]
    kept: bool


@dataclass(frozen=True)
class CopyReport:
    """How many documents are in the new vault, those among them that lost a part too; and all that lost something."""

    copied: int
    lost: tuple[LostDocument, ...] = ()


def copy_library(
    source: ShelfAccess, target: ShelfAccess, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never
) -> CopyReport:
    """Copy every shown document, positions, collections and settings into an empty shelf.

    Nothing may be written to either meanwhile.

    Raises VaultDamaged when the source can't be read through (see salvaging.py), VaultTooNew, DiskFull, Cancelled, and
    ValueError when the target holds a document. After an error the new vault is to be thrown away.
    """
    prepare(source)
    require_empty(target)
    with source.read() as connection:
        rows = connection.execute("SELECT id, size_bytes FROM documents WHERE ready = 1 ORDER BY id").fetchall()
    wanted = [document for document, _ in rows]
    copier = RowCopier(target)
    bars = _bars(part_of(on_progress, 0, _ROWS_SHARE), sum(size for _, size in rows))
    for table in OF_DOCUMENTS:
        _copy_table(source, copier, table, wanted, next(bars), cancelled)
    copy_settings(copier, _all_rows(source, "SELECT name, value FROM settings"))
    columns = _columns_of(source, COLLECTIONS)
    copy_collections(copier, columns, _all_rows(source, "SELECT * FROM collections"))
    _copy_dictionaries(source, copier, cancelled)
    copier.flush()
    lost = {document: {Part.COLLECTIONS} for document in mend_collections(target)}
    copy_last_number(target, _all_rows(source, _LAST_NUMBER))
    return show(target, wanted, lost, part_of(on_progress, _ROWS_SHARE, 1), cancelled)


def require_empty(target: ShelfAccess) -> None:
    """Make the tables of the target. Raises ValueError when it holds a document."""
    prepare(target)
    if _all_rows(target, "SELECT 1 FROM documents LIMIT 1"):
        raise ValueError("the target of a copy must be empty")


class RowCopier:
    """Puts rows into the target's tables, the documents among them hidden until they are shown."""

    def __init__(self, target: ShelfAccess) -> None:
        self.batch = Batch(target)
        self._statements: dict[tuple[str, tuple[str, ...]], str] = {}

    def put(self, table: str, columns: tuple[str, ...], row: Row) -> None:
        """Put a row, unless one of its key is there."""
        statement = self._statements.get((table, columns))
        if statement is None:
            statement = _INSERT.format(table, ", ".join(columns), ", ".join("?" * len(columns)))
            self._statements[table, columns] = statement
        if table == DOCUMENTS.name:
            row = [0 if name == "ready" else value for name, value in zip(columns, row, strict=True)]
        self.batch.put(statement, row, estimate_ms=_ROW_MS + bytes_of(row) * _BYTE_MS)

    def flush(self) -> None:
        """Write what has gathered."""
        self.batch.flush()


def copy_settings(copier: RowCopier, rows: Iterable[Row]) -> None:
    """Put settings, but for the notes that tell what is due in the source's own tables."""
    for name, value in rows:
        if name not in _NOTES:
            copier.put("settings", ("name", "value"), (name, value))


def copy_collections(copier: RowCopier, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Put collections; who is in them came with the documents."""
    for row in rows:
        copier.put(COLLECTIONS, columns[: len(row)], row)


def copy_last_number(target: ShelfAccess, rows: Sequence[Row]) -> None:
    """Let the target go on counting where the source was, so that no number is given twice."""
    if rows:
        target.run(lambda connection: _set_last_number(connection, int(rows[0][0])))


def show(
    target: ShelfAccess,
    documents: Collection[int],
    lost: dict[int, set[Part]],
    on_progress: OnProgress,
    cancelled: IsCancelled,
) -> CopyReport:
    """Make each document that came over whole, index it, and show it; what had to be given up is added to `lost`."""
    report, total, done = [], _text_length(target), 0
    batch = Batch(target)

    def on_piece(length: int) -> None:
        nonlocal done
        go_on(cancelled)
        done += length
        on_progress(min(done, total), total)

    for document in documents:
        go_on(cancelled)
        made = make_whole(target, document, lost.get(document, set()))
        if made.kept:
            indexing.fill_pieces(target, batch, document, on_piece)
            batch.flush()
            batch.put(_SHOW, (document,))
            indexing.put_title(target, batch, document)
            batch.flush()
        if made.lost:
            report.append(LostDocument(document, made.title, made.lost, made.kept))
    on_progress(1, 1)
    given_up = sum(not each.kept for each in report)
    return CopyReport(len(documents) - given_up, tuple(report))


def bytes_of(row: Row) -> int:
    """How much a row takes, near enough."""
    return sum(len(value) for value in row if isinstance(value, bytes | str))


def _bars(on_progress: OnProgress, original_bytes: int) -> Iterator[Callable[[int, int], None]]:
    """A progress for each table: originals get a share as large as they are."""
    weights = [1.0 + (original_bytes / _SLICE_BYTES if table is CHUNKS else 0.0) for table in OF_DOCUMENTS]
    start = 0.0
    for weight in weights:
        yield part_of(on_progress, start / sum(weights), (start + weight) / sum(weights))
        start += weight


def _copy_table(
    source: ShelfAccess,
    copier: RowCopier,
    table: Table,
    wanted: Sequence[int],
    on_progress: OnProgress,
    cancelled: IsCancelled,
) -> None:
    columns = _columns_of(source, table.name)
    first = columns.index(table.key[0])
    place = {document: number for number, document in enumerate(wanted, start=1)}
    for rows in _slices(source, table, columns):
        go_on(cancelled)
        for row in rows:
            owner = table.owner(row[first])
            if owner in place:
                copier.put(table.name, columns, row)
                on_progress(place[owner], len(wanted))
    on_progress(1, 1)


def _copy_dictionaries(source: ShelfAccess, copier: RowCopier, cancelled: IsCancelled) -> None:
    ready = [number for (number,) in _all_rows(source, "SELECT id FROM dictionaries WHERE ready = 1")]
    for table in OF_DICTIONARIES:
        _copy_table(source, copier, table, ready, unheard, cancelled)


def _slices(source: ShelfAccess, table: Table, columns: tuple[str, ...]) -> Iterator[list[Row]]:
    """All rows of a table in the order of its key, some at a time; the shelf is free in between."""
    key, names = ", ".join(table.key), ", ".join(columns)
    places = [columns.index(name) for name in table.key]
    statement, after = _SELECT_FIRST.format(names, table.name, key), ()
    while rows := _slice(source, statement, after):
        yield rows
        statement = _SELECT.format(names, table.name, key, ", ".join("?" * len(places)), key)
        after = tuple(rows[-1][place] for place in places)


def _slice(source: ShelfAccess, statement: str, after: Row) -> list[Row]:
    rows: list[Row] = []
    room = _SLICE_BYTES
    with source.read() as connection:
        for row in connection.execute(statement, after):
            rows.append(row)
            room -= bytes_of(row)
            if room <= 0 or len(rows) >= _SLICE_ROWS:
                break
    return rows


def _columns_of(shelf: ShelfAccess, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in _all_rows(shelf, f"PRAGMA table_info({table})"))


def _all_rows(shelf: ShelfAccess, statement: str) -> list[Row]:
    with shelf.read() as connection:
        return connection.execute(statement).fetchall()


def _text_length(shelf: ShelfAccess) -> int:
    return int(_all_rows(shelf, "SELECT coalesce(sum(text_length), 0) FROM documents")[0][0])


def _set_last_number(connection: Connection, number: int) -> None:
    if connection.execute(_LAST_NUMBER).fetchone():
        connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'documents'", (number,))
    else:
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('documents', ?)", (number,))
