"""Our own way through folders. Qt's dialog writes where it has been to a file; this one remembers nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import HearthError
from ui.dialogs.folder_listing import Entry, Place, is_file, list_folder, places
from ui.dialogs.path_edit import PathEdit
from ui.direction_tricks import shown
from ui.icons import icon
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.translations import is_mirrored
from ui.words import sentence

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_PLACES_WIDTH_PX = 170
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class EntryModel(QAbstractListModel):
    """The content of one folder."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._icons = {True: icon("folder", theme.ember), False: icon("file", theme.soft)}

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show another folder's content."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(entry.name)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[entry.is_folder]
        if role == Qt.ItemDataRole.ToolTipRole and not entry.is_folder:
            return QLocale().formattedDataSize(entry.size_bytes)
        return None


class FileBrowser(QWidget):
    """Places, a path box and the folder's content. Return or a double click opens a folder or takes what is chosen."""

    selection_changed = Signal()
    paths_taken = Signal(list)  # str

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget, *, folders_only: bool = False) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._theme = theme
        self._folder = Path.home()
        self._suffixes: Collection[str] | None = None
        self._folders_only = folders_only
        self.nothing_here = "" if folders_only else self.tr("Nothing to add in this folder.")
        self._job: Job | None = None
        self._model = EntryModel(theme, self)
        self._make_controls()
        self._lay_out()
        self._jobs.run(places, self._show_places, owner=self)
        self.open_folder(self._folder)

    def folder(self) -> Path:
        """The folder on show."""
        return self._folder

    def selected(self) -> list[str]:
        """The paths of all chosen rows, in the order shown."""
        chosen: list[QModelIndex] = sorted(self.view.selectedIndexes())
        entries: list[Entry] = [index.data(ENTRY_ROLE) for index in chosen]
        return [entry.path for entry in entries]

    def set_suffixes(self, suffixes: Collection[str] | None) -> None:
        """Show only files with these endings; None shows all."""
        self._suffixes = suffixes
        self.open_folder(self._folder)

    def open_folder(self, folder: Path, *, select: str = "") -> None:
        """Go there; a folder that can't be read says why and leaves the list empty."""
        if self._job is not None:
            self._job.cancel()
        self._folder = folder
        self._path.setText(str(folder))
        suffixes: Collection[str] | None = () if self._folders_only else self._suffixes
        self._job = self._jobs.run(
            lambda: list_folder(folder, suffixes),
            lambda entries: self._show(entries, select),
            self._show_error,
            owner=self,
        )

    def go_up(self) -> None:
        """To the folder that holds this one, which stays chosen there."""
        if self._folder.parent != self._folder:
            self.open_folder(self._folder.parent, select=self._folder.name)

    def _make_controls(self) -> None:
        self._places = QListWidget(self)
        self._places.setObjectName("places")
        self._places.setFixedWidth(_PLACES_WIDTH_PX)
        self._places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places.setIconSize(QSize(18, 18))
        self._places.setAccessibleName(self.tr("Places"))
        self._places.itemActivated.connect(self._go_to_place)
        self._places.itemClicked.connect(self._go_to_place)
        self._up = QToolButton(self)
        self._up.setIcon(icon("up", self._theme.soft))
        self._up.setToolTip(self.tr("To the folder above"))
        self._up.setAccessibleName(self.tr("To the folder above"))
        self._up.clicked.connect(self.go_up)
        self._path = PathEdit(self._jobs, self)
        self._path.setAccessibleName(self.tr("Path"))
        self._path.entered.connect(self._go_to_path)
        self.view = _EntryView(self)
        self.view.setModel(self._model)
        self.view.setAccessibleName(self.tr("Files and folders"))
        if self._folders_only:
            self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.opened.connect(self._open)
        self.view.up_pressed.connect(self.go_up)
        self.view.path_begun.connect(self._path.begin)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        QShortcut(QKeySequence("Alt+Up"), self, self.go_up)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._up)
        head.addWidget(self._path, 1)
        main = QVBoxLayout()
        main.setSpacing(10)
        main.addLayout(head)
        main.addWidget(self.view, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self._places)
        across.addLayout(main, 1)

    def _show_places(self, found: list[Place]) -> None:
        for place in found:
            item = QListWidgetItem(icon(place.icon, self._theme.soft), place.name)
            item.setData(ENTRY_ROLE, place.path)
            self._places.addItem(item)

    def _show(self, entries: list[Entry], select: str) -> None:
        self._model.set_entries(entries)
        self.view.empty_text = self.nothing_here
        names = [entry.name for entry in entries]
        if names:
            self.view.setCurrentIndex(self._model.index(names.index(select) if select in names else 0))
            if not select:
                self.view.clearSelection()
        self.selection_changed.emit()

    def _show_error(self, error: HearthError) -> None:
        self._model.set_entries(())
        self.view.empty_text = sentence(error)
        self.view.viewport().update()
        self.selection_changed.emit()

    def _go_to_place(self, item: QListWidgetItem) -> None:
        self.open_folder(Path(item.data(ENTRY_ROLE)))

    def _go_to_path(self, typed: Path) -> None:
        """A file is taken, a folder opened; which of them it is, a slow drive may take its time to say."""
        wanted = self._folder / typed
        self._jobs.run(lambda: is_file(wanted), lambda yes: self._arrive(wanted, is_file=yes), owner=self)

    def _arrive(self, wanted: Path, *, is_file: bool) -> None:
        if is_file and not self._folders_only:
            self.paths_taken.emit([str(wanted)])
        else:
            self.open_folder(wanted)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, index: QModelIndex) -> None:
        """All that is chosen, if this row is part of it; a folder alone is entered."""
        entry: Entry = index.data(ENTRY_ROLE)
        chosen = self.selected()
        if len(chosen) > 1 and entry.path in chosen:
            self.paths_taken.emit(chosen)
        elif entry.is_folder:
            self.open_folder(Path(entry.path))
        else:
            self.paths_taken.emit([entry.path])


class _EntryView(QListView):
    """The folder's content; says in its middle why it is empty."""

    opened = Signal(QModelIndex)
    up_pressed = Signal()
    path_begun = Signal(str)  # its first character

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.empty_text = ""
        self.setProperty("look", "boxed")
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(18, 18))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        into = Qt.Key.Key_Left if is_mirrored() else Qt.Key.Key_Right
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, into) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Backspace:
            self.up_pressed.emit()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())  # the first press chooses the first row, not the second
        elif event.text() and event.text() in "/~":
            self.path_begun.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_text and self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            area = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text)
