"""Counts the pages of a whole document while nothing else happens: one piece at a time is laid out and let go of.

It keeps the numbers where pages begin, never a layout; a new look, size or document begins anew.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QObject, QTimer, Signal

from reader.reading.paging import NotMeasured, Spot
from ui.reading.page_flow import PageFlow
from ui.reading.page_slices import PageNumbers
from ui.reading.paged_way import PagedWay
from ui.reading.piece_document import LoadedPiece

IDLE_MS = 400
"""Nothing is counted until so long after the last movement."""
STEP_MS = 6
"""Between two pieces the event loop has this long for itself."""
PAGES_PER_STEP = 12
MOST_PIECES = 4000
"""Some 60 MB of text, or 30,000 pages. Beyond, nobody is served by a number that takes minutes; per cent stays."""


class PageCounter(QObject):
    """Asks for pieces with `piece_wanted` and takes them with `take`."""

    counted = Signal()  # `numbers` answers something, or nothing any more
    piece_wanted = Signal(int)

    def __init__(self, flow: PageFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._flow = flow
        self._piece = 0
        self._asked: int | None = None
        self._before: list[int] | None = None
        self._sections: list[int] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Forget what was counted, and count once nothing moves."""
        was_counted, self._before = self._before is not None, None
        self._piece, self._asked = 0, None
        self.wait()
        if was_counted:
            self.counted.emit()

    def wait(self) -> None:
        """Something moves: go on later."""
        if self._before is None and 0 < len(self._flow.row.pages) <= MOST_PIECES:
            self._timer.start(IDLE_MS)

    def take(self, index: int, loaded: LoadedPiece) -> None:
        """A piece that was wanted; the pixels of its pictures may be missing."""
        if index == self._asked:
            self._asked = None
            self._flow.measure(index, loaded)
            self._timer.start(STEP_MS)

    def numbers(self) -> PageNumbers | None:
        """Which pages are in view; None while not all are counted."""
        if self._before is None or self._flow.is_empty:
            return None
        paged, scrolled = self._flow.paged, self._flow.scrolled
        if paged is not None:
            if not paged.shown:
                return None
            first, last = (self._number(paged, page.start) for page in (paged.shown[0], paged.shown[-1]))
            return PageNumbers(first, last, self._before[-1])
        height = max(1, self._flow.height_px)
        count = max(1, -(-self._flow.row.total_height // height))
        at_end = scrolled is not None and scrolled.at_end
        number = count if at_end else min(count, self._flow.scroll_top // height + 1)
        return PageNumbers(number, number, count)

    def spot_of(self, number: int) -> Spot | None:
        """Where a page begins, where the text goes page by page and all are counted."""
        paged = self._flow.paged
        if paged is None or not self._before or not self._sections:
            return None
        index = min(max(0, number - 1), self._before[-1] - 1)
        section = bisect_right(self._before, index) - 1
        return paged.paging.chain(self._sections[section]).starts[index - self._before[section]]

    def _number(self, paged: PagedWay, spot: Spot) -> int:
        before = self._before or [0]
        section = bisect_right(self._sections, spot.piece) - 1
        return before[section] + paged.paging.chain(spot.piece).index_of(spot) + 1

    def _step(self) -> None:
        """Measure one piece, or ask for it; what is to be seen comes first."""
        if self._flow.is_empty or self._asked is not None:
            return
        if self._flow.next_to_lay_out() is not None:
            self.wait()
            return
        needed = self._needed()
        if needed is None:
            self._finish()
        elif needed < 0:
            self._timer.start(STEP_MS)
        else:
            loaded = self._flow.row.loaded(needed)
            self._asked = needed
            if loaded is None:
                self.piece_wanted.emit(needed)
            else:
                self.take(needed, loaded)

    def _needed(self) -> int | None:
        """The next piece to be measured; None when there is none, -1 to go on without any."""
        pages, row, paged = self._flow.row.pages, self._flow.row, self._flow.paged
        if paged is None:
            while self._piece < len(pages) and row.is_measured(self._piece):
                self._piece += 1
            return self._piece if self._piece < len(pages) else None
        for _ in range(PAGES_PER_STEP):
            if self._piece >= len(pages):
                return None
            chain = paged.paging.chain(self._piece)
            if chain.is_whole:
                self._piece = pages.section_stop(self._piece)
                continue
            row.forget_cuts(before=chain.starts[-1].piece)
            try:
                paged.paging.extend(chain)
            except NotMeasured as error:
                return error.piece
        return -1

    def _finish(self) -> None:
        pages, paged = self._flow.row.pages, self._flow.paged
        self._flow.row.forget_cuts(before=len(pages))
        self._sections, counts, piece = [], [], 0
        while paged is not None and piece < len(pages):
            self._sections.append(piece)
            counts.append(len(paged.paging.chain(piece).starts))
            piece = pages.section_stop(piece)
        self._before = list(accumulate(counts, initial=0))
        self.counted.emit()
