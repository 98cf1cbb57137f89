"""The table of contents beside the page: a tree that opens and closes, with the chapter one is in marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeView, QVBoxLayout, QWidget

from reader.text.model import Locator, OutlineEntry
from ui.reading.outline_model import TITLE, WHERE, OutlineModel
from ui.widgets.safe_line_edit import SafeLineEdit

_MOST_OPENED = 80
_FEWEST_TO_FIND = 12
_MOST_WRAPPED = 300
_INDENT_PX = 16


class OutlinePanel(QWidget):
    """Choosing an entry asks to go there. Typing above the tree finds entries."""

    place_requested = Signal(object)  # Locator

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(self.tr("Contents"), self)
        heading.setProperty("look", "section")
        self.field = SafeLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find a chapter"))
        self.field.setAccessibleName(self.tr("Find a chapter"))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.model = OutlineModel(self)
        self.tree = self._tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for each in (heading, self.field, self.tree):
            column.addWidget(each)
        self._targets: list[Locator] = []
        self._is_sorted = True
        self._here = -1

    def set_entries(self, entries: Sequence[OutlineEntry], where: Callable[[Locator], str] = lambda _place: "") -> None:
        """Show these, in the order of the document's own table; `where` is said beside each."""
        self._targets = [entry.target for entry in entries]
        self._is_sorted = all(one <= other for one, other in pairwise(self._targets))
        self._here = -1
        self.field.clear()
        self.field.setVisible(len(entries) >= _FEWEST_TO_FIND)
        self.model.set_entries(entries, where)
        self.tree.setUniformRowHeights(len(entries) > _MOST_WRAPPED)
        self.tree.setRootIsDecorated(self.model.is_nested)
        if len(entries) <= _MOST_OPENED:
            self.tree.expandAll()

    @property
    def is_empty(self) -> bool:
        return not self._targets

    def show_place(self, place: Locator) -> None:
        """Mark the last entry that begins at or before `place`."""
        number = bisect_right(self._targets, place) - 1 if self._is_sorted else _nearest(self._targets, place)
        if number != self._here:
            self._here = number
            self.model.set_here(number)
            self._show_here()

    def focus_list(self) -> None:
        """The keyboard goes to the tree."""
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_here()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._field_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _field_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            self.tree.setCurrentIndex(self.model.index(0, TITLE))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._chosen(self.model.index(0, TITLE))
        elif key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            return False
        return True

    def _find(self, words: str) -> None:
        self.model.find(words)
        if not self.model.is_finding:
            if len(self._targets) <= _MOST_OPENED:
                self.tree.expandAll()
            self._show_here()

    def _show_here(self) -> None:
        index = self.model.index_of(self._here) if self._here >= 0 else QModelIndex()
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.place_requested.emit(self.model.entry(index).target)

    def _tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setObjectName("contents")
        tree.setModel(self.model)
        tree.setHeaderHidden(True)
        tree.setIndentation(_INDENT_PX)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setWordWrap(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setAccessibleName(self.tr("Contents"))
        tree.setExpandsOnDoubleClick(False)
        tree.setAllColumnsShowFocus(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(WHERE, QHeaderView.ResizeMode.Fixed)
        tree.header().resizeSection(WHERE, 58)
        tree.clicked.connect(self._chosen)
        tree.activated.connect(self._chosen)
        return tree


def _nearest(targets: Sequence[Locator], place: Locator) -> int:
    """The entry with the greatest target not behind `place`, where a table jumps about."""
    before = [(target, row) for row, target in enumerate(targets) if target <= place]
    return max(before)[1] if before else -1
