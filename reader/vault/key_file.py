"""Key files: any file that does not change, or one of random bytes that is made for it."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from reader.errors import KeyFileUnusable
from reader.vault.credential import KeyFileDigest
from reader.vault.files import FILE_NAMES, create_new, disk_errors, sync, sync_folder, write_at

MADE_BYTES = 1024
LARGEST_BYTES = 1024**3
"""A larger file is most likely chosen by mistake, and would be read for seconds at every unlocking."""

_PART_BYTES = 1024 * 1024
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hang the prompt
_NO_ACCESS_TIME = getattr(os, "O_NOATIME", 0)


def read_key_file(path: Path) -> KeyFileDigest:
    """The digest of a file's bytes. Where the system allows it, the file's access time does not tell of it.

    Raises KeyFileUnusable when it is not there, can't be read, is empty, larger than LARGEST_BYTES or no plain file,
    or when it is one of a vault's own files, which change.
    """
    if path.name in FILE_NAMES:
        raise KeyFileUnusable("a vault's own files change")
    try:
        descriptor = _open(path)
    except OSError as error:
        raise KeyFileUnusable(os.strerror(error.errno or 0)) from None
    try:
        return _digest(descriptor, path.parent)
    except OSError as error:
        raise KeyFileUnusable(os.strerror(error.errno or 0)) from None
    finally:
        os.close(descriptor)


def create_key_file(path: Path) -> KeyFileDigest:
    """Make a file of MADE_BYTES random bytes, for its owner only, and put it on the medium; its digest.

    Raises KeyFileUnusable when there is such a file already, DiskFull and VaultReadOnly; then nothing is left behind.
    """
    content = memoryview(os.urandom(MADE_BYTES))  # its repr is silent
    with disk_errors():
        try:
            descriptor = create_new(path)
        except FileExistsError:
            raise KeyFileUnusable("there is a file of this name") from None
        try:
            write_at(descriptor, 0, content)
            sync(descriptor)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
        finally:
            os.close(descriptor)
        sync_folder(path.parent)
    return KeyFileDigest(hashlib.sha256(content).digest(), path.parent)


def _open(path: Path) -> int:
    try:
        return os.open(path, _READ_ONLY | _NO_ACCESS_TIME)
    except PermissionError:  # only a file's owner may ask for its access time to stay
        return os.open(path, _READ_ONLY)


def _digest(descriptor: int, folder: Path) -> KeyFileDigest:
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        raise KeyFileUnusable("not a file")
    if not 0 < about.st_size <= LARGEST_BYTES:
        raise KeyFileUnusable("too large" if about.st_size else "empty")
    digest = hashlib.sha256()
    part = memoryview(bytearray(_PART_BYTES))  # its repr is silent
    with open(descriptor, "rb", buffering=0, closefd=False) as file:
        while count := file.readinto(part):
            digest.update(part[:count])
    return KeyFileDigest(digest.digest(), folder)
