"""One number for a thing that belongs to another: a document's piece, or chunk.

The owner's number stands above, the part's below, so that all parts of one owner are a range of row ids. That spares
an index of its own, keeps them side by side in the file, and tells the document of a search hit without a look-up.
"""

from __future__ import annotations

PART_BITS = 24
PARTS_LIMIT = 1 << PART_BITS
"""16 million pieces of 16 KiB or chunks of 1 MiB: no document comes near."""


def part_id(owner: int, number: int) -> int:
    """The row id of part `number` of `owner`."""
    if not 0 <= number < PARTS_LIMIT:
        raise ValueError("part number out of range")
    return owner << PART_BITS | number


def owner_of(part: int) -> int:
    """Whose part this row id is."""
    return part >> PART_BITS


def span_of(owner: int) -> tuple[int, int]:
    """First and last row id that a part of `owner` can have."""
    return owner << PART_BITS, (owner + 1 << PART_BITS) - 1
