"""Puts a relay (`relay_main.py`) between this process and its Wayland compositor."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from reader.guard.channel import ChannelWriter
from reader.guard.messages import ArmWatch, PanicKeys

_SOCKET_VARIABLE = "WAYLAND_SOCKET"
"""libwayland-client takes the connection that it names, once, and forgets it."""
_MAIN = Path(__file__).resolve().parent.parent.parent / "main.py"


class RelayProcess:
    """The relay, as the process before it sees it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        assert process.stdin  # noqa: S101 - for the type checker: it was asked for
        self._orders = ChannelWriter(os.dup(process.stdin.fileno()))
        process.stdin.close()

    def listen_for(self, keys: PanicKeys) -> None:
        """These from now on, instead of the default; from any thread."""
        self._orders.send(ArmWatch(keys=keys))


def start_relay(*, panic_fd: int | None = None, linger_s: float = 0.0) -> RelayProcess | None:
    """None where it can't be: the process goes without.

    With `panic_fd` it watches for the panic key. With `linger_s` it is no part of this process's group, and outlives
    the compositor by that long. Call it on the main thread, before anything connects to the display.
    """
    ours, its = socket.socketpair()
    options = ["--program-fd", str(its.fileno()), "--parent-pid", str(os.getpid()), "--linger-s", str(linger_s)]
    passed = [its.fileno()]
    if panic_fd is not None:
        options += ["--signal-fd", str(panic_fd)]
        passed.append(panic_fd)
    with its:
        try:
            process = subprocess.Popen(
                [sys.executable, str(_MAIN), "--role", "relay", *options],
                pass_fds=passed,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0 if linger_s else None,
            )
        except OSError:
            ours.close()
            return None
    os.environ[_SOCKET_VARIABLE] = str(ours.detach())
    return RelayProcess(process)
