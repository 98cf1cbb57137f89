"""Windows. UNTESTED: written from the Win32 reference, never run; the tests of the contract are what to run first.

A worker parses only if it was started by `start_worker`; reader/platform/windows_sandbox.py says what it then may.
Ending a process is TerminateProcess, which psutil calls for the base class.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.errors import SandboxUnavailable
from reader.platform.base import Platform, SandboxReport, StartedWorker, WorkerLimits

if TYPE_CHECKING:
    from reader.platform.displays import DisplayList
    from reader.platform.idle_time import IdleTime
    from reader.platform.notices import OpenNotices
    from reader.platform.raw_keys import RawKeys
    from reader.platform.speech import SpeechFacts

# Values from winnt.h, errhandlingapi.h and jobapi2.h.
_PROCESS_TERMINATE = 0x0001
_PROCESS_SET_QUOTA = 0x0100
_SEM_FAIL_CRITICAL_ERRORS = 0x0001
_SEM_NO_CRASH_DIALOG = 0x0002
_JOB_EXTENDED_LIMIT_INFORMATION = 9
_JOB_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
_EXTENDED_LIMIT_BYTES = 144
_LIMIT_FLAGS_OFFSET = 16
# From winuser.h, SetWindowDisplayAffinity. Older systems take the second for WDA_MONITOR, 1.
_WDA_NONE = 0x00
_WDA_EXCLUDE_FROM_CAPTURE = 0x11


class WindowsPlatform(Platform):
    """Windows 10 and later, 64 bits. UNTESTED."""

    name = "windows"

    def __init__(self) -> None:
        self._jobs: list[int] = []

    def harden_process(self) -> None:
        """No crash dialog and no error reporting window for this process and its children."""
        super().harden_process()
        _kernel32().SetErrorMode(_SEM_FAIL_CRITICAL_ERRORS | _SEM_NO_CRASH_DIALOG)

    def child_environment(self) -> dict[str, str]:
        """Sockets and random numbers fail to load without SystemRoot."""
        return {name: os.environ[name] for name in ("SystemRoot",) if name in os.environ}

    @property
    def can_exclude_from_capture(self) -> bool:
        """Since Windows 7."""
        return True

    def exclude_from_capture(self, window_id: int) -> bool:
        """Left out of what others record; before Windows 10 2004 it is black there. The system is asked back."""
        return _set_affinity(window_id, _WDA_EXCLUDE_FROM_CAPTURE)

    def admit_to_capture(self, window_id: int) -> bool:
        """As any window."""
        return _set_affinity(window_id, _WDA_NONE)

    def hold_child(self, pid: int) -> None:
        """A job object that kills its members when its last handle closes, at the latest with this process."""
        kernel32 = _kernel32()
        job = kernel32.CreateJobObjectW(None, None)
        limits = ctypes.create_string_buffer(_EXTENDED_LIMIT_BYTES)
        ctypes.c_uint32.from_buffer(limits, _LIMIT_FLAGS_OFFSET).value = _JOB_LIMIT_KILL_ON_JOB_CLOSE
        child = kernel32.OpenProcess(_PROCESS_TERMINATE | _PROCESS_SET_QUOTA, 0, pid)
        held = (
            job
            and child
            and kernel32.SetInformationJobObject(job, _JOB_EXTENDED_LIMIT_INFORMATION, limits, len(limits))
            and kernel32.AssignProcessToJobObject(job, child)
        )
        if child:
            kernel32.CloseHandle(child)
        if not held:
            raise OSError("a child can't be tied to this process")
        self._jobs.append(job)

    def start_worker(self, command: Sequence[str], limits: WorkerLimits) -> StartedWorker | None:
        """In a job, with a token that opens nothing. Raises OSError. UNTESTED."""
        from reader.platform.windows_worker import start_on_pipes  # noqa: PLC0415 - the desk alone

        return start_on_pipes(command, self, limits)

    def enter_sandbox(self, limits: WorkerLimits) -> SandboxReport:
        """The rest, from inside. Raises SandboxUnavailable. UNTESTED."""
        from reader.platform.windows_sandbox import enter  # noqa: PLC0415 - only workers need it

        try:
            return enter(limits)
        except OSError as error:  # a library that is not there
            raise SandboxUnavailable("the system's libraries are missing") from error

    def open_raw_keys(self) -> RawKeys:
        """UNTESTED."""
        from reader.platform.windows_keys import WindowsKeys  # noqa: PLC0415 - the watch alone

        return WindowsKeys()

    def open_idle_time(self) -> IdleTime:
        """UNTESTED."""
        from reader.platform.windows_idle import WindowsIdleTime  # noqa: PLC0415 - the guard alone

        return WindowsIdleTime()

    def open_displays(self) -> DisplayList:
        """UNTESTED."""
        from reader.platform.windows_displays import WindowsDisplays  # noqa: PLC0415 - the guard alone

        return WindowsDisplays()

    def speech_facts(self) -> SpeechFacts:
        """Qt's WinRT and SAPI engines both play what they speak in the process that asks for it."""
        from reader.platform.speech import SpeechFacts  # noqa: PLC0415 - as in base

        return SpeechFacts(ends_with_desk=True)

    def notices(self) -> OpenNotices | None:
        """UNTESTED."""
        from reader.platform.windows_notices import WindowsNotices  # noqa: PLC0415 - the guard alone

        return WindowsNotices


def _set_affinity(window_id: int, affinity: int) -> bool:
    user32: Any = ctypes.CDLL("user32")
    user32.SetWindowDisplayAffinity.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    user32.GetWindowDisplayAffinity.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint32)]
    found = ctypes.c_uint32(_WDA_NONE)
    return bool(
        user32.SetWindowDisplayAffinity(window_id, affinity)
        and user32.GetWindowDisplayAffinity(window_id, ctypes.byref(found))
        and bool(found.value) == bool(affinity)
    )


def _kernel32() -> Any:
    """kernel32 with the types that ctypes would guess wrong: handles are as wide as pointers."""
    kernel32: Any = ctypes.CDLL("kernel32")  # 64-bit Windows has one calling convention
    handle, number = ctypes.c_void_p, ctypes.c_uint32
    for name, result, arguments in (
        ("SetErrorMode", number, [number]),
        ("CreateJobObjectW", handle, [handle, ctypes.c_wchar_p]),
        ("OpenProcess", handle, [number, ctypes.c_int, number]),
        ("CloseHandle", ctypes.c_int, [handle]),
        ("SetInformationJobObject", ctypes.c_int, [handle, ctypes.c_int, handle, number]),
        ("AssignProcessToJobObject", ctypes.c_int, [handle, handle]),
    ):
        function = getattr(kernel32, name)
        function.restype, function.argtypes = result, arguments
    return kernel32
