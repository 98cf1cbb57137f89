"""The side of the Notes cover: find, new, and the list of notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QListView, QToolButton, QVBoxLayout, QWidget

from reader.covers.gestures import PhraseGesture
from reader.covers.notes import Note
from ui.covers.phrase_line import PhraseLine
from ui.icons import icon
from ui.theme import Theme

_WIDTH_PX = 260
_NAME_ROLE = Qt.ItemDataRole.UserRole


class NotesSide(QWidget):
    """Shows titles; knows notes by their names."""

    note_chosen = Signal(str)  # name
    words_changed = Signal(str)
    new_requested = Signal()
    delete_requested = Signal()

    def __init__(self, gesture: PhraseGesture, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setFixedWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = PhraseLine(gesture, self)
        self.words.setPlaceholderText(self.tr("Find"))
        self.words.setAccessibleName(self.tr("Find in notes"))
        self.words.setClearButtonEnabled(True)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Notes"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._filling = False
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        new = self._button("add", self.tr("New note (Ctrl+N)"), theme)
        self.delete = self._button("remove", self.tr("Delete note"), theme)
        self._lay_out(new)
        self.words.textChanged.connect(self.words_changed)
        new.clicked.connect(self.new_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def show_notes(self, notes: Sequence[Note], chosen: str) -> None:
        """Fill the list in this order; `chosen` is marked without being announced."""
        self._filling = True
        self._model.clear()
        for note in notes:
            item = QStandardItem(self._title(note.title))
            item.setData(note.name, _NAME_ROLE)
            self._model.appendRow(item)
        self.mark(chosen)
        self._filling = False
        self.delete.setEnabled(bool(chosen))

    def mark(self, name: str) -> None:
        """Select this note's line."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(_NAME_ROLE) == name:
                self.list.setCurrentIndex(self._model.index(row, 0))

    def retitle(self, name: str, title: str) -> None:
        """A note's first line has changed."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(_NAME_ROLE) == name:
                self._model.item(row).setText(self._title(title))

    def _title(self, title: str) -> str:
        return title or self.tr("New note")

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._filling:
            self.note_chosen.emit(str(current.data(_NAME_ROLE)))

    def _button(self, picture: str, name: str, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture, theme.soft))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _lay_out(self, new: QToolButton) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 12, 10, 6)
        tools.setSpacing(4)
        tools.addWidget(self.words, 1)
        tools.addWidget(new)
        tools.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
