"""The pages of a shelf read one by one, without SQLite: for a shelf of which some can't be read any more.

SQLCipher gives up a whole connection at the first page that is not genuine. Here such a page is only missing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.vault.credential import Credential, as_credential
from reader.vault.files import PAGE_BYTES, SHELF_NAMES, disk_errors, open_existing, read_at, size_of
from reader.vault.kdf import PRODUCT_PROFILES, KdfProfile, SecretKey
from reader.vault.page import FILE_MAGIC, LOCK_BYTE_PAGE, SALT_BYTES, decrypted, is_genuine, mac_key
from reader.vault.settle import settle_journals
from reader.vault.slot_changes import own_profile
from reader.vault.vault import Vault, unlock


class ShelfPages:
    """Decrypted pages by number, from 1. Nobody may write to the shelf meanwhile.

    `profile` is the key derivation of the slot that opened the shelf: what is rescued must not be cheaper to guess.
    """

    def __init__(self, descriptor: int, key: SecretKey, profile: KdfProfile) -> None:
        self.profile = profile
        self._descriptor = descriptor
        self._key = key
        with disk_errors():
            self._mac = mac_key(key, read_at(descriptor, 0, SALT_BYTES))
            self.count = size_of(descriptor) // PAGE_BYTES
            """How many the file has room for; those behind the database are noise, and so never genuine."""

    def page(self, number: int) -> bytes | None:
        """The usable bytes of a page; None when it is not genuine, or the medium can't give it."""
        if not 1 <= number <= self.count or number == LOCK_BYTE_PAGE:
            return None
        try:
            page = read_at(self._descriptor, (number - 1) * PAGE_BYTES, PAGE_BYTES)
        except OSError:
            return None
        if len(page) < PAGE_BYTES or not is_genuine(page, number, self._mac):
            return None
        start = FILE_MAGIC if number == 1 else b""
        return start + decrypted(page, number, self._key)


def pages_of(vault: Vault) -> ShelfPages:
    """The pages of the shelf that is open."""
    return ShelfPages(vault.files.descriptor(vault.content.shelf), vault.content.key, own_profile(vault))


@contextmanager
def open_damaged(
    folder: Path, credential: Credential | str, profiles: Sequence[KdfProfile] = PRODUCT_PROFILES
) -> Iterator[ShelfPages]:
    """The pages of a shelf that `open_vault` may call damaged; locked meanwhile. Raises what `open_vault` raises else.

    `keys` must be sound and this shelf's file there; the other one may be missing. Neither is made longer or otherwise
    changed, but for what a hot journal holds.
    """
    credential = as_credential(credential)
    keys, content, slot = unlock(folder, credential, profiles, settle_journals)
    try:
        descriptor = open_existing(folder / SHELF_NAMES[content.shelf])
        try:
            yield ShelfPages(descriptor, content.key, slot.profile)
        finally:
            os.close(descriptor)
    finally:
        keys.close()
