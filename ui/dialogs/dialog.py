"""What every dialog shares: the program's ordinary name as title, and a row of buttons at its foot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.widgets.return_key import press_focused_button

_FLAGS = (
    Qt.WindowType.Dialog
    | Qt.WindowType.CustomizeWindowHint
    | Qt.WindowType.WindowTitleHint
    | Qt.WindowType.WindowCloseButtonHint
)
"""A title and a way to close: nothing to minimise or to fill the screen with."""


_MOST_OF_SCREEN = 0.88


class Dialog(QDialog):
    """Opened with `open()`, never with `exec()`; it deletes itself when it closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(_FLAGS)
        self.setWindowTitle(QApplication.applicationDisplayName())  # never what it is about
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text_width_px = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused_button(self, event):
            super().keyPressEvent(event)

    def room(self) -> QSize:
        """How large a dialog may be on this screen."""
        return self.screen().availableSize() * _MOST_OF_SCREEN

    def fit(self, size: QSize) -> None:
        """Open in this size, or in what the screen has."""
        self.resize(size.boundedTo(self.room()))

    def fit_text(self, width_px: int) -> None:
        """Open in this width, as high as the words then need: a paragraph alone would ask for a square."""
        self._text_width_px = width_px
        self.setMinimumWidth(min(width_px, self.room().width()))

    def showEvent(self, event: QShowEvent) -> None:
        """By now every label has its font."""
        layout = self.layout()
        if self._text_width_px and layout is not None:
            self.fit(QSize(self._text_width_px, layout.totalHeightForWidth(self._text_width_px)))
        super().showEvent(event)

    def heading(self, text: str) -> QLabel:
        """A heading in the dialog's own words; it is what screen readers call the dialog."""
        label = QLabel(text, self)
        label.setProperty("look", "heading")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.setAccessibleName(text)
        return label

    def body(self, text: str) -> QLabel:
        """A paragraph."""
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def button_row(self, accept: QPushButton, *others: QPushButton) -> QHBoxLayout:
        """The buttons at the end of the row, the one that does it last and first choice of Return."""
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch()
        for button in (*others, accept):
            button.setAutoDefault(button is accept)
            row.addWidget(button)
        accept.setProperty("look", "primary")
        accept.setDefault(True)
        return row
