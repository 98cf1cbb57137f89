"""Where fixed pages lie in a view: one under the other, centred, at one scale. Pure arithmetic in logical pixels."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF

from reader.store.rows import ZoomMode
from reader.text.model import PageSize

PAGE_GAP_PX = 18
MARGIN_PX = 24
POINTS_TO_PX = 96 / 72
"""100 % shows a page at its printed size on a screen of 96 pixels to the inch."""
ZOOM_STEP = 1.15
LEAST_ZOOM, MOST_ZOOM = 0.1, 8.0


class FixedLayout:
    """Pages of given sizes in a view of given size; `scale` is pixels per point.

    `most_fitted` is the zoom beyond which a whole page is not enlarged to fill the view: a picture of few pixels.
    """

    def __init__(self, sizes: Sequence[PageSize]) -> None:
        self.sizes = tuple(sizes)
        self.mode = ZoomMode.FIT_WIDTH
        self.zoom = 1.0
        self.most_fitted = math.inf
        self.view_width = 1
        self.view_height = 1
        self._tops: list[float] = []
        self.arrange()

    def arrange(self) -> None:
        """Work the places out anew after anything changed."""
        heights = (size.height_pt * self.scale_of(page) + PAGE_GAP_PX for page, size in enumerate(self.sizes))
        self._tops = list(accumulate(heights, initial=self._first_top()))

    def _first_top(self) -> float:
        """A page that is alone and leaves room stands in the middle."""
        if len(self.sizes) != 1:
            return float(MARGIN_PX)
        return max(float(MARGIN_PX), (self.view_height - self.sizes[0].height_pt * self.scale_of(0)) / 2)

    def scale_of(self, page: int) -> float:
        """Pixels per point of a page: in the fitting modes each page fits by itself."""
        size = self.sizes[page]
        width = max(1.0, self.view_width - 2.0 * MARGIN_PX) / max(1.0, size.width_pt)
        if self.mode is ZoomMode.FIT_WIDTH:
            return width
        if self.mode is ZoomMode.FIT_PAGE:
            height = max(1.0, self.view_height - 2.0 * PAGE_GAP_PX) / max(1.0, size.height_pt)
            return min(width, height, self.most_fitted * POINTS_TO_PX)
        return self.zoom * POINTS_TO_PX

    def set_zoom(self, zoom: float) -> None:
        """Leave the fitting modes for a scale of one's own (1 is 100 %)."""
        self.mode = ZoomMode.FREE
        self.zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self.arrange()

    def zoom_now(self, page: int) -> float:
        """The zoom at which `page` is shown, whatever the mode."""
        return self.scale_of(page) / POINTS_TO_PX

    @property
    def total_height(self) -> float:
        return self._tops[-1] - PAGE_GAP_PX + MARGIN_PX if self.sizes else 0.0

    @property
    def total_width(self) -> float:
        widths = (size.width_pt * self.scale_of(page) for page, size in enumerate(self.sizes))
        return max(widths, default=0.0) + 2 * MARGIN_PX

    def rect(self, page: int) -> QRectF:
        """A page's place in the row; x counts from the view's left edge unscrolled."""
        scale = self.scale_of(page)
        width, height = self.sizes[page].width_pt * scale, self.sizes[page].height_pt * scale
        room = max(float(self.view_width), self.total_width if self.mode is ZoomMode.FREE else 0.0)
        return QRectF((room - width) / 2, self._tops[page], width, height)

    def page_at(self, y: float) -> int:
        """The page at height `y`; the gap below a page belongs to it."""
        return min(len(self.sizes) - 1, max(0, bisect_right(self._tops, y) - 1)) if self.sizes else -1

    def in_view(self, top: float, height: float) -> Iterator[int]:
        """The pages that show between `top` and `top + height`."""
        page = self.page_at(top)
        while 0 <= page < len(self.sizes) and self._tops[page] < top + height:
            yield page
            page += 1

    def place_at(self, top: float) -> tuple[int, float]:
        """The page at the view's top edge and how far down it the edge is, 0 to 1."""
        page = self.page_at(top)
        if page < 0:
            return 0, 0.0
        rect = self.rect(page)
        return page, min(1.0, max(0.0, (top - rect.top()) / max(1.0, rect.height())))

    def top_of(self, page: int, fraction: float = 0.0) -> float:
        """The inverse of `place_at`: the height that shows `page` from `fraction` on."""
        if not self.sizes:
            return 0.0
        page = min(len(self.sizes) - 1, max(0, page))
        rect = self.rect(page)
        return rect.top() + fraction * rect.height() - (0 if fraction else PAGE_GAP_PX)
