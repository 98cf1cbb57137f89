"""The cells as Qt's table wants them: what is typed to edit, what it comes to to look at."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from reader.covers.calculator import Problem, number_token
from reader.covers.figures import shown_result
from reader.covers.formulas import Fault, Value, values
from reader.covers.sheet import COLUMNS, ROWS, Cell, Cells, changed, name_of
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "SheetModel"
_REASONS: dict[Problem | Fault, str] = {
    Problem.UNFINISHED: QT_TRANSLATE_NOOP("SheetModel", "not understood"),
    Problem.DIVISION_BY_ZERO: QT_TRANSLATE_NOOP("SheetModel", "division by zero"),
    Problem.TOO_LARGE: QT_TRANSLATE_NOOP("SheetModel", "too large"),
    Fault.CIRCLE: QT_TRANSLATE_NOOP("SheetModel", "needs itself"),
    Fault.NOT_UNDERSTOOD: QT_TRANSLATE_NOOP("SheetModel", "not understood"),
    Fault.NEEDS_ANOTHER: QT_TRANSLATE_NOOP("SheetModel", "needs another cell"),
}
_MAX_UNDO = 100
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """Says `edited` after each change that somebody made."""

    edited = Signal()

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        locale = QLocale()
        self._point, self._group = locale.decimalPoint(), locale.groupSeparator()
        self._before: list[Cells] = []
        self.cells: Cells = {}
        self._values: dict[Cell, Value] = {}
        self.replace(cells)

    def replace(self, cells: Cells) -> None:
        """Show others; open editors are put away, and nothing can be undone."""
        self.beginResetModel()
        self._before.clear()
        self._take(cells)
        self.endResetModel()

    def change(self, changes: Cells) -> None:
        """What somebody did: to be undone as one."""
        cells = changed(self.cells, changes)
        if cells == self.cells:
            return
        self._before = [*self._before[1 - _MAX_UNDO :], self.cells]
        self._show(cells)

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self._show(self._before.pop())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else COLUMNS

    def flags(self, _index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return name_of((0, section))[0] if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = (index.row(), index.column())
        does: dict[int, Callable[[Cell], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.shown,
            Qt.ItemDataRole.EditRole: lambda cell: self.cells.get(cell, ""),
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            Qt.ItemDataRole.AccessibleTextRole: lambda cell: f"{name_of(cell)} {self.shown(cell)}",
        }
        return does[role](cell) if role in does else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.change({(index.row(), index.column()): str(value)})
        return True

    def shown(self, cell: Cell) -> str:
        """What a cell shows."""
        value = self._values.get(cell, "")
        if isinstance(value, Decimal):
            return shown_result(number_token(value), point=self._point, group=self._group)
        return value if isinstance(value, str) else QCoreApplication.translate(_CONTEXT, _REASONS[value])

    def _alignment(self, cell: Cell) -> Qt.AlignmentFlag:
        is_number = isinstance(self._values.get(cell), Decimal)
        side = Qt.AlignmentFlag.AlignTrailing if is_number else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter

    def _show(self, cells: Cells) -> None:
        self._take(cells)
        self.dataChanged.emit(self.index(0, 0), self.index(ROWS - 1, COLUMNS - 1))
        self.edited.emit()

    def _take(self, cells: Cells) -> None:
        self.cells = cells
        self._values = values(cells, point=self._point)
