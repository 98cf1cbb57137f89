"""Headless Wayland compositors for tests and benchmarks: a Sway of one's own, its frames, and its keyboard.

Debian packages: sway, and xwayland for X programs in it. Sway refuses to run as root and is then started as nobody.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from reader.platform.wayland_wire import WaylandConnection

WIDTH, HEIGHT = 1366, 768
BACKGROUND = bytes((0x99, 0x66, 0x33, 0xFF))  # blue first
F9, LEFT_SHIFT, LETTER_A, LETTER_O = 67, 42, 30, 24  # Linux' input event codes
_CONFIGURATION = f"""
output * resolution {WIDTH}x{HEIGHT} background #336699 solid_color
default_border none
focus_on_window_activation focus
"""
_START_LIMIT_S = 10.0
_FRAME_LIMIT_S = 2.0
_KEYMAP = b"""xkb_keymap {
 xkb_keycodes { include "evdev+aliases(qwerty)" }; xkb_types { include "complete" };
 xkb_compat { include "complete" }; xkb_symbols { include "pc+us+inet(evdev)" };
};\0"""
_XKB_V1 = 1
_CONTROL, _CONTROL_MASK = 29, 1 << 2
_BUFFER, _READY, _FAILED = 0, 2, 3  # zwlr_screencopy_frame_v1
_COPY, _DESTROY_FRAME = 0, 1
_SHAPE = struct.Struct("=IIII")
_TIME = struct.Struct("=III")


class Frame(msgspec.Struct, frozen=True):
    """A picture that the compositor showed: when, by the monotonic clock, and its pixels, blue first."""

    shown_s: float
    pixels: bytes

    def is_of(self, pixel: bytes) -> bool:
        """Whether every pixel has this colour, whatever its fourth byte."""
        picture = self.pixels
        step = len(picture) // 64 // 4 * 4
        if any(picture[spot : spot + 3] != pixel[:3] for spot in range(0, len(picture), step)):
            return False  # a few spots first: the rest takes milliseconds
        return all(picture[channel::4] == pixel[channel : channel + 1] * (len(picture) // 4) for channel in range(3))

    def is_nearly(self, pixel: bytes) -> bool:
        """Whether every pixel has this colour but for the rounding of a scaled picture."""
        return all(
            abs(low - wanted) <= 1 and abs(high - wanted) <= 1
            for channel, wanted in enumerate(pixel[:3])
            for low, high in [(min(self.pixels[channel::4]), max(self.pixels[channel::4]))]
        )


class Eyes:
    """Sees every frame of the first output (wlr-screencopy-unstable-v1): a copy is made when the next is drawn."""

    def __init__(self, path: Path) -> None:
        self._connection = WaylandConnection(path)
        self._manager = self._bind("zwlr_screencopy_manager_v1", 1)
        self._output = self._bind("wl_output", 1)
        self._shm = self._bind("wl_shm", 1)
        self._buffer = 0
        self._memory: mmap.mmap | None = None
        self._frame = 0
        self._shown_s = 0.0

    def look(self) -> Frame:
        """Wait for the next frame."""
        self._shown_s = 0.0
        self._frame = self._connection.request(self._manager, 0, after=(0, self._output), handler=self._hear)
        deadline_s = time.monotonic() + _FRAME_LIMIT_S
        while not self._shown_s:
            if time.monotonic() > deadline_s:
                raise TimeoutError("no frame came")
            self._connection.wait(_FRAME_LIMIT_S)
        assert self._memory
        frame = Frame(self._shown_s, self._memory[:])
        self._connection.send(self._frame, _DESTROY_FRAME)
        return frame

    def close(self) -> None:
        """Look no more."""
        self._connection.close()

    def _bind(self, interface: str, version: int) -> int:
        offered = self._connection.find(interface)
        assert offered is not None, interface
        return self._connection.bind(offered, version)

    def _hear(self, opcode: int, body: bytes) -> None:
        if opcode == _BUFFER:
            if self._memory is None:
                self._make_buffer(*_SHAPE.unpack(body))
            self._connection.send(self._frame, _COPY, self._buffer)
        elif opcode == _READY:
            high, low, nanoseconds = _TIME.unpack(body)
            self._shown_s = (high << 32) + low + nanoseconds / 1e9
        elif opcode == _FAILED:
            raise ConnectionError("the compositor could not copy its picture")

    def _make_buffer(self, pixel_format: int, width: int, height: int, stride_bytes: int) -> None:
        size_bytes = stride_bytes * height
        file = os.memfd_create("frames")
        os.ftruncate(file, size_bytes)
        pool = self._connection.request(self._shm, 0, after=(size_bytes,), file=file)
        shape = (0, width, height, stride_bytes, pixel_format)
        self._buffer = self._connection.request(pool, 0, after=shape)
        self._memory = mmap.mmap(file, size_bytes)
        os.close(file)


class Keyboard:
    """A keyboard (virtual-keyboard-unstable-v1) with the usual keys."""

    def __init__(self, path: Path) -> None:
        self._connection = WaylandConnection(path)
        manager, seat = (self._bind(name) for name in ("zwp_virtual_keyboard_manager_v1", "wl_seat"))
        self._keyboard = self._connection.request(manager, 0, seat)
        file = os.memfd_create("keymap")
        os.write(file, _KEYMAP)
        self._connection.send(self._keyboard, 0, _XKB_V1, len(_KEYMAP), file=file)
        os.close(file)
        self._connection.roundtrip(_START_LIMIT_S)

    def tap(self, *codes: int) -> float:
        """Press and let go, one after the other; when the first was handed over, by the monotonic clock."""
        start_s = time.monotonic()
        for code in codes:
            for is_down in (1, 0):
                time_ms = int(time.monotonic() * 1000)
                self._connection.send(self._keyboard, 1, time_ms, code, is_down)
        self._connection.flush()
        return start_s

    def tap_with_control(self, code: int) -> None:
        """A shortcut."""
        for mask in (_CONTROL_MASK, 0):
            self._connection.send(self._keyboard, 1, int(time.monotonic() * 1000), _CONTROL, int(bool(mask)))
            self._connection.send(self._keyboard, 2, mask, 0, 0, 0)
            if mask:
                self.tap(code)
        self._connection.flush()

    def sync(self) -> None:
        """Until the compositor has handed on what was typed."""
        assert self._connection.roundtrip(_START_LIMIT_S)

    def close(self) -> None:
        """Pull its plug."""
        self._connection.close()

    def _bind(self, interface: str) -> int:
        offered = self._connection.find(interface)
        assert offered is not None, interface
        return self._connection.bind(offered, 1)


class Sway:
    """A compositor with a socket, and what is asked of it."""

    def __init__(self, outputs: int = 1) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="sway-"))  # a socket's path must be short
        self._process = self._start(outputs)
        self.socket = self._wait_for_socket("wayland-*")
        self._control = self._wait_for_socket("sway-ipc*")

    def environment(self) -> dict[str, str]:
        """For a program inside it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "SWAY"))}
        kept.pop("DISPLAY", None)
        return kept | {"WAYLAND_DISPLAY": str(self.socket), "XDG_SESSION_TYPE": "wayland"}

    def say(self, *command: str) -> None:
        """Have a command of sway(5) done."""
        answers = json.loads(self._ask(*command))
        assert all(answer["success"] for answer in answers), answers

    def windows(self) -> list[dict[str, Any]]:
        """What is on its screens: name, app_id, pid, focused, fullscreen_mode and the like of each."""
        return list(_windows(json.loads(self._ask("-t", "get_tree"))))

    def x_display(self) -> str:
        """Of the X server that it starts as soon as somebody connects to it."""
        told = self._folder / "sway-run" / "display"
        self.say("exec", f"xhost +local: && echo $DISPLAY > {told}")  # the test may be another user
        deadline_s = time.monotonic() + _START_LIMIT_S
        while not (told.exists() and told.read_text().strip()):
            assert time.monotonic() < deadline_s, "no X display: is xwayland installed?"
            time.sleep(0.01)
        return told.read_text().strip()

    def signal(self, number: int) -> None:
        """To the compositor."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """As a crash would."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it and leave nothing."""
        self.kill()
        shutil.rmtree(self._folder)

    def _ask(self, *arguments: str) -> str:
        command = ["swaymsg", "-s", str(self._control), "-r", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def _start(self, outputs: int) -> subprocess.Popen[bytes]:
        configuration = self._folder / "sway.conf"
        configuration.write_text(_CONFIGURATION)
        run = self._folder / "sway-run"
        run.mkdir(mode=0o700)
        user = group = None
        if os.geteuid() == 0:
            user, group = "nobody", "nogroup"
            self._folder.chmod(0o711)
            shutil.chown(run, user)
        environment = {
            "PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(run), "HOME": str(run), "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman", "WLR_HEADLESS_OUTPUTS": str(outputs),
        }  # fmt: skip
        with (self._folder / "sway.log").open("wb") as log:
            return subprocess.Popen(
                ["sway", "-d", "-c", str(configuration)], env=environment, stdout=log, stderr=log,
                user=user, group=group, extra_groups=() if user else None,
            )  # fmt: skip

    def _wait_for_socket(self, pattern: str) -> Path:
        deadline_s = time.monotonic() + _START_LIMIT_S
        while True:
            for found in (self._folder / "sway-run").glob(pattern):
                if found.is_socket():
                    return found
            assert self._process.poll() is None, "sway did not start"
            assert time.monotonic() < deadline_s, f"never came: {pattern}"
            time.sleep(0.01)


def _windows(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node.get("pid"):
        yield node
    for child in (*node.get("nodes", ()), *node.get("floating_nodes", ())):
        yield from _windows(child)


@contextmanager
def sway(outputs: int = 1) -> Iterator[Sway]:
    """One that ends with the block."""
    compositor = Sway(outputs)
    try:
        yield compositor
    finally:
        compositor.close()
