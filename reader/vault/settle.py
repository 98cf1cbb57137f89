"""Settling: after a kill or a power cut, make the vault's files tell nothing of what was open. Needs no key.

A killed writer leaves a journal with the original pages, still encrypted. Python's own SQLite, which knows nothing of
encryption, copies them back when it opens the shelf, and then says that the file is not a database.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path

from reader.errors import VaultBusy, VaultDamaged, VaultError, VaultReadOnly, VaultTooNew
from reader.vault.files import (
    JOURNAL_NAMES,
    PAGE_BYTES,
    SHELF_NAMES,
    create_new,
    disk_errors,
    extend_with_noise,
    open_existing,
    read_at,
    set_constant_times,
    size_of,
    sync,
    sync_folder,
    write_noise,
)
from reader.vault.growth import INITIAL_BYTES, LARGEST_STEP_BYTES
from reader.vault.keys import KeysFile

SECTOR_BYTES = 512
"""What a disk writes whole or not at all."""

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_HEADER = struct.Struct(">8s8xI")
"""Magic, and the size of the file in pages when the transaction began.
Source: https://www.sqlite.org/fileformat2.html#the_rollback_journal"""


def settle(folder: Path) -> None:
    """Play back and empty both journals, make sizes and the two copies of the keys equal, set one constant time on all.

    Copies that differ would tell of a passphrase that was changed a moment ago, and keep the old one valid.

    Raises VaultBusy while another process has the vault open, NotAVault, VaultReadOnly, VaultDamaged when a shelf is
    missing, and DiskFull when the sizes can't be made equal; then the rest is done.
    """
    keys = KeysFile(folder)
    try:
        with suppress(VaultDamaged, VaultTooNew):  # whoever opens it is told; what is in use must not show till then
            keys.load()
        settle_locked(folder)
    finally:
        keys.close()


def settle_locked(folder: Path) -> None:
    """What `settle` does, for a caller who holds the lock on `keys` and has no shelf open in SQLite."""
    if not all((folder / name).is_file() for name in SHELF_NAMES):
        raise VaultDamaged("a shelf is missing")
    _refuse_cut(folder)
    _settle_journals(folder)
    try:
        _repair_sizes(folder)
    finally:
        with disk_errors():
            set_constant_times(folder)
            sync_folder(folder)


def settle_shelves(folder: Path) -> None:
    """What `settle_locked` does but for the times, in a copy that has no `keys` yet. Raises as `settle` does."""
    _refuse_cut(folder)
    _settle_journals(folder)
    _repair_sizes(folder)


def settle_journals(folder: Path) -> None:
    """Play back what is hot, and leave the shelves' sizes as they are: what was cut off is not to be made unseen.

    For a vault that is damaged, before what can be read is taken out of it. Never raises.
    """
    with suppress(VaultError), disk_errors():
        _settle_journals(folder)
        set_constant_times(folder)


def _refuse_cut(folder: Path) -> None:
    """Raise VaultDamaged when no shelf is as long as the smallest: SQLite takes an empty file for an empty library."""
    with disk_errors():
        if max((folder / name).stat().st_size for name in SHELF_NAMES) < INITIAL_BYTES:
            raise VaultDamaged("both shelves were cut short")


def _settle_journals(folder: Path) -> None:
    """Play back both journals where they are hot, and make both anew, empty."""
    for name, journal_name in zip(SHELF_NAMES, JOURNAL_NAMES, strict=True):
        _refuse_foreign(folder / journal_name, folder / name)
    for name in SHELF_NAMES:
        _play_back(folder / name)
    _renew_journals(folder)


def _refuse_foreign(journal: Path, shelf: Path) -> None:
    """Raise VaultDamaged for a journal that was begun when the shelf had another size, so it is not this shelf's.

    A shelf grows only while no journal is left. SQLite would cut the shelf to that size, or fill it up with zeros.
    """
    with disk_errors():
        if not journal.is_file():
            return
        with journal.open("rb") as file:
            header = file.read(_JOURNAL_HEADER.size)
        pages = shelf.stat().st_size // PAGE_BYTES
    if len(header) < _JOURNAL_HEADER.size:
        return
    magic, pages_then = _JOURNAL_HEADER.unpack(header)
    if magic == _JOURNAL_MAGIC and pages_then != pages:
        raise VaultDamaged("a journal is of another state of its shelf")


def _play_back(shelf: Path) -> None:
    """Let SQLite copy a hot journal's pages back and sync them; it then deletes that journal.

    `fullfsync` can be set before the schema is read; `synchronous` and `journal_mode` can't, so their defaults hold.
    """
    try:
        connection = sqlite3.connect(f"{shelf.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        with closing(connection):
            connection.execute("PRAGMA fullfsync = 1")
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        _accept_only_not_a_database(error)


def _accept_only_not_a_database(error: sqlite3.Error) -> None:
    """SQLITE_NOTADB comes after the playback. With any other error the journal must stay as it is."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise VaultBusy from None
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        raise VaultReadOnly from None
    raise VaultDamaged("a shelf's journal can't be played back") from None


def _renew_journals(folder: Path) -> None:
    """Take both journals away and make both anew, empty.

    SQLite has deleted the one that it played back, whatever its journal mode; a file made anew has another inode and
    birth time, so the other one must be made anew with it. Both are gone before the first is made, so that numbers
    and places in the folder do not depend on which one SQLite deleted.
    """
    with disk_errors():
        for name in JOURNAL_NAMES:
            (folder / name).unlink(missing_ok=True)
        for name in JOURNAL_NAMES:
            os.close(create_new(folder / name))


def _repair_sizes(folder: Path) -> None:
    """Bring both shelves to the longer one's size in whole pages, with noise where the disk left nothing or zeros.

    Sizes that differ mean that growth was cut short, so that up to one step of either may lack its bytes; where they
    are equal, only the last pages may (see `extend_with_noise`).
    """
    descriptors = [open_existing(folder / name) for name in SHELF_NAMES]
    try:
        with disk_errors():
            sizes = [size_of(descriptor) for descriptor in descriptors]
            target = -(-max(sizes) // PAGE_BYTES) * PAGE_BYTES
            suspect_bytes = PAGE_BYTES if min(sizes) == target else LARGEST_STEP_BYTES
            for descriptor, size in zip(descriptors, sizes, strict=True):
                _replace_zeros(descriptor, max(0, size - suspect_bytes) // PAGE_BYTES * PAGE_BYTES, size)
                if size < target:
                    extend_with_noise(descriptor, size, target)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _replace_zeros(descriptor: int, start: int, end: int) -> None:
    """Make noise of every sector of zeros between two offsets. Neither noise nor an encrypted page ever holds one."""
    content = read_at(descriptor, start, end - start)
    empty = [at for at in range(0, len(content), SECTOR_BYTES) if not any(content[at : at + SECTOR_BYTES])]
    for at in empty:
        write_noise(descriptor, start + at, min(start + at + SECTOR_BYTES, end))
    if empty:
        sync(descriptor)
