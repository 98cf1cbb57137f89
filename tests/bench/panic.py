"""From the key to no pixel of the desk, on a real screen, seen from outside.

Several guards, each on an X server of its own whose frame buffer is a file that this process maps: nobody is asked
what is on the screen. A trial opens the demo library, waits until the picture is still, presses F9 by XTEST and looks
at the frame buffer until the whole screen bears the cover's one colour. The library's window always shows text, so a
screen of one colour holds no pixel of it. Times run from just before the key is handed to the server.

    idle        the library is open and quiet
    ui_blocked  the desk's process is stopped (SIGSTOP): stricter than a busy UI thread
    menu        another client holds keyboard and pointer, as any open menu does: the desk can't see the key
    dialog      the dialog for adding files is open
    import      the key comes while the demo library is being imported, at an instant drawn by lot
"""

from __future__ import annotations

import argparse
import mmap
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from reader.platform import this_platform
from tests.bench.harness import figures, report

MAIN = Path(__file__).resolve().parents[2] / "main.py"
WIDTH, HEIGHT, BYTES_PER_PIXEL = 1366, 768, 4
COVER_PIXEL = bytes((0xF7, 0xFA, 0xFB, 0x00))  # the paper theme's #FBFAF7, blue first
TRIALS = {"idle": 200, "ui_blocked": 200, "menu": 100, "dialog": 100, "import": 50}
REFUSAL_S = 3.1
STILL_S = 0.25
TIMEOUT_S = 20.0
GONE_LIMIT_S = 3.0
_STATIONS = 4
_XWD = struct.Struct(">25I")  # X11/XWDFile.h: big-endian whatever the machine
_XWD_COLOUR_BYTES = 12


class FrameBuffer:
    """The server's own pixels."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = _XWD.unpack_from(self._map)
        self._start = header[0] + header[19] * _XWD_COLOUR_BYTES
        self._end = self._start + header[12] * HEIGHT
        self._covered = COVER_PIXEL * (header[12] // BYTES_PER_PIXEL) * HEIGHT
        step = (self._end - self._start) // 64 // BYTES_PER_PIXEL * BYTES_PER_PIXEL
        self._spots = range(self._start, self._end, step)

    def picture(self) -> bytes:
        """All of it."""
        return self._map[self._start : self._end]

    def is_covered(self) -> bool:
        """Whether every pixel is the cover's; a few spots are looked at first."""
        return all(self._map[spot : spot + 4] == COVER_PIXEL for spot in self._spots) and (
            self.picture() == self._covered
        )


class Station:
    """One X server with a window manager, one home, one guard."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        display = self._start_server()
        self._environment = self._make_environment(display)
        self._start([shutil.which("openbox") or "openbox"])
        self.frame = FrameBuffer(folder / "Xvfb_screen0")
        self._display = Display(display)
        self._root = self._display.screen().root
        self._key = self._display.keysym_to_keycode(XK.XK_F9)
        self.free_at_s = 0.0
        self._guard = self._start([sys.executable, str(MAIN), "--demo"])

    def open(self) -> None:
        """Ask for the library until it is open; the guard refuses for three seconds after a panic.

        A desk has a worker only once its library is open; before, there is nothing to hide and no key is armed.
        """
        time.sleep(max(0.0, self.free_at_s - time.monotonic()))
        if not self._desk_windows():
            subprocess.run([sys.executable, str(MAIN), "unlock"], env=self._environment, check=False)
        _wait(lambda: self._desk_windows() and bool(self.desk().children()), "the library")

    def settle(self) -> None:
        """Until the picture has not changed for a while."""
        last, since_s = self.frame.picture(), time.monotonic()
        while time.monotonic() - since_s < STILL_S:
            time.sleep(0.02)
            picture = self.frame.picture()
            if picture != last:
                last, since_s = picture, time.monotonic()

    def press_panic_key(self) -> float:
        """How many milliseconds until nothing of the desk is left. Raises TimeoutError."""
        desk = self.desk()
        if self.frame.is_covered():
            raise TimeoutError("the desk is not on the screen")
        start_s = time.perf_counter()
        self._tap(self._key)
        while True:
            looked_s = time.perf_counter()
            if self.frame.is_covered():
                break
            if looked_s - start_s > GONE_LIMIT_S:
                raise TimeoutError("the desk stayed on the screen")
            time.sleep(0.0002)
        self.free_at_s = time.monotonic() + REFUSAL_S
        _wait(lambda: not this_platform().process_exists(desk.pid), "the end of the desk")
        return (looked_s - start_s) * 1000

    def desk(self) -> psutil.Process:
        """The desk's process."""
        children = psutil.Process(self._guard.pid).children()
        return next(child for child in children if "desk" in child.cmdline())

    def stop_desk(self) -> None:
        """It runs no more, and can't even receive the key."""
        self.desk().send_signal(signal.SIGSTOP)

    def grab(self) -> None:
        """Hold keyboard and pointer."""
        self._root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        self._root.grab_pointer(False, 0, X.GrabModeAsync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime)
        self._display.sync()

    def ungrab(self) -> None:
        """Let go."""
        self._display.ungrab_keyboard(X.CurrentTime)
        self._display.ungrab_pointer(X.CurrentTime)
        self._display.sync()

    def open_dialog(self) -> None:
        """The dialog for adding files, by its shortcut; it darkens or covers part of the library."""
        before = self.frame.picture()
        control, letter = (self._display.keysym_to_keycode(key) for key in (XK.XK_Control_L, XK.XK_o))
        xtest.fake_input(self._display, X.KeyPress, control)
        self._tap(letter)
        xtest.fake_input(self._display, X.KeyRelease, control)
        self._display.sync()
        _wait(lambda: self.frame.picture() != before, "the dialog")
        self.settle()

    def close(self) -> None:
        """End everything."""
        self._guard.terminate()
        self._guard.wait()
        self._display.close()
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _tap(self, code: int) -> None:
        xtest.fake_input(self._display, X.KeyPress, code)
        xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.flush()

    def _desk_windows(self) -> bool:
        """Whether a window of the desk is on the screen, by its process: the cover's is the guard's."""
        atom = self._display.intern_atom("_NET_WM_PID")
        listed = self._root.get_full_property(self._display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        for number in listed.value if listed else ():
            owner = self._display.create_resource_object("window", number).get_full_property(atom, X.AnyPropertyType)
            if owner and owner.value[0] != self._guard.pid:
                return True
        return False

    def _start_server(self) -> str:
        reading, writing = os.pipe()
        self._processes.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp",
                 "-nocursor", "-fbdir", str(self._folder)],
                pass_fds=(writing,), stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as answer:
            return f":{answer.readline().strip()}"

    def _make_environment(self, display: str) -> dict[str, str]:
        run = self._folder / "run"
        run.mkdir(mode=0o700)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        environment.pop("WAYLAND_DISPLAY", None)
        return environment | {
            "DISPLAY": display,
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(run),
            "QT_QPA_PLATFORM": "xcb",
        }

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self._processes.append(process)
        return process


def _wait(condition: Callable[[], bool], what: str) -> None:
    end_s = time.monotonic() + TIMEOUT_S
    while not condition():
        if time.monotonic() > end_s:
            raise TimeoutError(f"never came: {what}")
        time.sleep(0.005)


def trial(case: str, station: Station) -> float:
    """Make the case, press the key, and say how long it took in milliseconds."""
    station.open()
    if case == "import":
        time.sleep(random.uniform(0.0, 0.4))  # noqa: S311 - any instant will do
    else:
        station.settle()
    if case == "ui_blocked":
        station.stop_desk()
    elif case == "menu":
        station.grab()
    elif case == "dialog":
        station.open_dialog()
    try:
        return station.press_panic_key()
    finally:
        if case == "menu":
            station.ungrab()


def run(trials: dict[str, int], stations: list[Station]) -> dict[str, dict[str, float | int]]:
    """All cases; the stations take turns, because each refuses to open again for a while."""
    cases: dict[str, dict[str, float | int]] = {}
    for case, count in trials.items():
        samples_ms: list[float] = []
        failed = 0
        for number in range(count):
            try:
                samples_ms.append(trial(case, stations[number % len(stations)]))
            except TimeoutError as error:
                failed += 1
                sys.stderr.write(f"{case} {number}: {error}\n")
        cases[case] = {**figures(samples_ms), "failed": failed}
        sys.stderr.write(f"{case}: {cases[case]}\n")
    return cases


def main(argv: list[str]) -> int:
    """Run it; 1 when a trial failed."""
    parser = argparse.ArgumentParser(prog="bench panic", description=__doc__)
    parser.add_argument("--trials", type=int, help="so many of each case, instead of what the issue asks for")
    parser.add_argument("--case", choices=[*TRIALS], help="only this one")
    arguments = parser.parse_args(argv)
    names = [arguments.case] if arguments.case else [*TRIALS]
    trials = {name: arguments.trials or TRIALS[name] for name in names}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        stations: list[Station] = []
        try:
            for number in range(_STATIONS):
                place = Path(folder) / str(number)
                place.mkdir()
                stations.append(Station(place))
            cases = run(trials, stations)
        finally:
            for station in stations:
                station.close()
    report("panic", cases)
    return int(any(case["failed"] for case in cases.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
