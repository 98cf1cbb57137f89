"""A list of any length: rows of one height, of which only those in view are asked for.

A QListView asks its model about every row whenever it lays itself out (measured: 2 s for 240,000 rows of a model in
Python); a table with rows of a fixed height asks about those that it draws.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget


class PlaceList(QTableView):
    """One column. A click or Enter chooses."""

    chosen = Signal(QModelIndex)

    def __init__(self, row_height_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("places")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(row_height_px)
        down.setDefaultSectionSize(row_height_px)
        self.clicked.connect(self.chosen)

    def bring_into_view(self, index: QModelIndex) -> None:
        """Scroll as far as is needed for this row, and for the one above it, which may be its heading."""
        if index.isValid():
            self.scrollTo(index.siblingAtRow(max(0, index.row() - 1)))
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
