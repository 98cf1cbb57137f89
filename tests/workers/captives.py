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
import platform
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
from reader.text.model import Progress  # noqa: E402
from reader.workers.frames import FrameReader, write_frame  # noqa: E402
from reader.workers.protocol import (  # noqa: E402
    MAX_REQUEST_BYTES,
    MIB,
    End,
    NoSandbox,
    Ready,
    Recognised,
    Refused,
    decode_request,
    encode,
)
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
    here = this_platform()
    here.prepare_sandbox()
    sys.modules["pyseccomp"] = None  # type: ignore[assignment]  # nothing may be looked for in the child
    write_frame(1, json.dumps([_told_by_fork(here) for _ in range(2)]).encode())
    return 0


def _told_by_fork(here: Platform) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 1)
        report = enter_sandbox(here)
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
    here = this_platform()
    here.harden_process()
    write_frame(1, encode(Ready(enter_sandbox(here))))
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


def _outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, "error")
    except Exception as error:  # noqa: BLE001 - its name is the answer
        return type(error).__name__
    return "done"


def misbehave(how: str) -> int:
    """A worker that a document has taken over: it gets ready, hears the document out, and then does as it likes."""
    limits = WorkerLimits(memory_bytes=BOMB_LIMIT_BYTES) if how == "memory bomb" else LIMITS
    write_frame(1, encode(Ready(enter_sandbox(this_platform(), limits))))
    reader = FrameReader(0, max_frame_bytes=MAX_REQUEST_BYTES)
    while not isinstance(decode_request(reader.read()), End):
        pass
    write_frame(1, encode(Recognised("script")))
    MISDEEDS[how]()
    return 0


BOMB_LIMIT_BYTES = 512 * MIB


def _confess(count: int) -> None:
    write_frame(1, encode(Refused("DamagedFile", str(count))))


def _fork_bomb() -> None:
    libc, processes = ctypes.CDLL(None, use_errno=True), 1
    for call in 2500 * (57, 58, 56, 435):  # fork, vfork, clone, clone3
        started = libc.syscall(call, signal.SIGCHLD if call == 56 else 0, 0, 0, 0, 0)
        if started == 0:
            time.sleep(1000)
        processes += started > 0
    _confess(processes)


def _thread_bomb() -> None:
    for _ in range(10_000):
        with contextlib.suppress(RuntimeError):
            threading.Thread(target=time.sleep, args=(1000,)).start()
    _confess(threading.active_count())


def _memory_bomb() -> None:
    held: list[bytes] = []
    with contextlib.suppress(MemoryError):
        while len(held) * 16 * MIB < 4 * BOMB_LIMIT_BYTES:
            held.append(b"\xff" * (16 * MIB))
    taken = len(held) * 16
    held.clear()
    _confess(taken)


def _flood(piece: bytes) -> None:
    for _ in range(4096 * MIB // len(piece) + 1):
        os.write(1, piece)
    time.sleep(1000)


def _fat_frames() -> bytes:
    """Progress, with 32 MiB of something that nobody asked for."""
    body = (
        b"\x84\xa4type\xa8Progress\xa4done\x00\xa5total\x01\xa1x\xc6" + (32 * MIB).to_bytes(4, "big") + bytes(32 * MIB)
    )
    return len(body).to_bytes(4, "little") + body


def _thin_frames() -> bytes:
    body = encode(Progress(done=0, total=1))
    return 10_000 * (len(body).to_bytes(4, "little") + body)


def _drip() -> None:
    """A frame whose end never comes, a byte at a time."""
    os.write(1, (MIB).to_bytes(4, "little"))
    while True:
        os.write(1, b"\x00")
        time.sleep(0.02)


def _leave_and_stay() -> None:
    os.close(1)
    time.sleep(1000)


MISDEEDS: dict[str, Callable[[], object]] = {
    "fork bomb": _fork_bomb,
    "thread bomb": _thread_bomb,
    "memory bomb": _memory_bomb,
    "4 GB of nothing": lambda: _flood(bytes(MIB)),
    "4 GB in fat frames": lambda: _flood(_fat_frames()),
    "4 GB in thin frames": lambda: _flood(_thin_frames()),
    "drip": _drip,
    "silence": lambda: time.sleep(1000),
    "spin": _spin,
    "leave and stay": _leave_and_stay,
}


PLAYS: dict[str, Callable[..., int]] = {
    "walls": try_walls,
    "landlock": try_landlock,
    "older kernel": sandbox_on_another_kernel,
    "fault": fault,
    "forked walls": try_forked_walls,
    "stand": stand_and_wait,
    "misbehave": misbehave,
}


if __name__ == "__main__":
    os._exit(PLAYS[sys.argv[1]](*sys.argv[2:]))
