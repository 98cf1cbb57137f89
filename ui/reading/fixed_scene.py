"""What fixed pages are at the moment: laid out, scrolled somewhere, coloured; and what lies where. No widget."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QTransform

from reader.text.model import Locator, PageLink, PageSize, PageText
from ui.reading.fixed_crop import ContentBoxes
from ui.reading.fixed_layout import FixedLayout
from ui.reading.fixed_renderer import CACHE_BYTES, FixedRenderer
from ui.reading.fixed_text import bands_of, boxes_between, caret_box, line_around, link_at, offset_at, word_around
from ui.reading.fixed_tiles import Ink, Tile, bytes_of, tiles_of, whole_tile
from ui.reading.layers import Layers
from ui.reading.selection import Selection

PAGE_END = 1_000_000_000
"""An offset behind the text of any page."""

_DRAFT_EDGE_PX = 480
_DRAFT_SHARE = 0.5
"""A draft has half as many pixels across and down as the page: a quarter of the work, and words that can be read."""

_DRAFT_PIXELS = 700_000
_AS_GOOD = 0.8
"""No draft is drawn of a page that needs hardly more itself."""

_NEAR_VIEWS = 1.2
_NEAR_SHARE = 0.8
"""How much of the cache may hold what is not in view yet; the rest keeps what was."""


Span = tuple[Locator, Locator]


class FixedScene:
    """The pages of one document. Points are of the viewport, in logical pixels; boxes of a page are in its points."""

    def __init__(self, sizes: Sequence[PageSize], renderer: FixedRenderer | None) -> None:
        self.layout = FixedLayout(sizes)
        self.renderer = renderer
        self.boxes = ContentBoxes(sizes)
        self.layout.box_of = self.boxes.box
        self.layers = Layers()
        self.selection = Selection()
        self.scroll = QPointF()
        self.ratio = 1.0
        self.ink = Ink()

    @property
    def view(self) -> QRectF:
        """The viewport, from its own top left."""
        return QRectF(0, 0, self.layout.view_width, self.layout.view_height)

    def pages_in_view(self) -> list[int]:
        """In reading order."""
        return list(self.layout.in_view(self.scroll.y(), self.layout.view_height))

    def transform(self, page: int) -> QTransform:
        """From points of a page to the viewport."""
        return self.layout.transform(page) * QTransform.fromTranslate(-self.scroll.x(), -self.scroll.y())

    def rect(self, page: int) -> QRectF:
        """Where what is shown of a page is in the viewport."""
        return self.layout.rect(page).translated(-self.scroll.x(), -self.scroll.y())

    def text(self, page: int) -> PageText | None:
        """The page's text, if it has been read."""
        return self.renderer.text(page) if self.renderer is not None else None

    # -- pixels

    def scale(self, page: int) -> float:
        """Device pixels per point at which a page is shown."""
        return self.layout.scale_of(page) * self.ratio

    def tiles(self, page: int, view: QRectF | None = None) -> Iterator[Tile]:
        """What is drawn of a page that shows in `view`, by default the viewport; the coarsest first."""
        inverted, _ = self.transform(page).inverted()
        seen = inverted.mapRect(view or self.view).intersected(self.layout.shown(page))
        return tiles_of(page, self.layout.sizes[page], self.scale(page), self.ink, seen)

    def ask(self) -> None:
        """Have drawn what is in view, and what the next steps forward and back will show."""
        if self.renderer is None or not self.layout.sizes:
            return
        shown = self.pages_in_view()
        seen = [tile for page in shown for tile in self.tiles(page)]
        drafts = [draft for page in shown if (draft := self._draft(page)) is not None]
        taken = sum(self._bytes_of(tile) for tile in (*seen, *drafts))
        near: list[Tile] = []
        for tile in dict.fromkeys(tile for page, view in self._near(shown) for tile in self.tiles(page, view)):
            taken += 0 if tile in seen else self._bytes_of(tile)
            if taken > _NEAR_SHARE * CACHE_BYTES:
                break
            near.append(tile)
        self.renderer.want(seen, near, drafts, size_bytes=round(taken / _NEAR_SHARE))

    def _bytes_of(self, tile: Tile) -> int:
        return bytes_of(tile, self.layout.sizes[tile.page])

    def _draft(self, page: int) -> Tile | None:
        """The page in fewer pixels; None where it has so few itself."""
        size, scale = self.layout.sizes[page], self.scale(page)
        least = _DRAFT_EDGE_PX / max(size.width_pt, size.height_pt, 1.0)
        most = math.sqrt(_DRAFT_PIXELS / max(1.0, size.width_pt * size.height_pt))
        drafted = min(max(least, scale * _DRAFT_SHARE), most)
        return whole_tile(page, drafted, self.ink) if drafted < scale * _AS_GOOD else None

    def _near(self, shown: Sequence[int]) -> Iterator[tuple[int, QRectF]]:
        """Pages that come next, and the view in which they will be: one view on, then one view back.

        Where one turns, the one after the next too: whoever turns twice at once finds it there.
        """
        layout, height = self.layout, self.layout.view_height
        if layout.is_paged:
            for row in (layout.row, layout.row + 1, layout.row - 1, layout.row + 2):
                if 0 <= row < len(layout.rows):
                    yield from ((page, self.view.adjusted(0, 0, 0, height)) for page in layout.rows[row])
            return
        last = len(layout.sizes) - 1
        for step in (_NEAR_VIEWS, -_NEAR_VIEWS):
            top = self.scroll.y() + step * height
            yield from ((page, self.view.translated(0, step * height)) for page in layout.in_view(top, height))
        yield from ((page, self.view) for page in (shown[-1] + 1, shown[0] - 1) if 0 <= page <= last)

    # -- what lies where

    def under(self, point: QPointF) -> tuple[PageText, QPointF] | None:
        """The text of the page under a point, and where on the page that is."""
        page = self.layout.page_under(point + self.scroll)
        text = self.text(page) if page >= 0 else None
        if text is None:
            return None
        inverted, _ = self.transform(page).inverted()
        return text, inverted.map(point)

    def link_under(self, point: QPointF) -> PageLink | None:
        """The link at a point."""
        under = self.under(point)
        return None if under is None else link_at(under[0], under[1].x(), under[1].y())

    def place_under(self, point: QPointF) -> Locator | None:
        """The place between two letters that is nearest to a point."""
        under = self.under(point)
        offset = None if under is None else offset_at(under[0], under[1].x(), under[1].y())
        return None if under is None or offset is None else Locator(under[0].page, offset)

    def word_under(self, point: QPointF) -> Span | None:
        """The word at a point."""
        return self._around(point, word_around)

    def line_under(self, point: QPointF) -> Span | None:
        """The line at a point."""
        return self._around(point, line_around)

    def _around(self, point: QPointF, around: Callable[[PageText, int], tuple[int, int]]) -> Span | None:
        under, place = self.under(point), self.place_under(point)
        if under is None or place is None:
            return None
        start, end = around(under[0], place.offset)
        return Locator(place.section, start), Locator(place.section, end)

    def lines_under(self, point: QPointF) -> tuple[QRect, list[tuple[Locator, QRect]]]:
        """The page at a point and its lines of text from top to bottom, as they lie in the viewport."""
        page = self.layout.page_under(point + self.scroll)
        if page < 0:
            return QRect(), []
        text, transform = self.text(page), self.transform(page)
        bands = bands_of(text) if text is not None else []
        lines = [(Locator(page, offset), transform.mapRect(box).toAlignedRect()) for offset, box in bands]
        return self.rect(page).toAlignedRect(), sorted(lines, key=lambda line: line[1].top())

    def box_of(self, place: Locator) -> QRectF | None:
        """The letter at a place, in points of its page; None where the page's text is not known."""
        text = self.text(place.section)
        return None if text is None else next(boxes_between(text, place.offset, place.offset + 1), None)

    def caret_rect(self, place: Locator) -> QRectF:
        """Where a caret at a place stands in the viewport; empty where that is not known."""
        text = self.text(place.section)
        box = None if text is None else caret_box(text, place.offset)
        return QRectF() if box is None else self.transform(place.section).mapRect(box)

    def first_place(self) -> Locator:
        """The first letter in view, as far as the page's text is known."""
        page, fraction = self.layout.place_at(self.scroll.y())
        text = self.text(page)
        if text is None or fraction <= 0:
            return Locator(page)
        transform = self.transform(page)
        for box in text.boxes:
            rect = QRectF(box.x_pt, box.y_pt, box.width_pt, box.height_pt)
            if transform.mapRect(rect).center().y() >= 0:
                return Locator(page, box.offset)
        return Locator(page, len(text.text))
