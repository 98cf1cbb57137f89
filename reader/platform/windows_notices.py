"""Windows: what a window is told of the session, of power and of the lid.

UNTESTED: written from the reference, never run. The functions above the class are pure and tested.

A message-only window gets no broadcasts, so everything here is asked for by name: WTSRegisterSessionNotification,
RegisterSuspendResumeNotification (Windows 8), RegisterPowerSettingNotification. Mains, battery and screen saver are
read whenever the window is looked at.
"""

from __future__ import annotations

import ctypes
import struct
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from reader.platform.notices import Notice

# winuser.h and wtsapi32.h
WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 0x0004
PBT_POWERSETTINGCHANGE = 0x8013
_HWND_MESSAGE = -3
_PM_REMOVE = 0x0001
_QS_ALLINPUT = 0x04FF
_MWMO_INPUTAVAILABLE = 0x0004
_DEVICE_NOTIFY_WINDOW_HANDLE = 0
_NOTIFY_FOR_THIS_SESSION = 0
_SPI_GETSCREENSAVERRUNNING = 0x0072
_SESSION_NOTICES = {
    0x1: Notice.SESSION_BACK,  # WTS_CONSOLE_CONNECT
    0x2: Notice.SESSION_LEFT,  # WTS_CONSOLE_DISCONNECT
    0x3: Notice.SESSION_BACK,  # WTS_REMOTE_CONNECT
    0x4: Notice.SESSION_LEFT,  # WTS_REMOTE_DISCONNECT
    0x6: Notice.SESSION_LEFT,  # WTS_SESSION_LOGOFF
    0x7: Notice.SCREEN_LOCKED,  # WTS_SESSION_LOCK
    0x8: Notice.SCREEN_UNLOCKED,  # WTS_SESSION_UNLOCK
    0x9: Notice.SESSION_LEFT,  # WTS_SESSION_REMOTE_CONTROL: somebody begins, or ceases, to watch from afar
}

# winnt.h
GUID_LIDSWITCH_STATE_CHANGE = uuid.UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3")
_POWER_SETTING = struct.Struct("<16sI")  # POWERBROADCAST_SETTING of winuser.h, up to its data

# SYSTEM_POWER_STATUS of winbase.h
POWER_STATUS = struct.Struct("<BBBBII")
_OFFLINE, _ONLINE = 0, 1
_CRITICAL_FLAG, _NO_BATTERY_FLAG, _UNKNOWN_FLAGS = 4, 128, 255

_WINDOW_CLASS_BYTES = 80  # sizeof(WNDCLASSEXW), 64 bits
_WINDOW_CLASS = struct.Struct("<IIQiiQQQQQQQ")
_MESSAGE_BYTES = 48  # sizeof(MSG), 64 bits


def window_notices(message: int, parameter: int, setting: bytes) -> Iterator[Notice]:
    """What a window message says; `parameter` is its wParam, `setting` what lParam points to with power settings."""
    if message == WM_WTSSESSION_CHANGE and parameter in _SESSION_NOTICES:
        yield _SESSION_NOTICES[parameter]
    elif message == WM_POWERBROADCAST and parameter == PBT_APMSUSPEND:
        yield Notice.SLEEP_COMES
    elif message == WM_POWERBROADCAST and parameter == PBT_POWERSETTINGCHANGE:
        yield from setting_notices(setting)


def setting_notices(setting: bytes) -> Iterator[Notice]:
    """The lid, from a POWERBROADCAST_SETTING; nothing for another setting, and for a value that it does not have."""
    if len(setting) < _POWER_SETTING.size + 4:
        return
    identifier, size_bytes = _POWER_SETTING.unpack_from(setting)
    if identifier != GUID_LIDSWITCH_STATE_CHANGE.bytes_le or size_bytes != 4:
        return
    value = int.from_bytes(setting[_POWER_SETTING.size : _POWER_SETTING.size + 4], "little")
    if value in {0, 1}:
        yield Notice.LID_OPEN if value else Notice.LID_CLOSED


def status_notices(status: bytes) -> Iterator[Notice]:
    """How mains and battery stand, from a SYSTEM_POWER_STATUS."""
    line, flags, *_ = POWER_STATUS.unpack(status)
    if line in {_OFFLINE, _ONLINE}:
        yield Notice.ON_MAINS if line == _ONLINE else Notice.ON_BATTERY
    if flags == _UNKNOWN_FLAGS:
        return
    if flags & _NO_BATTERY_FLAG:
        yield Notice.NO_BATTERY
    else:
        yield Notice.BATTERY_CRITICAL if flags & _CRITICAL_FLAG else Notice.BATTERY_FINE


class WindowsNotices:
    """UNTESTED. A window that nobody sees, on the thread that opened it."""

    def __init__(self, class_name: str = "Notes") -> None:
        """`class_name` is what a list of windows shows. Raises OSError."""
        self._libraries = _Libraries()
        self._heard: list[Notice] = [Notice.SCREEN_UNLOCKED, Notice.SESSION_BACK]  # somebody has just unlocked it
        self._tell: Callable[[Notice], None] = self._heard.append
        self._told: set[Notice] = set()
        self._window = 0
        self._registered: list[tuple[Callable[[Any], Any], Any]] = []
        try:
            self._make_window(class_name)
            self._register()
        except OSError:
            self.close()
            raise

    def pump(self, limit_s: float, tell: Callable[[Notice], None]) -> None:
        """Have the window's messages handled. One that announces sleep returns when `tell` does."""
        self._tell = tell
        while self._heard:
            tell(self._heard.pop(0))
        user = self._libraries.user
        user.MsgWaitForMultipleObjectsEx(0, None, round(limit_s * 1000), _QS_ALLINPUT, _MWMO_INPUTAVAILABLE)
        message = ctypes.create_string_buffer(_MESSAGE_BYTES)
        while user.PeekMessageW(message, None, 0, 0, _PM_REMOVE):
            user.DispatchMessageW(message)
        self._read_levels()

    def close(self) -> None:
        """Let go of the window and of all that was asked for."""
        for release, handle in self._registered:
            release(handle)
        self._registered.clear()
        if self._window:
            self._libraries.user.DestroyWindow(self._window)
            self._libraries.user.UnregisterClassW(self._class_name, self._libraries.kernel.GetModuleHandleW(None))
            self._window = 0

    def _make_window(self, class_name: str) -> None:
        self._procedure = _procedure_type()(self._handle)  # held, or it is collected while Windows calls it
        name = self._class_name = ctypes.create_unicode_buffer(f"{class_name}.{id(self)}")  # each has to be unique
        packed = _WINDOW_CLASS.pack(
            _WINDOW_CLASS_BYTES, 0, ctypes.cast(self._procedure, ctypes.c_void_p).value or 0, 0, 0,
            self._libraries.kernel.GetModuleHandleW(None) or 0, 0, 0, 0, 0, ctypes.addressof(name), 0,
        )  # fmt: skip
        user = self._libraries.user
        if not user.RegisterClassExW(ctypes.create_string_buffer(packed, len(packed))):
            raise OSError("no window class")
        self._window = user.CreateWindowExW(0, name, None, 0, 0, 0, 0, 0, _HWND_MESSAGE, None, None, None)
        if not self._window:
            raise OSError("no window")

    def _register(self) -> None:
        user, sessions = self._libraries.user, self._libraries.sessions
        if not sessions.WTSRegisterSessionNotification(self._window, _NOTIFY_FOR_THIS_SESSION):
            raise OSError("no word of the session")
        self._registered.append((sessions.WTSUnRegisterSessionNotification, self._window))
        sleep = user.RegisterSuspendResumeNotification(self._window, _DEVICE_NOTIFY_WINDOW_HANDLE)
        if not sleep:
            raise OSError("no word of sleep")
        self._registered.append((user.UnregisterSuspendResumeNotification, sleep))
        identifier = ctypes.create_string_buffer(GUID_LIDSWITCH_STATE_CHANGE.bytes_le, 16)
        lid = user.RegisterPowerSettingNotification(self._window, identifier, _DEVICE_NOTIFY_WINDOW_HANDLE)
        if lid:  # its first message, which comes by itself, says how the lid is now
            self._registered.append((user.UnregisterPowerSettingNotification, lid))

    def _handle(self, window: int, message: int, parameter: int, pointer: int) -> int:
        setting = b""
        if message == WM_POWERBROADCAST and parameter == PBT_POWERSETTINGCHANGE and pointer:
            setting = ctypes.string_at(pointer, _POWER_SETTING.size + 4)
        for notice in window_notices(message, parameter, setting):
            self._tell(notice)
        return int(self._libraries.user.DefWindowProcW(window, message, parameter, pointer))

    def _read_levels(self) -> None:
        found: set[Notice] = set()
        status = ctypes.create_string_buffer(POWER_STATUS.size)
        if self._libraries.kernel.GetSystemPowerStatus(status):
            found |= set(status_notices(status.raw))
        running = ctypes.c_int(0)
        if self._libraries.user.SystemParametersInfoW(_SPI_GETSCREENSAVERRUNNING, 0, ctypes.byref(running), 0):
            found.add(Notice.SCREEN_SAVER_ON if running.value else Notice.SCREEN_SAVER_OFF)
        for notice in sorted(found - self._told, key=lambda notice: notice.value):
            self._tell(notice)
        self._told = found


class _Libraries:
    """The functions with the types that ctypes would guess wrong: handles are as wide as pointers."""

    def __init__(self) -> None:
        """Raises OSError on another system."""
        pointer, number, whole = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int
        self.kernel, self.user, self.sessions = (ctypes.CDLL(name) for name in ("kernel32", "user32", "wtsapi32"))
        for library, name, result, arguments in (
            (self.kernel, "GetModuleHandleW", pointer, [ctypes.c_wchar_p]),
            (self.kernel, "GetSystemPowerStatus", whole, [pointer]),
            (self.user, "RegisterClassExW", ctypes.c_uint16, [pointer]),
            (self.user, "UnregisterClassW", whole, [pointer, pointer]),
            (self.user, "CreateWindowExW", pointer, [number, pointer, pointer, number, whole, whole, whole, whole,
                                                     pointer, pointer, pointer, pointer]),
            (self.user, "DestroyWindow", whole, [pointer]),
            (self.user, "DefWindowProcW", ctypes.c_ssize_t, [pointer, number, ctypes.c_size_t, ctypes.c_ssize_t]),
            (self.user, "PeekMessageW", whole, [pointer, pointer, number, number, number]),
            (self.user, "DispatchMessageW", ctypes.c_ssize_t, [pointer]),
            (self.user, "MsgWaitForMultipleObjectsEx", number, [number, pointer, number, number, number]),
            (self.user, "RegisterSuspendResumeNotification", pointer, [pointer, number]),
            (self.user, "UnregisterSuspendResumeNotification", whole, [pointer]),
            (self.user, "RegisterPowerSettingNotification", pointer, [pointer, pointer, number]),
            (self.user, "UnregisterPowerSettingNotification", whole, [pointer]),
            (self.user, "SystemParametersInfoW", whole, [number, number, pointer, number]),
            (self.sessions, "WTSRegisterSessionNotification", whole, [pointer, number]),
            (self.sessions, "WTSUnRegisterSessionNotification", whole, [pointer]),
        ):  # fmt: skip
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments


def _procedure_type() -> Any:
    """WNDPROC of winuser.h; 64-bit Windows has one calling convention."""
    return ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_size_t, ctypes.c_ssize_t)
