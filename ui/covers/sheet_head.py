"""Above the table of the Sheet cover: the chosen cell's name, which leads to others, and what the cell holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from reader.covers.gestures import PhraseGesture
from reader.covers.sheet import Cell, cell_of, name_of
from ui.covers.bidi import left_to_right
from ui.covers.phrase_line import PhraseLine
from ui.translations import is_mirrored

_NAME_WIDTH_PX = 76


class SheetHead(QWidget):
    """Shows one cell. A name that is typed and Return go there."""

    cell_wanted = Signal(object)  # Cell
    left = Signal()  # Escape: the keyboard goes back to the table

    def __init__(self, gesture: PhraseGesture, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = _NameLine(gesture, self)
        self.name.setAccessibleName(self.tr("Name of the cell"))
        self.content = QLabel(self)
        self.content.setTextFormat(Qt.TextFormat.PlainText)
        beside = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
        self.content.setAlignment(beside | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.name.returnPressed.connect(self._go)
        self.name.given_up.connect(self.left)
        edge = QFrame(self)
        edge.setObjectName("edge")
        edge.setFixedWidth(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 10, 0)
        across.setSpacing(0)
        across.addWidget(self.name)
        across.addWidget(edge)
        across.addSpacing(10)
        across.addWidget(self.content, 1)

    def show_cell(self, cell: Cell, text: str) -> None:
        """This one is chosen; what was typed in place of its name goes."""
        self.name.show_name(name_of(cell))
        self.content.setText(left_to_right(text))

    def say(self, words: str) -> None:
        """In place of what the cell holds."""
        self.content.setText(words)

    def _go(self) -> None:
        cell = cell_of(self.name.text())
        if cell is None:
            self.name.put_back()
        else:
            self.cell_wanted.emit(cell)


class _NameLine(PhraseLine):
    """Entering it selects what is there, by a click too; what is no name goes."""

    given_up = Signal()

    def __init__(self, gesture: PhraseGesture, parent: QWidget) -> None:
        super().__init__(gesture, parent)
        self.setObjectName("name")
        self.setFixedWidth(_NAME_WIDTH_PX)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # names are Latin in every language
        self._name = ""
        self._has_come = False

    def show_name(self, name: str) -> None:
        self._name = name
        self.setText(name)

    def put_back(self) -> None:
        self.setText(self._name)
        self.enter()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._has_come = event.reason() == Qt.FocusReason.MouseFocusReason
        self.selectAll()
        self._gesture.enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setText(self._name)
        super().focusOutEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press that brought the keyboard here has set the cursor between two letters."""
        super().mouseReleaseEvent(event)
        if self._has_come and not self.hasSelectedText():
            self.enter()
        self._has_come = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
