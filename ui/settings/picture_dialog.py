"""Which picture other screens show."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.file_dialog import FileDialog
from ui.jobs import Jobs
from ui.theme import Theme

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"})
"""Of `reader.covers.picture.FORMATS`; what is inside decides in the end."""


class PictureDialog(FileDialog):
    """Lists pictures only."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(jobs, theme, parent)
        self.ask(self.tr("Which picture?"), nothing_here=self.tr("There are no pictures in this folder."))
        self.browser.set_suffixes(_SUFFIXES)
