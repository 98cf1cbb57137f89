"""The desk's keys: the panic key inside its own windows, and every other shortcut by name.

The panic key is read as a physical key, before any widget, menu or dialog hears of it: it works in every keyboard
layout, and needs no watch process. It is the way out where the system hides other windows' keys.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow

from reader.guard.keys import PanicDetector
from reader.guard.messages import PanicKeys
from reader.platform.key_event import KeyEvent
from ui.panic_keys import PANIC_KEYS, is_key
from ui.window_keys import WindowKeys

SEARCH = "Ctrl+F"
ADD = "Ctrl+O"
INFORMATION = "Ctrl+I"
HELP = "F1"
HELP_SIGN = "?"
SETTINGS = "Ctrl+,"
FULL_SCREEN = "F11"
"""Text, for a QKeySequence made before the application crashes it."""

_SHIFT_CODES = {"xcb": (50, 62), "wayland": (50, 62), "windows": (0x2A, 0x36)}
"""Both Shifts by platform plugin, as QKeyEvent.nativeScanCode() gives them: see reader/platform/key_codes.py."""
_THE_KEY, _SHIFT = 1 << 20, 1 << 21
"""Codes for the keys that are listened for, outside the range of any scan code: however a key is recognised."""

_LOCK_CODES = {"xcb": 46, "wayland": 46, "windows": 0x26}
"""The place of L on a keyboard for Latin letters, in the same numbers."""
_LAST_LATIN = 0xFF

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_BUTTONS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)


class PanicFilter(WindowKeys):
    """Watches every window of this process for the panic key and calls `panic()` before the event goes anywhere."""

    def __init__(self, panic: Callable[[], None], app: QGuiApplication) -> None:
        super().__init__(app)
        self._panic = panic
        self._shift_codes = _SHIFT_CODES.get(app.platformName(), ())
        self._armed = False
        self.listen_for(PanicKeys())

    def listen_for(self, keys: PanicKeys) -> None:
        """These from now on. A key that this program does not know is taken for the default: there is always one."""
        is_known = not keys.key_name or keys.key_name in PANIC_KEYS
        self._key_name = keys.key_name if is_known else PanicKeys().key_name
        self._detector = PanicDetector(
            {_THE_KEY} if keys.key_name else (), {_SHIFT, *self._shift_codes} if keys.shift_taps else ()
        )

    def arm(self) -> None:
        """From now on the key acts; before, it is an ordinary key."""
        self._armed = True
        self.watch_all()

    def hear(self, event: QEvent) -> bool:
        """See `WindowKeys`."""
        if not self._armed:
            return False
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return not event.isAutoRepeat() and self._feed(self._key(event, is_press=kind == QEvent.Type.KeyPress))
        if kind in _BUTTONS and isinstance(event, QMouseEvent):
            is_press = kind == QEvent.Type.MouseButtonPress
            self._feed(KeyEvent(event.button().value, is_press, event.timestamp(), is_key=False))
        return False

    def _follow_focus(self, window: QWindow | None) -> None:
        """Alt and Tab go down here and up in another program: held for ever, they would spoil every tap."""
        self._detector.forget_held()
        super()._follow_focus(window)

    def _feed(self, event: KeyEvent) -> bool:
        if not self._detector.feed(event):
            return False
        self._panic()
        return True

    def _key(self, event: QKeyEvent, *, is_press: bool) -> KeyEvent:
        code = event.nativeScanCode()
        if is_key(event, self._key_name):
            code = _THE_KEY
        elif event.key() == Qt.Key.Key_Shift and code not in self._shift_codes:
            code = _SHIFT
        return KeyEvent(code, is_press, event.timestamp())


class LockFilter(WindowKeys):
    """Ctrl+L in every window of this process, dialogs and menus too. `lock()` says whether there was something to."""

    def __init__(self, lock: Callable[[], bool], app: QGuiApplication) -> None:
        super().__init__(app)
        self._lock = lock
        self._code = _LOCK_CODES.get(app.platformName())
        self.watch_all()

    def hear(self, event: QEvent) -> bool:
        """See `WindowKeys`."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        return self._is_lock(event) and self._lock()

    def _is_lock(self, event: QKeyEvent) -> bool:
        """By its letter; where the layout has none of ours on the keys, by the letter's place."""
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        is_in_place = event.nativeScanCode() == self._code and event.key() > _LAST_LATIN
        return event.key() == Qt.Key.Key_L or is_in_place
