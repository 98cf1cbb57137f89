"""Which files a program opened for writing, made or renamed, as the kernel saw it: a seccomp filter asks us each time.

The program, and every process it starts, runs with a filter that answers "ask the listener" for the calls that make or
open files. The listener reads the path from the caller's memory, notes it and lets the call go on (seccomp_unotify(2)).
Reading the memory of a process that has made itself undumpable needs root, so tests that trace one skip without it.
"""

from __future__ import annotations

import array
import ctypes
import fcntl
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_AT_FDCWD = -100
_LONGEST_PATH_BYTES = 4096
_RECV_BYTES, _SEND_BYTES = 80, 24
_NOTIFICATION = struct.Struct("=QII iIQ 6Q")  # id, pid, flags; then seccomp_data: nr, arch, instruction pointer, args
_RESPONSE = struct.Struct("=Qqi I")  # id, val, error, flags
_CONTINUE = 1
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def _iowr(number: int, size: int) -> int:
    """_IOWR('!', number, size) of include/uapi/linux/seccomp.h."""
    return (3 << 30) | (size << 16) | (ord("!") << 8) | number


_RECV, _SEND = _iowr(0, _RECV_BYTES), _iowr(1, _SEND_BYTES)


@dataclass(frozen=True)
class Call:
    """Where the path of a call stands among its arguments; `directory` and `flags` where there are such."""

    path: int
    directory: int | None = None
    flags: int | None = None
    in_memory: bool = False


IN_MEMORY = "memory:"
"""How a file that lies in no folder is noted."""

CALLS = {
    "open": Call(path=0, flags=1),
    "openat": Call(path=1, directory=0, flags=2),
    "openat2": Call(path=1, directory=0),
    "creat": Call(path=0),
    "truncate": Call(path=0),
    "mkdir": Call(path=0),
    "mkdirat": Call(path=1, directory=0),
    "mknod": Call(path=0),
    "mknodat": Call(path=1, directory=0),
    "rename": Call(path=1),
    "renameat": Call(path=3, directory=2),
    "renameat2": Call(path=3, directory=2),
    "link": Call(path=1),
    "linkat": Call(path=3, directory=2),
    "symlink": Call(path=1),
    "symlinkat": Call(path=2, directory=1),
    "memfd_create": Call(path=0, in_memory=True),
}


class Trace:
    """A traced program. `written` holds the paths, complete once `wait` has returned."""

    def __init__(self, command: Sequence[str], *, stdin: bytes = b"") -> None:
        """Start it; `stdin` is all that it can read."""
        self.written: set[str] = set()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.canary.traced", str(theirs.fileno()), *command],
                cwd=ROOT,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            theirs.close()
            self._listener, self._numbers = _receive(ours)
        assert self.process.stdin is not None
        self.process.stdin.write(stdin)
        self.process.stdin.close()
        self._thread = threading.Thread(target=self._listen, name="tracer")
        self._thread.start()

    def read_line(self) -> bytes:
        """The next line that the program says, for a meeting point."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def kill(self) -> None:
        """End it and all that it started."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def wait(self) -> tuple[int, str]:
        """Its exit status and what it said on standard error."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        with self.process.stdout, self.process.stderr:
            self.process.stdout.read()
            errors = self.process.stderr.read().decode()
        status = self.process.wait()
        self._thread.join()
        return status, errors

    def _listen(self) -> None:
        """Until the last process with the filter has ended (the listener hangs up)."""
        poll = select.poll()
        poll.register(self._listener, select.POLLIN)
        try:
            while True:
                ((_, events),) = poll.poll()
                if events & select.POLLHUP:
                    return
                self._answer()
        finally:
            os.close(self._listener)

    def _answer(self) -> None:
        buffer = bytearray(_RECV_BYTES)
        try:
            fcntl.ioctl(self._listener, _RECV, buffer)
        except FileNotFoundError:  # the caller was killed meanwhile
            return
        number, pid, _flags, call, _arch, _pointer, *arguments = _NOTIFICATION.unpack(buffer)
        self._note(pid, CALLS[self._numbers[call]], arguments)
        with suppress(FileNotFoundError):
            fcntl.ioctl(self._listener, _SEND, bytearray(_RESPONSE.pack(number, 0, 0, _CONTINUE)))

    def _note(self, pid: int, call: Call, arguments: list[int]) -> None:
        if call.flags is not None and not arguments[call.flags] & _WRITES:
            return
        with suppress(ProcessLookupError, FileNotFoundError):
            path = _string_at(pid, arguments[call.path])
            if call.in_memory:
                self.written.add(f"{IN_MEMORY}{path}")
                return
            start = _AT_FDCWD if call.directory is None else ctypes.c_int(arguments[call.directory] & 0xFFFFFFFF).value
            base = f"/proc/{pid}/cwd" if start == _AT_FDCWD else f"/proc/{pid}/fd/{start}"
            self.written.add(os.path.normpath(path if path.startswith("/") else f"{Path(base).readlink()}/{path}"))


def can_trace() -> bool:
    """Whether this system lets us; without root a hardened process keeps its memory to itself."""
    return sys.platform == "linux" and os.geteuid() == 0


def _string_at(pid: int, address: int) -> str:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        parts = b""
        while b"\0" not in parts and len(parts) < _LONGEST_PATH_BYTES:
            room = 256 - (address + len(parts)) % 256  # a page's end may be the mapping's
            parts += memory.read(room)
    return os.fsdecode(parts.partition(b"\0")[0])


def _receive(channel: socket.socket) -> tuple[int, dict[int, str]]:
    """The listener's descriptor, and the numbers that the calls have on this processor."""
    size = array.array("i").itemsize
    data, ancillary, _flags, _address = channel.recvmsg(65536, socket.CMSG_SPACE(size))
    assert ancillary, "the program could not put on the filter"
    (listener,) = array.array("i", ancillary[0][2][:size])
    pairs = (word.split("=") for word in data.decode().split())
    return listener, {int(number): name for name, number in pairs}
