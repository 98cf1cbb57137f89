"""What the sections of a settings page share: a heading, sentences, and rows that name a deed and have its button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_ROW_GAP_PX = 22
_SECTION_GAP_PX = 16
_BUTTON_WIDTH_PX = 118
"""At least: buttons below each other begin on one line."""


class Section(QWidget):
    """An empty section; each kind fills it from the top."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(_SECTION_GAP_PX)
        self.add_text(heading, "heading")

    def start(self) -> None:
        """The page has come to the front: read anew what is shown."""

    def add_text(self, text: str, look: str = "body") -> QLabel:
        """A paragraph."""
        label = plain_label(text, look, self)
        self.rows.addWidget(label)
        return label

    def add_deed(self, name: str, explanation: str, button: str) -> QPushButton:
        """A row: what can be done and what that means; at its end the button that does it."""
        row = DeedRow(name, explanation, button, self)
        self.rows.addWidget(row)
        return row.button


class DeedRow(QWidget):
    """A name, a softer explanation below it, and a button beside both."""

    def __init__(self, name: str, explanation: str, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QPushButton(button, self)
        self.button.setMinimumWidth(_BUTTON_WIDTH_PX)
        self.button.setAccessibleName(name)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._about = plain_label("", "soft", self)
        words.addWidget(plain_label(name, "body", self))
        words.addWidget(self._about)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(_ROW_GAP_PX)
        across.addLayout(words, 1)
        across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.explain(explanation)

    def explain(self, text: str) -> None:
        """What it means, for now."""
        self._about.setText(text)
        self.button.setAccessibleDescription(text)


def plain_label(text: str, look: str, parent: QWidget) -> QLabel:
    """Words that are never taken for markup, over as many lines as they need."""
    label = QLabel(text, parent)
    label.setProperty("look", look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
