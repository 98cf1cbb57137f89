"""A sentence across the top of the window that stays until it is put away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class Notice(QWidget):
    """Hidden while there is nothing to say."""

    closed = Signal()  # by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._closing = QPushButton(self.tr("Close"), self)
        self._closing.setProperty("look", "link")
        self._closing.setAccessibleName(self.tr("Close this message"))
        self._closing.clicked.connect(self._close)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(22, 8, 14, 8)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._closing)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say it; an earlier sentence gives way."""
        self._label.setText(text)
        self.show()

    def offer(self, name: str) -> QPushButton:
        """One more button, before the one that closes: connect to its `clicked`."""
        button = QPushButton(name, self)
        button.setProperty("look", "link")
        self._row.insertWidget(1, button)
        self.setTabOrder(button, self._closing)
        return button

    def take_back(self, text: str) -> None:
        """It holds no longer: put it away, if it is what is being said."""
        if self._label.text() == text:
            self.hide()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
