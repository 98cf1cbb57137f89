"""What is tried from inside the walls: each attempt as a program of this user, or hostile code, might make it."""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import platform
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from reader.workers.sandbox import LIMITS


def landlock_attempts(folder: Path, libc: ctypes.CDLL) -> dict[str, Callable[[], object]]:
    """Each as a program of this user might do it; `folder` holds the files `kept`, `moved` and a folder `other`."""
    port = socket.create_server(("127.0.0.1", 0))
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind(b"\0hearth-test-%d" % os.getpid())
    abstract.listen()
    child = os.fork()
    if child:  # the parent of whoever tries: it owns both servers, and stands outside the wall
        os.waitpid(child, 0)
        os._exit(0)
    return {
        "read": lambda: os.close(os.open(folder / "kept", os.O_RDONLY)),
        "list": lambda: os.listdir(folder),  # noqa: PTH208 - the plain call
        "create": lambda: os.close(os.open(folder / "new", os.O_WRONLY | os.O_CREAT)),
        "remove": lambda: os.unlink(folder / "kept"),  # noqa: PTH108 - the plain call
        "execute": lambda: subprocess.run(["/bin/true"], check=True),
        "move": lambda: os.rename(folder / "moved", folder / "other" / "moved"),  # noqa: PTH104 - the plain call
        "truncate": lambda: _check(libc.truncate(os.fsencode(folder / "kept"), ctypes.c_long(0))),
        "connect": lambda: socket.socket().connect(port.getsockname()),
        "bind": lambda: socket.socket().bind(("127.0.0.1", 0)),
        "connect to an abstract socket": lambda: socket.socket(socket.AF_UNIX).connect(abstract.getsockname()),
        "signal the parent": lambda: os.kill(os.getppid(), 0),
    }


def wall_attempts(libc: ctypes.CDLL) -> dict[str, Callable[[], object]]:
    """All that seccomp denies, and little that it does not."""
    here = os.fsencode(__file__)
    buffer = ctypes.create_string_buffer(64)
    parent = os.getppid()

    def call(number: int, *arguments: object) -> Callable[[], object]:
        return lambda: _check(libc.syscall(number, *arguments))

    return {
        "read a file": lambda: Path(__file__).read_bytes(),
        "write a file": lambda: Path("/tmp/hearth-escaped").write_bytes(b"x"),  # noqa: S108 - must fail
        "open (the old call)": call(2, here, 0),
        "openat2": call(437, -100, here, ctypes.create_string_buffer(24), 24),
        "list a folder": lambda: os.listdir("/"),  # noqa: PTH208 - the plain call
        "stat a file": lambda: os.stat("/etc/passwd"),  # noqa: PTH116 - the plain call
        "read a link": lambda: os.readlink("/proc/self/exe"),  # noqa: PTH115 - the plain call
        "remove a file": lambda: os.unlink("/tmp/hearth-none"),  # noqa: PTH108, S108 - the plain call
        "change folder": lambda: os.chdir("/"),
        "execute": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - must fail
        "execveat": call(322, -100, b"/bin/true", None, None, 0),
        "start a program": lambda: subprocess.run(["/bin/true"], check=True),
        "fork": os.fork,
        "clone3": call(435, buffer, 64),
        "start a thread": lambda: threading.Thread(target=int).start(),
        "connect": call(42, 0, buffer, 16),
        "bind": call(49, 0, buffer, 16),
        "listen": call(50, 0, 1),
        "send to an address": call(44, 0, buffer, 1, 0, buffer, 16),
        "pass a descriptor on": call(46, 1, buffer, 0),
        "socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "local socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "socket pair": socket.socketpair,
        "ptrace": lambda: _check(libc.ptrace(16, parent, None, None)),
        "read another's memory": call(310, parent, None, 0, None, 0, 0),
        "open the parent's memory": lambda: os.open(f"/proc/{parent}/mem", os.O_RDONLY),
        "list the parent's files": lambda: os.listdir(f"/proc/{parent}/fd"),  # noqa: PTH208 - the plain call
        "write another's memory": call(311, parent, None, 0, None, 0, 0),
        "take the parent's descriptor": call(438, 0, 1, 0),
        "compare with the parent": call(312, parent, parent, 0, 0, 0),
        "limit the parent": call(302, parent, 0, ctypes.create_string_buffer(16), None),
        "slow the parent down": lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
        "kill the parent": lambda: os.kill(parent, signal.SIGKILL),
        "kill everybody": lambda: os.kill(-1, signal.SIGKILL),
        "kill the group": lambda: os.killpg(0, signal.SIGKILL),
        "signal by thread": call(234, parent, parent, 9),
        "signal by pidfd": call(424, 0, 9, None, 0),
        "open a pidfd": lambda: os.pidfd_open(parent),
        "leave the session": os.setsid,
        "leave the group": lambda: os.setpgid(0, 0),
        "change the death signal": lambda: _check(libc.prctl(1, 0, 0, 0, 0)),
        "become dumpable": lambda: _check(libc.prctl(4, 1, 0, 0, 0)),
        "raise a limit": call(302, 0, 9, ctypes.create_string_buffer(b"\xff" * 16), None),
        "io_uring": call(425, 1, ctypes.create_string_buffer(256)),
        "bpf": call(321, 0, None, 0),
        "userfaultfd": call(323, 0),
        "perf_event_open": call(298, None, 0, -1, -1, 0),
        "keyctl": call(250, 0, -3, 0),
        "mount": lambda: _check(libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)),
        "unshare": lambda: _check(libc.unshare(0x10000000)),
        "setns": lambda: _check(libc.setns(0, 0)),
        "file in memory": lambda: os.memfd_create("x"),
        "pipe": os.pipe,
        "duplicate a descriptor": lambda: os.dup(0),
        "terminal control": call(16, 0, 0x5412, buffer),
        "shared memory": call(29, 0, 4096, 0o1600),
        "change user": lambda: os.setuid(65534),
        "new code in memory": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC),
        "change what a fault does": call(13, 11, ctypes.create_string_buffer(32), None, 8),
        "take the fault's stack away": call(131, ctypes.create_string_buffer(24), None),
        "calls by numbers of x32": call(0x40000000 + 39),
        **_calls_by_32_bits(),
        "make memory executable": lambda: _check(libc.mprotect(_page(), 4096, mmap.PROT_READ | mmap.PROT_EXEC)),
        "import what is not loaded": lambda: __import__("wave"),
        "memory beyond the limit": lambda: bytes(2 * LIMITS.memory_bytes),
        "memory below the limit": lambda: len(bytearray(64 * 1024 * 1024)),
        "time and chance": lambda: (time.monotonic(), os.urandom(8)),
    }


_CALL_BY_32_BITS = bytes.fromhex("53 89f8 89f3 89d1 31d2 cd80 5b c3")
"""push rbx; mov eax, edi; mov ebx, esi; mov ecx, edx; xor edx, edx; int 0x80; pop rbx; ret: numbers, no address."""


def _calls_by_32_bits() -> dict[str, Callable[[], object]]:
    """The kernel's old door, where it is open: its numbers mean other calls there (5 is open, 102 socketcall)."""
    if platform.machine() != "x86_64":
        return {}
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(_CALL_BY_32_BITS)
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    function = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int)(address)
    _KEPT.append(code)
    trial = os.fork()
    if not trial:
        os._exit(0 if function(20, 0, 0) > 0 else 1)  # getpid
    if os.waitpid(trial, 0)[1] != 0:
        return {}

    def call(*numbers: int) -> object:
        result = function(*numbers)
        if result < 0:
            raise OSError(-result, os.strerror(-result))
        return result

    return {
        "getpid by 32 bits": lambda: call(20, 0, 0),
        "open by 32 bits": lambda: call(5, 0, 0),
        "socket by 32 bits": lambda: call(102, 1, 0),
        "fork by 32 bits": lambda: call(2, 0, 0),
    }


_KEPT: list[mmap.mmap] = []


def _page() -> ctypes.c_void_p:
    area = mmap.mmap(-1, 4096)
    return ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(area)))


def _check(result: int) -> None:
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def outcome_of(attempt: Callable[[], object]) -> str:
    """ "EPERM" or another error's name, or "done"."""
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, "error")
    except Exception as error:  # noqa: BLE001 - its name is the answer
        return type(error).__name__
    return "done"
