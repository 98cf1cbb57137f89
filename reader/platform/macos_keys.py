"""macOS: every key and button of the session. UNTESTED: written from the reference (CGEvent.h), never run.

An event tap that only listens. The person has to allow it first (System Settings, Privacy, Input Monitoring), where
everybody can read then that they have. It is not asked for here: the system's question would come up while the library
opens. `tap_event` is pure and tested.
"""

from __future__ import annotations

import ctypes
import select
from collections.abc import Iterable
from typing import Any

from reader.errors import PanicKeyUnavailable
from reader.platform.key_event import KeyEvent
from reader.platform.macos_frameworks import CoreFoundation, Signature, framework

# CGEventTypes.h
_KEY_DOWN, _KEY_UP, _FLAGS_CHANGED = 10, 11, 12
_BUTTON_DOWN, _BUTTON_UP = {1, 3, 25}, {2, 4, 26}  # left, right, other
_TAP_DISABLED = {0xFFFFFFFE, 0xFFFFFFFF}  # by its slowness, by the person
_SESSION_TAP, _HEAD_INSERT, _LISTEN_ONLY = 1, 0, 1
_FIELD_BUTTON, _FIELD_REPEAT, _FIELD_KEY = 3, 8, 9
_ORDERS_LOOK_S = 0.02

KEY_CODES: dict[str, int] = {
    "F1": 0x7A, "F2": 0x78, "F3": 0x63, "F4": 0x76, "F5": 0x60, "F6": 0x61, "F7": 0x62, "F8": 0x64, "F9": 0x65,
    "F10": 0x6D, "F11": 0x67, "F12": 0x6F, "Pause": 0x71, "Scroll_Lock": 0x6B, "Insert": 0x72, "Control_R": 0x3E,
    "Shift_L": 0x38, "Shift_R": 0x3C,
}  # fmt: skip
"""By X11 keysym, of HIToolbox/Events.h: kVK_F1 … kVK_RightShift; F15, F14 and Help are where others have these keys."""
MODIFIER_FLAGS: dict[int, int] = {
    0x38: 0x2, 0x3C: 0x4, 0x3B: 0x1, 0x3E: 0x2000, 0x37: 0x8, 0x36: 0x10, 0x3A: 0x20, 0x3D: 0x40, 0x39: 0x10000,
    0x3F: 0x800000,
}  # fmt: skip
"""The flag that tells whether a modifier is down, by its key: NX_DEVICELSHIFTKEYMASK and the like of IOLLEvent.h."""


def tap_event(kind: int, code: int, flags: int, time_ms: int, *, is_repeat: bool) -> KeyEvent | None:
    """The key or button of an event; None for one that is neither, or that repeats itself."""
    if kind in _BUTTON_DOWN | _BUTTON_UP:
        return KeyEvent(code, kind in _BUTTON_DOWN, time_ms, is_key=False)
    if kind == _FLAGS_CHANGED and code in MODIFIER_FLAGS:
        return KeyEvent(code, bool(flags & MODIFIER_FLAGS[code]), time_ms)
    if kind not in {_KEY_DOWN, _KEY_UP} or is_repeat:
        return None
    return KeyEvent(code, kind == _KEY_DOWN, time_ms)


class MacKeys:
    """UNTESTED. For one thread, in whose run loop the system calls it while it waits."""

    def __init__(self) -> None:
        """Raises PanicKeyUnavailable, also where the person has not allowed it."""
        try:
            self._core = CoreFoundation()
            self._graphics = framework("CoreGraphics", _GRAPHICS)
        except OSError as problem:
            raise PanicKeyUnavailable("no-raw-keys") from problem
        self._events: list[KeyEvent] = []
        # Held, or it is collected while the system calls it. CGEventTapCallBack of CGEventTypes.h.
        kind = ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_uint32, _POINTER, _POINTER)
        self._procedure: Any = kind(self._see)
        self._tap = self._make_tap()
        source = self._core.c.CFMachPortCreateRunLoopSource(None, self._tap, 0)
        self._core.c.CFRunLoopAddSource(self._core.c.CFRunLoopGetCurrent(), source, self._core.default_mode)

    def codes(self, *key_names: str) -> frozenset[int]:
        """By place, whatever the layout makes of it."""
        return frozenset(KEY_CODES[name] for name in key_names if name in KEY_CODES)

    def listen(self, listening: bool) -> None:
        """Let the tap hear, or not."""
        self._graphics.CGEventTapEnable(self._tap, 1 if listening else 0)
        self._is_listening = listening
        self._events.clear()

    def wait(self, orders_fd: int) -> bool:
        """Until a key has come or there are orders, which are looked for every 20 ms."""
        while not self._events:
            self._core.run_loop(_ORDERS_LOOK_S)
            if select.select([orders_fd], [], [], 0)[0]:
                return True
        return False

    def events(self) -> Iterable[KeyEvent]:
        """What has come since, without waiting."""
        events, self._events = self._events, []
        return events

    def _make_tap(self) -> int:
        self._is_listening = False
        kinds = {_KEY_DOWN, _KEY_UP, _FLAGS_CHANGED} | _BUTTON_DOWN | _BUTTON_UP
        mask = sum(1 << kind for kind in kinds)
        if not self._graphics.CGPreflightListenEventAccess():
            raise PanicKeyUnavailable("no-raw-keys")
        tap = self._graphics.CGEventTapCreate(_SESSION_TAP, _HEAD_INSERT, _LISTEN_ONLY, mask, self._procedure, None)
        if not tap:
            raise PanicKeyUnavailable("no-raw-keys")
        self._graphics.CGEventTapEnable(tap, 0)
        return int(tap)

    def _see(self, _proxy: int, kind: int, event: int, _given: int) -> int:
        if kind in _TAP_DISABLED:
            self._graphics.CGEventTapEnable(self._tap, 1 if self._is_listening else 0)
            return event
        value = self._graphics.CGEventGetIntegerValueField
        is_button = kind in _BUTTON_DOWN | _BUTTON_UP
        code = value(event, _FIELD_BUTTON if is_button else _FIELD_KEY)
        time_ms = self._graphics.CGEventGetTimestamp(event) // 1_000_000
        flags = self._graphics.CGEventGetFlags(event)
        seen = tap_event(kind, code, flags, time_ms, is_repeat=not is_button and bool(value(event, _FIELD_REPEAT)))
        self._events += [seen] if seen else []
        return event


_POINTER = ctypes.c_void_p
_GRAPHICS: tuple[Signature, ...] = (
    ("CGPreflightListenEventAccess", ctypes.c_bool, []),
    ("CGEventTapCreate", _POINTER, [
        ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint64, _POINTER, _POINTER,
    ]),
    ("CGEventTapEnable", None, [_POINTER, ctypes.c_bool]),
    ("CGEventGetIntegerValueField", ctypes.c_int64, [_POINTER, ctypes.c_uint32]),
    ("CGEventGetTimestamp", ctypes.c_uint64, [_POINTER]),
    ("CGEventGetFlags", ctypes.c_uint64, [_POINTER]),
)  # fmt: skip
