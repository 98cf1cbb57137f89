"""A table of a document as Qt's views want it: cells by row and column, headings apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.reading.table_grid import MOST_COLUMNS, Cell, TableGrid

Index = QModelIndex | QPersistentModelIndex
_EMPTY = Cell()
_RIGHT_TO_LEFT = "\u200f"
"""Behind a heading: a header lays text out from left to right, and a comma at its end would change sides."""


class TableModel(QAbstractTableModel):
    """The rows of a grid without those that only head the others: these stand above and stay there."""

    def __init__(self, grid: TableGrid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heading_rows = grid.heading_rows
        self._is_rtl = grid.is_rtl
        self._placed = _placed(grid)
        self._rows = len(grid.rows) - self._heading_rows
        self._columns = min(MOST_COLUMNS, max((column + 1 for _, column in self._placed), default=0))
        self._headings = [self._heading(column) for column in range(self._columns)]

    @property
    def has_headings(self) -> bool:
        return self._heading_rows > 0

    def cell(self, row: int, column: int) -> Cell:
        """The cell that begins there; an empty one where another reaches into or nothing is."""
        found = self._placed.get((row + self._heading_rows, column))
        return found[0] if found is not None and found[1] else _EMPTY

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Row, column, rows and columns of every cell that takes more than one."""
        for (row, column), (cell, begins) in self._placed.items():
            if begins and (cell.rows > 1 or cell.columns > 1) and row >= self._heading_rows:
                rows = min(cell.rows, self._rows + self._heading_rows - row)
                yield row - self._heading_rows, column, rows, min(cell.columns, self._columns - column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.cell(index.row(), index.column()).text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        heading = self._headings[section]
        return f"{heading}{_RIGHT_TO_LEFT}" if self._is_rtl and heading else heading

    def _heading(self, column: int) -> str:
        over = (self._placed.get((row, column)) for row in range(self._heading_rows))
        texts = (found[0].text for found in over if found is not None)
        return "\n".join(dict.fromkeys(text for text in texts if text))


def _placed(grid: TableGrid) -> dict[tuple[int, int], tuple[Cell, bool]]:
    """Which cell takes which places, and whether it begins there (HTML, "forming a table")."""
    taken: dict[tuple[int, int], tuple[Cell, bool]] = {}
    for row, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if column >= MOST_COLUMNS:
                break
            for down in range(min(cell.rows, len(grid.rows) - row)):
                for across in range(min(cell.columns, MOST_COLUMNS - column)):
                    taken[row + down, column + across] = cell, down == across == 0
            column += cell.columns
    return taken
