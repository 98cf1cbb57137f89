"""Tables that are too wide for the column: set smaller as far as they can be read, and below that as a miniature.

Squeezed into the column at full size, twelve columns are a few letters wide each and a row is as high as the page. A
miniature keeps every row and every character where they belong; the table itself opens over the page (table_popup.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import msgspec
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
)

from reader.text.model import IMAGE_CHARACTER
from ui.reading.column_widths import Need, needs_of, shared
from ui.reading.page_look import PageLook

LEAST_LEGIBLE_PX = 11
LEAST_LEGIBLE_SHARE = 0.62
"""Of the body's size; below both, letters are for looking at, not for reading."""

LEAST_PX = 2.0
_FEWEST_COLUMNS = 3
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
        needs, scale = _needs_and_scale(table, look)
        _share_out(table, needs, min(1.0, scale), look)
        if scale >= 1:
            continue
        size = max(LEAST_PX, look.body_px * scale)
        _set_smaller(document, table, size, look)
        fitted.append(FittedTable(number, table.firstPosition(), is_miniature=size < _least_px(look)))
    return tuple(fitted)


def _needs_and_scale(table: QTextTable, look: PageLook) -> tuple[list[Need], float]:
    """What the columns need, and how much smaller than the body that makes them.

    If not even the least letters leave all words whole, words may be divided at that size: what the parts of words
    leave over goes to the columns that wish for more. Where that is too much as well, it will be a miniature.
    """
    least = _least_px(look) / look.body_px
    whole = needs_of(table, look, divided=False)
    scale = _scale(whole, look)
    if scale >= least:
        return whole, scale
    divided = needs_of(table, look, divided=True)
    scale = _scale(divided, look)
    return divided, min(scale, least)


def _scale(needs: list[Need], look: PageLook) -> float:
    return look.column_px / max(1.0, sum(need.least_px for need in needs))


def _least_px(look: PageLook) -> int:
    return ceil(max(LEAST_LEGIBLE_PX, LEAST_LEGIBLE_SHARE * look.body_px))


def _share_out(table: QTextTable, needs: list[Need], scale: float, look: PageLook) -> None:
    """Give each column its part of the room, whatever its document asked for: percentages of a desktop's window."""
    scaled = [Need(need.least_px * scale, need.wish_px * scale) for need in needs]
    widths = shared(scaled, look.column_px)
    made = table.format()
    made.setColumnWidthConstraints([QTextLength(QTextLength.Type.FixedLength, px) for px in widths])
    table.setFormat(made)


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
