"""The text layer of a fixed page as rectangles: what a find mark covers, what lies under a point. Units are points."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from reader.text.language import text_direction
from reader.text.model import Direction, PageLink, PageText, TextBox

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


def _part(box: TextBox, first: int, last: int, word: str) -> QRectF:
    """Letters `first` to `last` of a box: from the left, in Arabic and Hebrew from the right, in a tall one downwards."""
    letters = max(1, box.length)
    if letters > 1 and box.height_pt > _TALL * box.width_pt:
        letter = box.height_pt / letters
        return QRectF(box.x_pt, box.y_pt + first * letter, box.width_pt, (last - first) * letter)
    letter = box.width_pt / letters
    before = letters - last if text_direction(word) is Direction.RTL else first
    return QRectF(box.x_pt + before * letter, box.y_pt, (last - first) * letter, box.height_pt)
