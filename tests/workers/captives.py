"""Processes that try to get out of their walls, as hostile code would, and tell what happened.

Run as a program; never imported by the product. What they try is in attempts.py and misdeeds.py.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import sys
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
from tests.workers.attempts import landlock_attempts, outcome_of, wall_attempts  # noqa: E402
from tests.workers.misdeeds import misbehave, spin  # noqa: E402

_PR_SET_SECCOMP = 22  # include/uapi/linux/prctl.h


def try_walls(user: str) -> int:
    """As `user`, enter the sandbox, run into every wall, and tell what happened: "EPERM", another error, or "done"."""
    libc = ctypes.CDLL(None, use_errno=True)
    attempts = wall_attempts(libc)
    import pyseccomp  # type: ignore[import-untyped]  # noqa: F401 - may lie where only this user can read

    os.setuid(int(user))
    enter_sandbox(this_platform())
    outcome = {name: outcome_of(attempt) for name, attempt in attempts.items()}
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
    outcome = outcome_of(lambda: os.close(os.open(__file__, os.O_RDONLY)))
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
        "processor time": spin,
    }
    enter_sandbox(this_platform(), WorkerLimits(memory_bytes=LIMITS.memory_bytes, cpu_s=1))
    write_frame(1, b"inside")
    crash[kind]()
    return 0


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
        outcome = {"open": outcome_of(lambda: os.open("/", os.O_RDONLY)), "fork": outcome_of(os.fork)}
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
    attempts = landlock_attempts(Path(folder), ctypes.CDLL(None, use_errno=True))
    linux_sandbox._forbid_new_privileges()
    in_force = linux_landlock.deny_everything(min(int(abi), linux_landlock.kernel_abi()))
    outcome = {name: outcome_of(attempt) for name, attempt in attempts.items()}
    write_frame(1, json.dumps({"abi": str(in_force), **outcome}).encode())
    return 0


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
