"""Canonical offsets of one piece to QTextCursor positions and back: reader.text.alignment over a QTextDocument."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from reader.text.alignment import Alignment


class CursorMap:
    """Built once per laid-out piece. Offsets count code points from the piece's start, positions UTF-16 units."""

    def __init__(self, text: str, document: QTextDocument) -> None:
        self._alignment = Alignment(text, document.toRawText())
        self._last = max(0, document.characterCount() - 1)
        self._length = len(text)

    def position(self, offset: int) -> int:
        """The cursor position before the character at `offset`."""
        return min(self._alignment.to_view(offset), self._last)

    def offset(self, position: int) -> int:
        """The offset of the character at cursor position `position`."""
        return min(self._alignment.to_canonical(position), self._length)

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """The cursor positions between which the text of `[start, end)` shows."""
        first, last = self._alignment.range_to_view(start, end)
        return min(first, self._last), min(last, self._last)
