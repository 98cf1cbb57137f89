"""The prompt's column in the middle of the window: the same whichever secret it asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

COLUMN_WIDTH_PX = 360
SPACING_PX = 10
_MESSAGE_HEIGHT_PX = 66


def centred_rows(page: QWidget) -> QVBoxLayout:
    """Lay `page` out; what is answered takes its rows, from the top."""
    column = QWidget(page)
    column.setFixedWidth(COLUMN_WIDTH_PX)
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(SPACING_PX)
    across = QHBoxLayout()
    across.addStretch()
    across.addWidget(column)
    across.addStretch()
    down = QVBoxLayout(page)
    down.addStretch(1)
    down.addLayout(across)
    down.addStretch(1)
    return rows


class MessageLabel(QLabel):
    """Where one sentence says what is wrong, or what is going on."""

    def __init__(self, name: str, page: QWidget) -> None:
        """`name` is for screen readers."""
        super().__init__(page)
        self.setProperty("look", "error")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFixedHeight(_MESSAGE_HEIGHT_PX)  # so that nothing jumps when a sentence appears
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(name)

    def complain(self, text: str) -> None:
        """Something is wrong."""
        self._show(text, "error")

    def note(self, text: str) -> None:
        """Nothing is."""
        self._show(text, "soft")

    def _show(self, text: str, look: str) -> None:
        self.setProperty("look", look)
        self.style().polish(self)
        self.setText(text)
