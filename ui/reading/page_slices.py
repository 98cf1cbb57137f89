"""What the ways of showing flowing text tell of themselves: which part of which piece stands where in the view."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

READING_LINE_PX = 40
"""How far below the top edge of a view that scrolls the line stands that one is said to be at, and jumps lead to."""

OVERHANG_LINES = 0.25
"""How far letters may stand out of their line, at its foot most of all."""


@dataclass
class ViewSize:
    """The view, in logical pixels."""

    width_px: int = 0
    height_px: int = 0


class Slice(msgspec.Struct, frozen=True):
    """A piece, or a part of it: `top` to `bottom` in the view. The layout's own zero is at `left` and `origin_y`."""

    index: int
    left: int
    origin_y: int
    top: int
    bottom: int


class PageNumbers(msgspec.Struct, frozen=True):
    """Which pages are in view, counted from 1, and how many there are."""

    first: int
    last: int
    count: int
