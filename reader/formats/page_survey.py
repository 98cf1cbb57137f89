"""A look at a whole page in few pixels: where its content is, and which of it stays as it is at night.

At night a page of text is shown with its lightness turned over: white paper becomes dark, black ink light, and every
colour keeps its hue. Photographs would become negatives; they are told from text and drawings by their pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageChops

from reader.text.model import PagePixels
from reader.text.page_content import PageContent

SURVEY_EDGE_PX = 640
"""Enough for hairlines and the smallest print to leave a trace."""

_PAPER_DIFFERS = 14
"""Of 255: what is nearer to the paper's own colour is paper."""

_ROUND_PX = 1
_EDGE_PX = 0.001
"""An edge this near to a whole pixel stands there: single floats are no more exact."""

_LEVELS = 16
_LIGHT_LEVEL = 9
"""Sixteen levels of lightness; paper is at this or a lighter one, also paper that was scanned yellow or grey."""

_PAPER_SHARE = 0.45
_DARK_SHARE = 0.5
_MIDDLE_SHARE = 0.3
_COLOUR = 16
"""How far apart the channels of a pixel are, of 255, before it counts as coloured: also a link in thin letters."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a look at a page found. `pictures` keep their colours at night; in points, left, top, right, bottom.

    `is_dark` says that the page is dark by itself, and needs no turning over; `is_grey` that it has no colours outside
    the pictures, so that turning it over is a third of the work.
    """

    content: PageContent
    pictures: tuple[tuple[float, float, float, float], ...]
    is_dark: bool
    is_grey: bool


def survey_scale(width_pt: float, height_pt: float) -> float:
    """Pixels per point to look at a page of this size."""
    return SURVEY_EDGE_PX / max(width_pt, height_pt, 1.0)


def rgb_of(pixels: PagePixels) -> Image.Image:
    """The pixels as a picture, without a copy where that is possible."""
    size = (pixels.width_px, pixels.height_px)
    return Image.frombuffer("RGB", size, pixels.data, "raw", "BGRX", pixels.stride, 1)


def survey(
    pixels: PagePixels, width_pt: float, height_pt: float, images: Iterable[tuple[float, float, float, float]] = ()
) -> Survey:
    """Look at a page of this size drawn in few pixels. `images` are where it has pictures of pixels, in points."""
    image = rgb_of(pixels)
    across, down = pixels.width_px / width_pt, pixels.height_px / height_pt
    kept = []
    for box in images:
        inside = _clipped((box[0] * across, box[1] * down, box[2] * across, box[3] * down), image.size)
        if inside is not None and is_photograph(image.crop(inside)):
            kept.append(box)
    left, top, right, bottom = content_box(image)
    content = PageContent(
        page=pixels.page,
        x_pt=left / across, y_pt=top / down, width_pt=(right - left) / across, height_pt=(bottom - top) / down,
    )  # fmt: skip
    boxes = [(x1 * across, y1 * down, x2 * across, y2 * down) for x1, y1, x2, y2 in kept]
    return Survey(content, tuple(kept), is_dark=_is_dark(image), is_grey=_is_grey(image, boxes))


def content_box(image: Image.Image) -> Box:
    """The box around all that differs from the paper, whose colour most corners have; all of it if nothing does."""
    width, height = image.size
    corners = [image.getpixel(place) for place in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1))]
    paper = max(corners, key=corners.count)
    different = ImageChops.difference(image, Image.new("RGB", image.size, paper))
    red, green, blue = different.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    found = most.point([255 if level > _PAPER_DIFFERS else 0 for level in range(256)]).getbbox()
    if found is None:
        return (0, 0, width, height)
    left, top, right, bottom = found
    start, end = (max(0, left - _ROUND_PX), max(0, top - _ROUND_PX)), (right + _ROUND_PX, bottom + _ROUND_PX)
    return (*start, min(width, end[0]), min(height, end[1]))


def is_photograph(image: Image.Image) -> bool:
    """Whether a part of a page would suffer from being turned over: no ground of light paper, and middle tones.

    A scanned page of text and a chart have both much paper; a photograph has most of its lightness in between.
    """
    levels = _lightness(image)
    total = sum(levels)
    peak = max(range(_LIGHT_LEVEL, _LEVELS), key=lambda level: levels[level])
    paper = sum(levels[max(0, peak - 1) : peak + 2]) / total
    middle = sum(levels[2 : _LEVELS - 2]) / total
    return paper < _PAPER_SHARE or (paper < 2 * _PAPER_SHARE and middle > _MIDDLE_SHARE and _is_colourful(image))


def turned_over(
    pixels: PagePixels, pictures: Iterable[tuple[float, float, float, float]], *, is_grey: bool = False
) -> PagePixels:
    """The pixels with their lightness turned over and their hues kept, but for `pictures`."""
    image = rgb_of(pixels)
    turned = ImageChops.invert(image) if is_grey else _turned(image)
    for box in pictures:
        inside = _clipped(box, image.size)
        if inside is not None:
            turned.paste(image.crop(inside), inside[:2])
    data = turned.convert("RGBA").tobytes("raw", "BGRA")
    return PagePixels(
        page=pixels.page, width_px=pixels.width_px, height_px=pixels.height_px, stride=4 * pixels.width_px, data=data
    )


def _turned(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    shade = ImageChops.invert(most)
    channels = [ImageChops.add(ImageChops.subtract(each, least), shade) for each in (red, green, blue)]
    return Image.merge("RGB", channels)


def _clipped(box: tuple[float, float, float, float], size: tuple[int, int]) -> Box | None:
    """All pixels that a box touches: PDFium fills each pixel of a picture's edge wholly (measured)."""
    left, top = (max(0, math.floor(edge + _EDGE_PX)) for edge in box[:2])
    right, bottom = (min(most, math.ceil(edge - _EDGE_PX)) for edge, most in zip(box[2:], size, strict=True))
    return (left, top, right, bottom) if right > left and bottom > top else None


def _lightness(image: Image.Image) -> list[int]:
    histogram = image.convert("L").histogram()
    step = 256 // _LEVELS
    return [sum(histogram[start : start + step]) for start in range(0, 256, step)]


def _is_dark(image: Image.Image) -> bool:
    levels = _lightness(image)
    return sum(levels[: _LEVELS // 3]) > _DARK_SHARE * sum(levels)


def _is_colourful(image: Image.Image) -> bool:
    """Whether many different colours are in it: a photograph with much sky, not a chart of five colours."""
    small = image.resize((min(64, image.width), min(64, image.height)), Image.Resampling.NEAREST)
    colours = small.quantize(64).getcolors(64) or []
    return sum(1 for count, _ in colours if count > small.width * small.height / 400) > _LEVELS


def _is_grey(image: Image.Image, pictures: Iterable[tuple[float, float, float, float]]) -> bool:
    """Whether nothing but the pictures has a colour worth keeping."""
    bare = image.copy()
    for box in pictures:
        inside = _clipped(box, image.size)
        if inside is not None:
            bare.paste((255, 255, 255), inside)
    red, green, blue = bare.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return not any(ImageChops.subtract(most, least).histogram()[_COLOUR:])
