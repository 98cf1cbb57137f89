"""A library and its search, in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.search.search import Search
from reader.store.library import Library
from tests.shelves import MemoryShelf


@pytest.fixture
def shelf() -> Iterator[MemoryShelf]:
    shelf = MemoryShelf()
    yield shelf
    shelf.close()


@pytest.fixture
def library(shelf: MemoryShelf) -> Library:
    return Library(shelf)


@pytest.fixture
def search(library: Library, shelf: MemoryShelf) -> Search:
    return Search(shelf)
