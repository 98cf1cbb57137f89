"""What opens this library: the list of it, and all that can be done to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.errors import HearthError
from reader.store.credentials import CredentialInfo
from reader.vault.files import HALF_SLOTS
from reader.vault.kdf import STRONG, KdfProfile
from ui.credentials.change_dialogs import (
    AddDialog,
    ChangeDialog,
    ChangesCredentials,
    RemoveCurrentDialog,
    RenameDialog,
    StrengthenDialog,
)
from ui.credentials.deed_dialog import DeedDialog
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.jobs import Job, Jobs
from ui.settings.section import DeedRow, plain_label
from ui.theme import Theme
from ui.words import sentence

_SPACING_PX = 12


class CredentialsSection(QWidget):
    """Part of a settings page. `start()` reads the list; every change reads it anew and says below it what happened."""

    changed = Signal()

    def __init__(
        self,
        credentials: ChangesCredentials,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        strongest: KdfProfile = STRONG,
    ) -> None:
        super().__init__(parent)
        self._credentials, self._jobs, self._theme, self._strongest = credentials, jobs, theme, strongest
        self._job: Job | None = None
        self._found: list[CredentialInfo] = []
        heading = self.tr("What opens this library")
        self.setAccessibleName(heading)
        self._rows = [self._make_row(number) for number in range(HALF_SLOTS)]
        self._outcome = plain_label("", "body", self)
        self._outcome.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(_SPACING_PX)
        down.addWidget(plain_label(heading, "heading", self))
        for row in self._rows:
            down.addWidget(row)
        down.addWidget(self._outcome)
        down.addSpacing(_SPACING_PX)
        self._add = DeedRow(self.tr("Add another"), "", self.tr("Add…"), self)
        self._change = DeedRow(self.tr("Change one"), "", self.tr("Change…"), self)
        self._strengthen = DeedRow(self.tr("Make one dearer to guess"), "", self.tr("Strengthen…"), self)
        for deed, ask in (
            (self._add, self._ask_for_another),
            (self._change, self._ask_for_change),
            (self._strengthen, self._ask_for_strengthening),
        ):
            deed.button.clicked.connect(ask)
            down.addWidget(deed)
        self._explain([])

    def start(self) -> None:
        """Read the list, in a job."""
        self._say("")
        self._read()

    def set_theme(self, theme: Theme) -> None:
        """For the dialogs that are opened from now on."""
        self._theme = theme

    def _read(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._jobs.run(self._credentials.all, self._show, self._say_failure, owner=self)

    def _make_row(self, number: int) -> _Row:
        """All that there is room for, at once: so the Tab key goes down the page, whatever is shown later."""
        row = _Row(self.tr("Rename…"), self.tr("Remove…"), self)
        row.rename.clicked.connect(lambda: self._ask_for_name(self._found[number]))
        row.remove.clicked.connect(lambda: self._ask_to_remove(self._found[number]))
        row.hide()
        return row

    def _show(self, found: list[CredentialInfo]) -> None:
        self._job = None
        self._found = found
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(found))
            if number < len(found):
                name = self._name(found[number])
                row.set_words(name, self._about(found[number]))
                row.rename.setAccessibleName(self.tr("Rename “{name}”").format(name=name))
                row.remove.setAccessibleName(self.tr("Remove “{name}”").format(name=name))
                row.remove.setEnabled(len(found) > 1)
        self._explain(found)

    def _name(self, info: CredentialInfo) -> str:
        """Isolated, as Unicode has it: a name may run in another direction than the window."""
        return f"\u2068{info.label}\u2069" if info.label else self._kind(info)

    def _kind(self, info: CredentialInfo) -> str:
        if not info.has_key_file:
            return self.tr("Passphrase")
        return self.tr("Passphrase and key file") if info.has_passphrase else self.tr("Key file")

    def _about(self, info: CredentialInfo) -> str:
        parts = [
            self._kind(info) if info.label else "",
            self.tr("strengthened") if info.profile == self._strongest.number else "",
            self.tr("in use now") if info.is_current else "",
        ]
        return " · ".join(part for part in parts if part)

    def _explain(self, found: list[CredentialInfo]) -> None:
        is_full = len(found) >= HALF_SLOTS
        self._add.explain(
            self.tr("Four open it already, which is all there is room for. Remove one first.")
            if is_full
            else self.tr("A passphrase or key file for another person, or for a place where you keep one written down.")
        )
        self._add.button.setEnabled(bool(found) and not is_full)
        self._change.explain(self.tr("You give the current one, and what takes its place."))
        self._change.button.setEnabled(bool(found))
        self._strengthen.explain(
            self.tr("Each guess costs several times as much. Opening takes longer, and one gigabyte of memory.")
        )
        self._strengthen.button.setEnabled(any(info.profile != self._strongest.number for info in found))

    def _ask_for_another(self) -> None:
        done = self.tr("It opens this library from now on.")
        self._open(AddDialog(self._credentials, self._jobs, self._theme, self), done)

    def _ask_for_change(self) -> None:
        done = self.tr(
            "It is changed. Copies of the folder made earlier still open with the old one: make new copies, and "
            "destroy the old ones if somebody else may know it."
        )
        self._open(ChangeDialog(self._credentials, self._jobs, self._theme, self), done)

    def _ask_for_strengthening(self) -> None:
        done = self.tr("It is strengthened. Copies of the folder made earlier still have it as it was.")
        self._open(StrengthenDialog(self._credentials, self._strongest, self._jobs, self._theme, self), done)

    def _ask_for_name(self, info: CredentialInfo) -> None:
        self._open(RenameDialog(info, self._credentials, self._jobs, self), "")

    def _ask_to_remove(self, info: CredentialInfo) -> None:
        done = self.tr("It opens nothing here any more. Copies of the folder made earlier still open with it.")
        if info.is_current:
            self._open(RemoveCurrentDialog(info, self._credentials, self._jobs, self._theme, self), done)
            return
        text = self.tr("It opens nothing here from then on. Copies of the folder made earlier still open with it.")
        dialog = ConfirmDialog(self.tr("Remove “{name}”?").format(name=self._name(info)), text, self.tr("Remove"), self)
        dialog.accepted.connect(lambda: self._remove(info, done))
        dialog.open()

    def _remove(self, info: CredentialInfo, done: str) -> None:
        self._jobs.run(
            lambda: self._credentials.remove(info.slot),
            lambda _nothing: self._finish(done),
            self._say_failure,
            owner=self,
        )

    def _open(self, dialog: DeedDialog, done: str) -> None:
        dialog.succeeded.connect(lambda _result: self._finish(done))
        dialog.open()

    def _finish(self, done: str) -> None:
        self.changed.emit()
        self._say(done)
        self._read()

    def _say_failure(self, error: HearthError) -> None:
        self._say(sentence(error), look="error")

    def _say(self, text: str, look: str = "body") -> None:
        self._outcome.setProperty("look", look)
        self._outcome.style().polish(self._outcome)
        self._outcome.setText(text)
        self._outcome.setVisible(bool(text))


class _Row(QWidget):
    """A name, a softer line below it, and quiet words beside both."""

    def __init__(self, rename: str, remove: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = plain_label("", "body", self)
        self._about = plain_label("", "soft", self)
        self.rename = _link(rename, self)
        self.remove = _link(remove, self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._about)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 10, 10, 10)
        across.setSpacing(4)
        across.addLayout(words, 1)
        across.addWidget(self.rename, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_words(self, name: str, about: str) -> None:
        """The softer line is left out when there is nothing to say in it."""
        self._name.setText(name)
        self._about.setText(about)
        self._about.setVisible(bool(about))


def _link(text: str, parent: QWidget) -> QPushButton:
    made = QPushButton(text, parent)
    made.setProperty("look", "link")
    return made
