"""The thin strip along the edge of the page: hits, marks, bookmarks and the place, for the whole document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from reader.reading.edge_map import Rows, nearest_row
from ui.theme import Theme

STRIP_WIDTH_PX = 13
_LANE_PX = 5
_TICK_PX = 2
_REACH_PX = 4
_FULLER = {False: 2.6, True: 1.2}
_DARKER, _LIGHTER = 120, 210
"""The colours of highlights are made to lie under text: more saturation, and per cent of lightness, let them be seen
on their own."""


class EdgeStrip(QWidget):
    """Shows what it is given and tells where one clicks, as a fraction of the document. Drawn once, then a picture."""

    place_requested = Signal(float)
    dragged = Signal(float)
    hovered = Signal(float)  # a fraction; what is there is told with `show_tip`

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the lists are the keyboard's way
        self.setAccessibleName(self.tr("Map of the document"))
        self._theme = theme
        self._rows = Rows()
        self._place: tuple[float, float] = (0.0, 0.0)
        self._current = -1.0
        self._picture: QPixmap | None = None
        self.hide()

    @property
    def rows(self) -> Rows:
        return self._rows

    def set_rows(self, rows: Rows) -> None:
        """Show these, made for this height."""
        self._rows = rows
        self._picture = None
        self.update()

    def set_place(self, first: float, last: float) -> None:
        """What is in view, as fractions."""
        if (first, last) != self._place:
            self._place = (first, last)
            self.update()

    def set_current(self, fraction: float) -> None:
        """The hit that is stood on; -1 for none."""
        if fraction != self._current:
            self._current = fraction
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._picture = None
        self.update()

    def show_tip(self, text: str) -> None:
        """What lies where the pointer is."""
        at = self.mapFromGlobal(self.cursor().pos())
        QToolTip.showText(self.mapToGlobal(QPoint(at.x(), at.y())), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is None or self._picture.size() != self.size() * self.devicePixelRatioF():
            self._picture = self._drawn()
        top, bottom = (round(part * self.height()) for part in self._place)
        band = QColor(self._theme.ink)
        band.setAlphaF(0.10)
        painter.fillRect(0, top, self.width(), max(_TICK_PX, bottom - top), band)
        painter.drawPixmap(0, 0, self._picture)
        if self._current >= 0:
            painter.fillRect(0, round(self._current * self.height()) - 1, self.width(), _TICK_PX + 1, self._theme.ember)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.place_requested.emit(self._fraction(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(max(0.0, min(1.0, event.position().y() / max(1, self.height()))))
        self.hovered.emit(self._fraction(event.position().y()))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit(self._fraction(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()

    def _fraction(self, y: float) -> float:
        """Of the row there, or of the nearest that shows something."""
        row = nearest_row(self._rows, int(y), _REACH_PX)
        return max(0.0, min(1.0, row / max(1, self.height())))

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        inner, outer = self._lanes()
        for mark in self._rows.marks:
            height = max(_TICK_PX + 1, mark.bottom - mark.top)
            painter.fillRect(inner, mark.top, _LANE_PX, height, self._strong(mark.colour))
        hit = QColor(self._theme.ember)
        for row in self._rows.hits:
            painter.fillRect(outer, row, _LANE_PX, _TICK_PX, hit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.paper))
        painter.setBrush(QColor(self._theme.soft))
        for row in self._rows.bookmarks:
            painter.drawPolygon(self._flag(row))
        painter.end()
        return picture

    def _lanes(self) -> tuple[int, int]:
        """Left edges of the lane near the text, for marks, and of the one at the edge, for hits."""
        near, far = 1, STRIP_WIDTH_PX - _LANE_PX - 1
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return (far, near) if mirrored else (near, far)

    def _flag(self, row: int) -> QPolygonF:
        """A small flag that points at its row from the text's side."""
        middle, area = row + 0.5, QRectF(self.rect())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        base, tip = (area.right(), area.right() - 8) if mirrored else (area.left(), area.left() + 8)
        return QPolygonF([QPointF(base, middle - 4.5), QPointF(tip, middle), QPointF(base, middle + 4.5)])

    def _strong(self, colour: str) -> QColor:
        pale = QColor(str(getattr(self._theme, colour)))
        base = QColor.fromHsvF(
            max(0.0, pale.hueF()), min(1.0, pale.hsvSaturationF() * _FULLER[self._theme.is_dark]), pale.valueF()
        )
        return base.lighter(_LIGHTER) if self._theme.is_dark else base.darker(_DARKER)
