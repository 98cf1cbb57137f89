"""Starting a worker on Windows with next to no rights. NEVER RUN: written from the Win32 reference.

subprocess can't give a token, so this is CreateProcessAsUserW: suspended, put into its job, given the start token
(windows_tokens.py), and only then let go. Whatever fails, no process is left.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.platform.base import Platform, WorkerLimits
from reader.platform.windows_job import Job, demand
from reader.platform.windows_tokens import Tokens

_CREATE_SUSPENDED = 0x00000004
_CREATE_UNICODE_ENVIRONMENT = 0x00000400
_CREATE_NO_WINDOW = 0x08000000
_STARTF_USE_STD_HANDLES = 0x00000100
_INFINITE = 0xFFFFFFFF
_WAIT_OBJECT_0 = 0
_NOT_RESUMED = 0xFFFFFFFF


class StartupInfo(ctypes.Structure):
    """STARTUPINFOW."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("reserved", ctypes.c_wchar_p),
        ("desktop", ctypes.c_wchar_p),
        ("title", ctypes.c_wchar_p),
        ("placement", ctypes.c_uint32 * 7),
        ("flags", ctypes.c_uint32),
        ("show", ctypes.c_uint16),
        ("reserved_size", ctypes.c_uint16),
        ("reserved_data", ctypes.c_void_p),
        ("stdin", ctypes.c_void_p),
        ("stdout", ctypes.c_void_p),
        ("stderr", ctypes.c_void_p),
    )


class ProcessInformation(ctypes.Structure):
    """PROCESS_INFORMATION."""

    _fields_ = (
        ("process", ctypes.c_void_p),
        ("thread", ctypes.c_void_p),
        ("pid", ctypes.c_uint32),
        ("thread_id", ctypes.c_uint32),
    )


class RestrictedWorker:
    """A worker's process, held by its handle and its job, and the two ends of its pipes that are ours."""

    def __init__(self, kernel32: Any, process: int, pid: int, job: Job, platform: Platform) -> None:
        self._kernel32, self._process, self._job = kernel32, ctypes.c_void_p(process), job
        self.pid, self.platform, self.peak_bytes = pid, platform, 0
        self.writing_fd = self.reading_fd = -1

    def has_ended(self) -> bool:
        """Whether it runs no more."""
        return bool(self._kernel32.WaitForSingleObject(self._process, ctypes.c_uint32(0)) == _WAIT_OBJECT_0)

    def kill(self) -> None:
        """End it now; one that has ended is no error. From any thread, any number of times."""
        self._kernel32.TerminateProcess(self._process, ctypes.c_uint32(1))

    def reap(self) -> int:
        """Wait for its end; its exit code. Kill it first."""
        self._kernel32.WaitForSingleObject(self._process, ctypes.c_uint32(_INFINITE))
        code = ctypes.c_uint32()
        self._kernel32.GetExitCodeProcess(self._process, ctypes.byref(code))
        return code.value

    def close_pipes(self) -> None:
        """Give all that it held back, once nobody reads or writes any more."""
        for descriptor in (self.writing_fd, self.reading_fd):
            os.close(descriptor)
        self._kernel32.CloseHandle(self._process)
        self._job.close()


def start_on_pipes(command: Sequence[str], platform: Platform, limits: WorkerLimits) -> RestrictedWorker:
    """Start `command` with pipes for its stdin and stdout, and nowhere for its stderr. Raises OSError."""
    to_worker, from_worker = os.pipe(), os.pipe()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    theirs = (to_worker[0], from_worker[1], nowhere)
    try:
        handles = tuple(map(_inheritable_handle, theirs))
        worker = start(command, handles, platform, limits)
    except OSError:
        for ours in (to_worker[1], from_worker[0]):
            os.close(ours)
        raise
    finally:
        for descriptor in theirs:
            os.close(descriptor)
    worker.writing_fd, worker.reading_fd = to_worker[1], from_worker[0]
    return worker


def _inheritable_handle(descriptor: int) -> int:
    """Windows alone has these two functions, and so the type checker knows them nowhere else."""
    handle = int(importlib.import_module("msvcrt").get_osfhandle(descriptor))
    vars(os)["set_handle_inheritable"](handle, True)
    return handle


def start(
    command: Sequence[str],
    handles: tuple[int, ...],
    platform: Platform,
    limits: WorkerLimits,
    kernel32: Any = None,
    advapi32: Any = None,
) -> RestrictedWorker:
    """Start `command` walled in; `handles` are its stdin, stdout and stderr, made inheritable. Raises OSError."""
    kernel32, advapi32 = kernel32 or ctypes.CDLL("kernel32"), advapi32 or ctypes.CDLL("advapi32")
    with contextlib.ExitStack() as to_close:
        job = Job(kernel32)
        on_failure = to_close.enter_context(contextlib.ExitStack())
        on_failure.callback(job.close)  # which ends whoever is in it
        job.limit(memory_bytes=limits.memory_bytes, cpu_s=limits.cpu_s)
        tokens = Tokens(kernel32, advapi32)
        to_close.callback(tokens.close)
        made = _create_suspended(advapi32, tokens.lockdown, command, handles, platform.child_environment())
        on_failure.callback(kernel32.TerminateProcess, ctypes.c_void_p(made.process), ctypes.c_uint32(1))
        to_close.callback(kernel32.CloseHandle, ctypes.c_void_p(made.thread))
        job.add(made.process)
        with contextlib.suppress(OSError):  # a job that is inside another, as below some terminals, can't
            job.close_desktop()
        thread = ctypes.c_void_p(made.thread)
        demand(advapi32.SetThreadToken(ctypes.byref(thread), ctypes.c_void_p(tokens.start)))
        demand(kernel32.ResumeThread(thread) != _NOT_RESUMED)
        on_failure.pop_all()
        return RestrictedWorker(kernel32, made.process, made.pid, job, platform)


def environment_block(environment: Mapping[str, str]) -> str:
    """As CreateProcess wants it: each entry ends with a NUL, sorted without regard to case, the whole with another."""
    entries = sorted(environment.items(), key=lambda entry: entry[0].upper())
    return "".join(f"{name}={value}\0" for name, value in entries) + "\0"


def _create_suspended(
    advapi32: Any,
    token: int,
    command: Sequence[str],
    handles: tuple[int, ...],
    environment: Mapping[str, str],
) -> ProcessInformation:
    startup = StartupInfo(size=ctypes.sizeof(StartupInfo), flags=_STARTF_USE_STD_HANDLES)
    startup.stdin, startup.stdout, startup.stderr = handles
    made = ProcessInformation()
    demand(
        advapi32.CreateProcessAsUserW(
            ctypes.c_void_p(token),
            None,
            ctypes.create_unicode_buffer(subprocess.list2cmdline(command)),  # it is written into
            None,
            None,
            1,  # the three handles are inherited; Python makes no others inheritable
            ctypes.c_uint32(_CREATE_SUSPENDED | _CREATE_UNICODE_ENVIRONMENT | _CREATE_NO_WINDOW),
            ctypes.create_unicode_buffer(environment_block(environment)),
            ctypes.c_wchar_p(Path(sys.executable).anchor),
            ctypes.byref(startup),
            ctypes.byref(made),
        )
    )
    return made
