"""Where pages begin and end: arithmetic over the places where each piece may be cut. No window, no text.

A page begins at a spot (a piece and pixels below its top) and is filled with what fits. From a section's beginning on
this makes a chain of pages, always the same at one size; where the chain is not known yet, a page may begin at any
piece, and pages before it are filled from their foot. Turning back and forth never skips a line or shows one twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from reader.reading.positions import PageMap

FULL_ENOUGH = 0.6
"""A page is cut at a good place if that fills this much of it, and at a worse one only if no good one does."""


class Cost(IntEnum):
    """How bad it is to cut here."""

    GOOD = 0
    LONE_LINE = 1
    """One line of a paragraph stays alone, at a page's foot or at the head of the next."""
    LONE_HEADING = 2
    INSIDE_ROW = 3
    """A table's row goes on on the next page."""
    ALWAYS = 4
    """The document itself begins a page here."""


class Spot(NamedTuple):
    """Pixels below the top of a piece's own layout."""

    piece: int
    y: int


class Cuts(NamedTuple):
    """Where one piece may be cut, from top to bottom; the last entry is its end.

    Above a cut the text ends at `ends`, below it goes on at `starts`; `positions` is what the layout calls the first
    character there. `height` is the whole piece's, with the margin under its last block. `opens_page` says that a
    page always begins with it, ALWAYS among the costs that one always begins at that cut.
    """

    ends: list[int]
    starts: list[int]
    costs: list[Cost]
    positions: list[int]
    height: int
    opens_page: bool = False

    def position_at(self, y: int) -> int:
        """The first character of a page that begins at `y`."""
        number = bisect_right(self.starts, y) - 1
        return 0 if number < 0 else self.positions[number]


class Part(NamedTuple):
    """What a page shows of one piece: `top` to `bottom` of its layout, whose zero lies `origin` below the page's."""

    piece: int
    origin: int
    top: int
    bottom: int


class Page(NamedTuple):
    """From `start` up to `following`, where the next page begins; behind the last one that is behind all pieces."""

    start: Spot
    following: Spot
    parts: tuple[Part, ...]


class NotMeasured(LookupError):
    """The cuts of this piece are needed and not known."""

    def __init__(self, piece: int) -> None:
        super().__init__(piece)
        self.piece = piece


class _Candidate(NamedTuple):
    filled: int
    end: Spot
    start: Spot


class Chain:
    """The pages of one section from its beginning on, as far as they are known."""

    def __init__(self, first: int) -> None:
        self.starts = [Spot(first, 0)]
        self.is_whole = False

    def index_of(self, spot: Spot) -> int:
        """The page that holds `spot`."""
        return max(0, bisect_right(self.starts, spot) - 1)


class Paging:
    """Pages of `height` pixels. `cuts_of` answers None, and `NotMeasured` is raised, where a piece is not known."""

    def __init__(
        self, pages: PageMap, height: int, cuts_of: Callable[[int], Cuts | None], gap: Callable[[int], int]
    ) -> None:
        self._pages = pages
        self._height = max(1, height)
        self._cuts_of = cuts_of
        self._gap = gap
        self._chains: dict[int, Chain] = {}

    def chain(self, piece: int) -> Chain:
        """The chain of the section that a piece belongs to."""
        first = self._pages.section_start(piece)
        return self._chains.setdefault(first, Chain(first))

    def extend(self, chain: Chain) -> None:
        """Find where the page behind the last known one begins, or that there is none."""
        page = self.page_from(chain.starts[-1])
        if page.following.piece >= self._pages.section_stop(page.start.piece):
            chain.is_whole = True
        else:
            chain.starts.append(page.following)

    def page_from(self, start: Spot) -> Page:
        """The page that begins at `start`: as much of the section as fits."""
        best: dict[Cost, _Candidate] = {}
        origins: dict[int, int] = {}
        piece, origin, stop = start.piece, -start.y, self._pages.section_stop(start.piece)
        while True:
            cuts = self._cuts(piece)
            origins[piece] = origin
            first = bisect_right(cuts.ends, start.y) if piece == start.piece else 0
            last = bisect_right(cuts.ends, self._height - origin)
            for number in range(first, last):
                candidate = self._candidate(piece, number, origin + cuts.ends[number])
                if cuts.costs[number] is Cost.ALWAYS:
                    return self._made(start, candidate.end, candidate.start, origins)
                best[cuts.costs[number]] = candidate
            if last < len(cuts.ends):
                break
            if piece + 1 == stop or self._cuts(piece + 1).opens_page:
                return self._made(start, Spot(piece, cuts.ends[-1]), Spot(piece + 1, 0), origins)
            origin += cuts.height + self._gap(piece + 1)
            piece += 1
        chosen = _chosen(best, self._height)
        if chosen is None:  # higher than a page: it must be cut through
            cut = Spot(piece, self._height - origin)
            return self._made(start, cut, cut, origins)
        return self._made(start, chosen.end, chosen.start, origins)

    def page_before(self, following: Spot) -> Page:
        """The page behind which `following` begins, filled from its foot. There must be text before it."""
        end, piece, limit = self._end_before(following)
        first = self._pages.section_start(piece)
        best: dict[Cost, _Candidate] = {}
        below = end  # how far the page's foot lies below this piece's top
        origins = {piece: 0}
        while True:
            cuts = self._cuts(piece)
            for number in range(min(limit, len(cuts.starts) - 1) - 1, -1, -1):
                filled, start = below - cuts.starts[number], Spot(piece, cuts.starts[number])
                if filled > self._height:
                    return self._before(best, following, end, origins)
                if cuts.costs[number] is Cost.ALWAYS:
                    best = {Cost.GOOD: _Candidate(self._height, start, start)}
                    return self._before(best, following, end, origins)
                best[cuts.costs[number]] = _Candidate(filled, start, start)
            if below > self._height:
                return self._before(best, following, end, origins)
            start = Spot(piece, 0)
            if piece == first or cuts.opens_page:
                best = {Cost.GOOD: _Candidate(self._height, start, start)}
                return self._before(best, following, end, origins)
            above = self._cuts(piece - 1)
            best[above.costs[-1]] = _Candidate(below, start, start)
            step = above.height + self._gap(piece)
            below += step
            origins = {known: origin + step for known, origin in origins.items()}
            piece -= 1
            origins[piece] = 0
            limit = len(above.starts) - 1

    def _before(self, best: dict[Cost, _Candidate], following: Spot, end: int, origins: dict[int, int]) -> Page:
        last = max(origins)
        chosen = _chosen(best, self._height)
        start = Spot(last, end - self._height) if chosen is None else chosen.start
        base = origins[start.piece] + start.y
        moved = {piece: origin - base for piece, origin in sorted(origins.items()) if piece >= start.piece}
        return self._made(start, Spot(last, end), following, moved)

    def _end_before(self, following: Spot) -> tuple[int, int, int]:
        """Where the text above `following` ends, in which piece, and at which of its cuts."""
        if following.y <= 0:
            cuts = self._cuts(following.piece - 1)
            return cuts.ends[-1], following.piece - 1, len(cuts.ends) - 1
        cuts = self._cuts(following.piece)
        number = bisect_left(cuts.starts, following.y, hi=len(cuts.starts) - 1)
        if number < len(cuts.starts) - 1 and cuts.starts[number] == following.y:
            return cuts.ends[number], following.piece, number
        return following.y, following.piece, number

    def _made(self, start: Spot, end: Spot, following: Spot, origins: dict[int, int]) -> Page:
        parts = []
        for piece, origin in origins.items():
            if piece <= end.piece:
                top = start.y if piece == start.piece else 0
                parts.append(Part(piece, origin, top, end.y if piece == end.piece else self._cuts(piece).height))
        return Page(start, following, tuple(parts))

    def _candidate(self, piece: int, number: int, filled: int) -> _Candidate:
        cuts = self._cuts(piece)
        start = Spot(piece + 1, 0) if number == len(cuts.ends) - 1 else Spot(piece, cuts.starts[number])
        return _Candidate(filled, Spot(piece, cuts.ends[number]), start)

    def _cuts(self, piece: int) -> Cuts:
        cuts = self._cuts_of(piece)
        if cuts is None:
            raise NotMeasured(piece)
        return cuts


def _chosen(best: dict[Cost, _Candidate], height: int) -> _Candidate | None:
    """The best of the fullest pages of each cost: a good cut, unless it leaves much of the page empty."""
    good = best.get(Cost.GOOD)
    if good is not None and good.filled >= FULL_ENOUGH * height:
        return good
    fair = [best[cost] for cost in (Cost.GOOD, Cost.LONE_LINE) if cost in best]
    if fair:
        return max(fair, key=lambda candidate: candidate.filled)
    return best.get(Cost.LONE_HEADING) or best.get(Cost.INSIDE_ROW)
