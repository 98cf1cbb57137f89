"""HUFF/CDIC: the Huffman coding of Mobipocket's tighter compression; what a code stands for may be packed itself."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from reader.errors import DamagedFile, FileTooLarge

_MAX_PHRASES = 1 << 20
_MAX_DEPTH = 24
_MAX_PACKED_BYTES = 16 * 1024
"""A record holds 4 KiB of text; longer ones would cost more with each code, since bits are taken off one number."""


class Huffman:
    """Unpacks records by the tables of a book: one HUFF record, then CDIC records. Raises DamagedFile."""

    def __init__(self, tables: Sequence[bytes], most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._phrases: list[tuple[bytes, bool]] = []
        self._whole: dict[int, bytes] = {}
        try:
            self._read_codes(tables[0] if tables else b"")
            for table in tables[1:]:
                self._read_phrases(table)
        except struct.error as error:
            raise DamagedFile("tables") from error

    def unpacked(self, record: bytes) -> bytes:
        """One record's text. Raises DamagedFile, FileTooLarge."""
        return self._unpacked(record, 0)

    def _read_codes(self, table: bytes) -> None:
        """Codes by their first byte, and for the longer ones the least and greatest code of each length."""
        if table[:4] != b"HUFF":
            raise DamagedFile("tables")
        by_byte, by_length = struct.unpack_from(">II", table, 8)
        self._by_byte = struct.unpack_from(">256I", table, by_byte)
        bounds = struct.unpack_from(">64I", table, by_length)
        self._least = [0, *(bounds[2 * each] << (31 - each) for each in range(32))]
        self._greatest = [0, *(((bounds[2 * each + 1] + 1) << (31 - each)) - 1 for each in range(32))]

    def _read_phrases(self, table: bytes) -> None:
        if table[:4] != b"CDIC":
            raise DamagedFile("tables")
        total, bits = struct.unpack_from(">II", table, 8)
        count = min(1 << min(bits, 20), max(0, min(total, _MAX_PHRASES) - len(self._phrases)))
        for offset in struct.unpack_from(f">{count}H", table, 16):
            (length,) = struct.unpack_from(">H", table, 16 + offset)
            start = 18 + offset
            self._phrases.append((table[start : start + (length & 0x7FFF)], bool(length & 0x8000)))

    def _unpacked(self, record: bytes, depth: int) -> bytes:
        if depth > _MAX_DEPTH or len(record) > _MAX_PACKED_BYTES:
            raise DamagedFile("record")
        bits = int.from_bytes(record, "big") << 32
        left = 8 * len(record)
        window = left
        out = bytearray()
        while True:
            code = (bits >> window) & 0xFFFFFFFF
            entry = self._by_byte[code >> 24]
            length = entry & 0x1F
            greatest = (((entry >> 8) + 1) << (32 - length)) - 1
            if not entry & 0x80:
                while length < 32 and code < self._least[length]:
                    length += 1
                greatest = self._greatest[length]
            window -= length
            left -= length
            if left < 0 or not length:
                return bytes(out)
            out += self._phrase((greatest - code) >> (32 - length), depth)
            if len(out) > self._most_bytes:
                raise FileTooLarge("record")

    def _phrase(self, index: int, depth: int) -> bytes:
        if not 0 <= index < len(self._phrases):
            raise DamagedFile("phrase")
        phrase, plain = self._phrases[index]
        if plain:
            return phrase
        if index not in self._whole:
            self._whole[index] = self._unpacked(phrase, depth + 1)
        return self._whole[index]
