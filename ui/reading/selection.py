"""What is selected, across pieces, and how the caret moves through them."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from reader.text.model import Locator
from ui.reading.page_flow import PageFlow
from ui.reading.piece_document import PieceDocument

Move = QTextCursor.MoveOperation
_FORWARD = frozenset({Move.NextCharacter, Move.NextWord, Move.Down, Move.EndOfLine, Move.EndOfBlock, Move.NextBlock})
_STAYS_IN_PIECE = frozenset({Move.StartOfLine, Move.EndOfLine, Move.StartOfBlock, Move.EndOfBlock})


class Selection:
    """An anchor and a caret, both locators; None until something was pointed at."""

    def __init__(self) -> None:
        self.anchor: Locator | None = None
        self.caret: Locator | None = None

    @property
    def is_empty(self) -> bool:
        return self.anchor is None or self.caret is None or self.anchor == self.caret

    @property
    def span(self) -> tuple[Locator, Locator] | None:
        """Start and end in reading order, or None when nothing is selected."""
        if self.anchor is None or self.caret is None or self.anchor == self.caret:
            return None
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def put_caret(self, place: Locator | None, *, extend: bool = False) -> None:
        """Move the caret; with `extend` the anchor stays."""
        if not extend or self.anchor is None:
            self.anchor = place
        self.caret = place

    def select(self, start: Locator, end: Locator) -> None:
        self.anchor, self.caret = start, end


def moved(flow: PageFlow, place: Locator, operation: Move) -> Locator:
    """Where the caret goes from `place`; across the border of a piece when the move leads out of it."""
    document, index = flow.document_at(place)
    if document is None:
        return place
    span = flow.row.pages.spans[index]
    cursor = QTextCursor(document)
    cursor.setPosition(document.cursor_map.position(place.offset - span.start))
    before = cursor.position()
    offset = _step(document, cursor, operation)
    stuck = cursor.position() == before or (offset >= span.length and operation in _FORWARD)
    if stuck and operation not in _STAYS_IN_PIECE:
        return _across(flow, index, place, forward=operation in _FORWARD)
    return Locator(span.section, span.start + min(offset, max(0, span.length - 1)))


def word_at(flow: PageFlow, place: Locator) -> tuple[Locator, Locator]:
    """The word at `place`, for a double click."""
    return _around(flow, place, QTextCursor.SelectionType.WordUnderCursor)


def paragraph_at(flow: PageFlow, place: Locator) -> tuple[Locator, Locator]:
    """The block at `place`, for a triple click."""
    return _around(flow, place, QTextCursor.SelectionType.BlockUnderCursor)


def _step(document: PieceDocument, cursor: QTextCursor, operation: Move) -> int:
    """Move the cursor and say the offset there; what only lets a line break inside a word is no place to stop at."""
    here = document.cursor_map.offset(cursor.position())
    while True:
        before = cursor.position()
        cursor.movePosition(operation)
        offset = document.cursor_map.offset(cursor.position())
        if cursor.position() == before or offset != here:
            return offset


def _across(flow: PageFlow, index: int, place: Locator, *, forward: bool) -> Locator:
    other = index + (1 if forward else -1)
    if not 0 <= other < len(flow.row.pages):
        return place
    span = flow.row.pages.spans[other]
    return Locator(span.section, span.start if forward else span.start + max(0, span.length - 1))


def _around(flow: PageFlow, place: Locator, kind: QTextCursor.SelectionType) -> tuple[Locator, Locator]:
    document, index = flow.document_at(place)
    if document is None:
        return place, place
    span = flow.row.pages.spans[index]
    cursor = QTextCursor(document)
    cursor.setPosition(document.cursor_map.position(place.offset - span.start))
    cursor.select(kind)
    start, end = (document.cursor_map.offset(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
    return Locator(span.section, span.start + start), Locator(span.section, span.start + end)
