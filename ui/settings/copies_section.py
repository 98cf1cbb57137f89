"""Backups, moving, and putting a backup back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.settings.talk import isolated
from ui.settings.vault_deeds import Moved, Restored
from ui.settings.vault_section import Surroundings, VaultSection
from ui.words import sentence


class CopiesSection(VaultSection):
    """Every copy is read back from its medium before it counts as one."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Copies"), around, parent)
        self.add_deed(
            self.tr("Make a backup"),
            self.tr(
                "A complete copy in another folder or on a stick, read back to be sure. It opens as this one does."
            ),
            self.tr("Back up…"),
        ).clicked.connect(self._ask_where_to_back_up)
        self.add_deed(
            self.tr("Move to another folder or stick"),
            self.tr("The same, and then what is here is erased. Copies made earlier stay where they are."),
            self.tr("Move…"),
        ).clicked.connect(self._ask_where_to_move)
        self.add_deed(
            self.tr("Put a backup back"),
            self.tr("A backup takes the place of the folder. What is here now is kept beside it."),
            self.tr("Restore…"),
        ).clicked.connect(self._ask_which_backup)

    def _ask_where_to_back_up(self) -> None:
        self.talk.ask_folder(self.tr("Where should the backup be?"), self._look_before_backing_up)

    def _look_before_backing_up(self, folder: Path) -> None:
        self.jobs.run(
            lambda: self.deeds.is_backed_up_in(folder),
            lambda is_there: self._ask_to_renew(folder) if is_there else self._back_up(folder),
            self.talk.say_failure,
            owner=self,
        )

    def _ask_to_renew(self, folder: Path) -> None:
        text = self.tr(
            "There is an earlier backup of this library. The new one takes its place once it has been read back, and "
            "the earlier one is erased."
        )
        dialog = ConfirmDialog(self.tr("Put the new backup in its place?"), text, self.tr("Back up"), self)
        dialog.accepted.connect(lambda: self._back_up(folder))
        dialog.open()

    def _back_up(self, folder: Path) -> None:
        self.task.run(
            self.tr("Making a backup"),
            lambda control: self.deeds.back_up(folder, control),
            self._say_backed_up,
            self.talk.say_failure,
        )

    def _say_backed_up(self, place: Path) -> None:
        self.talk.say(
            self.tr("The backup is complete."),
            isolated(place),
            self.tr(
                "It was read back and equals the library. What opens the library now opens it, also after you change "
                "that here. Keep it apart from this computer."
            ),
            self.tr(
                "Keep one backup only, and let the next one take its place: whoever has two of different days, or one "
                "and the library, can see which of the two libraries has changed."
            ),
        )

    def _ask_where_to_move(self) -> None:
        if self.may_close():
            self.talk.ask_folder(self.tr("Where should the library be from now on?"), self._move)

    def _move(self, folder: Path) -> None:
        self.task.run(
            self.tr("Moving the library"),
            lambda control: self.deeds.move(folder, control),
            self._say_moved,
            self.talk.say_failure,
        )

    def _say_moved(self, moved: Moved) -> None:
        self.place_chosen.emit(moved.place)
        left = (
            self.tr("Nothing is left of it in its old place.")
            if moved.is_old_erased
            else self.tr(
                "But it could not be erased wholly in its old place, and may still open there. Delete the old folder "
                "yourself."
            )
        )
        dialog = self.talk.say_and_leave(
            self.tr("The library has moved."),
            (isolated(moved.place), left, self.tr("It locks now and opens from its new place.")),
            self.lock_requested.emit,
        )
        dialog.show_command(moved.place)

    def _ask_which_backup(self) -> None:
        if self.may_close():
            self.talk.ask_folder(self.tr("Which folder is the backup?"), self._ask_what_becomes_of_this)

    def _ask_what_becomes_of_this(self, backup: Path) -> None:
        text = self.tr(
            "What is in the library now is not overwritten: it is kept beside it, in a folder with a name of its own, "
            "until you delete that. The library locks, and opens with what opened it when the backup was made."
        )
        dialog = ConfirmDialog(self.tr("Put this backup in the place of the library?"), text, self.tr("Restore"), self)
        dialog.accepted.connect(lambda: self._restore(backup))
        dialog.open()

    def _restore(self, backup: Path) -> None:
        self.task.run(
            self.tr("Putting the backup back"),
            lambda control: self.deeds.restore(backup, control),
            self._say_restored,
            self.talk.say_failure,
        )

    def _say_restored(self, restored: Restored) -> None:
        if restored.error is not None:
            heading = self.tr("The backup was not put back.")
            paragraphs = [sentence(restored.error), self.tr("The library is as it was. It locks now.")]
        else:
            heading = self.tr("The backup is in its place.")
            paragraphs = [self.tr("The library locks now. What was there before is kept here, until you delete it:")]
            paragraphs.append(isolated(restored.aside) if restored.aside else "")
            paragraphs.append(
                self.tr("Side by side the two show which of the two libraries has changed. Delete it soon.")
            )
        self.talk.say_and_leave(heading, paragraphs, self.lock_requested.emit)
