"""How much room a vault takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.vault.files import FILE_NAMES, PAGE_BYTES
from reader.vault.space import space_of
from reader.vault.vault import Vault
from tests.cheap import open_cheap_vault
from tests.vault.conftest import FIRST, fill

MIB = 2**20


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    opened = open_cheap_vault(folder, FIRST)
    yield opened
    opened.close()


def assert_adds_up(vault: Vault, folder: Path) -> None:
    space = space_of(vault)
    assert space.used_bytes + space.reusable_bytes + space.tail_bytes == space.shelf_bytes
    assert space.vault_bytes == sum((folder / name).stat().st_size for name in FILE_NAMES)
    assert space.used_bytes + space.reusable_bytes == vault.shelf.page_count() * PAGE_BYTES
    assert space.disk_free_bytes > 0


def test_an_empty_shelf_is_all_tail(vault: Vault, folder: Path) -> None:
    space = space_of(vault)
    assert (space.used_bytes, space.reusable_bytes, space.shelf_bytes) == (PAGE_BYTES, 0, 4 * MIB)
    assert_adds_up(vault, folder)


def test_what_is_written_is_used_and_what_is_removed_is_reusable(vault: Vault, folder: Path) -> None:
    fill(vault, 300, 10_000)
    full = space_of(vault)
    assert 3_000_000 < full.used_bytes < 4_000_000
    assert_adds_up(vault, folder)
    vault.shelf.run(lambda connection: connection.execute("DELETE FROM note WHERE id > 10"))
    emptied = space_of(vault)
    assert emptied.used_bytes < 300_000
    assert emptied.reusable_bytes == full.used_bytes - emptied.used_bytes
    assert emptied.shelf_bytes == full.shelf_bytes
    assert_adds_up(vault, folder)


def test_growth_is_seen(vault: Vault, folder: Path) -> None:
    vault.files.grow()
    assert space_of(vault).shelf_bytes == 8 * MIB
    assert_adds_up(vault, folder)
