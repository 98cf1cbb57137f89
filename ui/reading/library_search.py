"""What a page needs of the search over the whole library."""

from __future__ import annotations

from typing import Protocol

from reader.search.results import DocumentHits


class LibrarySearch(Protocol):
    """What this needs of reader.search's Search; it calls it in jobs only."""

    def hits(
        self, query: str, *, limit: int = 50, offset: int = 0, typing: bool = False, hits_each: int = 3
    ) -> list[DocumentHits]: ...
