"""A verified copy of a vault's five files: a backup, of an open vault or of one that nobody has open.

What is not in use is copied as what it is, noise: whoever copies knows no more of the other shelf than anyone.
docs/decisions/0009-copies.md says how the copy of an open vault comes to be of one moment.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path

from reader.vault.copy_files import (
    CopyRun,
    IsCancelled,
    OnProgress,
    ShelfSource,
    copy_file,
    never_cancelled,
    no_progress,
)
from reader.vault.copy_target import new_copy, require_room
from reader.vault.files import JOURNAL_NAMES, KEYS_BYTES, SHELF_NAMES, disk_errors, read_at, set_constant_times, size_of
from reader.vault.growth import JOURNAL_ROOM_BYTES, step_after
from reader.vault.keys import KeysFile
from reader.vault.settle import settle_locked, settle_shelves
from reader.vault.vault import Vault


class ClosedShelves:
    """Both shelf files of a vault that nobody has open, for reading only: the medium may be write-protected."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._descriptors: list[int] = []
        try:
            with disk_errors():
                for name in SHELF_NAMES:
                    self._descriptors.append(os.open(folder / name, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
                self.sizes = [size_of(descriptor) for descriptor in self._descriptors]
        except BaseException:
            self.close()
            raise

    @property
    def size(self) -> int:
        """The size of each in bytes."""
        return min(self.sizes)

    def read(self, shelf: int, offset: int, count: int) -> bytes:
        """Up to `count` raw bytes of one shelf."""
        with disk_errors():
            return read_at(self._descriptors[shelf], offset, count)

    def close(self) -> None:
        """Close both."""
        for descriptor in self._descriptors:
            os.close(descriptor)


def back_up(
    vault: Vault, target: Path, *, on_progress: OnProgress = no_progress, cancelled: IsCancelled = never_cancelled
) -> None:
    """Copy an open vault to a folder that is empty, not there yet, or holds a copy that was cut short.

    What is copied is the vault as it is at one moment near the end. Readers are never held up; writers are for as long
    as it takes to compare both shelves once, and only if somebody wrote meanwhile. The copy is settled, synced, and
    read back from the medium. On any error nothing is left of it: VaultExists, DiskFull, VaultReadOnly, VaultDamaged
    (a medium failed), CopyDiffers, Cancelled.
    """
    gate = vault.files.gate
    with gate.copying(), new_copy(target, source=vault.folder):
        require_room(target, needed_bytes(vault.files) + 2 * step_after(vault.files.size))
        run = CopyRun(vault.files, target, on_progress, cancelled)
        with gate.held():
            passed = gate.passed
        run.copy_shelves()
        with gate.held():
            if gate.passed != passed:
                run.take_changes()
            keys = vault.keys.load().encode() * 2
        run.verify()
        run.finish(keys)


def back_up_locked(
    folder: Path, target: Path, *, on_progress: OnProgress = no_progress, cancelled: IsCancelled = never_cancelled
) -> None:
    """Settle and copy a vault that nobody has open; no credential is needed. `target` and errors as for `back_up`.

    Raises NotAVault and VaultBusy too; VaultReadOnly also when `folder` can't be settled.
    """
    keys = KeysFile(folder)
    try:
        content = keys.load().encode() * 2
        settle_locked(folder)
        try:
            with closing(ClosedShelves(folder)) as shelves:
                copy_closed(shelves, content, target, on_progress, cancelled)
        finally:
            forget_reading(folder)
    finally:
        keys.close()


def copy_closed(
    shelves: ClosedShelves, keys: bytes, target: Path, on_progress: OnProgress, cancelled: IsCancelled
) -> None:
    """Copy a closed vault. Journals that a kill has left are copied with it and played back in the copy."""
    with new_copy(target, source=shelves.folder):
        require_room(target, needed_bytes(shelves))
        run = CopyRun(shelves, target, on_progress, cancelled)
        run.copy_shelves()
        run.verify()
        journals = [shelves.folder / name for name in JOURNAL_NAMES]
        with disk_errors():
            left = [journal for journal in journals if journal.is_file() and journal.stat().st_size]
        for journal in left:
            copy_file(journal, target / journal.name)
        if left:
            settle_shelves(target)
        run.finish(keys)


def forget_reading(folder: Path) -> None:
    """Set the constant times again: to read a file changes the time of its last access. Never raises."""
    with suppress(OSError):
        set_constant_times(folder)


def needed_bytes(shelves: ShelfSource) -> int:
    """What a copy takes, and a little for the folder's own blocks."""
    return len(SHELF_NAMES) * shelves.size + KEYS_BYTES + JOURNAL_ROOM_BYTES
