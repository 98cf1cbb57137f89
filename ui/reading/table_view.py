"""A table over the page, as wide and high as it is: it scrolls both ways, and its headings stay."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.reading.table_grid import Cell, TableGrid
from reader.text.model import IMAGE_CHARACTER, Piece
from ui.icons import icon
from ui.reading.clipboard import FleetingClipboard
from ui.reading.links_of import links_of
from ui.reading.page_look import PageLook
from ui.reading.page_painter import paint_piece
from ui.reading.piece_document import LoadedPiece, PieceDocument, PieceImage, body_font
from ui.reading.popup import Popup
from ui.reading.table_model import Index, TableModel
from ui.theme import Theme

_WIDEST_EM, _NARROWEST_EM = 15.0, 3.0
_LETTER_EM, _WIDE_LETTER_EM = 0.56, 1.02
_PADDING_PX = 9
_DOCUMENTS_KEPT = 1500
_MEASURED_ROWS = 60
_HIGHEST_PX = 100_000
_WRAPPED = (Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere).value
_MARGIN_PX = 28
_LEAST_BODY_PX = 14
_ROWS_AHEAD = 2


class CellDelegate(QStyledItemDelegate):
    """Sets each cell as the page sets text, at the width of its column."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self._view = parent
        self._look: PageLook | None = None
        self._images: Mapping[str, PieceImage] = {}
        self._documents: OrderedDict[tuple[int, int, int], PieceDocument] = OrderedDict()
        self._font = QFont()
        self._metrics = QFontMetrics(self._font)

    def start(self, look: PageLook | None, images: Mapping[str, PieceImage]) -> None:
        """Another table, or none."""
        self._look, self._images = look, images
        self._documents.clear()
        if look is not None:
            self._font = body_font(look)
            self._metrics = QFontMetrics(self._font)

    def document(self, index: Index, width_px: int) -> PieceDocument | None:
        """The cell laid out, or None for an empty one."""
        model = index.model()
        if self._look is None or not isinstance(model, TableModel):
            return None
        cell = model.cell(index.row(), index.column())
        if not cell.text:
            return None
        key = index.row(), index.column(), width_px
        if key not in self._documents:
            look = msgspec.structs.replace(self._look, column_px=max(20, width_px - 2 * _PADDING_PX))
            html = f"<b>{cell.html}</b>" if cell.is_heading and "<p" not in cell.html else cell.html
            direction = "rtl" if cell.is_rtl else "ltr"
            piece = Piece(html=html if "<p" in html else f'<p dir="{direction}">{html}</p>', text=cell.text, start=0)
            self._documents[key] = PieceDocument(LoadedPiece(piece, dict(self._images)), look)
            while len(self._documents) > _DOCUMENTS_KEPT:
                self._documents.popitem(last=False)
        self._documents.move_to_end(key)
        return self._documents[key]

    def height(self, index: Index, width_px: int) -> int:
        """How high the cell is at a width."""
        plain = self._plain(index)
        if plain is not None:
            room = QRect(0, 0, max(20, width_px - 2 * _PADDING_PX), _HIGHEST_PX)
            return (
                0
                if not plain.text
                else self._metrics.boundingRect(room, _WRAPPED, plain.text).height() + 2 * _PADDING_PX
            )
        document = self.document(index, width_px)
        return 0 if document is None else round(document.size().height()) + 2 * _PADDING_PX

    def _plain(self, index: Index) -> Cell | None:
        """The cell, if it is nothing but text in one direction: that is drawn fifty times as fast."""
        model = index.model()
        cell = model.cell(index.row(), index.column()) if isinstance(model, TableModel) else None
        return cell if cell is not None and "<" not in cell.html and not cell.is_heading else None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        return QSize(width, self.height(index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self._look is None:
            return
        theme, rect = self._look.theme, option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.ember))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        plain = self._plain(index)
        document = self.document(index, rect.width()) if plain is None else None
        if plain is not None:
            inside = rect.adjusted(_PADDING_PX, _PADDING_PX, -_PADDING_PX, -_PADDING_PX)
            side = Qt.AlignmentFlag.AlignRight if plain.is_rtl else Qt.AlignmentFlag.AlignLeft
            painter.setPen(QColor(theme.ink))
            painter.setFont(self._font)
            painter.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if plain.is_rtl else Qt.LayoutDirection.LeftToRight
            )
            painter.drawText(inside, _WRAPPED | (side | Qt.AlignmentFlag.AlignAbsolute).value, plain.text)
        elif document is not None:
            painter.save()
            painter.setClipRect(rect)
            painter.translate(rect.left() + _PADDING_PX, rect.top() + _PADDING_PX)
            paint_piece(painter, document, QRectF(0, 0, rect.width(), rect.height()), (), 0, theme)
            painter.restore()


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
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        header.setDefaultAlignment(Qt.AlignmentFlag(leading.value | Qt.TextFlag.TextWordWrap.value))
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
        old, model = self.model(), TableModel(grid, self)
        self.setModel(model)
        if old is not None:
            old.deleteLater()
        self.clearSpans()
        for span in model.spans():
            self.setSpan(*span)
        self.horizontalHeader().setVisible(model.has_headings)
        for column in range(model.columnCount()):
            self.setColumnWidth(column, _column_width_px(model, column, body, images))
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
        rooms = [max(1.0, (self.columnWidth(n) - 2 * _PADDING_PX) / body_px) for n in range(model.columnCount())]
        self.verticalHeader().setDefaultSectionSize(line_px + 2 * _PADDING_PX)
        for row in range(model.rowCount()):
            texts = ((model.cell(row, column).text, room) for column, room in enumerate(rooms))
            lines = max(round(_em(text) / room + 0.5) + text.count("\n") for text, room in texts)
            if lines > 1:
                self.setRowHeight(row, lines * line_px + 2 * _PADDING_PX)

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
        self.setRowHeight(row, max([*heights, 2 * _PADDING_PX + 12]))
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


class TablePopup(Popup):
    """The table, its name and a way to close it, over the whole page."""

    link_activated = Signal(str)
    closed = Signal()

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
        self._close.clicked.connect(self.close_table)
        top = QHBoxLayout()
        for each in (title, self._size):
            top.addWidget(each)
        top.addStretch()
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX // 2, _MARGIN_PX, _MARGIN_PX)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        self.close_popup = self.close_table
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

    def close_table(self) -> bool:
        """Hide it and keep nothing of it. Whether it was open."""
        if self.isHidden():
            return False
        self.hide()
        self.table.clear()
        self.closed.emit()
        return True


def _column_width_px(model: TableModel, column: int, body_px: int, images: Mapping[str, PieceImage]) -> int:
    """As wide as most of its cells want, within bounds; measured over the first rows."""
    cells = [model.cell(row, column) for row in range(min(_MEASURED_ROWS, model.rowCount()))]
    heading = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    longest = max((_em(line) for cell in cells if cell.columns == 1 for line in cell.text.split("\n")), default=0.0)
    wide = max((_em(word) * 1.15 for word in heading.split()), default=0.0)
    if any(IMAGE_CHARACTER in cell.text for cell in cells) and images:
        wide = max(wide, _WIDEST_EM / 2)
    em = min(max(longest, wide, _NARROWEST_EM), _WIDEST_EM)
    return round(em * body_px) + 2 * _PADDING_PX


def _em(text: str) -> float:
    if text.isascii():
        return len(text) * _LETTER_EM
    return sum(_LETTER_EM if ord(sign) < 0x1100 else _WIDE_LETTER_EM for sign in text)


def _one_line(cell: Cell) -> str:
    return " ".join(cell.text.replace(IMAGE_CHARACTER, "").split())
