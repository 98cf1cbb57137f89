"""Searching the library: which documents, and where in them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import Cancelled
from reader.search.lookup import FoundDocument, FoundPiece, documents_holding, pieces_holding
from reader.search.matching import find_terms
from reader.search.query import Group, parse
from reader.search.results import DocumentHits, Hit, Marks
from reader.search.snippets import snippets_of
from reader.search.words import OVERLAP_CHARACTERS
from reader.store.access import ShelfAccess
from reader.text.model import Locator

if TYPE_CHECKING:
    from reader.vault.connection import Connection

HITS_EACH = 3
"""How many hits of one document are shown with it."""


class Search:
    """Titles, authors and full text of a library. Blocks: call it from a job."""

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf
        self._guard = threading.Lock()
        self._cancellations = 0
        self._reading = False

    def hits(
        self, query: str, *, limit: int = 50, offset: int = 0, typing: bool = False, hits_each: int = HITS_EACH
    ) -> list[DocumentHits]:
        """Up to `limit` documents from the `offset`th on: found by title first, then last added first.

        Any string is a query (query.py). With `typing`, its last word counts as the beginning of one. Each document
        comes with up to `hits_each` hits: finding them is most of the work. Raises Cancelled when `cancel` was called
        meanwhile.
        """
        asked = parse(query, typing=typing)
        if not asked.required:
            return []
        with self._reading_shelf() as connection:
            found = documents_holding(connection, asked, limit, offset)
            pieces = [pieces_holding(connection, asked, row.document, hits_each + 1) for row in found]
        return [_answer(*pair, asked.wanted, hits_each) for pair in zip(found, pieces, strict=True)]

    def cancel(self) -> None:
        """Stop the search that runs or waits on another thread; it raises Cancelled there.

        The shelf lets one reader in at a time and interrupts whoever that is, so it is asked only while the reader is a
        search: nobody who loads a page meanwhile is stopped.
        """
        with self._guard:
            self._cancellations += 1
            if self._reading:
                self._shelf.interrupt()

    @contextmanager
    def _reading_shelf(self) -> Iterator[Connection]:
        """The shelf, as soon as it is free; Cancelled when nobody waits for the answer any more."""
        asked_at = self._cancellations
        with self._shelf.read() as connection:
            self._begin(asked_at)
            try:
                yield connection
            finally:
                with self._guard:
                    self._reading = False

    def _begin(self, asked_at: int) -> None:
        with self._guard:
            if self._cancellations != asked_at:
                raise Cancelled
            self._reading = True


def _answer(found: FoundDocument, pieces: Iterable[FoundPiece], terms: Group, hits_each: int) -> DocumentHits:
    hits = list(islice((hit for piece in pieces for hit in _hits_in(piece, terms)), hits_each + 1))
    return DocumentHits(
        document=found.document,
        kind=found.kind,
        title=found.title,
        authors=found.authors,
        title_marks=_marks_in(found.title, terms),
        hits=tuple(hits[:hits_each]),
        more=len(hits) > hits_each,
    )


def _hits_in(piece: FoundPiece, terms: Group) -> Iterator[Hit]:
    text, behind = piece.texts()
    # A phrase may run into the next piece; one that begins there is that piece's own. The index parts words there.
    joint = "" if text[-1:].isspace() else "\n"
    whole = text + joint + behind[:OVERLAP_CHARACTERS] if behind else text
    for snippet in snippets_of(whole, find_terms(whole, terms), len(text)):
        start, end = snippet.hit
        length = end - start - (len(joint) if end > len(text) else 0)
        yield Hit(Locator(piece.section, piece.start + start), length, snippet.text, snippet.marks)


def _marks_in(line: str, terms: Group) -> Marks:
    return tuple((start, end - start) for start, end in find_terms(line, terms))
