"""What an Xvfb really shows: its frame buffer as a file, read without asking anybody."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

from PIL import Image, ImageChops

_XWD = struct.Struct(">25I")  # X11/XWDFile.h: big-endian whatever the machine
_XWD_COLOUR_BYTES = 12
_PINK = 4  # of 255, more red and blue than green
Box = tuple[int, int, int, int]


class FrameBuffer:
    """Of a server that was started with `-fbdir`; `screen` is the X screen's number."""

    def __init__(self, folder: Path, screen: int = 0) -> None:
        with (folder / f"Xvfb_screen{screen}").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = _XWD.unpack_from(self._map)
        self.size = (header[4], header[5])
        self._row_bytes = header[12]
        self._start = header[0] + header[19] * _XWD_COLOUR_BYTES

    def picture(self) -> Image.Image:
        """All of it, as of now."""
        width, height = self.size
        pixels = self._map[self._start : self._start + self._row_bytes * height]
        return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", self._row_bytes)


def only_colour(picture: Image.Image, box: Box | None = None) -> int | None:
    """The one colour of the picture, or of a part of it (left, top, right, bottom), as 0xRRGGBB; None: it has more."""
    colours = (picture.crop(box) if box else picture).getcolors(1)
    if not colours:
        return None
    red, green, blue = colours[0][1]  # type: ignore[misc]  # an RGB picture has three
    return int(red) << 16 | int(green) << 8 | int(blue)


def pink_pixels(picture: Image.Image, most: int = 255) -> int:
    """How many pixels have something of the stub desk's colour, even if it only shines through: 5 parts in 100.

    `most`: only those with no more of it than this; the stub desk's own have 80.
    """
    red, green, blue = picture.split()
    over_green = ImageChops.darker(ImageChops.subtract(red, green), ImageChops.subtract(blue, green))
    return sum(over_green.histogram()[_PINK : most + 1])
