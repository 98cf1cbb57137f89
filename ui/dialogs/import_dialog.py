"""Which files and folders to add."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.dialogs import folder_listing
from ui.dialogs.dialog import Dialog
from ui.dialogs.file_browser import FileBrowser
from ui.dialogs.folder_listing import READABLE_SUFFIXES
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.choice_button import ChoiceButton

_SIZE = QSize(780, 540)


class ImportDialog(Dialog):
    """Several files and folders may be chosen; a chosen folder is taken with all that is in it."""

    paths_chosen = Signal(list)  # str

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit(_SIZE)
        self._browser = FileBrowser(jobs, theme, self)
        self._browser.paths_taken.connect(self._finish)
        self._browser.selection_changed.connect(self._count)
        self._filter = self._make_filter(theme)
        self._summary = QLabel(self)
        self._summary.setProperty("look", "soft")
        self._add = QPushButton(self.tr("Add"), self)
        self._add.clicked.connect(self._take_selected)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self._lay_out(cancel)
        self._browser.set_suffixes(READABLE_SUFFIXES)
        self._browser.view.setFocus()
        self._count()

    def _make_filter(self, theme: Theme) -> ChoiceButton:
        made = ChoiceButton("{choice}", theme, self)
        made.setAccessibleName(self.tr("Kind of files"))
        made.add_choice(self.tr("All that can be read"), READABLE_SUFFIXES)
        for name, suffixes in (
            (self.tr("Books"), folder_listing.BOOKS),
            (self.tr("PDF files"), folder_listing.PDF_FILES),
            (self.tr("Office documents"), folder_listing.LETTERS),
            (self.tr("Web pages"), folder_listing.WEB_PAGES),
            (self.tr("Texts and tables"), folder_listing.TEXTS),
            (self.tr("E-mail"), folder_listing.MESSAGES),
            (self.tr("Pictures and comics"), folder_listing.PICTURES),
            (self.tr("ZIP archives"), folder_listing.ARCHIVES),
        ):
            made.add_choice(name, suffixes)
        made.add_choice(self.tr("All files"), None)
        made.chosen.connect(self._browser.set_suffixes)
        return made

    def _lay_out(self, cancel: QPushButton) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(self._filter)
        foot.addWidget(self._summary)
        foot.addLayout(self.button_row(self._add, cancel), 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(20, 18, 20, 18)
        down.setSpacing(14)
        down.addWidget(self.heading(self.tr("Add to the library")))
        down.addWidget(self._browser, 1)
        down.addLayout(foot)
        self._add.setAutoDefault(False)  # Return belongs to the list: it opens folders
        self._add.setDefault(False)
        cancel.setAutoDefault(False)
        self._filter.setAutoDefault(False)

    def _count(self) -> None:
        chosen = len(self._browser.selected())
        self._summary.setText(self.tr("Chosen: {count}").format(count=QLocale().toString(chosen)))
        self._add.setEnabled(chosen > 0)

    def _take_selected(self) -> None:
        self._finish(self._browser.selected())

    def _finish(self, paths: list[str]) -> None:
        self.paths_chosen.emit(paths)
        self.accept()
