"""One line of text with highlights, cut so that the first of them can be seen."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintDevice, QTextCharFormat, QTextLayout, QTextOption

from ui.theme import Theme

Marks = tuple[tuple[int, int], ...]
"""(offset, length) of each highlight, in code points of the line."""

_ELLIPSIS = "…"
_BEFORE_SHARE = 0.4
"""How much of a line may stand before the first mark, where not all of it has room."""
_NEAR = 12
"""Code points within which a cut moves on to the next word."""


def lay_out_marked(
    text: str, marks: Marks, width_px: int, font: QFont, device: QPaintDevice, theme: Theme
) -> QTextLayout:
    """`text` on one line of at most `width_px`, elided at its end and, for the first mark's sake, at its beginning."""
    text, marks = _bring_into_room(_one_line(text), marks, width_px, QFontMetrics(font, device))
    room_px = width_px
    while True:
        layout = _elided_layout(text, marks, room_px, font, device, theme)
        excess_px = math.ceil(layout.lineAt(0).naturalTextWidth()) - width_px
        if excess_px <= 0 or room_px <= 0:
            return layout
        # Metrics round to whole pixels, and a letter at the cut may take another shape than it was measured in.
        room_px -= excess_px


def elided_line(text: str, width_px: int, metrics: QFontMetrics) -> str:
    """The text without marks, on one line, elided at its end."""
    return metrics.elidedText(_one_line(text), Qt.TextElideMode.ElideRight, width_px)


def _elided_layout(
    text: str, marks: Marks, width_px: int, font: QFont, device: QPaintDevice, theme: Theme
) -> QTextLayout:
    shown = QFontMetrics(font, device).elidedText(text, Qt.TextElideMode.ElideRight, width_px)
    layout = QTextLayout(shown, font, device)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the text's own, or its "…" changes sides
    layout.setTextOption(option)
    layout.setFormats([_mark_format(shown, mark, theme) for mark in marks])
    layout.beginLayout()
    layout.createLine().setNumColumns(len(shown) * 2)  # one line, as wide as it is
    layout.endLayout()
    return layout


def _bring_into_room(text: str, marks: Marks, width_px: int, metrics: QFontMetrics) -> tuple[str, Marks]:
    """Drop so much of the beginning that the first mark is not cut off at the end.

    A snippet is counted in letters and a line in pixels: the same count of Hangul is twice as wide as Latin.
    """
    if not marks or metrics.horizontalAdvance(text) <= width_px:
        return text, marks
    start, length = marks[0]
    ellipsis_px = metrics.horizontalAdvance(_ELLIPSIS)
    if metrics.horizontalAdvance(text[: start + length]) + ellipsis_px <= width_px:
        return text, marks
    mark_px = metrics.horizontalAdvance(text[start : start + length])
    before_px = min(width_px * _BEFORE_SHARE, width_px - mark_px - 2 * ellipsis_px)
    head = metrics.elidedText(text[:start], Qt.TextElideMode.ElideLeft, max(int(before_px), 0)) or _ELLIPSIS
    gap = head.find(" ", 0, _NEAR)
    if gap >= 0:
        head = _ELLIPSIS + head[gap + 1 :]
    shift = len(head) - start
    return head + text[start:], tuple((offset + shift, size) for offset, size in marks)


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\u2028", " ")


def _mark_format(text: str, mark: tuple[int, int], theme: Theme) -> QTextLayout.FormatRange:
    """A highlight over code points `mark` of `text`, in Qt's UTF-16 units, cut where the text was elided."""
    start, length = mark
    made = QTextLayout.FormatRange()
    made.start = _utf16_length(text[:start])
    made.length = _utf16_length(text[start : start + length])
    style = QTextCharFormat()
    style.setBackground(QColor(theme.mark))
    style.setForeground(QColor(theme.ink))
    made.format = style
    return made


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
