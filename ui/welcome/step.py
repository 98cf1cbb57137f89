"""What the welcome's steps share: one column in the middle, a small count of steps, a heading, text, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.widgets.scroll_area import ScrollArea

COLUMN_WIDTH_PX = 480


class Step(QWidget):
    """An empty column; each step fills it from the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget(self)
        column = QWidget(inner)
        column.setFixedWidth(COLUMN_WIDTH_PX)
        self.column = QVBoxLayout(column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(column)
        across.addStretch()
        down = QVBoxLayout(inner)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        area = ScrollArea(self)  # for small screens and large letters
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def set_words(self, count: str, heading: str) -> None:
        """Which step this is ("" for none) and what it is about; call it first."""
        if count:
            self.add_text(count, "soft")
        self.add_text(heading, "title")
        self.setAccessibleName(heading)

    def add_text(self, text: str, look: str = "body") -> QLabel:
        """A paragraph in the column."""
        label = QLabel(text, self)
        label.setProperty("look", look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.column.addWidget(label)
        return label

    def add_buttons(self, forward: QPushButton, *others: QPushButton) -> None:
        """The row at the column's foot: the way on at its end."""
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in others:
            button.setProperty("look", "link")
            row.addWidget(button)
        row.addStretch()
        forward.setProperty("look", "primary")
        row.addWidget(forward)
        self.column.addSpacing(10)
        self.column.addLayout(row)
