"""The four colours as small round pictures, for buttons and menus."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from reader.store.mark import MarkColour
from ui.theme import Theme

_SIZE_PX = 20
_SHARP = 4
"""Drawn this much larger, so that it is sharp on every screen."""


def swatch(colour: MarkColour, theme: Theme) -> QIcon:
    """A disc in the colour as it is in the text, with a rim that stands out from any paper."""
    picture = QPixmap(_SIZE_PX * _SHARP, _SIZE_PX * _SHARP)
    picture.setDevicePixelRatio(_SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.soft), 1.2))
    painter.setBrush(QColor(getattr(theme, colour.value)))
    painter.drawEllipse(QRectF(2, 2, _SIZE_PX - 4, _SIZE_PX - 4))
    painter.end()
    return QIcon(picture)
