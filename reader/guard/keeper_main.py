"""The keeper: between a quick-lock and the PIN it holds what the last desk sealed, and can't open it.

It never sees a PIN or a key. It hands the sealed bytes out `MAX_TRIES` times, then it is gone; so it is when the time
that the desk set is over, counted from that desk's end, when it is killed, and when the guard ends.
"""

from __future__ import annotations

import argparse
import os
import select
import socket
from collections.abc import Callable

from reader.errors import ProtocolViolation
from reader.guard.channel import ChannelWriter, Deframer
from reader.guard.keeper_link import MAX_TRIES, Keep, SealAsked, SealHanded, ToKeeper
from reader.platform import this_platform

LOOK_EVERY_S = 1.0
"""How late the end may be noticed after the machine slept: what select waits by stops in sleep."""
_READ_BYTES = 4096


def main(argv: list[str]) -> int:
    """Keep until there is nothing to keep any more. `argv`: --control-fd N, --parent-pid P."""
    arguments = _parse(argv)
    platform = this_platform()
    platform.harden_process()
    platform.die_with_parent(arguments.parent_pid)
    control = socket.socket(fileno=arguments.control_fd)
    try:
        Keeper(control, platform.clock_with_sleep_s, platform.lock_memory).run()
    except (OSError, ProtocolViolation):
        return 1
    return 0


class Keeper:
    """Serves one desk at a time; the guard sends each new desk's socket through `control`."""

    def __init__(
        self, control: socket.socket, now_s: Callable[[], float], lock_memory: Callable[[], object] = lambda: None
    ) -> None:
        """`now_s` is a clock that goes on in sleep."""
        self._control = control
        self._now_s = now_s
        self._lock_memory = lock_memory
        self._desk: _Desk | None = None
        self._kept: Keep | None = None
        self._tries_left = 0
        self._end_s: float | None = None

    def run(self) -> None:
        """Until the end. Raises OSError (a socket failed) and ProtocolViolation."""
        while self.turn():
            pass

    def turn(self) -> bool:
        """Wait for what comes next, and see to it; False is the end."""
        ready = self._wait()
        if self._is_over():
            return False
        if self._desk and self._desk.fd in ready and not self._hear_desk(self._desk):
            return False
        return self._control not in ready or self._hear_guard()

    def _wait(self) -> list[int | socket.socket]:
        sources: list[int | socket.socket] = [self._control, *([self._desk.fd] if self._desk else [])]
        limit_s = None if self._end_s is None else min(LOOK_EVERY_S, max(0.0, self._end_s - self._now_s()))
        ready, _, _ = select.select(sources, [], [], limit_s)
        return ready

    def _is_over(self) -> bool:
        return self._end_s is not None and self._now_s() >= self._end_s

    def _hear_guard(self) -> bool:
        data, descriptors, _flags, _address = socket.recv_fds(self._control, 1, 1)
        if not data:
            return False
        if self._desk and not self._leave_desk():
            return False
        self._desk = _Desk(descriptors[0]) if descriptors else None
        return True

    def _hear_desk(self, desk: _Desk) -> bool:
        data = os.read(desk.fd, _READ_BYTES)
        if not data:
            return self._leave_desk()
        return all(self._obey(message, desk) for message in desk.deframer.feed(data))  # up to the first that ends it

    def _obey(self, message: ToKeeper, desk: _Desk) -> bool:
        if isinstance(message, Keep):
            self._kept, self._tries_left, self._end_s = message, MAX_TRIES, None
            self._lock_memory()
        elif isinstance(message, SealAsked) and self._kept:
            self._tries_left -= 1
            was_heard = desk.answers.send(SealHanded(sealed=self._kept.sealed, tries_left=self._tries_left))
            return self._tries_left > 0 and (was_heard or self._leave_desk())
        return True

    def _leave_desk(self) -> bool:
        """It has ended. Of the one that gave something this is the lock: the time runs from here."""
        if self._desk:
            self._desk.answers.close()
        self._desk = None
        if self._kept and self._end_s is None:
            self._end_s = self._now_s() + self._kept.limit_s
        return self._kept is not None


class _Desk:
    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.deframer: Deframer[ToKeeper] = Deframer(ToKeeper)
        self.answers = ChannelWriter(fd)


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="keeper", add_help=False)
    parser.add_argument("--control-fd", type=int, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    return parser.parse_args(argv)
