"""The walls round a worker on Windows, from inside. NEVER RUN: written from the Win32 reference.

A process can't take a smaller token for itself, so the worker is started with one, and in a job object, by
windows_worker.py; a start token on its main thread lets it load its code. `enter` gives the start token up, and
believes in the walls only when it has asked the system back and tried a file. A worker started in any other way has no
wall here, and parses nothing.

What this does not do: the network is not known to be closed to a restricted token, and file systems without access
lists (FAT, exFAT: most USB sticks) stay open to whoever can guess a path. An AppContainer would close the first; it
needs every file of the program to be opened to it beforehand, which a program run from anywhere can't count on.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

from reader.errors import SandboxUnavailable
from reader.platform.base import SandboxReport, WorkerLimits
from reader.platform.windows_job import UNITS_A_SECOND, demand, own_limits

TOKEN_QUERY = 0x0008  # winnt.h
TOKEN_ADJUST_DEFAULT = 0x0080
TOKEN_INTEGRITY_LEVEL = 25
"""Of TOKEN_INFORMATION_CLASS: TokenIntegrityLevel."""
UNTRUSTED = "S-1-16-0"
LOW = "S-1-16-4096"
_SE_GROUP_INTEGRITY = 0x20


class SidAndAttributes(ctypes.Structure):
    """SID_AND_ATTRIBUTES, and so TOKEN_MANDATORY_LABEL, which is one of them."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32))


def enter(limits: WorkerLimits, kernel32: Any = None, advapi32: Any = None) -> SandboxReport:
    """Put up the walls, from inside. There is no way back. Raises SandboxUnavailable."""
    kernel32, advapi32 = kernel32 or ctypes.CDLL("kernel32"), advapi32 or ctypes.CDLL("advapi32")
    try:
        token = open_own_token(kernel32, advapi32, TOKEN_QUERY | TOKEN_ADJUST_DEFAULT)
        set_integrity(advapi32, token, UNTRUSTED)
        demand(advapi32.RevertToSelf())
        is_restricted = bool(advapi32.IsTokenRestricted(ctypes.c_void_p(token)))
        demand(kernel32.CloseHandle(ctypes.c_void_p(token)))
        in_force = own_limits(kernel32)
    except OSError as error:
        raise SandboxUnavailable("the system refuses its walls") from error
    if not is_restricted or _can_open(Path(os.environ.get("SYSTEMROOT", "")) / "System32" / "kernel32.dll"):
        raise SandboxUnavailable("this worker was started with the person's own rights")
    if in_force.basic.active_processes != 1 or not 0 < in_force.process_memory <= limits.memory_bytes:
        raise SandboxUnavailable("this worker was started without limits")
    return SandboxReport(
        system_calls_filtered=False,
        landlock_abi=0,
        no_new_privileges=False,
        memory_limit_bytes=in_force.process_memory,
        cpu_limit_s=in_force.basic.process_time // UNITS_A_SECOND,
        starts_processes=False,
        system_sandbox="restricted-token",
        absent=("network",),
    )


def open_own_token(kernel32: Any, advapi32: Any, access: int) -> int:
    """A handle to this process's primary token, to be closed. Raises OSError."""
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    token = ctypes.c_void_p()
    process = ctypes.c_void_p(kernel32.GetCurrentProcess())
    demand(advapi32.OpenProcessToken(process, ctypes.c_uint32(access), ctypes.byref(token)))
    return token.value or 0


def set_integrity(advapi32: Any, token: int, level: str) -> None:
    """Lower a token's integrity level; it can't be raised again. Raises OSError."""
    sid = ctypes.c_void_p()
    demand(advapi32.ConvertStringSidToSidW(ctypes.c_wchar_p(level), ctypes.byref(sid)))
    label = SidAndAttributes(sid, _SE_GROUP_INTEGRITY)
    size = ctypes.c_uint32(ctypes.sizeof(label) + int(advapi32.GetLengthSid(sid)))
    demand(advapi32.SetTokenInformation(ctypes.c_void_p(token), TOKEN_INTEGRITY_LEVEL, ctypes.byref(label), size))


def _can_open(path: Path) -> bool:
    try:
        path.open("rb").close()
    except PermissionError:
        return False
    except OSError:
        return True  # there may be no such file: that proves nothing
    return True
