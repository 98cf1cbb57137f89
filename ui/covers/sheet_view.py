"""The table of the Sheet cover: cells are edited in place, copied, pasted and emptied."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from reader.covers.sheet import Cell, name_of, table
from ui.covers.sheet_model import SheetModel

_COLUMN_WIDTH_PX = 118
_ROW_HEIGHT_PX = 32


class SheetView(QTableView):
    """Return goes down, Tab goes on, Delete empties; Ctrl+C, X, V and Z do what they do everywhere."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = model
        self.setModel(model)
        self.setItemDelegate(_Editors(self))
        self.setAccessibleName(self.tr("Sheet"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QTableView.EditTrigger.AnyKeyPressed | QTableView.EditTrigger.DoubleClicked)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_WIDTH_PX)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT_PX)
        self.setCornerButtonEnabled(False)
        self.setCurrentIndex(model.index(0, 0))

    def close_editors(self) -> None:
        """Put an open one away with all that was typed into it."""
        place = self.currentIndex()
        QGuiApplication.inputMethod().reset()  # a word that is still composed goes into the line, and with it
        self.reset()
        self.setCurrentIndex(place if place.isValid() else self._sheet.index(0, 0))

    def go_down(self) -> None:
        """To the cell below, if there is one."""
        row, column = self._place()
        self.setCurrentIndex(self._sheet.index(min(row + 1, self._sheet.rowCount() - 1), column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        standard = QKeySequence.StandardKey
        if event.matches(standard.Copy) or event.matches(standard.Cut):
            self._copy()
            if event.matches(standard.Cut):
                self._empty()
        elif event.matches(standard.Paste):
            self._sheet.change(table(QGuiApplication.clipboard().text(), self._place(), delimiter="\t"))
        elif event.matches(standard.Undo):
            self._sheet.undo()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._empty()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_down()
        elif event.key() == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _place(self) -> Cell:
        index = self.currentIndex()
        return max(0, index.row()), max(0, index.column())

    def _selected(self) -> list[Cell]:
        return sorted((index.row(), index.column()) for index in self.selectedIndexes())

    def _copy(self) -> None:
        cells = self._selected()
        rows = sorted({row for row, _ in cells})
        columns = sorted({column for _, column in cells})
        lines = ("\t".join(self._sheet.shown((row, column)) for column in columns) for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _empty(self) -> None:
        self._sheet.change(dict.fromkeys(self._selected(), ""))


class _Editors(QStyledItemDelegate):
    """Lines with a name for screen readers. Return takes what was typed and goes down."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell")
        editor.setAccessibleName(self.tr("Cell {name}").format(name=name_of((index.row(), index.column()))))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        is_return = is_press and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}  # type: ignore[attr-defined]
        if not is_return or not isinstance(editor, QWidget):
            return super().eventFilter(editor, event)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._view.go_down()
        return True
