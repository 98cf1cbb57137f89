"""Windows: every key of the session, whoever has the focus. UNTESTED: written from the reference, never run.

A low-level hook (LowLevelKeyboardProc) sees keys before any window does, but none that are pressed in the window of a
program with more rights; for those the panic key is also a hot key (RegisterHotKey), where no other program has it.
Mouse buttons are asked for at each key: a hook for the mouse would hold up every movement of it. The functions above
the class are pure and tested.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable, Iterator
from typing import Any

from reader.errors import PanicKeyUnavailable
from reader.platform.key_codes import WINDOWS_CODES
from reader.platform.key_event import KeyEvent

# winuser.h
_WH_KEYBOARD_LL = 13
_WM_KEYDOWN, _WM_KEYUP, _WM_SYSKEYDOWN, _WM_SYSKEYUP, _WM_HOTKEY = 0x0100, 0x0101, 0x0104, 0x0105, 0x0312
_KEYBOARD = struct.Struct("<IIII")  # KBDLLHOOKSTRUCT up to its time: vkCode, scanCode, flags, time
_EXTENDED = 0x01  # LLKHF_EXTENDED
_MOD_NOREPEAT = 0x4000
_HOT_KEY_ID = 1
_BUTTONS = (1, 2, 4)  # VK_LBUTTON, VK_RBUTTON, VK_MBUTTON
_PRESSED = 0x8001  # of GetAsyncKeyState: down now, or pressed since it was last asked
_PM_REMOVE, _QS_ALLINPUT, _MWMO_INPUTAVAILABLE = 0x0001, 0x04FF, 0x0004
_MESSAGE = struct.Struct("<QIIQQIiiI")  # MSG: window, message, (padding), wParam, lParam, time, point, (padding)
_STD_INPUT_HANDLE = -10
_ORDERS_LOOK_MS = 20

EXTENDED_CODE = 0x100
SCAN_CODES: dict[str, tuple[int, ...]] = {name: (code,) for name, code in WINDOWS_CODES.items()} | {
    "Shift_L": (0x2A,),
    "Shift_R": (0x36, 0x136),  # an extended key on some keyboards
}
VIRTUAL_KEYS = {f"F{number}": 0x6F + number for number in range(1, 13)} | {
    "Pause": 0x13, "Scroll_Lock": 0x91, "Insert": 0x2D,
}  # fmt: skip
"""Those that can be a hot key of their own, by X11 keysym."""


def hook_event(message: int, keyboard: bytes, down: set[int]) -> Iterator[KeyEvent]:
    """The key in a KBDLLHOOKSTRUCT. `down` is what is held; an auto-repeat, which is a press of such a key, is none."""
    if message not in {_WM_KEYDOWN, _WM_KEYUP, _WM_SYSKEYDOWN, _WM_SYSKEYUP} or len(keyboard) < _KEYBOARD.size:
        return
    _, scan_code, flags, time_ms = _KEYBOARD.unpack_from(keyboard)
    code = scan_code | (EXTENDED_CODE if flags & _EXTENDED else 0)
    is_press = message in {_WM_KEYDOWN, _WM_SYSKEYDOWN}
    if is_press and code in down:
        return
    (down.add if is_press else down.discard)(code)
    yield KeyEvent(code, is_press, time_ms)


def button_events(states: Iterable[tuple[int, int]], time_ms: int) -> Iterator[KeyEvent]:
    """A click of each button that was pressed since the last key; `states` are (button, what GetAsyncKeyState says)."""
    for button, state in states:
        if state & _PRESSED:
            yield KeyEvent(button, True, time_ms, is_key=False)
            yield KeyEvent(button, False, time_ms, is_key=False)


class WindowsKeys:
    """UNTESTED. For one thread, which is the one that Windows calls the hook on, while it waits."""

    def __init__(self) -> None:
        """Raises PanicKeyUnavailable."""
        try:
            self._user, self._kernel = _typed(ctypes.CDLL("user32")), _typed_kernel(ctypes.CDLL("kernel32"))
        except OSError as problem:
            raise PanicKeyUnavailable("no-raw-keys") from problem
        self._down: set[int] = set()
        self._events: list[KeyEvent] = []
        self._hook: int | None = None
        self._hot_name = self._hot_wanted = ""
        # Held, or it is collected while Windows calls it. HOOKPROC of winuser.h.
        self._procedure = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_int, ctypes.c_size_t, ctypes.c_ssize_t)(self._see)

    def codes(self, *key_names: str) -> frozenset[int]:
        """By place, whatever the layout makes of it. One that can be becomes the hot key of the next listening too."""
        self._hot_wanted = next((name for name in key_names if name in VIRTUAL_KEYS), self._hot_wanted)
        return frozenset(code for name in key_names for code in SCAN_CODES.get(name, ()))

    def listen(self, listening: bool) -> None:
        """Set the hook or take it away. Raises PanicKeyUnavailable."""
        if self._hook:
            self._user.UnhookWindowsHookEx(self._hook)
            self._user.UnregisterHotKey(None, _HOT_KEY_ID)
        self._hook = None
        self._down.clear()
        self._events.clear()
        self._hot_name, self._hot_wanted = self._hot_wanted, ""
        if not listening:
            return
        module = self._kernel.GetModuleHandleW(None)
        self._hook = self._user.SetWindowsHookExW(_WH_KEYBOARD_LL, self._procedure, module, 0)
        if not self._hook:
            raise PanicKeyUnavailable("no-raw-keys")
        if self._hot_name:  # that another program has it already takes nothing from the hook
            self._user.RegisterHotKey(None, _HOT_KEY_ID, _MOD_NOREPEAT, VIRTUAL_KEYS[self._hot_name])

    def wait(self, orders_fd: int) -> bool:
        """Until a key has come or the orders' pipe has something to read, which is looked at every 20 ms.

        `orders_fd` is the standard input. A pipe that has ended counts too: whoever reads it sees that.
        """
        del orders_fd
        handle = self._kernel.GetStdHandle(_STD_INPUT_HANDLE & 0xFFFFFFFF)
        waiting_bytes = ctypes.c_uint32(0)
        while not self._events:
            self._user.MsgWaitForMultipleObjectsEx(0, None, _ORDERS_LOOK_MS, _QS_ALLINPUT, _MWMO_INPUTAVAILABLE)
            self._handle_messages()
            is_open = self._kernel.PeekNamedPipe(handle, None, 0, None, ctypes.byref(waiting_bytes), None)
            if waiting_bytes.value or not is_open:
                return True
        return False

    def events(self) -> Iterable[KeyEvent]:
        """What has come since, without waiting."""
        events, self._events = self._events, []
        return events

    def _handle_messages(self) -> None:
        message = ctypes.create_string_buffer(_MESSAGE.size)
        while self._user.PeekMessageW(message, None, 0, 0, _PM_REMOVE):
            _, kind, _, _, _, time_ms, *_ = _MESSAGE.unpack(message.raw)
            if kind == _WM_HOTKEY and self._hot_name:
                code = SCAN_CODES[self._hot_name][0]
                self._events += [KeyEvent(code, True, time_ms), KeyEvent(code, False, time_ms)]

    def _see(self, kind: int, message: int, pointer: int) -> int:
        """Windows takes a hook that is slow away without a word: nothing is done here but to write the key down."""
        if kind == 0:  # HC_ACTION
            keyboard = ctypes.string_at(pointer, _KEYBOARD.size)
            states = [(button, self._user.GetAsyncKeyState(button)) for button in _BUTTONS]
            self._events += button_events(states, _KEYBOARD.unpack(keyboard)[3])
            self._events += hook_event(message, keyboard, self._down)
        return int(self._user.CallNextHookEx(None, kind, message, pointer))


def _typed(user: Any) -> Any:
    """The functions of user32 with the types that ctypes would guess wrong."""
    pointer, number, whole = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int
    for name, result, arguments in (
        ("SetWindowsHookExW", pointer, [whole, pointer, pointer, number]),
        ("UnhookWindowsHookEx", whole, [pointer]),
        ("CallNextHookEx", ctypes.c_ssize_t, [pointer, whole, ctypes.c_size_t, ctypes.c_ssize_t]),
        ("RegisterHotKey", whole, [pointer, whole, number, number]),
        ("UnregisterHotKey", whole, [pointer, whole]),
        ("GetAsyncKeyState", ctypes.c_int16, [whole]),
        ("PeekMessageW", whole, [pointer, pointer, number, number, number]),
        ("MsgWaitForMultipleObjectsEx", number, [number, pointer, number, number, number]),
    ):
        function = getattr(user, name)
        function.restype, function.argtypes = result, arguments
    return user


def _typed_kernel(kernel: Any) -> Any:
    pointer, number, whole = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int
    for name, result, arguments in (
        ("GetModuleHandleW", pointer, [ctypes.c_wchar_p]),
        ("GetStdHandle", pointer, [number]),
        ("PeekNamedPipe", whole, [pointer, pointer, number, pointer, pointer, pointer]),
    ):
        function = getattr(kernel, name)
        function.restype, function.argtypes = result, arguments
    return kernel
