"""A slide as pixels. No window: it is run in jobs."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from reader.covers.slide import Slide, is_light

_LARGEST_TEXT = 1 / 7  # of the height; smaller until all of it fits
_SMALLEST_TEXT_PX = 12
_ROOM = 0.84  # of width and height, for words
_STEP = 0.9
_ON_LIGHT, _ON_DARK = "#22201C", "#F4F1EA"
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


def draw_slide(slide: Slide, picture: QImage, width_px: int, height_px: int) -> QImage:
    """The whole screen: ground, and in its middle the picture, or the words as large as they fit."""
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(QColor(slide.colour))
    painter = QPainter(image)
    if slide.kind == "picture" and not picture.isNull():
        _draw_picture(painter, picture, image.size())
    elif slide.kind == "text":
        _draw_text(painter, slide, image.size())
    painter.end()
    return image


def pixels_of(image: QImage) -> bytes:
    """Its rows from the top, each pixel blue, green, red and a byte that says nothing; of `draw_slide`'s images."""
    return bytes(image.constBits())


def _draw_picture(painter: QPainter, picture: QImage, room: QSize) -> None:
    scaled = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    place = QRect(0, 0, scaled.width(), scaled.height())
    place.moveCenter(QRect(0, 0, room.width(), room.height()).center())
    painter.drawImage(place.topLeft(), scaled)


def _draw_text(painter: QPainter, slide: Slide, room: QSize) -> None:
    inner = QRectF(0, 0, room.width() * _ROOM, room.height() * _ROOM)
    font = QFont(QGuiApplication.font())
    size_px = room.height() * _LARGEST_TEXT
    while True:
        font.setPixelSize(max(_SMALLEST_TEXT_PX, round(size_px)))
        needed = QFontMetricsF(font).boundingRect(inner, _WRAPPED, slide.text)
        if size_px <= _SMALLEST_TEXT_PX or (needed.width() <= inner.width() and needed.height() <= inner.height()):
            break
        size_px *= _STEP
    painter.setFont(font)
    painter.setPen(QColor(_ON_LIGHT if is_light(slide.colour) else _ON_DARK))
    inner.moveCenter(QRectF(0, 0, room.width(), room.height()).center())
    painter.drawText(inner, _WRAPPED, slide.text)
