"""Marks as rows of a list, all of one height, so that five thousand cost no more than those in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.store.mark import Mark, MarkKind
from reader.text.anchoring import CUT
from reader.text.language import text_direction
from reader.text.model import IMAGE_CHARACTER, Direction
from ui.icons import icon
from ui.reading.mark_words import kind_in_words
from ui.theme import Theme

MARK_ROLE = Qt.ItemDataRole.UserRole + 1
CHAPTER_ROLE = Qt.ItemDataRole.UserRole + 2
ROW_HEIGHT_PX = 98
BOOKMARK_HEIGHT_PX = 62
_INSET_PX = 10
_BAR_PX = 4
_RADIUS_PX = 6
_LINE_PX = 19
_SMALL_PX = 12
_TEXT_PX = 13
_MOST_CHARACTERS = 300
_Index = QModelIndex | QPersistentModelIndex
ChapterOf = Callable[[Mark], str]


class MarkModel(QAbstractListModel):
    """Rows in the order in which they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: Sequence[Mark] = ()
        self._chapter_of: ChapterOf = lambda _mark: ""

    def show_marks(self, marks: Sequence[Mark], chapter_of: ChapterOf) -> None:
        """List these."""
        self.beginResetModel()
        self._marks, self._chapter_of = marks, chapter_of
        self.endResetModel()

    @property
    def marks(self) -> Sequence[Mark]:
        return self._marks

    def row_of(self, number: int) -> int:
        """The row of a mark, -1 if it is not listed."""
        return next((row for row, mark in enumerate(self._marks) if mark.number == number), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._marks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._marks):
            return None
        mark = self._marks[index.row()]
        if role == MARK_ROLE:
            return mark
        if role == CHAPTER_ROLE:
            return self._chapter_of(mark)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._words(mark)
            note = mark.note.strip() if mark.kind is MarkKind.HIGHLIGHT else ""  # a bookmark's is its words
            return ", ".join(filter(None, (words, kind_in_words(mark), note, self._chapter_of(mark), *mark.tags)))
        return self._words(mark) if role == Qt.ItemDataRole.DisplayRole else None

    def _words(self, mark: Mark) -> str:
        words = shown_words(mark)
        return self.tr("Picture") if mark.kind is MarkKind.BOOKMARK and not words else words


def shown_words(mark: Mark) -> str:
    """A mark's own words in a line; of a bookmark its name, if it has one."""
    words = mark.note if mark.kind is MarkKind.BOOKMARK and mark.note.strip() else mark.quote
    start = words[:_MOST_CHARACTERS].replace(CUT, " … ").replace(IMAGE_CHARACTER, "")
    return " ".join(start.split())


class MarkDelegate(QStyledItemDelegate):
    """Draws chapter, words and note of a mark; each in its own direction."""

    def __init__(self, theme: Theme, height_px: int, lost: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._height_px, self._lost = theme, height_px, lost

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(_INSET_PX * 6, self._height_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        mark: Mark = index.data(MARK_ROLE)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        area = option.rect.adjusted(_INSET_PX, 6, -_INSET_PX, -6)
        self._paint_sign(painter, area, mark, rtl=rtl)
        beside = _INSET_PX + _BAR_PX + 4
        text = area.adjusted(0 if rtl else beside, 0, -beside if rtl else 0, 0)
        above = " · ".join(filter(None, (self._lost if mark.is_lost else "", index.data(CHAPTER_ROLE), *mark.tags)))
        small, normal = _font(option.font, _SMALL_PX), _font(option.font, _TEXT_PX)
        is_tall = self._height_px == ROW_HEIGHT_PX
        y = self._draw(painter, text, above, small, self._theme.ember if mark.is_lost else self._theme.soft, 1)
        rest = text.adjusted(0, y, 0, 0)
        note = mark.note if mark.kind is MarkKind.HIGHLIGHT else ""
        lines = (1 if note.strip() else 3) if is_tall else 1
        y = self._draw(painter, rest, index.data(), normal, self._theme.ink, lines)
        if note.strip() and is_tall:
            self._draw(painter, rest.adjusted(0, y, 0, 0), note, _italic(normal), self._theme.soft, 2)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        flags = QStyle.StateFlag
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & flags.State_Selected:
            painter.setBrush(QColor(self._theme.selection))
            painter.drawRoundedRect(QRectF(option.rect.adjusted(0, 1, 0, -1)), _RADIUS_PX, _RADIUS_PX)
        painter.setPen(QColor(self._theme.line))
        low = option.rect.bottom()
        painter.drawLine(option.rect.left() + _INSET_PX, low, option.rect.right() - _INSET_PX, low)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_sign(self, painter: QPainter, area: QRect, mark: Mark, *, rtl: bool) -> None:
        if mark.kind is MarkKind.BOOKMARK:
            x = area.right() - 14 if rtl else area.left() - 3
            icon("bookmark", self._theme.ember).paint(painter, QRect(x, area.top(), 16, 16))
            return
        x = area.right() - _BAR_PX if rtl else area.left()
        painter.setBrush(QColor(getattr(self._theme, mark.colour.value)))
        painter.setPen(QColor(self._theme.faint))
        painter.drawRoundedRect(QRectF(x, area.top() + 0.5, _BAR_PX, area.height() - 1), 2, 2)

    def _draw(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str, lines: int) -> int:
        """Draw text in at most so many lines; how high they are."""
        words = " ".join(text[:_MOST_CHARACTERS].split())
        if not words:
            return 0
        painter.setPen(QColor(colour))
        layout = QTextLayout(words, font)
        is_rtl = text_direction(words) is Direction.RTL
        option = QTextOption(Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        cut = _fill(layout, area.width(), lines)
        if cut >= 0:
            rest = QFontMetrics(font).elidedText(words[cut:], Qt.TextElideMode.ElideRight, area.width() - 2)
            layout.setText(words[:cut] + rest)
            _fill(layout, area.width(), lines)
        layout.draw(painter, QPointF(area.topLeft()))
        return layout.lineCount() * _LINE_PX


def _fill(layout: QTextLayout, width_px: int, lines: int) -> int:
    """Lay out at most so many lines; where the last begins if there are more, else -1."""
    layout.beginLayout()
    cut = -1
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width_px)
        line.setPosition(QPointF(0, number * _LINE_PX))
        if number == lines - 1 and line.textStart() + line.textLength() < len(layout.text()):
            cut = line.textStart()
    layout.endLayout()
    return cut


def _font(base: QFont, size_px: int) -> QFont:
    font = QFont(base)
    font.setPixelSize(size_px)
    return font


def _italic(font: QFont) -> QFont:
    slanted = QFont(font)
    slanted.setItalic(True)
    return slanted
