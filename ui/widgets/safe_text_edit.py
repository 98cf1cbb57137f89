"""Several lines of text that leave no trace: nothing for input methods to learn, nothing in the PRIMARY selection."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.safe_line_edit import give_up_primary

_DISCREET = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhMultiLine
)


class SafeTextEdit(QPlainTextEdit):
    """A QPlainTextEdit whose selection stays inside the window (see SafeLineEdit); plain text comes in, nothing else.

    Copies go through `copy_out`, which knows how to make one that leaves little behind.
    """

    def __init__(self, copy_out: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copy_out = copy_out
        self.setInputMethodHints(_DISCREET)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # it would offer to copy
        self.viewport().setAcceptDrops(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button would paste what another program selected."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)  # it also ends scrolling by itself at the edges
        give_up_primary()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        give_up_primary()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        copies, cuts = (event.matches(key) for key in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut))
        if copies or cuts:
            cursor = self.textCursor()
            self._copy_out(cursor.selectedText().replace("\u2029", "\n"))
            if cuts:
                cursor.removeSelectedText()
            event.accept()
            return
        super().keyPressEvent(event)
        give_up_primary()
