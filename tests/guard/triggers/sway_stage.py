"""Run in a process of its own (see test_displays.py): displays that are plugged in and mirrored for real.

An Xwayland inside a headless Sway has RandR outputs that come at a word.

Debian packages: sway, xwayland and x11-xserver-utils. Sway refuses to run as root and is then started as nobody.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from reader.guard.triggers.displays import Displays
from reader.platform.x11_displays import X11Displays
from tests.guard.stage import wait_until
from tests.guard.triggers.contract import Reports, wait_for_state


class Screens:
    """HEADLESS-1 is there; `say` has a command of sway-output(5) done."""

    def __init__(self, folder: Path) -> None:
        self._run = folder / "run"
        self._run.mkdir(mode=0o700)
        self._told = self._run / "display"
        configuration = folder / "sway.conf"
        configuration.write_text(f"xwayland force\nexec sh -c 'xhost +local: && echo $DISPLAY > {self._told}'\n")
        user, group = ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)
        if user:
            folder.chmod(0o711)
            shutil.chown(self._run, user)
        self._environment = {
            "PATH": os.environ["PATH"], "HOME": str(self._run), "XDG_RUNTIME_DIR": str(self._run),
            "WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman",
        }  # fmt: skip
        self._sway = subprocess.Popen(
            ["sway", "-c", str(configuration)], env=self._environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, user=user, group=group, extra_groups=() if user else None,
        )  # fmt: skip

    def display(self) -> str:
        """Of the X server, once it is there."""
        wait_until(lambda: self._told.exists() and self._told.read_text().endswith("\n"), "the X server inside Sway")
        return self._told.read_text().strip()

    def say(self, *command: str) -> None:
        (socket,) = self._run.glob("sway-ipc*")
        told = subprocess.run(
            ["swaymsg", "-r", "-s", str(socket), *command], check=True, capture_output=True, text=True
        )
        assert all(answer["success"] for answer in json.loads(told.stdout)), told.stdout

    def kill(self) -> None:
        self._sway.kill()
        self._sway.wait()


def main() -> None:
    """Plug a second output in, mirror it, part it, move it, and end the server. Prints one line for each that held."""
    folder = Path(tempfile.mkdtemp(prefix="sway-"))  # a socket's path must be short
    screens = Screens(folder)
    try:
        _play(screens, screens.display())
    finally:
        screens.kill()
        shutil.rmtree(folder)


def _play(screens: Screens, display: str) -> None:
    watching = functools.partial(_watch, display)
    reports = watching()
    screens.say("create_output")
    print("plugged" if reports.wait() == Displays.name else "")
    reports = watching()
    screens.say("output HEADLESS-1 pos 0 0, output HEADLESS-2 pos 0 0")
    print("mirrored" if reports.wait() == Displays.name else "")
    reports = watching()
    screens.say("output HEADLESS-2 pos 5000 0")
    print("parted" if reports.wait() == Displays.name else "")
    reports = watching()
    screens.say("output HEADLESS-2 pos 9000 0")
    source = X11Displays(display)
    wait_until(lambda: 9000 in _places(source), "the move")
    print("moved" if reports.none() else "")
    screens.kill()
    wait_until(lambda: _is_gone(source), "the end of the server")
    print("gone" if reports.none() else "")


def _watch(display: str) -> Reports:
    trigger, reports = Displays(lambda: X11Displays(display)), Reports()
    trigger.start(reports)
    wait_for_state(trigger)
    return reports


def _places(source: X11Displays) -> set[int]:
    return {output.shows.x for root in source._roots for output in source._outputs(root) if output.shows}


def _is_gone(source: X11Displays) -> bool:
    try:
        source.look()
    except ConnectionError:
        return True
    return False


if __name__ == "__main__":
    main()
