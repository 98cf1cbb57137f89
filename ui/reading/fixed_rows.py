"""Which fixed pages stand side by side. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from reader.reading.fixed_preferences import Arrangement
from reader.text.model import PageSize

Rows = tuple[tuple[int, ...], ...]
_WIDE = 1.2
"""A page so much wider than high among upright ones is two pages already: a spread that was scanned whole."""


def rows_of(sizes: Sequence[PageSize], arrangement: Arrangement, *, cover_alone: bool) -> Rows:
    """The pages in rows, in reading order: one to a row, or two where both are upright."""
    if arrangement is not Arrangement.FACING:
        return tuple((page,) for page in range(len(sizes)))
    wide = wide_pages(sizes)
    rows: list[tuple[int, ...]] = []
    page = 0
    while page < len(sizes):
        alone = page in wide or page + 1 in wide or page + 1 == len(sizes) or (page == 0 and cover_alone)
        rows.append((page,) if alone else (page, page + 1))
        page += len(rows[-1])
    return tuple(rows)


def wide_pages(sizes: Sequence[PageSize]) -> frozenset[int]:
    """The spreads among upright pages; none in a document whose pages are wide, as slides are."""
    shapes = [size.width_pt / max(1.0, size.height_pt) for size in sizes]
    if not shapes or median(shapes) > 1.0:
        return frozenset()
    return frozenset(page for page, shape in enumerate(shapes) if shape > _WIDE)
