"""Where no library is open: rescuing one that does not open any more, and putting a backup in its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.vault.credential import Credential
from reader.vault.kdf import PRODUCT_PROFILES, KdfProfile
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.jobs import Jobs
from ui.settings.new_library import NewLibraryFlow
from ui.settings.talk import Talk, isolated
from ui.settings.vault_deeds import rescue_damaged, restore_closed
from ui.theme import Theme


class Recovery(QObject):
    """Belongs to a page of the desk; `restored` and `place_chosen` say that there is something to unlock now."""

    place_chosen = Signal(object)  # Path: a rescued library, to be used from now on
    restored = Signal()

    def __init__(
        self, jobs: Jobs, theme: Theme, parent: QWidget, profiles: Sequence[KdfProfile] = PRODUCT_PROFILES
    ) -> None:
        super().__init__(parent)
        self._talk = Talk(jobs, theme, parent)
        self._parent = parent
        self._profiles = profiles
        self._flow = NewLibraryFlow(self._talk)
        self._flow.use_requested.connect(self.place_chosen)

    def rescue(self, folder: Path, credential: Credential) -> None:
        """What can be read, into a new folder; `credential` is what did not open the damaged one."""
        self._flow.rescue(rescue_damaged(folder, credential, self._profiles))

    def restore_over(self, folder: Path) -> None:
        """A backup in the place of what does not open; that is kept beside it."""
        self._talk.ask_folder(self.tr("Which folder is the backup?"), lambda backup: self._confirm(backup, folder))

    def restore_into(self, folder: Path) -> None:
        """A backup where there is nothing yet."""
        self._talk.ask_folder(
            self.tr("Which folder is the backup?"), lambda backup: self._restore(backup, folder, replace=False)
        )

    def _confirm(self, backup: Path, folder: Path) -> None:
        text = self.tr(
            "What is there now is not overwritten: it is kept beside it, in a folder with a name of its own, until you "
            "delete that."
        )
        dialog = ConfirmDialog(
            self.tr("Put this backup in the place of the damaged library?"), text, self.tr("Restore"), self._parent
        )
        dialog.accepted.connect(lambda: self._restore(backup, folder, replace=True))
        dialog.open()

    def _restore(self, backup: Path, folder: Path, *, replace: bool) -> None:
        put_back = restore_closed(folder, replace=replace)
        self._talk.task.run(
            self.tr("Putting the backup back"),
            lambda control: put_back(backup, control),
            self._say_restored,
            self._talk.say_failure,
        )

    def _say_restored(self, aside: Path | None) -> None:
        paragraphs = [self.tr("It opens with what opened it when it was made.")]
        if aside is not None:
            paragraphs += [self.tr("What was there before is kept here, until you delete it:"), isolated(aside)]
        self._talk.say_and_leave(self.tr("The backup is in its place."), paragraphs, self.restored.emit)
