"""What the guard and the watch ask of an X server: covers over everything, raw keys, empty selections.

Each object has a connection of its own and belongs to one thread. Nothing here needs an event loop to be quick: the
server paints a window's background by itself, so a cover is on the screen as soon as its mapping is processed.
Protocol: X Window System Protocol (X11R6.8), section 10 (windows), and XI2proc, "RawEvent".
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import time
from collections.abc import Iterator
from typing import Any

from Xlib import XK, X, error
from Xlib.display import Display
from Xlib.ext import ge, xinput
from Xlib.protocol import event as xevent

from reader.errors import DisplayUnavailable, PanicKeyUnavailable
from reader.platform.key_event import KeyEvent

_SELECTIONS = ("PRIMARY", "CLIPBOARD")
_RAW_TIME_AND_DETAIL = struct.Struct("=xxII")  # after the event's type: device (2 bytes), time, detail
_RAW_FLAGS = struct.Struct("=I")
_RAW_FLAGS_OFFSET = 14  # ... then source (2), number of valuators (2), flags
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


class RaisedCovers:
    """One unmanaged window over the whole of each X screen, made in advance in the cover's colour.

    A window the size of the root covers every monitor, and what lies between them, in one request.
    """

    def __init__(self, colour: str, display_name: str | None = None) -> None:
        """Connect and make the windows; `colour` is `#RRGGBB`. Raises DisplayUnavailable."""
        self._display = open_display(display_name)
        self._colour = colour
        self._mark = self._display.intern_atom("_CONFIRM")
        self._roots = [self._display.screen(number).root for number in range(self._display.screen_count())]
        self._windows = [self._make_window(number) for number in range(self._display.screen_count())]
        self._owner = self._windows[0]
        self._confirmed = 0
        self._asked = 0
        self._raised = False
        self._display.sync()

    def fileno(self) -> int:
        """For select: readable means `handle_events` has something to do."""
        return int(self._display.fileno())

    def raise_all(self, limit_s: float) -> bool:
        """Put the covers over everything and drop the keyboard; True if the server confirmed within `limit_s`."""
        self._raised = True
        for window in self._windows:
            window.configure(stack_mode=X.Above)
            window.map()
        self._ask_for_confirmation()
        self._display.flush()
        deadline = time.monotonic() + limit_s
        while self._confirmed < self._asked:
            left_s = deadline - time.monotonic()
            if left_s <= 0 or not select.select([self.fileno()], [], [], left_s)[0]:
                return False
            self.handle_events()
        return True

    def hold_keyboard(self) -> None:
        """Until the covers are lowered no key reaches any program: they were meant for what was just hidden."""
        if self._raised:
            self._owner.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
            self.handle_events()

    def lower_all(self) -> None:
        """Take the covers away again."""
        self._raised = False
        self._display.ungrab_keyboard(X.CurrentTime)
        for window in self._windows:
            window.unmap()
        self.handle_events()

    def empty_selections(self) -> None:
        """Own both selections and hold nothing in them."""
        for name in _SELECTIONS:
            self._owner.set_selection_owner(self._display.intern_atom(name), X.CurrentTime)
        self.handle_events()

    def handle_events(self) -> None:
        """Send what waits and read what has come, without waiting. Raises ConnectionError when the server is gone."""
        try:
            for _ in range(self._display.pending_events()):
                self._handle(self._display.next_event())
            self._display.flush()
        except error.ConnectionClosedError as problem:
            raise ConnectionError("the display server is gone") from problem

    def close(self) -> None:
        """Let go of the display; its windows go with it."""
        self._display.close()

    def _make_window(self, number: int) -> Any:
        screen = self._display.screen(number)
        root = screen.root
        geometry = root.get_geometry()
        root.change_attributes(event_mask=X.StructureNotifyMask)
        pixel = screen.default_colormap.alloc_named_color(self._colour)
        return root.create_window(
            0,
            0,
            geometry.width,
            geometry.height,
            0,
            screen.root_depth,
            X.InputOutput,
            X.CopyFromParent,
            background_pixel=pixel.pixel if pixel else screen.white_pixel,
            override_redirect=True,
            event_mask=X.KeyPressMask,
        )

    def _ask_for_confirmation(self) -> None:
        """A message to ourselves comes back once the server has done all that was asked before it."""
        self._asked += 1
        mark = xevent.ClientMessage(window=self._owner, client_type=self._mark, data=(32, [self._asked, 0, 0, 0, 0]))
        self._owner.send_event(mark, event_mask=0)

    def _handle(self, event: Any) -> None:
        if event.type & 0x7F == X.ClientMessage and event.client_type == self._mark:
            self._confirmed = max(self._confirmed, event.data[1][0])
        elif event.type == X.ConfigureNotify and event.window in self._roots:
            # The screens changed: a cover always has the size of its root.
            window = self._windows[self._roots.index(event.window)]
            window.configure(x=0, y=0, width=event.width, height=event.height)
        elif event.type == X.SelectionRequest:
            self._answer_with_nothing(event)

    def _answer_with_nothing(self, request: Any) -> None:
        answer = xevent.SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=X.NONE,
        )
        request.requestor.send_event(answer, event_mask=0)


class RawKeys:
    """Every key and mouse button of the session, whoever has the focus or a grab; only while `listening`.

    While it does not listen the server sends this client no key at all.
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

    def listen(self, listening: bool) -> None:
        """Begin or cease to receive keys. What was received before and not yet read is dropped."""
        wanted = xinput.RawKeyPressMask | xinput.RawKeyReleaseMask | xinput.RawButtonPressMask
        wanted |= xinput.RawButtonReleaseMask
        self._root.xinput_select_events([(xinput.AllMasterDevices, wanted if listening else [0])])
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
    """The key or button in an XI2 raw event, whose bytes after its type are `data`; nothing for other events."""
    is_key = event_type in {xinput.RawKeyPress, xinput.RawKeyRelease}
    if not is_key and event_type not in {xinput.RawButtonPress, xinput.RawButtonRelease}:
        return
    if len(data) < _RAW_FLAGS_OFFSET + _RAW_FLAGS.size:
        return
    time_ms, code = _RAW_TIME_AND_DETAIL.unpack_from(data)
    (flags,) = _RAW_FLAGS.unpack_from(data, _RAW_FLAGS_OFFSET)
    if flags & _KEY_REPEAT:
        return
    is_press = event_type in {xinput.RawKeyPress, xinput.RawButtonPress}
    yield KeyEvent(code, is_press, time_ms, is_key)
