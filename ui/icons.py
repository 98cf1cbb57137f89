"""Line icons of one family: SVG files in assets/icons, drawn in a colour of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.guard.identity import Identity
from ui.theme import DEFAULT_THEME_NAME, load_theme

ICONS_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "icons"
ICON_SIZE_PX = 20
MIRRORED_ICONS = frozenset({"back", "forward", "next", "previous", "outline", "list"})
"""Icons that point along the line of reading, and so turn round with it."""


def icon(name: str, colour: str, *, mirrored: bool = False) -> QIcon:
    """The icon `name` in `colour` (`#RRGGBB`), sharp at every scale.

    Raises FileNotFoundError: a defect of the build.
    """
    return QIcon(_LineIconEngine(_renderer(name, colour), mirrored=mirrored and name in MIRRORED_ICONS))


def identity_icon(identity: Identity) -> QIcon:
    """The one icon of all windows, the cover's and the desk's: a taskbar must not tell them apart."""
    return icon(identity.icon_name, load_theme(DEFAULT_THEME_NAME).ember)


def pixmap(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The icon as pixels, `size_px` logical pixels square, for a screen of `ratio` device pixels each."""
    return icon(name, colour).pixmap(QSize(size_px, size_px), ratio)


def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = (ICONS_FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(source.encode()))


class _LineIconEngine(QIconEngine):
    """Draws the vector itself, so that no scale is ever blurred."""

    def __init__(self, renderer: QSvgRenderer, *, mirrored: bool) -> None:
        super().__init__()
        self._renderer = renderer
        self._mirrored = mirrored

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, _state: QIcon.State) -> None:
        area = QRectF(rect)  # type: ignore[call-overload]  # QRect, though the stub leaves it open
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        if self._mirrored:
            painter.translate(area.left() + area.right(), 0)
            painter.scale(-1, 1)
        self._renderer.render(painter, area)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _LineIconEngine(self._renderer, mirrored=self._mirrored)
