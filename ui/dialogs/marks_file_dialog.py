"""Which file of marks comes in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.file_dialog import FileDialog
from ui.jobs import Jobs
from ui.theme import Theme


class MarksFileDialog(FileDialog):
    """Lists JSON files only; what is inside decides in the end."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(jobs, theme, parent)
        self.ask(
            self.tr("Which file of marks? It is one that was exported as JSON."),
            nothing_here=self.tr("There are no JSON files in this folder."),
        )
        self.browser.set_suffixes(frozenset({".json"}))
