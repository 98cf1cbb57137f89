"""The command that starts the program with a library in a place of its own."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.reading.clipboard import FleetingClipboard
from ui.widgets.safe_line_edit import SafeLineEdit


class StartCommand(SafeLineEdit):
    """One line to be copied. The clipboard is emptied again after a while: the place is nobody's business."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self._clipboard = FleetingClipboard(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._clipboard.copy(self.selectedText() or self.text())
        else:
            super().keyPressEvent(event)


def start_command(place: Path) -> str:
    """What to type to open the library in `place`."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, str(Path(__file__).resolve().parents[2] / "main.py")]
    words = [*program, "--vault", str(place)]
    return subprocess.list2cmdline(words) if sys.executable[1:2] == ":" else shlex.join(words)
