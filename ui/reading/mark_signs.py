"""What stands beside the text for marks: a small sign where there is a note, a ribbon in the corner for a bookmark."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from reader.store.mark import Mark, MarkKind
from reader.text.model import Locator
from ui.icons import icon
from ui.reading.mark_places import sign_rect
from ui.reading.page_view import PageView
from ui.reading.reading_session import Surface
from ui.theme import Theme
from ui.translations import is_mirrored

_RIBBON = QRect(0, 0, 18, 30)
_RIBBON_INSET_PX = 26
_REACH_PX = 4


class MarkSigns(QWidget):
    """Lies over one view's viewport and takes no click: the view's own filter asks what is at a point."""

    def __init__(self, view: Surface, theme: Theme) -> None:
        super().__init__(view.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._view, self._viewport, self._theme = view, view.viewport(), theme
        self._marks: Sequence[Mark] = ()
        self._starts: list[Locator] = []
        self._signs: list[tuple[QRect, int]] = []
        self._has_ribbon = False
        view.viewport().installEventFilter(self)
        view.moved.connect(self.follow)
        if isinstance(view, PageView):
            view.laid_out.connect(self.follow)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """These are the document's marks, in reading order."""
        self._marks = [mark for mark in marks if not mark.is_lost]
        self._starts = [mark.start for mark in self._marks]
        self.follow()

    def in_view(self) -> Sequence[Mark]:
        """The marks that begin in view."""
        if not self._marks:
            return ()
        first, last = self._view.in_view()
        at = bisect_left(self._starts, first)
        upto = bisect_left(self._starts, Locator(last.section, last.offset + 1))
        return self._marks[at:upto]

    def sign_at(self, point: QPoint) -> int:
        """The number of the mark whose sign is there, 0 for none."""
        reach = QRect(0, 0, 2 * _REACH_PX, 2 * _REACH_PX)
        reach.moveCenter(point)
        return next((number for rect, number in self._signs if rect.intersects(reach)), 0)

    @property
    def ribbon(self) -> QRect:
        """Where the ribbon is; empty where no bookmark is in view."""
        if not self._has_ribbon:
            return QRect()
        x = _RIBBON_INSET_PX if is_mirrored() else self.width() - _RIBBON_INSET_PX - _RIBBON.width()
        return _RIBBON.translated(x, 0)

    def follow(self) -> None:
        """The text stands elsewhere now."""
        signs: list[tuple[QRect, int]] = []
        marks = self.in_view()
        for mark in marks:
            if mark.kind is MarkKind.HIGHLIGHT and mark.note.strip():
                rect = sign_rect(self._view, mark.start)
                while any(rect.intersects(other) for other, _ in signs):
                    rect.translate(0, rect.height() + 2)
                if not rect.isEmpty():
                    signs.append((rect, mark.number))
        has_ribbon = any(mark.kind is MarkKind.BOOKMARK for mark in marks)
        if (signs, has_ribbon) != (self._signs, self._has_ribbon):
            self._signs, self._has_ribbon = signs, has_ribbon
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._viewport:
            self.setGeometry(self._viewport.rect())
            self.follow()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect, _ in self._signs:
            if not isinstance(self._view, PageView):  # drawn pages stay light in every theme
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.paper))
                painter.drawRoundedRect(rect.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX), 5, 5)
            icon("note", self._theme.ember).paint(painter, rect)
        ribbon = self.ribbon
        if not ribbon.isEmpty():
            left, right, bottom = ribbon.left(), ribbon.left() + ribbon.width(), ribbon.height()
            notch = QPointF(ribbon.left() + ribbon.width() / 2, bottom - 7)
            corners = [QPointF(left, 0), QPointF(right, 0), QPointF(right, bottom), notch, QPointF(left, bottom)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.ember))
            painter.drawPolygon(QPolygonF(corners))
