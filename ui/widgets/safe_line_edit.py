"""A line of text that leaves no trace: nothing for input methods to learn, nothing in the PRIMARY selection."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_DISCREET = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SafeLineEdit(QLineEdit):
    """A QLineEdit whose selection stays inside the window.

    On X11 and Wayland a QLineEdit hands text selected with the mouse or the keyboard to the PRIMARY selection, where
    every other program, and every clipboard manager, may read it. All that a mouse release does besides is meant for
    dragging and touch keyboards, so it is left out whole; what a key took is given back before control returns to the
    event loop, which is what serves other programs' requests. Nothing is copied out to the clipboard either.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(_DISCREET)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # it would offer to copy

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            event.accept()
            return
        super().keyPressEvent(event)
        give_up_primary()


class PassphraseEdit(SafeLineEdit):
    """A line whose text is drawn as dots until the person asks to see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_DISCREET | Qt.InputMethodHint.ImhHiddenText)

    def set_shown(self, *, shown: bool) -> None:
        """Show the letters, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_DISCREET | Qt.InputMethodHint.ImhHiddenText)


def give_up_primary() -> None:
    """Let go of the PRIMARY selection if it is this process's."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
