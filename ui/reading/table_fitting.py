"""Tables that are too wide for the column: set smaller as far as they can be read, and below that as a miniature.

Squeezed into the column at full size, twelve columns are a few letters wide each and a row is as high as the page. A
miniature keeps every row and every character where they belong; the table itself opens over the page (table_popup.py).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable

from reader.text.model import IMAGE_CHARACTER
from ui.reading.page_look import PageLook

LEAST_LEGIBLE_PX = 11
LEAST_LEGIBLE_SHARE = 0.62
"""Of the body's size; below both, letters are for looking at, not for reading."""

LEAST_PX = 2.0
_WIDEST_WORD_EM = 9.0
_LATIN_EM, _WIDE_EM = 0.6, 1.05
_WIDE = frozenset({"W", "F"})
_FEWEST_COLUMNS = 3
_PADDING_EM = 1.0
_LINE = 1.35


class FittedTable(msgspec.Struct, frozen=True):
    """A table that was set smaller: which one of its piece, where its text begins, whether it is a miniature."""

    number: int
    position: int
    is_miniature: bool


def tables_of(document: QTextDocument) -> list[QTextTable]:
    """The tables of a piece in order."""
    frames = document.rootFrame().childFrames()
    return sorted((each for each in frames if isinstance(each, QTextTable)), key=lambda each: each.firstPosition())


def fit_tables(document: QTextDocument, look: PageLook) -> tuple[FittedTable, ...]:
    """Set those of the document's tables smaller that the column is too narrow for. Before it is laid out."""
    fitted = []
    for number, table in enumerate(tables_of(document)):
        if table.columns() < _FEWEST_COLUMNS:
            continue
        scale = look.column_px / max(1.0, _needed_em(table) * look.body_px)
        if scale >= 1:
            continue
        size = max(LEAST_PX, look.body_px * scale)
        least = max(LEAST_LEGIBLE_PX, LEAST_LEGIBLE_SHARE * look.body_px)
        _set_smaller(document, table, size, look)
        fitted.append(FittedTable(number, table.firstPosition(), is_miniature=size < least))
    return tuple(fitted)


def _needed_em(table: QTextTable) -> float:
    """How wide the table must be, in em, for no usual word to be broken."""
    columns = [0.0] * table.columns()
    for row in range(table.rows()):
        column = 0
        while column < table.columns():
            cell = table.cellAt(row, column)
            span = max(1, cell.columnSpan())
            if cell.row() == row and cell.column() == column:
                each = _longest_em(cell.firstCursorPosition(), cell.lastCursorPosition()) / span
                for reached in range(column, min(column + span, len(columns))):
                    columns[reached] = max(columns[reached], each)
            column += span
    return sum(columns) + _PADDING_EM * len(columns)


def _longest_em(first: QTextCursor, last: QTextCursor) -> float:
    first.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
    words = first.selectedText().replace("\u200b", " ").split()
    return min(_WIDEST_WORD_EM, max((_width_em(word) for word in words), default=0.5))


def _width_em(word: str) -> float:
    if word.isascii() or len(word) > 2 * _WIDEST_WORD_EM:
        return len(word) * _LATIN_EM
    return sum(_WIDE_EM if unicodedata.east_asian_width(sign) in _WIDE else _LATIN_EM for sign in word)


def _set_smaller(document: QTextDocument, table: QTextTable, size_px: float, look: PageLook) -> None:
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    letters = QTextCharFormat()
    letters.setProperty(QTextFormat.Property.FontPixelSize, max(1, int(size_px)))
    cursor.setPosition(table.firstPosition())
    cursor.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(letters)
    lines = QTextBlockFormat()
    lines.setLineHeight(max(1.0, size_px * _LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.mergeBlockCharFormat(letters)
    pictures = list(_blocks_with_pictures(document, table))
    cursor.mergeBlockFormat(lines)
    lines.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    for position in pictures:
        cursor.setPosition(position)
        cursor.mergeBlockFormat(lines)
    _pad(table, size_px / look.body_px)
    cursor.endEditBlock()


def _blocks_with_pictures(document: QTextDocument, table: QTextTable) -> Iterator[int]:
    """Where the blocks begin whose lines must be as high as what stands in them."""
    if IMAGE_CHARACTER not in document.toRawText():
        return
    block = document.findBlock(table.firstPosition())
    while block.isValid() and block.position() <= table.lastPosition():
        if IMAGE_CHARACTER in block.text():
            yield block.position()
        block = block.next()


def _pad(table: QTextTable, scale: float) -> None:
    """Padding as small as the letters."""
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            if cell.row() != row or cell.column() != column:
                continue
            look = cell.format().toTableCellFormat()
            for side in ("Left", "Right", "Top", "Bottom"):
                getattr(look, f"set{side}Padding")(getattr(look, f"{side[0].lower()}{side[1:]}Padding")() * scale)
            cell.setFormat(look)
