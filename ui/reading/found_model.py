"""The places found as rows of a list: only the lines that are looked at are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from reader.reading.found_places import Chapter, Line, Rows
from reader.reading.hits import NO_HITS, Hits

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2
_KEPT_LINES = 4000
_AHEAD = 20
_Index = QModelIndex | QPersistentModelIndex
ReadLines = Callable[[Sequence[int], Callable[[dict[int, Line]], None]], None]


class FoundModel(QAbstractListModel):
    """Rows of hits under headings. A line that is not there yet is asked for when its row is drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(NO_HITS, ())
        self._hits: Hits = NO_HITS
        self._lines: dict[int, Line] = {}
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._read: ReadLines | None = None
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(0)
        self._gather.timeout.connect(self._ask)

    def show_hits(self, hits: Hits, chapters: Sequence[Chapter], read: ReadLines | None) -> None:
        """Begin anew with these."""
        self.beginResetModel()
        self._hits, self._rows, self._read = hits, Rows(hits, chapters), read
        self._lines, self._wanted, self._asked = {}, set(), set()
        self.endResetModel()

    @property
    def hits(self) -> Hits:
        return self._hits

    def hit_at(self, index: _Index) -> int:
        """The number of the hit in a row; of a heading the first below it. -1 for none."""
        return self._rows.hit(index.row()) if index.isValid() else -1

    def index_of(self, hit: int) -> QModelIndex:
        """The row of a hit."""
        row = self._rows.row_of(hit)
        return self.index(row, 0) if row >= 0 else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        heading = self._rows.heading(index.row())
        if role == HEADING_ROLE:
            return heading
        if heading is not None:
            return heading[0] if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        line = self._line(self._rows.hit(index.row()))
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.text if line is not None else ""
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows.heading(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def _line(self, hit: int) -> Line | None:
        line = self._lines.get(hit)
        if line is None and hit not in self._asked:
            self._wanted.add(hit)
            if not self._gather.isActive():
                self._gather.start()
        return line

    def _ask(self) -> None:
        if self._read is None or not self._wanted:
            return
        last = max(self._wanted)
        wanted = sorted(self._wanted | set(range(last + 1, min(last + 1 + _AHEAD, len(self._hits)))))
        self._asked |= set(wanted)
        self._wanted = set()
        self._read(wanted, self._take)

    def _take(self, lines: dict[int, Line]) -> None:
        if len(self._lines) > _KEPT_LINES:
            self._lines, self._asked = {}, set()
        self._lines |= lines
        self._asked -= lines.keys()
        rows = [self._rows.row_of(hit) for hit in (min(lines, default=-1), max(lines, default=-1))]
        if min(rows) >= 0:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[1], 0))
