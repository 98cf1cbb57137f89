"""The dialogs that every deed on the library's files is made of, over one widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from reader.errors import HearthError
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.jobs import Jobs
from ui.settings.credential_dialog import CredentialDialog, CredentialWords
from ui.settings.long_task import LongTask
from ui.settings.vault_deeds import NewCredentials
from ui.theme import Theme
from ui.words import sentence


class Talk(QObject):
    """Asks, shows how far it is, and says how it ended. Every dialog is opened, none is waited for."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self.theme, self._parent = jobs, theme, parent
        self.task = LongTask(jobs, parent)

    def ask_folder(self, question: str, chosen: Callable[[Path], None]) -> None:
        """Which folder; `chosen` follows if one is."""
        dialog = FolderDialog(question, self._jobs, self.theme, self._parent)
        dialog.folder_chosen.connect(lambda folder: chosen(Path(folder)))
        dialog.open()

    def ask_credential(
        self, words: CredentialWords, chosen: Callable[[NewCredentials], None], *, ask_other: bool = False
    ) -> None:
        """What shall open something new."""
        dialog = CredentialDialog(words, self._jobs, self.theme, self._parent, ask_other=ask_other)
        dialog.chosen.connect(chosen)
        dialog.open()

    def say(self, heading: str, *paragraphs: str) -> OutcomeDialog:
        """How it ended; what is added to the dialog is added before control returns to the event loop."""
        return self._opened_soon(OutcomeDialog(heading, paragraphs, self._parent))

    def say_and_leave(self, heading: str, paragraphs: Sequence[str], leave: Callable[[], object]) -> OutcomeDialog:
        """The same where there is one way on, however the dialog is put away."""
        dialog = OutcomeDialog(heading, paragraphs, self._parent, close=self.tr("Go on"))
        dialog.finished.connect(lambda _result: leave())
        return self._opened_soon(dialog)

    def say_failure(self, error: HearthError) -> None:
        """Why it did not work."""
        self.say(self.tr("That did not work."), sentence(error))

    def _opened_soon(self, dialog: OutcomeDialog) -> OutcomeDialog:
        QTimer.singleShot(0, dialog, dialog.open)
        return dialog


def isolated(place: Path) -> str:
    """A path runs from left to right, in a line that does not as well: isolated, as Unicode has it."""
    return f"\u2066{place}\u2069"
