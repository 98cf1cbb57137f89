"""The sums that were done, the last at the top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from reader.covers.buttons import button_of
from reader.covers.figures import shown_result, shown_sum
from reader.covers.keypad import Calculation
from ui.covers.bidi import left_to_right
from ui.icons import icon
from ui.theme import Theme

_NARROWEST_PX, _WIDEST_PX = 220, 380
_RESULT_ROLE = Qt.ItemDataRole.UserRole


class CalculatorHistory(QWidget):
    """Return or a double click on a line takes its result."""

    result_chosen = Signal(str)  # a token
    clear_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(_NARROWEST_PX)
        self.setMaximumWidth(_WIDEST_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown: Sequence[Calculation] | None = None
        self.list = _List(self)
        self.list.setAccessibleName(self.tr("History"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clear = QToolButton(self)
        self.clear.setIcon(icon("remove", theme.soft))
        self.clear.setToolTip(self.tr("Clear the history"))
        self.clear.setAccessibleName(self.tr("Clear the history"))
        self._lay_out()
        self.list.itemActivated.connect(lambda item: self.result_chosen.emit(str(item.data(_RESULT_ROLE))))
        self.clear.clicked.connect(self.clear_requested)

    def show_history(self, history: Sequence[Calculation]) -> None:
        """Fill the list, if it is another than before."""
        if history == self._shown:
            return
        self._shown = history
        locale = QLocale()
        point, group = locale.decimalPoint(), locale.groupSeparator()
        self.list.clear()
        for done in reversed(history):
            total = shown_sum(done.tokens, point=point, group=group)
            result = shown_result(done.result, point=point, group=group)
            item = QListWidgetItem(left_to_right(f"{total} = {result}"))
            item.setData(_RESULT_ROLE, done.result)
            self.list.addItem(item)
        self.clear.setEnabled(bool(history))

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("History"), self)
        top = QHBoxLayout()
        top.setContentsMargins(18, 12, 10, 6)
        top.addWidget(heading, 1)
        top.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.list, 1)


class _List(QListWidget):
    """Numbers typed while it has the focus are for the calculator, not for looking up lines by their first letter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_choice = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if button_of(event.text()) and not is_choice:
            event.ignore()
        else:
            super().keyPressEvent(event)
