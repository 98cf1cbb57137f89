"""How high every piece of a document is: measured where it was laid out, guessed from its length elsewhere.

Nothing here takes longer in a document of a hundred thousand pieces than in one of ten: a guess is arithmetic over
the page map, and only what was measured is kept, as the difference to the guess.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import accumulate

from reader.reading.positions import PageMap

TOP_MARGIN_PX = 84
BOTTOM_MARGIN_PX = 160


class RowHeights:
    """Heights in logical pixels; tops count from the top of the whole document, below `TOP_MARGIN_PX` of paper."""

    def __init__(self, pages: PageMap, line_px: int, section_gap_px: int, px_per_character: float) -> None:
        self._pages = pages
        self._line_px = line_px
        self._section_gap_px = section_gap_px
        self._px_per_character = px_per_character
        self._measured: dict[int, int] = {}
        self._order: list[int] = []
        self._excess: list[int] | None = None

    def is_measured(self, index: int) -> bool:
        return index in self._measured

    @property
    def measured_count(self) -> int:
        return len(self._measured)

    def guess(self, px_per_character: float) -> None:
        """Guess otherwise from now on; what was measured stays."""
        self._px_per_character = px_per_character
        self._excess = None

    def measure(self, index: int, height: int) -> None:
        """Take the real height of a piece, with the gap above it."""
        if index not in self._measured:
            insort(self._order, index)
        self._measured[index] = height
        self._excess = None

    def height(self, index: int) -> int:
        measured = self._measured.get(index)
        return self._guessed(index) if measured is None else measured

    def top(self, index: int) -> int:
        """Where the gap above a piece begins; with the number of pieces, where the last piece ends."""
        before = bisect_left(self._order, index)
        return self._guessed_top(index) + self._excesses()[before]

    @property
    def total(self) -> int:
        """The whole height with the paper above and below."""
        return self.top(len(self._pages)) + BOTTOM_MARGIN_PX

    def index_at(self, y: float) -> int:
        """The piece at height `y`; the first or last one beyond the ends."""
        last = max(0, len(self._pages) - 1)
        return min(last, max(0, bisect_right(range(last + 1), y, key=self.top) - 1))

    def _guessed_top(self, index: int) -> int:
        gaps = max(0, self._pages.sections_opened(index) - 1)
        letters = round(self._pages.before(index) * self._px_per_character)
        return TOP_MARGIN_PX + letters + index * self._line_px + gaps * self._section_gap_px

    def _guessed(self, index: int) -> int:
        return self._guessed_top(index + 1) - self._guessed_top(index)

    def _excesses(self) -> list[int]:
        """By how much the first so many measured pieces are higher than guessed, together."""
        if self._excess is None:
            differences = (self._measured[index] - self._guessed(index) for index in self._order)
            self._excess = list(accumulate(differences, initial=0))
        return self._excess
