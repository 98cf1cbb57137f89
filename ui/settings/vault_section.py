"""What the sections on the library's own files share: the deeds, the dialogs, and what they tell the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.settings.section import Section
from ui.settings.talk import Talk
from ui.settings.vault_deeds import VaultDeeds
from ui.theme import Theme


@dataclass(frozen=True)
class Surroundings:
    """What a section works with."""

    deeds: VaultDeeds
    jobs: Jobs
    theme: Theme
    is_adding: Callable[[], bool]
    """Whether files are coming in: then the library can't be closed."""


class VaultSection(Section):
    """A section that does something to the library's files."""

    place_chosen = Signal(object)  # Path: from now on the library is there
    erased = Signal()  # there is no library in its place any more
    lock_requested = Signal()
    close_requested = Signal()

    def __init__(self, heading: str, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.deeds, self.jobs, self._is_adding = around.deeds, around.jobs, around.is_adding
        self.talk = Talk(around.jobs, around.theme, self)
        self.task = self.talk.task

    def may_close(self) -> bool:
        """Whether a deed that closes the library may begin; if not, this has been said."""
        if not self._is_adding():
            return True
        self.talk.say(self.tr("Files are still being added."), self.tr("Wait until they are in, or stop that first."))
        return False

    def use_other(self, place: Path) -> None:
        """Another library is this one's successor: lock, and open that from now on."""
        self.place_chosen.emit(place)
        self.lock_requested.emit()

    def set_theme(self, theme: Theme) -> None:
        """Dialogs that are opened from now on wear other colours."""
        self.talk.theme = theme
