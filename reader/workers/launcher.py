"""The only code that starts a worker, or on Linux the process that forks them (reader/workers/zygote.py).

A worker stays in the process group of the desk, so that the one kill that ends the desk ends its workers too; and it
dies with the thread that started it (reader/platform), which is why reader/workers/nursery.py keeps one for that.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from socket import socket
from typing import Protocol

from reader.platform import this_platform
from reader.platform.base import Platform
from reader.workers.sandbox import LIMITS

_MAIN = Path(__file__).resolve().parents[2] / "main.py"


class Worker(Protocol):
    """A process that serves one document, and the two ends of its pipes that are ours."""

    platform: Platform
    peak_bytes: int
    """The most memory it held, once it is reaped; 0 where that is not known."""

    @property
    def pid(self) -> int:
        """Its process number; its own until `reap`."""

    @property
    def writing_fd(self) -> int:
        """Where requests go."""

    @property
    def reading_fd(self) -> int:
        """Where answers come from."""

    def has_ended(self) -> bool:
        """Whether it runs no more."""

    def kill(self) -> None:
        """End it now. From any thread, any number of times."""

    def reap(self) -> int:
        """Wait for its end; its exit status, negative for a signal. Kill it first."""

    def close_pipes(self) -> None:
        """Give the descriptors back, once nobody reads or writes any more."""


class WorkerProcess:
    """A child process and the two ends of its pipes that are ours."""

    def __init__(self, process: subprocess.Popen[bytes], platform: Platform) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a worker speaks through pipes")
        self._process = process
        self._pipes = (process.stdin, process.stdout)
        self.platform = platform
        self.peak_bytes = 0

    @property
    def pid(self) -> int:
        """The child's process number; its own until `reap`."""
        return self._process.pid

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
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the child now. From any thread, any number of times."""
        self._process.kill()

    def reap(self) -> int:
        """Wait for the child's end; its exit status, negative for a signal. Kill it first."""
        return self._process.wait()

    def close_pipes(self) -> None:
        """Give the descriptors back, once nobody reads or writes any more."""
        for pipe in self._pipes:
            pipe.close()


def launch_worker() -> Worker:
    """Start a worker, as its platform wants it. Raises OSError when the system has no room for another process."""
    return this_platform().start_worker(worker_command(), LIMITS) or launch(worker_command())


def worker_command() -> list[str]:
    """How this program starts itself as a worker, or as what forks them; frozen, it is its own interpreter."""
    role = ["--role", "worker", "--parent", str(os.getpid())]
    if getattr(sys, "frozen", False):
        return [sys.executable, *role]
    # -E and -s: neither environment nor home decides what code runs; -I would hide main.py's own folder.
    return [sys.executable, "-E", "-s", "-X", "utf8", str(_MAIN), *role]


def launch(command: list[str], *, errors_to: int = subprocess.DEVNULL) -> WorkerProcess:
    """Start `command` as a worker: no environment, no descriptor but its pipes. Raises OSError."""
    platform = this_platform()
    return WorkerProcess(_start(command, platform, subprocess.PIPE, subprocess.PIPE, errors_to), platform)


def start_zygote(command: list[str], control: socket) -> subprocess.Popen[bytes]:
    """Start `command` as a worker is started, but with `control` in place of its pipes. Raises OSError."""
    return _start(command, this_platform(), control.fileno(), subprocess.DEVNULL, subprocess.DEVNULL)


def _start(command: list[str], platform: Platform, stdin: int, stdout: int, stderr: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        bufsize=0,
        cwd=Path(sys.executable).anchor,
        env=platform.child_environment(),
        close_fds=True,
    )
    platform.hold_child(process.pid)
    return process
