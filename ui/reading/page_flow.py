"""Where the text stands in the view: the row of pieces and the anchor, without painting and without events.

The place is remembered as a piece and pixels below that piece's top (the anchor), never as a scroll value. When a
piece above is laid out and turns out taller than guessed, the scroll bar moves and the text does not. A jump to a
place in a piece that is not there yet stays pending until the piece has come.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect

from reader.reading.positions import PageMap
from reader.text.model import Locator
from ui.reading import page_geometry
from ui.reading.page_look import PageLook
from ui.reading.piece_document import PieceDocument
from ui.reading.piece_row import PieceRow

READING_LINE_PX = 40
"""How far below the view's top edge the line stands that one is said to be at, and that a jump leads to."""
PIECES_AHEAD = 2


class PageFlow:
    """The row of pieces as seen through a view of `width_px` by `height_px`."""

    def __init__(self, look: PageLook) -> None:
        self.row = PieceRow(PageMap(()), look)
        self.width_px = 0
        self.height_px = 0
        self._index = 0
        self._below_px = 0
        self._pending: Locator | None = None

    # -- the document and the place in it

    def show_pages(self, pages: PageMap, look: PageLook, at: Locator) -> None:
        """Begin a document at `at`."""
        self.row = PieceRow(pages, look)
        self.go_to(at)

    def set_look(self, look: PageLook) -> None:
        """Set everything anew; the line being read stays where it is."""
        here = self.place()
        self.row.set_look(look)
        self.go_to(here)

    def go_to(self, place: Locator) -> None:
        """Bring the line at `place` to the reading line; at once if its piece is laid out, else when it is."""
        self._index, self._below_px, self._pending = 0, 0, None
        if self.is_empty:
            return
        index = self.row.pages.index_of(place)
        span = self.row.pages.spans[index]
        share = (place.offset - span.start) / max(1, span.length)
        self._index, self._below_px = index, round(share * self.row.height(index))
        self._pending = place
        self._resolve()

    def place(self) -> Locator:
        """The line being read: what a position is kept as."""
        if self._pending is not None:
            return self._pending
        if self.is_empty:
            return Locator(0)
        if self.scroll_top <= 0:
            first = self.row.pages.spans[0]
            return Locator(first.section, first.start)
        return self.locator_at(0, READING_LINE_PX, line_start=True)

    @property
    def is_empty(self) -> bool:
        return len(self.row.pages) == 0

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_top + self.height_px >= self.row.total_height - READING_LINE_PX

    # -- scrolling

    @property
    def scroll_top(self) -> int:
        """The height in the document at the view's top edge."""
        return 0 if self.is_empty else self.row.top(self._index) + self._below_px

    @property
    def scroll_range(self) -> int:
        """The largest scroll_top."""
        return 0 if self.is_empty else max(0, self.row.total_height - self.height_px)

    def scroll_to(self, top: int) -> None:
        """Put the height `top` at the view's top edge; whatever jump was pending is given up."""
        if not self.is_empty:
            self._pending = None
            self._put_top(min(max(0, top), self.scroll_range))

    def _put_top(self, top: int) -> None:
        self._index = self.row.index_at(top)
        self._below_px = top - self.row.top(self._index)

    # -- laying out

    def next_to_lay_out(self) -> int | None:
        """The most wanted piece that has no layout: one in view first, then those just below and above."""
        if self.is_empty:
            return None
        shown = [index for index, _ in self.visible()]
        ahead = range(shown[-1] + 1, min(shown[-1] + 1 + PIECES_AHEAD, len(self.row.pages)))
        behind = range(shown[0] - 1, max(-1, shown[0] - 1 - PIECES_AHEAD), -1)
        return next((index for index in (*shown, *ahead, *behind) if self.row.document(index) is None), None)

    def lay_out(self, index: int) -> None:
        """Lay out a loaded piece without anything in view jumping."""
        before = self.row.height(index)
        self.row.lay_out(index)
        if index == self._index and self._pending is None and self._below_px > 0:
            self._below_px = round(self._below_px * self.row.height(index) / max(1, before))
        self._resolve()

    def _resolve(self) -> None:
        """Carry out a pending jump if its piece is laid out; keep within the document's ends."""
        if self._pending is None:
            return
        document, index = self.document_at(self._pending)
        if document is None:
            return
        span = self.row.pages.spans[index]
        offset = self._pending.offset - span.start
        line = page_geometry.line_at_position(document, document.cursor_map.position(offset))
        down = round(line[1].top()) if line is not None else 0
        if index == 0 and offset <= 0:
            self._put_top(0)
        else:
            self._put_top(max(0, self.row.top(index) + self.row.gap(index) + down - READING_LINE_PX))
        if all(self.row.is_measured(shown) for shown, _ in self.visible()):
            self._pending = None
            self._put_top(min(self.scroll_top, self.scroll_range))

    # -- what is where

    def visible(self) -> Iterator[tuple[int, int]]:
        """The pieces in view and the height in the view at which each begins."""
        if self.is_empty:
            return
        index = self.row.index_at(self.scroll_top)
        top = self.row.top(index) - self.scroll_top
        while index < len(self.row.pages) and (top < self.height_px or index == self._index):
            yield index, top
            top += self.row.height(index)
            index += 1

    @property
    def column_left(self) -> int:
        """The left edge of the column in the view."""
        return (self.width_px - self.row.look.column_px) // 2

    def locator_at(self, x: float, y: float, *, line_start: bool = False) -> Locator:
        """The place at a point of the view (or at the start of its line); guessed where no text is laid out."""
        index = self.row.index_at(self.scroll_top + y)
        down = y + self.scroll_top - self.row.top(index)
        span = self.row.pages.spans[index]
        document = self.row.document(index)
        if document is None:
            share = max(0.0, min(1.0, down / max(1, self.row.height(index))))
            return Locator(span.section, span.start + int(share * max(0, span.length - 1)))
        down -= self.row.gap(index)
        position = (
            page_geometry.first_position_of_line(document, down)
            if line_start
            else page_geometry.position_at(document, x - self.column_left, down)
        )
        return Locator(span.section, span.start + document.cursor_map.offset(position))

    def caret_rect(self, place: Locator) -> QRect:
        """Where `place` is in the view; an empty rectangle if its piece is not laid out."""
        document, index = self.document_at(place)
        if document is None:
            return QRect()
        offset = place.offset - self.row.pages.spans[index].start
        rect = page_geometry.caret_rect(document, document.cursor_map.position(offset))
        origin = QPointF(self.column_left, self.row.top(index) - self.scroll_top + self.row.gap(index))
        return rect.translated(origin).toAlignedRect()

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
        if self.is_empty:
            return ""
        index = self.row.index_at(self.scroll_top + point.y())
        document = self.row.document(index)
        if document is None:
            return ""
        down = point.y() + self.scroll_top - self.row.top(index) - self.row.gap(index)
        return page_geometry.link_at(document, point.x() - self.column_left, down)
