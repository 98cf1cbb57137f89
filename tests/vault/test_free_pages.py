"""Free pages: the list is read rightly, and a torn one is no damage."""

from __future__ import annotations

import os
from pathlib import Path

from reader.vault.check import FindingKind, check
from reader.vault.files import PAGE_BYTES, read_at, write_at
from reader.vault.free_pages import free_leaves
from reader.vault.page import SALT_BYTES, mac_key
from reader.vault.vault import Vault
from tests.cheap import open_cheap_vault
from tests.vault.conftest import FIRST, fill

ROWS = 900
"""Enough to free more leaves than one trunk page can name (1002)."""


def vault_with_free_pages(folder: Path) -> tuple[Vault, set[int]]:
    """An open vault whose rows were deleted, and the numbers of its free leaves."""
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, ROWS, 8000)
    vault.shelf.run(lambda connection: connection.execute("DELETE FROM note"))
    descriptor = vault.files.descriptor(vault.content.shelf)
    mac = mac_key(vault.content.key, read_at(descriptor, 0, SALT_BYTES))
    return vault, free_leaves(descriptor, vault.content.key, mac, vault.shelf.page_count())


def tear(vault: Vault, number: int) -> None:
    """Put something else into the middle sectors of a page."""
    write_at(vault.files.descriptor(vault.content.shelf), (number - 1) * PAGE_BYTES + 1024, os.urandom(512))


def test_leaves_and_trunks_are_all_the_free_pages(folder: Path) -> None:
    vault, leaves = vault_with_free_pages(folder)
    with vault.shelf.read() as connection:
        free = int(connection.execute("PRAGMA freelist_count").fetchone()[0])
    assert free > 1002
    assert free - len(leaves) == -(-free // 1003)  # the rest are trunks
    vault.close()


def test_a_torn_free_page_is_no_damage_and_can_be_used_again(folder: Path) -> None:
    vault, leaves = vault_with_free_pages(folder)
    for number in leaves:
        tear(vault, number)
    assert check(vault) == []
    fill(vault, ROWS, 8000)
    assert check(vault) == []
    vault.close()


def test_every_other_page_is_still_checked(folder: Path) -> None:
    vault, leaves = vault_with_free_pages(folder)
    used = next(number for number in range(2, vault.shelf.page_count()) if number not in leaves)
    tear(vault, used)
    findings = [finding for finding in check(vault) if finding.kind is FindingKind.PAGE_NOT_GENUINE]
    assert str(used) in {finding.detail for finding in findings}
    vault.close()
