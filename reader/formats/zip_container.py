"""ZIP archives that are no document: the files in them, one after another, with a cap on all that a bomb would swell.

Files that can't be had are told with their reason, and the rest go on. What is in them is judged by whoever reads
them next, each by a worker of its own.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile, ZipInfo

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, LockedFile, NothingToRead, UnsupportedKind
from reader.formats import limits
from reader.formats.contract import MEMBER_CHUNK_BYTES, Format, NotUnpacked, ParseOptions, Unpacked
from reader.formats.guarding import guarded
from reader.formats.zip_names import MAX_DEPTH, MAX_PATH_CHARACTERS, wanted
from reader.text.model import ParseEvent, Progress

KIND = "zip"
MAX_MEMBER_BYTES = 256 * 1024 * 1024
_BOUNDED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Python unpacks the other methods without a limit, or takes memory for what a header promises."""
_ENCRYPTED_FLAG = 1


def unpack(data: bytes) -> Iterator[Unpacked | NotUnpacked | Progress]:
    """The files in an archive, in its order, each after how far it stands in it.

    Raises DamagedFile, FileTooLarge, NothingToRead for the archive itself.
    """
    with _opened(data) as archive:
        entries = archive.infolist()
        if len(entries) > limits.MAX_ARCHIVE_ENTRIES:
            raise FileTooLarge("entries")
        left_bytes = limits.MAX_UNPACKED_BYTES
        is_empty = True
        for number, (entry, path) in enumerate(wanted(entries)):
            is_empty = False
            yield Progress(done=number, total=len(entries))
            try:
                chunks = _read(archive, entry, path, left_bytes)
            except DocumentRefused as refused:
                yield NotUnpacked(path[:MAX_PATH_CHARACTERS], refused)
                continue
            left_bytes -= entry.file_size
            yield Unpacked(path, chunks)
        if is_empty:
            raise NothingToRead


def _opened(data: bytes) -> ZipFile:
    try:
        return ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedFile("zip") from error


def _read(archive: ZipFile, entry: ZipInfo, path: str, left_bytes: int) -> tuple[bytes, ...]:
    _judge(entry, path, left_bytes)
    try:
        with archive.open(entry) as stream:
            return tuple(_chunks(stream, entry.file_size))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise DamagedFile("zip entry") from error


def _judge(entry: ZipInfo, path: str, left_bytes: int) -> None:
    if len(path) > MAX_PATH_CHARACTERS or path.count("/") >= MAX_DEPTH:
        raise DamagedFile("path")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise LockedFile("encrypted entry")
    if entry.compress_type not in _BOUNDED:
        raise UnsupportedKind
    ratio = entry.file_size / max(1, entry.compress_size)
    if ratio > limits.MAX_ENTRY_RATIO and entry.file_size > limits.RATIO_FREE_BYTES:
        raise FileTooLarge("zip entry")
    if entry.file_size > min(MAX_MEMBER_BYTES, left_bytes):
        raise FileTooLarge("zip")


def _chunks(stream: IO[bytes], size_bytes: int) -> Iterator[bytes]:
    """As many bytes as the directory says: zipfile gives no more, and looks at the checksum only when all are read."""
    left = size_bytes
    while left:
        chunk = stream.read(min(MEMBER_CHUNK_BYTES, left))
        if not chunk:
            raise EOFError
        left -= len(chunk)
        yield chunk
    stream.read(1)


def _no_document(_data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    raise UnsupportedKind(KIND)


FORMAT = Format(KIND, lambda _head: 0.0, guarded(_no_document), unpack=unpack)
"""Not one of registry.FORMATS: it is what an archive is that none of them takes."""
