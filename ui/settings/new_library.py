"""From one library to a new one beside it: which folder, what opens it, the copying, and what comes after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.settings.control import Control
from ui.settings.credential_dialog import CredentialWords
from ui.settings.talk import Talk, isolated
from ui.settings.vault_deeds import NewCredentials, NewLibrary
from ui.settings.vault_words import lost_lines

Make = Callable[[Path, NewCredentials, Control], NewLibrary]


class NewLibraryFlow(QObject):
    """Speaks through `talk`; `make` is what copies."""

    use_requested = Signal(object)  # Path: the new one from now on

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk)
        self._talk = talk

    def compact(self, make: Make) -> None:
        """Everything, into a library that is no larger than it needs to be."""
        text = self.tr("It may be what opens this library now.")
        self._begin(make, self.tr("Compacting"), text, takes_other=True)

    def rescue(self, make: Make) -> None:
        """Everything that can be read."""
        text = self.tr("It may be what opens this library now. Only this library is rescued, not the other.")
        self._begin(make, self.tr("Rescuing what can be read"), text, takes_other=False)

    def _begin(self, make: Make, heading: str, text: str, *, takes_other: bool) -> None:
        words = CredentialWords(self.tr("What shall open the new folder?"), text, self.tr("Go on"))
        self._talk.ask_folder(
            self.tr("Where should the new folder be?"),
            lambda folder: self._talk.ask_credential(
                words, lambda chosen: self._make(folder, chosen, make, heading), ask_other=takes_other
            ),
        )

    def _make(self, folder: Path, chosen: NewCredentials, make: Make, heading: str) -> None:
        self._talk.task.run(
            heading,
            lambda control: make(folder, chosen, control),
            self.say_done,
            self._talk.say_failure,
            stage=self.tr("You can stop at any time; then nothing is left of the new folder."),
        )

    def say_done(self, made: NewLibrary) -> None:
        """What is in the new library, what is not, and what becomes of the old one."""
        dialog = self._talk.say(
            self.tr("The new folder is ready."),
            isolated(made.place),
            self.tr(
                "The old one stays where it is. Once you have seen that the new one opens, come back to it and erase "
                "it: as long as it is there, everything is in both."
            ),
            self._what_came_along(made),
        )
        if made.report.lost:
            dialog.show_lines(self.tr("What was lost"), lost_lines(made.report.lost))
        dialog.show_command(made.place)
        use = dialog.offer(self.tr("Use the new one from now on"))
        use.clicked.connect(lambda: self.use_requested.emit(made.place))

    def _what_came_along(self, made: NewLibrary) -> str:
        copied = self.tr("%Ln document(s) are in it.", "", made.report.copied)
        if not made.report.lost:
            return copied
        return " ".join((copied, self.tr("Of %Ln document(s) something was lost:", "", len(made.report.lost))))
