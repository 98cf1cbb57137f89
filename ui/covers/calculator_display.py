"""What the calculator shows: the sum or its result, large, and above it what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget


class CalculatorDisplay(QWidget):
    """Numbers run from left to right in every language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.above = QLabel(self)
        self.above.setObjectName("above")
        self.above.setTextFormat(Qt.TextFormat.PlainText)
        self.above.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.above.setWordWrap(True)
        self.line = _Line(self)
        self.line.setAccessibleName(self.tr("Display"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.above)
        column.addWidget(self.line)

    def show_lines(self, above: str, line: str, *, is_problem: bool, announce: str = "") -> None:
        """Show both; `announce` is what a screen reader is to say by itself."""
        self.above.setProperty("problem", is_problem)
        self.above.style().polish(self.above)
        self.above.setText(above)
        self.line.setText(line)
        self.line.end(False)
        if announce:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, announce))


class _Line(QLineEdit):
    """To be read and copied from; every other key is the calculator's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        self.setReadOnly(True)
        self.setFrame(False)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt writes into a line that may only be read (6.11); nothing but the sum shall stand there."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
        else:
            event.ignore()
