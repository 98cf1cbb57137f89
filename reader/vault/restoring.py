"""Restoring a backup: a verified copy of it becomes the vault. Nothing is overwritten; what was there is kept aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from reader.errors import VaultBusy, VaultDamaged, VaultError, VaultExists, VaultReadOnly
from reader.vault.copy_files import IsCancelled, OnProgress, never_cancelled, no_progress
from reader.vault.copy_target import is_free, refuse_inside, take_away
from reader.vault.copying import ClosedShelves, copy_closed, forget_reading
from reader.vault.files import KEYS_BYTES, KEYS_NAME, PAGE_BYTES, disk_errors, has_magic, open_existing, read_at
from reader.vault.growth import INITIAL_BYTES
from reader.vault.keys import sound_block
from reader.vault.locking import lock_exclusively, open_locked, what_it_is
from reader.vault.replacing import exchange, finish_replacing, place_aside, put_away_unused
from reader.vault.settle import settle_locked
from reader.vault.vault import is_vault


def restore(
    backup: Path,
    target: Path,
    *,
    replace: bool = False,
    on_progress: OnProgress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Path | None:
    """Copy a backup to `target` and read it back. Nobody may have either of them open.

    `target` must be a folder that is empty or not there yet. With `replace` it may also be a vault: that one is moved
    aside, once the copy stands beside it, and the answer is where it is now. Killed at any point, `target` holds the
    vault that it held or the new one. The backup may lie on a medium that can't be written to.

    Raises NotAVault, VaultDamaged, VaultTooNew (of the backup), VaultBusy (of either), VaultExists (`target` holds
    something that may not be replaced), DiskFull, VaultReadOnly, CopyDiffers, Cancelled, and VaultError when the
    system can't rename the folder; then `target` is as it was.
    """
    target = Path(os.path.realpath(target))
    refuse_inside(target, backup)
    finish_replacing(target)
    with _validated(backup) as (shelves, keys):
        if is_free(target):
            copy_closed(shelves, keys, target, on_progress, cancelled)
            return None
        if not (replace and is_vault(target)):
            raise VaultExists
        with _locked(target) as lock:
            put_away_unused(target)
            aside = place_aside(target)
            copy_closed(shelves, keys, aside, on_progress, cancelled)
            _put_in_place(aside, target, lock)
        return aside


@contextmanager
def _validated(backup: Path) -> Iterator[tuple[ClosedShelves, bytes]]:
    """A backup's shelves and keys, once both look right: locked, where its medium allows it."""
    descriptor = _open_keys(backup)
    try:
        _lock_if_possible(descriptor)
        with disk_errors():
            content = read_at(descriptor, 0, KEYS_BYTES)
        if not has_magic(content):
            raise what_it_is(backup)
        keys = sound_block(content) * 2
        with closing(ClosedShelves(backup)) as shelves:
            _check_sizes(shelves.sizes)
            yield shelves, keys
    finally:
        forget_reading(backup)
        os.close(descriptor)


def _open_keys(backup: Path) -> int:
    """For writing where that is possible: some systems lock nothing else."""
    path = backup / KEYS_NAME
    with disk_errors():
        if not path.is_file():
            raise what_it_is(backup)
    try:
        return open_existing(path)
    except VaultReadOnly:
        with disk_errors():
            return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))


def _lock_if_possible(descriptor: int) -> None:
    """Raise VaultBusy when somebody has the vault open; a medium that knows no locks is no hindrance."""
    try:
        lock_exclusively(descriptor)
    except VaultBusy:
        raise
    except VaultError:
        pass


def _check_sizes(sizes: list[int]) -> None:
    """A copy that was broken off has shelves that are not alike."""
    if len(set(sizes)) > 1 or sizes[0] < INITIAL_BYTES or sizes[0] % PAGE_BYTES:
        raise VaultDamaged("its shelves are not whole, as in a copy that was cut short")


@contextmanager
def _locked(target: Path) -> Iterator[ExitStack]:
    """Nobody else opens the vault that is to be replaced, until the answer is closed. It may be a damaged one."""
    if os.path.ismount(target):
        raise VaultError("a medium begins at this folder, so it can't be renamed")
    with ExitStack() as lock:
        try:
            lock.callback(os.close, open_locked(target))
            settle_locked(target)  # what is moved aside must tell nothing of what was open
        except VaultDamaged:
            pass
        yield lock


def _put_in_place(copy: Path, target: Path, lock: ExitStack) -> None:
    """Exchange the two, or take the copy away again. Windows renames no folder while its `keys` is open."""
    if exchange(target, copy):
        return
    lock.close()
    if not exchange(target, copy):
        take_away(copy, [copy])
        raise VaultError("this folder can't be renamed; is something in it open?")
