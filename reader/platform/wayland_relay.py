"""Stands between a program and its Wayland compositor, hands everything on, and sees the keys that pass.

A compositor gives keys to the program whose window has the focus, and to no other. A program that hangs reads none of
them; whoever stands on the wire does.
Protocol: wayland.xml 1.23 for wl_seat, wl_keyboard and wl_pointer; the wire as in `wayland_wire`.
"""

from __future__ import annotations

import array
import contextlib
import os
import select
import socket
import struct
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

from reader.platform.key_event import KeyEvent
from reader.platform.wayland_wire import read_text

_HEADER = struct.Struct("=II")
_WORD = struct.Struct("=I")
_KEY_OR_BUTTON = struct.Struct("=IIII")  # serial, time in ms, code, state
_DISPLAY_ID = 1
_GET_REGISTRY, _BIND, _GET_POINTER, _GET_KEYBOARD = 1, 0, 0, 1
_DELETE_ID = 1
_LEAVE = 2  # wl_keyboard's event
_KEY = _BUTTON = 3  # events of wl_keyboard and of wl_pointer
_PRESSED = 1
_EVDEV_TO_XKB = 8
_READ_BYTES = 64 * 1024
_MOST_FILES = 253  # SCM_MAX_FD
_MOST_WAITING_BYTES = 4 * 1024 * 1024
"""For a program that does not read: far more than a minute of events. The compositor itself would let go earlier."""


class Messages:
    """Cuts a stream into messages: object, opcode, arguments."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Yield what `data` completes. Raises ConnectionError for what is no message."""
        self._buffer += data
        start = 0
        while len(self._buffer) - start >= _HEADER.size:
            target, length_and_opcode = _HEADER.unpack_from(self._buffer, start)
            length = length_and_opcode >> 16
            if length < _HEADER.size:
                raise ConnectionError("this is not Wayland")
            if len(self._buffer) - start < length:
                break
            yield target, length_and_opcode & 0xFFFF, bytes(self._buffer[start + _HEADER.size : start + length])
            start += length
        del self._buffer[:start]


class KeyTap:
    """Knows which objects are keyboards and pointers, and turns their events into ours. Pure: it reads no socket."""

    def __init__(self, on_key: Callable[[KeyEvent], None], on_leave: Callable[[], None]) -> None:
        self._on_key = on_key
        self._on_leave = on_leave
        self._registries: set[int] = set()
        self._seats: set[int] = set()
        self._keyboards: set[int] = set()
        self._pointers: set[int] = set()
        self._requests = Messages()
        self._events = Messages()

    def hear_requests(self, data: bytes) -> None:
        """What the program said. Raises ConnectionError for what is no message."""
        for target, opcode, body in self._requests.feed(data):
            if target == _DISPLAY_ID and opcode == _GET_REGISTRY:
                self._registries.add(_last_word(body))
            elif target in self._registries and opcode == _BIND:
                if len(body) > 2 * _WORD.size and read_text(body, _WORD.size) == "wl_seat":
                    self._seats.add(_last_word(body))
            elif target in self._seats and opcode == _GET_KEYBOARD:
                self._keyboards.add(_last_word(body))
            elif target in self._seats and opcode == _GET_POINTER:
                self._pointers.add(_last_word(body))

    def hear_events(self, data: bytes) -> None:
        """What the compositor said. Raises ConnectionError for what is no message."""
        for target, opcode, body in self._events.feed(data):
            if target == _DISPLAY_ID and opcode == _DELETE_ID:
                self._forget(_last_word(body))
            elif target in self._keyboards and opcode == _LEAVE:
                self._on_leave()
            elif opcode == _KEY and target in self._keyboards | self._pointers and len(body) == _KEY_OR_BUTTON.size:
                _serial, time_ms, code, state = _KEY_OR_BUTTON.unpack(body)
                is_key = target in self._keyboards
                code += _EVDEV_TO_XKB if is_key else 0
                self._on_key(KeyEvent(code, state == _PRESSED, time_ms, is_key))

    def _forget(self, gone: int) -> None:
        for objects in (self._seats, self._keyboards, self._pointers):
            objects.discard(gone)


class Orders(Protocol):
    """What the relay is told beside."""

    def fileno(self) -> int:
        """For select."""

    def take(self) -> None:
        """Something has come. Raises ConnectionError when it is the end."""


class Relay:
    """Two connected sockets, and everything that passes between them, files included."""

    def __init__(
        self, program: socket.socket, compositor: socket.socket, tap: KeyTap, orders: Orders | None = None
    ) -> None:
        """`orders` are taken as they come."""
        self._orders = orders
        self._to_compositor = _Lane(program, compositor, tap.hear_requests, _READ_BYTES)
        self._to_program = _Lane(compositor, program, tap.hear_events, _MOST_WAITING_BYTES)

    def run(self) -> None:
        """Until either end is gone, which raises ConnectionError."""
        lanes = (self._to_compositor, self._to_program)
        while True:
            reading: list[socket.socket | Orders] = [lane.source for lane in lanes if lane.has_room]
            reading += [self._orders] if self._orders else []
            writing = [lane.target for lane in lanes if lane.is_waiting]
            readable, writable, _ = select.select(reading, writing, [])
            if self._orders and self._orders in readable:
                self._orders.take()
            for lane in lanes:
                if lane.source in readable:
                    lane.take()
                if lane.is_waiting and (lane.target in writable or lane.source in readable):
                    lane.give()


def linger(program: socket.socket, limit_s: float) -> None:
    """After the compositor's end: keep the program from noticing until it has ended by itself, or the time is over."""
    deadline_s = time.monotonic() + limit_s
    with contextlib.suppress(OSError):
        while (left_s := deadline_s - time.monotonic()) > 0:
            if select.select([program], [], [], left_s)[0] and not program.recv(_READ_BYTES):
                return


class _Lane:
    """One direction. What can't be handed on at once waits, up to `room_bytes`."""

    def __init__(
        self, source: socket.socket, target: socket.socket, hear: Callable[[bytes], None], room_bytes: int
    ) -> None:
        self.source = source
        self.target = target
        self._hear = hear
        self._room_bytes = room_bytes
        self._waiting: deque[tuple[bytes, list[int]]] = deque()
        self._waiting_bytes = 0
        source.setblocking(False)

    @property
    def has_room(self) -> bool:
        """Whether to read on."""
        return self._waiting_bytes < self._room_bytes

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to hand on."""
        return bool(self._waiting)

    def take(self) -> None:
        """Read what is there, and look at it before it goes on."""
        try:
            data, files, flags, _ = socket.recv_fds(self.source, _READ_BYTES, _MOST_FILES)
        except BlockingIOError:
            return
        if not data or flags & socket.MSG_CTRUNC:
            raise ConnectionError("one end is gone")
        self._waiting.append((data, files))
        self._waiting_bytes += len(data)
        self._hear(data)

    def give(self) -> None:
        """Hand on as much as is taken. Files go with the first byte that they came with."""
        while self._waiting:
            data, files = self._waiting[0]
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))] if files else []
            try:
                sent = self.target.sendmsg([data], rights, socket.MSG_NOSIGNAL | socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            for file in files:
                os.close(file)
            self._waiting_bytes -= sent
            self._waiting.popleft()
            if sent < len(data):
                self._waiting.appendleft((data[sent:], []))


def _last_word(body: bytes) -> int:
    """An object's id, where it is the last argument or the only one."""
    if len(body) < _WORD.size:
        return 0
    (word,) = _WORD.unpack_from(body, len(body) - _WORD.size)
    return int(word)
