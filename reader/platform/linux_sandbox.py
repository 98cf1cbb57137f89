"""The walls round a worker on Linux.

A worker holds three pipes and has loaded all the code it needs. From here on it may compute, allocate memory, read
and write what is open, and end. Every other system call fails with EPERM: the list names what is allowed, so that a
call nobody thought of is denied. A parser that tries more gets an error, not a kill, and refuses its one document.

Nothing that a document does to its worker may leave a line with a date in the kernel's log: a denied call is no kill,
and a crash is an ordinary exit (reader/platform/linux_faults.py).
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import resource
from functools import partial
from typing import Any

from reader.errors import SandboxUnavailable
from reader.platform import linux_landlock
from reader.platform.base import SandboxReport, WorkerLimits
from reader.platform.linux_faults import exit_on_faults
from reader.platform.posix_limits import FIRST_OWN_DESCRIPTOR, close_all_but_three, lower_limits

_PR_SET_NO_NEW_PRIVS = 38  # include/uapi/linux/prctl.h

_ALLOWED = (
    # what is open already
    "read", "readv", "write", "writev", "close", "lseek", "fstat",
    # memory; mmap and mprotect are added below, without permission to execute
    "brk", "munmap", "mremap", "madvise",
    # waiting and locks; signals, but not what happens on one: a fault stays an exit
    "futex", "poll", "ppoll", "select", "pselect6", "sched_yield", "nanosleep", "clock_nanosleep", "restart_syscall",
    "rt_sigprocmask", "rt_sigreturn", "set_robust_list", "rseq", "membarrier",
    # clocks, chance, and who one is
    "clock_gettime", "clock_getres", "gettimeofday", "time", "times", "getrusage", "getrandom",
    "getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo", "sched_getaffinity",
    # the end
    "exit", "exit_group",
)  # fmt: skip
_ALLOWED_WITHOUT_EXECUTE = ("mmap", "mprotect")
_PROTECTION_ARGUMENT = 2

_MISSING = ("clone3",)
"""Answered as if the kernel were too old: the C library then tries `clone`, which is denied."""


def build_rules() -> Any:
    """The filter of system calls, for `enter` here or in a process forked after this. Raises SandboxUnavailable."""
    seccomp = _load_libseccomp()
    denied = seccomp.ERRNO(errno.EPERM)
    try:
        rules = seccomp.SyscallFilter(denied)
        rules.set_attr(seccomp.Attr.CTL_TSYNC, 1)
        # Calls by way of another processor's numbers (32 bits, x32): libseccomp would kill, and a kill is logged.
        rules.set_attr(seccomp.Attr.ACT_BADARCH, denied)
        _add_rules(rules, seccomp)
    except OSError as error:
        raise SandboxUnavailable("libseccomp makes no rules for this processor") from error
    return rules


def enter(limits: WorkerLimits, rules: Any = None) -> SandboxReport:
    """Put up every wall this kernel has, from inside. There is no way back. Raises SandboxUnavailable.

    `rules` are those of `build_rules`, made here if they were not before: libseccomp is looked for with a helper
    program, which no wall may stop.
    """
    rules = rules or build_rules()
    exit_on_faults()
    _forbid_new_privileges()
    landlock_abi = linux_landlock.deny_everything(linux_landlock.kernel_abi())
    _limit_resources(limits)
    report = SandboxReport(
        system_calls_filtered=True,
        landlock_abi=landlock_abi,
        no_new_privileges=True,
        memory_limit_bytes=resource.getrlimit(resource.RLIMIT_AS)[1],
        cpu_limit_s=resource.getrlimit(resource.RLIMIT_CPU)[0],
        starts_processes=False,
        absent=() if landlock_abi else ("landlock",),
    )
    _filter_system_calls(rules)
    return report


def _load_libseccomp() -> Any:
    try:
        import pyseccomp  # type: ignore[import-untyped]  # noqa: PLC0415 - raises without the system's library
    except (ImportError, RuntimeError, OSError) as error:
        raise SandboxUnavailable("libseccomp2 is not installed") from error
    return pyseccomp


def _forbid_new_privileges() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), *(ctypes.c_ulong(0),) * 3) != 0:
        raise SandboxUnavailable("the kernel refuses to forbid new privileges")


def _limit_resources(limits: WorkerLimits) -> None:
    """Hard limits: they can't be raised again, and the filter denies trying (which root would need)."""
    close_all_but_three()
    lower_limits(
        (
            (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
            (resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 1),  # a second to end by SIGXCPU, which says why
            (resource.RLIMIT_NOFILE, FIRST_OWN_DESCRIPTOR, FIRST_OWN_DESCRIPTOR),
            (resource.RLIMIT_NPROC, 0, 0),
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_CORE, 0, 0),
        )
    )


def _filter_system_calls(rules: Any) -> None:
    try:
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
