"""Processes that try to get out of their walls, as hostile code would, and tell what happened.

Run as a program; never imported by the product.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import mmap
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader import errors  # noqa: E402
from reader.platform import linux_landlock, linux_sandbox, this_platform  # noqa: E402
from reader.platform.base import Platform, WorkerLimits  # noqa: E402
from reader.workers.frames import write_frame  # noqa: E402
from reader.workers.protocol import NoSandbox, Ready, encode  # noqa: E402
from reader.workers.sandbox import LIMITS, enter_sandbox  # noqa: E402

_PR_SET_SECCOMP = 22  # include/uapi/linux/prctl.h


def try_walls(user: str) -> int:
    """As `user`, enter the sandbox, run into every wall, and tell what happened: "EPERM", another error, or "done"."""
    libc = ctypes.CDLL(None, use_errno=True)
    attempts = _attempts(libc)
    import pyseccomp  # type: ignore[import-untyped]  # noqa: F401 - may lie where only this user can read

    os.setuid(int(user))
    enter_sandbox(this_platform())
    outcome = {name: _outcome(attempt) for name, attempt in attempts.items()}
    write_frame(1, json.dumps(outcome).encode())
    return 0


def sandbox_on_another_kernel(lacks: str) -> int:
    """Enter the sandbox on a kernel that `lacks` something; say so to the desk, and whether a file still opens."""
    import pyseccomp

    with contextlib.suppress(KeyError):
        _play_older_kernel(pyseccomp, *OLDER_KERNELS[lacks])
    if lacks == "library":
        sys.modules["pyseccomp"] = None  # type: ignore[assignment]  # as if it were not installed
    try:
        report = enter_sandbox(this_platform())
    except errors.SandboxUnavailable as unavailable:
        write_frame(1, encode(NoSandbox(unavailable.detail)))
        return 1
    outcome = _outcome(lambda: os.close(os.open(__file__, os.O_RDONLY)))
    write_frame(1, json.dumps({"abi": report.landlock_abi, "absent": report.absent, "open": outcome}).encode())
    return 0


OLDER_KERNELS = {
    "landlock": ("landlock_create_ruleset", errno.ENOSYS),
    "landlock at boot": ("landlock_create_ruleset", errno.EOPNOTSUPP),
    "filters": ("seccomp", errno.EINVAL),
}
"""The call that fails there, and how (landlock_create_ruleset(2), seccomp(2))."""


def _play_older_kernel(pyseccomp: Any, call: str, error: int) -> None:
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    rules.add_rule(pyseccomp.ERRNO(error), call)
    if call == "seccomp":  # libseccomp falls back to the older way
        rules.add_rule(pyseccomp.ERRNO(error), "prctl", pyseccomp.Arg(0, pyseccomp.EQ, _PR_SET_SECCOMP))
    rules.load()


def fault(kind: str) -> int:
    """Enter the sandbox and crash, in a way that a parser might."""
    crash: dict[str, Callable[[], object]] = {
        "segmentation": lambda: ctypes.string_at(0),
        "abort": os.abort,
        "stack": _exhaust_the_stack,
        "processor time": _spin,
    }
    enter_sandbox(this_platform(), WorkerLimits(memory_bytes=LIMITS.memory_bytes, cpu_s=1))
    write_frame(1, b"inside")
    crash[kind]()
    return 0


def _spin() -> None:
    while True:
        pass


def _exhaust_the_stack() -> None:
    class Endless:
        def __getattr__(self, name: str) -> object:
            return getattr(self, name)

    sys.setrecursionlimit(1 << 30)
    Endless().attribute  # noqa: B018 - asking is enough


def try_forked_walls() -> int:
    """Prepare once, and tell what two processes forked after that met with."""
    platform = this_platform()
    platform.prepare_sandbox()
    sys.modules["pyseccomp"] = None  # type: ignore[assignment]  # nothing may be looked for in the child
    write_frame(1, json.dumps([_told_by_fork(platform) for _ in range(2)]).encode())
    return 0


def _told_by_fork(platform: Platform) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 1)
        report = enter_sandbox(platform)
        outcome = {"open": _outcome(lambda: os.open("/", os.O_RDONLY)), "fork": _outcome(os.fork)}
        os.write(1, json.dumps({**outcome, "abi": report.landlock_abi}).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    told: dict[str, object] = json.loads(os.read(reading, 4096))
    os.close(reading)
    return told


def stand_and_wait() -> int:
    """Enter the sandbox, say so, and wait until the pipe ends."""
    platform = this_platform()
    platform.harden_process()
    write_frame(1, encode(Ready(enter_sandbox(platform))))
    os.read(0, 1)
    return 0


def try_landlock(abi: str, folder: str) -> int:
    """Put up the second wall alone, of `abi` or an older one, and tell which it was and what happened behind it."""
    attempts = _landlock_attempts(Path(folder), ctypes.CDLL(None, use_errno=True))
    linux_sandbox._forbid_new_privileges()
    in_force = linux_landlock.deny_everything(min(int(abi), linux_landlock.kernel_abi()))
    outcome = {name: _outcome(attempt) for name, attempt in attempts.items()}
    write_frame(1, json.dumps({"abi": str(in_force), **outcome}).encode())
    return 0


def _landlock_attempts(folder: Path, libc: ctypes.CDLL) -> dict[str, Callable[[], object]]:
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


def _attempts(libc: ctypes.CDLL) -> dict[str, Callable[[], object]]:
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
        "socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "local socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "socket pair": socket.socketpair,
        "ptrace": lambda: _check(libc.ptrace(16, parent, None, None)),
        "read another's memory": call(310, parent, None, 0, None, 0, 0),
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
        "make memory executable": lambda: _check(libc.mprotect(_page(), 4096, mmap.PROT_READ | mmap.PROT_EXEC)),
        "import what is not loaded": lambda: __import__("wave"),
        "memory beyond the limit": lambda: bytes(2 * LIMITS.memory_bytes),
        "memory below the limit": lambda: len(bytearray(64 * 1024 * 1024)),
        "time and chance": lambda: (time.monotonic(), os.urandom(8)),
    }


def _page() -> ctypes.c_void_p:
    area = mmap.mmap(-1, 4096)
    return ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(area)))


def _check(result: int) -> None:
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, "error")
    except Exception as error:  # noqa: BLE001 - its name is the answer
        return type(error).__name__
    return "done"


PLAYS: dict[str, Callable[..., int]] = {
    "walls": try_walls,
    "landlock": try_landlock,
    "older kernel": sandbox_on_another_kernel,
    "fault": fault,
    "forked walls": try_forked_walls,
    "stand": stand_and_wait,
}


if __name__ == "__main__":
    os._exit(PLAYS[sys.argv[1]](*sys.argv[2:]))
