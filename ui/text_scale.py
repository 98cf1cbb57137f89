"""How large words are beside how they were drawn: as large as the system's own, and never smaller than designed."""

from __future__ import annotations

import re

from PySide6.QtGui import QFontInfo, QGuiApplication

ORDINARY_PX = 14
"""The size of ordinary text in the style sheet."""
MOST = 2.0
"""Beyond it the whole screen is better scaled, which Qt does by itself."""
_SIZES = re.compile(r"(font-size|min-height): (\d+)px")


def text_scale() -> float:
    """What a designed size is multiplied by on this system."""
    return scale_of(QFontInfo(QGuiApplication.font()).pixelSize())


def scale_of(system_px: int) -> float:
    """The same for a system whose ordinary text is `system_px` logical pixels high."""
    return min(MOST, max(1.0, system_px / ORDINARY_PX))


def text_px(designed_px: int) -> int:
    """A size of text in logical pixels."""
    return round(designed_px * text_scale())


def scaled_sheet(sheet: str, scale: float) -> str:
    """A style sheet whose words, and the controls around them, are larger by `scale`."""
    if scale <= 1.0:
        return sheet
    return _SIZES.sub(lambda size: f"{size.group(1)}: {round(int(size.group(2)) * scale)}px", sheet)
