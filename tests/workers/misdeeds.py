"""What a worker that was taken over may do with its pipes, its memory and its time."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import threading
import time
from collections.abc import Callable

from reader.platform import this_platform
from reader.platform.base import WorkerLimits
from reader.text.model import Progress
from reader.workers.frames import FrameReader, write_frame
from reader.workers.protocol import MAX_REQUEST_BYTES, MIB, End, Ready, Recognised, Refused, decode_request, encode
from reader.workers.sandbox import LIMITS, enter_sandbox


def misbehave(how: str) -> int:
    """A worker that a document has taken over: it gets ready, hears the document out, and then does as it likes."""
    limits = WorkerLimits(memory_bytes=BOMB_LIMIT_BYTES) if how == "memory bomb" else LIMITS
    write_frame(1, encode(Ready(enter_sandbox(this_platform(), limits))))
    reader = FrameReader(0, max_frame_bytes=MAX_REQUEST_BYTES)
    while not isinstance(decode_request(reader.read()), End):
        pass
    write_frame(1, encode(Recognised("script")))
    MISDEEDS[how]()
    return 0


BOMB_LIMIT_BYTES = 512 * MIB


def _confess(count: int) -> None:
    write_frame(1, encode(Refused("DamagedFile", str(count))))


def _fork_bomb() -> None:
    libc, processes = ctypes.CDLL(None, use_errno=True), 1
    for call in 2500 * (57, 58, 56, 435):  # fork, vfork, clone, clone3
        started = libc.syscall(call, signal.SIGCHLD if call == 56 else 0, 0, 0, 0, 0)
        if started == 0:
            time.sleep(1000)
        processes += started > 0
    _confess(processes)


def _thread_bomb() -> None:
    for _ in range(10_000):
        with contextlib.suppress(RuntimeError):
            threading.Thread(target=time.sleep, args=(1000,)).start()
    _confess(threading.active_count())


def _memory_bomb() -> None:
    held: list[bytes] = []
    with contextlib.suppress(MemoryError):
        while len(held) * 16 * MIB < 4 * BOMB_LIMIT_BYTES:
            held.append(b"\xff" * (16 * MIB))
    taken = len(held) * 16
    held.clear()
    _confess(taken)


def _flood(piece: bytes) -> None:
    for _ in range(4096 * MIB // len(piece) + 1):
        os.write(1, piece)
    time.sleep(1000)


def _fat_frames() -> bytes:
    """Progress, with 32 MiB of something that nobody asked for."""
    body = (
        b"\x84\xa4type\xa8Progress\xa4done\x00\xa5total\x01\xa1x\xc6" + (32 * MIB).to_bytes(4, "big") + bytes(32 * MIB)
    )
    return len(body).to_bytes(4, "little") + body


def _thin_frames() -> bytes:
    body = encode(Progress(done=0, total=1))
    return 10_000 * (len(body).to_bytes(4, "little") + body)


def spin() -> None:
    """Compute for ever."""
    while True:
        pass


def _drip() -> None:
    """A frame whose end never comes, a byte at a time."""
    os.write(1, (MIB).to_bytes(4, "little"))
    while True:
        os.write(1, b"\x00")
        time.sleep(0.02)


def _leave_and_stay() -> None:
    os.close(1)
    time.sleep(1000)


MISDEEDS: dict[str, Callable[[], object]] = {
    "fork bomb": _fork_bomb,
    "thread bomb": _thread_bomb,
    "memory bomb": _memory_bomb,
    "4 GB of nothing": lambda: _flood(bytes(MIB)),
    "4 GB in fat frames": lambda: _flood(_fat_frames()),
    "4 GB in thin frames": lambda: _flood(_thin_frames()),
    "drip": _drip,
    "silence": lambda: time.sleep(1000),
    "spin": spin,
    "leave and stay": _leave_and_stay,
}
