"""Copying originals out of the library: in the clear, under a name made of the title, never over another file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import DiskFull, StoreError
from reader.exports.names import file_name, numbered
from reader.store.library import Library

_MOST_NAMESAKES = 10_000
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def prepare_folder(folder: Path) -> Path:
    """The folder to export to, made when it is not there. Raises StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StoreError("the folder can't be made") from None
    return folder


def export_original(library: Library, document: int, folder: Path) -> Path:
    """Write the original to a new file in `folder`, readable by its owner only; the file's path.

    Raises NoSuchDocument, DiskFull, and StoreError when the original was not kept or the folder takes no file; nothing
    is left half written.
    """
    row = library.document(document)
    chunks = library.original(document)
    first = next(chunks, None)
    if first is None:
        raise StoreError("its original was not kept")
    try:
        path, file = _new_file(folder, file_name(row.title, row.kind, fallback=f"document {row.id}", head=first[:64]))
        _write(path, file, _again(first, chunks))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from None
        raise StoreError("the folder takes no file") from None
    return path


def _new_file(folder: Path, name: str) -> tuple[Path, BinaryIO]:
    for number in range(1, _MOST_NAMESAKES):
        path = folder / numbered(name, number)
        try:
            return path, os.fdopen(os.open(path, _NEW_FILE, 0o600), "wb")
        except FileExistsError:
            continue
    raise StoreError("the folder holds too many files of this name")


def _write(path: Path, file: BinaryIO, chunks: Iterable[bytes]) -> None:
    try:
        with file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _again(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others
