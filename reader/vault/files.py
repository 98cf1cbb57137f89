"""The five files of a vault: their names, and the few raw operations on them.

Everything that other rooms might get as an OSError leaves here as one of VaultReadOnly, DiskFull, NotAVault or
VaultDamaged. Descriptors are plain numbers that are never inherited by child processes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import DiskFull, VaultDamaged, VaultReadOnly
from reader.vault.noise import noise_source

try:
    import fcntl
except ImportError:  # Windows has no fcntl; os.fsync asks its disks to flush
    _FULL_SYNC: int | None = None
    _NO_CACHE: int | None = None
else:
    _FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone leaves data in the disk's cache
    _NO_CACHE = getattr(fcntl, "F_NOCACHE", None)  # macOS has no posix_fadvise

KEYS_NAME = "keys"
KEYS_PART_NAME = "keys.part"
"""What `keys` is called while a copy is being made: where it lies there is no vault yet, and nothing to be kept."""
SHELF_NAMES = ("shelf-a", "shelf-b")
JOURNAL_NAMES = ("shelf-a-journal", "shelf-b-journal")
FILE_NAMES = (KEYS_NAME, *SHELF_NAMES, *JOURNAL_NAMES)

MAGIC = b"\x89keys\r\n\x1a"
"""How `keys` begins. It names no program; the high bit, CR LF and ^Z show a copy that a text mode spoilt, as in PNG."""

KEYS_BLOCK_BYTES = 4096
KEYS_BYTES = 2 * KEYS_BLOCK_BYTES

SLOT_COUNT = 8
SLOT_BYTES = 128
HALF_SLOTS = 4

PAGE_BYTES = 4096
NOISE_CHUNK_BYTES = 1024 * 1024

SETTLED_TIME_S = 946_684_800
"""2000-01-01T00:00:00Z: after FAT's epoch of 1980 and even, as FAT counts in steps of two seconds."""

TOO_LARGE = "this medium takes no larger files; FAT32 ends at 4 GiB"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_NO_PERMISSION = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn an OSError of the block into DiskFull, VaultReadOnly or VaultDamaged. Paths stay out of the words."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else ""
        if error.errno == errno.EFBIG:
            raise DiskFull(TOO_LARGE) from None
        if error.errno in _NO_ROOM:
            raise DiskFull(reason) from None
        if error.errno in _NO_PERMISSION:
            raise VaultReadOnly(reason) from None
        raise VaultDamaged(reason) from None


def has_magic(keys: bytes) -> bool:
    """Whether this is the content of a `keys` file, be it damaged: one of its two blocks begins with the magic."""
    return keys.startswith(MAGIC) or keys[KEYS_BLOCK_BYTES:].startswith(MAGIC)


def has_lost_keys(folder: Path) -> bool:
    """Whether a folder without sound `keys` was a vault: both shelves are there. Never raises.

    Where there is no file `keys` at all, the journals must be there too: they are made after the shelves and before
    `keys`, so without them a creation was cut short, and there never was a vault. Nor was there one where a copy was
    cut short.
    """
    try:
        if (folder / KEYS_PART_NAME).exists():
            return False
        others = SHELF_NAMES if (folder / KEYS_NAME).exists() else (*SHELF_NAMES, *JOURNAL_NAMES)
        return all((folder / name).is_file() for name in others)
    except OSError:
        return False


def are_remains(folder: Path) -> bool:
    """Whether a folder that is no vault holds what a creation or an erasing left that was cut short. Never raises.

    That is: some of a vault's files and nothing else. A file `keys` alone may be anybody's.
    """
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError:
        return False
    return names <= set(FILE_NAMES) and bool(names - {KEYS_NAME})


def open_existing(path: Path) -> int:
    """A descriptor for reading and writing an existing file."""
    with disk_errors():
        return os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))


def create_new(path: Path) -> int:
    """A descriptor of a file that did not exist, for its owner only. Raises FileExistsError."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def read_at(descriptor: int, offset: int, count: int) -> bytes:
    """Up to `count` bytes from `offset`; fewer only at the end of the file.

    Where the system can, the descriptor's position stays, so that another thread may use it meanwhile.
    """
    if not hasattr(os, "pread"):  # Windows
        os.lseek(descriptor, offset, os.SEEK_SET)
    parts: list[bytes] = []
    while count > 0 and (part := _read_some(descriptor, offset, count)):
        parts.append(part)
        offset += len(part)
        count -= len(part)
    return b"".join(parts)


def _read_some(descriptor: int, offset: int, count: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, count, offset)
    return os.read(descriptor, count)


def write_at(descriptor: int, offset: int, data: bytes | memoryview) -> None:
    """All of `data` at `offset`, or an OSError."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_noise(descriptor: int, start: int, end: int) -> None:
    """Fill the file from byte `start` to byte `end` with random bytes."""
    noise = noise_source(end - start)
    for offset in range(start, end, NOISE_CHUNK_BYTES):
        write_at(descriptor, offset, noise(min(NOISE_CHUNK_BYTES, end - offset)))


def extend_with_noise(descriptor: int, start: int, end: int) -> None:
    """Lengthen the file with noise from `start` to `end`, the last page only once all before it is on the medium.

    A power cut may keep a length and lose the bytes. This way a file of full length can lack none but its last page's.
    """
    last_page = max(start, end - PAGE_BYTES)
    write_noise(descriptor, start, last_page)
    sync(descriptor)
    write_noise(descriptor, last_page, end)
    sync(descriptor)


def size_of(descriptor: int) -> int:
    """The file's size in bytes."""
    return os.fstat(descriptor).st_size


def sync(descriptor: int) -> None:
    """Return when the file's bytes are on the medium, as far as the system can say."""
    if _FULL_SYNC is not None:
        try:
            fcntl.fcntl(descriptor, _FULL_SYNC)
        except OSError:  # some file systems know only fsync
            pass
        else:
            return
    os.fsync(descriptor)


def drop_cached(descriptor: int) -> None:
    """Ask the system to read the file's synced bytes from the medium from now on, where it can be asked."""
    with suppress(OSError):
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        elif _NO_CACHE is not None:
            fcntl.fcntl(descriptor, _NO_CACHE, 1)


def sync_folder(folder: Path) -> None:
    """Put the folder's entries on the medium, as far as the system can be asked.

    Windows can't open a folder, and writes them by itself; some file systems (FAT by way of FUSE) can't sync one.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def set_constant_times(folder: Path) -> None:
    """Give the five files and then the folder one access and change time, always the same."""
    for name in FILE_NAMES:
        os.utime(folder / name, (SETTLED_TIME_S, SETTLED_TIME_S))
    with suppress(PermissionError):  # the root of a FAT stick has no times to set
        os.utime(folder, (SETTLED_TIME_S, SETTLED_TIME_S))
