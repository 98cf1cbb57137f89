"""One guard on a screen of its own: opened, put into a situation, and hidden by a key."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest
from Xlib.protocol import event as xevent

from reader.platform import this_platform
from tests.bench.stations.equipment import Equipment, Surroundings
from tests.bench.stations.frame_buffer import HEIGHT, WIDTH, FrameBuffer, Ghosts

MAIN = Path(__file__).resolve().parents[3] / "main.py"
REFUSAL_S = 3.1
STILL_S = 0.25
TIMEOUT_S = 20.0
GONE_LIMIT_S = 3.0
GHOSTS_FOR_S = 2.0
_LOOK_EVERY_S = 0.0002
_ANY_GHOST_EVERY_S = 0.002
_PRIORITY = -10


class Station:
    """One X server with a window manager, one home, one guard."""

    def __init__(self, folder: Path, equipment: Equipment) -> None:
        self.equipment = equipment
        self.around = Surroundings(folder, equipment)
        self.frame = FrameBuffer(folder / "Xvfb_screen0", equipment.monitors)
        self._display = Display(self.around.display)
        self._root = self._display.screen().root
        self.free_at_s = 0.0
        self.came_back = 0
        self.seen_ms: list[float] = []
        self._guard = self.around.start([sys.executable, str(MAIN), "--demo"])

    def open(self) -> None:
        """Ask for the library until it is open; the guard refuses for three seconds after a panic.

        A desk has a worker only once its library is open; before, there is nothing to hide and no key is armed.
        """
        time.sleep(max(0.0, self.free_at_s - time.monotonic()))
        if not self.desk_windows():
            self.command("unlock")
        wait(lambda: self.desk_windows() and bool(self.desk().children()), "the library")

    def wait_for_picture(self) -> None:
        """Until something of the library can be seen."""
        wait(self.frame.has_head, "the library's picture")

    def settle(self) -> None:
        """Until the picture has not changed for a while."""
        last, since_s = self.frame.picture(), time.monotonic()
        while time.monotonic() - since_s < STILL_S:
            time.sleep(0.02)
            picture = self.frame.picture()
            if picture != last:
                last, since_s = picture, time.monotonic()

    def forget(self) -> None:
        """What has been seen so far belongs to another case."""
        self.came_back = 0
        self.seen_ms.clear()

    def hide(self, cause: Callable[[], object]) -> float:
        """How many milliseconds from the cause until nothing of the desk is left. Raises TimeoutError.

        Where windows fade, what follows in the next two seconds is looked at too.
        """
        desk = self.desk()
        if self.frame.is_covered():
            raise TimeoutError("the desk is not on the screen")
        ghosts = Ghosts(self.frame) if self.equipment.fades else None
        start_s = time.perf_counter()
        cause()
        with _first_in_line():
            covered_s = self._look_until_covered(start_s, ghosts)
        self.free_at_s = time.monotonic() + REFUSAL_S
        if ghosts:
            self._look_for(ghosts, start_s, covered_s)
        if covered_s is None:
            raise TimeoutError("the desk stayed on the screen")
        wait(lambda: not this_platform().process_exists(desk.pid), "the end of the desk")
        return (covered_s - start_s) * 1000

    def _look_until_covered(self, start_s: float, ghosts: Ghosts | None) -> float | None:
        while (looked_s := time.perf_counter()) - start_s < GONE_LIMIT_S:
            if self.frame.is_covered():
                return looked_s
            if ghosts:
                ghosts.look(looked_s)
            time.sleep(_LOOK_EVERY_S)
        return None

    def _look_for(self, ghosts: Ghosts, start_s: float, covered_s: float | None) -> None:
        end_s = time.perf_counter() + GHOSTS_FOR_S
        while (looked_s := time.perf_counter()) < end_s:
            ghosts.look(looked_s)
            time.sleep(_ANY_GHOST_EVERY_S)
        self.seen_ms.append(((ghosts.last_seen_s() or start_s) - start_s) * 1000)
        self.came_back += covered_s is not None and ghosts.last_seen_s(covered_s) is not None

    def finish(self, cause: Callable[[], object]) -> float:
        """How many milliseconds the cause itself takes."""
        desk = self.desk()
        start_s = time.perf_counter()
        cause()
        ended_s = time.perf_counter()
        self.free_at_s = time.monotonic() + REFUSAL_S
        wait(lambda: not this_platform().process_exists(desk.pid), "the end of the desk")
        return (ended_s - start_s) * 1000

    # --- the program ------------------------------------------------------------------------------------------------

    def desk(self) -> psutil.Process:
        """The desk's process."""
        children = psutil.Process(self._guard.pid).children()
        return next(child for child in children if "desk" in child.cmdline())

    def stop_desk(self) -> None:
        """It runs no more, and can't even receive the key."""
        self.desk().send_signal(signal.SIGSTOP)

    def command(self, verb: str) -> bool:
        """Say it on the command line, and wait until it has been done, or refused."""
        command = [sys.executable, str(MAIN), verb]
        return subprocess.run(command, env=self.around.environment, check=False).returncode == 0

    def begin_command(self, verb: str) -> subprocess.Popen[bytes]:
        """Say it, and do not wait."""
        return subprocess.Popen([sys.executable, str(MAIN), verb], env=self.around.environment)

    def desk_windows(self) -> list[int]:
        """Windows of the desk that are on the screen, by their process: the cover's is the guard's."""
        atom = self._display.intern_atom("_NET_WM_PID")
        listed = self._root.get_full_property(self._display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        found = []
        for number in listed.value if listed else ():
            owner = self._display.create_resource_object("window", number).get_full_property(atom, X.AnyPropertyType)
            if owner and owner.value[0] != self._guard.pid:
                found.append(number)
        return found

    def close(self) -> None:
        """End everything."""
        self._guard.terminate()
        self._guard.wait()
        self._display.close()
        self.frame.close()
        self.around.close()

    # --- the person -------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Hold these keys, the first first, and let them go again; names are X's."""
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(key)) for key in keys]
        self.press_codes(*codes)

    def press_codes(self, *codes: int) -> None:
        """The same by physical keys, which no layout changes."""
        for code in codes:
            xtest.fake_input(self._display, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.flush()

    def act_and_see(self, act: Callable[[], object], what: str) -> None:
        """Do it, and wait until the picture has changed and is still again."""
        before = self.frame.picture()
        act()
        wait(lambda: self.frame.picture() != before, what)
        self.settle()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the first button there, move it to the other place, and hold it."""
        xtest.fake_input(self._display, X.MotionNotify, x=start[0], y=start[1])
        xtest.fake_input(self._display, X.ButtonPress, 1)
        for step in range(1, 11):
            x, y = (first + (last - first) * step // 10 for first, last in zip(start, end, strict=True))
            xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
            self._display.sync()
            time.sleep(0.01)  # a hand has a speed, and Qt drops what comes at once

    def drop(self) -> None:
        """Let go of the button, over an empty corner of the screen."""
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.sync()

    def grab(self) -> None:
        """Hold keyboard and pointer, as a menu of another program does."""
        self._root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        self._root.grab_pointer(False, 0, X.GrabModeAsync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime)
        self._display.sync()

    def ungrab(self) -> None:
        """Let go."""
        self._display.ungrab_keyboard(X.CurrentTime)
        self._display.ungrab_pointer(X.CurrentTime)
        self._display.sync()

    def is_grabbed(self) -> bool:
        """Whether another client holds the keyboard: it can't be had, then."""
        answer = self._root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        if answer == X.GrabSuccess:
            self._display.ungrab_keyboard(X.CurrentTime)
            self._display.sync()
        return bool(answer != X.GrabSuccess)

    # --- the window manager -----------------------------------------------------------------------------------------

    def fill_screen(self) -> None:
        """Make the desk's window full-screen, as a window manager's key does (EWMH, _NET_WM_STATE)."""
        (number,) = self.desk_windows()
        state = self._display.intern_atom("_NET_WM_STATE")
        full = self._display.intern_atom("_NET_WM_STATE_FULLSCREEN")
        window = self._display.create_resource_object("window", number)
        message = xevent.ClientMessage(window=window, client_type=state, data=(32, [1, full, 0, 1, 0]))
        self._root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        wait(lambda: window.get_geometry().height == HEIGHT and window.get_geometry().width == WIDTH, "full screen")

    def straddle_monitors(self) -> None:
        """Lay the desk's window over all the monitors."""
        (number,) = self.desk_windows()
        margin = 100
        width = WIDTH * self.equipment.monitors - 2 * margin
        window = self._display.create_resource_object("window", number)
        self._end_maximised(window)
        window.configure(x=margin, y=margin, width=width, height=HEIGHT - 2 * margin)
        wait(lambda: window.get_geometry().width == width, "a window over all monitors")

    def _end_maximised(self, window: Any) -> None:
        """After a panic the desk takes the cover's place, which is the whole of one monitor (EWMH, "_NET_WM_STATE")."""
        state, *both = (
            self._display.intern_atom(f"_NET_WM_STATE{part}") for part in ("", "_MAXIMIZED_HORZ", "_MAXIMIZED_VERT")
        )
        change = xevent.ClientMessage(window=window, client_type=state, data=(32, [0, *both, 1, 0]))
        self._root.send_event(change, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)

        def is_free() -> bool:
            states = window.get_full_property(state, X.AnyPropertyType)
            return not states or not {*both} & {*states.value}

        wait(is_free, "a window that is not maximised")


@contextlib.contextmanager
def _first_in_line() -> Iterator[None]:
    """Look before others run, where that is allowed: what the looker waits for a core is no time of the guard's."""
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, _PRIORITY)
    try:
        yield
    finally:
        with contextlib.suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, 0, usual)


def wait(condition: Callable[[], object], what: str) -> None:
    """Ask until it holds. Raises TimeoutError."""
    end_s = time.monotonic() + TIMEOUT_S
    while not condition():
        if time.monotonic() > end_s:
            raise TimeoutError(f"never came: {what}")
        time.sleep(0.005)
