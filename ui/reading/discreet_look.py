"""How discreet text looks: a plain note, small and pale, that nobody reads from a metre away."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QColor, QFont, QFontInfo

from reader.reading.preferences import REGULAR_WEIGHT, Justification
from reader.reading.typefaces import Face
from reader.reading.typography import TypeSetting
from ui.reading.page_look import PageLook
from ui.stylesheet import contrast
from ui.theme import Theme

BODY_PX = 13
COLUMN_EM = 30.0
LINE_HEIGHT = 1.45
MOST_CONTRAST = 5.0
"""A theme of high contrast has no ink that is as pale as a note must be."""

LEAST_MARGIN_PX = 28
"""As the notepad has it, see ui/covers/notes_editor.py."""


def discreet_look(look: PageLook, view_width_px: int) -> PageLook:
    """The same text as a note in the system's own face."""
    others = (family.replace("Serif", "Sans") for family in look.setting.families)  # for writings it has no letters of
    families = (QFontInfo(QFont()).family(), *others)
    setting = TypeSetting(families=families, line_height=LINE_HEIGHT, column_em=COLUMN_EM)
    return msgspec.structs.replace(
        look,
        theme=discreet_theme(look.theme),
        setting=setting,
        body_px=BODY_PX,
        column_px=max(160, min(round(COLUMN_EM * BODY_PX), view_width_px - 2 * LEAST_MARGIN_PX)),
        is_plain=True,
        typeface=Face.SANS,
        justification=Justification.OFF,
        letter_percent=0,
        weight=REGULAR_WEIGHT,
    )


def discreet_theme(theme: Theme) -> Theme:
    """Every ink is the palest that can still be read, every colour a shade of the paper."""
    pale = theme.faint if contrast(theme.faint, theme.paper) <= MOST_CONTRAST else _mixed(theme.paper, theme.ink, 0.45)
    tint = _mixed(theme.paper, pale, 0.16)
    return msgspec.structs.replace(
        theme, ink=pale, soft=pale, ember=pale, on_ember=theme.paper, line=_mixed(theme.paper, pale, 0.35),
        selection=_mixed(theme.paper, pale, 0.24), mark=tint, yellow=tint, green=tint, blue=tint, pink=tint,
        spoken=tint,
    )  # fmt: skip


def _mixed(one: str, other: str, share: float) -> str:
    first, second = QColor(one), QColor(other)
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]  # the stub says object
    return QColor(*(round(a + (b - a) * share) for a, b in pairs)).name()
