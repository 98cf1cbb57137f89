"""The row of pieces as heights and laid-out documents: what is where, without any window.

Pieces that were never laid out at this look have estimated heights. Coordinates are logical pixels from the top of
the whole document; `TOP_MARGIN_PX` of paper comes before the first piece.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate

from reader.reading.positions import PageMap
from ui.reading.page_look import PageLook
from ui.reading.piece_document import LoadedPiece, PieceDocument

TOP_MARGIN_PX = 84
BOTTOM_MARGIN_PX = 160
SECTION_GAP_LINES = 2.5
PIECES_KEPT = 64
IMAGE_BYTES_KEPT = 128 * 1024 * 1024
FEWEST_PIECES_KEPT = 3
_FIRST_GUESS_CHARACTERS_PER_EM = 2.1


class PieceRow:
    """Knows the height of every piece, guessed or measured, and keeps the few documents around the reader."""

    def __init__(self, pages: PageMap, look: PageLook) -> None:
        self.pages = pages
        self.look = look
        self._loaded: OrderedDict[int, LoadedPiece] = OrderedDict()
        self._documents: dict[int, PieceDocument] = {}
        self._heights: list[int] = []
        self._measured: set[int] = set()
        self._leads: dict[int, int] = {}
        self._tops: list[int] | None = None
        self._reset_heights()

    def set_look(self, look: PageLook) -> None:
        """Forget every layout; the pieces themselves stay."""
        self.look = look
        self._documents.clear()
        self._reset_heights()

    def add(self, index: int, loaded: LoadedPiece) -> None:
        """Keep a piece that came from the library; the ones longest unused go, with their documents."""
        self._loaded[index] = loaded
        self._loaded.move_to_end(index)
        while self._holds_too_much():
            oldest, _ = self._loaded.popitem(last=False)
            self._documents.pop(oldest, None)

    def is_loaded(self, index: int) -> bool:
        return index in self._loaded

    def text(self, index: int) -> str | None:
        """The canonical text of a piece, if it is loaded."""
        loaded = self._loaded.get(index)
        return None if loaded is None else loaded.piece.text

    def document(self, index: int) -> PieceDocument | None:
        """The laid-out document of a piece, if there is one."""
        document = self._documents.get(index)
        if document is not None:
            self._loaded.move_to_end(index)
        return document

    def lay_out(self, index: int) -> PieceDocument:
        """Lay out a loaded piece (2 to 5 ms). Raises KeyError when it is not loaded."""
        document = self._documents.get(index)
        if document is None:
            document = PieceDocument(self._loaded[index], self.look)
            self._documents[index] = document
            self._measure(index, document)
        return document

    def is_measured(self, index: int) -> bool:
        return index in self._measured

    def gap(self, index: int) -> int:
        """The paper above a piece: much where it opens a section, else what its first block asks for."""
        if index == 0:
            return 0
        if self.pages.spans[index].section != self.pages.spans[index - 1].section:
            return round(SECTION_GAP_LINES * self.look.line_px)
        return self._leads.get(index, 0)

    def height(self, index: int) -> int:
        """The height of a piece with the gap above it."""
        return self._heights[index]

    def top(self, index: int) -> int:
        return self._all_tops()[index]

    def index_at(self, y: float) -> int:
        """The piece at height `y`; the first or last one beyond the ends."""
        last = max(0, len(self._heights) - 1)
        return min(last, max(0, bisect_right(self._all_tops(), y) - 1))

    @property
    def total_height(self) -> int:
        return self._all_tops()[-1] + BOTTOM_MARGIN_PX

    def _holds_too_much(self) -> bool:
        if len(self._loaded) <= FEWEST_PIECES_KEPT:
            return False
        return len(self._loaded) > PIECES_KEPT or sum(map(_image_bytes, self._loaded.values())) > IMAGE_BYTES_KEPT

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=TOP_MARGIN_PX))
        return self._tops

    def _measure(self, index: int, document: PieceDocument) -> None:
        """Take the real height; the first one also corrects the guess for all the others."""
        self._leads[index] = max(0, document.margin_above_px - self.look.paragraph_gap_px)
        self._heights[index] = document.height_px + self.gap(index)
        if not self._measured and document.piece.text:
            self._guess(document.height_px / len(document.piece.text), keep=index)
        self._measured.add(index)
        self._tops = None

    def _reset_heights(self) -> None:
        per_line = _FIRST_GUESS_CHARACTERS_PER_EM * self.look.column_px / self.look.body_px
        self._heights = [0] * len(self.pages)
        self._measured.clear()
        self._leads.clear()
        self._guess(self.look.line_px / per_line, keep=-1)

    def _guess(self, px_per_character: float, *, keep: int) -> None:
        for index, span in enumerate(self.pages.spans):
            if index != keep:
                self._heights[index] = round(span.length * px_per_character) + self.look.line_px + self.gap(index)
        self._tops = None


def _image_bytes(loaded: LoadedPiece) -> int:
    return sum(picture.image.sizeInBytes() for picture in loaded.images.values())
