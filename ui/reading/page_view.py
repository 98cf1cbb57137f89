"""The view of flowing text: a canvas over a row of QTextDocuments, one per piece, laid out as they come near."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reader.reading.positions import PageMap, PieceSpan
from reader.store.rows import Position
from reader.text.model import Locator
from ui.reading import page_keys
from ui.reading.layers import Layer, Layers, Span, Tint
from ui.reading.page_flow import READING_LINE_PX, PageFlow
from ui.reading.page_look import PageLook
from ui.reading.page_painter import paint_fade, paint_piece
from ui.reading.page_pointer import PagePointer
from ui.reading.piece_document import LoadedPiece
from ui.reading.selection import Selection, moved
from ui.reading.wheel_steps import WheelSteps

FADE_PX = 26


class PageView(QAbstractScrollArea):
    """Shows one document; asks for pieces with `piece_wanted` and takes them with `set_piece`."""

    moved = Signal()
    laid_out = Signal()
    piece_wanted = Signal(int)
    link_activated = Signal(str)  # href as in the markup
    link_hovered = Signal(str)  # "" when left
    caret_moved = Signal()
    document_shown = Signal()
    width_changed = Signal(int)
    resize_requested = Signal(int)  # letters: 1 larger, -1 smaller

    def __init__(self, look: PageLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or its coming would set all anew
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.flow = PageFlow(look)
        self.selection = Selection()
        self.caret_browsing = False
        self._layers = Layers()
        self._syncing = False
        self._wheel = WheelSteps()
        self._pointer = PagePointer(self.flow, self.selection, self._selection_changed, self.scroll_by)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._lay_out_next)

    # -- what is shown

    def show_pages(self, pages: PageMap, look: PageLook, at: Locator) -> None:
        """Begin a document at `at`; an empty map shows empty paper."""
        self.selection.put_caret(None)
        self._layers.clear()
        self.flow.show_pages(pages, look, at)
        self._after_change()

    def set_piece(self, index: int, loaded: LoadedPiece) -> None:
        """Take a piece that was wanted."""
        first = not self.flow.row.is_loaded(self.flow.row.pages.index_of(self.place()))
        self.flow.row.add(index, loaded)
        self._lay_out_next()
        if first:
            self.document_shown.emit()

    def set_look(self, look: PageLook) -> None:
        """Set everything anew; the line being read stays where it is."""
        if look != self.flow.row.look:
            self.flow.set_look(look)
            self._after_change()

    def set_layer(self, layer: Layer, spans: Sequence[Span]) -> None:
        """Colour these stretches instead of what the layer held; the selection is the view's own."""
        self._layers.set(layer, spans)
        self.viewport().update()

    def clear(self) -> None:
        """Show empty paper and keep nothing of the document."""
        self.show_pages(PageMap(()), self.flow.row.look, Locator(0))

    # -- places

    def place(self) -> Locator:
        """The line being read."""
        return self.flow.place()

    def in_view(self) -> tuple[Locator, Locator]:
        """The first line in view and the end of the last."""
        height = max(0, self.viewport().height() - 1)
        return self.flow.locator_at(0, 0, line_start=True), self.flow.locator_at(self.flow.width_px, height)

    @property
    def at_end(self) -> bool:
        return not self.flow.is_empty and self.flow.at_end

    def position(self, progress: float) -> Position:
        """Where reading is, as the library keeps it."""
        return Position(locator=self.place(), progress=progress)

    def go_to(self, place: Locator) -> None:
        """Bring the line at `place` to the reading line, now or as soon as its piece has come."""
        self.flow.go_to(place)
        self._after_change()

    def reveal(self, place: Locator) -> None:
        """Scroll only as far as is needed to have `place` in view."""
        rect = self.flow.caret_rect(place)
        lowest = self.viewport().height() - READING_LINE_PX
        if rect.isEmpty():
            self.go_to(place)
        elif rect.top() < READING_LINE_PX:
            self.scroll_by(rect.top() - READING_LINE_PX)
        elif rect.bottom() > lowest:
            self.scroll_by(rect.bottom() - lowest)

    def scroll_by(self, pixels: int) -> None:
        """Move the text up by `pixels` (down if negative)."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def select_all(self) -> None:
        """Select the whole document."""
        spans = self.flow.row.pages.spans
        if spans:
            last = spans[-1]
            self.selection.select(Locator(spans[0].section), Locator(last.section, last.start + last.length))
            self._selection_changed()

    def toggle_caret_browsing(self) -> None:
        """Let the plain arrows move a caret instead of scrolling, or no longer."""
        self.caret_browsing = not self.caret_browsing
        if self.caret_browsing and self.selection.caret is None:
            self.selection.put_caret(self.place())
        self._selection_changed()

    def put_caret(self, place: Locator, *, extend: bool = False) -> None:
        """Move the caret, and the text so that it is in view."""
        self.selection.put_caret(place, extend=extend)
        self.reveal(place)
        self._selection_changed()

    # -- laying out

    def _after_change(self) -> None:
        self._sync_bar()
        self._lay_out_next()
        self.viewport().update()
        self.moved.emit()

    def _lay_out_next(self) -> None:
        """Lay out one piece, ask for what is missing; the next piece waits for the next turn of the event loop."""
        index = self.flow.next_to_lay_out()
        if index is None:
            return
        if not self.flow.row.is_loaded(index):
            self.piece_wanted.emit(index)
            return
        self.flow.lay_out(index)
        self._sync_bar()
        self.viewport().update()
        self.laid_out.emit()
        self._idle.start(0)

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
        if self._syncing:
            return
        self.flow.scroll_to(self.verticalScrollBar().value())
        self._lay_out_next()
        self.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = self.viewport().size()
        width_changed = size.width() != self.flow.width_px
        self.flow.width_px, self.flow.height_px = size.width(), size.height()
        if width_changed:
            self.width_changed.emit(size.width())
        self._after_change()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.flow.row.look.theme
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), QColor(theme.paper))
        left, row = self.flow.column_left, self.flow.row
        for index, top in self.flow.visible():
            document = row.document(index)
            if document is None:
                continue
            origin = top + row.gap(index)
            clip = QRectF(-left, -origin, self.viewport().width(), self.viewport().height())
            painter.save()
            painter.translate(left, origin)
            span = row.pages.spans[index]
            paint_piece(painter, document, clip, self._coloured(span), span.section, theme)
            painter.restore()
        width, height = self.viewport().width(), self.viewport().height()
        paint_fade(painter, QRectF(0, height - FADE_PX, width, FADE_PX), theme)
        if self.caret_browsing and self.selection.caret is not None:
            painter.fillRect(self.flow.caret_rect(self.selection.caret), QColor(theme.ember))

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = self._wheel.feed(event)
        if steps is None:
            super().wheelEvent(event)
        elif steps:
            self.resize_requested.emit(1 if steps > 0 else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self._pointer.move(event)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.link_hovered.emit(link)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._pointer.release(event)
        if link and self.selection.is_empty:
            self.link_activated.emit(link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.caret_browsing:
            link = self.flow.link_at_place(self.selection.caret or self.place())
            if link:
                self.link_activated.emit(link)
        elif not self._move_by_key(event):
            event.ignore()

    def _move_by_key(self, event: QKeyEvent) -> bool:
        """Scroll or move the caret. Returns whether the key meant anything."""
        look = self.flow.row.look
        caret = page_keys.caret_move(event, browsing=self.caret_browsing)
        pages = page_keys.scroll_pages(event, rtl=look.is_rtl)
        lines = page_keys.scroll_lines(event)
        end = page_keys.is_document_end(event)
        if caret is not None:
            here = self.selection.caret or self.flow.place()
            self.selection.put_caret(here, extend=True)
            self.put_caret(moved(self.flow, here, caret[0]), extend=caret[1])
        elif pages:
            self.scroll_by(pages * max(look.line_px, self.viewport().height() - 2 * look.line_px))
        elif lines:
            self.scroll_by(lines * look.line_px)
        elif end:
            self.verticalScrollBar().setValue(0 if end < 0 else self.flow.scroll_range)
        else:
            return False
        return True

    def _coloured(self, piece: PieceSpan) -> list[Span]:
        start, end = Locator(piece.section, piece.start), Locator(piece.section, piece.start + piece.length)
        selected = self.selection.span
        return self._layers.between(start, end) + ([Span(*selected, Tint.SELECTION)] if selected else [])

    def _selection_changed(self) -> None:
        self.viewport().update()
        self.caret_moved.emit()
