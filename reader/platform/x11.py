"""What the watch asks of an X server: raw keys. Covers over everything stand in x11_covers.py.

Each object has a connection of its own and belongs to one thread. Protocol: XI2proc, "RawEvent".
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
from collections.abc import Iterator

from Xlib import XK, X, error
from Xlib.display import Display
from Xlib.ext import ge, xinput

from reader.errors import DisplayUnavailable, PanicKeyUnavailable
from reader.platform.key_event import KeyEvent

_RAW_EVENT = struct.Struct("=HIIHxxI")
"""After the event's type: device, time, detail, source, number of valuators (2 bytes), flags."""
_KEY_REPEAT = 1 << 16
_XINPUT_VERSION = (2, 2)  # from 2.1 on raw events come even while another client holds a grab


def open_display(name: str | None = None) -> Display:
    """Connect. Raises DisplayUnavailable.

    A server of this machine is never looked for on the network, as python-xlib does when its socket does not answer.
    """
    name = name or os.environ.get("DISPLAY", "")
    if not name:
        raise DisplayUnavailable("no X display is named")
    try:
        return Display(f"unix{name}" if name.startswith(":") else name)
    except (error.DisplayError, error.XauthError, OSError) as problem:
        raise DisplayUnavailable(str(problem)) from problem


def close_display(display: Display) -> None:
    """Let go of it. That the server is gone already is no error."""
    with contextlib.suppress(error.ConnectionClosedError):
        display.close()


class RawKeys:
    """Every key and mouse button of the session, whoever has the focus or a grab; only while `listening`.

    While it does not listen the server sends this client no key at all. The keyboards themselves are heard, not the
    one that the server makes of them: that one another program can freeze (XGrabKey, XGrabKeyboard, GrabModeSync), and
    nothing comes of it then until it is let go.
    """

    def __init__(self, display_name: str | None = None) -> None:
        """Connect. Raises DisplayUnavailable, or PanicKeyUnavailable where keys of other windows can't be seen.

        That is an X server without XInput 2.1, and one that only serves X programs inside a Wayland session: there it
        would take the request and then hear nothing of Wayland's own windows.
        """
        if os.environ.get("WAYLAND_DISPLAY"):
            raise PanicKeyUnavailable("no-display-server")
        self._display = open_display(display_name)
        if not self._display.has_extension(xinput.extname) or not self._display.has_extension(ge.extname):
            raise PanicKeyUnavailable("no-raw-keys")
        self._opcode = self._display.display.get_extension_major(xinput.extname)
        self._ask_for_version()
        self._root = self._display.screen().root

    def fileno(self) -> int:
        """For select: readable means `events` has something to read."""
        return int(self._display.fileno())

    def wait(self, orders_fd: int) -> bool:
        """Until a key has come or `orders_fd` has something to read: whether it has."""
        return orders_fd in select.select([orders_fd, self.fileno()], [], [])[0]

    def listen(self, listening: bool) -> None:
        """Begin or cease to receive keys. What was received before and not yet read is dropped."""
        wanted = xinput.RawKeyPressMask | xinput.RawKeyReleaseMask | xinput.RawButtonPressMask
        wanted |= xinput.RawButtonReleaseMask
        self._root.xinput_select_events([(xinput.AllDevices, wanted if listening else [0])])
        self._display.sync()
        while self._display.pending_events():
            self._display.next_event()

    def codes(self, *key_names: str) -> frozenset[int]:
        """The physical keys that bear one of these keysyms in any layout, without a modifier held."""
        wanted = {XK.string_to_keysym(name) for name in key_names} - {X.NoSymbol}
        first = self._display.display.info.min_keycode
        count = self._display.display.info.max_keycode - first + 1
        mapping = self._display.get_keyboard_mapping(first, count)
        # In the core map, columns 0 and 2 are the unmodified keysyms of the first two groups.
        return frozenset(
            first + number for number, keysyms in enumerate(mapping) if wanted & {*keysyms[0:1], *keysyms[2:3]}
        )

    def events(self) -> Iterator[KeyEvent]:
        """What has come since, without waiting. Raises ConnectionError when the server is gone."""
        try:
            for _ in range(self._display.pending_events()):
                event = self._display.next_event()
                if event.type == ge.GenericEventCode and event.extension == self._opcode:
                    yield from parse_raw_event(event.evtype, bytes(event.data))
        except error.ConnectionClosedError as problem:
            raise ConnectionError("the display server is gone") from problem

    def _ask_for_version(self) -> None:
        major, minor = _XINPUT_VERSION
        answer = xinput.XIQueryVersion(
            display=self._display.display, opcode=self._opcode, major_version=major, minor_version=minor
        )
        if (answer.major_version, answer.minor_version) < (2, 1):
            raise PanicKeyUnavailable("no-raw-keys")


def parse_raw_event(event_type: int, data: bytes) -> Iterator[KeyEvent]:
    """The key or button in an XI2 raw event, whose bytes after its type are `data`; nothing for other events.

    Each comes once from the device that it was pressed on, and mostly a second time from the server's own, which is
    passed over: it names another as its source.
    """
    is_key = event_type in {xinput.RawKeyPress, xinput.RawKeyRelease}
    if not is_key and event_type not in {xinput.RawButtonPress, xinput.RawButtonRelease}:
        return
    if len(data) < _RAW_EVENT.size:
        return
    device, time_ms, code, source, flags = _RAW_EVENT.unpack_from(data)
    if flags & _KEY_REPEAT or device != source:
        return
    is_press = event_type in {xinput.RawKeyPress, xinput.RawButtonPress}
    yield KeyEvent(code, is_press, time_ms, is_key)
