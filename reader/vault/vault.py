"""An open vault, and how one is opened. The format is docs/vault-format.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.errors import VaultDamaged, WrongPassphrase
from reader.vault.connection import connect
from reader.vault.credential import Credential, as_credential
from reader.vault.files import KEYS_BYTES, KEYS_NAME, PAGE_BYTES, SHELF_NAMES, has_lost_keys, has_magic, read_at
from reader.vault.free_pages import free_leaves
from reader.vault.growth import ShelfFiles
from reader.vault.kdf import PRODUCT_PROFILES, KdfProfile
from reader.vault.keys import KeysFile
from reader.vault.page import SALT_BYTES, is_genuine, mac_key
from reader.vault.replacing import finish_replacing
from reader.vault.settle import settle_locked
from reader.vault.shelf import Shelf
from reader.vault.slots import SlotContent
from reader.vault.trying import find_slot


@dataclass(frozen=True)
class UsedSlot:
    """The slot through which a vault was opened, and the key derivation that it is under."""

    index: int
    profile: KdfProfile


class Vault:
    """An open vault: the lock on `keys`, the raw shelf files, and the one shelf that a credential opened.

    `slot` is None for a throw-away vault. `profiles` are the key derivations that this vault's slots may be under.
    """

    def __init__(
        self,
        folder: Path,
        keys: KeysFile,
        content: SlotContent,
        slot: UsedSlot | None = None,
        profiles: Sequence[KdfProfile] = PRODUCT_PROFILES,
    ) -> None:
        self.folder = folder = folder.absolute()  # for whoever changes the current one
        self.content = content
        self.keys = keys
        self.slot = slot
        self.profiles = profiles
        self._is_closed = False
        self.files = ShelfFiles(folder)
        try:
            self.shelf = self._connect(content)
        except BaseException:
            self.files.close()
            raise

    @contextmanager
    def other_shelf(self, credential: Credential | str) -> Iterator[Shelf]:
        """The shelf of the other half beside this one, for copying both. One derivation.

        Raises WrongPassphrase when the credential opens nothing, or this very shelf.
        """
        credential = as_credential(credential)
        found = find_slot(self.keys.load(), credential, self.profiles)
        if found is None or found[0].content.shelf == self.content.shelf:
            raise WrongPassphrase
        shelf = self._connect(found[0].content)
        try:
            yield shelf
        finally:
            shelf.close()

    def close(self) -> None:
        """Close and settle, so that the files look as after a kill; a second time does nothing.

        For tests and the command line only: an open desk is killed.
        """
        if not self._is_closed:
            try:
                self._let_go()
                settle_locked(self.folder)
            finally:
                self.keys.close()

    def abandon(self) -> None:
        """Close without settling what was erased a moment ago."""
        if not self._is_closed:
            self._let_go()
            self.keys.close()

    def _let_go(self) -> None:
        self._is_closed = True
        self.shelf.close()
        self.files.close()

    def _refuse_cut(self, content: SlotContent, last: int) -> None:
        """Raise VaultDamaged when the database's last page is missing.

        Sizes are made equal with noise before anybody has a key. A shelf that was cut short would open, and list what
        can no longer be read.
        """
        key, descriptor = content.key, self.files.descriptor(content.shelf)
        mac = mac_key(key, read_at(descriptor, 0, SALT_BYTES))
        page = read_at(descriptor, (last - 1) * PAGE_BYTES, PAGE_BYTES)
        if last > 1 and not is_genuine(page, last, mac) and last not in free_leaves(descriptor, key, mac, last):
            raise VaultDamaged("the end of the shelf is missing")

    def _connect(self, content: SlotContent) -> Shelf:
        path = self.folder / SHELF_NAMES[content.shelf]
        connection = connect(path, content.key, self.files.size // PAGE_BYTES)
        try:
            self._refuse_cut(content, int(connection.execute("PRAGMA page_count").fetchone()[0]))
            return Shelf(connection, self.files)
        except BaseException:
            connection.close()
            raise


def is_vault(folder: Path) -> bool:
    """Whether the folder holds a vault, be it damaged: `keys` with its magic, or what is left without. Never raises.

    A vault that has lost its keys must not be taken for a place where a new one may be made. Where a replacing was cut
    short between two renames, it is finished first.
    """
    finish_replacing(folder)
    try:
        with (folder / KEYS_NAME).open("rb") as file:
            if has_magic(file.read(KEYS_BYTES)):
                return True
    except OSError:
        pass
    return has_lost_keys(folder)


def open_vault(
    folder: Path, credential: Credential | str, *, profiles: Sequence[KdfProfile] = PRODUCT_PROFILES
) -> Vault:
    """Lock, settle, and open the shelf that the credential belongs to. A plain string is a passphrase.

    A credential that opens nothing costs one derivation for each profile from the vault's own on. Raises NotAVault,
    VaultBusy, VaultReadOnly, VaultDamaged, VaultTooNew, PassphraseUnusable, MemoryShort and WrongPassphrase.
    """
    credential = as_credential(credential)
    keys, content, slot = unlock(folder, credential, profiles, settle_locked)
    try:
        return Vault(folder, keys, content, slot, profiles)
    except BaseException:
        keys.close()
        raise


def unlock(
    folder: Path,
    credential: Credential,
    profiles: Sequence[KdfProfile],
    settling: Callable[[Path], None],
) -> tuple[KeysFile, SlotContent, UsedSlot]:
    """What `open_vault` does and raises before it opens a shelf: the lock, and what the credential's slot holds."""
    credential.secret(b"")  # refuses what can't be one before anything is touched
    keys = KeysFile(folder)
    try:
        block = keys.load()
        settling(folder)
        found = find_slot(block, credential, profiles)
        if found is None:
            raise WrongPassphrase
        opened, profile = found
        return keys, opened.content, UsedSlot(opened.index, profile)
    except BaseException:
        keys.close()
        raise
