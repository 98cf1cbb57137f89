"""A crash as an exit, so that it leaves no line with a date in the kernel's log.

A process that dies of a fault is written up twice: "segfault at …" with its name and the time (arch/x86/mm/fault.c,
`show_signal_msg`) and, where auditing is on, ANOM_ABEND (`audit_core_dumps`, kernel/auditsc.c). Neither is written
about a process that has a handler for the signal and exits. The handler here is the C library's own `_exit`, which gets
the signal's number as its status; it needs no Python, no lock and no memory, and runs on a stack of its own.
"""

from __future__ import annotations

import ctypes
import os
import signal

FAULTS = (
    signal.SIGSEGV,
    signal.SIGBUS,
    signal.SIGFPE,
    signal.SIGILL,
    signal.SIGTRAP,
    signal.SIGABRT,
    signal.SIGSYS,
    signal.SIGXCPU,
    signal.SIGQUIT,
)
"""All whose default is to dump core (signal(7)), but SIGXFSZ, which Python ignores."""

_SA_ONSTACK = 0x08000000  # include/uapi/asm-generic/signal.h
_STACK_BYTES = 64 * 1024
"""A frame with the widest registers takes some 11 KB (AT_MINSIGSTKSZ)."""


class _Action(ctypes.Structure):
    """struct sigaction as glibc and musl have it, their mask of 1024 bits included."""

    _fields_ = (
        ("handler", ctypes.c_void_p),
        ("mask", ctypes.c_ubyte * 128),
        ("flags", ctypes.c_int),
        ("restorer", ctypes.c_void_p),
    )


class _Stack(ctypes.Structure):
    """stack_t of sigaltstack(2)."""

    _fields_ = (("start", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))


def exit_on_faults() -> None:
    """From now on a fault in this thread ends the process with the signal's number as its status. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    stack = _Stack(libc.malloc(_STACK_BYTES), 0, _STACK_BYTES)  # never given back: the handler may need it at any time
    action = _Action(handler=ctypes.cast(libc._exit, ctypes.c_void_p).value, flags=_SA_ONSTACK)
    _check(libc.sigaltstack(ctypes.byref(stack), None))
    for number in FAULTS:
        _check(libc.sigaction(ctypes.c_int(number), ctypes.byref(action), None))


def _check(result: int) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
