"""macOS: the displays that are online. UNTESTED: written from the reference (CGDirectDisplay.h), never run.

Looked at every half second: CGDisplayRegisterReconfigurationCallback calls the main thread's run loop, which is Qt's.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Sequence
from typing import Any

import msgspec

from reader.platform.displays import Display, Layout
from reader.platform.macos_frameworks import Signature, framework

_MOST_DISPLAYS = 32
_NUMBERS = ("CGDisplayVendorNumber", "CGDisplayModelNumber", "CGDisplaySerialNumber")
_NUMBER = ctypes.c_uint32
_SIGNATURES: tuple[Signature, ...] = (
    ("CGGetOnlineDisplayList", ctypes.c_int32, [_NUMBER, ctypes.c_void_p, ctypes.c_void_p]),
    ("CGDisplayMirrorsDisplay", _NUMBER, [_NUMBER]),
    ("CGDisplayIsAsleep", _NUMBER, [_NUMBER]),
    *((name, _NUMBER, [_NUMBER]) for name in _NUMBERS),
)


class Online(msgspec.Struct, frozen=True):
    """A display of this number; `mirrors` is the number of the one whose picture it shows, 0 for its own."""

    number: int
    mirrors: int
    make: tuple[int, int, int]
    is_asleep: bool


def layout_of(online: Sequence[Online]) -> Layout:
    """Asleep are they when all are."""
    return Layout(
        displays=frozenset(Display(str(display.number), struct.pack(">III", *display.make)) for display in online),
        mirrored=frozenset(
            frozenset({str(display.number), str(display.mirrors)}) for display in online if display.mirrors
        ),
        is_asleep=all(display.is_asleep for display in online),
    )


class MacDisplays:
    """UNTESTED."""

    def __init__(self) -> None:
        """Raises ConnectionError."""
        try:
            self._graphics: Any = framework("CoreGraphics", _SIGNATURES)
        except OSError as problem:
            raise ConnectionError("there is no macOS here") from problem

    @property
    def handles(self) -> Sequence[int]:
        """None."""
        return ()

    def look(self) -> Layout:
        """As of now. Raises ConnectionError."""
        numbers, count = (_NUMBER * _MOST_DISPLAYS)(), _NUMBER(0)
        if self._graphics.CGGetOnlineDisplayList(_MOST_DISPLAYS, numbers, ctypes.byref(count)):
            raise ConnectionError("macOS does not tell its displays")
        return layout_of([self._describe(number) for number in numbers[: count.value]])

    def close(self) -> None:
        """Nothing is held."""

    def _describe(self, number: int) -> Online:
        vendor, model, serial = (getattr(self._graphics, name)(number) for name in _NUMBERS)
        return Online(
            number,
            self._graphics.CGDisplayMirrorsDisplay(number),
            (vendor, model, serial),
            bool(self._graphics.CGDisplayIsAsleep(number)),
        )
