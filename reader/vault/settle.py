"""Settling: after a kill or a power cut, make the vault's files tell nothing of what was open. Needs no key.

A killed writer leaves a journal with the original pages, still encrypted. Python's own SQLite, which knows nothing of
encryption, copies them back when it opens the shelf, and then says that the file is not a database.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from reader.errors import VaultBusy, VaultDamaged, VaultReadOnly
from reader.vault.files import (
    JOURNAL_NAMES,
    PAGE_BYTES,
    SHELF_NAMES,
    disk_errors,
    open_existing,
    read_at,
    set_constant_times,
    size_of,
    sync,
    write_noise,
)
from reader.vault.locking import open_locked

_ZERO_PAGE = bytes(PAGE_BYTES)


def settle(folder: Path) -> None:
    """Play back and empty both journals, make sizes equal, set one constant time on the five files and the folder.

    Raises VaultBusy while another process has the vault open, NotAVault, VaultReadOnly, VaultDamaged when a shelf is
    missing, and DiskFull when the sizes can't be made equal; then the rest is done.
    """
    keys = open_locked(folder)
    try:
        settle_locked(folder)
    finally:
        os.close(keys)


def settle_locked(folder: Path) -> None:
    """What `settle` does, for a caller who holds the lock on `keys` and has no shelf open in SQLite."""
    if not all((folder / name).is_file() for name in SHELF_NAMES):
        raise VaultDamaged("a shelf is missing")
    for shelf, journal in zip(SHELF_NAMES, JOURNAL_NAMES, strict=True):
        _play_back(folder / shelf)
        _empty(folder / journal)
    try:
        _repair_sizes(folder)
    finally:
        with disk_errors():
            set_constant_times(folder)


def _play_back(shelf: Path) -> None:
    """Let SQLite copy a hot journal's pages back. Exclusive mode, or it would delete the journal afterwards."""
    connection = sqlite3.connect(f"{shelf.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA fullfsync=1")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        _accept_only_not_a_database(error)
    finally:
        connection.close()


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


def _empty(journal: Path) -> None:
    """Cut the journal to nothing, in place; make it when it is missing."""
    with disk_errors():
        descriptor = os.open(journal, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if size_of(descriptor):
                os.ftruncate(descriptor, 0)
                sync(descriptor)
        finally:
            os.close(descriptor)


def _repair_sizes(folder: Path) -> None:
    """Bring both shelves to the longer one's size in whole pages, with noise where the disk left nothing or zeros."""
    descriptors = [open_existing(folder / name) for name in SHELF_NAMES]
    try:
        with disk_errors():
            target = -(-max(map(size_of, descriptors)) // PAGE_BYTES) * PAGE_BYTES
            for descriptor in descriptors:
                start = _end_of_noise(descriptor)
                if start < target:
                    write_noise(descriptor, start, target)
                    sync(descriptor)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _end_of_noise(descriptor: int) -> int:
    """Where the file really ends: its size less the pages of zeros that a cut in the middle of growth may leave there.

    A page of zeros is never part of a used shelf, whose every page carries an HMAC.
    """
    end = size_of(descriptor)
    if end % PAGE_BYTES:
        return end
    while end and read_at(descriptor, end - PAGE_BYTES, PAGE_BYTES) == _ZERO_PAGE:
        end -= PAGE_BYTES
    return end
