"""One quiet line while something opens, or a sentence about why it did not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

_WIDTH_PX = 440


class WaitingPage(QWidget):
    """Nothing moves on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self.tr("Opening…"), self)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setFixedWidth(_WIDTH_PX)
        down = QVBoxLayout(self)
        down.addWidget(self._label, 0, Qt.AlignmentFlag.AlignCenter)

    def show_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)
