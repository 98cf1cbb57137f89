"""The bytes of a copy: taken over slice by slice, read back from the medium, and only then given keys."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from reader.errors import Cancelled, CopyDiffers, DiskFull, VaultDamaged
from reader.vault.files import (
    JOURNAL_NAMES,
    KEYS_NAME,
    KEYS_PART_NAME,
    SHELF_NAMES,
    TOO_LARGE,
    create_new,
    disk_errors,
    drop_cached,
    open_existing,
    read_at,
    set_constant_times,
    size_of,
    sync,
    sync_folder,
    write_at,
)

SLICE_BYTES = 1024 * 1024
SYNC_BYTES = 32 * SLICE_BYTES
"""How much is written before it must be on the medium: else a slow stick would take minutes for the sync at the end,
in which nothing moves and nothing can be cancelled."""


class CopyStage(StrEnum):
    """What a copy is at."""

    COPYING = "copying"
    VERIFYING = "verifying"


@dataclass(frozen=True)
class CopyProgress:
    """How far a copy is. What is copied and what is read back count alike, so one bar goes once from 0 to the end."""

    stage: CopyStage
    done_bytes: int
    total_bytes: int


OnProgress = Callable[[CopyProgress], None]
IsCancelled = Callable[[], bool]


def no_progress(_: CopyProgress) -> None:
    """For whoever does not want to know."""


def never_cancelled() -> bool:
    """For what nobody can stop."""
    return False


class ShelfSource(Protocol):
    """Where the bytes of both shelves come from."""

    @property
    def size(self) -> int: ...
    def read(self, shelf: int, offset: int, count: int, /) -> bytes: ...


class CopyRun:
    """One copy on its way into a folder that `new_copy` made. The order of the calls is that of the methods."""

    def __init__(self, source: ShelfSource, target: Path, on_progress: OnProgress, cancelled: IsCancelled) -> None:
        self._source = source
        self._target = target
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._digests: list[list[bytes]] = [[] for _ in SHELF_NAMES]
        self._size = 0
        self._done = 0

    def copy_shelves(self) -> None:
        """Take over both shelves as they are now, while they may change. Raises DiskFull, Cancelled, VaultDamaged."""
        self._size = self._source.size
        for shelf, name in enumerate(SHELF_NAMES):
            with _created(self._target / name) as descriptor:
                _refuse_too_large(descriptor, self._size)
                unsynced = 0
                for offset in range(0, self._size, SLICE_BYTES):
                    self._digests[shelf].append(self._take(descriptor, shelf, offset))
                    unsynced += SLICE_BYTES
                    if unsynced >= SYNC_BYTES:
                        sync(descriptor)
                        unsynced = 0
                    self._advance(CopyStage.COPYING, min(SLICE_BYTES, self._size - offset))

    def take_changes(self) -> None:
        """Take over what has changed since, growth too. The source must not change meanwhile."""
        self._size = self._source.size
        for shelf, name in enumerate(SHELF_NAMES):
            with _reopened(self._target / name) as descriptor:
                digests = self._digests[shelf]
                for number, offset in enumerate(range(0, self._size, SLICE_BYTES)):
                    data = self._read(shelf, offset)
                    digest = hashlib.sha256(data).digest()
                    if digests[number : number + 1] != [digest]:
                        with disk_errors():
                            write_at(descriptor, offset, data)
                        digests[number : number + 1] = [digest]
                    self._advance(CopyStage.COPYING, 0)

    def verify(self) -> None:
        """Read both shelves back and compare. Raises CopyDiffers."""
        self._done = len(SHELF_NAMES) * self._size
        for shelf, name in enumerate(SHELF_NAMES):
            with _reopened(self._target / name) as descriptor, disk_errors():
                drop_cached(descriptor)
                if size_of(descriptor) != self._size:
                    raise CopyDiffers
                for number, offset in enumerate(range(0, self._size, SLICE_BYTES)):
                    data = read_at(descriptor, offset, SLICE_BYTES)
                    if hashlib.sha256(data).digest() != self._digests[shelf][number]:
                        raise CopyDiffers
                    self._advance(CopyStage.VERIFYING, len(data))

    def finish(self, keys: bytes) -> None:
        """Add empty journals where there are none, and `keys` last: from then on there is a vault."""
        for name in JOURNAL_NAMES:
            if not (self._target / name).exists():
                with _created(self._target / name):
                    pass
        part = self._target / KEYS_PART_NAME
        with _reopened(part) as descriptor, disk_errors():
            write_at(descriptor, 0, keys)
            sync(descriptor)
            drop_cached(descriptor)
            if read_at(descriptor, 0, len(keys) + 1) != keys:
                raise CopyDiffers
        with disk_errors():
            sync_folder(self._target)
            part.replace(self._target / KEYS_NAME)
            set_constant_times(self._target)
            sync_folder(self._target)

    def _take(self, descriptor: int, shelf: int, offset: int) -> bytes:
        data = self._read(shelf, offset)
        with disk_errors():
            write_at(descriptor, offset, data)
        return hashlib.sha256(data).digest()

    def _read(self, shelf: int, offset: int) -> bytes:
        count = min(SLICE_BYTES, self._size - offset)
        data = self._source.read(shelf, offset, count)
        if len(data) != count:
            raise VaultDamaged("a shelf became shorter while it was copied")
        return data

    def _advance(self, stage: CopyStage, count: int) -> None:
        self._done += count
        total = 2 * len(SHELF_NAMES) * self._size
        self._on_progress(CopyProgress(stage, min(self._done, total), total))
        if self._cancelled():
            raise Cancelled


def copy_file(source: Path, target: Path) -> None:
    """A small file, whole and read back. Raises CopyDiffers."""
    with disk_errors():
        data = source.read_bytes()
    with _created(target) as descriptor, disk_errors():
        write_at(descriptor, 0, data)
        sync(descriptor)
        drop_cached(descriptor)
        if read_at(descriptor, 0, len(data) + 1) != data:
            raise CopyDiffers


@contextmanager
def _created(path: Path) -> Iterator[int]:
    """A new file, synced and closed at the end."""
    with disk_errors():
        descriptor = create_new(path)
    with _closed_at_the_end(descriptor):
        yield descriptor
        with disk_errors():
            sync(descriptor)


@contextmanager
def _reopened(path: Path) -> Iterator[int]:
    """A file of the copy once more, synced and closed at the end."""
    descriptor = open_existing(path)
    with _closed_at_the_end(descriptor):
        yield descriptor
        with disk_errors():
            sync(descriptor)


@contextmanager
def _closed_at_the_end(descriptor: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(descriptor)


def _refuse_too_large(descriptor: int, size: int) -> None:
    """Raise DiskFull before gigabytes are copied in vain: Linux moves no position beyond what the file system takes."""
    try:
        os.lseek(descriptor, size, os.SEEK_SET)
    except OSError as error:
        if error.errno in {errno.EINVAL, errno.EFBIG, errno.EOVERFLOW}:
            raise DiskFull(TOO_LARGE) from None
        raise
