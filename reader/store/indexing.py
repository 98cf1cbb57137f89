"""What the index must hold, told from the texts alone: for writing it anew, and for comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.search.words import row_words, words_of
from reader.store.access import ShelfAccess
from reader.store.batches import Batch
from reader.store.numbering import owner_of, span_of
from reader.store.packing import unpack_or_nothing

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_PIECES_AT_ONCE = 32
_WORD_MS = 0.001  # what adding one word to the index takes

_TEXTS = """SELECT id, section, text FROM pieces JOIN piece_texts USING (id)
    WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"""
_MISSING_PIECES = """SELECT id FROM pieces WHERE id BETWEEN ? AND ?
    AND id NOT IN (SELECT id FROM piece_index_docsize WHERE id BETWEEN ? AND ?)"""
_INSERT_PIECE = """INSERT INTO piece_index (rowid, words) SELECT ?, ?
    WHERE EXISTS (SELECT 1 FROM pieces WHERE id = ?)"""
_INSERT_TITLE = """INSERT INTO title_index (rowid, title, authors) SELECT ?, ?, ? WHERE
    EXISTS (SELECT 1 FROM documents WHERE id = ? AND ready = 1)
    AND NOT EXISTS (SELECT 1 FROM title_index_docsize WHERE id = ?)"""
_NEXT_PART = "SELECT id FROM {} WHERE id >= ? ORDER BY id LIMIT 1"
_TITLE = "SELECT title, authors FROM documents WHERE id = ?"


def piece_rows(shelf: ShelfAccess, document: int) -> Iterator[tuple[int, int, str]]:
    """Of each piece: its row id, the length of its text in code points, and what `piece_index` must hold for it."""
    first, last = span_of(document)
    while texts := _texts(shelf, first, last):
        whole = len(texts) <= _PIECES_AT_ONCE
        for (piece, section, text), behind in zip(texts, [*texts[1:], None], strict=True):
            if behind is None and not whole:
                break  # only there to be the one behind
            follows = behind is not None and behind[:2] == (piece + 1, section)
            yield piece, len(text), row_words(text, behind[2] if behind is not None and follows else "")
        if whole:
            return
        first = texts[-1][0]


def title_row(connection: Connection, document: int) -> tuple[str, str] | None:
    """The words of title and authors that `title_index` must hold; None without the document."""
    row = connection.execute(_TITLE, (document,)).fetchone()
    return None if row is None else (" ".join(words_of(row[0])), " ".join(words_of(row[1])))


def fill_pieces(shelf: ShelfAccess, batch: Batch, document: int, on_piece: Callable[[int], None]) -> None:
    """Write the rows that `piece_index` lacks of a document. `on_piece` hears each text's length, and may raise.

    What is there stays, so that work that was cut short goes on where it was; what was removed meanwhile stays out.
    """
    missing = _missing(shelf, document)
    for piece, length, words in piece_rows(shelf, document) if missing else ():
        if piece in missing:
            estimate_ms = words.count(" ") * _WORD_MS
            batch.put(_INSERT_PIECE, (piece, words, piece), estimate_ms=estimate_ms)
        on_piece(length)


def put_title(shelf: ShelfAccess, batch: Batch, document: int) -> None:
    """Write the row of `title_index` if it is lacking and the document is shown by then."""
    with shelf.read() as connection:
        row = title_row(connection, document)
    if row is not None:
        batch.put(_INSERT_TITLE, (document, *row, document, document))


def _texts(shelf: ShelfAccess, first: int, last: int) -> list[tuple[int, int, str]]:
    """Some pieces, and one more, so that each but the last has the one behind it."""
    with shelf.read() as connection:
        rows = connection.execute(_TEXTS, (first, last, _PIECES_AT_ONCE + 1)).fetchall()
    return [(piece, section, unpack_or_nothing(text)) for piece, section, text in rows]


def _missing(shelf: ShelfAccess, document: int) -> set[int]:
    span = span_of(document)
    with shelf.read() as connection:
        return {piece for (piece,) in connection.execute(_MISSING_PIECES, (*span, *span))}


def owners(connection: Connection, table: str) -> Iterator[int]:
    """The documents that have parts in a table, by leaping from one to the next."""
    at = 0
    while row := connection.execute(_NEXT_PART.format(table), (at,)).fetchone():
        yield owner_of(row[0])
        at = span_of(owner_of(row[0]))[1] + 1
