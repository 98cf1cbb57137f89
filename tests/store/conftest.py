"""A library on a shelf in memory, and one on a real vault; contract tests run on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.store.access import ShelfAccess
from reader.store.library import Library
from reader.vault.creation import create_throwaway_vault
from tests.shelves import MemoryShelf


@pytest.fixture(params=["memory", "vault"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ShelfAccess]:
    if request.param == "memory":
        memory = MemoryShelf()
        yield memory
        memory.close()
        return
    vault = create_throwaway_vault(tmp_path / "vault")
    yield vault.shelf
    vault.close()


@pytest.fixture
def library(shelf: ShelfAccess) -> Library:
    return Library(shelf, clock_s=lambda: 1_700_000_000.0)
