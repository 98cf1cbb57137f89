"""A sentence across the top of the window that stays until it is put away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class Notice(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        close = QPushButton(self.tr("Close"), self)
        close.setProperty("look", "link")
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 14, 8)
        row.addWidget(self._label, 1)
        row.addWidget(close)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say it; an earlier sentence gives way."""
        self._label.setText(text)
        self.show()

    def take_back(self, text: str) -> None:
        """It holds no longer: put it away, if it is what is being said."""
        if self._label.text() == text:
            self.hide()
