"""Flowing text page by page, in one column or two: which pages are shown, and how one gets to others.

What can't be shown yet, because a piece of it is not laid out, stays a goal, and what was shown stays until then.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.reading.paging import Chain, NotMeasured, Page, Paging, Spot
from reader.text.model import Locator
from ui.reading import page_geometry
from ui.reading.page_box import column_lefts, columns_of, page_height_px, page_top_px
from ui.reading.page_slices import Slice, ViewSize
from ui.reading.piece_row import PieceRow

PIECES_TO_CHAIN = 6
"""From a known page so many pieces are laid out to get to another; beyond, a page begins where its piece begins."""
PAGES_AHEAD = 2
FEWEST_PIECES_AHEAD = 2


class PagedWay:
    """Where the pieces of `row` stand in a view of one or two pages."""

    def __init__(self, row: PieceRow, size: ViewSize) -> None:
        self._row = row
        self._size = size
        self._columns = columns_of(row.look.mode)
        self.paging = Paging(row.pages, page_height_px(size.height_px), row.cuts, row.gap)
        self.shown: list[Page] = []
        self._goal: Locator | Spot | None = None
        self._turns = 0
        self._missing: int | None = None

    # -- the place

    def go_to(self, goal: Locator | Spot) -> None:
        """Show the page with this place; at once if all of it is laid out, else when it is."""
        self._goal, self._turns = goal, 0
        self._resolve()

    def target(self) -> Locator | None:
        """Where a pending jump leads."""
        return self._goal if isinstance(self._goal, Locator) else None

    @property
    def at_start(self) -> bool:
        return bool(self.shown) and self.shown[0].start == Spot(0, 0)

    @property
    def at_end(self) -> bool:
        """Whether the last page is in view."""
        return bool(self.shown) and self.shown[-1].following.piece >= len(self._row.pages)

    def turn(self, by: int) -> None:
        """So many views on, or back; those that can't be shown yet are counted and shown later."""
        self._turns += by
        self._resolve()

    # -- laying out

    def wanted(self) -> Iterator[int]:
        """The pieces to be laid out, the most wanted first: a goal's, those shown, those of pages near."""
        if self._missing is not None:
            yield self._missing
            if isinstance(self._goal, Locator):  # what lies on the way there, all at once
                yield from range(self._missing, self._row.pages.index_of(self._goal) + 1)
        if not self.shown:
            return
        first, last = self.shown[0].parts[0].piece, self.shown[-1].parts[-1].piece
        yield from range(first, last + 1)
        yield from self._ahead(last)
        yield from range(first - 1, max(-1, first - 1 - FEWEST_PIECES_AHEAD), -1)
        before = self._row.pages.section_start(first - 1) if first else 0
        if self.shown[0].start == Spot(first, 0) and first - before <= PIECES_TO_CHAIN:
            yield from range(before, first)  # turning back leads to the last page of a chain

    def measured(self, _index: int, _height_before: int) -> None:
        """A piece is laid out now."""
        self._resolve()

    def _ahead(self, last: int) -> Iterator[int]:
        pages = self._row.pages
        room = PAGES_AHEAD * self._columns * page_height_px(self._size.height_px)
        for index in range(last + 1, len(pages)):
            if index > last + FEWEST_PIECES_AHEAD and room <= 0:
                return
            room -= self._row.height(index)
            yield index

    def _resolve(self) -> None:
        self._missing = None
        try:
            if self._goal is not None:
                self._show(self._spread_at(self._goal))
                self._goal = None
            while self._turns:
                spread = self._next() if self._turns > 0 else self._previous()
                self._turns = 0 if spread is None else self._turns - (1 if self._turns > 0 else -1)
                self._show(spread or self.shown)
        except NotMeasured as error:
            self._missing = error.piece

    def _show(self, spread: list[Page]) -> None:
        """Show these pages. Raises NotMeasured while a piece of them is only measured."""
        for page in spread:
            for part in page.parts:
                if self._row.document(part.piece) is None:
                    raise NotMeasured(part.piece)
        self.shown = spread

    # -- which pages

    def _spread_at(self, goal: Locator | Spot) -> list[Page]:
        spot = self._spot_of(goal) if isinstance(goal, Locator) else goal
        chain = self._chain_to(spot)
        if chain is not None:
            return self._spread_of(chain, chain.index_of(spot))
        spread = self._spread_from(Spot(spot.piece, 0))
        while spread[-1].following <= spot:
            spread = self._spread_from(spread[-1].following)
        return spread

    def _chain_to(self, spot: Spot) -> Chain | None:
        """The chain with the page of `spot` in it; None where too much would have to be laid out for it."""
        chain = self.paging.chain(spot.piece)
        while not chain.is_whole and chain.starts[-1] <= spot:
            if spot.piece - chain.starts[-1].piece > PIECES_TO_CHAIN:
                return None
            self.paging.extend(chain)
        return chain

    def _spread_of(self, chain: Chain, number: int) -> list[Page]:
        return self._spread_from(chain.starts[number - number % self._columns])

    def _spread_from(self, start: Spot) -> list[Page]:
        spread = [self.paging.page_from(start)]
        stop = self._row.pages.section_stop(start.piece)
        if self._columns == 2 and spread[0].following.piece < stop:
            spread.append(self.paging.page_from(spread[0].following))
        return spread

    def _next(self) -> list[Page] | None:
        if not self.shown or self.at_end:
            return None
        return self._spread_from(self.shown[-1].following)

    def _previous(self) -> list[Page] | None:
        if not self.shown or self.at_start:
            return None
        start = self.shown[0].start
        if start.y == 0 and self._row.pages.opens_section(start.piece):
            return self._last_of(start.piece - 1, start)
        chain = self.paging.chain(start.piece)
        number = chain.index_of(start)
        if chain.starts[number] == start:
            return self._spread_of(chain, max(0, number - self._columns))
        return self._filled_before(start)

    def _last_of(self, piece: int, following: Spot) -> list[Page]:
        """The last pages of the section that ends with `piece`."""
        chain = self._chain_to(Spot(piece, 1 << 30))
        return self._filled_before(following) if chain is None else self._spread_of(chain, len(chain.starts) - 1)

    def _filled_before(self, following: Spot) -> list[Page]:
        """Pages that end where `following` begins, where nobody knows how those before it would have been cut."""
        spread = [self.paging.page_before(following)]
        start = spread[0].start
        if self._columns == 2 and not (start.y == 0 and self._row.pages.opens_section(start.piece)):
            spread.insert(0, self.paging.page_before(start))
        return spread

    def _spot_of(self, place: Locator) -> Spot:
        index = self._row.pages.index_of(place)
        document = self._row.document(index)
        if document is None:
            raise NotMeasured(index)
        position = document.cursor_map.position(place.offset - self._row.pages.spans[index].start)
        line = page_geometry.line_at_position(document, position)
        return Spot(index, 0 if line is None else max(0, round(line[1].center().y())))

    def start_of(self, page: Page) -> Locator:
        """The first character of a page."""
        return self._locator(page.start)

    def end_of(self, page: Page) -> Locator:
        """Behind the last character of a page."""
        last = page.parts[-1].piece
        if page.following.piece == last:
            return self._locator(page.following)
        span = self._row.pages.spans[last]
        return Locator(span.section, span.start + span.length)

    def _locator(self, spot: Spot) -> Locator:
        span = self._row.pages.spans[spot.piece]
        document, cuts = self._row.document(spot.piece), self._row.cuts(spot.piece)
        if spot.y <= 0 or document is None or cuts is None:
            return Locator(span.section, span.start)
        return Locator(span.section, span.start + document.cursor_map.offset(cuts.position_at(spot.y)))

    # -- what is where

    def slices(self) -> list[Slice]:
        """The parts of pieces that are shown, in the order of reading."""
        look = self._row.look
        lefts = column_lefts(look.mode, self._size.width_px, look.column_px, look.body_px, rtl=look.is_rtl)
        page_top = page_top_px(self._size.height_px)
        return [
            Slice(part.piece, left, top, top + part.top, top + part.bottom)
            for left, page in zip(lefts, self.shown, strict=False)
            for part in page.parts
            for top in (page_top + part.origin,)
        ]

    def slices_of(self, index: int) -> list[Slice]:
        """Where a piece is shown: nowhere, or in one column, or two."""
        return [each for each in self.slices() if each.index == index]
