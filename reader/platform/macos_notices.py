"""macOS: the session, power, the lid and sleep. UNTESTED: written from the reference, never run.

Lock and user switch are read from the session's dictionary (CGSession.h; CGSSessionScreenIsLocked has no header, but is
what com.apple.screenIsLocked announces): distributed notifications come to the main thread alone, which is Qt's. Power
(IOPowerSources.h, IOPSKeys.h) and the lid (AppleClamshellState of IOPMrootDomain) are read too. Sleep is announced to
the thread's run loop, and waits (IOPMLib.h). The functions above the class are pure and tested.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

from reader.platform.macos_frameworks import CoreFoundation, Signature, framework
from reader.platform.notices import Notice

# IOMessage.h
_CAN_SLEEP, _WILL_SLEEP = 0xE0000270, 0xE0000280
# IOPSKeys.h and IOPowerSources.h
_FINAL_WARNING = 3  # kIOPSLowBatteryWarningFinal; 1 none, 2 early
_POWER_NOTICES = {"AC Power": Notice.ON_MAINS, "Battery Power": Notice.ON_BATTERY, "UPS Power": Notice.ON_BATTERY}

_POINTER, _PORT = ctypes.c_void_p, ctypes.c_uint32
_GRAPHICS: tuple[Signature, ...] = (("CGSessionCopyCurrentDictionary", _POINTER, []),)
_IO: tuple[Signature, ...] = (
    ("IOPSCopyPowerSourcesInfo", _POINTER, []),
    ("IOPSCopyPowerSourcesList", _POINTER, [_POINTER]),
    ("IOPSGetProvidingPowerSourceType", _POINTER, [_POINTER]),
    ("IOPSGetBatteryWarningLevel", ctypes.c_int, []),
    ("IOServiceMatching", _POINTER, [ctypes.c_char_p]),
    ("IOServiceGetMatchingService", _PORT, [_PORT, _POINTER]),
    ("IORegistryEntryCreateCFProperty", _POINTER, [_PORT, _POINTER, _POINTER, ctypes.c_uint32]),
    ("IOObjectRelease", ctypes.c_int, [_PORT]),
    ("IORegisterForSystemPower", _PORT, [_POINTER, _POINTER, _POINTER, _POINTER]),
    ("IODeregisterForSystemPower", ctypes.c_int, [_POINTER]),
    ("IOAllowPowerChange", ctypes.c_int, [_PORT, ctypes.c_long]),
    ("IOServiceClose", ctypes.c_int, [_PORT]),
    ("IONotificationPortGetRunLoopSource", _POINTER, [_POINTER]),
    ("IONotificationPortDestroy", None, [_POINTER]),
)


def session_notices(*, is_there: bool, is_locked: bool | None, is_on_console: bool | None) -> Iterator[Notice]:
    """From the session's dictionary. Without one, or not on the console, another session has the screen."""
    yield Notice.SESSION_BACK if is_there and is_on_console is not False else Notice.SESSION_LEFT
    if is_there:
        yield Notice.SCREEN_LOCKED if is_locked else Notice.SCREEN_UNLOCKED


def power_notices(provider: str, warning: int, *, has_battery: bool) -> Iterator[Notice]:
    """From what provides the power, and how the battery stands."""
    if not has_battery:
        yield Notice.NO_BATTERY
        return
    if provider in _POWER_NOTICES:
        yield _POWER_NOTICES[provider]
    if 1 <= warning <= _FINAL_WARNING:
        yield Notice.BATTERY_CRITICAL if warning == _FINAL_WARNING else Notice.BATTERY_FINE


def lid_notices(is_closed: bool | None) -> Iterator[Notice]:
    """From AppleClamshellState; a machine without a lid has none."""
    if is_closed is None:
        yield Notice.NO_LID
    else:
        yield Notice.LID_CLOSED if is_closed else Notice.LID_OPEN


class MacNotices:
    """UNTESTED. On the thread that opened it."""

    def __init__(self) -> None:
        """Raises OSError."""
        self._core = CoreFoundation()
        self._io = framework("IOKit", _IO)
        self._graphics = framework("CoreGraphics", _GRAPHICS)
        self._told: set[Notice] = set()
        self._tell: Callable[[Notice], None] = self._told.add
        self._port = _POINTER()
        self._notifier = _PORT(0)
        # Held, or it is collected while the system calls it. IOServiceInterestCallback of IOKitLib.h.
        self._procedure: Any = ctypes.CFUNCTYPE(None, _POINTER, _PORT, ctypes.c_uint32, _POINTER)(self._hear_power)
        self._root = self._io.IORegisterForSystemPower(
            None, ctypes.byref(self._port), self._procedure, ctypes.byref(self._notifier)
        )
        if not self._root:
            raise OSError("no word of sleep")
        self._source = self._io.IONotificationPortGetRunLoopSource(self._port)
        self._loop = self._core.c.CFRunLoopGetCurrent()
        self._core.c.CFRunLoopAddSource(self._loop, self._source, self._core.default_mode)

    def pump(self, limit_s: float, tell: Callable[[Notice], None]) -> None:
        """Wait, and read how things stand. Sleep waits until `tell` returns."""
        self._tell = tell
        found = {Notice.SCREEN_SAVER_UNTOLD, *self._read_session(), *self._read_power(), *self._read_lid()}
        for notice in sorted(found - self._told, key=lambda notice: notice.value):
            tell(notice)
        self._told = found
        self._core.run_loop(limit_s)

    def close(self) -> None:
        """Let sleep come without us."""
        self._core.c.CFRunLoopRemoveSource(self._loop, self._source, self._core.default_mode)
        self._io.IODeregisterForSystemPower(ctypes.byref(self._notifier))
        self._io.IOServiceClose(self._root)
        self._io.IONotificationPortDestroy(self._port)

    def _hear_power(self, _given: int, _service: int, message: int, argument: int | None) -> None:
        if message == _WILL_SLEEP:
            self._tell(Notice.SLEEP_COMES)
        if message in {_WILL_SLEEP, _CAN_SLEEP}:
            self._io.IOAllowPowerChange(self._root, argument or 0)

    def _read_session(self) -> Iterator[Notice]:
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return session_notices(is_there=False, is_locked=None, is_on_console=None)
        try:
            return session_notices(
                is_there=True,
                is_locked=self._core.truth_in(session, "CGSSessionScreenIsLocked"),
                is_on_console=self._core.truth_in(session, "kCGSSessionOnConsoleKey"),
            )
        finally:
            self._core.c.CFRelease(session)

    def _read_power(self) -> Iterator[Notice]:
        sources = self._io.IOPSCopyPowerSourcesInfo()
        if not sources:
            return iter(())
        listed = self._io.IOPSCopyPowerSourcesList(sources)
        try:
            provider = self._core.text(self._io.IOPSGetProvidingPowerSourceType(sources))
            has_battery = bool(listed) and self._core.c.CFArrayGetCount(listed) > 0
            return power_notices(provider, self._io.IOPSGetBatteryWarningLevel(), has_battery=has_battery)
        finally:
            for held in (listed, sources):
                if held:
                    self._core.c.CFRelease(held)

    def _read_lid(self) -> Iterator[Notice]:
        domain = self._io.IOServiceGetMatchingService(0, self._io.IOServiceMatching(b"IOPMrootDomain"))
        name = self._core.string("AppleClamshellState")
        value = self._io.IORegistryEntryCreateCFProperty(domain, name, None, 0) if domain else None
        try:
            return lid_notices(self._core.truth(value))
        finally:
            for held in (value, name):
                if held:
                    self._core.c.CFRelease(held)
            if domain:
                self._io.IOObjectRelease(domain)
