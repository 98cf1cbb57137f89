"""A table over the page: its size in words, a way to close it, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from reader.reading.table_grid import TableGrid
from ui.icons import icon
from ui.reading.clipboard import FleetingClipboard
from ui.reading.page_look import PageLook
from ui.reading.piece_document import PieceImage
from ui.reading.popup import Popup
from ui.reading.table_view import TableView
from ui.theme import Theme

_MARGIN_PX = 28


class TablePopup(Popup):
    """The table, its name and a way to close it, over the whole page."""

    link_activated = Signal(str)

    def __init__(self, clipboard: FleetingClipboard, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = TableView(clipboard, self)
        self.table.link_activated.connect(self.link_activated)
        self.table.setAccessibleName(self.tr("Table"))
        title = QLabel(self.tr("Table"), self)
        title.setProperty("look", "soft")
        self._size = QLabel(self)
        self._size.setProperty("look", "soft")
        self._close = QToolButton(self)
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.close_popup)
        top = QHBoxLayout()
        for each in (title, self._size):
            top.addWidget(each)
        top.addStretch()
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX // 2, _MARGIN_PX, _MARGIN_PX)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        self.set_theme(theme)
        self.hide()

    def stops(self) -> Sequence[QWidget]:
        return self.table, self._close

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._close.setIcon(icon("close", theme.soft))
        self.table.setStyleSheet(
            f"QTableView {{ background: {theme.paper}; gridline-color: {theme.line}; border: 1px solid {theme.line}; }}"
            f" QHeaderView {{ background: {theme.panel}; }}"
            f" QHeaderView::section {{ background: {theme.panel}; color: {theme.ink}; font-weight: 600; border: none;"
            f" border-bottom: 1px solid {theme.faint}; border-right: 1px solid {theme.line}; padding: 6px 8px; }}"
        )

    def show_table(self, grid: TableGrid, images: Mapping[str, PieceImage], look: PageLook) -> None:
        """Show it over the page, with the keyboard in it."""
        self.table.show_grid(grid, images, look)
        model = self.table.model()
        rows, columns = model.rowCount(), model.columnCount()
        self._size.setText(self.tr("{columns} columns, {rows} rows").format(columns=f"{columns:,}", rows=f"{rows:,}"))
        self.table.setAccessibleName(f"{self.tr('Table')}: {self._size.text()}")
        self.show()
        self.raise_()
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)

    def forget(self) -> None:
        self.table.clear()
