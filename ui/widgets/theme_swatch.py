"""A small disc of a theme's paper: how a theme is offered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ui.theme import Theme

SWATCH_PX = 18
_SCALE = 3


def theme_swatch(theme: Theme, *, chosen: bool, size_px: int = SWATCH_PX) -> QIcon:
    """The disc, with a dot of its ink, and a ring in its accent when it is worn."""
    picture = QPixmap(size_px * _SCALE, size_px * _SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_SCALE, _SCALE)
    painter.setBrush(QColor(theme.paper))
    painter.setPen(QPen(QColor(theme.ember if chosen else theme.faint), 2 if chosen else 1))
    painter.drawEllipse(QRectF(2, 2, size_px - 4, size_px - 4))
    dot_px = size_px / 4
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ink))
    painter.drawEllipse(QRectF((size_px - dot_px) / 2, (size_px - dot_px) / 2, dot_px, dot_px))
    painter.end()
    return QIcon(picture)
