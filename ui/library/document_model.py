"""The list's rows for Qt: a thin model over a plain Python list, which is never copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.library.rows import ListRow
from ui.library.wording import spoken_row

ROW_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class DocumentModel(QAbstractListModel):
    """Hands out `ListRow`s under ROW_ROLE. `today()` is asked for by whoever speaks of days."""

    def __init__(self, parent: QObject | None = None, *, today: Callable[[], date] = date.today) -> None:
        super().__init__(parent)
        self._rows: Sequence[ListRow] = ()
        self._today = today

    def rows(self) -> Sequence[ListRow]:
        """The rows in the order shown."""
        return self._rows

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows; costs the same for any number of them."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def cover_arrived(self, document_id: int, first: int, last: int) -> None:
        """A picture is here: draw its row again if it lies between `first` and `last`, the rows on screen."""
        for number in range(max(first, 0), min(last + 1, len(self._rows))):
            if self._rows[number].document.id == document_id:
                index = self.index(number)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.document.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row, self._today())
        return None
