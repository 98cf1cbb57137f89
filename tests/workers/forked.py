"""A zygote for tests, whose workers read scripts of tests/workers/children.py and some words more.

Run as a program in place of the product's (`zygote`), or as a desk that somebody kills (`desk`).
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.formats.contract import PLAIN, Format, ParseOptions
from reader.platform import this_platform
from reader.text.model import Metadata, ParseEvent, Piece, Section
from reader.workers import zygote_main
from reader.workers.launcher import Worker
from reader.workers.pool import WorkerPool
from reader.workers.zygote import FORK, Forks
from tests.workers import children
from tests.workers.attempts import outcome_of, wall_attempts

HIGHEST_FD = 256


def command() -> list[str]:
    """What starts this as a zygote."""
    return [sys.executable, "-E", "-s", __file__, "zygote", str(os.getpid())]


def recognise(data: bytes | BinaryIO) -> Format:
    return Format("told", lambda head: 1.0, _tell) if data in _TOLD else children.recognise(data)


def _tell(data: bytes, options: ParseOptions = PLAIN) -> Iterator[ParseEvent]:
    text = f"{_TOLD[data]()}\n"
    yield Metadata()
    yield Section(index=0, pieces=(Piece(html=f"<p>{text[:-1]}</p>", text=text, start=0),))


def _open_descriptors() -> list[int]:
    return [fd for fd in range(HIGHEST_FD) if _is_open(fd)]


def _is_open(fd: int) -> bool:
    try:
        os.lseek(fd, 0, os.SEEK_CUR)
    except OSError as error:
        return error.errno != errno.EBADF  # no place in a pipe can be sought
    return True


def _reach_the_zygote() -> str:
    """Ask for a fork as the desk would, by whatever descriptor there may be: what happens."""
    outcomes = set()
    for fd in (0, *range(3, HIGHEST_FD)):
        for send in (_write, _send):
            try:
                send(fd)
            except OSError as error:
                outcomes.add(errno.errorcode[error.errno or 0])
            else:
                outcomes.add("sent")
    return ",".join(sorted(outcomes))


def _write(fd: int) -> None:
    os.write(fd, FORK)


def _send(fd: int) -> None:
    control = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET, fileno=fd)
    try:
        control.send(FORK)
    finally:
        control.detach()


def _walls(attempts: dict[str, Callable[[], object]]) -> str:
    """Run into all that a worker started by itself runs into: what happened."""
    return json.dumps({name: outcome_of(attempt) for name, attempt in attempts.items()})


_TOLD: dict[bytes, Callable[[], object]] = {
    b"descriptors": _open_descriptors,
    b"chance": random.random,
    b"zygote": os.getppid,
    b"reach": _reach_the_zygote,
}


def desk() -> None:
    """Have a worker that hangs and some spares, tell the numbers of all processes, and stay."""
    started: list[Worker] = []
    forks = Forks(command)

    def launch() -> Worker:
        started.append(forks.launch())
        return started[-1]

    pool = WorkerPool(launch, 2)
    events = pool.parse([b"hang"])
    next(events)
    told = next(pool.parse([b"zygote"]))
    print(told.kind, *[worker.pid for worker in started], flush=True)  # type: ignore[union-attr]
    threading.Event().wait()


def main(argv: list[str]) -> int:
    match argv:
        case ["zygote", parent]:
            platform = this_platform()
            platform.die_with_parent(int(parent))
            # Made ahead, as they need executable memory; their parent is the desk.
            _TOLD[b"walls"] = partial(_walls, wall_attempts(ctypes.CDLL(None, use_errno=True)))
            return zygote_main.serve_forks(platform, recognise)
        case ["desk"]:
            desk()
    return 1


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
