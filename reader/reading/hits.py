"""The places that a find has found, however many: two arrays of numbers for each section."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import overload

import msgspec

from reader.text.model import Locator


class Hit(msgspec.Struct, frozen=True, order=True):
    """One place found: where it begins, and its length in code points of the canonical text."""

    start: Locator
    length: int

    @property
    def end(self) -> Locator:
        return Locator(self.start.section, self.start.offset + self.length)


class SectionHits(msgspec.Struct, frozen=True):
    """The places in one section, in reading order: where each starts and how long it is, in code points."""

    section: int
    starts: array[int]
    lengths: array[int]


class Hits(Sequence[Hit]):
    """All places of a find in reading order. A Hit is made when it is asked for."""

    def __init__(self, sections: Iterable[SectionHits] = (), *, is_cut: bool = False) -> None:
        """`is_cut`: there are more, which nobody counted."""
        self._parts = sorted((part for part in sections if part.starts), key=lambda part: part.section)
        self._sections = [part.section for part in self._parts]
        self._before = list(accumulate((len(part.starts) for part in self._parts), initial=0))
        self.is_cut = is_cut

    def __len__(self) -> int:
        return self._before[-1]

    @overload
    def __getitem__(self, number: int) -> Hit: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, number: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(number, slice):
            return tuple(self[each] for each in range(*number.indices(len(self))))
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        place = bisect_right(self._before, number) - 1
        part, inside = self._parts[place], number - self._before[place]
        return Hit(Locator(part.section, part.starts[inside]), part.lengths[inside])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # compared by what it holds, and long

    def before(self, place: Locator) -> int:
        """How many begin before `place`."""
        at = bisect_left(self._sections, place.section)
        if at == len(self._sections) or self._sections[at] != place.section:
            return self._before[at]
        return self._before[at] + bisect_left(self._parts[at].starts, place.offset)

    def between(self, start: Locator, end: Locator) -> Iterator[tuple[int, Hit]]:
        """Those that have something between the two, with their numbers. Hits do not overlap."""
        first = self.before(start)
        if first and self[first - 1].end > start:
            first -= 1
        for number in range(first, self.before(end)):
            yield number, self[number]

    def places(self) -> Iterator[SectionHits]:
        """Section by section."""
        return iter(self._parts)


NO_HITS = Hits()


def first_from(hits: Hits, place: Locator) -> int:
    """The index of the first hit at or after `place`; 0 when all lie before it. -1 without hits."""
    return hits.before(place) % len(hits) if len(hits) else -1
