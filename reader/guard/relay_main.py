"""The relay: in a Wayland session it hands on what one of our processes and the compositor say to each other.

The desk's sees the panic key pass, so that it works also while the desk hangs. It belongs to the desk: started by it,
of its group, killed with it. It looks at key codes alone, keeps none, opens no file, and can say one thing: one byte to
the guard. The guard's looks at nothing. Qt ends a process in the moment in which its compositor is gone; behind a
relay the guard does not notice, and settles the vault first.
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
from reader.platform.wayland_relay import KeyTap, Relay, linger
from reader.platform.wayland_wire import socket_path

KEY_CODES, SHIFT_CODES = frozenset({75}), frozenset({50, 62})
"""F9, and both Shifts: Linux' input event codes, 8 higher, as X and Wayland number them."""
_PANIC_BYTE = b"\x01"
_SOCKET_VARIABLE = "WAYLAND_SOCKET"
"""libwayland-client takes the connection that it names, once, and forgets it."""
_MAIN = Path(__file__).resolve().parent.parent.parent / "main.py"


def start_relay(*, panic_fd: int | None = None, linger_s: float = 0.0) -> bool:
    """Put a relay between this process and its compositor; False where that can't be, and the process goes without.

    With `panic_fd` it watches for the panic key. With `linger_s` it is no part of this process's group, and outlives
    the compositor by that long. Call it on the main thread, before anything connects to the display.
    """
    ours, its = socket.socketpair()
    options = ["--program-fd", str(its.fileno()), "--parent-pid", str(os.getpid()), "--linger-s", str(linger_s)]
    passed = [its.fileno()]
    if panic_fd is not None:
        options += ["--panic-fd", str(panic_fd)]
        passed.append(panic_fd)
    with its:
        try:
            subprocess.Popen(
                [sys.executable, str(_MAIN), "--role", "relay", *options],
                pass_fds=passed,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0 if linger_s else None,
            )
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
    with contextlib.suppress(OSError), socket.socket(fileno=arguments.program_fd) as program:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
            compositor.connect(os.fspath(path))
            Relay(program, compositor, _tap(arguments.panic_fd)).run()
        linger(program, arguments.linger_s)
    return 0


def _tap(panic_fd: int | None) -> KeyTap:
    if panic_fd is None:
        return KeyTap(lambda _event: None, lambda: None)
    os.set_blocking(panic_fd, False)
    detector = PanicDetector(KEY_CODES, SHIFT_CODES)

    def hear(event: KeyEvent) -> None:
        if detector.feed(event):
            with contextlib.suppress(BlockingIOError):  # then the pipe is full of panics already
                os.write(panic_fd, _PANIC_BYTE)

    return KeyTap(hear, detector.forget_held)


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="relay")
    parser.add_argument("--program-fd", type=int, required=True)
    parser.add_argument("--panic-fd", type=int)
    parser.add_argument("--linger-s", type=float, default=0.0)
    parser.add_argument("--parent-pid", type=int, required=True)
    return parser.parse_args(argv)
