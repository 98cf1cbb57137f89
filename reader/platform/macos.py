"""macOS. UNTESTED: what POSIX gives, and null objects with words for the rest.

No parent-death signal: children rely on the end of their pipe.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import signal
import time
from typing import TYPE_CHECKING, Any

from reader.platform.base import Platform, SandboxReport, WorkerLimits

if TYPE_CHECKING:
    from reader.platform.displays import DisplayList
    from reader.platform.idle_time import IdleTime
    from reader.platform.notices import OpenNotices
    from reader.platform.raw_keys import RawKeys

# NSWindowSharingType of AppKit's NSWindow.h.
_SHARING_NONE = 0
_SHARING_READ_ONLY = 1

_LAST_THAT_OBEYS = 14
"""From macOS 15 on ScreenCaptureKit records windows whatever their sharingType."""


class MacPlatform(Platform):
    """macOS 12 and later. UNTESTED."""

    name = "macos"

    def harden_process(self) -> None:
        """No core dumps. Other processes of this user could still attach: the system has no switch for it here."""
        super().harden_process()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    @property
    def can_exclude_from_capture(self) -> bool:
        """Only where the system still obeys."""
        return _release() <= _LAST_THAT_OBEYS

    def exclude_from_capture(self, window_id: int) -> bool:
        """By NSWindow's sharingType, up to macOS 14."""
        return self.can_exclude_from_capture and _share(window_id, _SHARING_NONE)

    def admit_to_capture(self, window_id: int) -> bool:
        """As any window."""
        return self.can_exclude_from_capture and _share(window_id, _SHARING_READ_ONLY)

    def clock_with_sleep_s(self) -> float:
        """CLOCK_MONOTONIC, which goes on in sleep here (clock_gettime(3)); Python's own monotonic clock does not."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)

    def kill_group(self, pgid: int) -> None:
        """SIGKILL to the whole group in one call."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pgid, signal.SIGKILL)

    def enter_sandbox(self, limits: WorkerLimits) -> SandboxReport:
        """The system's own sandbox, and rlimits. Raises SandboxUnavailable. UNTESTED."""
        from reader.platform.macos_sandbox import enter  # noqa: PLC0415 - only workers need it

        return enter(limits)

    def open_raw_keys(self) -> RawKeys:
        """UNTESTED."""
        from reader.platform.macos_keys import MacKeys  # noqa: PLC0415 - the watch alone

        return MacKeys()

    def open_idle_time(self) -> IdleTime:
        """UNTESTED."""
        from reader.platform.macos_idle import MacIdleTime  # noqa: PLC0415 - the guard alone

        return MacIdleTime()

    def open_displays(self) -> DisplayList:
        """UNTESTED."""
        from reader.platform.macos_displays import MacDisplays  # noqa: PLC0415 - the guard alone

        return MacDisplays()

    def notices(self) -> OpenNotices | None:
        """UNTESTED."""
        from reader.platform.macos_notices import MacNotices  # noqa: PLC0415 - the guard alone

        return MacNotices


def _release() -> int:
    number = platform.mac_ver()[0].partition(".")[0]
    return int(number) if number.isdigit() else _LAST_THAT_OBEYS + 1


def _share(window_id: int, sharing: int) -> bool:
    """Qt's window id is an NSView; the window is asked back. Messages go through the Objective-C runtime."""
    runtime: Any = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    runtime.sel_registerName.restype, runtime.sel_registerName.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
    address = ctypes.cast(runtime.objc_msgSend, ctypes.c_void_p).value

    def send(result: Any, receiver: int, name: bytes, *number: int) -> Any:
        kinds = [ctypes.c_void_p, ctypes.c_void_p, *(ctypes.c_ulong for _ in number)]
        return ctypes.CFUNCTYPE(result, *kinds)(address or 0)(receiver, runtime.sel_registerName(name), *number)

    window = send(ctypes.c_void_p, window_id, b"window")
    if not window:
        return False
    send(None, window, b"setSharingType:", sharing)
    return bool(send(ctypes.c_ulong, window, b"sharingType") == sharing)
