"""The desk's side of the process that forks workers (reader/workers/zygote_main.py; decision 0018).

On the socket between the two, one message at a time (unix(7), SOCK_SEQPACKET):

    desk    FORK, with a worker's two pipe ends         zygote  the worker's number, or 0
    desk    REAP and the number of one that has ended   zygote  its exit status, and the most memory it held
"""

from __future__ import annotations

import io
import os
import select
import signal
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress

from reader.platform import this_platform
from reader.platform.base import Platform
from reader.workers.launcher import Worker, start_zygote, worker_command

FORK, REAP = b"F", b"R"
ANSWER = struct.Struct("<iq")
REAP_REQUEST = struct.Struct("<i")
PIPES = 2
MAX_REQUEST_BYTES = 64

_PATIENCE_S = 60.0
"""It answers at once; but it first loads every parser, on a machine that may be busy."""


class ForkedWorker:
    """A worker that a zygote has forked: the face of a `Worker`."""

    def __init__(self, zygote: _Zygote, pid: int, reading: io.FileIO, writing: io.FileIO) -> None:
        self._zygote = zygote
        self._pid = pid
        self._pipes = (writing, reading)
        self._process_fd = os.pidfd_open(pid)
        self._killing = threading.Lock()
        self._reaping = threading.Lock()
        self._status: int | None = None
        self.peak_bytes = 0
        self.platform: Platform = zygote.platform

    @property
    def pid(self) -> int:
        """The process number; its own until `reap`."""
        return self._pid

    @property
    def writing_fd(self) -> int:
        """Where requests go."""
        return self._pipes[0].fileno()

    @property
    def reading_fd(self) -> int:
        """Where answers come from."""
        return self._pipes[1].fileno()

    def has_ended(self) -> bool:
        """Whether it runs no more."""
        with self._killing:
            return self._status is not None or _has_ended(self._process_fd, wait=False)

    def kill(self) -> None:
        """End it now. From any thread, any number of times."""
        with self._killing:
            if self._status is None:
                _kill(self._process_fd)

    def reap(self) -> int:
        """Wait for its end; its exit status, negative for a signal. Kill it first."""
        with self._reaping:
            if self._status is None:
                _has_ended(self._process_fd, wait=True)
                status, self.peak_bytes = self._zygote.reap(self._pid)
                with self._killing:
                    self._status = status
                    os.close(self._process_fd)
            return self._status

    def close_pipes(self) -> None:
        """Give the descriptors back, once nobody reads or writes any more."""
        for pipe in self._pipes:
            pipe.close()


class Forks:
    """Starts workers by forking them, and the zygote when there is none that lives.

    A zygote dies with the thread that first called `launch` since the last one died, and its workers with it.
    """

    def __init__(self, command: Callable[[], list[str]] = worker_command) -> None:
        self._command = command
        self._zygote: _Zygote | None = None

    def launch(self) -> Worker:
        """Fork a worker. One thread at a time. Raises OSError."""
        if self._zygote is not None:
            with suppress(OSError):
                return self._zygote.fork()
            self.close()  # it has died, and may do so once
        self._zygote = _Zygote(self._command())
        try:
            return self._zygote.fork()
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """End the zygote, which ends what workers it still has."""
        if self._zygote is not None:
            self._zygote.end()
            self._zygote = None


class _Zygote:
    """One zygote. It is asked by one thread at a time; `reap` may come from any."""

    def __init__(self, command: list[str]) -> None:
        self.platform = this_platform()
        self._asking = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(_PATIENCE_S)
        try:
            self._process = start_zygote(command, theirs)
        except OSError:
            self._control.close()
            raise
        finally:
            theirs.close()

    def fork(self) -> ForkedWorker:
        """Raises OSError when it is gone, or the system has no room for another process."""
        with ExitStack() as opened:
            their_reading, writing = _pipe(opened)
            reading, their_writing = _pipe(opened)
            pid, _ = self._ask(FORK, [their_reading.fileno(), their_writing.fileno()])
            if not pid:
                raise OSError("no room for a process")
            worker = ForkedWorker(self, pid, reading, writing)
            opened.pop_all()
        their_reading.close()
        their_writing.close()
        return worker

    def reap(self, pid: int) -> tuple[int, int]:
        """Exit status and peak memory of a worker that has ended; a zygote that has died took all with it."""
        try:
            return self._ask(REAP + REAP_REQUEST.pack(pid))
        except OSError:
            return -signal.SIGKILL, 0

    def end(self) -> None:
        """Kill it, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        with self._asking:
            self._control.close()

    def _ask(self, request: bytes, pipes: list[int] | None = None) -> tuple[int, int]:
        with self._asking:
            try:
                socket.send_fds(self._control, [request], pipes or [])
                answer = self._control.recv(ANSWER.size + 1)
                if len(answer) != ANSWER.size:
                    raise ConnectionError("the process that forks workers is gone")
            except OSError:
                with suppress(OSError):  # an answer that comes late must not be taken for the next one's
                    self._control.shutdown(socket.SHUT_RDWR)
                raise
            value, peak_bytes = ANSWER.unpack(answer)
            return value, peak_bytes


def _pipe(opened: ExitStack) -> tuple[io.FileIO, io.FileIO]:
    """The end to read from and the end to write to."""
    reading_fd, writing_fd = os.pipe()
    reading = opened.enter_context(io.FileIO(reading_fd, "rb"))
    return reading, opened.enter_context(io.FileIO(writing_fd, "wb"))


def _kill(process_fd: int) -> None:
    try:
        signal.pidfd_send_signal(process_fd, signal.SIGKILL)
    except ProcessLookupError:
        return


def _has_ended(process_fd: int, *, wait: bool) -> bool:
    """Such a descriptor can be read once its process has ended (pidfd_open(2))."""
    ended = select.poll()
    ended.register(process_fd, select.POLLIN)
    return bool(ended.poll(None if wait else 0))
