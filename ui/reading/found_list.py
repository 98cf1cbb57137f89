"""Places found as a list: headings, and lines with what was found in them marked."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.reading.found_places import Line
from ui.library.marked_line import elided_line, lay_out_marked
from ui.reading.found_model import HEADING_ROLE, LINE_ROLE
from ui.reading.place_list import PlaceList
from ui.theme import Theme

_ROW_HEIGHT_PX = 32
_INSET_PX = 10
_LINE_PX = 13
_HEADING_PX = 12
_RADIUS_PX = 6


class FoundList(PlaceList):
    """Shows a model whose rows answer HEADING_ROLE or LINE_ROLE."""

    def __init__(self, model: QAbstractItemModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(_ROW_HEIGHT_PX, parent)
        self.setModel(model)
        self._delegate = FoundDelegate(theme, self)
        self.setItemDelegate(self._delegate)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.set_theme(theme)
        self.viewport().update()


class FoundDelegate(QStyledItemDelegate):
    """Draws a heading or a line with its hit marked; every row has one height, so that the view measures none."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_INSET_PX * 4, _ROW_HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        heading = index.data(HEADING_ROLE)
        area = option.rect.adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if heading is not None:
            self._paint_heading(painter, area, option, *heading)
        else:
            self._paint_line(painter, area, option, index.data(LINE_ROLE))
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, title: str, count: object
    ) -> None:
        font = _font(option.font, _HEADING_PX, QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        number = str(count)
        room = area.width() - metrics.horizontalAdvance(number) - _INSET_PX
        start = option.direction == Qt.LayoutDirection.RightToLeft
        edge = Qt.AlignmentFlag.AlignRight if start else Qt.AlignmentFlag.AlignLeft
        end = Qt.AlignmentFlag.AlignLeft if start else Qt.AlignmentFlag.AlignRight
        low = area.adjusted(0, 6, 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.soft))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(low, edge | middle, elided_line(title, room, metrics))
        painter.drawText(low, end | middle, number)

    def _paint_line(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, line: Line | None) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection))
            painter.drawRoundedRect(QRectF(option.rect), _RADIUS_PX, _RADIUS_PX)
        if line is None:
            return
        marks = ((line.start, line.length),)
        font = _font(option.font, _LINE_PX)
        painter.setPen(QColor(self._theme.ink))
        layout = lay_out_marked(line.text, marks, area.width(), font, painter.device(), self._theme)
        spare = area.width() - layout.lineAt(0).naturalTextWidth()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        top = area.top() + (area.height() - layout.lineAt(0).height()) / 2
        layout.draw(painter, QPointF(area.left() + (spare if rtl else 0), top))


def _font(base: QFont, size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(base)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    return font
