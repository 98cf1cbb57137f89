"""Mending a document's text: sections and pieces agree again, and what is gone is as long as it was."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reader.store.access import ShelfAccess
from reader.store.batches import Batch
from reader.store.numbering import part_id, span_of
from reader.store.packing import pack_markup, pack_text, unpack_or_nothing
from reader.text.markup import escape

if TYPE_CHECKING:
    from reader.vault.connection import Connection

GAP = "[\N{HORIZONTAL ELLIPSIS}]"
"""What is read where a text is gone."""

_SECTIONS = """SELECT number, first_piece, piece_count, length, title, language, direction
    FROM sections WHERE document = ? ORDER BY number"""
_TEXT = "SELECT text FROM piece_texts WHERE id = ?"
_TEXT_IDS = "SELECT id FROM piece_texts WHERE id BETWEEN ? AND ?"
_PIECES = "SELECT id, section, start, length FROM pieces WHERE id BETWEEN ? AND ? ORDER BY id"


@dataclass(frozen=True)
class _Section:
    """A section as far as it is known; `length` 0 when its row is gone."""

    length: int = 0
    title: str = ""
    language: str = ""
    direction: str = "auto"
    pieces: tuple[int, ...] = field(default=())
    """The numbers of its pieces within the document."""


def mend_text(connection: Connection, document: int) -> None:
    """Write sections and pieces anew from what is known of either and from the texts. No text at all, no piece."""
    first, last = span_of(document)
    texts = {piece - first for (piece,) in connection.execute(_TEXT_IDS, (first, last))}
    pieces = {
        piece - first: (section, start, length)
        for piece, section, start, length in connection.execute(_PIECES, (first, last))
    }
    sections = _sections_of(connection, document, pieces, texts)
    connection.execute("DELETE FROM sections WHERE document = ?", (document,))
    connection.execute("DELETE FROM pieces WHERE id BETWEEN ? AND ?", (first, last))
    begin = 0
    for number, section in enumerate(sections):
        length = _write_pieces(connection, document, number, section, pieces, texts) if texts else 0
        known = section if texts else replace(section, pieces=())
        _write_section(connection, document, number, known, begin, length)
        begin += length
    connection.execute(
        "UPDATE documents SET section_count = ?, text_length = ? WHERE id = ?", (len(sections), begin, document)
    )


def show_as_text(shelf: ShelfAccess, document: int) -> None:
    """Turn a document of fixed pages into flowing text: its pieces get markup, and its pages go."""
    batch = Batch(shelf)
    first, last = span_of(document)
    with shelf.read() as connection:
        pieces = [piece for (piece,) in connection.execute(_TEXT_IDS, (first, last))]
    for piece in pieces:
        with shelf.read() as connection:
            text = unpack_or_nothing(connection.execute(_TEXT, (piece,)).fetchone()[0])
        batch.put("UPDATE piece_texts SET html = ? WHERE id = ?", (pack_markup(plain_markup(text), text), piece))
    batch.put("DELETE FROM pages WHERE document = ?", (document,))
    batch.put("UPDATE documents SET page_count = 0 WHERE id = ?", (document,))
    batch.flush()


def plain_markup(text: str) -> str:
    """Markup of a text of which nothing but the text is known: each line is a paragraph."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)


def filler(length: int) -> str:
    """A text of this length that says that something is missing, as far as it is long enough."""
    return (GAP[: max(0, length - 1)].ljust(max(0, length - 1)) + "\n")[:length]


def _sections_of(connection: Connection, document: int, pieces: dict[int, Any], texts: set[int]) -> list[_Section]:
    """Every piece number in order goes to the section that one of both tables names, or to the one before it."""
    rows = {row[0]: row[1:] for row in connection.execute(_SECTIONS, (document,))}
    (count,) = connection.execute("SELECT section_count FROM documents WHERE id = ?", (document,)).fetchone()
    home = {first + at: number for number, (first, held, *_) in rows.items() for at in range(held)}
    home |= {piece: section for piece, (section, _, _) in pieces.items()}
    numbers = range(max([*home, *texts], default=-1) + 1)
    members: list[list[int]] = [[] for _ in range(max([count - 1, *rows, *home.values()], default=-1) + 1)]
    if texts and not members:
        members = [[]]
    at = 0
    for piece in numbers:
        at = max(at, home.get(piece, at))  # pieces of a section stand together
        members[at].append(piece)
    known = {number: _Section(row[2], row[3], row[4], row[5]) for number, row in rows.items()}
    return [replace(known.get(number, _Section()), pieces=tuple(held)) for number, held in enumerate(members)]


def _write_pieces(
    connection: Connection, document: int, number: int, section: _Section, pieces: dict[int, Any], texts: set[int]
) -> int:
    """The pieces of one section, laid end to end; how long they are together."""
    at = 0
    for place, piece in enumerate(section.pieces):
        row = part_id(document, piece)
        if piece in texts:
            length = len(unpack_or_nothing(connection.execute(_TEXT, (row,)).fetchone()[0]))
        else:
            length = pieces[piece][2] if piece in pieces else _gap_after(section, place, at, pieces)
            text = filler(length)
            markup = pack_markup(plain_markup(text), text)
            connection.execute("INSERT INTO piece_texts VALUES (?, ?, ?)", (row, pack_text(text), markup))
        connection.execute("INSERT INTO pieces VALUES (?, ?, ?, ?, ?)", (row, number, place, at, length))
        at += length
    return at


def _gap_after(section: _Section, place: int, at: int, pieces: dict[int, Any]) -> int:
    """How long a piece was of which nothing is known, by where the next one begins or the section ends."""
    following = section.pieces[place + 1] if place + 1 < len(section.pieces) else None
    end = section.length if following is None else pieces.get(following, (0, 0, 0))[1]
    return max(0, int(end) - at)


def _write_section(
    connection: Connection, document: int, number: int, section: _Section, begin: int, length: int
) -> None:
    first = section.pieces[0] if section.pieces else 0
    connection.execute(
        """INSERT INTO sections (document, number, title, language, direction, first_piece, piece_count, start, length)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (document, number, section.title, section.language, section.direction,
         first, len(section.pieces), begin, length),
    )  # fmt: skip
