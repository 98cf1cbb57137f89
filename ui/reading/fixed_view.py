"""The view of fixed pages: worker-drawn pixels, fitted, zoomed and turned; scrolled on or turned page by page."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from reader.reading.fixed_preferences import FixedPreferences, NightPages
from reader.store.rows import Position, ZoomMode
from reader.text.model import Locator, PageLink, PageSize, PageText
from ui.reading import page_keys
from ui.reading.caret_view import CaretView
from ui.reading.fixed_caret import caret_moved
from ui.reading.fixed_layout import ZOOM_STEP
from ui.reading.fixed_painter import ink_for, paint_caret, paint_scene
from ui.reading.fixed_pointer import FixedPointer
from ui.reading.fixed_renderer import FixedRenderer
from ui.reading.fixed_scene import PAGE_END, FixedScene
from ui.reading.fixed_scroller import FixedScroller, start_arrangement
from ui.reading.layers import Layers
from ui.reading.selection import Selection
from ui.theme import Theme


class Manner(Enum):
    """How fixed pages are begun: pages of text at full width, a comic's whole, a picture whole and not enlarged."""

    TEXT = auto()
    COMIC = auto()
    PICTURE = auto()


MANNERS = {"comic": Manner.COMIC, "epub": Manner.COMIC, "image": Manner.PICTURE}
"""By kind of document; all others are text. The fixed pages of an EPUB are pictures."""
FITS = (ZoomMode.FIT_WIDTH, ZoomMode.FIT_PAGE, ZoomMode.FIT_TEXT)


class FixedView(CaretView):
    """Shows the pages of one document; each page is a section, so hits and places are locators as everywhere.

    `scene` is what is shown, `scroller` moves it.
    """

    jump_requested = Signal(object)  # Locator

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the pages' own x runs
        self.setAccessibleName(self.tr("Page"))
        self._theme = theme
        self.night = NightPages.INVERTED
        self.manner = Manner.TEXT
        self.scene = FixedScene((), None)
        self.scroller = FixedScroller(self, lambda: self.scene)
        self.scroller.moved.connect(self._changed)
        self._connect_pointer(FixedPointer(self.viewport(), lambda: self.scene))

    def _connect_pointer(self, pointer: FixedPointer) -> None:
        pointer.selected.connect(self.tell_selection)
        pointer.link_hovered.connect(self.link_hovered)
        pointer.link_pressed.connect(self._follow)
        bar = self.verticalScrollBar()
        pointer.scroll_wanted.connect(lambda pixels: bar.setValue(bar.value() + pixels))

    # -- the document

    def show_pages(
        self,
        sizes: Sequence[PageSize],
        renderer: FixedRenderer | None,
        position: Position | None,
        *,
        rtl: bool = False,
        manner: Manner = Manner.TEXT,
        preferences: FixedPreferences | None = None,
    ) -> None:
        """Begin a document where `position` says; with `rtl` the left arrow key goes on."""
        self.scene = FixedScene(sizes, renderer)
        self.manner = manner
        self.scene.layout.rtl = rtl
        self._begin_layout(preferences or FixedPreferences())
        if position is not None:
            self.scene.layout.mode, self.scene.layout.zoom = position.zoom_mode, position.zoom
        if renderer is not None:
            renderer.page_drawn.connect(self.viewport().update)
            renderer.page_read.connect(self._page_read)
            renderer.content_found.connect(self._content_found)
        self._set_ink()
        where = (position.locator.section, position.page_fraction) if position is not None else (0, 0.0)
        self.scroller.arrange(*where)
        self.document_shown.emit()

    def _begin_layout(self, chosen: FixedPreferences) -> None:
        """As the person has chosen for this document, else as its manner asks."""
        layout, manner = self.scene.layout, self.manner
        layout.equal_heights = manner is Manner.COMIC
        layout.turned, layout.cover_alone = chosen.turned, chosen.cover_alone
        wide = self.viewport().width() > self.viewport().height()
        layout.arrangement = start_arrangement(
            chosen.arrangement, is_comic=manner is Manner.COMIC, is_alone=len(layout.sizes) == 1, wide_view=wide
        )
        layout.mode = self.natural_fit
        if manner is Manner.PICTURE:
            layout.most_fitted = 1.0

    def clear(self) -> None:
        """Show nothing and keep no page."""
        self.show_pages((), None, None)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._set_ink()
        self._changed()

    def set_night(self, night: NightPages) -> None:
        """What dark themes make of white pages."""
        self.night = night
        self._set_ink()
        self._changed()

    def _set_ink(self) -> None:
        is_text = self.manner is Manner.TEXT
        is_tinted = self.manner is not Manner.PICTURE
        self.scene.ink = ink_for(self._theme, self.night, is_text=is_text, is_tinted=is_tinted)

    @property
    def selection(self) -> Selection:
        return self.scene.selection

    @property
    def layers(self) -> Layers:
        return self.scene.layers

    # -- places

    def go_to(self, place: Locator) -> None:
        """Show the page of `place`; down to the line if its text is known."""
        self.scroller.go_to(place)

    def reveal(self, place: Locator) -> None:
        """Bring a place into view, moving no more than is needed."""
        self.scroller.reveal(place)

    def place(self) -> Locator:
        """The first letter in view, as far as the page's text is known."""
        return self.scene.first_place()

    def position(self, progress: float) -> Position:
        """Where reading is, as the library keeps it."""
        layout = self.scene.layout
        page, fraction = layout.place_at(self.scene.scroll.y())
        return Position(
            locator=Locator(page), progress=progress, page_fraction=fraction, zoom_mode=layout.mode, zoom=layout.zoom
        )

    @property
    def page(self) -> int:
        """The page that holds the middle of the view; of two side by side the first."""
        return max(0, self.scene.layout.page_at(self.scene.scroll.y() + self.viewport().height() / 2))

    @property
    def at_end(self) -> bool:
        return self.scroller.at_end

    def in_view(self) -> tuple[Locator, Locator]:
        """From the first page in view to the end of the last."""
        shown = self.scene.pages_in_view() or [0]
        return Locator(shown[0]), Locator(shown[-1], PAGE_END)

    def whole(self) -> tuple[Locator, Locator] | None:
        count = len(self.scene.layout.sizes)
        return (Locator(0), Locator(count - 1, PAGE_END)) if count else None

    def stepped(self, place: Locator, operation: page_keys.Move) -> Locator:
        return caret_moved(self.scene, place, operation)

    def page_text(self, page: int) -> PageText | None:
        """The text layer of a page, if it has been read."""
        return self.scene.text(page)

    def place_under(self, point: QPointF) -> Locator | None:
        """The place in the text nearest to a point of the viewport; None where no text is known."""
        return self.scene.place_under(point)

    def lines_under(self, point: QPointF) -> tuple[QRect, list[tuple[Locator, QRect]]]:
        """The page at a point and its lines of text from top to bottom, in the viewport's pixels."""
        return self.scene.lines_under(point)

    # -- zoom

    def zoom_by(self, steps: int) -> None:
        """Larger (1) or smaller (-1)."""
        self.scroller.zoom(ZOOM_STEP**steps)

    @property
    def natural_fit(self) -> ZoomMode:
        """How documents of this manner begin."""
        return ZoomMode.FIT_WIDTH if self.manner is Manner.TEXT else ZoomMode.FIT_PAGE

    def fit(self, mode: ZoomMode | None = None) -> None:
        """Fit the width, the page or the text; without `mode`, the next of them."""
        now = self.scene.layout.mode
        following = FITS[(FITS.index(now) + 1) % len(FITS)] if now in FITS else FITS[0]
        self.scroller.fit(mode or following)

    # -- what changed

    def _changed(self) -> None:
        self._ask()
        self.viewport().update()
        self.moved.emit()

    def _ask(self) -> None:
        scene = self.scene
        if scene.renderer is not None and scene.layout.mode is ZoomMode.FIT_TEXT:
            shown = scene.pages_in_view()
            near = [*shown, *(page for page in range(shown[-1] + 1, shown[-1] + 3) if page < len(scene.layout.sizes))]
            scene.renderer.want_content(scene.boxes.missing(near))
        scene.ask()

    def _page_read(self, _page: int) -> None:
        self.viewport().update()
        self.document_shown.emit()

    def _content_found(self, page: int) -> None:
        renderer = self.scene.renderer
        content = renderer.content(page) if renderer is not None else None
        if self.scene.boxes.add(page, content) and self.scene.layout.mode is ZoomMode.FIT_TEXT:
            self.scroller.rearrange()

    def _follow(self, link: PageLink) -> None:
        if 0 <= link.target_page < len(self.scene.layout.sizes):
            self.jump_requested.emit(Locator(link.target_page))
        elif link.uri:
            self.link_activated.emit(link.uri)

    # -- Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.scroller.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.scroller.rearrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.panel))
        paint_scene(painter, self.scene, self._theme)
        if self.caret_browsing and self.selection.caret is not None:
            paint_caret(painter, self.scene, self.selection.caret, self._theme)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.scroller.wheel(event):
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.scroller.zoom(1 + event.value(), QPointF(event.position()))
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.move_caret_by_key(event) and not self.scroller.key(event):
            event.ignore()
