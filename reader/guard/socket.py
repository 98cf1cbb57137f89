"""The local command socket: one byte asks, one byte answers. Also how a second launch finds the first.

It lies in the session's runtime folder, for its owner alone, under a name that says nothing.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from reader.platform.base import Platform

SOCKET_NAME = "control"
_DONE = b"\x06"
_CONNECT_S = 0.5
_ANSWER_S = 3.0
_MAX_CALLERS = 8
_PEER_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: struct ucred, unix(7)


class Command(Enum):
    """What can be asked; the value is the byte."""

    PANIC = b"\x01"
    LOCK = b"\x02"
    UNLOCK = b"\x03"
    LAUNCH = b"\x04"


def send_command(name: str, identity: str, platform: Platform) -> bool:
    """Ask the running guard for `panic`, `lock`, `unlock` or `launch`; True once it has been done.

    False: no guard runs, or it did not answer. Raises KeyError for another name.
    """
    command = Command[name.upper()]
    with contextlib.suppress(OSError), _connect(_path(identity, platform)) as connection:
        connection.sendall(command.value)
        connection.settimeout(_ANSWER_S)
        return connection.recv(1) == _DONE
    return False


def is_listened_to(identity: str, platform: Platform) -> bool:
    """Whether commands reach a guard. It is asked nothing."""
    with contextlib.suppress(OSError), _connect(_path(identity, platform)):
        return True
    return False


class Caller:
    """Someone who asked and waits for the answer."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        connection.setblocking(False)

    def fileno(self) -> int:
        """For select."""
        return self._connection.fileno()

    def read(self) -> Command | None:
        """What is asked; None is nonsense, or a caller who has gone."""
        try:
            return Command(self._connection.recv(1))
        except (OSError, ValueError):
            return None

    def answer(self) -> None:
        """It is done."""
        with contextlib.suppress(OSError):
            self._connection.send(_DONE)
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


class CommandSocket:
    """The guard's end. `listen` fails when another guard of this user runs under the same identity."""

    def __init__(self, listener: socket.socket, path: Path) -> None:
        self._listener = listener
        self._path = path
        self.callers: list[Caller] = []

    @classmethod
    def listen(cls, identity: str, platform: Platform) -> CommandSocket | None:
        """Take the socket; None where a guard already answers at it, or the system has no such sockets.

        Raises OSError when the runtime folder can't be used.
        """
        if not hasattr(socket, "AF_UNIX"):
            return None
        path = _path(identity, platform)
        with _one_at_a_time(path.parent):
            with contextlib.suppress(OSError), _connect(path):
                return None
            path.unlink(missing_ok=True)  # left by a guard that was killed
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            listener.bind(str(path))
            path.chmod(0o600)
            listener.listen(_MAX_CALLERS)
        listener.setblocking(False)
        return cls(listener, path)

    def fileno(self) -> int:
        """For select."""
        return self._listener.fileno()

    def accept(self) -> None:
        """Let a caller in, if it is the same user; what it asks comes later, through `callers`."""
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        if len(self.callers) < _MAX_CALLERS and _is_same_user(connection):
            self.callers.append(Caller(connection))
        else:
            connection.close()

    def close(self) -> None:
        """Give the place free."""
        for caller in self.callers:
            caller.close()
        self._listener.close()
        self._path.unlink(missing_ok=True)


def _path(identity: str, platform: Platform) -> Path:
    return platform.runtime_folder(identity) / SOCKET_NAME


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Started twice at once, two guards would each find the place free; the folder's own lock leaves no file."""
    import fcntl  # noqa: PLC0415 - where there are no such sockets there is no such module

    folder_fd = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(folder_fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder_fd)


def _connect(path: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_CONNECT_S)
        connection.connect(str(path))
    except OSError:
        connection.close()
        raise
    return connection


def _is_same_user(connection: socket.socket) -> bool:
    """Belt to the braces of the folder's and the socket's modes, where the system tells who calls."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER_CREDENTIALS.size)
    _, uid, _ = _PEER_CREDENTIALS.unpack(credentials)
    return bool(uid == os.getuid())
