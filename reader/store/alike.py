"""Telling the chunks of originals from those of images, when both their trees are cut.

Rows of both look the same: a number and a blob. What is an original is known by its digest; the rest belongs to images.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice, product
from typing import TYPE_CHECKING

from reader.store.access import ShelfAccess
from reader.store.completeness import Part
from reader.store.copying import RowCopier
from reader.store.numbering import owner_of, part_id, span_of
from reader.store.page_map import parsed
from reader.store.tables import CHUNKS, RESOURCE_CHUNKS
from reader.store.writer import CHUNK_BYTES
from reader.vault.btree import columns, payload
from reader.vault.shelf_pages import ShelfPages

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_COLUMNS = ("id", "data")
_MOST_TRIES = 64
_NUMBERS = "SELECT id FROM chunks WHERE id BETWEEN ? AND ?"
_IN_AN_IMAGE = "SELECT 1 FROM resources WHERE document = ? AND ? >= first_chunk AND ? < first_chunk + chunk_count"

Place = tuple[int, int]
"""A page, and which of its entries."""


class AlikeRows:
    """Rows of loose pages that may be chunks of an original or of an image, by document and number."""

    def __init__(self, pages: ShelfPages, target: ShelfAccess, numbers: list[int]) -> None:
        self._pages = pages
        self._target = target
        self._copier = RowCopier(target)
        self._places: dict[int, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for number in numbers:
            page = parsed(pages, number)
            for at, cell in enumerate(page.cells if page is not None else ()):
                owner = owner_of(cell.rowid)
                self._places[owner][cell.rowid - span_of(owner)[0]].append((number, at))

    def place(self, document: int) -> set[Part]:
        """Put the rows of one document where they belong. When its original can't be told from them, all are lost."""
        places = self._places.get(document)
        if not places:
            return set()
        chosen = self._original_among(document, places)
        if chosen is None:
            return {Part.ORIGINAL, Part.IMAGES}
        for number, place in chosen.items():
            self._put(CHUNKS.name, document, number, place)
        for number, candidates in places.items():
            left = [place for place in candidates if chosen.get(number) != place]
            if len(left) == 1 and self._is_in_an_image(document, number):
                self._put(RESOURCE_CHUNKS.name, document, number, left[0])
        self._copier.flush()
        return set()

    def _original_among(self, document: int, places: dict[int, list[Place]]) -> dict[int, Place] | None:
        """Which rows make up the original, together with the chunks that are there; None when none do."""
        with self._target.read() as connection:
            sha256, counts = _entry(connection, document, max(places) + 1)
            there = {row - span_of(document)[0] for (row,) in connection.execute(_NUMBERS, span_of(document))}
        for count in counts:
            missing = [number for number in range(count) if number not in there]
            choices = product(*(places.get(number, []) for number in missing))
            for choice in islice(choices, _MOST_TRIES):
                chosen = dict(zip(missing, choice, strict=True))
                if not count or self._digest(document, count, chosen) == sha256:
                    return chosen
        return None

    def _digest(self, document: int, count: int, chosen: dict[int, Place]) -> bytes:
        digest = hashlib.sha256()
        for number in range(count):
            digest.update(self._data(chosen[number]) if number in chosen else self._chunk(document, number))
        return digest.digest()

    def _put(self, table: str, document: int, number: int, place: Place) -> None:
        self._copier.put(table, _COLUMNS, (part_id(document, number), self._data(place)))

    def _data(self, place: Place) -> bytes:
        """The blob of a row; empty when it can't be read to its end."""
        page = parsed(self._pages, place[0])
        values, whole = columns(payload(page.cells[place[1]], self._pages.page)) if page is not None else ([], False)
        return values[1] if whole and isinstance(values[1], bytes) else b""

    def _chunk(self, document: int, number: int) -> bytes:
        with self._target.read() as connection:
            row = connection.execute("SELECT data FROM chunks WHERE id = ?", (part_id(document, number),)).fetchone()
        return bytes(row[0]) if row else b""

    def _is_in_an_image(self, document: int, number: int) -> bool:
        with self._target.read() as connection:
            return connection.execute(_IN_AN_IMAGE, (document, number, number)).fetchone() is not None


def _entry(connection: Connection, document: int, most: int) -> tuple[bytes, Iterable[int]]:
    """The original's digest, and how many chunks it may have: with its entry lost, any number up to `most`."""
    row = connection.execute("SELECT sha256, size_bytes, kind FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return b"", ()
    sha256, size_bytes, kind = row
    return bytes(sha256), [-(-size_bytes // CHUNK_BYTES)] if kind else range(1, most + 1)
