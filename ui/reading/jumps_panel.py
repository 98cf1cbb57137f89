"""Where one came from: the places that were jumped from, the last one first, beside the page."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from reader.text.model import Locator
from ui.translations import is_mirrored

_PLACE_ROLE = Qt.ItemDataRole.UserRole + 1


class JumpLine(msgspec.Struct, frozen=True, kw_only=True):
    """One place: its chapter, how far into the document it is, and the words that stand there."""

    place: Locator
    chapter: str
    where: str
    words: str = ""
    is_ahead: bool = False


class JumpsPanel(QWidget):
    """Choosing a line asks to go there."""

    place_requested = Signal(object)  # Locator

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(self.tr("Where you came from"), self)
        heading.setProperty("look", "section")
        self._nothing = QLabel(self.tr("Nowhere yet: places that you jump from are listed here."), self)
        self._nothing.setProperty("look", "soft")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(12, 8, 12, 8)
        self.model = QStandardItemModel(self)
        self.list = QListView(self)
        self.list.setObjectName("jumps")
        self.list.setModel(self.model)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Where you came from"))
        self.list.clicked.connect(self._chosen)
        self.list.activated.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for each in (heading, self._nothing, self.list):
            column.addWidget(each)
        self.set_lines(())

    def set_lines(self, lines: Sequence[JumpLine]) -> None:
        """Show these; the line that was current stays so, if it is still there."""
        current = self.list.currentIndex().data(_PLACE_ROLE)
        self.model.clear()
        for line in lines:
            item = QStandardItem(_written(line))
            item.setData(line.place, _PLACE_ROLE)
            self.model.appendRow(item)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        row = next((n for n, line in enumerate(lines) if line.place == current), 0)
        self.list.setCurrentIndex(self.model.index(row, 0))

    def focus_list(self) -> None:
        """The keyboard goes to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self, index: QModelIndex) -> None:
        place = index.data(_PLACE_ROLE)
        if isinstance(place, Locator):
            self.place_requested.emit(place)


def _written(line: JumpLine) -> str:
    arrow = ("\u2190 " if is_mirrored() else "\u2192 ") if line.is_ahead else ""
    head = arrow + " · ".join(part for part in (line.where, line.chapter) if part)
    return f"{head}\n{line.words}" if line.words else head
