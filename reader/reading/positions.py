"""Where one is in a document, as arithmetic over piece lengths: no window, no store."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from reader.text.model import Locator


class PieceSpan(msgspec.Struct, frozen=True):
    """One piece's place in its document: section, number inside it, first code point, length in code points."""

    section: int
    number: int
    start: int
    length: int


class PageMap:
    """All pieces of a document in reading order, so that places become fractions and back."""

    def __init__(self, spans: Sequence[PieceSpan]) -> None:
        self.spans = tuple(spans)
        self._keys = [(span.section, span.start) for span in self.spans]
        self._before = list(accumulate((span.length for span in self.spans), initial=0))
        sections = [span.section for span in self.spans]
        self._openings = [0, *(i for i in range(1, len(sections)) if sections[i] != sections[i - 1])]

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def characters(self) -> int:
        """The length of the whole document in code points."""
        return self._before[-1]

    def before(self, index: int) -> int:
        """Code points before the piece at `index`; with the number of pieces, those of the whole document."""
        return self._before[index]

    def opens_section(self, index: int) -> bool:
        """Whether a piece is the first of its section."""
        return self.section_start(index) == index

    def section_start(self, index: int) -> int:
        """The first piece of the section that the piece at `index` belongs to."""
        return self._openings[bisect_right(self._openings, index) - 1]

    def section_stop(self, index: int) -> int:
        """The first piece behind the section that the piece at `index` belongs to."""
        following = bisect_right(self._openings, index)
        return self._openings[following] if following < len(self._openings) else len(self.spans)

    def sections_opened(self, index: int) -> int:
        """How many sections begin at the pieces before `index`."""
        return bisect_left(self._openings, index) if self.spans else 0

    def index_of(self, locator: Locator) -> int:
        """The index of the piece that holds `locator`; the nearest one if it lies outside. -1 in an empty document."""
        if not self.spans:
            return -1
        return max(0, bisect_right(self._keys, (locator.section, max(0, locator.offset))) - 1)

    def place(self, locator: Locator) -> int:
        """Code points from the document's beginning to `locator`."""
        index = self.index_of(locator)
        if index < 0:
            return 0
        span = self.spans[index]
        if span.section != locator.section:
            return self._before[index + 1] if span.section < locator.section else self._before[index]
        return self._before[index] + min(max(0, locator.offset - span.start), span.length)

    def fraction(self, locator: Locator) -> float:
        """How much of the document lies before `locator`, 0 to 1."""
        return self.place(locator) / self.characters if self.characters else 0.0

    def locator_at(self, fraction: float) -> Locator:
        """The inverse of `fraction`."""
        if not self.spans:
            return Locator(0)
        place = min(int(fraction * self.characters), max(0, self.characters - 1))
        index = min(bisect_right(self._before, place) - 1, len(self.spans) - 1)
        span = self.spans[index]
        return Locator(span.section, span.start + place - self._before[index])


def percent(fraction: float, *, at_end: bool = False) -> int:
    """A fraction as the whole per cent shown: 100 only when the last line is on screen, 0 only at the start."""
    if at_end:
        return 100
    return min(99, int(max(0.0, fraction) * 100))
