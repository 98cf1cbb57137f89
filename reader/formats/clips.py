"""Parts of a page: which pixels of it are asked for, at a scale at which the whole might not be drawn."""

from __future__ import annotations

import math

from reader.errors import DamagedFile
from reader.formats import limits
from reader.text.page_content import Clip


def clip_ground(width_pt: float, height_pt: float, scale: float) -> tuple[int, int]:
    """The size in pixels of the whole page that a part is cut from. Raises DamagedFile where that is out of reach."""
    if not (math.isfinite(scale) and 0 < scale * max(width_pt, height_pt) <= limits.MAX_RENDERED_EDGE_PX):
        raise DamagedFile("scale")
    return max(1, math.ceil(width_pt * scale)), max(1, math.ceil(height_pt * scale))


def clip_within(clip: Clip, whole: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what there is of a part. Raises DamagedFile for nothing, and for too much."""
    left, top = max(0, clip.left), max(0, clip.top)
    right, bottom = min(whole[0], clip.left + clip.width), min(whole[1], clip.top + clip.height)
    if right <= left or bottom <= top or (right - left) * (bottom - top) > limits.MAX_RENDERED_PIXELS:
        raise DamagedFile("part of a page")
    return left, top, right, bottom
