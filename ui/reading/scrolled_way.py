"""Flowing text as one long page: the anchor that holds the place while heights around it change.

The place is remembered as a piece and pixels below that piece's top (the anchor), never as a scroll value. When a
piece above is laid out and turns out taller than guessed, the scroll bar moves and the text does not. A jump to a
place in a piece that is not there yet stays pending until the piece has come.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.text.model import Locator
from ui.reading import page_geometry
from ui.reading.page_slices import OVERHANG_LINES, READING_LINE_PX, Slice, ViewSize
from ui.reading.piece_document import PieceDocument
from ui.reading.piece_row import PieceRow

PIECES_AHEAD = 2


class ScrolledWay:
    """Where the pieces of `row` stand in a view that scrolls."""

    def __init__(self, row: PieceRow, size: ViewSize) -> None:
        self._row = row
        self._size = size
        self._index = 0
        self._below_px = 0
        self._pending: Locator | None = None

    # -- the place

    def go_to(self, place: Locator) -> None:
        """Bring the line at `place` to the reading line, or a heading that begins there to the view's top edge.

        At once if its piece is laid out, else when it is.
        """
        index = self._row.pages.index_of(place)
        span = self._row.pages.spans[index]
        share = (place.offset - span.start) / max(1, span.length)
        self._index, self._below_px = index, round(share * self._row.height(index))
        self._pending = place
        self._resolve()

    def target(self) -> Locator | None:
        """Where a pending jump leads."""
        return self._pending

    @property
    def at_start(self) -> bool:
        return self.scroll_top <= 0

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_top + self._size.height_px >= self._row.total_height - READING_LINE_PX

    # -- scrolling

    @property
    def scroll_top(self) -> int:
        """The height in the document at the view's top edge."""
        return self._row.top(self._index) + self._below_px

    @property
    def scroll_range(self) -> int:
        """The largest scroll_top."""
        return max(0, self._row.total_height - self._size.height_px)

    def scroll_to(self, top: int) -> None:
        """Put the height `top` at the view's top edge; whatever jump was pending is given up."""
        self._pending = None
        self._put_top(min(max(0, top), self.scroll_range))

    def _put_top(self, top: int) -> None:
        self._index = self._row.index_at(top)
        self._below_px = top - self._row.top(self._index)

    # -- laying out

    def wanted(self) -> Iterator[int]:
        """The pieces to be laid out, the most wanted first: in view, then those just below and above."""
        shown = [index for index, _ in self._visible()]
        yield from shown
        yield from range(shown[-1] + 1, min(shown[-1] + 1 + PIECES_AHEAD, len(self._row.pages)))
        yield from range(shown[0] - 1, max(-1, shown[0] - 1 - PIECES_AHEAD), -1)

    def measured(self, index: int, height_before: int) -> None:
        """A piece has its real height now: what is in view stays, and a pending jump may be carried out."""
        if index == self._index and self._pending is None and self._below_px > 0:
            self._below_px = round(self._below_px * self._row.height(index) / max(1, height_before))
        self._resolve()

    def _resolve(self) -> None:
        """Carry out a pending jump if its piece is laid out; keep within the document's ends."""
        if self._pending is None:
            return
        index = self._row.pages.index_of(self._pending)
        document = self._row.document(index)
        if document is None:
            return
        offset = self._pending.offset - self._row.pages.spans[index].start
        self._put_top(0 if index == 0 and offset <= 0 else self._top_for(document, index, offset))
        if all(self._row.is_measured(shown) for shown, _ in self._visible()):
            self._pending = None
            self._put_top(min(self.scroll_top, self.scroll_range))

    def _top_for(self, document: PieceDocument, index: int, offset: int) -> int:
        """Where the view's top edge must be for a line to stand on the reading line: above a heading, nothing shows."""
        position = document.cursor_map.position(offset)
        line = page_geometry.line_at_position(document, position)
        down = round(line[1].top()) if line is not None else 0
        room = page_geometry.room_above_heading(document, position)
        if room is not None and position == 0:  # letters of the piece above may stand a little out of it
            room = max(0.0, self._row.gap(index) - OVERHANG_LINES * self._row.look.line_px)
        above = READING_LINE_PX if room is None else min(READING_LINE_PX, int(room))
        return max(0, self._row.top(index) + self._row.gap(index) + down - above)

    # -- what is where

    def slices(self) -> list[Slice]:
        """The pieces in view; those without a layout too, at the height they are guessed to have."""
        return [self._slice(index, top) for index, top in self._visible()]

    def slices_of(self, index: int) -> list[Slice]:
        """Where a piece stands, in view or not."""
        return [self._slice(index, self._row.top(index) - self.scroll_top)]

    def _slice(self, index: int, top: int) -> Slice:
        gap, height = self._row.gap(index), self._row.height(index)
        left = (self._size.width_px - self._row.look.column_px) // 2
        return Slice(index, left, top + gap, top, top + height)

    def _visible(self) -> Iterator[tuple[int, int]]:
        index = self._row.index_at(self.scroll_top)
        top = self._row.top(index) - self.scroll_top
        while index < len(self._row.pages) and (top < self._size.height_px or index == self._index):
            yield index, top
            top += self._row.height(index)
            index += 1
