"""The command that starts the program with a library in a place of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from ui.reading.clipboard import FleetingClipboard
from ui.widgets.safe_line_edit import give_up_primary

_MAY_BREAK = "\u200b"
"""Lets a line end after a separator; never copied."""


class StartCommand(QLabel):
    """The whole command, over several lines where it is long; it can be selected with mouse and keyboard, and copied.

    The clipboard is emptied again after a while, and PRIMARY is given up at once: the place is nobody's business.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "command")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # it would copy for good
        self._clipboard = FleetingClipboard(self)

    def show_place(self, place: Path) -> None:
        """The command for this folder."""
        self.setText(start_command(place).replace(os.sep, os.sep + _MAY_BREAK))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._clipboard.copy((self.selectedText() or self.text()).replace(_MAY_BREAK, ""))
        else:
            super().keyPressEvent(event)
            give_up_primary()


def start_command(place: Path) -> str:
    """What to type to open the library in `place`."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, str(Path(__file__).resolve().parents[2] / "main.py")]
    words = [*program, "--vault", str(place)]
    return subprocess.list2cmdline(words) if sys.executable[1:2] == ":" else shlex.join(words)
