"""Which file is the key."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.file_dialog import FileDialog
from ui.jobs import Jobs
from ui.theme import Theme


class KeyFileDialog(FileDialog):
    """Any file may be one."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(jobs, theme, parent)
        self.ask(self.tr("Which file is the key?"), nothing_here=self.tr("There are no files in this folder."))
