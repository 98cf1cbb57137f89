"""Windows: the displays of each graphics card. UNTESTED: written from the reference, never run.

EnumDisplayDevicesW names the sources of a picture, and for each the monitors that show it: two monitors of one source
are mirrored. That a source or a monitor is not in use takes its ACTIVE flag away. The functions are pure and tested.
"""

from __future__ import annotations

import ctypes
import itertools
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from reader.platform.displays import Display, Layout

# DISPLAY_DEVICEW of wingdi.h: cb, DeviceName[32], DeviceString[128], StateFlags, DeviceID[128], DeviceKey[128]
_DEVICE = struct.Struct("<I64s256sI256s256s")
_ACTIVE = 0x1  # DISPLAY_DEVICE_ACTIVE, and of a source DISPLAY_DEVICE_ATTACHED_TO_DESKTOP
_WITH_INTERFACE_NAME = 0x1  # EDD_GET_DEVICE_INTERFACE_NAME: DeviceID then names the very plug and monitor


class Device(msgspec.Struct, frozen=True):
    """A source or a monitor; `identifier` is longer and more exact than `name`."""

    name: str
    identifier: str
    is_active: bool


Enumerate = Callable[[str | None, int], Device | None]
"""The device of this number: of the source of this name, or of the machine. None after the last."""


def parse_device(raw: bytes) -> Device:
    """Read a DISPLAY_DEVICEW."""
    _, name, _, flags, identifier, _ = _DEVICE.unpack(raw)
    return Device(_text(name), _text(identifier), bool(flags & _ACTIVE))


def read_layout(enumerate_devices: Enumerate) -> Layout:
    """All monitors in use; those of one source show the same."""
    displays: set[Display] = set()
    mirrored: set[frozenset[str]] = set()
    for source in _devices(enumerate_devices, None):
        names = [
            monitor.identifier or monitor.name
            for monitor in _devices(enumerate_devices, source.name)
            if source.is_active and monitor.is_active
        ]
        displays |= {Display(name) for name in names}
        mirrored |= {frozenset(pair) for pair in itertools.combinations(names, 2) if pair[0] != pair[1]}
    return Layout(displays=frozenset(displays), mirrored=frozenset(mirrored))


class WindowsDisplays:
    """UNTESTED. Looked at every half second; WM_DISPLAYCHANGE would come to visible windows alone."""

    def __init__(self) -> None:
        """Raises ConnectionError."""
        try:
            user: Any = ctypes.CDLL("user32")
        except OSError as problem:
            raise ConnectionError("there is no Windows here") from problem
        self._enumerate = user.EnumDisplayDevicesW
        self._enumerate.restype = ctypes.c_int
        self._enumerate.argtypes = [ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32]

    @property
    def handles(self) -> Sequence[int]:
        """None."""
        return ()

    def look(self) -> Layout:
        """As of now. Raises ConnectionError where no display is told at all."""
        layout = read_layout(self._device)
        if not layout.displays:
            raise ConnectionError("Windows tells of no display")  # a session that is not on the screen
        return layout

    def close(self) -> None:
        """Nothing is held."""

    def _device(self, source: str | None, number: int) -> Device | None:
        raw = ctypes.create_string_buffer(_DEVICE.pack(_DEVICE.size, b"", b"", 0, b"", b""), _DEVICE.size)
        flags = 0 if source is None else _WITH_INTERFACE_NAME
        return parse_device(raw.raw) if self._enumerate(source, number, raw, flags) else None


def _devices(enumerate_devices: Enumerate, source: str | None) -> Iterator[Device]:
    for number in itertools.count():
        device = enumerate_devices(source, number)
        if device is None:
            return
        yield device


def _text(field: bytes) -> str:
    return field.decode("utf-16-le", "replace").partition("\0")[0]
