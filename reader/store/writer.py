"""Writing a document into a shelf as its parts arrive."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from reader.errors import ProtocolViolation
from reader.search import index
from reader.search.words import row_words, words_of
from reader.store.access import ShelfAccess
from reader.store.batches import Batch
from reader.store.carrying import PlacesAgain
from reader.store.numbering import part_id
from reader.store.packing import pack_markup, pack_text
from reader.store.succession import PUT_UNFINISHED, succeed
from reader.text import model

if TYPE_CHECKING:
    from reader.vault.connection import Connection

CHUNK_BYTES = 1024 * 1024
WHOLE_PAGE = "whole-page"
"""The line in `details.options` of a saved page that was taken in whole."""

_INSERT_CHUNK = "INSERT INTO chunks (id, data) VALUES (?, ?)"
_INSERT_RESOURCE_CHUNK = "INSERT INTO resource_chunks (id, data) VALUES (?, ?)"
_ROW_MS = 0.02
_BYTE_MS = 1 / 50_000  # what encrypting, journalling and writing one byte takes: some 50 MB/s
_WORD_MS = 0.001  # what adding one word to the index takes


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the person wished of the parse: kept, so that pages can be drawn, and the parse be made, again."""

    password: str = ""
    whole_page: bool = False


NO_WISH = Wish()


class DocumentWriter:
    """Takes the events of one parse and the bytes of the original, in any mixture.

    Rows are committed as they gather; the document is shown only after `finish()`. Until then a kill leaves rows that
    the next `purge_unfinished()` removes.
    """

    def __init__(
        self, shelf: ShelfAccess, document: int, on_end: Callable[[int, bool], None], *, wish: Wish = NO_WISH
    ) -> None:
        self._shelf = shelf
        self._wish = wish
        self._batch = Batch(shelf)
        self._document = document
        self._on_end = on_end
        self._piece_count = 0
        self._chunk_count = 0
        self._resource_chunk_count = 0
        self._section_count = 0
        self._page_count = 0
        self._text_length = 0
        self._size_bytes = 0
        self._has_cover = False
        self._metadata = model.Metadata()
        self._simplified: dict[str, None] = {}
        self._embedded_count = 0
        self._takers: dict[type, Callable[[Any], None]] = {
            model.Metadata: self._take_metadata,
            model.Section: self._take_section,
            model.Resource: self._take_resource,
            model.Cover: self._take_cover,
            model.Outline: self._take_outline,
            model.Anchors: self._take_anchors,
            model.FixedPages: self._take_pages,
            model.Simplified: self._take_simplified,
            model.Embedded: self._take_embedded,
            model.Progress: lambda _: None,
        }

    @property
    def id(self) -> int:
        """The number that the document will have."""
        return self._document

    def add(self, event: model.ParseEvent) -> None:
        """Store one event. Raises DiskFull, ProtocolViolation; after any error, `abandon()`."""
        self._takers[type(event)](event)

    def add_chunk(self, data: bytes) -> None:
        """Store the next bytes of the original: CHUNK_BYTES each time, fewer only at the end."""
        for at in range(0, len(data), CHUNK_BYTES):
            self._put_blob(_INSERT_CHUNK, part_id(self._document, self._chunk_count), data[at : at + CHUNK_BYTES])
            self._chunk_count += 1
        self._size_bytes += len(data)

    def finish(self, collection: int = 0) -> int:
        """Show the document in the library, and in a collection if it is there; its number."""
        if collection:
            self._batch.put(PUT_UNFINISHED, {"collection": collection, "document": self._document})
        self._put_end()
        self._batch.flush()
        self._on_end(self._document, True)
        return self._document

    def finish_for(self, old: int) -> int:
        """Show the document in place of another, which is gone from all lists at the same instant; its number.

        It is in the old one's collections, and keeps its title, authors, times, marks, and where reading was. Raises
        NoSuchDocument when there is no old one; then `abandon()`.
        """
        self._batch.flush()
        places = PlacesAgain(self._shelf, old, self._document)
        self._put_end()
        self._shelf.run(lambda connection: self._carry_out_for(connection, old, places))
        self._batch.drop()
        self._on_end(self._document, True)
        return self._document

    def _carry_out_for(self, connection: Connection, old: int, places: PlacesAgain) -> None:
        self._batch.carry_out(connection)
        succeed(connection, old, self._document, places)

    def _put_end(self) -> None:
        authors = self._metadata.authors
        title_words = " ".join(words_of(self._metadata.title))
        author_words = " ".join(words_of("\n".join(authors)))
        self._batch.put(index.INSERT_TITLE, (self._document, title_words, author_words))
        self._batch.put(
            """UPDATE documents SET ready = 1, title = ?, authors = ?, language = ?, direction = ?, section_count = ?,
            page_count = ?, text_length = ?, size_bytes = ?, has_cover = ?, simplified = ? WHERE id = ?""",
            (
                one_line(self._metadata.title), "\n".join(one_line(author) for author in authors),
                self._metadata.language, str(self._metadata.direction), self._section_count,
                self._page_count, self._text_length, self._size_bytes, self._has_cover, "\n".join(self._simplified),
                self._document,
            ),
        )  # fmt: skip

    def abandon(self) -> None:
        """Give up: nothing of the document stays."""
        self._batch.drop()
        self._on_end(self._document, False)

    def _take_metadata(self, event: model.Metadata) -> None:
        self._metadata = event
        self._batch.put(
            """INSERT OR REPLACE INTO details (document, publisher, published, description, subjects, series,
            series_index, password, options) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                self._document, event.publisher, event.published, event.description,
                "\n".join(filter(None, map(one_line, event.subjects))), one_line(event.series),
                one_line(event.series_index), self._wish.password, WHOLE_PAGE if self._wish.whole_page else "",
            ),
        )  # fmt: skip

    def _take_section(self, event: model.Section) -> None:
        if event.index != self._section_count:
            raise ProtocolViolation("sections out of order")
        first_piece, length = self._piece_count, 0
        following = [piece.text for piece in event.pieces[1:]] + [""]
        for number, (piece, next_text) in enumerate(zip(event.pieces, following, strict=False)):
            if piece.start != length:
                raise ProtocolViolation("pieces do not join")
            self._put_piece(event.index, number, piece, next_text)
            length += len(piece.text)
        self._batch.put(
            """INSERT INTO sections (document, number, title, language, direction, first_piece, piece_count,
            start, length) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                self._document, event.index, event.title, event.language, str(event.direction),
                first_piece, len(event.pieces), self._text_length, length,
            ),
        )  # fmt: skip
        self._section_count += 1
        self._text_length += length

    def _put_piece(self, section: int, number: int, piece: model.Piece, next_text: str) -> None:
        piece_id = part_id(self._document, self._piece_count)
        self._piece_count += 1
        text, html, words = pack_text(piece.text), pack_markup(piece.html, piece.text), row_words(piece.text, next_text)
        self._batch.put(
            "INSERT INTO pieces (id, section, number, start, length) VALUES (?, ?, ?, ?, ?)",
            (piece_id, section, number, piece.start, len(piece.text)),
            estimate_ms=_ROW_MS,
        )
        self._batch.put(
            "INSERT INTO piece_texts (id, text, html) VALUES (?, ?, ?)",
            (piece_id, text, html),
            estimate_ms=(len(text) + len(html)) * _BYTE_MS,
        )
        self._batch.put(index.INSERT_PIECE, (piece_id, words), estimate_ms=words.count(" ") * _WORD_MS)

    def _take_resource(self, event: model.Resource) -> None:
        first_chunk, data = self._resource_chunk_count, event.data
        for at in range(0, len(data), CHUNK_BYTES):
            chunk = part_id(self._document, self._resource_chunk_count)
            self._put_blob(_INSERT_RESOURCE_CHUNK, chunk, data[at : at + CHUNK_BYTES])
            self._resource_chunk_count += 1
        self._batch.put(
            """INSERT OR REPLACE INTO resources
            (document, name, media_type, width_px, height_px, first_chunk, chunk_count) VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                self._document, event.name, event.media_type, event.width_px, event.height_px,
                first_chunk, self._resource_chunk_count - first_chunk,
            ),
        )  # fmt: skip

    def _take_cover(self, event: model.Cover) -> None:
        self._has_cover = True
        self._batch.put(
            "INSERT OR REPLACE INTO covers (document, media_type, width_px, height_px, data) VALUES (?, ?, ?, ?, ?)",
            (self._document, event.media_type, event.width_px, event.height_px, event.data),
            estimate_ms=len(event.data) * _BYTE_MS,
        )

    def _take_outline(self, event: model.Outline) -> None:
        for number, entry in enumerate(event.entries):
            self._batch.put(
                "INSERT INTO outline (document, number, title, level, section, place) VALUES (?, ?, ?, ?, ?, ?)",
                (self._document, number, entry.title, entry.level, entry.target.section, entry.target.offset),
                estimate_ms=_ROW_MS,
            )

    def _take_anchors(self, event: model.Anchors) -> None:
        for name, target in event.targets.items():
            self._batch.put(
                "INSERT INTO anchors (document, name, section, place) VALUES (?, ?, ?, ?)",
                (self._document, name, target.section, target.offset),
                estimate_ms=_ROW_MS,
            )

    def _take_pages(self, event: model.FixedPages) -> None:
        self._page_count = len(event.pages)
        for number, page in enumerate(event.pages):
            self._batch.put(
                "INSERT INTO pages (document, number, width_pt, height_pt, label) VALUES (?, ?, ?, ?, ?)",
                (self._document, number, page.width_pt, page.height_pt, page.label),
                estimate_ms=_ROW_MS,
            )

    def _take_embedded(self, event: model.Embedded) -> None:
        self._batch.put(
            "INSERT INTO embedded (document, number, name, media_type, size_bytes) VALUES (?, ?, ?, ?, ?)",
            (self._document, self._embedded_count, event.name, event.media_type, event.size_bytes),
            estimate_ms=_ROW_MS,
        )
        self._embedded_count += 1

    def _take_simplified(self, event: model.Simplified) -> None:
        self._simplified[one_line(event.what)] = None

    def _put_blob(self, statement: str, blob_id: int, data: bytes) -> None:
        self._batch.put(statement, (blob_id, data), estimate_ms=len(data) * _BYTE_MS)


def one_line(text: str) -> str:
    """`text` with every run of white space as one space: lists show it in a line, and lines are what splits them."""
    return " ".join(text.split())
