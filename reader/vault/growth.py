"""The two shelf files as raw bytes: they grow together, by the same step, in the same order, whichever is open.

SQLite works inside a file that is already there and already random, and never makes it longer.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from reader.errors import DiskFull
from reader.vault.files import SHELF_NAMES, disk_errors, extend_with_noise, open_existing, read_at, size_of, sync
from reader.vault.gate import WriteGate
from reader.vault.progress import IsCancelled, OnProgress, go_on, never, unheard

INITIAL_BYTES = 4 * 1024 * 1024
SMALLEST_STEP_BYTES = 4 * 1024 * 1024
LARGEST_STEP_BYTES = 32 * 1024 * 1024
STEP_SHARE = 16
"""A step is a sixteenth of the shelf, so that unused space stays under 7 % once a shelf is large."""

JOURNAL_ROOM_BYTES = 4 * 1024 * 1024
"""What must be free on the disk before a transaction begins: more than the journal of a 50 ms transaction takes."""

_MIB = 1024 * 1024


def step_after(size: int) -> int:
    """How many bytes a shelf of `size` bytes grows by; whole MiB."""
    share = size // STEP_SHARE // _MIB * _MIB
    return max(SMALLEST_STEP_BYTES, min(LARGEST_STEP_BYTES, share))


class ShelfFiles:
    """One descriptor of each shelf file, open until the process ends.

    Closing any descriptor of a file drops the locks that SQLite holds on it in this process, so these are opened
    once, before SQLite opens its own, and closed only after it has closed (`close`, in tests and the command line).
    Every change of these files, by whomever, is made inside `gate.passing()`.
    """

    def __init__(self, folder: Path) -> None:
        self.gate = WriteGate()
        self._folder = folder
        self._descriptors = [open_existing(folder / name) for name in SHELF_NAMES]

    @property
    def size(self) -> int:
        """The size of each of the two files in bytes."""
        return min(size_of(descriptor) for descriptor in self._descriptors)

    def descriptor(self, shelf: int) -> int:
        """The raw descriptor of one shelf, for reading its pages. Never close it."""
        return self._descriptors[shelf]

    def read(self, shelf: int, offset: int, count: int) -> bytes:
        """Up to `count` raw bytes of one shelf, while others may write."""
        with disk_errors():
            return read_at(self._descriptors[shelf], offset, count)

    def require_room(self) -> None:
        """Raise DiskFull when the disk has no room for a transaction's journal."""
        self._require(JOURNAL_ROOM_BYTES)

    def grow(self) -> int:
        """Append one step of noise to both files and sync each; answer their new size. No transaction may be open.

        Raises DiskFull with both files as they were.
        """
        with self.gate.passing():
            return self._grow()

    def grow_by(self, wanted_bytes: int, on_progress: OnProgress = unheard, cancelled: IsCancelled = never) -> None:
        """Append at least so many bytes to both files, step by step; or nothing. No transaction may be open.

        The disk must have room for all of it and keep a tenth of what is free, for whatever else lives there. Raises
        DiskFull and Cancelled with both files as they were.
        """
        with self.gate.passing():
            before = self.size
            self._require((2 * (wanted_bytes + LARGEST_STEP_BYTES) + JOURNAL_ROOM_BYTES) * 10 // 9)
            try:
                while self.size - before < wanted_bytes:
                    go_on(cancelled)
                    self._grow()
                    on_progress(min(self.size - before, wanted_bytes), wanted_bytes)
            except BaseException:
                self._cut(before)
                raise

    def _grow(self) -> int:
        size = self.size
        step = step_after(size)
        self._require(2 * step + JOURNAL_ROOM_BYTES)
        try:
            with disk_errors():
                for descriptor in self._descriptors:
                    extend_with_noise(descriptor, size, size + step)
        except DiskFull:
            self._cut(size)
            raise
        return size + step

    def close(self) -> None:
        """Close both, waiting for a copy that is being made; SQLite's connection must be closed before."""
        with self.gate.copying():
            for descriptor in self._descriptors:
                os.close(descriptor)

    def _require(self, room: int) -> None:
        with disk_errors():
            free = shutil.disk_usage(self._folder).free
        if free < room:
            raise DiskFull

    def _cut(self, size: int) -> None:
        with disk_errors():
            for descriptor in self._descriptors:
                os.ftruncate(descriptor, size)
                sync(descriptor)
