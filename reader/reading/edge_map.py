"""The whole document as a line: which places are marked or found at each of its rows of pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

import msgspec

from reader.reading.hits import Hits
from reader.reading.positions import PageMap
from reader.text.model import Locator


class Scale(Protocol):
    """Places as fractions of the document, and back."""

    def fraction(self, locator: Locator) -> float: ...
    def locator_at(self, fraction: float) -> Locator: ...


class PagesScale:
    """Of fixed pages: each has the same share, however little stands on it."""

    def __init__(self, lengths: Sequence[int]) -> None:
        """`lengths` of the pages' texts in code points."""
        self._lengths = lengths

    def fraction(self, locator: Locator) -> float:
        if not self._lengths:
            return 0.0
        page = min(max(0, locator.section), len(self._lengths) - 1)
        inside = min(1.0, locator.offset / self._lengths[page]) if self._lengths[page] else 0.0
        return (page + inside) / len(self._lengths)

    def locator_at(self, fraction: float) -> Locator:
        if not self._lengths:
            return Locator(0)
        place = min(max(0.0, fraction), 1.0) * len(self._lengths)
        page = min(int(place), len(self._lengths) - 1)
        return Locator(page, int((place - page) * self._lengths[page]))


def scale_for(pages: PageMap, page_lengths: Sequence[int]) -> Scale:
    """Fixed pages if there are any (their texts' lengths), else flowing text."""
    return PagesScale(page_lengths) if page_lengths else pages


class Stretch(msgspec.Struct, frozen=True):
    """Rows `top` to `bottom` (not with it) in one colour, named as the caller names it."""

    top: int
    bottom: int
    colour: str


class Rows(msgspec.Struct, frozen=True):
    """What each row of pixels shows. `hits` are rows, in order; `bookmarks` too."""

    hits: tuple[int, ...] = ()
    marks: tuple[Stretch, ...] = ()
    bookmarks: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.hits or self.marks or self.bookmarks)


def rows_of(
    scale: Scale,
    height: int,
    hits: Hits,
    marks: Sequence[tuple[Locator, Locator, str]],
    bookmarks: Sequence[Locator],
) -> Rows:
    """The rows of a line `height` pixels high. Costs by row for hits, however many, and by mark for the others."""
    if height <= 0:
        return Rows()
    bounds = [hits.before(scale.locator_at(row / height)) for row in range(height)] if hits else []
    bounds.append(len(hits))
    found = tuple(row for row in range(len(bounds) - 1) if bounds[row + 1] > bounds[row])
    stretches = []
    for start, end, colour in marks:
        top = row_of(scale, height, start)
        stretches.append(Stretch(top, max(top + 1, row_of(scale, height, end)), colour))
    placed = {row_of(scale, height, place) for place in bookmarks}
    return Rows(found, tuple(dict.fromkeys(stretches)), tuple(sorted(placed)))


def row_of(scale: Scale, height: int, place: Locator) -> int:
    """The row in which a place lies."""
    return min(height - 1, int(scale.fraction(place) * height))


def nearest_row(rows: Rows, row: int, reach: int) -> int:
    """The row within `reach` that shows something, else `row` itself: nobody hits a pixel."""
    shown = sorted({*rows.hits, *rows.bookmarks, *(mark.top for mark in rows.marks)})
    at = bisect_left(shown, row)
    near = [each for each in shown[max(0, at - 1) : at + 1] if abs(each - row) <= reach]
    return min(near, key=lambda each: abs(each - row), default=row)
