"""What lies over the text while the ruler or the shade is on. Painted in the same pass as the text below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

_DIM_ALPHA = 168
_AROUND_PX = 14
"""Beside the column, so that no letter touches an edge."""


@dataclass(frozen=True)
class Clear:
    """What stays clear, in the viewport's pixels. None: that one is off; an empty rectangle leaves nothing clear."""

    ruler: QRect | None = None
    shade: QRect | None = None


class FocusVeil(QWidget):
    """Covers a viewport. Asks `clear` at every paint, never before: what it covers has just been painted as it is now.

    Being a child of the viewport it is painted into the same frame, so no text is ever seen without it.
    """

    def __init__(self, viewport: QWidget, clear: Callable[[], Clear], theme: Callable[[], Theme]) -> None:
        super().__init__(viewport)
        self._clear = clear
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(viewport.rect())
        viewport.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole of it every time: what is clear may have moved since."""
        clear, theme = self._clear(), self._theme()
        painter = QPainter(self)
        if clear.ruler is not None:
            dim = QColor(theme.paper)
            dim.setAlpha(_DIM_ALPHA)
            self._cover(painter, clear.ruler, dim)
            self._draw_edges(painter, clear.ruler, theme)
        if clear.shade is not None:
            self._cover(painter, clear.shade, QColor(theme.paper))

    def _cover(self, painter: QPainter, clear: QRect, colour: QColor) -> None:
        for rect in _around(self.rect(), _beside(clear)):
            painter.fillRect(rect, colour)

    def _draw_edges(self, painter: QPainter, clear: QRect, theme: Theme) -> None:
        if not clear.isEmpty():
            strip = _beside(clear)
            for y in (strip.top() - 1, strip.bottom() + 1):
                painter.fillRect(QRect(strip.left(), y, strip.width(), 1), QColor(theme.faint))


def _around(whole: QRect, hole: QRect) -> list[QRect]:
    """What of `whole` is not in `hole`. By hand: a second clip region of one painter was not heeded (Qt 6.11)."""
    if hole.isEmpty():
        return [whole]
    above, below = QRect(whole), QRect(whole)
    above.setBottom(hole.top() - 1)
    below.setTop(hole.bottom() + 1)
    left = QRect(whole.left(), hole.top(), hole.left() - whole.left(), hole.height())
    right = QRect(hole.right() + 1, hole.top(), whole.right() - hole.right(), hole.height())
    return [rect for rect in (above, below, left, right) if not rect.isEmpty()]


def _beside(clear: QRect) -> QRect:
    return clear if clear.isEmpty() else clear.adjusted(-_AROUND_PX, 0, _AROUND_PX, 0)
