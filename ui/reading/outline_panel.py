"""The table of contents beside the page, with the chapter one is in marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from reader.text.model import Locator, OutlineEntry

_INDENT = "\u2003"
_TARGET_ROLE = Qt.ItemDataRole.UserRole + 1


class OutlinePanel(QWidget):
    """A list of entries, indented by level. Choosing one asks to go there."""

    place_requested = Signal(object)  # Locator

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(self.tr("Contents"), self)
        heading.setProperty("look", "section")
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setObjectName("sections")
        self._list.setModel(self._model)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Contents"))
        self._list.clicked.connect(self._chosen)
        self._list.activated.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(heading)
        column.addWidget(self._list)
        self._targets: list[Locator] = []

    def set_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show these, in the order of the document's own table."""
        self._model.clear()
        for entry in entries:
            item = QStandardItem(_INDENT * max(0, entry.level - 1) + entry.title)
            item.setData(entry.target, _TARGET_ROLE)
            item.setToolTip(entry.title)
            self._model.appendRow(item)
        self._targets = [entry.target for entry in entries]

    @property
    def is_empty(self) -> bool:
        return not self._targets

    def show_place(self, place: Locator) -> None:
        """Mark the last entry that begins at or before `place`."""
        row = bisect_right(self._targets, place) - 1 if _sorted(self._targets) else _nearest(self._targets, place)
        if 0 <= row < self._model.rowCount() and row != self._list.currentIndex().row():
            self._list.setCurrentIndex(self._model.index(row, 0))

    def focus_list(self) -> None:
        """The keyboard goes to the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self, index: QModelIndex) -> None:
        target = index.data(_TARGET_ROLE)
        if isinstance(target, Locator):
            self.place_requested.emit(target)


def _sorted(targets: Sequence[Locator]) -> bool:
    return all(one <= other for one, other in pairwise(targets))


def _nearest(targets: Sequence[Locator], place: Locator) -> int:
    """The entry with the greatest target not behind `place`, where a table jumps about."""
    before = [(target, row) for row, target in enumerate(targets) if target <= place]
    return max(before)[1] if before else -1
