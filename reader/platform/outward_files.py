"""Files that people ask for outside the library: new ones always, for their owner only, in a folder of theirs."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.errors import DiskFull, StoreError

_MOST_NAMESAKES = 10_000
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def outward_errors() -> Iterator[None]:
    """What the system refuses, as DiskFull or StoreError."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from None
        raise StoreError("the folder takes no file") from None


def new_file(path: Path) -> BinaryIO:
    """A file that was not there before. Raises FileExistsError, OSError."""
    return os.fdopen(os.open(path, _NEW_FILE, 0o600), "wb")


def new_namesake(folder: Path, name: str) -> tuple[Path, BinaryIO]:
    """A new file called `name`, or that with the first number that is free. Raises StoreError when none is, OSError."""
    for number in range(1, _MOST_NAMESAKES):
        path = folder / numbered(name, number)
        try:
            return path, new_file(path)
        except FileExistsError:
            continue
    raise StoreError("the folder holds too many files of this name")


def numbered(name: str, number: int) -> str:
    """`name` for number 1, else `name` with the number before its extension."""
    if number == 1:
        return name
    stem, dot, extension = name.rpartition(".")
    return f"{stem} ({number}){dot}{extension}" if dot else f"{name} ({number})"


def write_whole(file: BinaryIO, chunks: Iterable[bytes]) -> None:
    """Write, and have it on the disk."""
    for chunk in chunks:
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
