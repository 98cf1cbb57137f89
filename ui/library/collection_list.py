"""The collections, nested, below the parts of the library. A thin model: any number of them costs the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.store.rows import Collection
from ui.theme import Theme
from ui.translations import reading_edge
from ui.widgets.part_button import ROW_HEIGHT_PX, PartLook, paint_part

_STEP_PX = 14
_MOST_STEPS = 5
"""What nests deeper is drawn no further in: the column is narrow."""

_COLLECTION = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class CollectionList(QWidget):
    """Hidden as long as there are none; takes its room all the same. `chosen` follows mouse and keyboard."""

    chosen = Signal(int)  # the collection's number
    marks_export_requested = Signal(int)  # the collection's number

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_silent = False
        self._model = _Model(self)
        self._delegate = _Delegate(theme, self)
        self._heading = QLabel(self.tr("Collections"), self)
        self._heading.setProperty("look", "section")
        self._heading.setAlignment(reading_edge())
        self.view = QListView(self)
        self.view.setObjectName("collections")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.tr("Collections"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self._menu = QMenu(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(2)
        down.addWidget(self._heading)
        down.addWidget(self.view, 1)
        self._heading.hide()
        self.view.hide()

    def show_collections(self, collections: Sequence[Collection]) -> None:
        """Show these; the chosen one stays chosen as long as it is there, and nothing is told."""
        before = self._current()
        if tuple(collections) == self._model.collections:
            return
        with self._silently():
            self._model.set_collections(collections)
            place = next((at for at, each in enumerate(collections) if each.id == before), -1)
            if place >= 0:
                self.view.setCurrentIndex(self._model.index(place))
        self._heading.setVisible(bool(collections))
        self.view.setVisible(bool(collections))

    def choose_none(self) -> None:
        """Something else is chosen."""
        with self._silently():
            self.view.selectionModel().clear()

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._delegate.theme = theme
        self.view.viewport().update()

    @contextmanager
    def _silently(self) -> Iterator[None]:
        self._is_silent = True
        try:
            yield
        finally:
            self._is_silent = False

    def _current(self) -> int:
        collection: Collection | None = self.view.currentIndex().data(_COLLECTION)
        return 0 if collection is None else collection.id

    def _show_menu(self, point: QPoint) -> None:
        """Of the collection under the pointer, or of the chosen one."""
        index = self.view.indexAt(point)
        collection: Collection | None = (index if index.isValid() else self.view.currentIndex()).data(_COLLECTION)
        if collection is None:
            return
        self._menu.clear()
        export = self._menu.addAction(self.tr("Export marks and notes…"))
        export.triggered.connect(partial(self.marks_export_requested.emit, collection.id))
        self._menu.popup(self.view.viewport().mapToGlobal(point))

    def _tell(self) -> None:
        number = self._current()
        if number and not self._is_silent:
            self.chosen.emit(number)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.collections: tuple[Collection, ...] = ()

    def set_collections(self, collections: Sequence[Collection]) -> None:
        self.beginResetModel()
        self.collections = tuple(collections)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.collections)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.collections):
            return None
        collection = self.collections[index.row()]
        if role == _COLLECTION:
            return collection
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return collection.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{collection.name}, {collection.document_count}"
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(1, ROW_HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        collection: Collection = index.data(_COLLECTION)
        state, flags = option.state, QStyle.StateFlag
        look = PartLook(
            bool(state & flags.State_Selected),
            bool(state & flags.State_MouseOver),
            bool(state & flags.State_HasFocus and state & flags.State_Selected),
            min(collection.level, _MOST_STEPS) * _STEP_PX,
        )
        painter.save()
        painter.setFont(option.font)
        paint_part(painter, option.rect, collection.name, collection.document_count, look, self.theme)
        painter.restore()
