"""The text layer of a fixed page as rectangles: what a find mark covers, what lies under a point. Units are points."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from reader.text.language import text_direction
from reader.text.model import Direction, PageLink, PageText, TextBox

_LINE_COUNTS = 4.0
_LINE_GAP = 1.6
"""Of a letter's height: words further apart stand in two columns or cells."""
_TALL = 1.5
"""Two letters side by side are wider than high; a box this much higher than wide is written downwards."""


def boxes_between(text: PageText, start: int, end: int) -> Iterator[QRectF]:
    """The parts of the page that characters `start` to `end` cover; a box is cut in proportion to its letters."""
    for box in text.boxes:
        first, last = max(start, box.offset), min(end, box.offset + box.length)
        if first < last:
            word = text.text[box.offset : box.offset + box.length]
            yield _part(box, first - box.offset, last - box.offset, word)


def link_at(text: PageText, x_pt: float, y_pt: float) -> PageLink | None:
    """The link under a point of the page."""
    for link in text.links:
        if QRectF(link.x_pt, link.y_pt, link.width_pt, link.height_pt).contains(x_pt, y_pt):
            return link
    return None


def offset_at(text: PageText, x_pt: float, y_pt: float) -> int | None:
    """The place between two letters that is nearest to a point; None on a page without text."""
    box = min(text.boxes, key=lambda each: _distance(each, x_pt, y_pt), default=None)
    return None if box is None else _offset_in(text, box, x_pt, y_pt)


def offset_at_in(text: PageText, x_pt: float, y_pt: float, start: int, end: int) -> int:
    """The same among the letters from `start` to `end` only; `start` where those have no boxes."""
    inside = (box for box in text.boxes if start <= box.offset < end)
    box = min(inside, key=lambda each: _distance(each, x_pt, y_pt), default=None)
    return start if box is None else _offset_in(text, box, x_pt, y_pt)


def _offset_in(text: PageText, box: TextBox, x_pt: float, y_pt: float) -> int:
    along = (x_pt - box.x_pt) / max(0.1, box.width_pt)
    if box.length > 1 and box.height_pt > _TALL * box.width_pt:
        along = (y_pt - box.y_pt) / max(0.1, box.height_pt)
    elif text_direction(text.text[box.offset : box.offset + box.length]) is Direction.RTL:
        along = 1.0 - along
    return box.offset + round(min(1.0, max(0.0, along)) * box.length)


def word_around(text: PageText, offset: int) -> tuple[int, int]:
    """The word at a place, as a double click means it."""
    start, end = text.text.rfind(" ", 0, offset), text.text.find(" ", offset)
    start = max(start, text.text.rfind("\n", 0, offset)) + 1
    ends = [place for place in (end, text.text.find("\n", offset)) if place >= 0]
    return start, min(ends, default=len(text.text))


def line_around(text: PageText, offset: int) -> tuple[int, int]:
    """The line at a place, as a triple click means it."""
    return next((line[:2] for line in reversed(lines_of(text)) if line[0] <= offset), (0, len(text.text)))


def lines_of(text: PageText) -> list[tuple[int, int, QRectF]]:
    """The lines of a page in reading order: where each starts and ends, and its box."""
    lines: list[tuple[int, int, QRectF]] = []
    for box in text.boxes:
        rect = QRectF(box.x_pt, box.y_pt, box.width_pt, box.height_pt)
        end = box.offset + box.length
        if lines and _on_one_line(lines[-1][2], rect):
            start, _, before = lines.pop()
            lines.append((start, end, before.united(rect)))
        else:
            lines.append((box.offset, end, rect))
    return lines


def caret_box(text: PageText, offset: int) -> QRectF | None:
    """A thin box before the letter at a place, behind the last one at the end; None on a page without text."""
    last: QRectF | None = None
    for box in text.boxes:
        letters = text.text[box.offset : box.offset + box.length]
        word = QRectF(box.x_pt, box.y_pt, box.width_pt, box.height_pt)
        if offset < box.offset:
            return last or _edge(word, letters, at_end=False)
        if offset < box.offset + box.length:
            at = offset - box.offset
            return _edge(_part(box, at, at + 1, letters), letters, at_end=False)
        last = _edge(word, letters, at_end=True)
    return last


def _edge(rect: QRectF, word: str, *, at_end: bool) -> QRectF:
    """The side of a box where its letters begin or end."""
    right = (text_direction(word) is Direction.RTL) != at_end
    return QRectF(rect.right() if right else rect.left(), rect.top(), 0.0, rect.height())


def _on_one_line(one: QRectF, other: QRectF) -> bool:
    height = max(one.height(), other.height())
    gap = max(one.left(), other.left()) - min(one.right(), other.right())
    return abs(one.center().y() - other.center().y()) < height / 2 and gap < _LINE_GAP * height


def _distance(box: TextBox, x_pt: float, y_pt: float) -> float:
    """How far a point is from a box; a line above or below counts for more than the end of the same one."""
    across = max(box.x_pt - x_pt, 0.0, x_pt - box.x_pt - box.width_pt)
    down = max(box.y_pt - y_pt, 0.0, y_pt - box.y_pt - box.height_pt)
    return across + _LINE_COUNTS * down


def _part(box: TextBox, first: int, last: int, word: str) -> QRectF:
    """Letters `first` to `last` of a box: from the left, in Arabic and Hebrew from the right, if tall downwards."""
    letters = max(1, box.length)
    if letters > 1 and box.height_pt > _TALL * box.width_pt:
        letter = box.height_pt / letters
        return QRectF(box.x_pt, box.y_pt + first * letter, box.width_pt, (last - first) * letter)
    letter = box.width_pt / letters
    before = letters - last if text_direction(word) is Direction.RTL else first
    return QRectF(box.x_pt + before * letter, box.y_pt, (last - first) * letter, box.height_pt)


def bands_of(text: PageText) -> list[tuple[int, QRectF]]:
    """The page's lines from top to bottom: the offset at which each begins, and its rectangle over all its boxes."""
    lines: list[tuple[int, QRectF]] = []
    for box in sorted(text.boxes, key=lambda each: each.y_pt + each.height_pt / 2):
        rect = QRectF(box.x_pt, box.y_pt, box.width_pt, box.height_pt)
        if lines and lines[-1][1].top() <= rect.center().y() <= lines[-1][1].bottom():
            offset, line = lines[-1]
            lines[-1] = min(offset, box.offset), line.united(rect)
        else:
            lines.append((box.offset, rect))
    return lines
