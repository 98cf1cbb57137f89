"""The thin line of progress along the footer's edge, with the chapters' beginnings; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from reader.text.model import Direction
from ui.theme import Theme

LINE_PX = 2
SEEK_HEIGHT_PX = 12
_OVER_PX = 6
_MOST_TICKS = 150


class SeekLine(QWidget):
    """Tells where one clicks as a fraction of the document; what is there is told with `show_tip`."""

    place_requested = Signal(float)
    hovered = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+G is the keyboard's way
        self.setAccessibleName(self.tr("Progress"))
        self.setFixedHeight(SEEK_HEIGHT_PX)
        self._theme = theme
        self._progress = 0.0
        self._ticks: tuple[float, ...] = ()
        self._is_over = False
        self._direction: Direction | None = None

    @property
    def ticks(self) -> tuple[float, ...]:
        return self._ticks

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def set_progress(self, fraction: float) -> None:
        """How far reading is."""
        if abs(fraction - self._progress) > 1e-5:
            self._progress = min(1.0, max(0.0, fraction))
            self.setAccessibleDescription(f"{round(self._progress * 100)} %")
            self.update()

    def set_ticks(self, fractions: Sequence[float]) -> None:
        """Where chapters begin; where there are too many to be told apart, none."""
        self._ticks = tuple(fractions) if len(fractions) <= _MOST_TICKS else ()
        self.update()

    def set_direction(self, direction: Direction | None) -> None:
        """Fill the line as the document runs; None, and a document that says nothing, as the interface does."""
        self._direction = None if direction is Direction.AUTO else direction
        self.update()

    def show_tip(self, text: str) -> None:
        """What lies where the pointer is."""
        x = self.mapFromGlobal(self.cursor().pos()).x()
        QToolTip.showText(self.mapToGlobal(QPoint(x, -SEEK_HEIGHT_PX * 3)), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        high = _OVER_PX if self._is_over else LINE_PX
        top = self.height() - high
        if self._is_over:
            painter.fillRect(QRectF(0, top, self.width(), high), QColor(self._theme.line))
        width = self.width() * self._progress
        start = self.width() - width if self._mirrored else 0.0
        painter.fillRect(QRectF(start, top, width, high), QColor(self._theme.ember))
        for fraction in self._ticks:
            x = self._x(fraction)
            passed = fraction <= self._progress
            colour = self._theme.paper if passed else self._theme.faint
            painter.fillRect(QRectF(x - 0.5, top - (0 if passed else 2), 1, high + 2), QColor(colour))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.place_requested.emit(self._fraction(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered.emit(self._fraction(event.position().x()))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._is_over = False
        QToolTip.hideText()
        self.update()

    @property
    def _mirrored(self) -> bool:
        if self._direction is not None:
            return self._direction is Direction.RTL
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _x(self, fraction: float) -> float:
        return self.width() * (1 - fraction if self._mirrored else fraction)

    def _fraction(self, x: float) -> float:
        share = min(1.0, max(0.0, x / max(1, self.width())))
        return 1 - share if self._mirrored else share
