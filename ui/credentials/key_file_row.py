"""Which key file, if any: chosen anew every time, remembered nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from reader.errors import HearthError
from reader.vault.credential import KeyFileDigest
from reader.vault.key_file import read_key_file
from ui.credentials.key_file_dialog import KeyFileDialog
from ui.credentials.make_key_file_dialog import MadeKeyFile, MakeKeyFileDialog
from ui.icons import icon
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.words import sentence

_NAME_PX = 130


@dataclass(frozen=True)
class _Chosen:
    name: str
    digest: KeyFileDigest


class KeyFileRow(QWidget):
    """Two quiet words while there is none; its name and a way to let go of it while there is.

    The file is read once, in a job, when it is chosen: what opens the shelf is its content, not its place.
    """

    changed = Signal()
    failed = Signal(str)  # a sentence

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None, *, can_make: bool = False) -> None:
        super().__init__(parent)
        self._jobs, self._theme, self._can_make = jobs, theme, can_make
        self._job: Job | None = None
        self._chosen: _Chosen | None = None
        self._busy = False
        self._make_controls()
        self.set_theme(theme)
        self._show()

    def digest(self) -> KeyFileDigest | None:
        """Of the chosen file."""
        return self._chosen.digest if self._chosen is not None else None

    def is_reading(self) -> bool:
        """Whether a file has been chosen, but not yet read."""
        return self._job is not None

    def forget(self) -> None:
        """Have no file."""
        if self._job is not None:
            self._job.cancel()
        self._take(None)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be chosen meanwhile."""
        self._busy = busy
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._close.setIcon(icon("close", theme.soft))

    def _make_controls(self) -> None:
        self._use = _link(self.tr("Use a key file…"), self)
        self._use.clicked.connect(self._ask)
        self._make = _link(self.tr("Make one…"), self)
        self._make.setAccessibleName(self.tr("Make a key file…"))
        self._make.clicked.connect(self._ask_where)
        self._name = QLabel(self)
        self._name.setProperty("look", "soft")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._close = QToolButton(self)
        self._close.setAccessibleName(self.tr("Don't use the key file"))
        self._close.setToolTip(self.tr("Don't use the key file"))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.clicked.connect(self.forget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._use, self._make, self._name, self._close):
            row.addWidget(widget)

    def _ask(self) -> None:
        dialog = KeyFileDialog(self._jobs, self._theme, self)
        dialog.file_chosen.connect(self._read)
        dialog.open()

    def _ask_where(self) -> None:
        dialog = MakeKeyFileDialog(self._jobs, self._theme, self)
        dialog.made.connect(self._take_made)
        dialog.open()

    def _read(self, path: str) -> None:
        self.forget()
        file = Path(path)
        self._job = self._jobs.run(
            lambda: read_key_file(file),
            lambda digest: self._take(_Chosen(file.name, digest)),
            self._fail,
            owner=self,
        )
        self._show()
        self.changed.emit()

    def _take_made(self, made: MadeKeyFile) -> None:
        self.forget()
        self._take(_Chosen(made.name, made.digest))

    def _take(self, chosen: _Chosen | None) -> None:
        if chosen is None and self._chosen is None and self._job is None:
            return
        had_keyboard = self._close.hasFocus()
        self._job = None
        self._chosen = chosen
        self._show()
        if had_keyboard:
            self._use.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _fail(self, error: HearthError) -> None:
        self._take(None)
        self.failed.emit(sentence(error))

    def _show(self) -> None:
        name = self._chosen.name if self._chosen is not None else ""
        self._use.setVisible(not name)
        self._make.setVisible(not name and self._can_make)
        self._use.setEnabled(not self._busy and not self.is_reading())
        self._make.setEnabled(self._use.isEnabled())
        self._name.setVisible(bool(name))
        self._close.setVisible(bool(name))
        self._close.setEnabled(not self._busy)
        # Isolated, as Unicode has it: a name may run in another direction than the window.
        shown = self._name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
        self._name.setText(f"\u2068{shown}\u2069" if name else "")
        self._name.setAccessibleName(self.tr("Key file: {name}").format(name=name) if name else "")


def _link(text: str, parent: QWidget) -> QPushButton:
    made = QPushButton(text, parent)
    made.setProperty("look", "link")
    made.setAutoDefault(False)
    return made
