"""The relay: in a Wayland session it hands on what desk and compositor say to each other, and sees the panic key pass.

So the key works also while the desk hangs. It belongs to the desk: started by it, of its group, killed with it. It
looks at key codes alone, keeps none, opens no file, and can say one thing: one byte to the guard.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

from reader.guard.keys import PanicDetector
from reader.platform import this_platform
from reader.platform.key_event import KeyEvent
from reader.platform.wayland_relay import KeyTap, Relay
from reader.platform.wayland_wire import socket_path

KEY_CODES, SHIFT_CODES = frozenset({75}), frozenset({50, 62})
"""F9, and both Shifts: Linux' input event codes, 8 higher, as X and Wayland number them."""
_PANIC_BYTE = b"\x01"
_MAIN = Path(__file__).resolve().parent.parent.parent / "main.py"
_SOCKET_VARIABLE = "WAYLAND_SOCKET"  # libwayland-client uses the connection that it names, and forgets it


def start_relay(panic_fd: int) -> bool:
    """Put a relay between this process and its compositor; False where that can't be, and the process goes without.

    Call it on the main thread, before anything connects to the display.
    """
    ours, its = socket.socketpair()
    with its:
        try:
            subprocess.Popen(
                [sys.executable, str(_MAIN), "--role", "relay", "--program-fd", str(its.fileno()),
                 "--panic-fd", str(panic_fd), "--parent-pid", str(os.getpid())],
                pass_fds=(its.fileno(), panic_fd),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError:
            ours.close()
            return False
    os.environ[_SOCKET_VARIABLE] = str(ours.detach())
    return True


def main(argv: list[str]) -> int:
    """Relay until either end is gone."""
    arguments = _parse(argv)
    platform = this_platform()
    platform.harden_process()
    platform.die_with_parent(arguments.parent_pid)
    path = socket_path()
    if path is None:
        return 1
    os.set_blocking(arguments.panic_fd, False)
    detector = PanicDetector(KEY_CODES, SHIFT_CODES)

    def hear(event: KeyEvent) -> None:
        if detector.feed(event):
            with contextlib.suppress(BlockingIOError):  # then the pipe is full of panics already
                os.write(arguments.panic_fd, _PANIC_BYTE)

    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
        compositor.connect(os.fspath(path))
        program = socket.socket(fileno=arguments.program_fd)
        Relay(program, compositor, KeyTap(hear, detector.forget_held)).run()
    return 0


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="relay")
    parser.add_argument("--program-fd", type=int, required=True)
    parser.add_argument("--panic-fd", type=int, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    return parser.parse_args(argv)
