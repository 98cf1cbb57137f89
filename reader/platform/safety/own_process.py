"""Whether the memory of this process can reach other programs or the disk: by attaching, and by dumps.

A process that is not dumpable leaves no core and can be attached to only by the administrator (prctl(2),
PR_SET_DUMPABLE; ptrace(2)). A kernel that is set up for it writes all of memory when it crashes itself (kdump).
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

import msgspec

from reader.platform.safety.finding import Finding
from reader.platform.safety.storage import read_text

_PR_GET_DUMPABLE = 3  # include/uapi/linux/prctl.h
_RESTRICTED = ("1", "2", "3")
"""Yama's ptrace_scope (Documentation/admin-guide/LSM/Yama.rst): 0 lets any program of the user attach to any other."""


class OwnProcess(msgspec.Struct, frozen=True):
    """What the kernel says of this process."""

    is_dumpable: bool
    is_administrator: bool


def this_process() -> OwnProcess:
    """Raises OSError where the kernel does not tell."""
    libc = ctypes.CDLL(None, use_errno=True)
    dumpable = libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
    if dumpable < 0:
        raise OSError(ctypes.get_errno(), "prctl")
    return OwnProcess(bool(dumpable), os.geteuid() == 0)


def look_at_memory(root: Path, process: OwnProcess) -> Finding:
    """Whether another program can read it."""
    if process.is_administrator:
        return Finding("memory", "administrator")
    is_restricted = read_text(root / "proc/sys/kernel/yama/ptrace_scope") in _RESTRICTED
    return Finding("memory", "closed" if not process.is_dumpable or is_restricted else "open")


def look_at_dumps(root: Path, process: OwnProcess) -> Finding:
    """Whether a crash, of this process or of the kernel, writes memory to the disk."""
    if process.is_dumpable:
        return Finding("dumps", "on")
    is_kernel_ready = read_text(root / "sys/kernel/kexec_crash_loaded") == "1"
    return Finding("dumps", "kernel" if is_kernel_ready else "off")
