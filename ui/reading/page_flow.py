"""Where the text stands in the view, without painting and without events: the row of pieces, and a way to show it.

The place being read is a locator. Whoever goes or turns somewhere is at that place until they scroll or turn again;
another size, look or way of showing (scrolled or page by page) leaves it where it is.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPoint, QPointF, QRect

from reader.reading.paging import Spot
from reader.reading.positions import PageMap
from reader.reading.preferences import PageMode
from reader.text.model import Locator
from ui.reading import page_geometry
from ui.reading.page_box import column_lefts
from ui.reading.page_look import PageLook
from ui.reading.page_slices import READING_LINE_PX, Slice, ViewSize
from ui.reading.paged_way import PagedWay
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.reading.piece_row import PieceRow
from ui.reading.scrolled_way import ScrolledWay

__all__ = ["READING_LINE_PX", "PageFlow"]


class PageFlow:
    """The row of pieces as seen through a view. `paged` and `scrolled` are the way it is shown now, the other None."""

    def __init__(self, look: PageLook) -> None:
        self.size = ViewSize()
        self.row = PieceRow(PageMap(()), look)
        self._pinned: Locator | None = None
        self._way = self._new_way()

    # -- the document and the place in it

    def show_pages(self, pages: PageMap, look: PageLook, at: Locator) -> None:
        """Begin a document at `at`."""
        self.row = PieceRow(pages, look)
        self._pinned = None
        self._way = self._new_way()
        self.go_to(at)

    def set_look(self, look: PageLook) -> None:
        """Set everything anew; the place being read stays in view. Other colours alone move nothing."""
        here, before = self.place(), self.row.look
        self.row.set_look(look)
        if msgspec.structs.replace(look, theme=before.theme) != before:
            self._way = self._new_way()
            self.go_to(here)

    def resize(self, width_px: int, height_px: int) -> None:
        """The view has another size; the place being read stays in it."""
        here = self.place()
        self.size.width_px, self.size.height_px = width_px, height_px
        if self.is_empty:
            return
        self._pinned = here
        if self.paged is not None:
            self._way = self._new_way()
            self.go_to(here)

    def go_to(self, place: Locator | Spot) -> None:
        """Bring a place into view, at once if its piece is laid out, else when it is."""
        if self.is_empty:
            return
        if isinstance(place, Locator):
            self._pinned = self._inside(place)
            self._way.go_to(self._pinned)
        elif isinstance(self._way, PagedWay):
            self._pinned = None
            self._way.go_to(place)

    def place(self) -> Locator:
        """The line being read: what a position is kept as."""
        if self.is_empty:
            return Locator(0)
        if self._pinned is not None:
            return self._pinned
        if self.paged is not None and self.paged.shown:
            return self.paged.start_of(self.paged.shown[0])
        if self.scrolled is not None and not self.scrolled.at_start:
            return self.locator_at(0, READING_LINE_PX, line_start=True)
        first = self.row.pages.spans[0]
        return Locator(first.section, first.start)

    def in_view(self) -> tuple[Locator, Locator]:
        """The first place in view and the end of the last line."""
        if self.paged is not None and self.paged.shown:
            shown = self.paged.shown
            return self.paged.start_of(shown[0]), self.paged.end_of(shown[-1])
        foot = max(0, self.height_px - 1)
        return self.locator_at(0, 0, line_start=True), self.locator_at(self.width_px, foot)

    @property
    def is_empty(self) -> bool:
        return len(self.row.pages) == 0

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return not self.is_empty and self._way.at_end

    # -- the ways

    @property
    def mode(self) -> PageMode:
        return self.row.look.mode

    @property
    def paged(self) -> PagedWay | None:
        return self._way if isinstance(self._way, PagedWay) else None

    @property
    def scrolled(self) -> ScrolledWay | None:
        return self._way if isinstance(self._way, ScrolledWay) else None

    def turn(self, by: int) -> None:
        """So many views on or back, where the text goes page by page."""
        if self.paged is not None and not self.is_empty:
            self._pinned = None
            self.paged.turn(by)

    @property
    def scroll_top(self) -> int:
        """The height in the document at the view's top edge; 0 where nothing scrolls."""
        return 0 if self.is_empty or self.scrolled is None else self.scrolled.scroll_top

    @property
    def scroll_range(self) -> int:
        """The largest scroll_top."""
        return 0 if self.is_empty or self.scrolled is None else self.scrolled.scroll_range

    def scroll_to(self, top: int) -> None:
        """Put the height `top` at the view's top edge; whatever jump was pending is given up."""
        if not self.is_empty and self.scrolled is not None:
            self._pinned = None
            self.scrolled.scroll_to(top)

    # -- laying out

    def next_to_lay_out(self) -> int | None:
        """The most wanted piece that has no layout."""
        return next(iter(self.missing(1)), None)

    def missing(self, most: int) -> list[int]:
        """The most wanted pieces that have no layout, at most so many, the most wanted first."""
        found: list[int] = []
        if not self.is_empty:
            for index in self._way.wanted():
                if index not in found and self.row.document(index) is None:
                    found.append(index)
                if len(found) == most:
                    break
        return found

    def lay_out(self, index: int) -> None:
        """Lay out a loaded piece without anything in view jumping."""
        before = self.row.height(index)
        self.row.lay_out(index)
        if self.paged is not None:
            self.row.cuts(index)
        self._way.measured(index, before)

    def measure(self, index: int, loaded: LoadedPiece) -> None:
        """Lay out a piece far away only to know how high it is and where it may be cut."""
        before = self.row.height(index)
        self.row.measure(index, loaded, with_cuts=self.paged is not None)
        if self.scrolled is not None:
            self.scrolled.measured(index, before)

    # -- what is where

    @property
    def width_px(self) -> int:
        return self.size.width_px

    @property
    def height_px(self) -> int:
        return self.size.height_px

    def slices(self) -> list[Slice]:
        """The parts of pieces in view, in the order of reading."""
        return [] if self.is_empty else self._way.slices()

    @property
    def column_left(self) -> int:
        """The left edge of the column that is read first."""
        return self._column_lefts[0]

    def column_at(self, x: float) -> int:
        """The left edge of the column nearest to `x`."""
        return min(self._column_lefts, key=lambda left: abs(left + self.row.look.column_px / 2 - x))

    @property
    def text_edges(self) -> tuple[int, int]:
        """The left and the right edge of all columns together, also of an empty one."""
        lefts = self._column_lefts
        return min(lefts), max(lefts) + self.row.look.column_px

    def locator_at(self, x: float, y: float, *, line_start: bool = False) -> Locator:
        """The place at a point of the view (or at the start of its line); guessed where no text is laid out."""
        part = self._slice_at(x, y)
        if part is None:
            return self.place()
        span = self.row.pages.spans[part.index]
        document = self.row.document(part.index)
        inside = min(max(y, part.top), part.bottom - 1)
        if document is None:
            share = (inside - part.top) / max(1, part.bottom - part.top)
            return Locator(span.section, span.start + int(share * max(0, span.length - 1)))
        down = inside - part.origin_y
        position = (
            page_geometry.first_position_of_line(document, down)
            if line_start
            else page_geometry.position_at(document, x - part.left, down)
        )
        return Locator(span.section, span.start + document.cursor_map.offset(position))

    def caret_rect(self, place: Locator) -> QRect:
        """Where `place` is in the view; an empty rectangle if it is not laid out, or on no page that is shown."""
        document, index = self.document_at(place)
        if document is None:
            return QRect()
        offset = place.offset - self.row.pages.spans[index].start
        rect = page_geometry.caret_rect(document, document.cursor_map.position(offset))
        for part in self._way.slices_of(index):
            middle = part.origin_y + rect.center().y()
            if self.paged is None or part.top <= middle < part.bottom:
                return rect.translated(QPointF(part.left, part.origin_y)).toAlignedRect()
        return QRect()

    def document_at(self, place: Locator) -> tuple[PieceDocument | None, int]:
        """The laid-out document that holds `place`, if it is there, and its index (-1 in an empty document)."""
        index = self.row.pages.index_of(place)
        return (self.row.document(index) if index >= 0 else None), index

    def link_at_place(self, place: Locator) -> str:
        """The address of the link that the character at `place` belongs to, or ""."""
        document, index = self.document_at(place)
        if document is None:
            return ""
        position = document.cursor_map.position(place.offset - self.row.pages.spans[index].start)
        return page_geometry.link_at_position(document, position)

    def link_at(self, point: QPoint) -> str:
        """The address of the link under a point of the view, or ""."""
        part = self._slice_at(point.x(), point.y())
        document = None if part is None else self.row.document(part.index)
        if part is None or document is None or not part.top <= point.y() < part.bottom:
            return ""
        return page_geometry.link_at(document, point.x() - part.left, point.y() - part.origin_y)

    @property
    def _column_lefts(self) -> tuple[int, ...]:
        look = self.row.look
        return column_lefts(look.mode, self.width_px, look.column_px, look.body_px, rtl=look.is_rtl)

    def _slice_at(self, x: float, y: float) -> Slice | None:
        """What is nearest to a point: the column first, then the height in it."""
        slices = self.slices()
        if not slices:
            return None
        half = self.row.look.column_px / 2
        nearest = min((part.left for part in slices), key=lambda left: abs(left + half - x))
        column = [part for part in slices if part.left == nearest]
        return next((part for part in column if y < part.bottom), column[-1])

    def _inside(self, place: Locator) -> Locator:
        """The place, or the nearest one that the document has."""
        span = self.row.pages.spans[self.row.pages.index_of(place)]
        last = span.start + max(0, span.length - 1)
        if place.section != span.section:
            return Locator(span.section, last if span.section < place.section else span.start)
        return Locator(span.section, min(max(span.start, place.offset), last))

    def _new_way(self) -> ScrolledWay | PagedWay:
        is_scrolled = self.row.look.mode is PageMode.SCROLLED
        return ScrolledWay(self.row, self.size) if is_scrolled else PagedWay(self.row, self.size)
