"""The wall round a worker on macOS. NEVER RUN: written from the system's headers and from what browsers do.

`sandbox_init` (sandbox.h, in libSystem) puts the calling process behind a profile for ever. It is deprecated since
10.8 and kept, since the system's own programs use it; a profile as text, with flags 0, is what browsers pass it.
The profile denies everything that goes through the kernel's policy: opening files, network, starting programs,
signals, services. What is open stays open. Denials are not logged, since a log has dates.

The system takes RLIMIT_AS and ignores it, so that nothing here caps memory: the report says so.
"""

from __future__ import annotations

import ctypes
import os
import resource
from typing import Any

from reader.errors import SandboxUnavailable
from reader.platform.base import SandboxReport, WorkerLimits
from reader.platform.posix_limits import FIRST_OWN_DESCRIPTOR, close_all_but_three, lower_limits

PROFILE = b"(version 1)\n(deny default (with no-log))\n"
_PROFILE_IS_TEXT = 0  # SANDBOX_NAMED is 1
_OPENABLE_WITHOUT = "/etc/hosts"
"""Anybody may read it, except from behind the wall."""


def enter(limits: WorkerLimits, system: Any = None) -> SandboxReport:
    """Put up the wall, from inside. There is no way back. Raises SandboxUnavailable."""
    system = system or ctypes.CDLL(None)
    close_all_but_three()
    lower_limits(
        (
            (resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 1),
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_CORE, 0, 0),
        )
    )
    _deny_by_profile(system)
    if _can_open(_OPENABLE_WITHOUT):
        raise SandboxUnavailable("the system's sandbox lets files through")
    lower_limits(((resource.RLIMIT_NOFILE, FIRST_OWN_DESCRIPTOR, FIRST_OWN_DESCRIPTOR),))
    return SandboxReport(
        system_calls_filtered=False,
        landlock_abi=0,
        no_new_privileges=False,
        memory_limit_bytes=0,
        cpu_limit_s=resource.getrlimit(resource.RLIMIT_CPU)[0],
        starts_processes=False,
        system_sandbox="seatbelt",
        absent=("memory",),
    )


def _deny_by_profile(system: Any) -> None:
    """int sandbox_init(const char *profile, uint64_t flags, char **errorbuf). Raises SandboxUnavailable."""
    try:
        function = system.sandbox_init
    except AttributeError:  # ctypes says so of a function that is not there
        raise SandboxUnavailable("this system has no sandbox_init") from None
    function.restype = ctypes.c_int
    function.argtypes = [ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p)]
    error = ctypes.c_char_p()
    if function(PROFILE, _PROFILE_IS_TEXT, ctypes.byref(error)) != 0:
        raise SandboxUnavailable("the system refuses its sandbox")


def _can_open(path: str) -> bool:
    """Asked before the number of files is limited, which would say no for another reason."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        return False
    except OSError:
        return True  # there may be no such file: that proves nothing
    os.close(descriptor)
    return True
