"""What is asked and told of a fixed page beside its pixels and its text: a part of it, and where its content is."""

from __future__ import annotations

import msgspec


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a page that is drawn at some scale, in pixels from its top left corner."""

    left: int
    top: int
    width: int
    height: int


class PageContent(msgspec.Struct, frozen=True, kw_only=True):
    """Where on a page anything is drawn, in points from its top left; the whole page where nothing is."""

    page: int
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
