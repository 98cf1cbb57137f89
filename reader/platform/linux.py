"""Linux: process hygiene by prctl and rlimits, whole process groups, the worker's sandbox."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import SandboxUnavailable
from reader.platform.base import Platform, SandboxReport, WorkerLimits, private_folder
from reader.platform.safety.probe import Probe

if TYPE_CHECKING:
    from reader.platform.displays import DisplayList
    from reader.platform.idle_time import IdleTime
    from reader.platform.raw_keys import RawKeys
    from reader.platform.speech import SpeechFacts, SpeechService

# Numbers from include/uapi/linux/prctl.h.
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
# From include/uapi/linux/fcntl.h and fs.h.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_MCL_CURRENT = 1  # include/uapi/asm-generic/mman.h
_M_MMAP_THRESHOLD = -3  # malloc.h of glibc
_MAPPED_BYTES = 1024 * 1024


class LinuxPlatform(Platform):
    """Linux 5.4 and later."""

    name = "linux"

    def __init__(self) -> None:
        self._system_call_rules: Any = None

    def harden_process(self) -> None:
        """No core dumps; no ptrace and no reading of /proc/PID/mem by this user's other processes; umask 077."""
        super().harden_process()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _prctl(_PR_SET_DUMPABLE, 0)

    def return_freed_memory(self) -> None:
        """A fixed threshold from which each block is mapped by itself; glibc raises its own up to 32 MiB (mallopt(3)).

        Measured: a PDF's pages turned for a while took 139 MiB above idle without it, and 67 MiB with it.
        """
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none, and keeps nothing back
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, _MAPPED_BYTES)

    def die_with_parent(self, expected_parent_pid: int) -> None:
        """SIGKILL comes when the thread that started this process ends; if it has already, exit now.

        Call it from the main thread of a process without others. The parent may have died before the call: then this
        process has been given to another parent already, and the comparison tells.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("die_with_parent belongs in the main thread")
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != expected_parent_pid:
            sys.exit(1)

    def runtime_folder(self, identity: str) -> Path:
        """Below XDG_RUNTIME_DIR (kept in memory, ends with the session); beside the data where there is none."""
        base = os.environ.get("XDG_RUNTIME_DIR", "")
        if not base or not Path(base).is_dir():
            return private_folder(self.data_folder(identity) / "run")
        return private_folder(Path(base) / identity)

    def free_bytes(self, path: Path) -> int:
        """What is left to this user, without the blocks kept back for root."""
        room = os.statvfs(path)
        return room.f_bavail * room.f_frsize

    def available_memory_bytes(self) -> int:
        """By the kernel's own estimate (proc_meminfo(5)); where it gives none, nothing is held back."""
        try:
            lines = Path("/proc/meminfo").read_text().splitlines()
        except OSError:
            return sys.maxsize
        amounts = {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)}
        return amounts.get("MemAvailable", sys.maxsize) + amounts.get("SwapFree", 0)

    def exchange_folders(self, one: Path, other: Path) -> bool:
        """By renameat2(2), which ext4, btrfs, xfs, tmpfs and newer kernels' FAT know; exFAT and FUSE do not."""
        rename = getattr(ctypes.CDLL(None), "renameat2", None)  # glibc 2.28, musl 1.2.6
        if rename is None:
            return False
        return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)

    def process_exists(self, pid: int) -> bool:
        """By its state in /proc (proc_pid_stat(5)): Z is a zombie, X is gone."""
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}

    def kill_process(self, pid: int) -> None:
        """SIGKILL."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def kill_group(self, pgid: int) -> None:
        """SIGKILL to the whole group in one call."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pgid, signal.SIGKILL)

    def limit_cpu(self, pid: int, seconds: int) -> None:
        """The kernel sends SIGXCPU, then SIGKILL a second later. A child that is gone is no error."""
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds + 1))

    def cpu_seconds(self, pid: int) -> float:
        """By the process's own clock (clock_getcpuclockid(3)), which anybody may read, /proc hidden or not."""
        clock = ctypes.c_int()
        if ctypes.CDLL(None).clock_getcpuclockid(ctypes.c_int(pid), ctypes.byref(clock)) != 0:
            return 0.0
        try:
            return time.clock_gettime(clock.value)
        except OSError:  # it ended in between
            return 0.0

    def is_cpu_limit(self, exit_status: int) -> bool:
        """SIGXCPU ends whoever does not catch it; inside the sandbox it ends in an exit of the same number."""
        return exit_status in {-signal.SIGXCPU, signal.SIGXCPU}

    def safety_probes(self, folder: Path, window_system: str) -> tuple[Probe, ...]:
        """From /proc, /sys, the session bus and the X server."""
        from reader.platform.safety.linux import linux_probes  # noqa: PLC0415 - for the desk's settings alone

        return linux_probes(folder, window_system)

    def clock_with_sleep_s(self) -> float:
        """CLOCK_BOOTTIME (clock_gettime(2))."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    def lock_memory(self) -> bool:
        """All of it by mlockall(2); where RLIMIT_MEMLOCK forbids that, the heap first and then as much as it permits.

        What Python takes later is not locked: beyond the limit it would get no memory at all.
        """
        libc = ctypes.CDLL(None)
        if libc.mlockall(_MCL_CURRENT) == 0:
            return True
        locked = [libc.mlock(ctypes.c_void_p(start), ctypes.c_size_t(size)) == 0 for start, size in _own_memory()]
        return all(locked)

    def prepare_sandbox(self) -> None:
        """Find libseccomp and build its rules, some 16 ms of work (measured) that a fork inherits."""
        from reader.platform.linux_sandbox import build_rules  # noqa: PLC0415 - only workers load libseccomp

        with contextlib.suppress(SandboxUnavailable):  # entering says it again
            self._system_call_rules = build_rules()

    @property
    def forks_workers(self) -> bool:
        """By fork(2), descriptors over a local socket (unix(7), SCM_RIGHTS) and pidfd_open(2) of Linux 5.3."""
        return True

    def enter_sandbox(self, limits: WorkerLimits) -> SandboxReport:
        """Rlimits, no new privileges, Landlock where the kernel has it, then seccomp. Raises SandboxUnavailable."""
        from reader.platform.linux_sandbox import enter  # noqa: PLC0415 - only workers load libseccomp

        return enter(limits, self._system_call_rules)

    def open_raw_keys(self) -> RawKeys:
        """The X server's."""
        from reader.platform.x11 import RawKeys  # noqa: PLC0415 - the watch alone

        return RawKeys()

    def open_idle_time(self) -> IdleTime:
        """The X server's or the compositor's."""
        from reader.platform.idle_time import open_idle_time  # noqa: PLC0415 - the guard alone

        return open_idle_time()

    def speech_service(self) -> SpeechService:
        """Speech Dispatcher; one that is reached by the network is never spoken through, and so never silenced."""
        from reader.platform.speech import SpeechDispatcher, SpeechService, socket_path  # noqa: PLC0415 - as in base

        path = socket_path(os.environ)
        return SpeechDispatcher(path) if path is not None else SpeechService()

    def speech_facts(self) -> SpeechFacts:
        """By its settings and the environment."""
        from reader.platform.speech import configuration_folders, speech_dispatcher_facts  # noqa: PLC0415 - as in base

        return speech_dispatcher_facts(os.environ, configuration_folders(os.environ))

    def open_displays(self) -> DisplayList:
        """The X server's or the kernel's."""
        from reader.platform.displays import open_displays  # noqa: PLC0415 - the guard alone

        return open_displays()


def _own_memory() -> list[tuple[int, int]]:
    """Start and size of what this process alone reads and writes (proc_pid_maps(5)); what belongs to no file first."""
    found = []
    for line in Path("/proc/self/maps").read_text().splitlines():
        span, permissions, _offset, _device, _inode, *name = line.split(maxsplit=5)
        start, end = (int(address, 16) for address in span.split("-"))
        if permissions == "rw-p":
            found.append((bool(name) and name != ["[heap]"], end - start, start))
    return [(start, size) for _, size, start in sorted(found)]


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
