"""A small button at each table that is set too small to be read: it opens the table over the page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from ui.reading.page_things import TableThing, goes_on, table_rect
from ui.reading.page_view import PageView

_EDGE_PX = 6
_BELOW_PX = 9


class TableOpeners(QObject):
    """Keeps a button over every miniature in view."""

    open_requested = Signal(object)  # TableThing

    def __init__(self, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._buttons: list[QPushButton] = []
        self._things: list[TableThing] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._arrange)
        for changed in (view.moved, view.laid_out):
            changed.connect(lambda: self._later.start(0))

    def clear(self) -> None:
        """No table is in view."""
        for button in self._buttons:
            button.hide()

    def _arrange(self) -> None:
        shown = list(self._in_view())
        while len(self._buttons) < len(shown):
            self._buttons.append(self._button(len(self._buttons)))
        self._things = [thing for thing, _ in shown]
        for number, button in enumerate(self._buttons):
            if number < len(shown):
                self._put(button, shown[number][1])
            button.setVisible(number < len(shown))

    def _in_view(self) -> Iterator[tuple[TableThing, QRect]]:
        flow, height = self._view.flow, self._view.viewport().height()
        if flow.is_empty:
            return
        first, last = (flow.row.pages.index_of(place) for place in self._view.in_view())
        for index in range(first, last + 1):
            document = flow.row.document(index)
            for each in document.fitted_tables if document is not None else ():
                rect = table_rect(flow, index, each.number) if each.is_miniature else QRect()
                if rect.isEmpty() or rect.bottom() <= 0 or rect.top() >= height:
                    continue
                if rect.bottom() >= height or not goes_on(flow, index, each.number):
                    yield TableThing(index, each.number, is_miniature=True), rect

    def _put(self, button: QPushButton, table: QRect) -> None:
        """In the gap below the table's end, and in view for as long as any of the table is."""
        size = button.sizeHint()
        x = table.left() if self._view.flow.row.look.is_rtl else table.right() - size.width()
        lowest = self._view.viewport().height() - size.height() - _EDGE_PX
        below = table.bottom() + _BELOW_PX
        button.setGeometry(x, max(_EDGE_PX, min(below, lowest)), size.width(), size.height())

    def _button(self, number: int) -> QPushButton:
        button = QPushButton(self.tr("Open the table"), self._view.viewport())
        button.setProperty("look", "small")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(self.tr("It is too wide for the page: open it at its own size"))
        button.clicked.connect(lambda: self.open_requested.emit(self._things[number]))
        return button
