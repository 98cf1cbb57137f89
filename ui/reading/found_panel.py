"""The list of all places found, beside the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.reading.found_places import Chapter, Line
from reader.reading.hits import Hits
from ui.library.marked_line import elided_line, lay_out_marked
from ui.reading.found_model import HEADING_ROLE, LINE_ROLE, FoundModel, ReadLines
from ui.reading.place_list import PlaceList
from ui.theme import Theme

ROW_HEIGHT_PX = 32
_INSET_PX = 10
_LINE_PX = 13
_HEADING_PX = 12
_RADIUS_PX = 6


class FoundPanel(QWidget):
    """Hits by chapter with the line round each; a click or Enter goes there, and the list stays."""

    place_requested = Signal(int)  # the number of a hit

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = QLabel(self)
        self._summary.setProperty("look", "section")
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self.model = FoundModel(self)
        self.list = PlaceList(ROW_HEIGHT_PX, self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("All places found"))
        self.list.chosen.connect(self._chosen)
        self._delegate = FoundDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._summary)
        column.addWidget(self.list, 1)
        self.set_summary("")

    def show_hits(self, hits: Hits, chapters: Sequence[Chapter], read: ReadLines) -> None:
        """List these."""
        self.model.show_hits(hits, chapters, read)

    def set_summary(self, text: str) -> None:
        """The line above the list; "" says that nothing is sought."""
        self._summary.setText(text or self.tr("Type what you seek into the bar below the page."))

    def set_current(self, hit: int) -> None:
        """Mark the hit that is stood on, and have it in view."""
        index = self.model.index_of(hit)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.bring_into_view(index)
        else:
            self.list.setCurrentIndex(QModelIndex())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()

    def focus_list(self) -> None:
        """The keyboard goes to the list."""
        self.list.bring_into_view(self.list.currentIndex())  # what was hidden could not be scrolled
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self, index: QModelIndex) -> None:
        hit = self.model.hit_at(index)
        if hit >= 0:
            self.place_requested.emit(hit)


class FoundDelegate(QStyledItemDelegate):
    """Draws a heading or a line with its hit marked; every row has one height, so that the view measures none."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_INSET_PX * 4, ROW_HEIGHT_PX)

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
        painter.setPen(QColor(self._theme.soft))
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
