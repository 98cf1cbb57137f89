"""What the disk shows of a folder without reading a byte of the files: the inspector's first look.

Everything here comes from the system's calls: stat and statx (birth times), SEEK_HOLE, FIEMAP (which blocks of the
medium a file lies in), inode flags, extended attributes, and the order in which the folder lists its entries. What a
system or file system does not offer is None.
"""

from __future__ import annotations

import ctypes
import os
import struct
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:
    _ioctl = None
else:
    _ioctl = fcntl.ioctl

_FIEMAP = 0xC020660B  # _IOWR('f', 11, struct fiemap)
_FIEMAP_FLAG_SYNC = 1
_FIEMAP_HEAD = struct.Struct("=QQLLLL")
_FIEMAP_EXTENT = struct.Struct("=QQQQQL12x")
_EXTENTS_PER_CALL = 512
_EXTENT_LAST = 1
_GETFLAGS = 0x80086601  # _IOR('f', 1, long)

_AT_FDCWD = -100
_AT_SYMLINK_NOFOLLOW = 0x100
_STATX_BTIME = 0x800
_STATX = struct.Struct("=L76xqLl160x")
"""Of struct statx only what is asked for: the mask of what was answered, and the birth time at byte 80."""


@dataclass(frozen=True)
class Extent:
    """A run of a file: where in the file, where on the medium, how long (bytes), and FIEMAP's flags."""

    logical: int
    physical: int
    length: int
    flags: int


@dataclass(frozen=True)
class FileLook:
    """One file from outside. Times in ns; `blocks` of 512 bytes; `holes` as (start, end) in bytes."""

    size_bytes: int
    blocks: int
    inode: int
    mode: int
    links: int
    owner: tuple[int, int]
    accessed_ns: int
    modified_ns: int
    changed_ns: int
    born_ns: int | None
    holes: tuple[tuple[int, int], ...]
    extents: tuple[Extent, ...] | None
    flags: int | None
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class FolderLook:
    """The folder itself, its entries in the order in which they are listed, and each file."""

    folder: FileLook
    entries: tuple[str, ...]
    files: dict[str, FileLook]


def look_at(folder: Path) -> FolderLook:
    """Look before anything is read or listed: both change access times."""
    own = _look_at_file(folder)
    with os.scandir(folder) as listing:
        entries = tuple(entry.name for entry in listing)
    return FolderLook(own, entries, {name: _look_at_file(folder / name) for name in sorted(entries)})


def _look_at_file(path: Path) -> FileLook:
    stat = path.stat(follow_symlinks=False)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        regular = not path.is_dir()
        return FileLook(
            size_bytes=stat.st_size,
            blocks=stat.st_blocks,
            inode=stat.st_ino,
            mode=stat.st_mode,
            links=stat.st_nlink,
            owner=(stat.st_uid, stat.st_gid),
            accessed_ns=stat.st_atime_ns,
            modified_ns=stat.st_mtime_ns,
            changed_ns=stat.st_ctime_ns,
            born_ns=_birth_ns(path),
            holes=_holes(descriptor, stat.st_size) if regular else (),
            extents=_extents(descriptor) if regular else None,
            flags=_inode_flags(descriptor),
            attributes=tuple(os.listxattr(descriptor)) if hasattr(os, "listxattr") else (),
        )
    finally:
        os.close(descriptor)


def _holes(descriptor: int, size: int) -> tuple[tuple[int, int], ...]:
    """Parts of the file that lie nowhere on the medium; a file's end counts as none."""
    holes = []
    at = 0
    while at < size and (start := os.lseek(descriptor, at, os.SEEK_HOLE)) < size:
        try:
            at = os.lseek(descriptor, start, os.SEEK_DATA)
        except OSError:  # ENXIO: no data behind it
            at = size
        holes.append((start, at))
    return tuple(holes)


def _extents(descriptor: int) -> tuple[Extent, ...] | None:
    if _ioctl is None:
        return None
    found: list[Extent] = []
    start = 0
    while not found or not found[-1].flags & _EXTENT_LAST:
        buffer = bytearray(_FIEMAP_HEAD.size + _EXTENTS_PER_CALL * _FIEMAP_EXTENT.size)
        _FIEMAP_HEAD.pack_into(buffer, 0, start, 2**64 - 1 - start, _FIEMAP_FLAG_SYNC, 0, _EXTENTS_PER_CALL, 0)
        try:
            _ioctl(descriptor, _FIEMAP, buffer)
        except OSError:
            return None
        mapped = _FIEMAP_HEAD.unpack_from(buffer)[3]
        if not mapped:
            break
        body = memoryview(buffer)[_FIEMAP_HEAD.size : _FIEMAP_HEAD.size + mapped * _FIEMAP_EXTENT.size]
        for logical, physical, length, _, _, flags in _FIEMAP_EXTENT.iter_unpack(body):
            found.append(Extent(logical, physical, length, flags))
        start = found[-1].logical + found[-1].length
    return tuple(found)


def _inode_flags(descriptor: int) -> int | None:
    if _ioctl is None:
        return None
    buffer = bytearray(8)
    try:
        _ioctl(descriptor, _GETFLAGS, buffer)
    except OSError:
        return None
    return int.from_bytes(buffer, "little")


def _birth_ns(path: Path) -> int | None:
    """Birth time by statx(2), which Python does not offer before 3.15; struct statx is the same everywhere."""
    try:
        statx = ctypes.CDLL(None).statx
    except (AttributeError, OSError, TypeError):
        return None
    buffer = ctypes.create_string_buffer(_STATX.size)
    if statx(_AT_FDCWD, os.fsencode(path), _AT_SYMLINK_NOFOLLOW, _STATX_BTIME, buffer) != 0:
        return None
    mask, seconds, nanoseconds, _ = _STATX.unpack(buffer.raw)
    return int(seconds * 10**9 + nanoseconds) if mask & _STATX_BTIME else None
