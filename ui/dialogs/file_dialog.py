"""One file that is there already, by our own browser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.dialog import Dialog
from ui.dialogs.file_browser import ENTRY_ROLE, FileBrowser
from ui.dialogs.folder_listing import Entry
from ui.jobs import Jobs
from ui.theme import Theme

_SIZE = QSize(720, 480)


class FileDialog(Dialog):
    """Answers one file. Where it was is forgotten with the dialog. Each kind calls `ask`."""

    file_chosen = Signal(str)

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit(_SIZE)
        self.browser = FileBrowser(jobs, theme, self)
        self.browser.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.browser.paths_taken.connect(lambda paths: self._finish(paths[0]))
        self.browser.selection_changed.connect(self._allow)
        self._question = self.heading("")
        self._choose = QPushButton(self.tr("Choose"), self)
        self._choose.clicked.connect(self._take_selected)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(20, 18, 20, 18)
        down.setSpacing(14)
        down.addWidget(self._question)
        down.addWidget(self.browser, 1)
        down.addLayout(self.button_row(self._choose, cancel))
        self._choose.setAutoDefault(False)  # Return belongs to the list: it opens folders
        self._choose.setDefault(False)
        cancel.setAutoDefault(False)
        self.browser.view.setFocus()
        self._allow()

    def ask(self, question: str, *, nothing_here: str) -> None:
        """What the dialog is for, and what it says of an empty folder."""
        self._question.setText(question)
        self.setAccessibleName(question)
        self.browser.nothing_here = nothing_here

    def _allow(self) -> None:
        self._choose.setEnabled(bool(self.browser.selected()))

    def _take_selected(self) -> None:
        for index in self.browser.view.selectedIndexes():
            entry: Entry = index.data(ENTRY_ROLE)
            if entry.is_folder:
                self.browser.open_folder(Path(entry.path))
            else:
                self._finish(entry.path)

    def _finish(self, path: str) -> None:
        self.file_chosen.emit(path)
        self.accept()
