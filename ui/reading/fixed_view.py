"""The view of fixed pages: worker-drawn pixels in continuous scroll, fitted or zoomed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reader.store.rows import Position, ZoomMode
from reader.text.model import Locator, PageLink, PageSize, PageText
from ui.reading import page_keys
from ui.reading.fixed_layout import ZOOM_STEP, FixedLayout
from ui.reading.fixed_painter import paint_page, selected_on, spans_on
from ui.reading.fixed_pointer import FixedPointer
from ui.reading.fixed_renderer import MOST_PIXELS, FixedRenderer
from ui.reading.fixed_text import boxes_between, lines_of, link_at, offset_at, word_around
from ui.reading.layers import Layer, Layers, Span
from ui.reading.selection import Selection
from ui.reading.wheel_steps import WheelSteps
from ui.theme import Theme

NEIGHBOURS = 2
STEP_PX = 60
_PAGE_END = 1_000_000_000
"""An offset behind the text of any page."""


class Manner(Enum):
    """How fixed pages are begun: pages of text at full width, a comic's whole, a picture whole and not enlarged."""

    TEXT = auto()
    COMIC = auto()
    PICTURE = auto()


MANNERS = {"comic": Manner.COMIC, "image": Manner.PICTURE}
"""By kind of document; all others are text."""


class FixedView(QAbstractScrollArea):
    """Shows the pages of one document; each page is a section, so hits and places are locators as everywhere."""

    moved = Signal()
    link_activated = Signal(str)  # an address outside
    link_hovered = Signal(str)
    jump_requested = Signal(object)  # Locator
    caret_moved = Signal()
    layer_set = Signal(object, object)  # a Layer, and its spans from now on

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or its coming would set all anew
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the pages' own x runs
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Page"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        self._layout = FixedLayout(())
        self._renderer: FixedRenderer | None = None
        self._layers = Layers()
        self._wheel = WheelSteps()
        self._rtl, self._manner = False, Manner.TEXT
        self.selection = Selection()
        viewport = self.viewport()
        FixedPointer(viewport, self.selection, self._place_under, self._word_under, self._selection_changed)

    # -- the document

    def show_pages(
        self,
        sizes: Sequence[PageSize],
        renderer: FixedRenderer | None,
        position: Position | None,
        *,
        rtl: bool = False,
        manner: Manner = Manner.TEXT,
    ) -> None:
        """Begin a document where `position` says; with `rtl` the left arrow key goes on."""
        self._renderer = renderer
        self._rtl, self._manner = rtl, manner
        self.selection.put_caret(None)
        self._layers.clear()
        self._layout = FixedLayout(sizes)
        if manner is not Manner.TEXT:
            self._layout.mode = ZoomMode.FIT_PAGE
        if manner is Manner.PICTURE:
            self._layout.most_fitted = 1.0
        if position is not None:
            self._layout.mode, self._layout.zoom = position.zoom_mode, position.zoom
        if renderer is not None:
            renderer.page_drawn.connect(self.viewport().update)
            renderer.page_read.connect(self.viewport().update)
        where = (position.locator.section, position.page_fraction) if position is not None else (0, 0.0)
        self._arrange(where)

    def clear(self) -> None:
        """Show nothing and keep no page."""
        self.show_pages((), None, None)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def set_layer(self, layer: Layer, spans: Sequence[Span]) -> None:
        """Colour these stretches instead of what the layer held; the selection is the view's own."""
        self._layers.set(layer, spans)
        self.layer_set.emit(layer, spans)
        self.viewport().update()

    def select_all(self) -> None:
        """Select the text of all pages."""
        if self._layout.sizes:
            self.selection.select(Locator(0), Locator(len(self._layout.sizes) - 1, _PAGE_END))
            self._selection_changed()

    # -- places

    def go_to(self, place: Locator) -> None:
        """Show the page of `place`; down to the line if its text is known."""
        if self._layout.sizes:
            top = self._layout.top_of(place.section) + self._down_to(place)
            self.verticalScrollBar().setValue(round(top))

    def reveal(self, place: Locator) -> None:
        """Bring a hit into view."""
        self.go_to(place)

    def place(self) -> Locator:
        return Locator(self._layout.place_at(self._top)[0])

    def position(self, progress: float) -> Position:
        """Where reading is, as the library keeps it."""
        page, fraction = self._layout.place_at(self._top)
        return Position(
            locator=Locator(page), progress=progress, page_fraction=fraction,
            zoom_mode=self._layout.mode, zoom=self._layout.zoom,
        )  # fmt: skip

    @property
    def page(self) -> int:
        """The page that holds the middle of the view."""
        return max(0, self._layout.page_at(self._top + self.viewport().height() / 2))

    @property
    def at_end(self) -> bool:
        return self.verticalScrollBar().value() >= self.verticalScrollBar().maximum()

    def in_view(self) -> tuple[Locator, Locator]:
        """From the first page in view to the end of the last."""
        shown = list(self._layout.in_view(self._top, self.viewport().height())) or [0]
        return Locator(shown[0]), Locator(shown[-1], _PAGE_END)

    def page_text(self, page: int) -> PageText | None:
        """The text layer of a page, if it has been read."""
        return None if self._renderer is None else self._renderer.text(page)

    def lines_under(self, point: QPointF) -> tuple[QRect, list[tuple[Locator, QRect]]]:
        """The page at the height of a point and its lines of text from top to bottom, in the viewport's pixels."""
        if not self._layout.sizes:
            return QRect(), []
        page = self._layout.page_at(self._top + point.y())
        sheet = self._layout.rect(page).translated(-self.horizontalScrollBar().value(), -self._top)
        text = self._renderer.text(page) if self._renderer is not None else None
        scale = self._layout.scale_of(page)
        lines = lines_of(text) if text is not None else []
        return sheet.toAlignedRect(), [
            (Locator(page, offset), _scaled(box, scale).translated(sheet.topLeft()).toAlignedRect())
            for offset, box in lines
        ]

    # -- zoom

    def zoom_by(self, steps: int) -> None:
        """Larger (1) or smaller (-1)."""
        if self._layout.sizes:
            where, half = self._layout.place_at(self._top), self.viewport().height() / 2
            middle = self._layout.place_at(self._top + half)
            self._layout.set_zoom(self._layout.zoom_now(self.page) * ZOOM_STEP**steps)
            self._arrange(where)
            if self._manner is Manner.PICTURE:
                self.verticalScrollBar().setValue(round(self._layout.top_of(*middle) - half))

    def fit(self, mode: ZoomMode | None = None) -> None:
        """Fit the width or the whole page; without `mode`, whichever of them it is not."""
        where = self._layout.place_at(self._top)
        other = ZoomMode.FIT_PAGE if self._layout.mode is ZoomMode.FIT_WIDTH else ZoomMode.FIT_WIDTH
        self._layout.mode = mode or other
        self._arrange(where)

    def _arrange(self, where: tuple[int, float]) -> None:
        """Lay the pages out for this size and zoom, with `where` at the top."""
        size = self.viewport().size()
        self._layout.view_width, self._layout.view_height = size.width(), size.height()
        self._layout.arrange()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        share = (across.value() + across.pageStep() / 2) / max(1, across.maximum() + across.pageStep())
        wide = self._layout.total_width if self._layout.mode is ZoomMode.FREE else 0.0
        for bar, whole, part in ((down, self._layout.total_height, size.height()), (across, wide, size.width())):
            bar.setRange(0, max(0, math.ceil(whole - part)))
            bar.setPageStep(max(1, part))
            bar.setSingleStep(STEP_PX)
        down.setValue(round(self._layout.top_of(*where)))
        across.setValue(round(share * wide - size.width() / 2))
        self._changed()

    @property
    def _top(self) -> float:
        return float(self.verticalScrollBar().value())

    def _changed(self) -> None:
        self._want_pages()
        self.viewport().update()
        self.moved.emit()

    def _want_pages(self) -> None:
        """Ask for the pages in view, then for their neighbours."""
        if self._renderer is None or not self._layout.sizes:
            return
        shown = list(self._layout.in_view(self._top, self.viewport().height()))
        last = len(self._layout.sizes) - 1
        near = [page for step in range(1, NEIGHBOURS + 1) for page in (shown[-1] + step, shown[0] - step)]
        pages = [*shown, *(page for page in near if 0 <= page <= last)]
        self._renderer.want([(page, self._drawn_scale(page)) for page in pages])

    def _drawn_scale(self, page: int) -> float:
        """Device pixels per point, kept within what one page may cost."""
        size = self._layout.sizes[page]
        scale = self._layout.scale_of(page) * self.devicePixelRatioF()
        return min(scale, math.sqrt(MOST_PIXELS / max(1.0, size.width_pt * size.height_pt)))

    def _down_to(self, place: Locator) -> float:
        """How far below its page's top edge to go for `place`, if the page's text is known."""
        text = self._renderer.text(place.section) if self._renderer is not None else None
        if text is None:
            return 0.0
        box = next(boxes_between(text, place.offset, place.offset + 1), None)
        third = self.viewport().height() / 3
        return 0.0 if box is None else max(0.0, box.top() * self._layout.scale_of(place.section) - third)

    def place_under(self, point: QPointF) -> Locator | None:
        """The place in the text nearest to a point of the viewport; None where no text is known."""
        return self._place_under(point)

    def _under(self, point: QPointF) -> tuple[PageText, float, float] | None:
        """The text of the page under a point of the viewport, and where on the page that is, in points."""
        if self._renderer is None or not self._layout.sizes:
            return None
        page = self._layout.page_at(self._top + point.y())
        text = self._renderer.text(page)
        if text is None:
            return None
        rect, scale = self._layout.rect(page), self._layout.scale_of(page)
        x = point.x() + self.horizontalScrollBar().value() - rect.left()
        return text, x / scale, (point.y() + self._top - rect.top()) / scale

    def _link_under(self, point: QPointF) -> PageLink | None:
        under = self._under(point)
        return None if under is None else link_at(*under)

    def _place_under(self, point: QPointF) -> Locator | None:
        under = self._under(point)
        offset = None if under is None else offset_at(*under)
        return None if under is None or offset is None else Locator(under[0].page, offset)

    def _word_under(self, point: QPointF) -> tuple[Locator, Locator] | None:
        under, place = self._under(point), self._place_under(point)
        if under is None or place is None:
            return None
        start, end = word_around(under[0], place.offset)
        return Locator(place.section, start), Locator(place.section, end)

    def _selection_changed(self) -> None:
        self.viewport().update()
        self.caret_moved.emit()

    # -- Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self._layout.place_at(self._top))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.panel))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._layout.in_view(self._top, self.viewport().height()):
            rect = self._layout.rect(page).translated(-self.horizontalScrollBar().value(), -self._top)
            renderer, scale = self._renderer, self._layout.scale_of(page)
            image = renderer.image(page, self._drawn_scale(page)) if renderer is not None else None
            text = renderer.text(page) if renderer is not None else None
            spans = self._layers.between(Locator(page), Locator(page, _PAGE_END))
            marks = spans_on(text, spans) if text is not None else ()
            boxes = [(_scaled(box, scale), tint) for box, tint in marks]
            chosen = [_scaled(box, scale) for box in selected_on(text, page, self.selection.span)]
            tinted = self._manner is not Manner.PICTURE or self._theme.is_dark
            paint_page(painter, rect.toAlignedRect(), image, boxes, self._theme, chosen=chosen, tinted=tinted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = self._wheel.feed(event)
        if steps is None:
            super().wheelEvent(event)
        elif steps:
            self.zoom_by(steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages, lines = page_keys.scroll_pages(event, rtl=self._rtl), page_keys.scroll_lines(event)
        end, bar = page_keys.is_document_end(event), self.verticalScrollBar()
        if pages and self._layout.mode is ZoomMode.FIT_PAGE:
            page = self.page + pages
            bar.setValue(bar.maximum() if page >= len(self._layout.sizes) - 1 else round(self._layout.top_of(page)))
        elif pages:
            bar.setValue(bar.value() + pages * max(STEP_PX, self.viewport().height() - STEP_PX))
        elif lines:
            bar.setValue(bar.value() + lines * STEP_PX // page_keys.LINES_PER_STEP)
        elif end:
            bar.setValue(0 if end < 0 else bar.maximum())
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self._link_under(event.position())
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if link is None else Qt.CursorShape.PointingHandCursor)
        self.link_hovered.emit(link.uri if link is not None else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._link_under(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if link is None or not self.selection.is_empty:
            return
        if 0 <= link.target_page < len(self._layout.sizes):
            self.jump_requested.emit(Locator(link.target_page))
        elif link.uri:
            self.link_activated.emit(link.uri)


def _scaled(box: QRectF, scale: float) -> QRectF:
    return QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)
