"""Finding the files to import, and reading one of them, once, whatever happens to it meanwhile."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from reader.errors import (
    DocumentRefused,
    EmptyFile,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FileVanished,
    NotAFile,
)
from reader.vault.vault import is_vault
from reader.workers.protocol import MAX_DOCUMENT_BYTES

CHUNK_BYTES = 1024 * 1024

_GONE = {
    getattr(errno, name)
    for name in ("ENOENT", "ENOTDIR", "EIO", "ENODEV", "ESTALE", "ENOMEDIUM")
    if hasattr(errno, name)  # not every system has them all
}
"""What a file answers that was deleted, or whose medium was pulled."""

_NOT_THERE = {errno.ENOENT, errno.ENOTDIR}

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO nobody writes to would hold us for ever
    | getattr(os, "O_NOCTTY", 0)
)
_LEAVE_NO_ACCESS_TIME = getattr(os, "O_NOATIME", 0)


class Found(msgspec.Struct, frozen=True):
    """A file to import, or why something that was asked for can't be; `name` is what people call it."""

    path: Path
    name: str
    refused: DocumentRefused | None = None


class Original(msgspec.Struct, frozen=True):
    """All the bytes of a file, in chunks of CHUNK_BYTES, fewer only at the end."""

    chunks: list[bytes]
    sha256: bytes
    size_bytes: int


def find_files(paths: Iterable[Path]) -> Iterator[Found]:
    """The files among `paths` as they are given, and those in folders, by name.

    In folders, hidden files, links and vaults are passed over: a link may lead anywhere, and a vault's files must not
    even be opened (closing one drops the locks that this very process may hold on it).
    """
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            yield Found(path, path.name, FileMissing() if error.errno in _NOT_THERE else _refusal(error))
            continue
        if is_folder:
            yield from _in_folder(path)
        elif is_vault(Path(os.path.realpath(path)).parent):
            yield Found(path, path.name, FileUnreadable("it belongs to a library"))
        else:
            yield Found(path, path.name)


def _in_folder(top: Path) -> Iterator[Found]:
    """Depth first, without recursion: folders may nest deeper than Python does."""
    pending = [(top, top.name or str(top), True)]
    while pending:
        path, name, is_folder = pending.pop()
        if not is_folder:
            yield Found(path, name)
        elif not is_vault(path):
            try:
                inside = _list(path)
            except OSError as error:
                yield Found(path, name, _refusal(error))
                continue
            pending += [(path / entry, f"{name}/{entry}", nested) for entry, nested in reversed(inside)]


def _list(folder: Path) -> list[tuple[str, bool]]:
    """Names in the folder, sorted, and whether each is a folder; only plain files and folders that are not hidden."""
    with os.scandir(folder) as entries:
        return sorted(
            (entry.name, entry.is_dir(follow_symlinks=False))
            for entry in entries
            if not entry.name.startswith(".")
            and (entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False))
        )


def read_file(path: Path, on_read: Callable[[int, int], None]) -> Original:
    """Read the file from end to end. `on_read(bytes so far, bytes expected)` may raise to stop.

    Raises EmptyFile, FileTooLarge, FileVanished (also when it changes meanwhile), FileUnreadable, NotAFile.
    """
    try:
        fd = _open(path)
    except OSError as error:
        raise _refusal(error) from error
    try:
        return _read(fd, on_read)
    except OSError as error:
        raise _refusal(error) from error
    finally:
        os.close(fd)


def _open(path: Path) -> int:
    try:
        return os.open(path, _OPEN_FLAGS | _LEAVE_NO_ACCESS_TIME)
    except PermissionError:  # only a file's owner may ask that its access time stay as it is
        return os.open(path, _OPEN_FLAGS)


def _read(fd: int, on_read: Callable[[int, int], None]) -> Original:
    before = os.fstat(fd)
    if not stat.S_ISREG(before.st_mode):
        raise NotAFile
    if before.st_size > MAX_DOCUMENT_BYTES:
        raise FileTooLarge
    digest, chunks, size = hashlib.sha256(), [], 0
    while chunk := _chunk(fd):
        digest.update(chunk)
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_DOCUMENT_BYTES:
            raise FileTooLarge
        on_read(size, before.st_size)
    after = os.fstat(fd)
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or size != before.st_size:
        raise FileVanished("it changed while it was read")
    if not chunks:
        raise EmptyFile
    return Original(chunks, digest.digest(), size)


def _chunk(fd: int) -> bytes:
    """CHUNK_BYTES, fewer only at the end of the file: a single read may stop early on some file systems."""
    chunk = bytearray()
    while len(chunk) < CHUNK_BYTES and (data := os.read(fd, CHUNK_BYTES - len(chunk))):
        chunk += data
    return bytes(chunk)


def _refusal(error: OSError) -> DocumentRefused:
    if error.errno == errno.ENXIO:  # what a socket answers, and a device without a driver
        return NotAFile()
    return FileVanished() if error.errno in _GONE else FileUnreadable()
