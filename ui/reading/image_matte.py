"""What a transparent picture is laid on, so that its ink shows: nothing where the page's paper does, else a card.

Inverting the picture would turn photographs and colours into others; a card changes no pixel that was drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.theme import Theme

LEVELS = 16
_SAMPLE_PX = 64
_LIGHT_CARD, _DARK_CARD = "#CFC9BF", "#3A3733"
"""Paper in dim light, as fixed pages have at night, and the grey of ink."""

_CLEAR_SHARE = 0.02
_LEAST_CONTRAST = 2.2
"""Below this, text and lines are hard to make out (WCAG 2.2 asks for 3 to 1 of drawings, 1.4.11)."""

_LOST_SHARE = 0.2
_OPAQUE = 128


def ink_levels(image: QImage) -> tuple[int, ...]:
    """How much of a transparent picture's ink has which lightness, dark to light; empty if it has no holes.

    Takes a millisecond or two: for a job.
    """
    if not image.hasAlphaChannel():
        return ()
    size = image.size().boundedTo(image.size().scaled(_SAMPLE_PX, _SAMPLE_PX, Qt.AspectRatioMode.KeepAspectRatio))
    sample = image.scaled(size).convertToFormat(QImage.Format.Format_RGBA8888)
    rows = bytes(sample.constBits())
    step, width = sample.bytesPerLine(), 4 * sample.width()
    pixels = b"".join(rows[row * step : row * step + width] for row in range(sample.height()))
    levels = [0] * LEVELS
    clear = 0
    for red, green, blue, alpha in zip(*(pixels[channel::4] for channel in range(4)), strict=True):
        if alpha < _OPAQUE:
            clear += 1
        else:
            levels[(299 * red + 587 * green + 114 * blue) * LEVELS // 256_000] += 1
    return tuple(levels) if clear > _CLEAR_SHARE * sample.width() * sample.height() and any(levels) else ()


def card_colour(levels: Sequence[int], theme: Theme) -> str:
    """The colour to lay a picture on in a theme; empty where its ink shows on the paper as it is."""
    if not levels or _lost(levels, theme.paper) <= _LOST_SHARE:
        return ""
    best = min((_LIGHT_CARD, _DARK_CARD), key=lambda colour: _lost(levels, colour))
    return best if _lost(levels, best) < _lost(levels, theme.paper) else ""


def on_card(image: QImage, levels: Sequence[int], theme: Theme) -> QImage:
    """The picture, on a card if it needs one."""
    colour = card_colour(levels, theme)
    if not colour:
        return image
    card = QImage(image.size(), QImage.Format.Format_RGB32)
    card.setDevicePixelRatio(image.devicePixelRatio())
    card.fill(QColor(colour))
    painter = QPainter(card)
    painter.drawImage(0, 0, image)
    painter.end()
    return card


def _lost(levels: Sequence[int], colour: str) -> float:
    """The share of the ink that can hardly be told from a ground."""
    ground = _luminance(QColor(colour))
    lost = 0
    for level, count in enumerate(levels):
        grey = round((level + 0.5) * 255 / LEVELS)
        ink = _luminance(QColor(grey, grey, grey))
        lighter, darker = max(ink, ground), min(ink, ground)
        lost += count if (lighter + 0.05) / (darker + 0.05) < _LEAST_CONTRAST else 0
    return lost / sum(levels)


def _luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
