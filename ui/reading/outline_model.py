"""A table of contents as a tree, or, while something is sought in it, as the list of what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from reader.text.fold import fold
from reader.text.model import Locator, OutlineEntry

Index = QModelIndex | QPersistentModelIndex
TITLE, WHERE = range(2)
_NONE = -1


class OutlineModel(QAbstractItemModel):
    """Entries by number, each below the last one before it of a lower level. Nothing is copied: 2,000 are quick."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[OutlineEntry] = ()
        self._where: Callable[[Locator], str] = lambda _place: ""
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._rows: list[int] = []
        self._folded: list[str] = []
        self._found: list[int] | None = None
        self._here = _NONE

    def set_entries(self, entries: Sequence[OutlineEntry], where: Callable[[Locator], str]) -> None:
        """Show these; `where` says beside each how far into the document it is."""
        self.beginResetModel()
        self._entries, self._where = entries, where
        self._parents, self._rows, self._children = [], [], {_NONE: []}
        self._folded, self._found, self._here = [], None, _NONE
        above: list[int] = []
        for number, entry in enumerate(entries):
            while above and entries[above[-1]].level >= entry.level:
                above.pop()
            parent = above[-1] if above else _NONE
            row = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._rows.append(len(row))
            row.append(number)
            above.append(number)
        self.endResetModel()

    def find(self, words: str) -> None:
        """Show only the entries with these words in them; with none the whole tree again."""
        sought = fold(words).strip()
        if not self._folded:
            self._folded = [fold(entry.title) for entry in self._entries]
        self.beginResetModel()
        self._found = [n for n, title in enumerate(self._folded) if sought in title] if sought else None
        self.endResetModel()

    @property
    def is_finding(self) -> bool:
        return self._found is not None

    @property
    def is_nested(self) -> bool:
        """Whether any entry has others below it."""
        return len(self._children) > 1

    def entry(self, index: Index) -> OutlineEntry:
        """The entry behind an index that is valid."""
        return self._entries[index.internalId()]

    def index_of(self, number: int) -> QModelIndex:
        """Where an entry stands now; invalid while it is not among those found."""
        if self._found is None:
            return self.createIndex(self._rows[number], TITLE, number)
        return self.createIndex(self._found.index(number), TITLE, number) if number in self._found else QModelIndex()

    def set_here(self, number: int) -> None:
        """Mark the entry that one is in; -1 for none."""
        before, self._here = self._here, number
        for each in (before, number):
            if each >= 0 and (index := self.index_of(each)).isValid():
                self.dataChanged.emit(index, index.siblingAtColumn(WHERE))

    # -- Qt

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own signature
        rows = self._below(parent)
        return self.createIndex(row, column, rows[row]) if 0 <= row < len(rows) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - QObject's has no index
        if not index.isValid() or self._found is not None:
            return QModelIndex()
        above = self._parents[index.internalId()]
        return QModelIndex() if above == _NONE else self.createIndex(self._rows[above], TITLE, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.internalId()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title if index.column() == TITLE else self._where(entry.target)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.title
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == WHERE:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and index.internalId() == self._here and index.column() == TITLE:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _below(self, parent: Index) -> list[int]:
        if not parent.isValid():
            return self._children.get(_NONE, []) if self._found is None else self._found
        return self._children.get(parent.internalId(), []) if self._found is None else []
