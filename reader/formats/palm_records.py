"""PalmDB files: records, the PalmDOC header, EXTH and the two compressions of Mobipocket books.

By the MobileRead wiki's pages PDB, PalmDOC and MOBI. Every length and index comes from the file and is checked; what a
record unpacks to is bounded.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.errors import DamagedFile, FileTooLarge
from reader.formats import limits
from reader.formats.palm_huffman import Huffman

NO_COMPRESSION, PALMDOC, HUFF_CDIC = 1, 2, 17480
_RECORD_LIST = 78
_MAX_RECORD_BYTES = 256 * 1024
"""A text record unpacks to 4 KiB; some makers' to a little more."""
_MAX_TABLES = 1000
_MAX_EXTH = 2000
_OVERLAP_FLAG = 1
_UTF_8 = 65001


@dataclass(frozen=True, slots=True)
class Header:
    """What record 0 says; numbers that an older header does not hold are 0."""

    compression: int
    text_records: int
    encryption: int
    encoding: str
    version: int
    title: bytes
    locale: int
    first_image: int
    huff: int
    huff_count: int
    trailing_flags: int
    extended: dict[int, list[bytes]]

    def texts(self, kind: int) -> list[str]:
        """The EXTH records of one kind as text."""
        return [value.decode(self.encoding, "replace") for value in self.extended.get(kind, [])]

    def number(self, kind: int) -> int:
        """The first EXTH record of one kind as a number; -1 for none."""
        value = next(iter(self.extended.get(kind, [])), b"")
        return int.from_bytes(value, "big") if len(value) == 4 else -1


class PalmFile:
    """The records of a file. Raises DamagedFile when the list of them does not fit the file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            (count,) = struct.unpack_from(">H", data, 76)
            starts = [struct.unpack_from(">I", data, _RECORD_LIST + 8 * each)[0] for each in range(count)]
        except struct.error as error:
            raise DamagedFile("records") from error
        if not starts or any(start > len(data) for start in starts):
            raise DamagedFile("records")
        self._starts = [*starts, len(data)]
        self.header = _header(self.record(0))

    @property
    def name(self) -> str:
        """The database's name: a short form of the title, where nothing else names it."""
        return self._data[:31].partition(b"\0")[0].decode("cp1252", "replace").replace("_", " ")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def record(self, index: int) -> bytes:
        """One record's bytes; empty beyond the last."""
        if not 0 <= index < len(self):
            return b""
        return self._data[self._starts[index] : self._starts[index + 1]]

    def text(self) -> bytes:
        """The whole text, unpacked. Raises DamagedFile, FileTooLarge."""
        out = bytearray()
        unpack = self._unpacker()
        for index in range(1, self.header.text_records + 1):
            out += unpack(without_trailing(self.record(index), self.header.trailing_flags))
            if len(out) > limits.MAX_TEXT_BYTES:
                raise FileTooLarge("text")
        return bytes(out)

    def _unpacker(self) -> Callable[[bytes], bytes]:
        compression = self.header.compression
        if compression == NO_COMPRESSION:
            return lambda record: record
        if compression == PALMDOC:
            return unpacked
        if compression == HUFF_CDIC:
            tables = [self.record(self.header.huff + each) for each in range(min(self.header.huff_count, _MAX_TABLES))]
            return Huffman(tables, _MAX_RECORD_BYTES).unpacked
        raise DamagedFile("compression")


def unpacked(record: bytes) -> bytes:
    """PalmDOC's compression: literals, rows of literals, a space with a letter, and copies of what went before."""
    out = bytearray()
    position = 0
    while position < len(record):
        code = record[position]
        position += 1
        if 1 <= code <= 8:
            out += record[position : position + code]
            position += code
        elif code < 0x80:
            out.append(code)
        elif code >= 0xC0:
            out += bytes((0x20, code ^ 0x80))
        else:
            pair = code << 8 | (record[position] if position < len(record) else 0)
            position += 1
            distance, length = (pair >> 3) & 0x7FF, (pair & 7) + 3
            if not 0 < distance <= len(out):
                raise DamagedFile("copy")
            for _ in range(length):
                out.append(out[-distance])
        if len(out) > _MAX_RECORD_BYTES:
            raise FileTooLarge("record")
    return bytes(out)


def without_trailing(record: bytes, flags: int) -> bytes:
    """A text record without the entries behind its text: one for each flag, each with its size at its end."""
    for bit in range(1, 16):
        if flags >> bit & 1:
            record = record[: max(0, len(record) - _size_at_end(record))]
    if flags & _OVERLAP_FLAG and record:
        record = record[: max(0, len(record) - (record[-1] & 3) - 1)]
    return record


def _size_at_end(record: bytes) -> int:
    """A number written backwards in bytes of 7 bits; the first byte of it has its highest bit set."""
    value = 0
    for shift, byte in enumerate(reversed(record[-4:])):
        value |= (byte & 0x7F) << (7 * shift)
        if byte & 0x80:
            break
    return value


def _header(record: bytes) -> Header:
    if len(record) < 16:
        raise DamagedFile("header")
    compression, _unused, _length, count, _size, encryption = struct.unpack_from(">HHIHHH", record)
    is_mobi = record[16:20] == b"MOBI"

    def number(offset: int, size: int = 4) -> int:
        held = is_mobi and offset + size <= 16 + int.from_bytes(record[20:24], "big")
        return int.from_bytes(record[offset : offset + size], "big") if held else 0

    start, length = number(84), number(88)
    return Header(
        compression=compression,
        text_records=count,
        encryption=encryption,
        encoding="utf-8" if number(28) == _UTF_8 else "cp1252",
        version=number(36),
        title=record[start : start + min(length, 1000)] if start else b"",
        locale=number(92),
        first_image=number(108),
        huff=number(112),
        huff_count=number(116),
        trailing_flags=number(242, 2),
        extended=_extended(record, 16 + int.from_bytes(record[20:24], "big")) if number(128) & 0x40 else {},
    )


def _extended(record: bytes, start: int) -> dict[int, list[bytes]]:
    found: dict[int, list[bytes]] = {}
    if record[start : start + 4] != b"EXTH":
        return found
    for kind, value in _entries(record, start + 12, int.from_bytes(record[start + 8 : start + 12], "big")):
        found.setdefault(kind, []).append(value)
    return found


def _entries(record: bytes, start: int, count: int) -> Iterator[tuple[int, bytes]]:
    for _ in range(min(count, _MAX_EXTH)):
        if start + 8 > len(record):
            return
        kind, length = struct.unpack_from(">II", record, start)
        if length < 8:
            return
        yield kind, record[start + 8 : start + length]
        start += length
