"""Compound files: which kind of document an OLE container holds, so that it is refused by its name.

The container is read as [MS-CFB] lays it out: a header, a table of sectors, and a directory of streams by name. Nothing
in a stream is looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NoReturn

from reader.errors import DamagedFile, LockedFile, UnsupportedKind

COMPOUND_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = {
    "worddocument": "doc",
    "workbook": "xls",
    "book": "xls",
    "powerpoint document": "ppt",
    "hwpsummaryinformation": "hwp",
    "__properties_version1.0": "msg",
    "visiodocument": "vsd",
    "quill": "pub",
}
"""The stream that each kind of document has."""

_ENCRYPTED = "encryptedpackage"
_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_FAT_SECTORS_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
_MAX_DIRECTORY_SECTORS = 2048


def refuse_compound_file(data: bytes) -> NoReturn:
    """Raises LockedFile for an encrypted document, UnsupportedKind for what holds streams, DamagedFile for the rest."""
    names = {name.strip("\x05\x01\x06").lower() for name in _stream_names(data)}
    if _ENCRYPTED in names:
        raise LockedFile("encrypted package")
    for stream, kind in _KINDS.items():
        if stream in names:
            raise UnsupportedKind(kind)
    if not names:
        raise DamagedFile("compound file")
    raise UnsupportedKind("ole")


def _stream_names(data: bytes) -> Iterator[str]:
    """The names in the directory; as far as its chain of sectors holds together."""
    if len(data) < _HEADER_BYTES:
        return
    shift = int.from_bytes(data[30:32], "little")
    sector_bytes = 1 << shift if shift in {9, 12} else 512
    table = _sector_table(data, sector_bytes)
    sector = int.from_bytes(data[48:52], "little")
    for _ in range(_MAX_DIRECTORY_SECTORS):
        if sector >= _LAST_SECTOR:
            return
        start = (sector + 1) * sector_bytes
        for offset in range(start, min(start + sector_bytes, len(data) - _ENTRY_BYTES + 1), _ENTRY_BYTES):
            length = int.from_bytes(data[offset + 64 : offset + 66], "little")
            if 2 <= length <= 64 and data[offset + 66]:
                yield data[offset : offset + length - 2].decode("utf-16-le", "replace")
        sector = _entry(data, table, sector, sector_bytes)


def _sector_table(data: bytes, sector_bytes: int) -> list[int]:
    """Where the parts of the sector table stand, those that the header names."""
    numbers = struct.unpack_from(f"<{_FAT_SECTORS_IN_HEADER}I", data, 76)
    return [(number + 1) * sector_bytes for number in numbers if number < _LAST_SECTOR]


def _entry(data: bytes, table: list[int], sector: int, sector_bytes: int) -> int:
    """The sector that follows `sector` in its chain."""
    part, place = divmod(sector, sector_bytes // 4)
    if part >= len(table) or table[part] + sector_bytes > len(data):
        return _LAST_SECTOR
    offset = table[part] + 4 * place
    return int.from_bytes(data[offset : offset + 4], "little")
