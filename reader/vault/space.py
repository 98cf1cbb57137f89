"""How much room a vault takes, and how much of it is used."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from reader.vault.files import FILE_NAMES, PAGE_BYTES, disk_errors
from reader.vault.vault import Vault


@dataclass(frozen=True)
class Space:
    """Sizes in bytes. `used`, `reusable` and `tail` make up `shelf`; of the other shelf nobody knows what it holds.

    `used_bytes`: pages of the open shelf that hold something. `reusable_bytes`: pages that were freed, and are filled
    again before the shelf grows. `tail_bytes`: noise behind them, for what is to come. `shelf_bytes`: the open shelf's
    file, and the other's: they are equal. `vault_bytes`: all five files. `disk_free_bytes`: what the disk has left.
    """

    used_bytes: int
    reusable_bytes: int
    tail_bytes: int
    shelf_bytes: int
    vault_bytes: int
    disk_free_bytes: int


def space_of(vault: Vault) -> Space:
    """What the open vault takes now. Raises VaultDamaged when its disk can't be asked."""
    with vault.shelf.read() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    with disk_errors():
        shelf_bytes = vault.files.size
        return Space(
            used_bytes=(pages - free) * PAGE_BYTES,
            reusable_bytes=free * PAGE_BYTES,
            tail_bytes=shelf_bytes - pages * PAGE_BYTES,
            shelf_bytes=shelf_bytes,
            vault_bytes=sum((vault.folder / name).stat().st_size for name in FILE_NAMES),
            disk_free_bytes=shutil.disk_usage(vault.folder).free,
        )
