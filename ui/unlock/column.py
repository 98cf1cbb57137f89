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


def message_label(name: str, page: QWidget) -> QLabel:
    """Where one sentence says what is wrong; `name` is for screen readers."""
    label = QLabel(page)
    label.setProperty("look", "error")
    label.setWordWrap(True)
    label.setFixedHeight(_MESSAGE_HEIGHT_PX)  # so that nothing jumps when a sentence appears
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    label.setAccessibleName(name)
    return label
