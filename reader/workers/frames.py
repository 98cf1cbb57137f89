"""Frames on a pipe: a little-endian length of four bytes, then that many bytes.

Reading and writing block; whoever can't wait for ever ends the process at the other end, which ends the call.
"""

from __future__ import annotations

import os
import struct

from reader.errors import ProtocolViolation, WorkerOverran

Buffer = bytes | memoryview

LENGTH_BYTES = 4
_LENGTH = struct.Struct("<I")
_STEP_BYTES = 256 * 1024
"""Each step takes so much memory, whatever comes; from 1 MiB on the system would map and unmap it every time."""

_JOINED_BYTES = 64 * 1024
"""A frame up to this goes out with its length; to join them would cost a copy of megabytes of pixels."""


LEAST_CHARGE_BYTES = 4096
"""What a frame costs of the total at least: taking an endless row of tiny ones apart would cost whoever reads them."""


class FrameReader:
    """Takes frames off a descriptor. No frame may exceed `max_frame_bytes`, nor all together `max_total_bytes`.

    Memory is taken as bytes arrive and never because a length announces them.
    """

    def __init__(self, fd: int, *, max_frame_bytes: int, max_total_bytes: int | None = None) -> None:
        self._fd = fd
        self._max_frame_bytes = max_frame_bytes
        self._left_bytes = max_total_bytes
        self._buffer = bytearray()

    def read(self) -> Buffer:
        """The next frame's bytes, which are the caller's.

        Raises EOFError between frames, ProtocolViolation for one too long or cut short, WorkerOverran for one too many.
        """
        self._fill(LENGTH_BYTES, inside=False)
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > self._max_frame_bytes:
            raise ProtocolViolation("a frame is too long")
        self._charge(LENGTH_BYTES + length)
        end = LENGTH_BYTES + length
        self._fill(end, inside=True)
        if len(self._buffer) == end:  # as always where one waits for the other: handed over, not copied
            whole, self._buffer = self._buffer, bytearray()
            return memoryview(whole)[LENGTH_BYTES:]
        with memoryview(self._buffer) as view:
            body = bytes(view[LENGTH_BYTES:end])
        del self._buffer[:end]
        return body

    def _charge(self, size: int) -> None:
        if self._left_bytes is None:
            return
        self._left_bytes -= max(size, LEAST_CHARGE_BYTES)
        if self._left_bytes < 0:
            raise WorkerOverran("it answered too much")

    def _fill(self, wanted: int, *, inside: bool) -> None:
        while len(self._buffer) < wanted:
            data = _read_some(self._fd)
            if data:
                self._buffer += data
            elif inside or self._buffer:
                raise ProtocolViolation("a frame was cut short")
            else:
                raise EOFError


def write_frame(fd: int, body: bytes) -> None:
    """Write one frame whole. Raises EOFError when nobody reads any more."""
    length = _LENGTH.pack(len(body))
    if len(body) <= _JOINED_BYTES:
        _write(fd, length + body)
    else:
        _write(fd, length)
        _write(fd, body)


def _write(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        try:
            written = os.write(fd, rest)
        except OSError as error:
            raise EOFError from error
        rest = rest[written:]


def _read_some(fd: int) -> bytes:
    try:
        return os.read(fd, _STEP_BYTES)
    except OSError as error:
        raise EOFError from error
