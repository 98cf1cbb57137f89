"""The part of each page that has its content, as steady from page to page as pages allow. Pure but for Qt's boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from PySide6.QtCore import QRectF

from reader.text.model import PageSize
from reader.text.page_content import PageContent

_SAMPLE_EACH = 5
_AROUND_PT = 4.0
_LEAST_PT = 36.0
_Key = tuple[int, int, int]


class ContentBoxes:
    """What is cut off the margins: as much as most pages of that size and side have, and never what has content.

    Left and right pages are taken apart, since their inner margins differ. Until a sample of pages is known nothing is
    cut, so that the page does not jump with each that comes.
    """

    def __init__(self, sizes: Sequence[PageSize]) -> None:
        self._sizes = sizes
        self._found: dict[int, QRectF | None] = {}
        self._usual: dict[_Key, QRectF] = {}
        self._sample = sample_of(len(sizes))

    def add(self, page: int, content: PageContent | None) -> bool:
        """Take what was found of a page. Whether boxes changed by it."""
        if page in self._found:
            return False
        was_ready = self.is_ready
        self._found[page] = None if content is None else QRectF(
            content.x_pt, content.y_pt, content.width_pt, content.height_pt
        )  # fmt: skip
        if self.is_ready and not was_ready:
            self._settle()
        return self.is_ready

    @property
    def is_ready(self) -> bool:
        """Whether enough pages are known to cut anything."""
        return all(page in self._found for page in self._sample)

    def missing(self, near: Iterable[int]) -> list[int]:
        """The pages to look at: those in and around the view, and the sample."""
        wanted = [*near, *self._sample] if self.is_ready else [*self._sample, *near]
        return [page for page in dict.fromkeys(wanted) if page not in self._found]

    def box(self, page: int) -> QRectF:
        """The part of a page to show, in points."""
        size = self._sizes[page]
        whole = QRectF(0, 0, max(1.0, size.width_pt), max(1.0, size.height_pt))
        own, usual = self._found.get(page), self._usual.get(self._key(page))
        if own is None or usual is None:
            return whole if usual is None else self._within(usual, whole)
        return self._within(usual.united(own), whole)

    def _within(self, box: QRectF, whole: QRectF) -> QRectF:
        wide = max(0.0, (_LEAST_PT - box.width()) / 2) + _AROUND_PT
        high = max(0.0, (_LEAST_PT - box.height()) / 2) + _AROUND_PT
        inside = box.adjusted(-wide, -high, wide, high).intersected(whole)
        return whole if inside.isEmpty() else inside

    def _key(self, page: int) -> _Key:
        size = self._sizes[page]
        return round(size.width_pt), round(size.height_pt), page % 2

    def _settle(self) -> None:
        """The usual box of each size and side; of a side that was not sampled, the other's."""
        groups: dict[_Key, list[QRectF]] = {}
        for page, box in self._found.items():
            if box is not None:
                groups.setdefault(self._key(page), []).append(box)
        for key, boxes in groups.items():
            left, top, right, bottom = (
                median(edge(box) for box in boxes) for edge in (QRectF.left, QRectF.top, QRectF.right, QRectF.bottom)
            )
            self._usual[key] = QRectF(left, top, right - left, bottom - top)


def sample_of(count: int) -> tuple[int, ...]:
    """Pages spread over a document, of both sides, the outermost left out where there are others."""
    first, last = (1, count - 2) if count > 4 * _SAMPLE_EACH else (0, count - 1)
    if last < first:
        return ()
    step = max(1, (last - first) // (2 * _SAMPLE_EACH))
    step += 1 - step % 2  # an odd step meets left and right pages by turns
    return tuple(range(first, last + 1, step))[: 2 * _SAMPLE_EACH + 2]
