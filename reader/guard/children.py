"""The guard's two children, desk and watch: how they start, how they are told things, how they end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from reader.guard.channel import ChannelWriter, Deframer
from reader.guard.keeper_link import make_pair
from reader.guard.messages import ToDesk, ToGuard, ToWatch, WatchState
from reader.platform.base import Platform

MAIN = Path(__file__).resolve().parent.parent.parent / "main.py"
_READ_BYTES = 64 * 1024
REAP_LIMIT_S = 2.0
DESK_COMMAND = (sys.executable, str(MAIN), "--role", "desk")
WATCH_COMMAND = (sys.executable, str(MAIN), "--role", "watch")


class Child:
    """A process in a group of its own, with a channel on its standard streams and a pipe for one-byte panics.

    Used by one thread. Raises OSError when the system can't start it.
    """

    def __init__(
        self, platform: Platform, command: Sequence[str], heard: Any, passed: socket.socket | None = None
    ) -> None:
        """`passed` is the child's end of the socket to the keeper; it is closed here in any case."""
        self._platform = platform
        self.panic_fd, panic_end = os.pipe()
        os.set_blocking(self.panic_fd, False)
        keeper_words = ["--keeper-fd", str(passed.fileno())] if passed else []
        try:
            self._process = subprocess.Popen(
                [*command, "--signal-fd", str(panic_end), "--parent-pid", str(os.getpid()), *keeper_words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=(panic_end, *([passed.fileno()] if passed else [])),
                process_group=0,
                bufsize=0,
            )
        except OSError:
            os.close(self.panic_fd)
            raise
        finally:
            os.close(panic_end)
            if passed:
                passed.close()
        self._hold()
        self.messages_fd = _descriptor(self._process.stdout)
        os.set_blocking(self.messages_fd, False)
        self._writer = ChannelWriter(os.dup(_descriptor(self._process.stdin)))
        self._close(self._process.stdin)
        self._deframer: Deframer[Any] = Deframer(heard)

    @property
    def pid(self) -> int:
        """Of the process, and of its group."""
        return self._process.pid

    def panicked(self) -> bool:
        """Whether a panic has come through the pipe; takes it out. A child that closed its end is ended."""
        try:
            panicked = bool(os.read(self.panic_fd, _READ_BYTES))
        except BlockingIOError:
            return False
        if not panicked:
            self.kill()
        return panicked

    def messages(self) -> Iterator[Any]:
        """What the child has said since. Raises EOFError at its end, ProtocolViolation when it said nonsense."""
        try:
            data = os.read(self.messages_fd, _READ_BYTES)
        except BlockingIOError:
            return
        if not data:
            raise EOFError
        yield from self._deframer.feed(data)

    def kill(self) -> None:
        """SIGKILL for it and its group, at once."""
        self._platform.kill_group(self.pid)

    def reap(self) -> None:
        """Wait for the killed process, which takes no time worth telling, and close the pipes.

        Raises subprocess.TimeoutExpired when the kernel can't end it (it waits for a disk that does not answer).
        """
        self._process.wait(REAP_LIMIT_S)
        self._writer.close()
        self._close(self._process.stdout)
        os.close(self.panic_fd)

    def _hold(self) -> None:
        try:
            self._platform.hold_child(self.pid)
        except OSError:
            self.kill()
            raise

    def _send(self, message: msgspec.Struct) -> bool:
        return self._writer.send(message)

    @staticmethod
    def _close(pipe: IO[bytes] | None) -> None:
        if pipe:
            pipe.close()


class DeskProcess(Child):
    """The desk, as its guard sees it.

    `keeper_end` is the other end of the desk's socket to the keeper: for handing over, never read here. None where the
    system can't hand one over.
    """

    def __init__(self, platform: Platform, command: Sequence[str] = DESK_COMMAND) -> None:
        ends = make_pair()
        self.keeper_end: socket.socket | None
        self.keeper_end, passed = ends or (None, None)
        try:
            super().__init__(platform, command, ToGuard, passed)
        except OSError:
            self._close_keeper_end()
            raise

    def send(self, message: ToDesk) -> bool:
        """Tell it; False when it hangs or is gone."""
        return self._send(message)

    def reap(self) -> None:
        super().reap()
        self._close_keeper_end()

    def _close_keeper_end(self) -> None:
        if self.keeper_end:
            self.keeper_end.close()


class WatchProcess(Child):
    """The watch, as its guard sees it."""

    def __init__(self, platform: Platform, command: Sequence[str] = WATCH_COMMAND) -> None:
        super().__init__(platform, command, WatchState)

    def send(self, message: ToWatch) -> bool:
        """Tell it; False when it hangs or is gone."""
        return self._send(message)


def _descriptor(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise OSError("the child has no pipe")
    return pipe.fileno()
