"""Windows: how long nobody has touched anything in this session. UNTESTED: written from the reference, never run."""

from __future__ import annotations

import ctypes
import struct
from typing import Any

_LAST_INPUT = struct.Struct("<II")  # LASTINPUTINFO of winuser.h: cbSize, dwTime
_TICKS_WRAP_MS = 1 << 32  # GetTickCount starts anew after 49.7 days


def idle_seconds(last_input: bytes, now_ms: int) -> float:
    """From a LASTINPUTINFO and GetTickCount."""
    _, touched_ms = _LAST_INPUT.unpack(last_input)
    return float((now_ms - touched_ms) % _TICKS_WRAP_MS) / 1000


class WindowsIdleTime:
    """UNTESTED. GetLastInputInfo; GetTickCount goes on in sleep."""

    def __init__(self) -> None:
        """Raises ConnectionError."""
        try:
            self._user: Any = ctypes.CDLL("user32")
            self._ticks: Any = ctypes.CDLL("kernel32").GetTickCount
        except OSError as problem:
            raise ConnectionError("there is no Windows here") from problem
        self._user.GetLastInputInfo.argtypes = [ctypes.c_void_p]
        self._ticks.restype = ctypes.c_uint32

    def seconds(self) -> float:
        """Since the last key, button or movement. Raises ConnectionError."""
        packed = _LAST_INPUT.pack(_LAST_INPUT.size, 0)
        last_input = ctypes.create_string_buffer(packed, len(packed))
        if not self._user.GetLastInputInfo(last_input):
            raise ConnectionError("Windows does not tell")
        return idle_seconds(last_input.raw, self._ticks())

    def close(self) -> None:
        """Nothing is held."""
