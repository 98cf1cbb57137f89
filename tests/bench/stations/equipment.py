"""What stands round a guard in a trial: an X server, its monitors, a window manager, a compositor, an input method."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

from tests.bench.stations.frame_buffer import HEIGHT, WIDTH

THREE = 3
_FADING = """
backend = "xrender";
vsync = false;
fading = true;
fade-in-step = 0.028;
fade-out-step = 0.03;
fade-delta = 10;
shadow = true;
"""
"""picom's own steps, written out: a window takes a third of a second to come and to go."""
_SPIN = "while True: pass"


class Equipment(Enum):
    """What a station has beside an X server and a window manager."""

    PLAIN = auto()
    THREE_SCREENS = auto()
    COMPOSITOR = auto()
    THREE_SCREENS_AND_COMPOSITOR = auto()
    INPUT_METHOD = auto()

    @property
    def monitors(self) -> int:
        """How many stand side by side."""
        return THREE if self in {Equipment.THREE_SCREENS, Equipment.THREE_SCREENS_AND_COMPOSITOR} else 1

    @property
    def fades(self) -> bool:
        """Whether windows come and go slowly."""
        return self in {Equipment.COMPOSITOR, Equipment.THREE_SCREENS_AND_COMPOSITOR}


class Surroundings:
    """The processes, and the environment in which a guard finds them. `close` ends them, the server last."""

    def __init__(self, folder: Path, equipment: Equipment) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.display = self._start_server(equipment.monitors)
        self.environment = self._make_environment()
        self._set_monitors(equipment.monitors)
        self.start([shutil.which("openbox") or "openbox"])
        if equipment.fades:
            self._start_compositor()
        if equipment is Equipment.INPUT_METHOD:
            self._start_input_method()

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Run it here until `close`."""
        process = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self._processes.append(process)
        return process

    def run(self, *command: str) -> None:
        """Run it here to its end. Raises CalledProcessError."""
        subprocess.run(command, env=self.environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def close(self) -> None:
        """End everything."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _start_server(self, monitors: int) -> str:
        reading, writing = os.pipe()
        self._processes.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH * monitors}x{HEIGHT}x24",
                 "-nolisten", "tcp", "-nocursor", "-noreset", "-fbdir", str(self._folder)],
                pass_fds=(writing,), stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as answer:
            return f":{answer.readline().strip()}"

    def _make_environment(self) -> dict[str, str]:
        run = self._folder / "run"
        run.mkdir(mode=0o700)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
        environment.pop("WAYLAND_DISPLAY", None)
        return environment | {
            "DISPLAY": self.display,
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(run),
            "QT_QPA_PLATFORM": "xcb",
        }

    def _set_monitors(self, count: int) -> None:
        """One X screen with several monitors on it, as every desktop has had them since RandR 1.2."""
        for number in range(count if count > 1 else 0):
            place = f"{WIDTH}/361x{HEIGHT}/203+{WIDTH * number}+0"
            self.run("xrandr", "--setmonitor", f"monitor-{number}", place, "none" if number else "screen")

    def _start_compositor(self) -> None:
        settings = self._folder / "picom.conf"
        settings.write_text(_FADING)
        self.start(["picom", "--config", str(settings)])

    def _start_input_method(self) -> None:
        """ibus on a bus of its own; the Korean engine, which takes F9 for itself."""
        address = f"unix:path={self._folder / 'bus'}"
        self.start(["dbus-daemon", "--session", "--nofork", f"--address={address}"])
        self.environment |= {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_IM_MODULE": "ibus",
            "XMODIFIERS": "@im=ibus",
            "GSETTINGS_BACKEND": "memory",
        }
        self._until("dbus-send", "--session", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames")
        self.start(["ibus-daemon", "--xim"])
        self._until("ibus", "engine", "hangul")

    def _until(self, *command: str) -> None:
        """Again and again until it succeeds."""
        for _ in range(100):
            if subprocess.run(command, env=self.environment, check=False, capture_output=True).returncode == 0:
                return
        raise TimeoutError(f"never succeeded: {' '.join(command)}")


@contextmanager
def busy_cores(environment: Mapping[str, str]) -> Iterator[None]:
    """One process for each core that does nothing, as fast as it can."""
    command = [sys.executable, "-c", _SPIN]
    hogs = [subprocess.Popen(command, env=environment) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
