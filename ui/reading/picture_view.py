"""A picture large over the page: fitted, then as large as one likes; moved by dragging and by the arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QLabel, QPinchGesture, QToolButton, QWidget

from ui.icons import icon
from ui.reading.image_matte import on_card
from ui.reading.piece_document import PieceImage
from ui.theme import Theme

ZOOM_STEP = 1.25
LARGEST_ZOOM = 16.0
_LARGEST_FIT = 3.0
_PAN_PX = 80
_EDGE_PX = 24
_WORDS_SHARE = 0.25
_WHEEL_UNITS = 120


class PictureView(QWidget):
    """Covers the page. Zoom is in shown pixels for one of the picture's; `offset` is where its middle stands."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._theme = theme
        self._picture: PieceImage | None = None
        self._shown: QImage | None = None  # as it lies on its card, in the theme's colours
        self._zoom = 0.0  # 0 while it is fitted
        self._middle = QPointF()
        self._dragged_from: QPointF | None = None
        self._words = QLabel(self)
        self._words.setProperty("look", "soft")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._close = QToolButton(self)
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.close_picture)
        self.set_theme(theme)
        self.hide()

    # -- what is shown

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme, self._shown = theme, None
        self._close.setIcon(icon("close", theme.soft))
        self.update()

    def show_picture(self, picture: PieceImage, words: str) -> None:
        """Show it fitted, with its words below."""
        self._picture, self._shown, self._zoom, self._middle = picture, None, 0.0, QPointF()
        self._words.setText(words)
        self.setAccessibleName(words or self.tr("Picture"))
        self._arrange()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def sharpen(self, picture: PieceImage) -> None:
        """The same picture with more pixels."""
        if self._picture is not None:
            self._picture, self._shown = picture, None
            self.update()

    def close_picture(self) -> bool:
        """Hide it and keep nothing. Whether it was open."""
        if self.isHidden():
            return False
        self.hide()
        self._picture = self._shown = None
        self._words.clear()
        self.setAccessibleName("")
        self.closed.emit()
        return True

    @property
    def zoom(self) -> float:
        """Shown pixels for one of the picture's own."""
        return self._zoom or self._fitted()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Larger or smaller, with the point `around` (else the middle) staying where it is; never below fitted."""
        before, fitted = self.zoom, self._fitted()
        after = min(max(before * factor, fitted), max(LARGEST_ZOOM, fitted))
        at = (around or self._area().center()) - self._area().center()
        self._middle = at - (at - self._middle) * (after / before)
        self._zoom = 0.0 if after <= fitted else after
        self._keep_in_view()

    def fit(self) -> None:
        """All of it, as large as there is room for."""
        self._zoom, self._middle = 0.0, QPointF()
        self.update()

    def pan(self, by: QPointF) -> None:
        """Move it, as far as its edges allow."""
        self._middle += by
        self._keep_in_view()

    # -- where it stands

    def _area(self) -> QRectF:
        return QRectF(0, 0, self.width(), self._words.y() if self._words.text() else self.height())

    def _fitted(self) -> float:
        if self._picture is None:
            return 1.0
        area = self._area().adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        across = area.width() / max(1, self._picture.width_px)
        down = area.height() / max(1, self._picture.height_px)
        return max(0.01, min(across, down, _LARGEST_FIT))

    def _target(self) -> QRectF:
        if self._picture is None:
            return QRectF()
        size = QPointF(self._picture.width_px, self._picture.height_px) * self.zoom
        middle = self._area().center() + self._middle
        return QRectF(middle - size / 2, middle + size / 2)

    def _keep_in_view(self) -> None:
        """No edge of the picture comes further in than the view's, while it is larger than the view."""
        target, area = self._target(), self._area()
        most_x = max(0.0, (target.width() - area.width()) / 2 + _EDGE_PX) if target.width() > area.width() else 0.0
        most_y = max(0.0, (target.height() - area.height()) / 2 + _EDGE_PX) if target.height() > area.height() else 0.0
        self._middle = QPointF(min(max(self._middle.x(), -most_x), most_x), min(max(self._middle.y(), -most_y), most_y))
        self.update()

    def _arrange(self) -> None:
        wide = max(1, self.width() - 2 * _EDGE_PX)
        wanted = self._words.heightForWidth(wide) if self._words.text() else 0
        high = min(wanted, round(self.height() * _WORDS_SHARE))
        self._words.setGeometry(_EDGE_PX, self.height() - high - _EDGE_PX // 2, wide, high)
        self._words.setVisible(bool(self._words.text()))
        size = self._close.sizeHint()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = _EDGE_PX // 2 if mirrored else self.width() - size.width() - _EDGE_PX // 2
        self._close.setGeometry(x, _EDGE_PX // 2, size.width(), size.height())

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._keep_in_view()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        if self._picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(self._area())
        if self._shown is None:
            self._shown = on_card(self._picture.image, self._picture.ink, self._theme)
        painter.drawImage(self._target(), self._shown, QRectF(self._shown.rect()))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name and type
        return True  # nothing behind it is reached meanwhile

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.accept()  # the page behind does nothing meanwhile
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint())))
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_UNITS), event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mover = Qt.Key(event.key()), _PANS.get(Qt.Key(event.key()))
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_by(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif mover is not None:
            self.pan(mover)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape}:
            self.close_picture()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self.pan(event.position() - self._dragged_from)
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        if event.button() == Qt.MouseButton.LeftButton and not self._target().contains(event.position()):
            self.close_picture()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit() if self._zoom else self.zoom_by(2.0, event.position())


_PANS = {
    Qt.Key.Key_Left: QPointF(_PAN_PX, 0),
    Qt.Key.Key_Right: QPointF(-_PAN_PX, 0),
    Qt.Key.Key_Up: QPointF(0, _PAN_PX),
    Qt.Key.Key_Down: QPointF(0, -_PAN_PX),
}
