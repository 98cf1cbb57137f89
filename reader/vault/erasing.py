"""Making a shelf, or a whole vault, noise for ever. The keys go first; from then on the rest can't be read.

What can't be reached: copies of the folder made earlier, and what flash keeps of blocks that were written over.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.errors import NotAVault, VaultDamaged
from reader.vault import slot_changes
from reader.vault.files import (
    FILE_NAMES,
    KEYS_NAME,
    NOISE_CHUNK_BYTES,
    are_remains,
    disk_errors,
    size_of,
    sync,
    sync_folder,
    write_noise,
)
from reader.vault.keys import KeysFile
from reader.vault.vault import Vault


def _no_progress(_done: int, _total: int) -> None:
    pass


def erase_shelf(
    vault: Vault,
    *,
    on_progress: Callable[[int, int], None] = _no_progress,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Erase the open shelf and close the vault. Its slots go first; then its file is written over with noise.

    The overwriting may be cut short or cancelled: it only makes harder what is impossible without a slot. The other
    shelf stays as it is. `on_progress` is told bytes done and in all. Raises VaultError when the slots can't be
    written; then nothing has changed and the vault is still open.
    """
    slot_changes.write(vault, map(slot_changes.clear, slot_changes.half_of(vault.content.half)))
    vault.shelf.close()
    try:
        with disk_errors():
            _overwrite(vault.files.descriptor(vault.content.shelf), on_progress, cancelled)
    finally:
        vault.close()


def erase_vault(folder: Path) -> None:
    """Erase both shelves of a vault that nobody has open: no credential is needed for that, as none is for deleting.

    A vault that has lost its keys is removed too, and so is what a creation or an erasing left that was cut short.
    Raises NotAVault, VaultBusy, and VaultReadOnly or VaultDamaged when files are left; nothing of them can be opened
    once `keys` was written over.
    """
    try:
        keys = KeysFile(folder)
    except VaultDamaged:
        pass
    except NotAVault:
        if not are_remains(folder):
            raise
    else:
        try:
            keys.destroy()
        finally:
            keys.close()
    _remove_files(folder)


def erase_open_vault(vault: Vault) -> None:
    """Erase both shelves of a vault that this process has open, and close it. Raises as `erase_vault` does."""
    vault.keys.destroy()
    vault.abandon()
    _remove_files(vault.folder)


def _overwrite(descriptor: int, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
    total = size_of(descriptor)
    for start in range(0, total, NOISE_CHUNK_BYTES):
        if cancelled():
            break
        end = min(start + NOISE_CHUNK_BYTES, total)
        write_noise(descriptor, start, end)
        on_progress(end, total)
    sync(descriptor)


def _remove_files(folder: Path) -> None:
    """The five files, and the folder when nothing else is in it.

    `keys` goes first and for good: alone in a folder it could not be told from somebody's own file of that name.
    """
    with disk_errors():
        (folder / KEYS_NAME).unlink(missing_ok=True)
        sync_folder(folder)
        for name in FILE_NAMES:
            (folder / name).unlink(missing_ok=True)
        sync_folder(folder)
        if not any(folder.iterdir()):
            folder.rmdir()
            sync_folder(folder.parent)
