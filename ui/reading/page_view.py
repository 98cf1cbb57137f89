"""The view of flowing text: a canvas over a row of QTextDocuments, one per piece, laid out as they come near.

It scrolls, or shows a page or two at a time; which, the look says. What is where is the flow's to know.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from reader.reading.positions import PageMap
from reader.reading.preferences import PageMode
from reader.store.rows import Position
from reader.text.model import Locator
from ui.reading import page_keys
from ui.reading.caret_view import CaretView
from ui.reading.layers import Layers
from ui.reading.page_counter import PageCounter
from ui.reading.page_flow import PageFlow
from ui.reading.page_input import PageInput
from ui.reading.page_look import PageLook
from ui.reading.page_painter import paint_caret, paint_view
from ui.reading.page_slices import READING_LINE_PX, PageNumbers
from ui.reading.piece_document import LoadedPiece
from ui.reading.selection import Selection, moved

PIECES_ASKED_AT_ONCE = 4


class PageView(CaretView):
    """Shows one document; asks for pieces with `piece_wanted` and takes them with `set_piece`."""

    laid_out = Signal()
    piece_wanted = Signal(int)
    bare_piece_wanted = Signal(int)  # without its pictures' pixels, to be measured
    pages_counted = Signal()  # `page_numbers` answers something, or nothing any more
    size_changed = Signal()
    resize_requested = Signal(int)  # letters: 1 larger, -1 smaller

    def __init__(self, look: PageLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.flow = PageFlow(look)
        self._selection = Selection()
        self._layers = Layers()
        self._syncing = False
        self._input = PageInput(self)
        self._counter = PageCounter(self.flow, self)
        self._counter.counted.connect(self.pages_counted)
        self._counter.piece_wanted.connect(self.bare_piece_wanted)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._lay_out_next)

    # -- what is shown

    def show_pages(self, pages: PageMap, look: PageLook, at: Locator) -> None:
        """Begin a document at `at`; an empty map shows empty paper."""
        self.selection.put_caret(None)
        self._layers.clear()
        self.flow.show_pages(pages, look, at)
        self._show_bar()
        self._counter.begin()
        self._after_change()

    def set_piece(self, index: int, loaded: LoadedPiece) -> None:
        """Take a piece that was wanted."""
        first = not self.flow.row.is_loaded(self.flow.row.pages.index_of(self.place()))
        self.flow.row.add(index, loaded)
        self._lay_out_next()
        if first:
            self.document_shown.emit()

    def note_picture(self, _index: int) -> None:
        """A picture of a piece that is here has its pixels now."""
        self.flow.row.trim()
        self.viewport().update()

    def set_bare_piece(self, index: int, loaded: LoadedPiece) -> None:
        """Take a piece that was wanted only to be measured."""
        self._counter.take(index, loaded)
        if self.flow.scrolled is not None:
            self._sync_bar()

    def set_look(self, look: PageLook) -> None:
        """Set everything anew; the line being read stays where it is."""
        if look != self.flow.row.look:
            self.flow.set_look(look)
            self._show_bar()
            self._counter.begin()
            self._after_change()

    def clear(self) -> None:
        """Show empty paper and keep nothing of the document."""
        self.show_pages(PageMap(()), self.flow.row.look, Locator(0))

    @property
    def selection(self) -> Selection:
        return self._selection

    @property
    def layers(self) -> Layers:
        return self._layers

    # -- places

    def place(self) -> Locator:
        """The line being read."""
        return self.flow.place()

    def in_view(self) -> tuple[Locator, Locator]:
        """The first line in view and the end of the last."""
        return self.flow.in_view()

    @property
    def mode(self) -> PageMode:
        """How the text goes by: two columns only where there is room for them."""
        return self.flow.mode

    @property
    def page_numbers(self) -> PageNumbers | None:
        """Which pages are in view and how many there are; None until all are counted."""
        return self._counter.numbers()

    @property
    def at_end(self) -> bool:
        return self.flow.at_end

    def position(self, progress: float) -> Position:
        """Where reading is, as the library keeps it."""
        return Position(locator=self.place(), progress=progress)

    def go_to(self, place: Locator) -> None:
        """Bring the line at `place` to the reading line, now or as soon as its piece has come."""
        self.flow.go_to(place)
        self._after_change()

    def reveal(self, place: Locator) -> None:
        """Have `place` in view: scroll only as far as is needed, or turn to its page."""
        rect = self.flow.caret_rect(place)
        lowest = self.viewport().height() - READING_LINE_PX
        if rect.isEmpty():
            self.go_to(place)
        elif self.flow.scrolled is None:
            return
        elif rect.top() < READING_LINE_PX:
            self.scroll_by(rect.top() - READING_LINE_PX)
        elif rect.bottom() > lowest:
            self.scroll_by(rect.bottom() - lowest)

    def scroll_by(self, pixels: int) -> None:
        """Move the text up by `pixels` (down if negative); pages are turned by one."""
        if self.flow.paged is not None:
            self.turn(1 if pixels > 0 else -1)
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def turn(self, by: int) -> None:
        """So many pages on (or back if negative); where the text scrolls, a view less two lines each."""
        if self.flow.paged is None:
            line = self.flow.row.look.line_px
            self.scroll_by(by * max(line, self.viewport().height() - 2 * line))
        elif not self.flow.is_empty:
            self.flow.turn(by)
            self._after_change()

    def go_to_page(self, number: int) -> None:
        """To a page, counted from 1, once `page_numbers` are known."""
        if self.flow.scrolled is not None:
            self.verticalScrollBar().setValue((number - 1) * max(1, self.flow.height_px))
        elif (spot := self._counter.spot_of(number)) is not None:
            self.flow.go_to(spot)
            self._after_change()

    def go_to_end(self, end: int) -> None:
        """To the document's beginning (-1) or its end (1)."""
        whole = self.whole()
        if self.flow.scrolled is not None:
            self.verticalScrollBar().setValue(0 if end < 0 else self.flow.scroll_range)
        elif whole is not None:
            self.go_to(whole[0] if end < 0 else whole[1])

    def whole(self) -> tuple[Locator, Locator] | None:
        spans = self.flow.row.pages.spans
        if not spans:
            return None
        first, last = spans[0], spans[-1]
        return Locator(first.section, first.start), Locator(last.section, last.start + last.length)

    def stepped(self, place: Locator, operation: page_keys.Move) -> Locator:
        return moved(self.flow, place, operation)

    # -- laying out

    def _after_change(self) -> None:
        self._sync_bar()
        self._lay_out_next()
        self.viewport().update()
        self.moved.emit()

    def _lay_out_next(self) -> None:
        """Lay out one piece, ask for what is missing; the next piece waits for the next turn of the event loop."""
        self._counter.wait()
        missing = self.flow.missing(PIECES_ASKED_AT_ONCE)
        for index in missing:
            if not self.flow.row.is_loaded(index):
                self.piece_wanted.emit(index)
        ready = next((index for index in missing if self.flow.row.is_loaded(index)), None)
        if ready is None or self.flow.row.document(ready) is not None:
            return
        guessed = self.place()
        self.flow.lay_out(ready)
        self._sync_bar()
        self.viewport().update()
        self.laid_out.emit()
        if self.place() != guessed:  # a key came before there was any text to scroll
            self.moved.emit()
        self._idle.start(0)

    def _show_bar(self) -> None:
        """Pages have no scroll bar."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if self.flow.scrolled is not None else policy.ScrollBarAlwaysOff
        )

    def _sync_bar(self) -> None:
        """Let the scroll bar say where the anchor is, without moving anything."""
        bar = self.verticalScrollBar()
        self._syncing = True
        bar.setRange(0, self.flow.scroll_range)
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(self.flow.row.look.line_px)
        bar.setValue(self.flow.scroll_top)
        self._syncing = False

    # -- Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._syncing or self.flow.scrolled is None:
            return
        self.flow.scroll_to(self.verticalScrollBar().value())
        self._lay_out_next()
        self.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = self.viewport().size()
        if (size.width(), size.height()) != (self.flow.width_px, self.flow.height_px):
            self.flow.resize(size.width(), size.height())
            self._counter.begin()
            self.size_changed.emit()
        self._after_change()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_view(self.viewport(), event.rect(), self.flow, self._layers, self.selection)
        if self.caret_browsing:
            paint_caret(self.viewport(), self.flow, self.selection)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._input.wheel(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._input.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._input.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._input.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._input.release(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._input.key(event):
            event.ignore()
