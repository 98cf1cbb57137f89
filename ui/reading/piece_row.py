"""The row of pieces as heights and laid-out documents: what is where, without any window.

Pieces that were never laid out at this look have estimated heights (row_heights.py). Where pages are counted, pieces
are laid out without their pictures' pixels, measured, and let go of again.
"""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from reader.reading.paging import Cuts
from reader.reading.positions import PageMap
from ui.reading.page_look import PageLook
from ui.reading.piece_cuts import cuts_of
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.reading.row_heights import RowHeights

SECTION_GAP_LINES = 2.5
PIECES_KEPT = 64
IMAGE_BYTES_KEPT = 48 * 1024 * 1024
FEWEST_PIECES_KEPT = 3
_FIRST_GUESS_CHARACTERS_PER_EM = 2.1


class PieceRow:
    """Knows the height of every piece, guessed or measured, and keeps the few documents around the reader."""

    def __init__(self, pages: PageMap, look: PageLook) -> None:
        self.pages = pages
        self.look = look
        self._loaded: OrderedDict[int, LoadedPiece] = OrderedDict()
        self._documents: dict[int, PieceDocument] = {}
        self._cuts: dict[int, Cuts] = {}
        self._passing: dict[int, Cuts] = {}
        self._leads: dict[int, int] = {}
        self._heights = self._guessed_heights()

    def set_look(self, look: PageLook) -> None:
        """Forget every layout; the pieces themselves stay, and all measures if only the colours are others."""
        is_same_layout = msgspec.structs.replace(look, theme=self.look.theme) == self.look
        self.look = look
        self._documents.clear()
        if is_same_layout:
            return
        self._cuts.clear()
        self._passing.clear()
        self._leads.clear()
        self._heights = self._guessed_heights()

    def add(self, index: int, loaded: LoadedPiece) -> None:
        """Keep a piece that came from the library; the ones longest unused go, with their documents."""
        self._loaded[index] = loaded
        self._loaded.move_to_end(index)
        self.trim()

    def trim(self) -> None:
        """Let go of the pieces longest unused until what is kept is within its bounds."""
        while self._holds_too_much():
            oldest, _ = self._loaded.popitem(last=False)
            self._documents.pop(oldest, None)
            self._cuts.pop(oldest, None)

    def is_loaded(self, index: int) -> bool:
        return index in self._loaded

    def loaded(self, index: int) -> LoadedPiece | None:
        """A piece as it came from the library, if it is kept."""
        return self._loaded.get(index)

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

    def cuts(self, index: int) -> Cuts | None:
        """Where a piece may be cut into pages; None where it is not laid out."""
        document = self._documents.get(index)
        if document is None:
            return self._cuts.get(index) or self._passing.get(index)
        if index not in self._cuts:
            self._cuts[index] = cuts_of(document)
        return self._cuts[index]

    def measure(self, index: int, loaded: LoadedPiece, *, with_cuts: bool) -> None:
        """Lay out a piece only to measure it, and keep nothing but that; `forget_cuts` ends it."""
        document = PieceDocument(loaded, self.look)
        self._measure(index, document)
        if with_cuts:
            self._passing[index] = cuts_of(document)

    def forget_cuts(self, before: int) -> None:
        """Of the pieces that were only measured, those before this one are needed no more."""
        for index in [index for index in self._passing if index < before]:
            del self._passing[index]

    def is_measured(self, index: int) -> bool:
        return self._heights.is_measured(index)

    @property
    def measured_count(self) -> int:
        return self._heights.measured_count

    def gap(self, index: int) -> int:
        """The paper above a piece: much where it opens a section, else what its first block asks for."""
        if index == 0:
            return 0
        if self.pages.opens_section(index):
            return self._section_gap_px
        return self._leads.get(index, 0)

    def height(self, index: int) -> int:
        """The height of a piece with the gap above it."""
        return self._heights.height(index)

    def top(self, index: int) -> int:
        return self._heights.top(index)

    def index_at(self, y: float) -> int:
        """The piece at height `y`; the first or last one beyond the ends."""
        return self._heights.index_at(y)

    @property
    def total_height(self) -> int:
        return self._heights.total

    @property
    def _section_gap_px(self) -> int:
        return round(SECTION_GAP_LINES * self.look.line_px)

    def _holds_too_much(self) -> bool:
        if len(self._loaded) <= FEWEST_PIECES_KEPT:
            return False
        return len(self._loaded) > PIECES_KEPT or sum(map(_image_bytes, self._loaded.values())) > IMAGE_BYTES_KEPT

    def _measure(self, index: int, document: PieceDocument) -> None:
        """Take the real height; the first one also corrects the guess for all the others."""
        self._leads[index] = max(0, document.margin_above_px - self.look.paragraph_gap_px)
        if not self._heights.measured_count and document.piece.text:
            self._heights.guess(document.height_px / len(document.piece.text))
        self._heights.measure(index, document.height_px + self.gap(index))

    def _guessed_heights(self) -> RowHeights:
        line_px = self.look.line_px
        per_line = _FIRST_GUESS_CHARACTERS_PER_EM * self.look.column_px / self.look.body_px
        return RowHeights(self.pages, line_px, self._section_gap_px, line_px / per_line)


def _image_bytes(loaded: LoadedPiece) -> int:
    return sum(picture.image.sizeInBytes() for picture in loaded.images.values())
