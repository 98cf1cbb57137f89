"""The picture on the Picture cover: as large as it fits, in the middle."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from reader.covers.picture import fitted


class PictureFrame(QWidget):
    """Shows one picture, or none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))
        self.image = QImage()
        self._scaled = QPixmap()

    def show_image(self, image: QImage) -> None:
        """Show this one; a null image is none."""
        self.image = image
        self._scaled = QPixmap()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        size = QSize(*fitted(self.image.width(), self.image.height(), max(1, room.width()), max(1, room.height())))
        if self._scaled.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = self.image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled = QPixmap.fromImage(scaled)
        place = QRect(0, 0, round(size.width() / ratio), round(size.height() / ratio))
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.drawPixmap(place, self._scaled)
        painter.end()
