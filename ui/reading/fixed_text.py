"""The text layer of a fixed page as rectangles: what a find mark covers, what lies under a point. Units are points."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from reader.text.model import PageLink, PageText, TextBox


def boxes_between(text: PageText, start: int, end: int) -> Iterator[QRectF]:
    """The parts of the page that characters `start` to `end` cover; a box is cut in proportion to its letters."""
    for box in text.boxes:
        first, last = max(start, box.offset), min(end, box.offset + box.length)
        if first < last:
            yield _part(box, first - box.offset, last - box.offset)


def link_at(text: PageText, x_pt: float, y_pt: float) -> PageLink | None:
    """The link under a point of the page."""
    for link in text.links:
        if QRectF(link.x_pt, link.y_pt, link.width_pt, link.height_pt).contains(x_pt, y_pt):
            return link
    return None


def _part(box: TextBox, first: int, last: int) -> QRectF:
    letter = box.width_pt / max(1, box.length)
    return QRectF(box.x_pt + first * letter, box.y_pt, (last - first) * letter, box.height_pt)
