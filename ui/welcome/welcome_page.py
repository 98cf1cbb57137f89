"""The first run in three steps: where, passphrase, panic key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from reader.vault.credential import Credential
from ui.jobs import Jobs
from ui.theme import Theme
from ui.welcome.passphrase_step import PassphraseStep
from ui.welcome.place_step import PlaceStep


class WelcomePage(QWidget):
    """The first two steps; the third needs the open vault and follows in the desk (`PracticeStep`).

    `create(place, credential, second)` runs off the UI thread. `place_chosen` comes first, so that the guard settles
    the right folder.
    """

    place_chosen = Signal(object)  # Path
    created = Signal(object)  # what create answered
    restore_requested = Signal(object)  # Path: a backup shall go there
    demo_requested = Signal()
    cover_requested = Signal()

    def __init__(
        self,
        default: Path,
        create: Callable[[Path, Credential, Credential | None], object],
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place = default
        self._first = PlaceStep(default, jobs, theme, self)
        self._second = PassphraseStep(
            lambda credential, second: create(self._place, credential, second), jobs, theme, self
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._first)
        self._stack.addWidget(self._second)
        self._first.place_chosen.connect(self._take_place)
        self._first.demo_requested.connect(self.demo_requested)
        self._first.restore_requested.connect(self.restore_requested)
        self._second.back_requested.connect(self.start)
        self._second.created.connect(self.created)

    def start(self) -> None:
        """Begin with the first step."""
        self._stack.setCurrentWidget(self._first)
        self._first.start()

    def forget(self) -> None:
        """Drop what was typed."""
        self._second.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.forget()
            self.cover_requested.emit()
            return
        super().keyPressEvent(event)

    def _take_place(self, place: Path) -> None:
        self._place = place
        self.place_chosen.emit(place)
        self._stack.setCurrentWidget(self._second)
        self._second.start()
