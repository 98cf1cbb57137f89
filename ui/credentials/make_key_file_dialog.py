"""Where a new key file goes, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.errors import HearthError, KeyFileUnusable
from reader.vault.credential import KeyFileDigest
from reader.vault.key_file import create_key_file
from reader.vault.vault import is_vault
from ui.dialogs.dialog import Dialog
from ui.dialogs.file_browser import FileBrowser
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.safe_line_edit import SafeLineEdit
from ui.words import sentence

_SIZE = QSize(720, 540)
_NAME = "data.bin"
"""Says nothing: whoever finds the stick need not read on it what the file is for."""


@dataclass(frozen=True)
class MadeKeyFile:
    """What it is called, and what it is."""

    name: str
    digest: KeyFileDigest


class MakeKeyFileDialog(Dialog):
    """Makes the file itself, in a job, and stays open with a sentence when that fails."""

    made = Signal(object)  # MadeKeyFile

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit(_SIZE)
        self._jobs = jobs
        self._browser = FileBrowser(jobs, theme, self, folders_only=True)
        self._name = SafeLineEdit(self)
        self._name.setText(_NAME)
        self._name.setAccessibleName(self.tr("Name of the key file"))
        self._name.textChanged.connect(self._allow)
        self._name.returnPressed.connect(self._try)
        self._message = self.body("")
        self._message.setProperty("look", "error")
        self._message.hide()
        self._make = QPushButton(self.tr("Make it"), self)
        self._make.clicked.connect(self._try)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.reject)
        self._lay_out()
        self._browser.view.setFocus()

    def _lay_out(self) -> None:
        hint = self.body(
            self.tr(
                "A small file of random bytes. A stick of its own is a good place; beside the library it protects "
                "nothing. Copy it to a second place: nothing can replace it."
            )
        )
        hint.setProperty("look", "soft")
        label = QLabel(self.tr("Name"), self)
        label.setBuddy(self._name)
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(label)
        name.addWidget(self._name, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(20, 18, 20, 18)
        down.setSpacing(12)
        down.addWidget(self.heading(self.tr("Where should the key file be?")))
        down.addWidget(hint)
        down.addWidget(self._browser, 1)
        down.addLayout(name)
        down.addWidget(self._message)
        down.addLayout(self.button_row(self._make, self._cancel))
        for button in (self._make, self._cancel):
            button.setAutoDefault(False)  # Return belongs to the list: it opens folders
            button.setDefault(False)

    def _allow(self) -> None:
        self._make.setEnabled(_is_name(self._name.text().strip()))
        self._say("")

    def _try(self) -> None:
        name = self._name.text().strip()
        if not _is_name(name):
            return
        folder = (self._browser.selected() or [str(self._browser.folder())])[0]
        path = Path(folder, name)
        self._make.setEnabled(False)
        self._jobs.run(lambda: _create(path), lambda digest: self._finish(name, digest), self._fail, owner=self)

    def _finish(self, name: str, digest: KeyFileDigest | None) -> None:
        if digest is None:
            self._make.setEnabled(True)
            self._say(
                self.tr("That is the folder of a library. A key beside its lock protects nothing: choose another.")
            )
            return
        self.made.emit(MadeKeyFile(name, digest))
        self.accept()

    def _fail(self, error: HearthError) -> None:
        self._make.setEnabled(True)
        exists = self.tr("There is a file of this name already. Choose another name, so that nothing is overwritten.")
        self._say(exists if isinstance(error, KeyFileUnusable) else sentence(error))
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))


def _create(path: Path) -> KeyFileDigest | None:
    """In the job. None: the folder is a vault's, where nothing else belongs."""
    return None if is_vault(path.parent) else create_key_file(path)


def _is_name(text: str) -> bool:
    """A name alone, not a way to somewhere else."""
    return bool(text) and "\0" not in text and text not in {".", ".."} and Path(text).name == text
