"""A table as wide and high as it is: it scrolls both ways, and its headings stay."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import msgspec
from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from reader.reading.table_grid import Cell, TableGrid
from reader.text.model import IMAGE_CHARACTER
from ui.reading.clipboard import FleetingClipboard
from ui.reading.column_widths import line_px
from ui.reading.links_of import links_of
from ui.reading.page_look import PageLook
from ui.reading.piece_document import PieceImage, body_font
from ui.reading.table_cells import PADDING_PX, CellDelegate
from ui.reading.table_model import TableModel

_WIDEST_EM, _NARROWEST_EM = 15.0, 3.0
_LETTER_EM, _WIDE_LETTER_EM = 0.56, 1.02
_MEASURED_WORDS = 4
_MEASURED_ROWS = 60
_LEAST_BODY_PX = 14
_ROWS_AHEAD = 2


class TableView(QTableView):
    """Cells are chosen by keyboard and mouse; copies are fleeting, their columns apart by tabs."""

    link_activated = Signal(str)

    def __init__(self, clipboard: FleetingClipboard, parent: QWidget) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(12)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        self._exact: set[int] = set()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._settle)
        header.sectionResized.connect(self._forget_heights)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._settling.start(0))

    def show_grid(self, grid: TableGrid, images: Mapping[str, PieceImage], look: PageLook) -> None:
        """Show a table from its beginning."""
        self._exact.clear()
        body = max(_LEAST_BODY_PX, round(look.body_px * 0.85))
        set_small = msgspec.structs.replace(look, body_px=body)
        self.delegate.start(set_small, images)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if grid.is_rtl else Qt.LayoutDirection.LeftToRight)
        self.horizontalHeader().setDefaultAlignment(_heading_alignment(is_rtl=grid.is_rtl))
        old, model = self.model(), TableModel(grid, self)
        self.setModel(model)
        if old is not None:
            old.deleteLater()
        self.clearSpans()
        for span in model.spans():
            self.setSpan(*span)
        self.horizontalHeader().setVisible(model.has_headings)
        for column in range(model.columnCount()):
            wished_px = _column_width_px(model, column, body, images)
            self.setColumnWidth(column, max(wished_px, _words_px(model, column, set_small)))
        self._guess_heights(model, body, set_small.line_px)
        self.setCurrentIndex(model.index(0, 0))
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)
        self._settling.start(0)

    def clear(self) -> None:
        """Keep nothing of the table."""
        old = self.model()
        self.setModel(None)
        if old is not None:
            old.deleteLater()
        self.delegate.start(None, {})

    @property
    def selected_text(self) -> str:
        """What is chosen, row by row, cells apart by tabs."""
        indexes = sorted((each.row(), each.column()) for each in self.selectedIndexes())
        model = self.model()
        if not indexes or not isinstance(model, TableModel):
            return ""
        columns = sorted({column for _, column in indexes})
        chosen = set(indexes)
        rows = sorted({row for row, _ in indexes})
        return "\n".join(
            "\t".join(_one_line(model.cell(row, column)) if (row, column) in chosen else "" for column in columns)
            for row in rows
        )

    # -- heights

    def _guess_heights(self, model: TableModel, body_px: int, line_px: int) -> None:
        rooms = [max(1.0, (self.columnWidth(n) - 2 * PADDING_PX) / body_px) for n in range(model.columnCount())]
        self.verticalHeader().setDefaultSectionSize(line_px + 2 * PADDING_PX)
        for row in range(model.rowCount()):
            texts = ((model.cell(row, column).text, room) for column, room in enumerate(rooms))
            lines = max(round(_em(text) / room + 0.5) + text.count("\n") for text, room in texts)
            if lines > 1:
                self.setRowHeight(row, lines * line_px + 2 * PADDING_PX)

    def _forget_heights(self) -> None:
        self._exact.clear()
        self._settling.start(0)

    def _settle(self) -> None:
        """Give one row in view its true height; the next waits for the next turn of the event loop."""
        model = self.model()
        if not isinstance(model, TableModel):
            return
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = model.rowCount() - 1 if last < 0 else min(model.rowCount() - 1, last + _ROWS_AHEAD)
        row = next((each for each in range(first, last + 1) if each not in self._exact), None)
        if row is None:
            return
        heights = []
        for column in range(model.columnCount()):
            if self.rowSpan(row, column) == 1:
                width = sum(self.columnWidth(column + n) for n in range(self.columnSpan(row, column)))
                heights.append(self.delegate.height(model.index(row, column), width))
        self.setRowHeight(row, max([*heights, 2 * PADDING_PX + 12]))
        self._exact.add(row)
        self._settling.start(0)

    # -- Qt

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.accept()  # the page behind does nothing meanwhile
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._clipboard.copy(self.selected_text)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the popup's own
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._follow(self.currentIndex())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.accept()  # no search by typing: nothing shows what was typed
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start(0)

    def _follow(self, index: QModelIndex | QPersistentModelIndex) -> None:
        document = self.delegate.document(index, self.columnWidth(index.column())) if index.isValid() else None
        links = links_of(document) if document is not None else []
        if links:
            self.link_activated.emit(links[0].href)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()


def _heading_alignment(*, is_rtl: bool) -> Qt.AlignmentFlag:
    """Where lines begin; said absolutely, for Qt (6.11) lays a header's text out from left to right in either case."""
    side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
    place = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    return Qt.AlignmentFlag(place.value | Qt.TextFlag.TextWordWrap.value)


def _column_width_px(model: TableModel, column: int, body_px: int, images: Mapping[str, PieceImage]) -> int:
    """As wide as most of its cells want, within bounds; measured over the first rows."""
    cells = [model.cell(row, column) for row in range(min(_MEASURED_ROWS, model.rowCount()))]
    heading = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    longest = max((_em(line) for cell in cells if cell.columns == 1 for line in cell.text.split("\n")), default=0.0)
    wide = max((_em(word) * 1.15 for word in heading.split()), default=0.0)
    if any(IMAGE_CHARACTER in cell.text for cell in cells) and images:
        wide = max(wide, _WIDEST_EM / 2)
    em = min(max(longest, wide, _NARROWEST_EM), _WIDEST_EM)
    return round(em * body_px) + 2 * PADDING_PX


def _words_px(model: TableModel, column: int, look: PageLook) -> int:
    """What leaves usual words of the first rows whole."""
    cells = [model.cell(row, column) for row in range(min(_MEASURED_ROWS, model.rowCount()))]
    words = {word for cell in cells if cell.columns == 1 for word in cell.text.replace(IMAGE_CHARACTER, "").split()}
    likely = sorted(words, key=_em)[-_MEASURED_WORDS:]
    widest = max((line_px(word, body_font(look)) for word in likely), default=0.0)
    return ceil(min(widest, _WIDEST_EM * look.body_px)) + 2 * PADDING_PX + 1


def _em(text: str) -> float:
    if text.isascii():
        return len(text) * _LETTER_EM
    return sum(_LETTER_EM if ord(sign) < 0x1100 else _WIDE_LETTER_EM for sign in text)


def _one_line(cell: Cell) -> str:
    return " ".join(cell.text.replace(IMAGE_CHARACTER, "").split())
