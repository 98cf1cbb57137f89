"""A stage for stories: the real program in real windows, driven by keys and watched from outside.

Nothing here asks the program how it is. What is known comes from the process table, the X server and the disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psutil
from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError
from Xlib.protocol.event import ClientMessage

ROOT = Path(__file__).resolve().parent.parent.parent
MAIN = ROOT / "main.py"
PASSPHRASE = "correct horse battery staple"
_POLL_S = 0.01
_INSIDE_PX = 8


def wait_for(condition: Callable[[], object], what: str, timeout_s: float = 30.0) -> None:
    """Look again and again until `condition` is true; AssertionError names `what` never came."""
    deadline_s = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline_s, f"waited {timeout_s:g} s in vain: {what}"
        pause.wait(_POLL_S)


class Stage:
    """One home, one display, one Hearth. Use as a context manager; leaving it kills all that is left."""

    def __init__(self, home: Path, display: str, program: Path = MAIN) -> None:
        self.home = home
        self._program = program
        self.vault = home / ".local/share/library"
        self._connection = Display(display)
        self.environment = self._environment(display)
        self._guard: psutil.Popen | None = None

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._guard is not None:
            everyone = [self._guard, *self.children()]
            for process in everyone:
                with_patience(process.kill)
            self._guard.wait()
        with suppress(ConnectionClosedError):  # the server may have died in the story
            self._connection.close()

    def _environment(self, display: str) -> dict[str, str]:
        folders = {
            "XDG_DATA_HOME": ".local/share",
            "XDG_CONFIG_HOME": ".config",
            "XDG_CACHE_HOME": ".cache",
            "XDG_RUNTIME_DIR": "run",
            "TMPDIR": "tmp",
        }
        for folder in folders.values():
            (self.home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONDONTWRITEBYTECODE": "1",
            **{name: str(self.home / folder) for name, folder in folders.items()},
        }

    # --- the program ------------------------------------------------------------------------------------------------

    def command(self, *arguments: str, passphrase: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run one verb of the command line to its end."""
        if passphrase is None:
            return self._run([sys.executable, str(MAIN), *arguments], ())
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode())
        os.close(writing)
        try:
            return self._run([sys.executable, str(MAIN), *arguments, "--passphrase-fd", str(reading)], (reading,))
        finally:
            os.close(reading)

    def _run(self, command: list[str], fds: tuple[int, ...]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self.environment, cwd=self.home, pass_fds=fds, capture_output=True, text=True, check=False
        )

    def create_vault(self) -> None:
        """Make the vault on the command line, with the product's own key derivation."""
        done = self.command("vault", "create", str(self.vault), passphrase=PASSPHRASE)
        assert done.returncode == 0, done.stderr

    def start(self, *arguments: str) -> psutil.Process:
        """Start the guard; it is up when its desk is warm."""
        self._guard = psutil.Popen(
            [sys.executable, str(self._program), "--vault", str(self.vault), *arguments],
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        wait_for(lambda: self.windows_of(self.guard), "the cover on the screen")
        return self.guard

    @property
    def guard(self) -> psutil.Process:
        """The guard's process."""
        assert self._guard is not None, "start() first"
        return self._guard

    def children(self) -> list[psutil.Process]:
        """Every process below the guard that has not ended."""
        try:
            return [child for child in self.guard.children(recursive=True) if child.status() != psutil.STATUS_ZOMBIE]
        except psutil.NoSuchProcess:
            return []

    def in_role(self, role: str) -> list[psutil.Process]:
        """The processes below the guard that play `role`."""
        found = []
        for child in self.children():
            try:
                words = child.cmdline()
            except psutil.Error:
                continue
            if "--role" in words and words[words.index("--role") + 1] == role:
                found.append(child)
        return found

    def desk(self) -> psutil.Process:
        """The desk, once there is one."""
        found: list[psutil.Process] = []

        def look() -> bool:
            found[:] = self.in_role("desk")
            return bool(found)

        wait_for(look, "a desk")
        return found[0]

    # --- the person -------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by xdotool's names, one after the other."""
        subprocess.run(["xdotool", "key", "--delay", "30", *keys], env=self.environment, check=True)

    def type(self, text: str) -> None:
        """Type text into whatever has the keyboard."""
        subprocess.run(["xdotool", "type", "--delay", "15", text], env=self.environment, check=True)

    def summon(self) -> None:
        """Ask for the prompt from the command line and wait until the desk shows a window."""
        desk = self.desk()
        wait_for(lambda: self.command("unlock").returncode == 0, "the guard to take the command")
        wait_for(lambda: self.windows_of(desk), "the prompt")

    def unlock(self) -> None:
        """Type the passphrase into the prompt, up to where the library takes keys: a worker lives, and it is shown."""
        prompt = self._at_side()
        self.type(PASSPHRASE)
        self.press("Return")
        wait_for(self.is_open, "the library to open")
        wait_for(lambda: self._at_side() not in {prompt, None}, "the library's own side where the prompt had paper")

    def _at_side(self) -> tuple[int, int, int] | None:
        """A point of the desk's window that is paper in the prompt and part of the list of sections in the library."""
        windows = self.windows_of(self.desk())
        if not windows:
            return None
        _, _, _, height = self.geometry_of(windows[0])
        return self.pixel_of(windows[0], _INSIDE_PX, height // 2)

    def is_open(self) -> bool:
        """The desk starts workers only when it has opened a library."""
        return bool(self.in_role("worker"))

    # --- the screen -------------------------------------------------------------------------------------------------

    def windows_of(self, process: psutil.Process) -> list[int]:
        """Managed windows of `process` that are on the screen."""
        root = self._connection.screen().root
        listed = root.get_full_property(self._connection.get_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        pid_atom = self._connection.get_atom("_NET_WM_PID")
        found = []
        for number in listed.value if listed else ():
            window = self._connection.create_resource_object("window", number)
            try:
                owner = window.get_full_property(pid_atom, X.AnyPropertyType)
                shown = window.get_attributes().map_state == X.IsViewable
            except Exception:  # noqa: BLE001, S112 - the window went away between two questions
                continue
            if shown and owner and owner.value[0] == process.pid:
                found.append(number)
        return found

    def geometry_of(self, window: int) -> tuple[int, int, int, int]:
        """Left and top on the screen, width and height, without the frame."""
        resource = self._connection.create_resource_object("window", window)
        size = resource.get_geometry()
        corner = resource.translate_coords(self._connection.screen().root, 0, 0)
        return -corner.x, -corner.y, size.width, size.height

    def move(self, window: int, x: int, y: int, width: int, height: int) -> None:
        """As somebody would with the mouse; what fills the screen lets go of it first."""
        self._unmaximize(window)
        for words in (
            ["windowsize", str(window), str(width), str(height)],
            ["windowmove", str(window), str(x), str(y)],
        ):
            subprocess.run(["xdotool", *words], env=self.environment, check=True)

    def _unmaximize(self, window: int) -> None:
        """By the window manager (EWMH, _NET_WM_STATE: 0 takes away, 2 says that a pager asks)."""
        atom = self._connection.get_atom
        states = [atom(f"_NET_WM_STATE_MAXIMIZED_{way}") for way in ("VERT", "HORZ")]
        asked = ClientMessage(window=window, client_type=atom("_NET_WM_STATE"), data=(32, [0, *states, 2, 0]))
        self._connection.screen().root.send_event(asked, X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self._connection.sync()

    def pixel_of(self, window: int, x: int, y: int) -> tuple[int, int, int]:
        """The colour of one point of a window, as red, green, blue."""
        image = self._connection.create_resource_object("window", window).get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF)
        blue, green, red, _ = image.data
        return red, green, blue

    def screenshot(self, path: Path) -> None:
        """Keep what the screen shows, for a person to look at."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)


def with_patience(act: Callable[[], object]) -> None:
    """Do something to a process that may have ended meanwhile."""
    try:
        act()
    except psutil.NoSuchProcess:
        return
