"""A heading and lines of keys with what they do, of which a search leaves some."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from ui.translations import reading_edge

Line = tuple[str, str]
"""Keys, those pressed one after the other or instead of each other parted by spaces; and what they do."""


class KeysList(QWidget):
    """`length` counts its lines with the heading."""

    def __init__(self, heading: str, lines: list[Line], parent: QWidget) -> None:
        super().__init__(parent)
        self.length = len(lines) + 1
        self._rows: list[tuple[str, QWidget, QLabel]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        title = QLabel(heading, self)
        title.setProperty("look", "group")
        title.setIndent(0)
        title.setAlignment(reading_edge())
        grid.addWidget(title, 0, 0, 1, 2)
        for row, (keys, meaning) in enumerate(lines, 1):
            drawn, words = self._caps(keys, meaning), QLabel(meaning, self)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setAlignment(reading_edge() | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(drawn, row, 0)
            grid.addWidget(words, row, 1)
            self._rows.append((f"{meaning} {keys}".casefold(), drawn, words))

    def show_found(self, words: str) -> bool:
        """Show the lines that have all these words. Whether there are any."""
        sought = words.casefold().split()
        is_any = False
        for text, drawn, meaning in self._rows:
            is_found = all(word in text for word in sought)
            drawn.setVisible(is_found)
            meaning.setVisible(is_found)
            is_any = is_any or is_found
        self.setVisible(is_any)
        return is_any

    def _caps(self, keys: str, meaning: str) -> QWidget:
        drawn = QWidget(self)
        row = QHBoxLayout(drawn)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for text in filter(None, keys.split(" ")):
            key = QLabel(text, drawn)
            key.setProperty("look", "key")
            key.setAccessibleName(f"{text}: {meaning}")
            key.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        return drawn
