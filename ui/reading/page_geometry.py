"""Where characters are in a laid-out piece: lines, rectangles and back, in the document's own coordinates."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument, QTextLine

CARET_WIDTH_PX = 2


def line_at_position(document: QTextDocument, position: int) -> tuple[int, QRectF] | None:
    """The first position of the line that holds `position`, and the line's rectangle. None where there is no line."""
    block = document.findBlock(position)
    if not block.isValid():
        return None
    line: QTextLine = block.layout().lineForTextPosition(position - block.position())
    if not line.isValid():
        return None
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    return block.position() + line.textStart(), line.rect().translated(origin)


def room_above_heading(document: QTextDocument, position: int) -> float | None:
    """The paper between the heading that begins at `position` and the line above it; None where no heading begins.

    At a document's beginning nobody knows what is above: 0.
    """
    block = document.findBlock(position)
    line = line_at_position(document, position)
    if line is None or position != block.position() or not block.blockFormat().headingLevel():
        return None
    previous = block.previous()
    if not previous.isValid():
        return 0.0
    last = line_at_position(document, previous.position() + previous.length() - 1)
    if last is None or QTextCursor(previous).currentTable() is not None:  # a row's other cells may reach further down
        return block.blockFormat().topMargin()
    return max(0.0, line[1].top() - last[1].bottom())


def caret_rect(document: QTextDocument, position: int) -> QRectF:
    """Where a caret before `position` stands; an empty rectangle where there is no line."""
    block = document.findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position()) if block.isValid() else None
    if line is None or not line.isValid():
        return QRectF()
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    x: Any = line.cursorToX(position - block.position())  # the stub leaves it open
    at = float(x[0] if isinstance(x, tuple) else x)
    return QRectF(origin.x() + at, origin.y() + line.y(), CARET_WIDTH_PX, line.height())


def position_at(document: QTextDocument, x: float, y: float) -> int:
    """The cursor position nearest to a point."""
    return max(0, document.documentLayout().hitTest(QPointF(x, y), Qt.HitTestAccuracy.FuzzyHit))


def first_position_of_line(document: QTextDocument, y: float) -> int:
    """The first position of the line at height `y`."""
    position = position_at(document, 0, y)
    line = line_at_position(document, position)
    return position if line is None else line[0]


def link_at(document: QTextDocument, x: float, y: float) -> str:
    """The address of the link under a point, or ""."""
    return document.documentLayout().anchorAt(QPointF(x, y))


def link_at_position(document: QTextDocument, position: int) -> str:
    """The address of the link that the character behind a cursor position belongs to, or ""."""
    cursor = QTextCursor(document)
    cursor.setPosition(
        min(position + 1, document.characterCount() - 1)
    )  # a cursor's format is that of what is before it
    return cursor.charFormat().anchorHref()
