"""Pictures from bytes and back, by Qt's own decoders, within limits. No window: it is run in jobs."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from reader.covers.picture import FORMATS, MAX_PIXELS, MAX_SIDE_PX, fitted


def decode(data: bytes) -> QImage | None:
    """The picture, turned as its camera was held and no larger than is shown; None for what is none or too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()).decode() not in FORMATS or not _is_sane(size):
        return None
    reader.setScaledSize(QSize(*fitted(size.width(), size.height(), MAX_SIDE_PX, MAX_SIDE_PX)))
    image = reader.read()
    return None if image.isNull() else image


def shrunk(image: QImage) -> QImage | None:
    """The same for a picture that was never a file; None for one too large."""
    if image.isNull() or not _is_sane(image.size()):
        return None
    return image.scaled(QSize(*fitted(image.width(), image.height(), MAX_SIDE_PX, MAX_SIDE_PX)))


def encode(image: QImage) -> bytes:
    """As a PNG file, without what the camera wrote into it: place, time, owner."""
    bare = image.convertToFormat(QImage.Format.Format_RGBA8888)  # a copy, so that texts can go
    for key in bare.textKeys():
        bare.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bare.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(buffer.data().data())


def _is_sane(size: QSize) -> bool:
    return size.width() > 0 and size.height() > 0 and size.width() * size.height() <= MAX_PIXELS
