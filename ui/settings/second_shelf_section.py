"""The other shelf: what it is, and how it is set up later."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.word_dialog import WordDialog
from ui.settings.credential_dialog import CredentialWords
from ui.settings.vault_deeds import NewCredentials
from ui.settings.vault_section import Surroundings, VaultSection


class SecondShelfSection(VaultSection):
    """Says what nobody can know, asks plainly, and makes the other shelf new and empty."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("A second library"), around, parent)
        self.add_text(
            self.tr(
                "The folder always has room for two libraries of one size, and each opens with passphrases of its own. "
                "Nobody, this program included, can tell whether the other one is used."
            )
        )
        self.add_deed(
            self.tr("Set up the other library"),
            self.tr("Makes it new and empty, with a passphrase of its own. If it holds something, that is lost."),
            self.tr("Set up…"),
        ).clicked.connect(self._warn)

    def _warn(self) -> None:
        dialog = WordDialog(
            self.tr("Whatever the other library holds will be lost."),
            (
                self.tr(
                    "The program can't know whether the other library is in use. If it is, all that is in it is "
                    "lost for good, and its passphrases open nothing any more."
                ),
                self.tr("Go on only if you know that it is empty, or want it to be."),
            ),
            self.tr("overwrite", "the word to type"),
            self.tr("Go on"),
            self,
        )
        dialog.accepted.connect(self._ask)
        dialog.open()

    def _ask(self) -> None:
        words = CredentialWords(
            self.tr("What shall open the other library?"),
            self.tr("Choose something that opens nothing here yet. At the prompt it leads to the other library."),
            self.tr("Set up"),
        )
        self.talk.ask_credential(words, self._set_up)

    def _set_up(self, chosen: NewCredentials) -> None:
        self.task.run(
            self.tr("Setting up the other library"),
            lambda _control: self.deeds.set_up_other_shelf(chosen.own),
            lambda _nothing: self._say_done(),
            self.talk.say_failure,
            stage=self.tr("This takes some seconds."),
            can_stop=False,
        )

    def _say_done(self) -> None:
        self.talk.say(
            self.tr("The other library is ready."),
            self.tr("It is empty. To go there, lock and type its passphrase. Nothing in this library tells of it."),
        )
