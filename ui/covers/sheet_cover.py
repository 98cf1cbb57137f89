"""The Sheet cover: a small working table, with a household's budget in it until somebody writes another."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout

from reader.covers.kept import KeptFiles
from reader.covers.sheet import MAX_FILE_BYTES, Cells, budget, name_of, table, to_csv
from ui.covers.autosave import Autosave
from ui.covers.bidi import left_to_right
from ui.covers.cover import Cover
from ui.covers.scratch import Scratch
from ui.covers.sheet_model import SheetModel
from ui.covers.sheet_view import SheetView
from ui.jobs import Jobs
from ui.theme import Theme

_SIZE = QSize(960, 640)
_FILE = "sheet"
_SMALL_CURRENCIES = {QLocale.Language.Korean: 1000, QLocale.Language.Japanese: 100}
"""Where a rent of 850 would be that of a doll's house."""


class SheetCover(Cover):
    """A line that says what the chosen cell holds, and the table."""

    def __init__(self, files: KeptFiles, jobs: Jobs, theme: Theme, *, title: str) -> None:
        super().__init__(theme, title=title, size=_SIZE)
        kept = files.read(_FILE, max_bytes=MAX_FILE_BYTES)
        self._stored = self._budget() if kept is None else table(kept)
        self._autosave = Autosave(files, jobs, self)
        self._scratch = Scratch(self)
        self._model = SheetModel(self._stored)
        self._view = SheetView(self._model, self)
        self._line = QLabel(self)
        self._line.setObjectName("notice")
        self._lay_out()
        self.listen([self._view, self._view.viewport()])
        self._connect()
        self._show_line()

    def is_saved(self) -> bool:
        """See `Cover`."""
        return self._autosave.is_idle()

    def begin_scratch(self) -> None:
        """See `Cover`. A line that is being typed into is put away."""
        self._scratch.begin()

    def drop_scratch(self) -> None:
        """See `Cover`."""
        self._scratch.drop()

    def end_scratch(self) -> None:
        """See `Cover`."""
        self._scratch.end()

    def _edited(self) -> None:
        self._show_line()
        if not self._scratch.is_on():
            self._stored = self._model.cells
            self._autosave.save(_FILE, to_csv(self._stored))

    def _forget(self) -> None:
        self._view.close_editors()
        if self._model.cells != self._stored:
            place = self._view.currentIndex()
            row, column = place.row(), place.column()
            self._model.replace(self._stored)
            self._view.setCurrentIndex(self._model.index(row, column))
        self._show_line()

    def _show_line(self, _current: QModelIndex | None = None) -> None:
        index = self._view.currentIndex()
        cell = (max(0, index.row()), max(0, index.column()))
        self._line.setText(f"{name_of(cell)}   {left_to_right(self._model.cells.get(cell, ''))}")

    def _budget(self) -> Cells:
        items = (
            self.tr("Rent"), self.tr("Groceries"), self.tr("Electricity"), self.tr("Water"),
            self.tr("Telephone"), self.tr("Bus and train"), self.tr("Clothes"), self.tr("Savings"),
        )  # fmt: skip
        headings = (self.tr("Item"), self.tr("Planned"), self.tr("Spent"), self.tr("Left"))
        return budget(headings, items, self.tr("Total"), scale=_SMALL_CURRENCIES.get(QLocale().language(), 1))

    def _connect(self) -> None:
        self._scratch.dropped.connect(self._forget)
        self._model.edited.connect(self._edited)
        self._view.selectionModel().currentChanged.connect(self._show_line)
        self._autosave.failed.connect(
            lambda: self._line.setText(self.tr("The sheet could not be saved. Is the disk full?"))
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(self._view, 1)
        self._view.setFocus()
