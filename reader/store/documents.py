"""The list of documents: what is there, what comes, what goes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.errors import Cancelled, NoSuchDocument
from reader.store import purging, reindexing
from reader.store.access import ShelfAccess
from reader.store.rows import Details, DocumentRow
from reader.store.writer import NO_WISH, WHOLE_PAGE, DocumentWriter, Wish
from reader.text.model import Cover, Direction, Embedded

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_SELECT = """SELECT id, kind, title, authors, language, direction, added_at_s, opened_at_s, progress, section_count,
    page_count, text_length, size_bytes, has_cover, simplified FROM documents WHERE ready = 1"""
LIST = _SELECT + " ORDER BY added_at_s DESC, id DESC LIMIT ? OFFSET ?"
_DETAILS = """SELECT publisher, published, description, subjects, series, series_index, options
    FROM details WHERE document = ?"""
_EMBEDDED = "SELECT name, media_type, size_bytes FROM embedded WHERE document = ? ORDER BY number"
_DIRECTIONS = {str(direction): direction for direction in Direction}  # a look-up costs a tenth of a call of the enum


def _never() -> bool:
    return False


class Documents:
    """The part of the library that lists, adds and removes documents."""

    def __init__(self, shelf: ShelfAccess, clock_s: Callable[[], float] = time.time) -> None:
        self._shelf = shelf
        self._clock_s = clock_s
        self._being_written: set[int] = set()
        self.mending = threading.Lock()
        """Held by whoever writes the index anew: one at a time."""

    @property
    def shelf(self) -> ShelfAccess:
        """The shelf that the library is on."""
        return self._shelf

    @property
    def being_written(self) -> frozenset[int]:
        """The documents that have a writer now."""
        return frozenset(self._being_written)

    def documents(self, *, limit: int = -1, offset: int = 0) -> list[DocumentRow]:
        """The documents, last added first; `limit` below 0 means all."""
        with self._shelf.read() as connection:
            rows = connection.execute(
                LIST,
                (limit, offset),
            ).fetchall()
        return [_row_from(row) for row in rows]

    def document_count(self) -> int:
        """How many documents the library shows."""
        with self._shelf.read() as connection:
            (found,) = connection.execute("SELECT count(*) FROM documents WHERE ready = 1").fetchone()
        return int(found)

    def document(self, document: int) -> DocumentRow:
        """One document. Raises NoSuchDocument."""
        with self._shelf.read() as connection:
            row = connection.execute(_SELECT + " AND id = ?", (document,)).fetchone()
        if row is None:
            raise NoSuchDocument(str(document))
        return _row_from(row)

    def details(self, document: int) -> Details:
        """What the document says of itself beyond its row."""
        with self._shelf.read() as connection:
            row = connection.execute(_DETAILS, (document,)).fetchone()
        if row is None:
            return Details()
        publisher, published, description, subjects, series, series_index, options = row
        return Details(
            publisher, published, description, tuple(subjects.split("\n")) if subjects else (), series, series_index,
            WHOLE_PAGE in options.split("\n"),
        )  # fmt: skip

    def embedded(self, document: int) -> list[Embedded]:
        """The files inside the document, as they are listed."""
        with self._shelf.read() as connection:
            rows = connection.execute(_EMBEDDED, (document,)).fetchall()
        return [Embedded(name=name, media_type=media_type, size_bytes=size) for name, media_type, size in rows]

    def document_password(self, document: int) -> str:
        """The document's own password, without which its pages can't be drawn; empty when it has none."""
        with self._shelf.read() as connection:
            row = connection.execute("SELECT password FROM details WHERE document = ?", (document,)).fetchone()
        return str(row[0]) if row else ""

    def cover(self, document: int) -> Cover | None:
        """The document's cover, if it has one."""
        with self._shelf.read() as connection:
            row = connection.execute(
                "SELECT media_type, width_px, height_px, data FROM covers WHERE document = ?", (document,)
            ).fetchone()
        return None if row is None else Cover(media_type=row[0], width_px=row[1], height_px=row[2], data=row[3])

    def sha256(self, document: int) -> bytes:
        """The digest of a document's original. Raises NoSuchDocument."""
        with self._shelf.read() as connection:
            row = connection.execute("SELECT sha256 FROM documents WHERE id = ? AND ready = 1", (document,)).fetchone()
        if row is None:
            raise NoSuchDocument(str(document))
        return bytes(row[0])

    def find_by_sha256(self, sha256: bytes) -> int | None:
        """The document whose original has this digest, if it is in the library."""
        with self._shelf.read() as connection:
            row = connection.execute("SELECT id FROM documents WHERE sha256 = ? AND ready = 1", (sha256,)).fetchone()
        return None if row is None else int(row[0])

    def new_document(self, kind: str, *, sha256: bytes, wish: Wish = NO_WISH) -> DocumentWriter:
        """Begin a document; it shows once its writer is told to finish. `wish` is what its parse was asked for."""
        added_at_s = int(self._clock_s())
        document = self._shelf.run(lambda connection: _begin(connection, kind, sha256, added_at_s))
        self._being_written.add(document)
        return DocumentWriter(self._shelf, document, self._end_writing, wish=wish)

    def remove(self, *documents: int) -> None:
        """Take documents out of the library. They are gone from all lists at once; rows go in short transactions.

        Raises NoSuchDocument, before anything is removed.
        """
        for document in documents:
            self.document(document)
        self._shelf.run(lambda connection: purging.hide(connection, documents))
        for document in documents:
            self._purge(document, _never)
        self._sweep(_never)

    def purge_unfinished(self, *, cancelled: Callable[[], bool] = _never) -> int:
        """Clear what kills left of imports and removals, and go on with a rebuilding of the index; how many documents.

        Run it once after opening, in a job. Raises Cancelled between two transactions.
        """
        with self._shelf.read() as connection:
            rows = connection.execute("SELECT id FROM documents WHERE ready = 0").fetchall()
            (due,) = connection.execute("SELECT count(*) FROM settings WHERE name = ?", (purging.SWEEP_DUE,)).fetchone()
        leftovers = [document for (document,) in rows if document not in self._being_written]
        for document in leftovers:
            self._purge(document, cancelled)
        if leftovers or due:
            self._sweep(cancelled)
        reindexing.finish(self, cancelled=cancelled)
        return len(leftovers)

    def _end_writing(self, document: int, finished: bool) -> None:
        self._being_written.discard(document)
        if not finished:
            self._purge(document, _never)

    def _purge(self, document: int, cancelled: Callable[[], bool]) -> None:
        for step in purging.STEPS:
            while self._shelf.run(lambda connection, step=step: step(connection, document)):  # type: ignore[misc]
                if cancelled():
                    raise Cancelled

    def _sweep(self, cancelled: Callable[[], bool]) -> None:
        self._shelf.run(purging.begin_sweep)
        while self._shelf.run(purging.go_on_sweeping):
            if cancelled():
                raise Cancelled


def _row_from(row: tuple[Any, ...]) -> DocumentRow:
    return DocumentRow(
        id=row[0],
        kind=row[1],
        title=row[2],
        authors=tuple(row[3].split("\n")) if row[3] else (),
        language=row[4],
        direction=_DIRECTIONS[row[5]],
        added_at_s=row[6],
        opened_at_s=row[7],
        progress=row[8],
        section_count=row[9],
        page_count=row[10],
        text_length=row[11],
        size_bytes=row[12],
        has_cover=bool(row[13]),
        simplified=tuple(row[14].split("\n")) if row[14] else (),
    )


def _begin(connection: Connection, kind: str, sha256: bytes, added_at_s: int) -> int:
    cursor = connection.execute(
        "INSERT INTO documents (kind, sha256, added_at_s) VALUES (?, ?, ?)", (kind, sha256, added_at_s)
    )
    return cursor.lastrowid
