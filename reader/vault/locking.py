"""One opener at a time: the lock on a descriptor of `keys`.

The lock belongs to the open descriptor, so it ends with the process however that ends, and another descriptor of the
same file that is closed does not end it (POSIX record locks would; that is why they are not used here).
"""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import NotAVault, VaultBusy, VaultDamaged, VaultError
from reader.vault.files import KEYS_BYTES, KEYS_NAME, disk_errors, has_lost_keys, has_magic, open_existing, read_at
from reader.vault.replacing import finish_replacing

try:
    import fcntl
except ImportError:
    import msvcrt

    _LOCKED_BYTE = 1 << 30
    """Windows locks are mandatory: the byte lies far behind the end of `keys`, where nobody reads."""

    def lock_exclusively(descriptor: int) -> None:
        """Take the lock or raise VaultBusy at once; the system gives it back when the process ends."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # typed for Windows only
        except OSError:
            raise VaultBusy from None

else:

    def lock_exclusively(descriptor: int) -> None:
        """Take the lock or raise VaultBusy at once; the system gives it back when the process ends."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise VaultBusy from None
        except OSError:
            raise VaultError("this file system can't lock files") from None


def open_locked(folder: Path) -> int:
    """A locked descriptor of the vault's `keys`.

    Raises NotAVault, VaultBusy, VaultReadOnly, and VaultDamaged when `keys` is gone or spoilt beside both shelves.
    """
    path = folder / KEYS_NAME
    with disk_errors():
        if not path.is_file():
            finish_replacing(folder)
        if not path.is_file():
            raise what_it_is(folder)
    descriptor = open_existing(path)
    try:
        lock_exclusively(descriptor)
        with disk_errors():
            if not has_magic(read_at(descriptor, 0, KEYS_BYTES)):
                raise what_it_is(folder)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def what_it_is(folder: Path) -> VaultError:
    """A folder without sound `keys` that was a vault is not to be taken for none."""
    return VaultDamaged("the keys are gone") if has_lost_keys(folder) else NotAVault()
