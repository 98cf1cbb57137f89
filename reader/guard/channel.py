"""Framed messages over a pipe: a length of four bytes, then one msgpack struct. Too long or not understood is the end.

The writing side never blocks for long on a reader that hangs: what does not fit into the pipe is refused, and a peer
that no longer reads is treated as one that died.
"""

from __future__ import annotations

import os
import struct
import threading
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

from reader.errors import ProtocolViolation

M = TypeVar("M")

MAX_MESSAGE_BYTES = 16 * 1024
_LENGTH = struct.Struct("<I")
_READ_BYTES = 64 * 1024


class Deframer(Generic[M]):
    """Turns bytes, in pieces of any size, into messages of one union type."""

    def __init__(self, message_type: Any) -> None:
        self._decoder: msgspec.msgpack.Decoder[M] = msgspec.msgpack.Decoder(message_type)
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[M]:
        """Yield each message that `data` completes. Raises ProtocolViolation."""
        self._buffer += data
        while len(self._buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer)
            if length > MAX_MESSAGE_BYTES:
                raise ProtocolViolation("a message is too long")
            end = _LENGTH.size + length
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[_LENGTH.size : end])
            del self._buffer[:end]
            yield self._decode(body)

    def _decode(self, body: bytes) -> M:
        try:
            return self._decoder.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:  # msgspec raises all three
            raise ProtocolViolation("a message is not one of those agreed on") from error


class ChannelWriter:
    """Sends messages into a pipe, from any thread."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._lock = threading.Lock()
        self._closed = False
        os.set_blocking(fd, False)

    def send(self, message: msgspec.Struct) -> bool:
        """Write one message; False when the other end is gone or has stopped reading. Raises ProtocolViolation."""
        body = msgspec.msgpack.encode(message)
        if len(body) > MAX_MESSAGE_BYTES:
            raise ProtocolViolation("a message is too long")
        frame = _LENGTH.pack(len(body)) + body
        with self._lock:
            if self._closed:
                return False
            try:
                written = os.write(self._fd, frame)
            except OSError:  # includes BlockingIOError: the pipe is full, so nobody reads
                written = 0
            if written < len(frame):
                self._close_locked()  # a frame cut short can't be mended
                return False
            return True

    def close(self) -> None:
        """Close the pipe; sends after this are refused."""
        with self._lock:
            self._close_locked()

    def _close_locked(self) -> None:
        if not self._closed:
            self._closed = True
            os.close(self._fd)


def read_messages(fd: int, message_type: Any) -> Iterator[Any]:
    """Yield messages from a blocking descriptor until its end. Raises ProtocolViolation."""
    deframer: Deframer[Any] = Deframer(message_type)
    while data := _read(fd):
        yield from deframer.feed(data)


def _read(fd: int) -> bytes:
    try:
        return os.read(fd, _READ_BYTES)
    except OSError:
        return b""
