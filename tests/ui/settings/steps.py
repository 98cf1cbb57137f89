"""What a person does in the settings, one step a function. Each waits for the dialog that it is about."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.dialog import Dialog
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.dialogs.word_dialog import WordDialog
from ui.settings.credential_dialog import CredentialDialog
from ui.settings.section import DeedRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.safe_line_edit import SafeLineEdit

D = TypeVar("D", bound=Dialog)
NEW = "quiet rivers carry old boats"


class Person:
    """Looks at all windows and presses buttons."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def dialog(self, kind: type[D]) -> D:
        """The dialog of this kind, once it is on the screen."""
        self._qtbot.waitUntil(lambda: bool(self._shown(kind)), timeout=30_000)
        return self._shown(kind)[-1]

    def gone(self, kind: type[Dialog]) -> None:
        """Wait until none of this kind is on the screen."""
        self._qtbot.waitUntil(lambda: not self._shown(kind), timeout=30_000)

    def do(self, window: QWidget, name: str) -> None:
        """Press the button of the deed with this name."""
        rows = [row for row in window.findChildren(DeedRow) if row.button.accessibleName() == name]
        assert len(rows) == 1, name
        rows[0].button.click()

    def choose_folder(self, folder: Path) -> None:
        dialog = self.dialog(FolderDialog)
        dialog.folder_chosen.emit(str(folder))
        dialog.accept()
        self.gone(FolderDialog)

    def type_word(self) -> None:
        """Type the word that the dialog shows, and go on."""
        dialog = self.dialog(WordDialog)
        shown = next(label.text() for label in dialog.findChildren(QLabel) if "type this word: " in label.text())
        dialog.findChildren(SafeLineEdit)[0].setText(shown.rpartition(": ")[2])
        press(dialog, -1)
        self.gone(WordDialog)

    def give_credential(self, passphrase: str = NEW, other: str = "") -> None:
        dialog = self.dialog(CredentialDialog)
        first, second, third = dialog.findChildren(PassphraseField)
        first.setText(passphrase)
        second.setText(passphrase)
        if other:
            dialog.take_other(taken=True)
            third.setText(other)
        press(dialog, -1)
        self.gone(CredentialDialog)

    def outcome(self) -> OutcomeDialog:
        return self.dialog(OutcomeDialog)

    def put_away(self, button: int = 0) -> None:
        """Close the outcome by one of its buttons: 0 closes, -1 is what it offers."""
        press(self.outcome(), button)
        self.gone(OutcomeDialog)

    def sees_no_dialog(self) -> bool:
        return not self._shown(Dialog)

    def _shown(self, kind: type[D]) -> list[D]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def press(dialog: Dialog, number: int) -> None:
    """One of the buttons at the dialog's foot, in the order in which they stand; it must be one that can be pressed."""
    buttons = [button for button in dialog.findChildren(QPushButton) if button.parentWidget() is dialog]
    buttons.sort(key=lambda button: button.x())
    assert buttons[number].isEnabled()
    buttons[number].click()


def texts(widget: QWidget) -> str:
    """All that it says."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
