"""The desk's end of its pipes to the guard."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

from reader.errors import ProtocolViolation
from reader.guard.channel import ChannelWriter, read_messages
from reader.guard.messages import ToDesk, ToGuard

PANIC_BYTE = b"\x01"


class GuardClient:
    """Sends to the guard from any thread and calls back on a thread of its own.

    `on_message(message)` runs on the reading thread: hand it to the UI through a queued signal.
    `on_lost()` runs there too when the guard is gone; by default this process and its workers die at once.
    """

    def __init__(
        self,
        on_message: Callable[[ToDesk], None],
        *,
        panic_fd: int,
        reading_fd: int,
        writing_fd: int,
        on_lost: Callable[[], None] | None = None,
    ) -> None:
        self._on_message = on_message
        self._on_lost = on_lost or die_with_workers
        self._panic_fd = panic_fd
        self._reading_fd = reading_fd
        self._writer = ChannelWriter(writing_fd)
        os.set_blocking(panic_fd, False)
        self._thread = threading.Thread(target=self._read, name="guard", daemon=True)

    @classmethod
    def from_standard_streams(cls, on_message: Callable[[ToDesk], None], *, panic_fd: int) -> GuardClient:
        """Take over stdin and stdout as the channel; whatever prints after this prints nowhere."""
        reading_fd, writing_fd = os.dup(0), os.dup(1)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard_fd in (0, 1, 2):
            os.dup2(nowhere, standard_fd)
        os.close(nowhere)
        return cls(on_message, panic_fd=panic_fd, reading_fd=reading_fd, writing_fd=writing_fd)

    def start(self) -> None:
        """Begin to listen. Call once everything that `on_message` needs is there."""
        self._thread.start()

    def panic(self) -> None:
        """One byte to the panic thread: microseconds, never blocks, never raises. This process is about to die."""
        try:
            os.write(self._panic_fd, PANIC_BYTE)
        except BlockingIOError:
            pass  # the pipe is full of panics already
        except OSError:
            self._on_lost()

    def send(self, message: ToGuard) -> None:
        """Send one message; a guard that is gone ends this process."""
        if not self._writer.send(message):
            self._on_lost()

    def _read(self) -> None:
        try:
            for message in read_messages(self._reading_fd, ToDesk):
                self._on_message(message)
        except ProtocolViolation:
            pass  # the same as an end: whoever speaks there is not our guard
        self._on_lost()


def die_with_workers() -> None:
    """Kill this process's group, which the guard made for it. Where there are no groups, only this process."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
