"""A power cut, as far as the inspector's trial needs one: from what a kill left, take away what was not synced.

After a kill the system has every write; after a power cut any unsynced sector may be the old one. Which are unsynced
follows from the order in which SQLite syncs (journal, its header, then pages) and Hearth grows (shelf-a, then
shelf-b; all but the last page, then that). tests/powercut goes through such states one by one; here they are drawn.
"""

from __future__ import annotations

import random
import struct
from pathlib import Path

from reader.vault.files import JOURNAL_NAMES, PAGE_BYTES, SHELF_NAMES
from reader.vault.growth import step_after

SECTOR_BYTES = 512
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_JOURNAL_HEADER = struct.Struct(">8sLLLLL")
_RECORD_BYTES = 4 + PAGE_BYTES + 4
_LOST = 0.4


def cut_power(folder: Path, size_before: int, lots: random.Random) -> None:
    """Spoil the files of a killed vault as a power cut could have. `size_before`: of each shelf, when it was opened."""
    for shelf, journal in zip(SHELF_NAMES, JOURNAL_NAMES, strict=True):
        _tear_transaction(folder / shelf, folder / journal, lots)
    _tear_growth(folder, size_before, lots)


def _tear_transaction(shelf: Path, journal: Path, lots: random.Random) -> None:
    """Pages whose old content is safely in the journal may be old, new or torn; the journal's unsynced end is lost."""
    content = bytearray(journal.read_bytes())
    synced_end, records = _synced_part(content)
    with shelf.open("r+b") as file:
        for at in records:
            offset = (int.from_bytes(content[at : at + 4], "big") - 1) * PAGE_BYTES
            for sector in range(0, PAGE_BYTES, SECTOR_BYTES):
                if lots.random() < _LOST:
                    file.seek(offset + sector)
                    file.write(content[at + 4 + sector :][:SECTOR_BYTES])
    for at in range(synced_end, len(content), SECTOR_BYTES):
        if lots.random() < _LOST:
            content[at : at + SECTOR_BYTES] = bytes(len(content[at : at + SECTOR_BYTES]))
    kept = lots.choice([synced_end, len(content), lots.randint(synced_end, len(content))])
    with journal.open("r+b") as file:
        file.write(content[:kept])
        file.truncate(kept)


def _synced_part(journal: bytearray) -> tuple[int, list[int]]:
    """Where the synced part of a journal ends, and where its records start. A header without a count is not synced."""
    records: list[int] = []
    at = 0
    while at + _JOURNAL_HEADER.size <= len(journal):
        magic, count, _, _, sector, page_bytes = _JOURNAL_HEADER.unpack_from(journal, at)
        if magic != _JOURNAL_MAGIC or count == 0:
            break
        assert (sector, page_bytes) == (SECTOR_BYTES, PAGE_BYTES)
        first = at + sector
        records += range(first, first + count * _RECORD_BYTES, _RECORD_BYTES)
        at = -(-(first + count * _RECORD_BYTES) // sector) * sector
    return min(at, len(journal)), records


def _tear_growth(folder: Path, size_before: int, lots: random.Random) -> None:
    """Of the shelf that was being lengthened, the new part may lack any sector, or lie nowhere at all."""
    a, b = (folder / name for name in SHELF_NAMES)
    size_a, size_b = a.stat().st_size, b.stat().st_size
    if size_a == size_b:
        return
    old = size_before
    while old + step_after(old) <= size_b:
        old += step_after(old)
    _lose_end(a if size_b == old else b, old, lots)


def _lose_end(shelf: Path, old: int, lots: random.Random) -> None:
    size = shelf.stat().st_size
    with shelf.open("r+b") as file:
        for sector in range(old, size, SECTOR_BYTES):
            if lots.random() < 0.1:
                file.seek(sector)
                file.write(bytes(min(SECTOR_BYTES, size - sector)))
        hole = lots.randint(old, size) // SECTOR_BYTES * SECTOR_BYTES
        file.truncate(max(old, hole))
        file.truncate(size)
