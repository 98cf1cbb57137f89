"""The Sheet cover: a small working table, with a household's budget in it until somebody writes another."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from reader.covers.gestures import CELL_PHRASE, GO_TO_CODE, PhraseGesture
from reader.covers.kept import KeptFiles
from reader.covers.sheet import MAX_FILE_BYTES, Cell, Cells, budget, table, to_csv
from ui.covers.autosave import Autosave
from ui.covers.cover import Cover
from ui.covers.scratch import Scratch
from ui.covers.sheet_head import SheetHead
from ui.covers.sheet_model import SheetModel
from ui.covers.sheet_view import SheetView
from ui.jobs import Jobs
from ui.theme import Theme

_SIZE = QSize(960, 640)
_FILE = "sheet"
_GO_TO_KEYS = ("Ctrl+G", "F5")  # as in the spreadsheets that people know
_SMALL_CURRENCIES = {QLocale.Language.Korean: 1000, QLocale.Language.Japanese: 100}
"""Where a rent of 850 would be that of a doll's house."""


class SheetCover(Cover):
    """A line that says what the chosen cell holds and leads to others, and the table."""

    def __init__(self, files: KeptFiles, jobs: Jobs, theme: Theme, *, title: str) -> None:
        super().__init__(theme, title=title, size=_SIZE)
        kept = files.read(_FILE, max_bytes=MAX_FILE_BYTES)
        self._stored = self._budget() if kept is None else table(kept)
        self._autosave = Autosave(files, jobs, self)
        self._scratch = Scratch(self)
        self._model = SheetModel(self._stored)
        self._view = SheetView(self._model, self)
        self._gesture = PhraseGesture(CELL_PHRASE)
        self._head = SheetHead(self._gesture, self)
        self._lay_out()
        self.listen([self._view, self._view.viewport()], own_gesture=self._gesture)
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
        if self._head.name.hasFocus():
            self._view.setFocus()
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
        self._head.show_cell(cell, self._model.cells.get(cell, ""))

    def _ask_cell(self) -> None:
        if self._input.is_open():
            self._head.name.enter()
        else:
            self._gesture.enter()

    def _go(self, cell: Cell) -> None:
        self._view.setCurrentIndex(self._model.index(*cell))
        self._view.setFocus()

    def _budget(self) -> Cells:
        items = (
            self.tr("Rent"), self.tr("Groceries"), self.tr("Electricity"), self.tr("Water"),
            self.tr("Telephone"), self.tr("Bus and train"), self.tr("Clothes"), self.tr("Savings"),
        )  # fmt: skip
        headings = (self.tr("Item"), self.tr("Planned"), self.tr("Spent"), self.tr("Left"))
        return budget(headings, items, self.tr("Total"), scale=_SMALL_CURRENCIES.get(QLocale().language(), 1))

    def _note_control(self, code: int) -> None:
        """No shortcut is heard in a layout without Latin letters, and what is meant for the line would be kept."""
        if code == GO_TO_CODE:
            self._ask_cell()

    def _connect(self) -> None:
        self._input.control_pressed.connect(self._note_control)
        self._scratch.over.connect(self._input.drop_rest)
        self._scratch.dropped.connect(self._forget)
        self._model.edited.connect(self._edited)
        self._view.selectionModel().currentChanged.connect(self._show_line)
        self._head.cell_wanted.connect(self._go)
        self._head.left.connect(self._view.setFocus)
        self._autosave.failed.connect(
            lambda: self._head.say(self.tr("The sheet could not be saved. Is the disk full?"))
        )
        for keys in _GO_TO_KEYS:
            QShortcut(QKeySequence(keys), self, self._ask_cell)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._view, 1)
        self._view.setFocus()
