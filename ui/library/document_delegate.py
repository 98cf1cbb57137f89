"""Draws one line of the library: tile, title and second line, kind, progress, day."""

from __future__ import annotations

import math
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.library.cover_cache import CoverCache
from ui.library.document_model import ROW_ROLE
from ui.library.marked_line import Marks, elided_line, lay_out_marked
from ui.library.rows import ListRow, initial
from ui.library.wording import kind_line, places_line, relative_day, second_line
from ui.theme import Theme

ROW_HEIGHT_PX = 75
_TILE = QSize(40, 54)
_GAP_PX = 20
_KIND_WIDTH_PX = 166
_TRACK_WIDTH_PX = 90
_DAY_WIDTH_PX = 86
_NARROW_PX = 620
"""Below this the middle column goes, so that titles keep their room."""
_RADIUS_PX = 6


class DocumentDelegate(QStyledItemDelegate):
    """Every row has one height, so that the view never measures them. All sides turn round in right-to-left layouts."""

    def __init__(self, covers: CoverCache, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._today = date.today()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme

    def set_today(self, today: date) -> None:
        """The day that "today" means."""
        self._today = today

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_NARROW_PX // 2, ROW_HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ListRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        columns = _Columns(option.rect, option.direction)
        self._paint_tile(painter, columns.tile, row)
        self._paint_texts(painter, columns.texts, option, row)
        if columns.kind is not None:
            painter.setFont(_font(option.font, 13))
            painter.setPen(QColor(self._theme.soft))
            _draw_line(painter, columns.kind, kind_line(row.document), option.direction)
        self._paint_track(painter, columns.track, row.document.progress, option.direction)
        painter.setFont(_font(option.font, 13))
        painter.setPen(QColor(self._theme.soft))
        _draw_line(painter, columns.day, relative_day(row.document.added_at_s, self._today), option.direction)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection))
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, -1), _RADIUS_PX, _RADIUS_PX)
        else:
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(self._theme.line))
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.ember), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), _RADIUS_PX, _RADIUS_PX)

    def _paint_tile(self, painter: QPainter, tile: QRect, row: ListRow) -> None:
        area = QRectF(tile)
        shape = QPainterPath()
        shape.addRoundedRect(area, 3, 3)
        ratio = painter.device().devicePixelRatioF()
        document = row.document
        cover = self._covers.cover(document.id, _TILE, ratio) if document.has_cover else None
        if cover is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(tile.topLeft(), cover)
            painter.restore()
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(QColor(self._theme.selection))
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawPath(shape)
        if cover is None:
            painter.setPen(QColor(self._theme.ember))
            painter.setFont(_font(painter.font(), 14, QFont.Weight.DemiBold))
            painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, initial(document.title))

    def _paint_texts(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, row: ListRow) -> None:
        title_font = _font(option.font, 15, QFont.Weight.DemiBold)
        line_font = _font(option.font, 13)
        below = row.snippet or second_line(row)
        title_height = QFontMetrics(title_font).height()
        below_height = QFontMetrics(line_font).height() if below else 0
        top = area.top() + (area.height() - title_height - below_height) // 2
        painter.setFont(title_font)
        painter.setPen(QColor(self._theme.ink))
        title = row.document.title or self.tr("Untitled")
        place = QRect(area.left(), top, area.width(), title_height)
        self._draw_marked(painter, place, title, row.title_marks, option.direction)
        if not below:
            return
        line = QRect(area.left(), top + title_height, area.width(), below_height)
        painter.setFont(line_font)
        painter.setPen(QColor(self._theme.soft))
        if row.snippet:
            self._paint_snippet(painter, line, row, option.direction)
        else:
            _draw_line(painter, line, below, option.direction)

    def _paint_snippet(self, painter: QPainter, area: QRect, row: ListRow, direction: Qt.LayoutDirection) -> None:
        """The snippet with its words marked, then how many places; the count keeps its room."""
        count = " · " + places_line(row.places, more=row.more_places)
        count_width = painter.fontMetrics().horizontalAdvance(count) + 4
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        room = area.adjusted(count_width, 0, 0, 0) if mirrored else area.adjusted(0, 0, -count_width, 0)
        width = self._draw_marked(painter, room, row.snippet, row.marks, direction)
        after = room.right() - width - count_width if mirrored else room.left() + width
        place = QRect(after, area.top(), count_width, area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)

    def _draw_marked(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        marks: Marks,
        direction: Qt.LayoutDirection,
    ) -> int:
        """One elided line with highlights over `marks`; answers its width."""
        layout = lay_out_marked(text, marks, area.width(), painter.font(), painter.device(), self._theme)
        line = layout.lineAt(0)
        width = min(math.ceil(line.naturalTextWidth()), area.width())
        left = area.left() + (area.width() - width if direction == Qt.LayoutDirection.RightToLeft else 0)
        layout.draw(painter, QPointF(left, area.top() + (area.height() - line.height()) / 2))
        return width

    def _paint_track(self, painter: QPainter, area: QRect, progress: float, direction: Qt.LayoutDirection) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(area.left(), area.center().y() - 1, area.width(), 3)
        painter.setBrush(QColor(self._theme.line))
        painter.drawRoundedRect(track, 1.5, 1.5)
        filled = track.width() * min(max(progress, 0.0), 1.0)
        if filled >= 1:
            left = track.right() - filled if direction == Qt.LayoutDirection.RightToLeft else track.left()
            painter.setBrush(QColor(self._theme.ember))
            painter.drawRoundedRect(QRectF(left, track.top(), filled, track.height()), 1.5, 1.5)


class _Columns:
    """Where things stand in a row; worked out from the left and mirrored once."""

    def __init__(self, rect: QRect, direction: Qt.LayoutDirection) -> None:
        self._rect, self._direction = rect, direction
        left, right = 8, rect.width() - 8
        tile_top = (rect.height() - _TILE.height()) // 2
        day = right - _DAY_WIDTH_PX
        track = day - 16 - _TRACK_WIDTH_PX
        kind = track - _KIND_WIDTH_PX
        is_wide = rect.width() >= _NARROW_PX
        texts = left + _TILE.width() + _GAP_PX
        self.tile = self._place(left, _TILE.width(), tile_top, _TILE.height())
        self.texts = self._place(texts, (kind if is_wide else track) - _GAP_PX - texts)
        self.kind = self._place(kind, _KIND_WIDTH_PX - 16) if is_wide else None
        self.track = self._place(track, _TRACK_WIDTH_PX)
        self.day = self._place(day, _DAY_WIDTH_PX)

    def _place(self, left: int, width: int, top: int = 0, height: int = 0) -> QRect:
        placed = QRect(self._rect.left() + left, self._rect.top() + top, width, height or self._rect.height())
        return QStyle.visualRect(self._direction, self._rect, placed)


def _font(base: QFont, size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(base)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    return font


def _draw_line(painter: QPainter, area: QRect, text: str, direction: Qt.LayoutDirection) -> None:
    """One elided line at the side where lines of the window begin, whatever the direction of the text itself."""
    shown = elided_line(text, area.width(), painter.fontMetrics())
    side = Qt.AlignmentFlag.AlignRight if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)
