"""Return presses the button that has the keyboard: in every window, not only where Qt makes it so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


def press_focused_button(window: QWidget, event: QKeyEvent) -> bool:
    """For the keyPressEvent of a window or dialog: whether the key was Return on a button, which is pressed then."""
    button = window.focusWidget()
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QAbstractButton):
        button.click()
        return True
    return False
