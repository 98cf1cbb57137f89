"""What the guard asks of an X server: covers over everything, the keyboard held, empty selections.

Nothing here needs an event loop to be quick: the server paints a window's background by itself. Nor may it wait for
a compositing manager's fading: that begins whenever a window is mapped, and for a third of a second the desk would
shine through. So the covers are mapped once, beside the screen, and a panic only moves them (docs/decisions/
0015-every-screen.md has what was measured).
Protocol: X Window System Protocol (X11R6.8), section 10 (windows); Extended Window Manager Hints 1.5.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from typing import Any

from Xlib import X, Xatom, error
from Xlib.protocol import event as xevent

from reader.platform.x11 import open_display

HOLD_S = 1.0
"""Where a compositing manager runs, the covers stay this long after the cover's own window has been painted: that
one fades in, and the desk's fade out, below them. Animations take 0.2 to 0.4 s; somebody may have slowed them."""
MARGIN_PX = 64
"""A cover reaches so far beyond each edge: rounded corners, borders and shadows that a manager adds stay outside."""
_PARKED_PX = 400  # between a cover that waits and the screen's edge
_SELECTIONS = ("PRIMARY", "CLIPBOARD")
_OPAQUE = 0xFFFFFFFF
_MAX_RAISES = 16  # against windows that come over a cover; one that always comes back would keep the server busy
Size = tuple[int, int]  # width and height, in pixels
Rectangle = tuple[int, int, int, int]  # x, y, width and height
_BUTTONS = X.ButtonPressMask | X.ButtonReleaseMask | X.PointerMotionMask


class RaisedCovers:
    """One unmanaged window for the whole of each X screen, made in advance in the cover's colour.

    A window larger than the root covers every monitor, and what lies between them, in one request.
    """

    def __init__(self, colour: str, display_name: str | None = None, *, hold_s: float = HOLD_S) -> None:
        """Connect and make the windows; `colour` is `#RRGGBB`. Raises DisplayUnavailable."""
        self._display = open_display(display_name)
        self._colour = colour
        self._hold_s = hold_s
        self._mark = self._display.intern_atom("_CONFIRM")
        screens = range(self._display.screen_count())
        self._managers = [self._display.intern_atom(f"_NET_WM_CM_S{number}") for number in screens]
        self._roots = [self._display.screen(number).root for number in screens]
        self._sizes_px = [(size.width, size.height) for size in (root.get_geometry() for root in self._roots)]
        self._windows = [self._make_window(number) for number in screens]
        self._window_ids: tuple[int, ...] = tuple(window.id for window in self._windows)
        self._owner = self._windows[0]
        self._confirmed = 0
        self._asked = 0
        self._raised = False
        self._raises_left = 0
        self._holds_keyboard = False
        self._listen(X.StructureNotifyMask)
        self._display.sync()

    @property
    def window_ids(self) -> tuple[int, ...]:
        """The server's numbers of the windows, one for each X screen; any thread may read them."""
        return self._window_ids

    def fileno(self) -> int:
        """For select: readable means `handle_events` has something to do."""
        return int(self._display.fileno())

    def warm(self) -> None:
        """One pixel of them, in the first corner of the screen: a manager paints no window that lies beside it.

        Raised for the first time they took picom 79 ms to show on three screens, and 16 where they had been painted.
        """
        if not self._raised and self._is_composited():
            self._place_all(_corner)
            self.handle_events()

    def park(self) -> None:
        """Beside the screen, unless they are over it."""
        if not self._raised:
            self._place_all()
            self.handle_events()

    def raise_all(self, limit_s: float) -> bool:
        """Put the covers over everything and drop the keyboard; True if the server confirmed within `limit_s`."""
        self._raised = True
        self._raises_left = _MAX_RAISES
        self._listen(X.StructureNotifyMask | X.SubstructureNotifyMask)
        self._place_all()
        self._ask_for_confirmation()
        deadline = time.monotonic() + limit_s
        while True:
            self.handle_events()
            if self._confirmed == self._asked:
                return True
            left_s = deadline - time.monotonic()
            if left_s <= 0 or not select.select([self.fileno()], [], [], left_s)[0]:
                return False

    def hold_keyboard(self) -> None:
        """Until the covers are lowered no key reaches any program: they were meant for what was just hidden."""
        if self._raised and not self._holds_keyboard:
            answer = self._owner.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
            self._holds_keyboard = answer == X.GrabSuccess
            self.handle_events()

    def hold_s(self) -> float:
        """How long they must stay once the cover's own window has been painted."""
        return self._hold_s if self._is_composited() else 0.0

    def lower_all(self) -> None:
        """Take the covers away again."""
        self._raised = self._holds_keyboard = False
        self._display.ungrab_keyboard(X.CurrentTime)
        self._listen(X.StructureNotifyMask)
        self._place_all()
        self.handle_events()

    def empty_selections(self) -> None:
        """Own both selections and hold nothing in them."""
        for name in _SELECTIONS:
            self._owner.set_selection_owner(self._display.intern_atom(name), X.CurrentTime)
        self.hold_keyboard()  # a menu of the desk may have kept it from us until its process had ended
        self.handle_events()

    def handle_events(self) -> None:
        """Send what waits and read what has come, without waiting. Raises ConnectionError when the server is gone.

        Sending reads, too, if there is something to read. What came that way makes the descriptor readable no more: so
        nothing is sent after the last look for what has come.
        """
        try:
            self._display.flush()
            while count := self._display.pending_events():
                for _ in range(count):
                    self._handle(self._display.next_event())
                self._display.flush()
        except error.ConnectionClosedError as problem:
            raise ConnectionError("the display server is gone") from problem

    def close(self) -> None:
        """Let go of the display; its windows go with it, once nothing of the desk moves below them any more."""
        if self._raised:
            time.sleep(self.hold_s())
        self._display.close()

    def _make_window(self, number: int) -> Any:
        screen = self._display.screen(number)
        pixel = screen.default_colormap.alloc_named_color(self._colour)
        window = screen.root.create_window(
            *_beside(self._sizes_px[number]),
            0,
            screen.root_depth,
            X.InputOutput,
            X.CopyFromParent,
            background_pixel=pixel.pixel if pixel else screen.white_pixel,
            override_redirect=True,
            event_mask=X.KeyPressMask,
            do_not_propagate_mask=_BUTTONS,  # the root would open its menu over the cover
        )
        self._ask_for_opacity(window)
        window.map()
        return window

    def _ask_for_opacity(self, window: Any) -> None:
        """Compositing managers may be set to dim, or see through, windows without the focus: not splash screens."""
        kind, splash, opacity = (
            self._display.intern_atom(f"_NET_WM_WINDOW_{name}") for name in ("TYPE", "TYPE_SPLASH", "OPACITY")
        )
        window.change_property(kind, Xatom.ATOM, 32, [splash])
        window.change_property(opacity, Xatom.CARDINAL, 32, [_OPAQUE])

    def _is_composited(self) -> bool:
        return any(self._display.get_selection_owner(manager) for manager in self._managers)

    def _listen(self, event_mask: int) -> None:
        for root in self._roots:
            root.change_attributes(event_mask=event_mask)

    def _place_all(self, where: Callable[[Size], Rectangle] | None = None) -> None:
        place = where or (_over if self._raised else _beside)
        for window, size_px in zip(self._windows, self._sizes_px, strict=True):
            x, y, width, height = place(size_px)
            window.configure(x=x, y=y, width=width, height=height, stack_mode=X.Above)

    def _ask_for_confirmation(self) -> None:
        """A message to ourselves comes back once the server has done all that was asked before it."""
        self._asked += 1
        mark = xevent.ClientMessage(window=self._owner, client_type=self._mark, data=(32, [self._asked, 0, 0, 0, 0]))
        self._owner.send_event(mark, event_mask=0)

    def _handle(self, event: Any) -> None:
        if event.type & 0x7F == X.ClientMessage and event.client_type == self._mark:
            self._confirmed = max(self._confirmed, event.data[1][0])
        elif event.type == X.ConfigureNotify and event.window in self._roots:
            # Screens came, went or turned: the root has another size, and each cover with it.
            self._sizes_px[self._roots.index(event.window)] = (event.width, event.height)
            self._place_all()
        elif event.type == X.SelectionRequest:
            self._answer_with_nothing(event)
        elif self._raised and self._raises_left and self._is_over_a_cover(event):
            self._raises_left -= 1
            self._place_all()

    def _is_over_a_cover(self, event: Any) -> bool:
        """Whether a window has come up since: a tooltip of the desk may still do so until the desk is dead."""
        if event.type == X.ConfigureNotify:
            return event.above_sibling in self._windows
        return bool(event.type == X.MapNotify and event.window not in self._windows)

    def _answer_with_nothing(self, request: Any) -> None:
        answer = xevent.SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=X.NONE,
        )
        request.requestor.send_event(answer, event_mask=0)


def _over(size_px: Size) -> Rectangle:
    width, height = _cover_size(size_px)
    return -MARGIN_PX, -MARGIN_PX, width, height


def _beside(size_px: Size) -> Rectangle:
    width, height = _cover_size(size_px)
    return -width - _PARKED_PX, -MARGIN_PX, width, height


def _corner(size_px: Size) -> Rectangle:
    width, height = _cover_size(size_px)
    return 1 - width, 1 - height, width, height


def _cover_size(size_px: Size) -> Size:
    width, height = (side + 2 * MARGIN_PX for side in size_px)
    return width, height
