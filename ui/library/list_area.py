"""The list itself, or a sentence in its place; files dropped here come in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import shortcuts
from ui.library.cover_cache import CoverCache
from ui.library.document_delegate import ROW_HEIGHT_PX, DocumentDelegate
from ui.library.document_model import ROW_ROLE, DocumentModel
from ui.library.rows import ListRow
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState

_MARGIN_PX = 22
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListArea(QWidget):
    """Shows rows. An empty library greets; a search or part without documents says so."""

    row_activated = Signal(object)  # ListRow
    remove_requested = Signal(list)  # DocumentRow
    information_requested = Signal(int)  # document id
    files_dropped = Signal(list)  # paths as str
    add_requested = Signal()

    def __init__(self, covers: CoverCache, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._model = DocumentModel(self)
        self._delegate = DocumentDelegate(covers, theme, self)
        self.view = _DocumentView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Documents"))
        self.view.activated.connect(self._activate)
        self.view.delete_pressed.connect(self._request_removal)
        self.view.menu_wanted.connect(self._show_menu)
        self._is_chosen = False
        self.view.selectionModel().currentChanged.connect(self._note_choice)
        self._empty = EmptyState(self)
        self._empty.button_clicked.connect(self.add_requested)
        covers.arrived.connect(self._draw_cover)
        self._lay_out()

    def set_rows(self, rows: Sequence[ListRow], place: int, *, library_is_empty: bool, searching: bool) -> None:
        """Show these rows with the one at `place` selected, or with -1 the first, which then is nobody's choice."""
        self._model.set_rows(rows)
        if rows:
            self._select(max(place, 0))
            self._is_chosen = place >= 0
        elif library_is_empty:
            self._greet()
        else:
            self._say_nothing_here(searching=searching)
        self._stack.setCurrentWidget(self._page if rows else self._empty)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._delegate.set_theme(theme)
        self._empty.set_theme(theme)
        self.view.viewport().update()

    def set_today(self, today: date) -> None:
        """The day that "today" means in the list."""
        self._delegate.set_today(today)

    def show_message(self, message: str) -> None:
        """A sentence in place of the list."""
        self._empty.show_text(message, "", "")
        self._stack.setCurrentWidget(self._empty)

    def activate_current(self) -> None:
        """Open the selected row, as Return in the list does."""
        if self.view.currentIndex().isValid():
            self._activate(self.view.currentIndex())

    def request_information(self) -> None:
        """Ask for what is known about the selected document."""
        row: ListRow | None = self.view.currentIndex().data(ROW_ROLE)
        if row is not None and self._stack.currentWidget() is self._page:
            self.information_requested.emit(row.document.id)

    def scroll_to_current(self) -> None:
        """Bring the selected row into sight."""
        self.view.updateGeometries()  # the scroll bar does not know of new rows yet, and goes no further than it knows
        self.view.scrollTo(self.view.currentIndex())

    def focus_list(self) -> None:
        """The keyboard goes to the list, unless a sentence stands in its place."""
        if self._stack.currentWidget() is self._page:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            _take_a_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            _take_a_copy(event)
            self.files_dropped.emit(paths)

    def _lay_out(self) -> None:
        self._page = QWidget(self)
        inner = QVBoxLayout(self._page)
        inner.setContentsMargins(_MARGIN_PX, 8, _MARGIN_PX, 0)
        inner.addWidget(self.view)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._empty)

    def _greet(self) -> None:
        self._empty.show_text(
            self.tr("Your library is empty, and ready."),
            self.tr(
                "Add books, texts, letters, web pages, PDF files or pictures, or drop them here. All is kept encrypted."
            ),
            self.tr("Add…"),
        )

    def _say_nothing_here(self, *, searching: bool) -> None:
        if searching:
            self._empty.show_text(
                self.tr("Nothing found."), self.tr("Try fewer or shorter words. Escape leaves the search."), ""
            )
        else:
            self._empty.show_text(self.tr("Nothing here yet."), "", "")

    def _select(self, number: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(self._model.index(number), flag)

    def chosen_document(self) -> int | None:
        """The id of the document that the person has selected; none while the first row is, for want of a choice."""
        if not self._is_chosen:
            return None
        row: ListRow | None = self.view.currentIndex().data(ROW_ROLE)
        return None if row is None else row.document.id

    def _note_choice(self) -> None:
        self._is_chosen = True

    def _activate(self, index: QModelIndex) -> None:
        self._is_chosen = True
        self.row_activated.emit(index.data(ROW_ROLE))

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open"), self.activate_current)
        information = self.tr("Information")  # apart, for translators' tools look into no f-string
        menu.addAction(f"{information}\t{shortcuts.INFORMATION}", self.request_information)
        menu.addSeparator()
        menu.addAction(self.tr("Delete…"), self._request_removal)
        menu.popup(place)

    def _request_removal(self) -> None:
        rows: list[ListRow] = [index.data(ROW_ROLE) for index in self.view.selectedIndexes()]
        if rows:
            self.remove_requested.emit([row.document for row in rows])

    def _draw_cover(self, document: int) -> None:
        viewport = self.view.viewport().rect()
        first = self.view.indexAt(viewport.topLeft()).row()
        last = self.view.indexAt(viewport.bottomLeft()).row()
        self._model.cover_arrived(document, first, len(self._model.rows()) if last < 0 else last)


def _take_a_copy(event: QDropEvent) -> None:
    """Never a move: the file manager would delete the original. Where only that is on offer, nothing is accepted."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.setAccepted(event.dropAction() == Qt.DropAction.CopyAction)


class _DocumentView(QTableView):
    """A table of one column, dressed as a list: QListView asks the model for every row at each reset (measured: 378 ms
    for 100,000), QTableView only for those on screen."""

    delete_pressed = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._return_released_at_ms = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN and self.currentIndex().isValid():
            if not self._is_held(event):
                self.activated.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # for the page, wherever the keyboard is
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """On the row under the pointer, or for a key on the current one."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        if index.row() not in {each.row() for each in self.selectedIndexes()}:
            self.setCurrentIndex(index)
        place = self.visualRect(index).center() if is_key else event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN:
            self._return_released_at_ms = event.timestamp()
        super().keyReleaseEvent(event)

    def _is_held(self, event: QKeyEvent) -> bool:
        """Return held a moment too long at the prompt must open nothing. X11 repeats a key as a release and a press of
        the same instant, and Qt does not always see that they belong together (measured)."""
        return event.isAutoRepeat() or 0 < event.timestamp() == self._return_released_at_ms
