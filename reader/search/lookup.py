"""Asking the index: which documents hold a query, and which of their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from reader.search.query import Query, match_all, match_any
from reader.store.numbering import span_of
from reader.store.packing import unpack_text

if TYPE_CHECKING:
    from reader.vault.connection import Connection

# rowid >> 24 is the document, see store/numbering.py.
_HOLDING = """SELECT document FROM (
    SELECT rowid >> 24 AS document FROM piece_index WHERE piece_index MATCH ?
    UNION SELECT rowid FROM title_index WHERE title_index MATCH ?)"""
_DOCUMENTS = """SELECT id, kind, title, authors FROM documents WHERE ready = 1 AND id IN ({}) ORDER BY
    id IN (SELECT rowid FROM title_index WHERE title_index MATCH ?) DESC, id DESC LIMIT ? OFFSET ?"""
_PIECES = "SELECT rowid FROM piece_index WHERE piece_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?"
_TEXT = "SELECT section, start, text FROM pieces JOIN piece_texts USING (id) WHERE id = ?"


class FoundDocument(msgspec.Struct, frozen=True):
    """A document that holds the query."""

    document: int
    kind: str
    title: str
    authors: tuple[str, ...]


class FoundPiece(msgspec.Struct, frozen=True):
    """A piece that the index names, as it lies in the shelf, and the one behind it in its section."""

    section: int
    start: int
    packed: bytes
    packed_next: bytes = b""

    def texts(self) -> tuple[str, str]:
        """The text, and the text behind it."""
        return unpack_text(self.packed), unpack_text(self.packed_next) if self.packed_next else ""


def documents_holding(connection: Connection, query: Query, limit: int, offset: int) -> list[FoundDocument]:
    """Documents that hold every required group and nothing excluded: by title first, then last added first."""
    wanted = [match_any(group) for group in query.required]
    holding = " INTERSECT ".join([_HOLDING] * len(wanted))
    if query.excluded:
        holding += " EXCEPT " + _HOLDING
        wanted.append(match_any(query.excluded))
    twice = [expression for expression in wanted for _ in range(2)]
    rows = connection.execute(_DOCUMENTS.format(holding), (*twice, match_all(query.required), limit, offset))
    return [FoundDocument(row[0], row[1], row[2], tuple(filter(None, row[3].split("\n")))) for row in rows]


def pieces_holding(connection: Connection, query: Query, document: int, limit: int) -> list[FoundPiece]:
    """Pieces of one document that hold a term of the query, rather those that hold all groups; in reading order."""
    span = span_of(document)
    ids = [row[0] for row in connection.execute(_PIECES, (match_all(query.required), *span, limit))]
    if len(ids) < limit and len(query.required) > 1:
        ids += [row[0] for row in connection.execute(_PIECES, (match_any(query.wanted), *span, limit))]
    phrases = any(len(term.words) > 1 for term in query.wanted)
    return [_found_piece(connection, piece, phrases) for piece in sorted(dict.fromkeys(ids[:limit]))]


def _found_piece(connection: Connection, piece: int, with_next: bool) -> FoundPiece:
    section, start, packed = _text(connection, piece)
    behind = _text(connection, piece + 1) if with_next else None
    return FoundPiece(section, start, packed, behind[2] if behind and behind[0] == section else b"")


def _text(connection: Connection, piece: int) -> Any:
    return connection.execute(_TEXT, (piece,)).fetchone()
