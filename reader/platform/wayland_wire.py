"""The wire of Wayland, as far as covers need it: requests, events, files, and no library below it.

Wire format: the Wayland protocol 1.23, chapter "Wire Format". Numbers are in the machine's own order; a message is
the object's id, its size in bytes (upper half) with the opcode (lower half), and its arguments, each filled up to 32
bits.
"""

from __future__ import annotations

import array
import os
import select
import socket
import struct
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from reader.errors import DisplayUnavailable

_HEADER = struct.Struct("=II")
_WORD = struct.Struct("=I")
_DISPLAY_ID = 1
_FIRST_SERVER_ID = 0xFF000000
_SYNC, _GET_REGISTRY = 0, 1  # wl_display
_ERROR, _DELETE_ID = 0, 1
_BIND = 0  # wl_registry
_GLOBAL, _GLOBAL_REMOVE = 0, 1
_READ_BYTES = 64 * 1024
_MOST_FILES = 28  # of one message, as libwayland has it
_START_LIMIT_S = 2.0

Handler = Callable[[int, bytes], None]
"""Gets an event's opcode and the bytes of its arguments."""


class Global(msgspec.Struct, frozen=True):
    """What the compositor offers under a number of its own."""

    name: int
    interface: str
    version: int


def socket_path() -> Path | None:
    """Where this session's compositor listens; None outside a Wayland session."""
    name = os.environ.get("WAYLAND_DISPLAY")
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if not name or not (folder or Path(name).is_absolute()):
        return None
    return Path(folder or "/") / name


class WaylandConnection:
    """One connection, for one thread.

    Every method raises ConnectionError once the compositor is gone, and of that kind ConnectionRefusedError when it
    lives but will have no more of us.

    `send` only collects, `flush` hands over. Files in events are closed unread: nothing here asks for any.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Connect and learn what there is. Raises DisplayUnavailable."""
        path = path or socket_path()
        if path is None:
            raise DisplayUnavailable("no Wayland display is named")
        self.globals: dict[int, Global] = {}
        self.on_global: Callable[[Global], None] = _ignore
        self.on_global_removed: Callable[[Global], None] = _ignore
        self._next_id = _DISPLAY_ID + 1
        self._free_ids: list[int] = []
        self._handlers: dict[int, Handler] = {_DISPLAY_ID: self._hear_display}
        self._outgoing = bytearray()
        self._files: list[int] = []
        self._incoming = bytearray()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(_START_LIMIT_S)
            self._socket.connect(os.fspath(path))
            self._socket.setblocking(False)
            self._registry = self.request(_DISPLAY_ID, _GET_REGISTRY, handler=self._hear_registry)
            if not self.roundtrip(_START_LIMIT_S):
                raise DisplayUnavailable("the compositor does not answer")
        except OSError as problem:
            self._socket.close()
            raise DisplayUnavailable(str(problem)) from problem

    def fileno(self) -> int:
        """For select: readable means `dispatch` has something to do."""
        return self._socket.fileno()

    def close(self) -> None:
        """Let go; all that was made here goes with it."""
        self._socket.close()

    def find(self, interface: str) -> Global | None:
        """The first global of that interface."""
        return next((offered for offered in self.globals.values() if offered.interface == interface), None)

    def bind(self, offered: Global, most_version: int, handler: Handler | None = None) -> int:
        """Use a global, in its version or in the last one that we know; the new object's id."""
        version = min(offered.version, most_version)
        return self.request(self._registry, _BIND, offered.name, offered.interface, version, handler=handler)

    def request(
        self,
        target: int,
        opcode: int,
        *before: int | str,
        after: tuple[int | str, ...] = (),
        handler: Handler | None = None,
        file: int | None = None,
    ) -> int:
        """A request that makes an object: its id stands between the arguments `before` and `after`."""
        new_id = self._free_ids.pop() if self._free_ids else self._next_id
        self._next_id += new_id == self._next_id
        if handler:
            self._handlers[new_id] = handler
        self.send(target, opcode, *before, new_id, *after, file=file)
        return new_id

    def send(self, target: int, opcode: int, *arguments: int | str, file: int | None = None) -> None:
        """Collect a request. Numbers, ids and texts are its arguments, and `file` a descriptor that stays ours.

        A message with a file is handed over at once, so that the file goes with its own bytes.
        """
        body = b"".join(_text(word) if isinstance(word, str) else _WORD.pack(word & 0xFFFFFFFF) for word in arguments)
        self._outgoing += _HEADER.pack(target, (_HEADER.size + len(body)) << 16 | opcode) + body
        if file is not None:
            self._files.append(file)
            self.flush()

    def flush(self) -> None:
        """Hand over what was collected, as far as the socket takes it; the rest goes with the next."""
        try:
            while self._outgoing:
                rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", self._files))] if self._files else []
                sent = self._socket.sendmsg([self._outgoing], rights, socket.MSG_NOSIGNAL)
                self._files.clear()
                del self._outgoing[:sent]
        except BlockingIOError:
            return
        except OSError as problem:
            self._hear()  # whoever closes the line may have said why
            raise ConnectionError("the compositor is gone") from problem

    def sync(self, done: Callable[[], None]) -> None:
        """Call `done` once the compositor has carried out all that was sent before."""
        self.request(_DISPLAY_ID, _SYNC, handler=lambda _opcode, _body: done())

    def roundtrip(self, limit_s: float) -> bool:
        """Hand over, wait until it is carried out, and hear what came; False when the limit is over."""
        answers: list[bool] = []
        self.sync(lambda: answers.append(True))
        deadline_s = time.monotonic() + limit_s
        while not answers:
            left_s = deadline_s - time.monotonic()
            if left_s <= 0 or not self.wait(left_s):
                return False
        return True

    def wait(self, limit_s: float) -> bool:
        """Hand over, and hear what comes; False when nothing has come within the limit."""
        self.flush()
        if not select.select([self._socket], [], [], limit_s)[0]:
            return False
        self.dispatch()
        return True

    def dispatch(self) -> None:
        """Hear what has come, without waiting, and hand over what was said to it."""
        self._hear()
        self.flush()

    def _hear(self) -> None:
        is_over = not self._receive()
        while len(self._incoming) >= _HEADER.size:
            target, length_and_opcode = _HEADER.unpack_from(self._incoming)
            length, opcode = length_and_opcode >> 16, length_and_opcode & 0xFFFF
            if length < _HEADER.size:
                raise ConnectionRefusedError("the compositor speaks another language")
            if len(self._incoming) < length:
                break
            body = bytes(self._incoming[_HEADER.size : length])
            del self._incoming[:length]
            self._hand_on(target, opcode, body)
        if is_over:
            raise ConnectionError("the compositor is gone")

    def _hand_on(self, target: int, opcode: int, body: bytes) -> None:
        try:
            if handler := self._handlers.get(target):
                handler(opcode, body)
        except struct.error as problem:
            raise ConnectionRefusedError("the compositor speaks another language") from problem

    def _receive(self) -> bool:
        """Take in what is there; False at the end of the line."""
        while True:
            try:
                data, files, _flags, _address = socket.recv_fds(self._socket, _READ_BYTES, _MOST_FILES)
            except BlockingIOError:
                return True
            except OSError:
                return False
            for file in files:
                os.close(file)
            if not data:
                return False
            self._incoming += data

    def _hear_display(self, opcode: int, body: bytes) -> None:
        if opcode == _ERROR:
            raise ConnectionRefusedError("the compositor refuses: " + read_text(body, 2 * _WORD.size))
        if opcode == _DELETE_ID:
            (gone,) = _WORD.unpack_from(body)
            self._handlers.pop(gone, None)
            if gone < _FIRST_SERVER_ID:
                self._free_ids.append(gone)

    def _hear_registry(self, opcode: int, body: bytes) -> None:
        (name,) = _WORD.unpack_from(body)
        if opcode == _GLOBAL:
            (version,) = _WORD.unpack_from(body, len(body) - _WORD.size)
            self.globals[name] = Global(name, read_text(body, _WORD.size), version)
            self.on_global(self.globals[name])
        elif opcode == _GLOBAL_REMOVE and (gone := self.globals.pop(name, None)):
            self.on_global_removed(gone)


def read_text(body: bytes, offset: int) -> str:
    """The text that begins at `offset`, without the zero at its end."""
    (length,) = _WORD.unpack_from(body, offset)
    start = offset + _WORD.size
    return body[start : start + max(0, length - 1)].decode("utf-8", "replace")


def _text(text: str) -> bytes:
    data = text.encode() + b"\0"
    return _WORD.pack(len(data)) + data + bytes(-len(data) % _WORD.size)


def _ignore(_offered: Global) -> None:
    pass
