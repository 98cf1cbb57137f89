"""Which folder."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.dialogs.dialog import Dialog
from ui.dialogs.file_browser import FileBrowser
from ui.jobs import Jobs
from ui.theme import Theme

_SIZE = QSize(720, 480)


class FolderDialog(Dialog):
    """Answers the folder chosen in the list, or else the one on show."""

    folder_chosen = Signal(str)

    def __init__(self, heading: str, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit(_SIZE)
        self._browser = FileBrowser(jobs, theme, self, folders_only=True)
        choose = QPushButton(self.tr("Choose"), self)
        choose.clicked.connect(self._choose)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(20, 18, 20, 18)
        down.setSpacing(14)
        down.addWidget(self.heading(heading))
        down.addWidget(self._browser, 1)
        down.addLayout(self.button_row(choose, cancel))
        choose.setAutoDefault(False)
        choose.setDefault(False)
        cancel.setAutoDefault(False)
        self._browser.view.setFocus()

    def _choose(self) -> None:
        chosen = self._browser.selected() or [str(self._browser.folder())]
        self.folder_chosen.emit(chosen[0])
        self.accept()
