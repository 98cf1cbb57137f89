"""The cells of a table, set as the page sets text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from reader.reading.table_grid import Cell
from reader.text.model import Piece
from ui.reading.page_look import PageLook
from ui.reading.page_painter import paint_piece
from ui.reading.piece_document import LoadedPiece, PieceDocument, PieceImage, body_font
from ui.reading.table_model import Index, TableModel
from ui.theme import Theme

PADDING_PX = 9
_DOCUMENTS_KEPT = 1500
_HIGHEST_PX = 100_000
_WRAPPED = (Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere).value


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
            look = msgspec.structs.replace(self._look, column_px=max(20, width_px - 2 * PADDING_PX))
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
            room = QRect(0, 0, max(20, width_px - 2 * PADDING_PX), _HIGHEST_PX)
            text_px = self._metrics.boundingRect(room, _WRAPPED, plain.text).height()
            return text_px + 2 * PADDING_PX if plain.text else 0
        document = self.document(index, width_px)
        return 0 if document is None else round(document.size().height()) + 2 * PADDING_PX

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
            self._paint_plain(painter, rect, plain, theme)
        elif document is not None:
            painter.save()
            painter.setClipRect(rect)
            painter.translate(rect.left() + PADDING_PX, rect.top() + PADDING_PX)
            paint_piece(painter, document, QRectF(0, 0, rect.width(), rect.height()), (), 0, theme)
            painter.restore()

    def _paint_plain(self, painter: QPainter, rect: QRect, cell: Cell, theme: Theme) -> None:
        inside = rect.adjusted(PADDING_PX, PADDING_PX, -PADDING_PX, -PADDING_PX)
        side = Qt.AlignmentFlag.AlignRight if cell.is_rtl else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.ink))
        painter.setFont(self._font)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if cell.is_rtl else Qt.LayoutDirection.LeftToRight)
        painter.drawText(inside, _WRAPPED | (side | Qt.AlignmentFlag.AlignAbsolute).value, cell.text)
