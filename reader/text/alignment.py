"""Alignment: offsets in canonical text and positions in a view's text, one to the other.

A view shows the same letters in the same order but not the same white space: it joins and pads lines, marks table
cells (U+FDD0 and U+FDD1 in a QTextDocument), and puts in soft hyphens, zero-width spaces and isolates (UAX #9). So both
texts are compared by their solid characters alone: the nth of one is the nth of the other. Canonical offsets are code
points, view positions UTF-16 units, as QTextCursor counts them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

_SOLID_RUN = re.compile("[^\\s\u00ad\u200b\u2066\u2069\ufdd0\ufdd1]+")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class _Side:
    """One text's solid runs, in UTF-16 units: where each begins and how many solid units come before it."""

    def __init__(self, text: str) -> None:
        self.astral = array("I", [match.start() for match in _ASTRAL.finditer(text)])
        self.length = len(text) + len(self.astral)
        self.starts = array("I")
        self.counts = array("I")
        solid = 0
        for match in _SOLID_RUN.finditer(text):
            start, end = self.unit(match.start()), self.unit(match.end())
            self.starts.append(start)
            self.counts.append(solid)
            solid += end - start
        self.solid = solid

    def unit(self, offset: int) -> int:
        """Code points to UTF-16 units."""
        return offset + bisect_left(self.astral, offset) if self.astral else offset

    def code_point(self, unit: int) -> int:
        """UTF-16 units to code points; the middle of a pair belongs to its character."""
        low, high = 0, len(self.astral)
        while low < high:
            middle = (low + high) // 2
            if self.astral[middle] + middle < unit:
                low = middle + 1
            else:
                high = middle
        inside = low > 0 and self.astral[low - 1] + low - 1 == unit - 1
        return unit - low if not inside else self.astral[low - 1]

    def rank(self, unit: int) -> tuple[int, int]:
        """How many solid units stand before `unit`, and how far into the gap behind them it is (-1: it is solid)."""
        run = bisect_right(self.starts, unit) - 1
        if run < 0:
            return 0, unit
        before = self.counts[run]
        length = self._length(run)
        inside = unit - self.starts[run]
        return (before + inside, -1) if inside < length else (before + length, inside - length)

    def place(self, rank: int) -> int:
        """Where the solid unit number `rank` stands; behind the last one, the text's end."""
        if rank >= self.solid:
            return self.length
        run = bisect_right(self.counts, rank) - 1
        return self.starts[run] + rank - self.counts[run]

    def behind(self, rank: int) -> int:
        """The place just behind the first `rank` solid units."""
        return self.place(min(rank, self.solid) - 1) + 1 if rank and self.solid else 0

    def _length(self, run: int) -> int:
        return (self.counts[run + 1] if run + 1 < len(self.counts) else self.solid) - self.counts[run]


class Alignment:
    """The two-way map of one piece. Built in one pass over both texts; each look-up is a bisection."""

    def __init__(self, canonical: str, view: str) -> None:
        self._canonical = _Side(canonical)
        self._view = _Side(view)

    @property
    def exact(self) -> bool:
        """Whether both texts hold the same number of solid units; if not, places are still inside, but off."""
        return self._canonical.solid == self._view.solid

    def to_view(self, offset: int) -> int:
        """The view position of the character at canonical `offset`; in white space, as far in as the view has it."""
        return _carry(self._canonical, self._view, self._canonical.unit(offset))

    def to_canonical(self, position: int) -> int:
        """The canonical offset of the character at view `position`."""
        return self._canonical.code_point(_carry(self._view, self._canonical, position))

    def range_to_view(self, start: int, end: int) -> tuple[int, int]:
        """The view positions between which canonical `[start, end)` shows; the end sits behind its last character."""
        first = self.to_view(start)
        return first, max(first, _carry_end(self._canonical, self._view, self._canonical.unit(end)))

    def range_to_canonical(self, start: int, end: int) -> tuple[int, int]:
        """The canonical offsets of what the view shows in `[start, end)`."""
        first = self.to_canonical(start)
        return first, max(first, self._canonical.code_point(_carry_end(self._view, self._canonical, end)))


def _carry(here: _Side, there: _Side, unit: int) -> int:
    rank, gap = here.rank(min(max(unit, 0), here.length))
    if gap < 0:
        return there.place(rank)
    return min(there.behind(rank) + gap, there.place(rank))


def _carry_end(here: _Side, there: _Side, unit: int) -> int:
    rank, gap = here.rank(min(max(unit, 0), here.length))
    return min(there.behind(rank) + max(gap, 0), there.place(rank))
