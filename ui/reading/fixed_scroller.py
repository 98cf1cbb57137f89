"""How fixed pages are gone about in: scroll bars, keys and wheel, turning pages, zooming about a point."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from reader.reading.fixed_preferences import Arrangement
from reader.store.rows import ZoomMode
from reader.text.model import Locator
from ui.reading import page_keys
from ui.reading.fixed_layout import ZOOM_STEP
from ui.reading.fixed_scene import FixedScene
from ui.reading.wheel_steps import NOTCH, WheelSteps

STEP_PX = 60


class FixedScroller(QObject):
    """Moves the scene in the view's scroll area; `moved` follows every movement."""

    moved = Signal()

    def __init__(self, area: QAbstractScrollArea, scene: Callable[[], FixedScene]) -> None:
        super().__init__(area)
        self._area = area
        self._down, self._across = area.verticalScrollBar(), area.horizontalScrollBar()
        self._scene = scene
        self._wheel = WheelSteps()
        self._turned = 0
        self._arranging = False

    # -- laying out

    def arrange(self, page: int, fraction: float = 0.0) -> None:
        """Lay the pages out for the view's size, with this place at the top."""
        scene, size = self._scene(), self._area.viewport().size()
        share = (self._across.value() + self._across.pageStep() / 2) / self._whole_width()
        layout = scene.layout
        layout.view_width, layout.view_height = size.width(), size.height()
        scene.ratio = self._area.devicePixelRatioF()
        layout.arrange()
        layout.row = layout.row_of(page)
        self._set_ranges()
        self._arranging = True
        self._down.setValue(round(layout.top_of(page, fraction)))
        self._across.setValue(round(share * self._whole_width() - size.width() / 2))
        self._arranging = False
        self.follow()

    def rearrange(self) -> None:
        """Lay out anew after anything changed; the place stays."""
        layout = self._scene().layout
        page, fraction = layout.place_at(self._top)
        self.arrange(layout.rows[layout.row][0] if layout.is_paged and layout.rows else page, fraction)

    def fit(self, mode: ZoomMode) -> None:
        """Fit the pages so. Where whole pages are wished, the one that is being read stands whole in the view."""
        layout = self._scene().layout
        read = layout.most_in_view(self._top, layout.view_height)
        layout.mode = mode
        if mode is ZoomMode.FIT_PAGE and not layout.is_paged and read >= 0:
            self.arrange(read)
        else:
            self.rearrange()

    def follow(self) -> None:
        """The bars moved."""
        if not self._arranging:
            self._scene().scroll = QPointF(self._across.value(), self._down.value())
            self.moved.emit()

    def _set_ranges(self) -> None:
        layout, size = self._scene().layout, self._area.viewport().size()
        wide = layout.total_width if layout.mode is ZoomMode.FREE else 0.0
        self._arranging = True
        for bar, whole, part in ((self._down, layout.total_height, size.height()), (self._across, wide, size.width())):
            bar.setRange(0, max(0, math.ceil(whole - part)))
            bar.setPageStep(max(1, part))
            bar.setSingleStep(STEP_PX)
        self._arranging = False

    def _whole_width(self) -> int:
        return max(1, self._across.maximum() + self._across.pageStep())

    @property
    def _top(self) -> float:
        return float(self._down.value())

    # -- going

    def show_page(self, page: int, down_px: float | None = None) -> None:
        """Bring a page to the top; with `down_px` so much of it above the view."""
        layout = self._scene().layout
        self._show_row(layout.row_of(page))
        top = layout.top_of(page)
        self._down.setValue(round(top if down_px is None else layout.rect(page).top() + down_px))
        self.follow()

    def reveal(self, place: Locator, margin_px: int = STEP_PX) -> None:
        """Scroll only as far as is needed to have the letter at `place` in view."""
        scene = self._scene()
        box = scene.box_of(place)
        if place.section not in scene.pages_in_view() or box is None:
            self.go_to(place)
            return
        rect, view = scene.transform(place.section).mapRect(box), scene.view
        along = (self._down, rect.top(), rect.bottom(), view.height())
        across = (self._across, rect.left(), rect.right(), view.width())
        for bar, low, high, end in (along, across):
            if low < 0 or high > end:
                bar.setValue(round(bar.value() + (low - margin_px if low < 0 else high - end + margin_px)))

    def go_to(self, place: Locator) -> None:
        """Show the page of `place`; with the line a third down the view, if its text is known."""
        scene = self._scene()
        if not scene.layout.sizes:
            return
        page = min(max(0, place.section), len(scene.layout.sizes) - 1)
        box = scene.box_of(place) if place.offset else None
        if box is None:
            self.show_page(page)
            return
        self._show_row(scene.layout.row_of(page))
        rect = scene.layout.transform(page).mapRect(box)
        third = scene.layout.view_height / 3
        self._down.setValue(round(max(scene.layout.top_of(page), rect.top() - third)))
        if not 0 <= rect.left() - self._across.value() <= scene.layout.view_width:
            self._across.setValue(round(rect.center().x() - scene.layout.view_width / 2))
        self.follow()

    def turn(self, steps: int) -> None:
        """Go on by views (back if negative): down the page, then to the next one."""
        layout = self._scene().layout
        whole_pages = layout.mode is ZoomMode.FIT_PAGE
        if layout.is_paged:
            if whole_pages or self._at_edge(steps):
                self._turn_row(steps, at_end=not whole_pages and steps < 0)
            else:
                self._down.setValue(self._down.value() + steps * self._view_step)
        elif whole_pages:
            page = layout.page_at(self._top + layout.view_height / 2) + steps
            self._down.setValue(self._down.maximum() if page >= len(layout.sizes) - 1 else round(layout.top_of(page)))
        else:
            self._down.setValue(self._down.value() + steps * self._view_step)

    @property
    def _view_step(self) -> int:
        return max(STEP_PX, self._area.viewport().height() - STEP_PX)

    def _at_edge(self, steps: int) -> bool:
        return self._down.value() >= self._down.maximum() if steps > 0 else self._down.value() <= 0

    def _turn_row(self, steps: int, *, at_end: bool) -> None:
        layout = self._scene().layout
        row = layout.row + (1 if steps > 0 else -1)
        if 0 <= row < len(layout.rows):
            self._show_row(row)
            self._down.setValue(self._down.maximum() if at_end else 0)
            self.follow()

    def _show_row(self, row: int) -> None:
        layout = self._scene().layout
        if layout.is_paged and row != layout.row:
            layout.row = row
            self._set_ranges()
        else:
            layout.row = row

    # -- zooming

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarge; what lies at `about` (in the viewport, by default its middle) stays there."""
        scene = self._scene()
        layout = scene.layout
        if not layout.sizes:
            return
        point = about or scene.view.center()
        page = layout.page_under(point + scene.scroll)
        inverted, _ = scene.transform(page).inverted()
        held = inverted.map(point)
        layout.set_zoom(layout.zoom_now(page) * factor)
        self.arrange(page)
        now = layout.transform(page).map(held)
        self._arranging = True
        self._down.setValue(round(now.y() - point.y()))
        self._across.setValue(round(now.x() - point.x()))
        self._arranging = False
        self.follow()

    # -- keys and wheel

    def wheel(self, event: QWheelEvent) -> bool:
        """Zoom with Ctrl, turn at the end of a page that is alone. Whether that was all."""
        steps = self._wheel.feed(event)
        if steps is not None:
            if steps:
                self.zoom(ZOOM_STEP**steps, event.position())
            return True
        layout = self._scene().layout
        turned = event.angleDelta().y()
        if not layout.is_paged or not turned or not self._at_edge(-turned):
            self._turned = 0
            return False
        self._turned = turned if turned * self._turned < 0 else self._turned + turned
        if abs(self._turned) >= NOTCH:
            self._turn_row(-self._turned, at_end=self._turned > 0)
            self._turned = 0
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key meant anything here."""
        rtl = self._scene().layout.rtl
        pages, lines = page_keys.scroll_pages(event, rtl=rtl), page_keys.scroll_lines(event)
        end = page_keys.is_document_end(event)
        if pages:
            self.turn(pages)
        elif lines:
            self._scroll_lines(lines)
        elif end:
            self.show_page(0 if end < 0 else len(self._scene().layout.sizes) - 1)
            self._down.setValue(0 if end < 0 else self._down.maximum())
        else:
            return False
        return True

    def _scroll_lines(self, lines: int) -> None:
        if self._scene().layout.is_paged and self._down.maximum() == 0:
            self._turn_row(lines, at_end=False)
        else:
            self._down.setValue(self._down.value() + lines * STEP_PX // page_keys.LINES_PER_STEP)

    @property
    def at_end(self) -> bool:
        """Whether nothing follows."""
        layout = self._scene().layout
        is_last = not layout.is_paged or layout.row == len(layout.rows) - 1
        return is_last and self._down.value() >= self._down.maximum()


def start_arrangement(chosen: Arrangement | None, *, is_comic: bool, is_alone: bool, wide_view: bool) -> Arrangement:
    """What was chosen, else what suits: a comic by the window's shape, all else one under the other."""
    if chosen is not None:
        return chosen
    if not is_comic or is_alone:
        return Arrangement.CONTINUOUS
    return Arrangement.FACING if wide_view else Arrangement.SINGLE
