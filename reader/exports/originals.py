"""Copying originals out of the library: in the clear, under a name made of the title, never over another file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import StoreError
from reader.exports.names import file_name
from reader.platform.outward_files import new_namesake, outward_errors, write_whole
from reader.store.library import Library


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
    name = file_name(row.title, row.kind, fallback=f"document {row.id}", head=first[:64])
    with outward_errors():
        path, file = new_namesake(folder, name)
        _write(path, file, _again(first, chunks))
    return path


def _write(path: Path, file: BinaryIO, chunks: Iterable[bytes]) -> None:
    try:
        with file:
            write_whole(file, chunks)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _again(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others
