"""A sentence, a softer one and perhaps a button, in the middle of nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import Theme

_WIDTH_PX = 440
_ICON_PX = 44


class EmptyState(QWidget):
    """Says why there is nothing to see and what to do about it."""

    button_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._heading = QLabel(self)
        self._heading.setProperty("look", "heading")
        self._text = QLabel(self)
        self._text.setProperty("look", "soft")
        self._button = QPushButton(self)
        self._button.setProperty("look", "primary")
        self._button.clicked.connect(self.button_clicked)
        self._button.hide()
        column = QWidget(self)
        column.setFixedWidth(_WIDTH_PX)  # a label alone would not know its height at this width
        rows = QVBoxLayout(column)
        rows.setSpacing(12)
        for label in (self._icon, self._heading, self._text):
            label.setWordWrap(label is not self._icon)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(label)
        rows.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(column)
        across.addStretch()
        down = QVBoxLayout(self)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)

    def show_text(self, heading: str, text: str, button: str) -> None:
        """Set the words; an empty `button` means that there is none."""
        self._heading.setText(heading)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))

    def set_theme(self, theme: Theme) -> None:
        """Draw the picture in other colours."""
        self._icon.setPixmap(pixmap("book", theme.faint, _ICON_PX, self.devicePixelRatioF()))
