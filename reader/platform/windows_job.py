"""A job object: what its processes may use up, and that no further process joins them. NEVER RUN.

Structures and numbers are those of winnt.h (JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JOBOBJECT_BASIC_UI_RESTRICTIONS).
"""

from __future__ import annotations

import ctypes
from typing import Any

_EXTENDED_LIMIT_INFORMATION = 9
_BASIC_UI_RESTRICTIONS = 4
_LIMIT_PROCESS_TIME = 0x0002
_LIMIT_ACTIVE_PROCESS = 0x0008
_LIMIT_PROCESS_MEMORY = 0x0100
_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x0400
_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
_UI_ALL = 0xFF
"""Handles of others, clipboard both ways, system parameters, display settings, atoms, desktops, logging off."""
UNITS_A_SECOND = 10_000_000
"""Times are counted in 100 ns."""


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def worker_limits(*, memory_bytes: int, cpu_s: int) -> ExtendedLimits:
    """One process with so much memory and processor time, which ends without a dialog when it crashes."""
    limits = ExtendedLimits()
    limits.basic.flags = (
        _LIMIT_PROCESS_TIME
        | _LIMIT_ACTIVE_PROCESS
        | _LIMIT_PROCESS_MEMORY
        | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        | _LIMIT_KILL_ON_JOB_CLOSE
    )
    limits.basic.process_time = cpu_s * UNITS_A_SECOND
    limits.basic.active_processes = 1
    limits.process_memory = memory_bytes
    return limits


class Job:
    """An unnamed job object of this process, which ends its members when this process ends. Methods raise OSError."""

    def __init__(self, kernel32: Any) -> None:
        self._kernel32 = kernel32
        kernel32.CreateJobObjectW.restype = ctypes.c_void_p
        self._handle = ctypes.c_void_p(demand(kernel32.CreateJobObjectW(None, None)))

    def limit(self, *, memory_bytes: int, cpu_s: int) -> None:
        """See `worker_limits`."""
        self._set(_EXTENDED_LIMIT_INFORMATION, worker_limits(memory_bytes=memory_bytes, cpu_s=cpu_s))

    def close_desktop(self) -> None:
        """Its members reach nothing of the desktop: no clipboard, no windows of others, no settings."""
        self._set(_BASIC_UI_RESTRICTIONS, ctypes.c_uint32(_UI_ALL))

    def add(self, process: int) -> None:
        """By its handle, and for ever."""
        demand(self._kernel32.AssignProcessToJobObject(self._handle, ctypes.c_void_p(process)))

    def close(self) -> None:
        """Let go of it, which ends its members."""
        self._kernel32.CloseHandle(self._handle)

    def _set(self, kind: int, value: ctypes.Structure | ctypes.c_uint32) -> None:
        size = ctypes.c_uint32(ctypes.sizeof(value))
        demand(self._kernel32.SetInformationJobObject(self._handle, kind, ctypes.byref(value), size))


def own_limits(kernel32: Any) -> ExtendedLimits:
    """Those of the job that this process is in. Raises OSError if it is in none."""
    limits = ExtendedLimits()
    size = ctypes.c_uint32(ctypes.sizeof(limits))
    demand(kernel32.QueryInformationJobObject(None, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size, None))
    return limits


def demand(result: Any) -> Any:
    """`result`, unless it is what Win32 calls FALSE, or no handle. Raises OSError."""
    if not result:
        raise OSError("the system refuses")
    return result
