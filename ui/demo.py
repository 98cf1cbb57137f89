"""The demo: a library of a few texts, what is said above it, and the text to begin with."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.jobs import Jobs
from ui.open_desk import OpenDesk
from ui.translations import best_language

DEMO_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "demo"
_FIRST_HOUR = "first-hour."


def first_hour(language: str) -> Path:
    """The text to begin with, in `language` ("" is the system's) or else in English."""
    codes = {path.name.split(".")[1]: path for path in DEMO_FOLDER.glob(f"{_FIRST_HOUR}*.md")}
    return codes[best_language(language, codes)]


def demo_texts(language: str) -> list[Path]:
    """All texts in the order to be added: the library shows what came last first, so the first hour is last."""
    first = first_hour(language)
    others = sorted(path for path in DEMO_FOLDER.iterdir() if path.is_file() and path != first)
    # First hours in other languages go to the very end of the list.
    return [*sorted(others, key=lambda path: not path.name.startswith(_FIRST_HOUR)), first]


class DemoBanner(QWidget):
    """Says all the time that nothing here stays."""

    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        label = QLabel(self.tr("Demo: this library is gone when you leave it."), self)
        label.setProperty("look", "soft")
        self._begin = QPushButton(self.tr("Begin with “Your first hour”"), self)
        self._begin.setProperty("look", "link")
        self._begin.setEnabled(False)
        self._begin.clicked.connect(self.open_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 2, 16, 2)
        row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self._begin)

    def enable(self) -> None:
        """The text is in the library."""
        self._begin.setEnabled(True)


class Digests(Protocol):
    """What this needs of reader.store's Library."""

    def find_by_sha256(self, sha256: bytes, /) -> int | None: ...


class Demo(QObject):
    """Fills the demo's library and opens its first text."""

    def __init__(self, desk: OpenDesk, library: Digests, jobs: Jobs, language: str) -> None:
        super().__init__(desk)
        self._desk, self._library, self._jobs, self._language = desk, library, jobs, language
        self._banner = DemoBanner(desk)
        self._banner.open_requested.connect(self._find)
        desk.add_banner(self._banner)
        desk.imports.finished.connect(self._banner.enable)

    def start(self) -> None:
        """Add the texts."""
        self._desk.imports.add([str(path) for path in demo_texts(self._language)])

    def _find(self) -> None:
        self._jobs.run(self._first_hour, self._open, owner=self)

    def _first_hour(self) -> int | None:
        return self._library.find_by_sha256(hashlib.sha256(first_hour(self._language).read_bytes()).digest())

    def _open(self, document: int | None) -> None:
        if document is not None:  # else it was deleted meanwhile
            self._desk.open_document(document, None, "")
