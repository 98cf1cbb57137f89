"""Mobipocket books that tests make themselves, by the MobileRead wiki's description."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

HUFF_CODE = (255 << 8) | 0x80 | 8
"""Every code is one byte long, and means the phrase 255 less the byte."""


def palm(kind: bytes, records: Sequence[bytes], name: bytes = b"A_name") -> bytes:
    """A PalmDB file of these records."""
    start = 78 + 8 * len(records) + 2
    listed = b""
    for record in records:
        listed += struct.pack(">II", start, 0)
        start += len(record)
    head = name.ljust(60, b"\0") + kind + bytes(8) + struct.pack(">H", len(records))
    return head + listed + bytes(2) + b"".join(records)


def mobi(
    text: bytes,
    *,
    compression: int = 1,
    encryption: int = 0,
    version: int = 6,
    utf_8: bool = True,
    title: bytes = b"The title",
    locale: int = 9,
    extended: Mapping[int, bytes | list[bytes]] | None = None,
    pictures: Sequence[bytes] = (),
    trailing: bytes = b"",
    trailing_flags: int = 0,
    tables: Sequence[bytes] = (),
    kind: bytes = b"BOOKMOBI",
) -> bytes:
    """A book. `trailing` stands behind each text record; `tables` are the records of HUFF/CDIC."""
    parts = [text[start : start + 4096] for start in range(0, len(text), 4096)]
    packed = [(literal(part) if compression == 2 else part) + trailing for part in parts]
    first_picture = 1 + len(packed) + len(tables)
    exth = _exth(extended or {})
    head = struct.pack(">HHIHHHH", compression, 0, len(text), len(packed), 4096, encryption, 0)
    mobi_head = bytearray(232)
    mobi_head[:4] = b"MOBI"
    for offset, value in (
        (20, 232), (28, 65001 if utf_8 else 1252), (36, version), (84, 16 + 232 + len(exth)), (88, len(title)),
        (92, locale), (108, first_picture), (112, 1 + len(packed)), (116, len(tables)), (128, 0x40 if exth else 0),
    ):  # fmt: skip
        struct.pack_into(">I", mobi_head, offset - 16, value)
    struct.pack_into(">H", mobi_head, 242 - 16, trailing_flags)
    first = head + bytes(mobi_head) + exth + title + bytes(4)
    return palm(kind, [first, *packed, *tables, *pictures, b"\xe9\x8e\x0d\x0a"])


def literal(text: bytes) -> bytes:
    """PalmDOC's compression without a copy: rows of up to eight literals."""
    return b"".join(bytes([len(text[start : start + 8])]) + text[start : start + 8] for start in range(0, len(text), 8))


def huff_tables(phrases: Mapping[int, tuple[bytes, bool]] | None = None) -> list[bytes]:
    """Tables by which each byte means itself, but for `phrases`: by byte, what it means and whether that is plain."""
    bounds = struct.pack(">64I", *([0] * 64))
    huff = b"HUFF" + struct.pack(">III", 24, 24, 24 + 1024) + bytes(8)
    huff += struct.pack(">256I", *([HUFF_CODE] * 256)) + bounds
    entries, offsets = b"", []
    for index in range(256):
        phrase, plain = (phrases or {}).get(255 - index, (bytes([255 - index]), True))
        offsets.append(512 + len(entries))
        entries += struct.pack(">H", len(phrase) | (0x8000 if plain else 0)) + phrase
    cdic = b"CDIC" + struct.pack(">III", 16, 256, 8) + struct.pack(">256H", *offsets) + entries
    return [huff, cdic]


def _exth(values: Mapping[int, bytes | list[bytes]]) -> bytes:
    records = [
        (kind, value) for kind, found in values.items() for value in (found if isinstance(found, list) else [found])
    ]
    if not records:
        return b""
    body = b"".join(struct.pack(">II", kind, 8 + len(value)) + value for kind, value in records)
    return b"EXTH" + struct.pack(">II", 12 + len(body), len(records)) + body
