"""One screen's slide once the raised covers have gone: an ordinary window over the whole of it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget


class SlideWindow(QWidget):
    """Takes no focus when it comes. `dismissed` follows a click, Escape, or the window manager's way to close it."""

    painted = Signal()  # the first time
    dismissed = Signal()

    def __init__(self, screen: QScreen, colour: str, *, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("slide")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.has_painted = False
        self._colour = QColor(colour)
        self._image = QImage()

    def show_image(self, image: QImage, colour: str) -> None:
        """Show this from now on; a null image is the colour alone."""
        self._image = image
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image.isNull():
            painter.fillRect(self.rect(), self._colour)
        else:
            painter.drawImage(QRect(0, 0, self.width(), self.height()), self._image)
        painter.end()
        if not self.has_painted:
            self.has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.dismissed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # who made it takes it away
        self.dismissed.emit()
