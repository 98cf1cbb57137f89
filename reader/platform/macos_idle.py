"""macOS: how long nobody has touched anything. UNTESTED: written from the reference, never run."""

from __future__ import annotations

import ctypes

from reader.platform.macos_frameworks import framework

_HID_SYSTEM_STATE = 1  # kCGEventSourceStateHIDSystemState of CGEventTypes.h: what hands do, not what programs make up
_ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType


class MacIdleTime:
    """UNTESTED."""

    def __init__(self) -> None:
        """Raises ConnectionError."""
        name = "CGEventSourceSecondsSinceLastEventType"
        signature = (name, ctypes.c_double, [ctypes.c_int32, ctypes.c_uint32])
        try:
            self._seconds = getattr(framework("CoreGraphics", [signature]), name)
        except OSError as problem:
            raise ConnectionError("there is no macOS here") from problem

    def seconds(self) -> float:
        """Since the last key, button or movement."""
        return float(self._seconds(_HID_SYSTEM_STATE, _ANY_INPUT))

    def close(self) -> None:
        """Nothing is held."""
