"""Where fixed pages lie in a view: in rows one under the other, or one row at a time. Arithmetic in logical pixels.

A page is shown whole or, fitted to its text, by the box around its content; turned by a multiple of a right angle.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from reader.reading.fixed_preferences import Arrangement
from reader.store.rows import ZoomMode
from reader.text.model import PageSize
from ui.reading.fixed_rows import Rows, rows_of, wide_pages

PAGE_GAP_PX = 18
MARGIN_PX = 24
TEXT_MARGIN_PX = 12
INNER_GAP_PX = 6
POINTS_TO_PX = 96 / 72
"""100 % shows a page at its printed size on a screen of 96 pixels to the inch."""
ZOOM_STEP = 1.15
LEAST_ZOOM, MOST_ZOOM = 0.1, 8.0


class FixedLayout:
    """Pages of given sizes in a view of given size; call `arrange` after anything was set.

    `most_fitted` is the zoom beyond which a whole page is not enlarged to fill the view: a picture of few pixels. With
    `equal_heights` the pages of a row are made equally high, as those of a comic are printed. `box_of` tells the part
    of a page that has its content, in points. `row` is the one that shows when one shows at a time.
    """

    def __init__(self, sizes: Sequence[PageSize]) -> None:
        self.sizes = tuple(sizes)
        self.mode = ZoomMode.FIT_WIDTH
        self.zoom = 1.0
        self.most_fitted = math.inf
        self.view_width = 1
        self.view_height = 1
        self.arrangement = Arrangement.CONTINUOUS
        self.cover_alone = True
        self.rtl = False
        self.turned = 0
        self.equal_heights = False
        self.box_of: Callable[[int], QRectF] = self.whole
        self.row = 0
        self.rows: Rows = ()
        self._wholes = [(max(1.0, size.width_pt), max(1.0, size.height_pt)) for size in self.sizes]
        self._wide = wide_pages(self.sizes)
        self._rows_are_for: tuple[Arrangement, bool] | None = None
        self._row_of: list[int] = []
        self._tops: list[float] = []
        self._widest = 0.0
        self.arrange()

    # -- arranging

    def arrange(self) -> None:
        """Work the places out anew after anything changed."""
        self._make_rows()
        measures = self._measures()
        self._widest = max((width for width, _ in measures), default=0.0)
        self._tops = list(
            accumulate((height + PAGE_GAP_PX for _, height in measures), initial=self._first_top(measures))
        )

    def _make_rows(self) -> None:
        wanted = (self.arrangement, self.cover_alone)
        if wanted == self._rows_are_for:
            return
        self._rows_are_for = wanted
        here = self.rows[self.row][0] if self.rows else 0
        self.rows = rows_of(self.sizes, self.arrangement, cover_alone=self.cover_alone)
        self._row_of = [number for number, row in enumerate(self.rows) for _ in row]
        self.row = self.row_of(here)

    def _measures(self) -> list[tuple[float, float]]:
        """Width and height of every row; most are as large as the one before."""
        sizes = self._wholes
        if self.mode is ZoomMode.FIT_TEXT:
            sizes = [self._size(page) for page in range(len(self.sizes))]
        known: dict[object, tuple[float, float]] = {}
        measures = []
        for row in self.rows:
            key = (row[0] in self._wide, *[sizes[page] for page in row])
            if key not in known:
                known[key] = self._measured(row)
            measures.append(known[key])
        return measures

    def row_of(self, page: int) -> int:
        """The row of a page; the nearest there is."""
        return self._row_of[min(max(0, page), len(self._row_of) - 1)] if self._row_of else 0

    @property
    def is_paged(self) -> bool:
        """Whether one row shows at a time."""
        return self.arrangement is not Arrangement.CONTINUOUS

    def _first_top(self, measures: Sequence[tuple[float, float]]) -> float:
        """A page that is alone and leaves room stands in the middle."""
        if len(measures) != 1:
            return float(MARGIN_PX)
        return max(float(MARGIN_PX), (self.view_height - measures[0][1]) / 2)

    def _measured(self, row: tuple[int, ...]) -> tuple[float, float]:
        """Width and height of a row in pixels."""
        scale = self.scale_of(row[0]) / self._relative(row[0], row)
        extents = [self._extent(page, row) for page in row]
        inner = self._inner_gap * (len(row) - 1)
        return sum(width for width, _ in extents) * scale + inner, max(height for _, height in extents) * scale

    @property
    def _inner_gap(self) -> float:
        return 0.0 if self.equal_heights else float(INNER_GAP_PX)

    # -- sizes

    def whole(self, page: int) -> QRectF:
        """All of a page, in points."""
        return QRectF(0, 0, *self._wholes[page])

    def shown(self, page: int) -> QRectF:
        """The part of a page that is shown, in points of the page as it is printed."""
        return self.box_of(page) if self.mode is ZoomMode.FIT_TEXT else self.whole(page)

    def _size(self, page: int) -> tuple[float, float]:
        """Width and height of what is shown, turned."""
        if self.mode is ZoomMode.FIT_TEXT:
            box = self.box_of(page)
            width, height = box.width(), box.height()
        else:
            width, height = self._wholes[page]
        return (height, width) if self.turned % 180 else (width, height)

    def _relative(self, page: int, row: tuple[int, ...]) -> float:
        """How much a page is enlarged beside the others of its row."""
        if not self.equal_heights or len(row) == 1:
            return 1.0
        return max(self._size(each)[1] for each in row) / self._size(page)[1]

    def _extent(self, page: int, row: tuple[int, ...]) -> tuple[float, float]:
        relative = self._relative(page, row)
        width, height = self._size(page)
        return width * relative, height * relative

    def scale_of(self, page: int) -> float:
        """Pixels per point of a page: in the fitting modes each row fits by itself."""
        row = self.rows[self._row_of[page]]
        relative = self._relative(page, row)
        if self.mode is ZoomMode.FREE:
            return self.zoom * POINTS_TO_PX * relative
        extents = [self._extent(each, row) for each in row]
        across = sum(width for width, _ in extents)
        if self.arrangement is Arrangement.FACING and len(row) == 1 and page not in self._wide:
            across *= 2  # as large as beside another
        margin = TEXT_MARGIN_PX if self.mode is ZoomMode.FIT_TEXT else MARGIN_PX
        room = self.view_width - 2.0 * margin - self._inner_gap * (len(row) - 1)
        scale = max(1.0, room) / across
        if self.mode is ZoomMode.FIT_PAGE:
            height = max(1.0, self.view_height - 2.0 * PAGE_GAP_PX) / max(height for _, height in extents)
            scale = min(scale, height, self.most_fitted * POINTS_TO_PX)
        return scale * relative

    def set_zoom(self, zoom: float) -> None:
        """Leave the fitting modes for a scale of one's own (1 is 100 %)."""
        self.mode = ZoomMode.FREE
        self.zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self.arrange()

    def zoom_now(self, page: int) -> float:
        """The zoom at which `page` is shown, whatever the mode."""
        return self.scale_of(page) / POINTS_TO_PX / self._relative(page, self.rows[self._row_of[page]])

    @property
    def total_height(self) -> float:
        """How high all that can be scrolled to is."""
        if not self.sizes:
            return 0.0
        if self.is_paged:
            return self._measured(self.rows[self.row])[1] + 2 * PAGE_GAP_PX
        return self._tops[-1] - PAGE_GAP_PX + MARGIN_PX

    @property
    def total_width(self) -> float:
        """How wide all that can be scrolled to is."""
        widest = self._measured(self.rows[self.row])[0] if self.is_paged and self.rows else self._widest
        return widest + 2 * MARGIN_PX

    # -- places

    def rect(self, page: int) -> QRectF:
        """Where a page is; x counts from the view's left edge unscrolled, y from the top of all, or of its row."""
        number = self._row_of[page]
        row = self.rows[number]
        width, height = self._measured(row)
        room = max(float(self.view_width), self.total_width if self.mode is ZoomMode.FREE else 0.0)
        left, top = (room - width) / 2, self._top_of_row(number, height)
        for each in reversed(row) if self.rtl else row:
            scale, size = self.scale_of(each), self._size(each)
            if each == page:
                return QRectF(left, top + (height - size[1] * scale) / 2, size[0] * scale, size[1] * scale)
            left += size[0] * scale + self._inner_gap
        raise IndexError(page)

    def _top_of_row(self, number: int, height: float) -> float:
        if not self.is_paged:
            return self._tops[number]
        return max(float(PAGE_GAP_PX), (self.view_height - height) / 2)

    def transform(self, page: int) -> QTransform:
        """From points of a page as it is printed to where `rect` says it is."""
        rect, box, scale = self.rect(page), self.shown(page), self.scale_of(page)
        turn = QTransform().rotate(self.turned)
        corner = turn.mapRect(QRectF(0, 0, box.width(), box.height())).topLeft()
        return (
            QTransform.fromTranslate(-box.left(), -box.top())
            * turn
            * QTransform.fromTranslate(-corner.x(), -corner.y())
            * QTransform.fromScale(scale, scale)
            * QTransform.fromTranslate(rect.left(), rect.top())
        )

    def page_at(self, y: float) -> int:
        """The first page of the row at height `y`; the gap below a row belongs to it."""
        if not self.rows:
            return -1
        return self.rows[self.row if self.is_paged else self._row_at(y)][0]

    def page_under(self, point: QPointF) -> int:
        """The page nearest to a point; -1 when there is none."""
        if not self.rows:
            return -1
        row = self.rows[self.row if self.is_paged else self._row_at(point.y())]

        def distance(page: int) -> float:
            rect = self.rect(page)
            return max(rect.left() - point.x(), point.x() - rect.right(), 0.0)

        return min(row, key=distance)

    def _row_at(self, y: float) -> int:
        return min(len(self.rows) - 1, max(0, bisect_right(self._tops, y) - 1))

    def in_view(self, top: float, height: float) -> Iterator[int]:
        """The pages that show between `top` and `top + height`."""
        if not self.rows:
            return
        number = self.row if self.is_paged else self._row_at(top)
        while number < len(self.rows) and (number == self.row if self.is_paged else self._tops[number] < top + height):
            yield from self.rows[number]
            number += 1

    def most_in_view(self, top: float, height: float) -> int:
        """The page that has most of what shows between `top` and `top + height`; the first of a row. -1 without any."""

        def seen(page: int) -> float:
            rect = self.rect(page)
            return min(rect.bottom(), top + height) - max(rect.top(), top)

        return max(self.in_view(top, height), key=seen, default=-1)

    def place_at(self, top: float) -> tuple[int, float]:
        """The page at the view's top edge and how far down what is shown of it the edge is, 0 to 1."""
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
