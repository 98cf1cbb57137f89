"""Which pixels a view of fixed pages needs: whole pages, or of those that are very large what is in view. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QRectF

from reader.text.model import PageSize
from reader.text.page_content import Clip

MOST_PIXELS = 3_300_000
"""A page of up to so many is drawn whole (13 MB): an A4 page 1,520 pixels wide."""

BASE_PIXELS = 1_500_000
"""What a larger one is drawn at whole, to be there while its tiles come."""

TILE_PX = 1024
SMALL_EDGE_PX = 320
MOST_EDGE_PX = 29_000
"""Less than what a worker refuses (reader/formats/limits.py)."""


class Ink(msgspec.Struct, frozen=True):
    """What paper and ink of the drawn pages become: black turns into `ink` and white into `paper`; "" changes nothing.

    `dark` asks the worker to turn the lightness over first.
    """

    paper: str = ""
    ink: str = ""
    dark: bool = False


class Tile(msgspec.Struct, frozen=True):
    """A page, or a part of one, at `scale` device pixels per point."""

    page: int
    scale: float
    ink: Ink
    clip: Clip | None = None


def tiles_of(page: int, size: PageSize, scale: float, ink: Ink, seen: QRectF) -> Iterator[Tile]:
    """What to draw of a page so that `seen` (in points of the page) is sharp at `scale`, the coarsest first."""
    scale = min(scale, MOST_EDGE_PX / max(size.width_pt, size.height_pt))
    area = size.width_pt * size.height_pt
    if area * scale * scale <= MOST_PIXELS:
        yield whole_tile(page, scale, ink)
        return
    yield whole_tile(page, math.sqrt(BASE_PIXELS / area), ink)
    scale = rounded(scale)
    width, height = math.ceil(size.width_pt * scale), math.ceil(size.height_pt * scale)
    left, top = int(max(0.0, seen.left() * scale)) // TILE_PX, int(max(0.0, seen.top() * scale)) // TILE_PX
    right, bottom = min(width, math.ceil(seen.right() * scale)), min(height, math.ceil(seen.bottom() * scale))
    for y in range(top * TILE_PX, bottom, TILE_PX):
        for x in range(left * TILE_PX, right, TILE_PX):
            clip = Clip(left=x, top=y, width=min(TILE_PX, width - x), height=min(TILE_PX, height - y))
            yield Tile(page, scale, ink, clip)


def whole_tile(page: int, scale: float, ink: Ink) -> Tile:
    """All of a page."""
    return Tile(page, rounded(scale), ink)


def small_tile(page: int, size: PageSize, ink: Ink, edge_px: int = SMALL_EDGE_PX) -> Tile:
    """A page as a thumbnail shows it."""
    return whole_tile(page, edge_px / max(size.width_pt, size.height_pt, 1.0), ink)


def bytes_of(tile: Tile, size: PageSize) -> int:
    """What a tile takes of memory."""
    if tile.clip is not None:
        return 4 * tile.clip.width * tile.clip.height
    return round(4 * size.width_pt * size.height_pt * tile.scale * tile.scale)


def rounded(scale: float) -> float:
    """A scale as tiles carry it, so that equal ones are found again."""
    return max(0.0001, round(scale, 4))
