"""The watch: a process that sees the panic key even while another window grabs the keyboard.

It listens only between ArmWatch and DisarmWatch, keeps no key, opens no file, and knows nothing but when to send one
byte. It dies with the guard.
"""

from __future__ import annotations

import argparse
import contextlib
import os

from reader.errors import GuardError, PanicKeyUnavailable, ProtocolViolation
from reader.guard.channel import ChannelWriter, Deframer
from reader.guard.keys import PanicDetector
from reader.guard.messages import ArmWatch, DisarmWatch, PanicKeys, ToWatch, WatchState
from reader.platform import this_platform
from reader.platform.base import Platform
from reader.platform.key_codes import X_CODES, X_SHIFT_CODES
from reader.platform.raw_keys import RawKeys

_PANIC_BYTE = b"\x01"
_READ_BYTES = 4096
_STDIN_FD, _STDOUT_FD = 0, 1


def main(argv: list[str]) -> int:
    """Watch until the guard closes the pipe."""
    arguments = _parse(argv)
    platform = this_platform()
    platform.harden_process()
    platform.die_with_parent(arguments.parent_pid)
    os.set_blocking(arguments.panic_fd, False)
    try:
        Watch(platform, arguments.panic_fd, ChannelWriter(_STDOUT_FD)).run(_STDIN_FD)
    except (ConnectionError, ProtocolViolation):
        return 1
    return 0


class Watch:
    """Listens while told to. The connection to the display is made before: it takes far longer than to listen."""

    def __init__(self, platform: Platform, panic_fd: int, answers: ChannelWriter) -> None:
        self._platform = platform
        self._panic_fd = panic_fd
        self._answers = answers
        self._raw_keys: RawKeys | None = None
        self._detector = PanicDetector((), ())

    def run(self, orders_fd: int) -> None:
        """Serve until `orders_fd` ends. Raises ConnectionError (display gone) and ProtocolViolation."""
        orders: Deframer[ToWatch] = Deframer(ToWatch)
        with contextlib.suppress(GuardError):  # whoever arms it is told
            self._connect()
        while True:
            has_orders = True  # without keys there is nothing else to wait for
            if self._raw_keys:
                has_orders = self._raw_keys.wait(orders_fd)
                self._hear_keys(self._raw_keys)
            if has_orders:
                data = os.read(orders_fd, _READ_BYTES)
                if not data:
                    return
                for order in orders.feed(data):
                    self._obey(order)

    def _obey(self, order: ToWatch) -> None:
        if isinstance(order, ArmWatch):
            self._answers.send(self._arm(order.keys))
        elif isinstance(order, DisarmWatch) and self._raw_keys:
            self._detector = PanicDetector((), ())
            self._raw_keys.listen(False)

    def _arm(self, keys: PanicKeys) -> WatchState:
        try:
            raw_keys = self._connect()
        except PanicKeyUnavailable as problem:
            return WatchState(armed=False, reason=problem.detail)
        except GuardError:
            return WatchState(armed=False, reason="no-display-server")
        key_codes = _codes_of(keys.key_name, raw_keys) if keys.key_name else frozenset()
        shift_names = X_SHIFT_CODES if keys.shift_taps else ()
        shift_codes = frozenset[int]().union(*(_codes_of(name, raw_keys) for name in shift_names))
        self._detector = PanicDetector(key_codes, shift_codes)
        raw_keys.listen(True)
        is_missing = bool(keys.key_name) and not key_codes
        return WatchState(armed=not is_missing, reason="no-such-key" if is_missing else "")

    def _connect(self) -> RawKeys:
        """Raises GuardError."""
        if self._raw_keys is None:
            self._raw_keys = self._platform.open_raw_keys()
        return self._raw_keys

    def _hear_keys(self, raw_keys: RawKeys) -> None:
        for event in raw_keys.events():
            if self._detector.feed(event):
                self._tell()

    def _tell(self) -> None:
        with contextlib.suppress(BlockingIOError):  # then the pipe is full of panics already
            os.write(self._panic_fd, _PANIC_BYTE)


def _codes_of(name: str, keys: RawKeys) -> frozenset[int]:
    """The physical keys called `name`, or else the one in its place.

    The right Ctrl is Hanja in a Korean layout, and a Shift that switches layouts bears the name of that. Places are
    known only of a display server that numbers keys as Linux does; F9 tells.
    """
    codes, places = keys.codes(name), X_CODES | X_SHIFT_CODES
    if codes or name not in places or X_CODES["F9"] not in keys.codes("F9"):
        return codes
    return frozenset({places[name]})


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="watch")
    parser.add_argument("--signal-fd", dest="panic_fd", type=int, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    return parser.parse_args(argv)
