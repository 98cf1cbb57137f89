"""What the bytes of one shelf show to someone without its key: how even they are, and whether anything repeats."""

from __future__ import annotations

import random
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.vault.files import PAGE_BYTES
from reader.vault.page import LOCK_BYTE_PAGE

BLOCK_BYTES = 16
CHUNK_BYTES = 1024 * 1024
SECTOR_BYTES = 512
_EDGE_PAGES = 96
_LARGE_PAGES = 16_384
_LOCK_BYTE_OFFSET = (LOCK_BYTE_PAGE - 1) * PAGE_BYTES


@dataclass(frozen=True)
class PageLook:
    """One page: its chi-squared over byte values, the ones among its bits, and the same for parts of it."""

    number: int
    chi_squared: float
    ones: int
    ones_at_start: int
    ones_in_iv: int
    ones_in_mac: int
    ones_alike: int
    """Of each 16-byte block XOR the next one: half of the bits in noise; codes without chaining give less."""


@dataclass(frozen=True)
class ShelfContent:
    """One shelf: sampled pages in order, byte counts and deflated share of the sample, and what it must not have."""

    page_count: int
    pages: tuple[PageLook, ...]
    byte_counts: tuple[int, ...]
    deflated_share: float
    zero_runs: tuple[int, ...]
    blocks: frozenset[bytes]
    repeated_blocks: tuple[bytes, ...]
    magic_at: tuple[int, ...]


MAGICS = (b"SQLite format 3", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")


def read_shelf(path: Path, *, sample_pages: int, every_block: bool) -> ShelfContent:
    """Read one shelf whole; statistics from up to `sample_pages` pages, repeats from all blocks or one a
    sector; of a large one, one a page.
    """
    page_count = path.stat().st_size // PAGE_BYTES
    zero_runs: list[int] = []
    magic_at: list[int] = []
    blocks: set[bytes] = set()
    repeated: set[bytes] = set()
    step = PAGE_BYTES if page_count > _LARGE_PAGES else BLOCK_BYTES if every_block else SECTOR_BYTES
    pick = struct.Struct(f"{BLOCK_BYTES}s{step - BLOCK_BYTES}x")
    for start, chunk in _chunks(path):
        if (at := chunk.find(bytes(BLOCK_BYTES))) >= 0:
            zero_runs.append(start + at)
        magic_at += [start + at for magic in MAGICS if (at := chunk.find(magic)) >= 0]
        for (block,) in pick.iter_unpack(chunk[: len(chunk) // step * step]):
            if block in blocks:
                repeated.add(block)
            blocks.add(block)
    pages = list(sampled_pages(path, page_count, sample_pages))
    sample = b"".join(content for _, content in pages)
    counts = Counter(sample)
    return ShelfContent(
        page_count=page_count,
        pages=tuple(look_at_page(number, content) for number, content in pages),
        byte_counts=tuple(counts[value] for value in range(256)),
        deflated_share=len(zlib.compress(sample, 1)) / max(1, len(sample)),
        zero_runs=tuple(zero_runs),
        blocks=frozenset(blocks),
        repeated_blocks=tuple(repeated),
        magic_at=tuple(magic_at),
    )


def look_at_page(number: int, content: bytes) -> PageLook:
    """The figures of one page."""
    bits = int.from_bytes(content, "little")
    return PageLook(
        number=number,
        chi_squared=chi_squared(Counter(content), len(content)),
        ones=bits.bit_count(),
        ones_at_start=_ones(content[:BLOCK_BYTES]),
        ones_in_iv=_ones(content[-80:-64]),
        ones_in_mac=_ones(content[-64:]),
        ones_alike=(bits ^ bits >> 8 * BLOCK_BYTES).bit_count(),
    )


def chi_squared(counts: Counter[int], total: int) -> float:
    """Pearson's chi-squared against 256 equally likely bytes: 255 on average, with a deviation of 22.6."""
    return sum(count * count for count in counts.values()) * 256 / total - total


def _ones(part: bytes) -> int:
    return int.from_bytes(part, "little").bit_count()


def _chunks(path: Path) -> Iterator[tuple[int, bytes]]:
    """The file in whole chunks with where they start. Runs over a chunk's end are found in neither; pages hold them."""
    with path.open("rb") as file:
        start = 0
        while chunk := file.read(CHUNK_BYTES):
            yield start, chunk
            start += len(chunk)


def sampled_pages(path: Path, page_count: int, wanted: int) -> Iterator[tuple[int, bytes]]:
    """Pages (numbered from 1) of both ends, round 1 GiB, and from between; the draw is the same for equal sizes."""
    numbers = set(range(min(_EDGE_PAGES, page_count))) | set(range(max(0, page_count - _EDGE_PAGES), page_count))
    around = range(_LOCK_BYTE_OFFSET // PAGE_BYTES - 8, _LOCK_BYTE_OFFSET // PAGE_BYTES + 9)
    numbers |= {number for number in around if number < page_count}
    lots = random.Random(page_count)  # noqa: S311 - which pages are looked at is no secret
    numbers |= set(lots.sample(range(page_count), min(page_count, wanted)))
    with path.open("rb") as file:
        for number in sorted(numbers):
            file.seek(number * PAGE_BYTES)
            yield number + 1, file.read(PAGE_BYTES)
