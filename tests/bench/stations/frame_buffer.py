"""What a person would see, from outside: the X server's own pixels, in a file that this process maps."""

from __future__ import annotations

import ctypes
import mmap
import struct
from collections.abc import Sequence
from pathlib import Path

WIDTH, HEIGHT, BYTES_PER_PIXEL = 1366, 768, 4
"""Of one monitor; several stand side by side."""
COVER_COLOUR = bytes((0xF7, 0xFA, 0xFB))  # the paper theme's #FBFAF7, blue first
_UNUSED_BYTE = (b"\x00", b"\xff")  # of each pixel: the server's, and a compositor's
_GREEN = 1
_COVER_GREEN = COVER_COLOUR[_GREEN]
_XWD = struct.Struct(">25I")  # X11/XWDFile.h: big-endian whatever the machine
_XWD_COLOUR_BYTES = 12
_LOOK_AT = 64
_STRIDE_PIXELS = 7
_MAX_SPOTS = 256
_MIN_SPOTS = 30
_INK_DIFFERS_BY = 60
_PAPER_DIFFERS_BY = 8
_SEEN_FROM = 12.0
_HEAD_LINES = (45, 110)


class FrameBuffer:
    """`monitors` side by side; after a panic the cover's colour fills them all."""

    def __init__(self, path: Path, monitors: int = 1) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)  # writable only because ctypes wants it so
        header = _XWD.unpack_from(self._map)
        self._start = header[0] + header[19] * _XWD_COLOUR_BYTES
        self._line = header[12]
        self._end = self._start + self._line * HEIGHT
        self._pixels = (ctypes.c_char * header[12] * HEIGHT).from_buffer(self._map, self._start)
        self._compare = ctypes.CDLL(None).memcmp
        pixels = [COVER_COLOUR + unused for unused in _UNUSED_BYTE]
        self._covered = {pixel: pixel * (WIDTH * monitors) * HEIGHT for pixel in pixels}
        lines = range(HEIGHT - 1, 0, -HEIGHT // _LOOK_AT)  # from below: the server fills from above
        self._spots = [
            self._start + line * header[12] + (line * 37 % WIDTH + WIDTH * number) * BYTES_PER_PIXEL
            for line in lines
            for number in range(monitors)
        ]

    def picture(self) -> bytes:
        """All of it."""
        return self._map[self._start : self._end]

    def is_covered(self) -> bool:
        """Whether every pixel is the cover's; a few spots are looked at first."""
        covered = self._covered.get(self._pixel(self._start))
        if covered is None or any(self._map[spot : spot + 3] != COVER_COLOUR for spot in self._spots):
            return False
        return not self._compare(self._pixels, covered, self._end - self._start)

    def has_head(self) -> bool:
        """Whether there is anything at the head of a maximised window: a waiting page has nothing there."""
        width_bytes = WIDTH * BYTES_PER_PIXEL
        lines = range(*_HEAD_LINES)
        head = [self._map[start : start + width_bytes] for line in lines for start in [self._start + line * self._line]]
        paper = head[0][:BYTES_PER_PIXEL]
        return any(line != paper * WIDTH for line in head)

    def close(self) -> None:
        """Let go of the file."""
        del self._pixels
        self._map.close()

    def greens(self, places: Sequence[int]) -> bytes:
        """The green of these pixels."""
        return bytes([self._map[place] for place in places])

    def ink_and_paper(self) -> tuple[list[int], list[int]]:
        """Where the picture differs much from the cover's colour, and where it is that colour: some hundred places."""
        greens = self._map[self._start + _GREEN : self._end : _STRIDE_PIXELS * BYTES_PER_PIXEL]
        ink = [number for number, green in enumerate(greens) if abs(green - _COVER_GREEN) > _INK_DIFFERS_BY]
        paper = [number for number, green in enumerate(greens) if green == _COVER_GREEN]
        return self._places(ink), self._places(paper)

    def _places(self, numbers: list[int]) -> list[int]:
        every = max(1, len(numbers) // _MAX_SPOTS)
        first = self._start + _GREEN
        return [first + number * _STRIDE_PIXELS * BYTES_PER_PIXEL for number in numbers[::every]]

    def _pixel(self, place: int) -> bytes:
        return self._map[place : place + BYTES_PER_PIXEL]


class Ghosts:
    """Looks for a picture of the desk that shines through a cover, as a compositor's fading would have it.

    Where the desk had ink and where it had paper are compared: a whole screen that darkens is none of it. Only places
    count which what comes in the end leaves white.
    """

    def __init__(self, frame: FrameBuffer) -> None:
        """While the desk is on the screen."""
        self._frame = frame
        self._ink, self._paper = frame.ink_and_paper()
        self._seen: list[tuple[float, bytes, bytes]] = []

    def look(self, at_s: float) -> None:
        """Remember how it looks now."""
        self._seen.append((at_s, *self._now()))

    def last_seen_s(self, after_s: float = 0.0) -> float | None:
        """When an eye could have seen it last, after that time; None is never. Ask once all has come to rest.

        Raises TimeoutError where hardly a place is left to judge by.
        """
        ink, paper = (_untouched(last) for last in self._now())
        if min(len(ink), len(paper)) < _MIN_SPOTS:
            raise TimeoutError("nothing to judge by: the cover is not white where the desk had ink")
        seen = [
            at_s
            for at_s, seen_ink, seen_paper in self._seen
            if at_s > after_s and _mean(seen_ink, ink) - _mean(seen_paper, paper) > _SEEN_FROM
        ]
        return max(seen, default=None)

    def _now(self) -> tuple[bytes, bytes]:
        return self._frame.greens(self._ink), self._frame.greens(self._paper)


def _untouched(greens: bytes) -> list[int]:
    return [number for number, green in enumerate(greens) if abs(green - _COVER_GREEN) <= _PAPER_DIFFERS_BY]


def _mean(greens: bytes, numbers: list[int]) -> float:
    return sum(abs(greens[number] - _COVER_GREEN) for number in numbers) / len(numbers)
