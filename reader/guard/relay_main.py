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

from reader.errors import ProtocolViolation
from reader.guard.channel import Deframer
from reader.guard.keys import PanicDetector
from reader.guard.messages import ArmWatch, PanicKeys, ToWatch
from reader.platform import this_platform
from reader.platform.key_codes import X_CODES
from reader.platform.key_event import KeyEvent
from reader.platform.wayland_relay import KeyTap, Relay, linger
from reader.platform.wayland_wire import socket_path

_SHIFT_CODES = frozenset({50, 62})
_PANIC_BYTE = b"\x01"
_READ_BYTES = 4096
_STDIN_FD = 0


def main(argv: list[str]) -> int:
    """Relay until either end is gone."""
    arguments = _parse(argv)
    platform = this_platform()
    platform.harden_process()
    platform.die_with_parent(arguments.parent_pid)
    path = socket_path()
    if path is None:
        return 1
    ear = Ear(arguments.panic_fd)
    with contextlib.suppress(OSError), socket.socket(fileno=arguments.program_fd) as program:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
            compositor.connect(os.fspath(path))
            Relay(program, compositor, KeyTap(ear.hear, ear.forget_held), ear).run()
        linger(program, arguments.linger_s)
    return 0


class Ear:
    """Knows which keys are meant, and tells the guard. Without a pipe to tell it by, it hears nothing."""

    def __init__(self, panic_fd: int | None) -> None:
        self._panic_fd = panic_fd
        self._orders: Deframer[ToWatch] = Deframer(ToWatch)
        self.listen_for(PanicKeys())
        if panic_fd is not None:
            os.set_blocking(panic_fd, False)

    def fileno(self) -> int:
        """For select: where the desk says which keys are meant."""
        return _STDIN_FD

    def take(self) -> None:
        """What it has said. Raises ConnectionError at its end, or for nonsense."""
        data = os.read(_STDIN_FD, _READ_BYTES)
        if not data:
            raise ConnectionError("the process is gone")
        try:
            for order in self._orders.feed(data):
                if isinstance(order, ArmWatch):
                    self.listen_for(order.keys)
        except ProtocolViolation as problem:
            raise ConnectionError("the process said nonsense") from problem

    def listen_for(self, keys: PanicKeys) -> None:
        """A key that is not known is taken for the default: there is always one."""
        code = X_CODES.get(keys.key_name, X_CODES[PanicKeys().key_name])
        self._detector = PanicDetector({code} if keys.key_name else (), _SHIFT_CODES if keys.shift_taps else ())

    def hear(self, event: KeyEvent) -> None:
        """A key or button that passed."""
        if self._panic_fd is not None and self._detector.feed(event):
            with contextlib.suppress(BlockingIOError):  # then the pipe is full of panics already
                os.write(self._panic_fd, _PANIC_BYTE)

    def forget_held(self) -> None:
        """The keyboard has gone to another window."""
        self._detector.forget_held()


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="relay")
    parser.add_argument("--program-fd", type=int, required=True)
    parser.add_argument("--signal-fd", dest="panic_fd", type=int)
    parser.add_argument("--linger-s", type=float, default=0.0)
    parser.add_argument("--parent-pid", type=int, required=True)
    return parser.parse_args(argv)
