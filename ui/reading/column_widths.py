"""How wide the columns of a table must be for no word to be broken, and how they share a width.

Qt gives all columns the same at first, so that one of long words breaks them beside one that stays half empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextCursor, QTextLayout, QTextTable, QTextTableCell

from reader.reading.softening import SOFT_HYPHEN
from ui.reading.page_look import PageLook

PADDING_EM = 1.0
_WIDEST_WORD_EM = 9.0
"""A longer word, an address mostly, may be broken."""

_MOST_WISHED_EM = 30.0
_LEAST_EM = 0.5
_LATIN_EM, _WIDE_EM = 0.6, 1.05
_WIDE = frozenset({"W", "F"})
_ROUNDING_PX = 3
"""Letters set smaller are a little wider than their share; widths and paddings are whole pixels."""

_HAN_TOGETHER = 2
"""So many signs of a writing that breaks anywhere stand in a line, or it would be read from top to bottom."""

_MEASURED_WORDS = 4
_ENDLESS_PX = 100_000
_BREAKS = re.compile("[\\s\u200b]+")
_HAN_RUN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


class Need(NamedTuple):
    """What a column must have for its words to stay whole, and what all its text beside each other takes; in pixels."""

    least_px: float
    wish_px: float


class _Word(NamedTuple):
    guess_em: float
    text: str
    font: QFont


def needs_of(table: QTextTable, look: PageLook, *, divided: bool) -> list[Need]:
    """For each column at the body's size, padding included; `divided`: words may break where they can be divided."""
    wishes = [_LEAST_EM] * table.columns()
    longest: list[list[_Word]] = [[] for _ in wishes]
    for column, span, cell in _cells(table):
        text, font = _text_and_font(cell)
        wish = min(_MOST_WISHED_EM, _width_em(text) / span)
        for reached in range(column, min(column + span, len(wishes))):
            wishes[reached] = max(wishes[reached], wish)
        if span == 1:
            _keep_longest(longest[column], (_Word(_width_em(part), part, font) for part in _parts(text, divided)))
    padding = PADDING_EM * look.body_px + _ROUNDING_PX
    least = [_measured_px(words, look.body_px) for words in longest]
    return [Need(px + padding, max(px, wish * look.body_px) + padding) for px, wish in zip(least, wishes, strict=True)]


def shared(needs: Sequence[Need], room_px: float) -> list[int]:
    """`room_px` given to the columns: to each what it must have, the rest by what they wish."""
    least, wished = sum(need.least_px for need in needs), sum(need.wish_px for need in needs)
    if wished <= room_px:
        return [int(need.wish_px * room_px / max(1.0, wished)) for need in needs]
    if least >= room_px:
        return [int(need.least_px * room_px / max(1.0, least)) for need in needs]
    share = (room_px - least) / (wished - least)
    return [int(need.least_px + share * (need.wish_px - need.least_px)) for need in needs]


def _cells(table: QTextTable) -> Iterator[tuple[int, int, QTextTableCell]]:
    """Every cell once: its first column, how many it spans."""
    for row in range(table.rows()):
        column = 0
        while column < table.columns():
            cell = table.cellAt(row, column)
            span = max(1, cell.columnSpan())
            if cell.row() == row and cell.column() == column:
                yield column, span, cell
            column += span


def _text_and_font(cell: QTextTableCell) -> tuple[str, QFont]:
    cursor: QTextCursor = cell.firstCursorPosition()
    end = cell.lastCursorPosition().position()
    ahead = QTextCursor(cursor)
    if cursor.position() < end:  # a format is that of what stands before the cursor
        ahead.movePosition(QTextCursor.MoveOperation.NextCharacter)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText(), ahead.charFormat().font().resolve(cursor.document().defaultFont())


def _parts(text: str, divided: bool) -> Iterator[str]:
    """What is not broken between two lines."""
    for word in _BREAKS.split(text):
        if not divided:
            yield word.replace(SOFT_HYPHEN, "")
            continue
        *parts, last = word.split(SOFT_HYPHEN)
        for part in (*(f"{part}-" for part in parts), last):
            yield _HAN_RUN.sub(lambda run: run.group()[:_HAN_TOGETHER], part)


def _keep_longest(kept: list[_Word], words: Iterator[_Word]) -> None:
    """The few that may be the widest: only those are measured, which takes its time."""
    for word in words:
        is_wide = len(kept) < _MEASURED_WORDS or word.guess_em > kept[-1].guess_em
        if word.text and is_wide and all(word.text != each.text for each in kept):
            kept.append(word)
            kept.sort(key=lambda each: -each.guess_em)
            del kept[_MEASURED_WORDS:]


def _measured_px(words: Sequence[_Word], body_px: int) -> float:
    measured = (line_px(word.text, word.font) for word in words)
    return min(_WIDEST_WORD_EM * body_px, max(_LEAST_EM * body_px, *measured, 0.0))


def line_px(text: str, font: QFont) -> float:
    """As wide as a line must be; more than the letters advance, where the last one leans out of them as in Arabic."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_ENDLESS_PX)
    layout.endLayout()
    return line.naturalTextWidth()


def _width_em(text: str) -> float:
    if text.isascii() or len(text) > _MOST_WISHED_EM:
        return len(text) * _LATIN_EM
    return sum(_WIDE_EM if unicodedata.east_asian_width(sign) in _WIDE else _LATIN_EM for sign in text)
