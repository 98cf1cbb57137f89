"""Words that can be selected with mouse and keyboard, and copied for a while: nothing of them stays anywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.reading.clipboard import FleetingClipboard
from ui.translations import reading_edge
from ui.widgets.safe_line_edit import give_up_primary
from ui.widgets.scroll_area import reveal


class FactLabel(QLabel):
    """Wraps, is plain text, and gives PRIMARY up at once."""

    def __init__(self, text: str, clipboard: FleetingClipboard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(reading_edge() | Qt.AlignmentFlag.AlignTop)
        self.setText(text)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # it would copy for good
        self._clipboard = clipboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._clipboard.copy(self.selectedText() or self.text())
        else:
            super().keyPressEvent(event)
            give_up_primary()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        give_up_primary()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reveal(self)
