"""Pictures shown as pages: an image file, the pages of a TIFF, a comic. Decoded one at a time, drawn at any scale.

A page is as large as its pixels are at 96 to the inch, so that 100 % shows pixel for pixel.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import overload

from PIL import ExifTags, Image, ImageOps

from reader.errors import DamagedFile, FileTooLarge
from reader.formats import limits
from reader.formats.clips import clip_ground, clip_within
from reader.formats.images import Encoded, cover_of, draw_svg, is_svg, svg_size_px, svg_text
from reader.formats.page_survey import survey, survey_scale
from reader.formats.picture_colours import FAILURES, flattened, has_alpha, in_srgb
from reader.formats.trees import parse_xml
from reader.text.model import COVER_LONG_EDGE_PX, Cover, PagePixels, PageSize, PageText
from reader.text.page_content import Clip, PageContent

POINTS_PER_PX = 0.75
PAGE_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_MAX_REDUCED_PIXELS = 4 * limits.MAX_IMAGE_PIXELS
"""A JPEG can be decoded at half, a quarter or an eighth of its size; a progressive one takes 3 bytes a pixel for it."""

_REDUCIBLE = {"JPEG", "MPO"}
_MAX_WORDS = 3000
_MAX_EDGE_PT = 100_000.0
_MISSING_PT = (595.0, 842.0)
_SIDEWAYS = {5, 6, 7, 8}
"""EXIF orientations that swap width and height."""

_FILTER = Image.Resampling.BICUBIC
"""As clear as Lanczos to the eye, in two thirds of its time, which was more than that of decoding a drawn page."""

_MOST_STRETCHED = 4.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: where its file's bytes come from, which frame of them it is, its size as shown in points, its words."""

    read: Callable[[], bytes]
    frame: int
    width_pt: float
    height_pt: float
    words: str = ""

    def size(self, label: str = "") -> PageSize:
        return PageSize(width_pt=self.width_pt, height_pt=self.height_pt, label=label)


@dataclass(frozen=True, slots=True)
class Picture:
    """Decoded pixels; `is_whole` unless they are fewer than the file has."""

    pixels: Image.Image
    is_whole: bool


def gone_leaf(read: Callable[[], bytes]) -> Leaf:
    """The page in its place where it is broken."""
    return Leaf(read, 0, *_MISSING_PT)


class LateLeaves(Sequence[Leaf]):
    """Pages that are looked at when they are shown: a comic of 500 MB opens without being read."""

    def __init__(self, finders: Sequence[Callable[[], Leaf]]) -> None:
        self._finders = finders
        self._found: dict[int, Leaf] = {}

    def __len__(self) -> int:
        return len(self._finders)

    @overload
    def __getitem__(self, page: int) -> Leaf: ...
    @overload
    def __getitem__(self, page: slice) -> Sequence[Leaf]: ...

    def __getitem__(self, page: int | slice) -> Leaf | Sequence[Leaf]:
        if isinstance(page, slice):
            return [self[number] for number in range(*page.indices(len(self)))]
        if page not in self._found:
            self._found[page] = self._finders[page]()
        return self._found[page]


class PicturePages:
    """The pages of one open document (a FixedDocument). The picture drawn last stays decoded."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._decoded: tuple[int, Picture] | None = None

    def close(self) -> None:
        self._decoded = None

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        """As the contract says; a picture is never dark."""
        leaf = self.leaf(page)
        if clip is None:
            width, height = _rendered_size(leaf, scale)
            image = self._picture(page, leaf, (width, height))
            if image.size != (width, height):
                image = image.resize((width, height), _FILTER, reducing_gap=3.0)
        else:
            image = self._clipped(page, leaf, scale, clip)
            width, height = image.size
        data = image.convert("RGBA").tobytes("raw", "BGRA")  # RGB's own fourth byte is anything; Qt wants 255
        return PagePixels(page=page, width_px=width, height_px=height, stride=4 * width, data=data)

    def _clipped(self, page: int, leaf: Leaf, scale: float, clip: Clip) -> Image.Image:
        whole = clip_ground(leaf.width_pt, leaf.height_pt, scale)
        left, top, right, bottom = clip_within(clip, whole)
        image = self._picture(page, leaf, whole)
        across, down = image.width / whole[0], image.height / whole[1]
        part = (left * across, top * down, right * across, bottom * down)
        return image.resize((right - left, bottom - top), _FILTER, box=part)

    def content(self, page: int) -> PageContent:
        leaf = self.leaf(page)
        pixels = self.render(page, survey_scale(leaf.width_pt, leaf.height_pt))
        return survey(pixels, leaf.width_pt, leaf.height_pt).content

    def text(self, page: int) -> PageText:
        words = self.leaf(page).words
        return PageText(page=page, text=f"{words}\n" if words else "", boxes=(), links=())

    def cover(self, page: int) -> Cover:
        """The document's cover, made of a page. Raises DamagedFile, FileTooLarge."""
        edge = COVER_LONG_EDGE_PX
        encoded = cover_of(self._picture(page, self.leaf(page), (edge, edge)).copy())
        return Cover(
            media_type=encoded.media_type, width_px=encoded.width_px, height_px=encoded.height_px, data=encoded.data
        )

    def leaf(self, page: int) -> Leaf:
        """The page at `page`. Raises DamagedFile when there is none."""
        if not 0 <= page < len(self._leaves):
            raise DamagedFile("page")
        return self._leaves[page]

    def _picture(self, page: int, leaf: Leaf, wanted: tuple[int, int]) -> Image.Image:
        """The page in RGB or L, at its full size, or where that is much more than wanted perhaps smaller."""
        if self._decoded is not None and self._decoded[0] == page:
            kept = self._decoded[1]
            if kept.is_whole or kept.pixels.width >= wanted[0] or kept.pixels.height >= wanted[1]:
                return kept.pixels
        self._decoded = None  # never two at once
        picture = decoded(leaf.read(), leaf.frame, wanted)
        self._decoded = (page, picture)
        return picture.pixels


def leaves_of(data: bytes, read: Callable[[], bytes], most: int = limits.MAX_SECTIONS) -> list[Leaf]:
    """The pages of one picture file, its pixels untouched. Raises DamagedFile, FileTooLarge.

    `data` may be the file's beginning only, as long as that holds its header.
    """
    if is_svg(data):
        root = parse_xml(data.decode("utf-8", "replace"))
        return [replace(_leaf(read, 0, *svg_size_px(root)), words=svg_text(root)[:_MAX_WORDS])]
    with opened(data) as image:
        count = min(getattr(image, "n_frames", 1), most) if image.format == "TIFF" else 1
        leaves = []
        for frame in range(count):
            if frame:
                image.seek(frame)
            leaves.append(_leaf(read, frame, *_shown_size(image), _stretch(image)))
        return leaves


def decoded(data: bytes, frame: int, wanted: tuple[int, int]) -> Picture:
    """A frame in sRGB, upright, on a ground that its ink shows on. Raises DamagedFile, FileTooLarge.

    Pixels are RGB, or L where they are grey: a third of the work.

    A JPEG much larger than `wanted` is decoded at a fraction of its size.
    """
    if is_svg(data):
        return _drawn(data, wanted)
    with opened(data) as image:
        if frame:
            image.seek(frame)
        size = image.size
        if image.format in _REDUCIBLE:
            image.draft(None, wanted if _orientation(image) not in _SIDEWAYS else wanted[::-1])
        if image.width * image.height > limits.MAX_IMAGE_PIXELS:
            raise FileTooLarge("pixels")
        upright = (ImageOps.exif_transpose(image) or image) if _orientation(image) != 1 else image
        coloured = in_srgb(upright)
        pixels = coloured if coloured.mode == "L" and not has_alpha(coloured) else flattened(coloured)
        return Picture(pixels, is_whole=image.size == size)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """A picture file's header; whatever its decoder raises inside becomes DamagedFile. Raises FileTooLarge."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are checked here; odd EXIF blocks are of no interest
            with Image.open(io.BytesIO(data), formats=PAGE_FORMATS) as image:
                _check_size(image)
                yield image
    except MemoryError as error:
        raise FileTooLarge("memory") from error
    except FAILURES as error:
        raise DamagedFile("picture") from error


def _check_size(image: Image.Image) -> None:
    pixels = image.width * image.height
    if not pixels:
        raise DamagedFile("picture")
    if pixels > (_MAX_REDUCED_PIXELS if image.format in _REDUCIBLE else limits.MAX_IMAGE_PIXELS):
        raise FileTooLarge("pixels")


def exif_of(image: Image.Image) -> Image.Exif:
    """The EXIF block in a picture's header; Pillow would decode a whole PNG to look for one behind the pixels."""
    return Image.Exif() if image.format == "PNG" and "exif" not in image.info else image.getexif()


def _orientation(image: Image.Image) -> int:
    value = exif_of(image).get(ExifTags.Base.Orientation.value, 1)
    return value if isinstance(value, int) else 1


def _shown_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _orientation(image) in _SIDEWAYS else (width, height)


def _stretch(image: Image.Image) -> float:
    """How much higher than wide a pixel is: a fax has twice as many to the inch across as down."""
    across, down = image.info.get("dpi") or (1, 1)
    try:
        stretch = float(across) / float(down)
    except (TypeError, ValueError, ZeroDivisionError):
        return 1.0
    return stretch if 1 / _MOST_STRETCHED <= stretch <= _MOST_STRETCHED else 1.0


def _leaf(read: Callable[[], bytes], frame: int, width_px: int, height_px: int, stretch: float = 1.0) -> Leaf:
    width, height = width_px * POINTS_PER_PX, height_px * POINTS_PER_PX * stretch
    return Leaf(read, frame, min(max(width, 0.5), _MAX_EDGE_PT), min(max(height, 0.5), _MAX_EDGE_PT))


def _rendered_size(leaf: Leaf, scale: float) -> tuple[int, int]:
    """The size in pixels of a page at a scale, lowered where neither edge nor area would be bearable."""
    longest = max(leaf.width_pt, leaf.height_pt)
    most = min(
        math.sqrt(limits.MAX_RENDERED_PIXELS / (leaf.width_pt * leaf.height_pt)), limits.MAX_RENDERED_EDGE_PX / longest
    )
    scale = min(max(scale, 1.0 / longest), most)
    return max(1, round(leaf.width_pt * scale)), max(1, round(leaf.height_pt * scale))


def _drawn(data: bytes, wanted: tuple[int, int]) -> Picture:
    text = data.decode("utf-8", "replace")
    width, height = svg_size_px(parse_xml(text))
    encoded: Encoded | None = draw_svg(text, zoom=min(wanted[0] / width, wanted[1] / height))
    if encoded is None:
        raise DamagedFile("drawing")
    with Image.open(io.BytesIO(encoded.data), formats=("PNG",)) as drawn:
        return Picture(flattened(drawn), is_whole=False)
