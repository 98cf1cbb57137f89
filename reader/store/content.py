"""What is inside a document: sections, pieces, images, outline, and the original."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.errors import NoSuchDocument
from reader.store.access import ShelfAccess
from reader.store.numbering import part_id, span_of
from reader.store.packing import unpack_markup, unpack_text
from reader.store.rows import PieceInfo, SectionInfo
from reader.text.model import Direction, Locator, OutlineEntry, PageSize, Piece, Resource


class Content:
    """The part of the library that reads documents. What a document lacks is empty, not an error."""

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf

    def sections(self, document: int) -> list[SectionInfo]:
        """All sections, in reading order."""
        rows = self._rows(
            """SELECT number, title, language, direction, piece_count, start, length
            FROM sections WHERE document = ? ORDER BY number""",
            document,
        )
        return [_section_from(*row) for row in rows]

    def pieces(self, document: int) -> list[PieceInfo]:
        """All pieces of all sections, in reading order."""
        rows = self._rows(
            "SELECT section, number, start, length FROM pieces WHERE id BETWEEN ? AND ? ORDER BY id", *span_of(document)
        )
        return [PieceInfo(*row) for row in rows]

    def piece(self, document: int, section: int, number: int) -> Piece:
        """One piece with its text and markup. Raises NoSuchDocument when there is none."""
        with self._shelf.read():  # one view for both questions
            first, count = self._pieces_of(document, section)
            if not 0 <= number < count:
                raise NoSuchDocument(f"{document}: no piece {number} in section {section}")
            piece_id = part_id(document, first + number)
            rows = self._rows("SELECT start, text, html FROM pieces JOIN piece_texts USING (id) WHERE id = ?", piece_id)
        if not rows:
            raise NoSuchDocument(f"{document}: removed meanwhile")
        start, packed_text, packed_html = rows[0]
        text = unpack_text(packed_text)
        return Piece(text=text, html=unpack_markup(packed_html, text), start=start)

    def section_text(self, document: int, section: int) -> str:
        """The canonical text of a section. Raises NoSuchDocument when there is none."""
        first, count = self._pieces_of(document, section)
        rows = self._rows(
            "SELECT text FROM piece_texts WHERE id >= ? AND id < ? ORDER BY id",
            part_id(document, first),
            part_id(document, first) + count,
        )
        return "".join(unpack_text(text) for (text,) in rows)

    def resource_size(self, document: int, name: str) -> tuple[str, int, int] | None:
        """Media type, width and height in pixels of the image that markup calls `res:NAME`, without its bytes."""
        sought = "SELECT media_type, width_px, height_px FROM resources WHERE document = ? AND name = ?"
        rows = self._rows(sought, document, name)
        return (str(rows[0][0]), int(rows[0][1]), int(rows[0][2])) if rows else None

    def resource(self, document: int, name: str) -> Resource | None:
        """The image that markup calls `res:NAME`."""
        rows = self._rows(
            """SELECT media_type, width_px, height_px, first_chunk, chunk_count
            FROM resources WHERE document = ? AND name = ?""",
            document,
            name,
        )
        if not rows:
            return None
        media_type, width_px, height_px, first, count = rows[0]
        first_id = part_id(document, first)
        chunks = self._rows(
            "SELECT data FROM resource_chunks WHERE id >= ? AND id < ? ORDER BY id", first_id, first_id + count
        )
        data = b"".join(chunk for (chunk,) in chunks)
        return Resource(name=name, media_type=media_type, width_px=width_px, height_px=height_px, data=data)

    def outline(self, document: int) -> list[OutlineEntry]:
        """The table of contents, in order."""
        rows = self._rows(
            "SELECT title, level, section, place FROM outline WHERE document = ? ORDER BY number", document
        )
        return [OutlineEntry(title=row[0], level=row[1], target=Locator(row[2], row[3])) for row in rows]

    def anchors(self, document: int) -> dict[str, Locator]:
        """Where the links inside the document lead."""
        rows = self._rows("SELECT name, section, place FROM anchors WHERE document = ?", document)
        return {name: Locator(section, place) for name, section, place in rows}

    def fixed_pages(self, document: int) -> list[PageSize]:
        """The sizes of fixed pages; none when the text flows."""
        rows = self._rows("SELECT width_pt, height_pt, label FROM pages WHERE document = ? ORDER BY number", document)
        return [PageSize(width_pt=width, height_pt=height, label=label) for width, height, label in rows]

    def original(self, document: int) -> Iterator[bytes]:
        """The bytes of the file as imported, 1 MiB at a time; nothing when it was not kept."""
        chunk, last = span_of(document)
        while chunk <= last and (rows := self._rows("SELECT data FROM chunks WHERE id = ?", chunk)):
            yield rows[0][0]
            chunk += 1

    def original_size_bytes(self, document: int) -> int:
        """How long the file as imported is; 0 when it was not kept."""
        return int(self._rows("SELECT coalesce(sum(length(data)), 0) FROM chunks WHERE id BETWEEN ? AND ?",
                              *span_of(document))[0][0])  # fmt: skip

    def original_chunk(self, document: int, number: int) -> bytes:
        """Part `number` of the file as imported, 1 MiB but for the last; empty when there is none."""
        rows = self._rows("SELECT data FROM chunks WHERE id = ?", part_id(document, number))
        return bytes(rows[0][0]) if rows else b""

    def _pieces_of(self, document: int, section: int) -> tuple[int, int]:
        rows = self._rows(
            "SELECT first_piece, piece_count FROM sections WHERE document = ? AND number = ?", document, section
        )
        if not rows:
            raise NoSuchDocument(f"{document}: no section {section}")
        first, count = rows[0]
        return first, count

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        with self._shelf.read() as connection:
            return connection.execute(statement, values).fetchall()


def _section_from(number: int, title: str, language: str, direction: str, *sizes: int) -> SectionInfo:
    piece_count, start, length = sizes
    return SectionInfo(number, title, language, Direction(direction), piece_count, start, length)
