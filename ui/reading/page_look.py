"""What a page looks like, settled before a piece is laid out: size, measure, colours, direction."""

from __future__ import annotations

import msgspec

from reader.reading.typography import DEFAULT_BODY_SIZE_PX, TypeSetting
from reader.text.model import Direction
from ui.theme import Theme

NARROWEST_MARGIN_EM = 2.0
FEWEST_COLUMN_PX = 160
IMAGE_HEIGHT_SHARE = 0.86
"""An image never takes more than this much of the view's height, so that it can be seen whole."""


class PageLook(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides how a piece is set; two equal looks lay a piece out the same."""

    theme: Theme
    setting: TypeSetting
    language: str = ""
    direction: Direction = Direction.AUTO
    body_px: int = DEFAULT_BODY_SIZE_PX
    column_px: int = 640
    image_height_px: int = 600

    @property
    def line_px(self) -> int:
        """The height of a line of body text."""
        return round(self.body_px * self.setting.line_height)

    @property
    def paragraph_gap_px(self) -> int:
        """The paper between two paragraphs."""
        return round(self.line_px * 0.5)

    @property
    def is_rtl(self) -> bool:
        return self.direction is Direction.RTL


def column_width_px(setting: TypeSetting, body_px: int, view_width_px: int) -> int:
    """The measure in pixels: what the writing asks for, or what the window leaves between its margins."""
    room = view_width_px - 2 * round(NARROWEST_MARGIN_EM * body_px)
    return max(FEWEST_COLUMN_PX, min(round(setting.column_em * body_px), room))
