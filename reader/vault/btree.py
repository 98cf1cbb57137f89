"""SQLite's b-tree pages and records, read without SQLite. Pure functions on decrypted pages of a shelf.

Source: https://www.sqlite.org/fileformat2.html, 1.6 (b-tree pages), 2.1 (records). Pages come from an HMAC that held,
so that a malformed one is a defect of a writer, not an attack; it is answered with None or fewer values, never raised.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from reader.vault.page import USABLE_BYTES

Value = None | int | float | str | bytes
ReadPage = Callable[[int], bytes | None]

HEADER_BYTES = 100
"""The database's header, before the b-tree page that page 1 is as well."""

_POINTER = struct.Struct(">H")
_NUMBER = struct.Struct(">I")
_LINK_BYTES = 4
_INDEX_LEAST = (USABLE_BYTES - 12) * 32 // 255 - 23
_INDEX_MOST = (USABLE_BYTES - 12) * 64 // 255 - 23
_TABLE_MOST = USABLE_BYTES - 35
_FEW_TYPES: dict[int, type] = {0: type(None), 7: float}
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)


class PageKind(IntEnum):
    """The first byte of a b-tree page. Overflow and free pages begin with a zero (up to 64 GiB)."""

    INDEX_INTERIOR = 2
    TABLE_INTERIOR = 5
    INDEX_LEAF = 10
    TABLE_LEAF = 13

    @property
    def is_interior(self) -> bool:
        return self in {PageKind.INDEX_INTERIOR, PageKind.TABLE_INTERIOR}

    @property
    def is_table(self) -> bool:
        return self in {PageKind.TABLE_INTERIOR, PageKind.TABLE_LEAF}


@dataclass(frozen=True)
class Cell:
    """One entry of a b-tree page: `child` of interior pages, `rowid` of tables; a payload but of table interiors."""

    child: int = 0
    rowid: int = 0
    payload_bytes: int = 0
    local: bytes = b""
    overflow: int = 0


@dataclass(frozen=True)
class BTreePage:
    """A page's entries in the order of their keys; `right` is the last child of an interior page."""

    kind: PageKind
    cells: tuple[Cell, ...]
    right: int = 0


def kind_of(page: bytes, number: int) -> PageKind | None:
    """Which b-tree page it is, if any."""
    try:
        return PageKind(page[HEADER_BYTES if number == 1 else 0])
    except ValueError:
        return None


def parse(page: bytes, number: int) -> BTreePage | None:
    """The entries of a b-tree page; None when it is none, or malformed."""
    start = HEADER_BYTES if number == 1 else 0
    try:
        kind = PageKind(page[start])
        (count,) = _POINTER.unpack_from(page, start + 3)
        right = _NUMBER.unpack_from(page, start + 8)[0] if kind.is_interior else 0
        first = start + (12 if kind.is_interior else 8)
        offsets = [_POINTER.unpack_from(page, first + 2 * at)[0] for at in range(count)]
        return BTreePage(kind, tuple(_cell(page, offset, kind) for offset in offsets), right)
    except (ValueError, IndexError, struct.error):
        return None


def payload(cell: Cell, read_page: ReadPage) -> bytes:
    """The bytes of an entry's record, those on overflow pages too: all up to the first page that can't be read."""
    parts, missing, link = [cell.local], cell.payload_bytes - len(cell.local), cell.overflow
    seen: set[int] = set()  # a chain that leads back to itself has no end
    while missing > 0 and link not in seen and (page := read_page(link)) is not None:
        seen.add(link)
        parts.append(page[_LINK_BYTES : _LINK_BYTES + missing])
        missing -= USABLE_BYTES - _LINK_BYTES
        (link,) = _NUMBER.unpack_from(page)
    return b"".join(parts)


def columns(data: bytes) -> tuple[list[Value], bool]:
    """The columns of a record from its start, as far as `data` reaches, and whether these are all."""
    values: list[Value] = []
    try:
        end, at = varint(data, 0)
        place = end
        while at < end:
            serial, at = varint(data, at)
            size = _size_of(serial)
            if place + size > len(data):
                return values, False
            values.append(_value(serial, data[place : place + size]))
            place += size
    except (IndexError, ValueError):
        return values, False
    return values, True


def shape(data: bytes) -> list[type]:
    """The types of a record's columns, which its header tells without the columns; as many as `data` reaches."""
    found: list[type] = []
    try:
        end, at = varint(data, 0)
        while at < end:
            serial, at = varint(data, at)
            found.append(_type_of(serial))
    except (IndexError, ValueError):
        pass
    return found


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer, two's complement, and where it ends. Raises IndexError."""
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _cell(page: bytes, at: int, kind: PageKind) -> Cell:
    child = rowid = 0
    if kind.is_interior:
        (child,) = _NUMBER.unpack_from(page, at)
        at += 4
    if kind is PageKind.TABLE_INTERIOR:
        return Cell(child=child, rowid=varint(page, at)[0])
    size, at = varint(page, at)
    if size < 0:
        raise ValueError
    if kind is PageKind.TABLE_LEAF:
        rowid, at = varint(page, at)
    local = _local_bytes(size, _TABLE_MOST if kind.is_table else _INDEX_MOST)
    overflow = _NUMBER.unpack_from(page, at + local)[0] if local < size else 0
    if at + local > USABLE_BYTES:
        raise ValueError
    return Cell(child, rowid, size, page[at : at + local], overflow)


def _local_bytes(size: int, most: int) -> int:
    """How much of a record stands on the page itself (1.6, "the amount of payload that spills")."""
    if size <= most:
        return size
    local = _INDEX_LEAST + (size - _INDEX_LEAST) % (USABLE_BYTES - _LINK_BYTES)
    return local if local <= most else _INDEX_LEAST


def _type_of(serial: int) -> type:
    if serial >= 12:
        return str if serial % 2 else bytes
    return _FEW_TYPES.get(serial, int)


def _size_of(serial: int) -> int:
    if serial < 0 or serial in {10, 11}:
        raise ValueError
    if serial >= 12:
        return (serial - 12) // 2
    return _INTEGER_BYTES[serial] if serial < len(_INTEGER_BYTES) else 8 * (serial == 7)


def _value(serial: int, data: bytes) -> Value:
    if serial == 0:
        return None
    if serial == 7:
        return float(struct.unpack(">d", data)[0])
    if serial in {8, 9}:
        return serial - 8
    if serial < 7:
        return int.from_bytes(data, "big", signed=True)
    return data.decode() if serial % 2 else data
