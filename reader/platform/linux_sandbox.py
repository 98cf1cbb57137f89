"""The walls round a worker on Linux.

A worker holds three pipes and has loaded all the code it needs. From here on it may compute, allocate memory, read
and write what is open, and end. Every other system call fails with EPERM: the list names what is allowed, so that a
call nobody thought of is denied. A parser that tries more gets an error, not a kill, and refuses its one document.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import resource
from functools import partial
from typing import Any

from reader.errors import SandboxUnavailable
from reader.platform.base import SandboxReport, WorkerLimits

# Linux' own numbers (include/uapi/linux/prctl.h); the landlock package sets it too, but not every kernel has Landlock.
_PR_SET_NO_NEW_PRIVS = 38

_ALLOWED = (
    # what is open already
    "read", "readv", "write", "writev", "close", "lseek", "fstat",
    # memory; mmap and mprotect are added below, without permission to execute
    "brk", "munmap", "mremap", "madvise",
    # waiting, locks, signals to oneself by the runtime
    "futex", "poll", "ppoll", "select", "pselect6", "sched_yield", "nanosleep", "clock_nanosleep", "restart_syscall",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "set_robust_list", "rseq", "membarrier",
    # clocks, chance, and who one is
    "clock_gettime", "clock_getres", "gettimeofday", "time", "times", "getrusage", "getrandom",
    "getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo", "sched_getaffinity",
    # the end
    "exit", "exit_group",
)  # fmt: skip
_ALLOWED_WITHOUT_EXECUTE = ("mmap", "mprotect")
_PROTECTION_ARGUMENT = 2

_FIRST_OWN_DESCRIPTOR = 3
"""After stdin, stdout and stderr: nothing else stays open, and nothing can be opened."""

_MISSING = ("clone3",)
"""Answered as if the kernel were too old: the C library then tries `clone`, which is denied."""


def enter(limits: WorkerLimits) -> SandboxReport:
    """Put up every wall this kernel has, from inside. There is no way back. Raises SandboxUnavailable."""
    seccomp = _load_libseccomp()  # it looks for the library with a helper program: before the first wall
    _forbid_new_privileges()
    landlock_abi = _forbid_files()
    _limit_resources(limits)
    _filter_system_calls(seccomp)
    return SandboxReport(
        system_calls_filtered=True,
        landlock_abi=landlock_abi,
        no_new_privileges=True,
        memory_limit_bytes=limits.memory_bytes,
        absent=() if landlock_abi else ("landlock",),
    )


def _load_libseccomp() -> Any:
    try:
        import pyseccomp  # type: ignore[import-untyped]  # noqa: PLC0415 - raises without the system's library
    except (ImportError, RuntimeError, OSError) as error:
        raise SandboxUnavailable("libseccomp2 is not installed") from error
    return pyseccomp


def _forbid_new_privileges() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), 0, 0, 0) != 0:
        raise SandboxUnavailable("the kernel refuses to forbid new privileges")


def _forbid_files() -> int:
    """The second wall: an empty Landlock ruleset allows no path at all. Returns the kernel's ABI, 0 for none."""
    try:
        import landlock  # type: ignore[import-untyped]  # noqa: PLC0415 - only workers need it
    except ImportError:
        return 0
    ctypes.set_errno(0)  # the package takes a left-over errno for a failure of its own call
    try:
        abi = int(landlock.landlock_abi_version())
        landlock.Ruleset().apply()
    except (landlock.LandlockError, OSError):
        return 0
    return abi


def _limit_resources(limits: WorkerLimits) -> None:
    """Hard limits: they can't be raised again, and the filter denies trying (which root would need)."""
    os.closerange(_FIRST_OWN_DESCRIPTOR, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    for kind, wanted in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_NOFILE, _FIRST_OWN_DESCRIPTOR),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (value, value))


def _filter_system_calls(seccomp: Any) -> None:
    try:
        rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
        rules.set_attr(seccomp.Attr.CTL_TSYNC, 1)
        _add_rules(rules, seccomp)
        rules.load()
    except OSError as error:
        raise SandboxUnavailable("the kernel takes no system call filter") from error


def _add_rules(rules: Any, seccomp: Any) -> None:
    for name in filter(partial(_exists, seccomp), _ALLOWED):
        rules.add_rule(seccomp.ALLOW, name)
    for name in _ALLOWED_WITHOUT_EXECUTE:
        no_execute = seccomp.Arg(_PROTECTION_ARGUMENT, seccomp.MASKED_EQ, mmap.PROT_EXEC, 0)
        rules.add_rule(seccomp.ALLOW, name, no_execute)
    for name in filter(partial(_exists, seccomp), _MISSING):
        rules.add_rule(seccomp.ERRNO(errno.ENOSYS), name)


def _exists(seccomp: Any, name: str) -> bool:
    """Whether this processor's kernel has the call (64-bit Arm has no `time`, for one)."""
    return bool(seccomp.resolve_syscall(seccomp.system_arch(), name) >= 0)
