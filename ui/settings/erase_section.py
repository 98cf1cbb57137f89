"""Making a shelf, or the whole library, noise for ever."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.word_dialog import WordDialog
from ui.settings.vault_section import Surroundings, VaultSection


class EraseSection(VaultSection):
    """Says what it can't reach, before and in the asking."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Erase"), around, parent)
        self.add_text(self._unreachable())
        self.add_deed(
            self.tr("Erase this library"),
            self.tr(
                "Nothing opens it from the first moment on; then its file is overwritten. The other library stays."
            ),
            self.tr("Erase…"),
        ).clicked.connect(self._ask_about_shelf)
        self.add_deed(
            self.tr("Erase the folder"),
            self.tr("This library and the other, whatever that holds, and the files themselves."),
            self.tr("Erase all…"),
        ).clicked.connect(self._ask_about_everything)

    def _unreachable(self) -> str:
        return self.tr(
            "Erasing can't reach copies and backups made earlier, nor what memory sticks and SSDs may keep of data "
            "that was overwritten. Without its keys, such a remnant is noise; with an old copy of them and a "
            "passphrase, it is not."
        )

    def _ask_about_shelf(self) -> None:
        if not self.may_close():
            return
        heading = self.tr("Erase all that is in this library?")
        text = self.tr(
            "Every document in this library is lost for good, with all that you marked. Nobody can undo this."
        )
        self._ask(heading, text, self.tr("Erase this library")).accepted.connect(self._erase_shelf)

    def _ask_about_everything(self) -> None:
        if not self.may_close():
            return
        heading = self.tr("Erase the whole folder?")
        text = self.tr(
            "Everything in both libraries is lost for good, also what this program can't know of. Nobody can undo this."
        )
        self._ask(heading, text, self.tr("Erase the folder")).accepted.connect(self._erase_everything)

    def _ask(self, heading: str, text: str, deed: str) -> WordDialog:
        word = self.tr("erase", "the word to type")
        dialog = WordDialog(heading, (text, self._unreachable()), word, deed, self)
        dialog.open()
        return dialog

    def _erase_shelf(self) -> None:
        self.task.run(
            self.tr("Erasing this library"),
            self.deeds.erase_shelf,
            self._say_shelf_erased,
            self.talk.say_failure,
            stage=self.tr("It can't be opened any more. Its file is being overwritten."),
        )

    def _say_shelf_erased(self, is_overwritten: bool) -> None:
        rest = "" if is_overwritten else self.tr("Its file could not be overwritten; without its keys it is noise.")
        self._leave(self.tr("This library is noise now."), rest)

    def _erase_everything(self) -> None:
        self.task.run(
            self.tr("Erasing the folder"),
            self.deeds.erase_everything,
            self._say_everything_erased,
            self.talk.say_failure,
            can_stop=False,
        )

    def _say_everything_erased(self, is_removed: bool) -> None:
        if is_removed:
            self.erased.emit()
        rest = (
            "" if is_removed else self.tr("Some of its files could not be removed; without their keys they are noise.")
        )
        self._leave(self.tr("The folder is erased."), rest)

    def _leave(self, heading: str, rest: str) -> None:
        paragraphs = [text for text in (rest, self.tr("The program goes back to the notepad now.")) if text]
        self.talk.say_and_leave(heading, paragraphs, self.close_requested.emit)
