"""From the key to the first frame without a pixel of the desk, in a Wayland session, seen from outside.

Guards as they run anywhere, each in a headless Sway of its own at 60 Hz. Every frame that Sway draws is copied by
wlr-screencopy and bears the time at which it was shown; the key comes from a virtual keyboard at an instant drawn by
lot. The time runs from just before the key is handed over to the first frame of one colour, the cover's. Between two
frames lie 16.7 ms, so half of that, on average, is waiting for the next one.

    idle         the library is open and quiet
    ui_blocked   the desk's process is stopped (SIGSTOP): stricter than a busy UI thread
    full_screen  the desk's window is full-screen
    dialog       the dialog for adding files is open

With --kind xwayland the same as a program for X, in Sway's Xwayland. Debian packages, beyond those that dev.py asks
for: sway, and xwayland for the other kind.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from reader.platform import this_platform
from tests.bench.harness import figures, report
from tests.compositors import F9, LETTER_O, Eyes, Frame, Keyboard, Sway

MAIN = Path(__file__).resolve().parents[2] / "main.py"
COVER = bytes((0xF7, 0xFA, 0xFB))  # the paper theme's #FBFAF7, blue first
TRIALS = {"idle": 100, "ui_blocked": 100, "full_screen": 50, "dialog": 50}
REFUSAL_S = 3.1
STILL_FRAMES = 30
QUIET_CPU_S = 0.05  # while the picture stood still
TIMEOUT_S = 20.0
GONE_LIMIT_S = 3.0
_STATIONS = 3


class Station:
    """One compositor, one home, one guard."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.sway = Sway()
        self._keyboard = Keyboard(self.sway.socket)
        self._eyes = Eyes(self.sway.socket)
        self._environment = self._make_environment(folder, kind)
        self.free_at_s = 0.0
        self._guard = subprocess.Popen(
            [sys.executable, str(MAIN), "--demo"],
            env=self._environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def open(self) -> None:
        """Ask for the library until it is open; the guard refuses for three seconds after a panic."""
        time.sleep(max(0.0, self.free_at_s - time.monotonic()))
        if not self.desk_windows():
            unlock = [sys.executable, str(MAIN), "unlock"]  # refused at the start, when it opens by itself
            subprocess.run(unlock, env=self._environment, check=False, stderr=subprocess.DEVNULL)
        _wait(lambda: self._has_worker() and bool(self.desk_windows()), "the library")

    def settle(self) -> None:
        """Until the picture has not changed for a while, and no import goes on behind it."""
        last, still, used_s = self._eyes.look().pixels, 0, self._used_s()
        while still < STILL_FRAMES:
            picture = self._eyes.look().pixels
            still = still + 1 if picture == last else 0
            last = picture
            if still in {0, STILL_FRAMES}:
                used_before_s, used_s = used_s, self._used_s()
                still = 0 if used_s - used_before_s > QUIET_CPU_S else still

    def _used_s(self) -> float:
        """The processor time of the desk and its workers."""
        used_s = 0.0
        for process in (self.desk(), *self.desk().children()):
            with contextlib.suppress(psutil.NoSuchProcess):
                used_s += sum(process.cpu_times()[:2])
        return used_s

    def press_panic_key(self) -> float:
        """How many milliseconds until the first frame with nothing of the desk. Raises TimeoutError."""
        desk = self.desk()
        if _is_covered(self._eyes.look()):
            raise TimeoutError("the desk is not on the screen")
        time.sleep(random.uniform(0.0, 0.017))  # noqa: S311 - any instant between two frames
        start_s = self._keyboard.tap(F9)
        while not _is_covered(frame := self._eyes.look()):
            if frame.shown_s - start_s > GONE_LIMIT_S:
                raise TimeoutError("the desk stayed on the screen")
        self.free_at_s = time.monotonic() + REFUSAL_S
        _wait(lambda: not this_platform().process_exists(desk.pid), "the end of the desk")
        return (frame.shown_s - start_s) * 1000

    def desk(self) -> psutil.Process:
        """The desk's process. Raises TimeoutError when there is none."""
        for child in psutil.Process(self._guard.pid).children():
            if "desk" in child.cmdline():
                return child
        raise TimeoutError("the desk is gone")

    def desk_windows(self) -> list[int]:
        """The windows of the desk that are on the screen, as Sway numbers them: by its process, or by its relay's."""
        try:
            desk = self.desk()
            family = {desk.pid, *(child.pid for child in desk.children())}
        except (TimeoutError, psutil.NoSuchProcess):
            return []
        return [window["id"] for window in self.sway.windows() if window["pid"] in family]

    def _has_worker(self) -> bool:
        """A desk has one only once its library is open; before, there is nothing to hide."""
        try:
            return any("worker" in child.cmdline() for child in self.desk().children())
        except (TimeoutError, psutil.NoSuchProcess):
            return False

    def fill_screen(self) -> None:
        """Have the desk's window full-screen."""
        self.sway.say(f"[con_id={self.desk_windows()[0]}] fullscreen enable")
        self.settle()

    def open_dialog(self) -> None:
        """The dialog for adding files, by its shortcut; it darkens or covers part of the library."""
        before = self._eyes.look().pixels
        self._keyboard.tap_with_control(LETTER_O)
        _wait(lambda: self._eyes.look().pixels != before, "the dialog")
        self.settle()

    def stop_desk(self) -> None:
        """It runs no more, and can't even receive the key."""
        self.desk().send_signal(signal.SIGSTOP)

    def close(self) -> None:
        """End everything."""
        self._guard.terminate()
        self._guard.wait()
        self._eyes.close()
        self._keyboard.close()
        self.sway.close()

    def _make_environment(self, folder: Path, kind: str) -> dict[str, str]:
        run = folder / "run"
        run.mkdir(mode=0o700)
        environment = self.sway.environment() | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(run)}
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        if kind == "xwayland":
            environment |= {"DISPLAY": self.sway.x_display(), "QT_QPA_PLATFORM": "xcb"}
            del environment["WAYLAND_DISPLAY"]
        return environment


def _is_covered(frame: Frame) -> bool:
    return frame.is_of(COVER)


def _wait(condition: Callable[[], bool], what: str) -> None:
    end_s = time.monotonic() + TIMEOUT_S
    while not condition():
        if time.monotonic() > end_s:
            raise TimeoutError(f"never came: {what}")
        time.sleep(0.005)


def trial(case: str, station: Station) -> float:
    """Make the case, press the key, and say how long it took in milliseconds."""
    station.open()
    station.settle()
    if case == "ui_blocked":
        station.stop_desk()
    elif case == "full_screen":
        station.fill_screen()
    elif case == "dialog":
        station.open_dialog()
    return station.press_panic_key()


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
    parser = argparse.ArgumentParser(prog="bench panic_wayland", description=__doc__)
    parser.add_argument("--trials", type=int, help="so many of each case, instead of what the issue asks for")
    parser.add_argument("--case", choices=[*TRIALS], help="only this one")
    parser.add_argument("--kind", choices=["native", "xwayland"], default="native")
    arguments = parser.parse_args(argv)
    if missing := [tool for tool in ("sway", "swaymsg") if shutil.which(tool) is None]:
        sys.stderr.write(f"Not installed: {', '.join(missing)}. On Debian or Ubuntu: apt-get install sway\n")
        return 1
    names = [arguments.case] if arguments.case else [*TRIALS]
    trials = {name: arguments.trials or TRIALS[name] for name in names}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        stations: list[Station] = []
        try:
            for number in range(_STATIONS):
                place = Path(folder) / str(number)
                place.mkdir()
                stations.append(Station(place, arguments.kind))
            cases = run(trials, stations)
        finally:
            for station in stations:
                station.close()
    report("panic_wayland", cases)
    return int(any(case["failed"] for case in cases.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
