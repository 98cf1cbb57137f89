"""Whether a document is whole: what its rows say that it has, and what is there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.store.numbering import part_id, span_of

if TYPE_CHECKING:
    from reader.vault.connection import Connection


class Part(StrEnum):
    """What a document consists of, as far as it can be lost on its own."""

    ENTRY = "entry"
    """Its row in the list: title, authors, language, kind, when it was added."""
    TEXT = "text"
    ORIGINAL = "original"
    IMAGES = "images"
    COVER = "cover"
    CONTENTS = "outline-and-links"
    """Outline and the targets of links."""
    PAGES = "pages"
    """Sizes and labels of fixed pages."""
    DETAILS = "details"
    """Publisher, date and description, subjects and series; files inside it; its own password."""
    POSITION = "position"
    """Where reading stopped."""
    MARKS = "marks"
    """Highlights, notes and bookmarks; what was chosen for this document alone."""
    COLLECTIONS = "collections"
    """In which collections it was."""


@dataclass(frozen=True)
class Shortfall:
    """A part of which a count says `expected` and `found` are there; the unit is the table's own."""

    part: Part
    expected: int
    found: int


_OF_THE_ROW = """SELECT
    section_count, (SELECT count(*) FROM sections WHERE document = :document),
    text_length, (SELECT coalesce(sum(length), 0) FROM sections WHERE document = :document),
    page_count, (SELECT count(*) FROM pages WHERE document = :document),
    size_bytes, (SELECT coalesce(sum(length(data)), 0) FROM chunks WHERE id BETWEEN :first AND :last),
    has_cover, (SELECT count(*) FROM covers WHERE document = :document),
    opened_at_s > 0, (SELECT count(*) FROM positions WHERE document = :document)
    FROM documents WHERE id = :document"""
_PARTS_OF_THE_ROW = (Part.TEXT, Part.TEXT, Part.PAGES, Part.ORIGINAL, Part.COVER, Part.POSITION)
_PIECES = """SELECT
    (SELECT coalesce(sum(piece_count), 0) FROM sections WHERE document = :document),
    (SELECT count(*) FROM pieces WHERE id BETWEEN :first AND :last),
    (SELECT count(*) FROM piece_texts WHERE id BETWEEN :first AND :last),
    (SELECT coalesce(sum(length), 0) FROM sections WHERE document = :document),
    (SELECT coalesce(sum(length), 0) FROM pieces WHERE id BETWEEN :first AND :last)"""
_IMAGES = "SELECT first_chunk, chunk_count FROM resources WHERE document = ?"
_IMAGE_CHUNKS = "SELECT count(*) FROM resource_chunks WHERE id >= ? AND id < ?"
_ALL_IMAGE_CHUNKS = "SELECT count(*) FROM resource_chunks WHERE id BETWEEN ? AND ?"


def shortfalls(connection: Connection, document: int) -> list[Shortfall]:
    """Every count of a document that is not met, in either direction; none when it is whole, or not there at all.

    Outline, links, details, collections and images have no count: whether a row of theirs is missing is not known here.
    """
    span = span_of(document)
    named = {"document": document, "first": span[0], "last": span[1]}
    row = connection.execute(_OF_THE_ROW, named).fetchone()
    if row is None:
        return []
    found = [
        Shortfall(part, row[2 * at], row[2 * at + 1])
        for at, part in enumerate(_PARTS_OF_THE_ROW)
        if row[2 * at] != row[2 * at + 1]
    ]
    return found + _pieces(connection, named) + _images(connection, document)


def _pieces(connection: Connection, named: dict[str, int]) -> list[Shortfall]:
    pieces, rows, texts, section_lengths, piece_lengths = connection.execute(_PIECES, named).fetchone()
    pairs = ((pieces, rows), (pieces, texts), (section_lengths, piece_lengths))
    return [Shortfall(Part.TEXT, *pair) for pair in pairs if pair[0] != pair[1]]


def _images(connection: Connection, document: int) -> list[Shortfall]:
    """Chunks that an image lacks, and chunks that belong to none: their image's row is gone."""
    found, counted = [], 0
    for first, count in connection.execute(_IMAGES, (document,)).fetchall():
        start = part_id(document, first)
        (there,) = connection.execute(_IMAGE_CHUNKS, (start, start + count)).fetchone()
        counted += there
        if there != count:
            found.append(Shortfall(Part.IMAGES, count, there))
    (there,) = connection.execute(_ALL_IMAGE_CHUNKS, span_of(document)).fetchone()
    if there != counted and not found:
        found.append(Shortfall(Part.IMAGES, counted, there))
    return found
