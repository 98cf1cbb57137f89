"""The walls of Windows, which none of this has met: sizes of structures, the order of steps, and what is believed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import SandboxUnavailable
from reader.platform import windows_sandbox
from reader.platform.base import Platform, WorkerLimits
from reader.platform.windows_job import ExtendedLimits, worker_limits
from reader.platform.windows_sandbox import SidAndAttributes
from reader.platform.windows_worker import ProcessInformation, StartupInfo, environment_block, start

LIMITS = WorkerLimits(memory_bytes=2 << 30, cpu_s=3600)
LOGON_ID = 0xC0000007
INTEGRITY = 0x60
ENABLED = 0x7


class System:
    """kernel32 and advapi32 in one: notes each call with its plain arguments, and answers as one that works."""

    def __init__(self, *failing: str, limits: ExtendedLimits | None = None, restricted: bool = True) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._failing, self._limits, self._restricted = failing, limits, restricted
        self._functions: dict[str, Callable[..., Any]] = {}
        self._handles = iter(range(100, 200))
        self.sids: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        def function(*arguments: Any) -> Any:
            plain = tuple(getattr(argument, "value", argument) for argument in arguments)
            self.calls.append((name, plain))
            return 0 if name in self._failing else self._answer(name, arguments)

        return self._functions.setdefault(name, function)

    def names(self) -> list[str]:
        return [name for name, _ in self.calls]

    def arguments(self, name: str) -> list[tuple[Any, ...]]:
        return [arguments for called, arguments in self.calls if called == name]

    def _answer(self, name: str, arguments: tuple[Any, ...]) -> Any:
        match name:
            case "OpenProcessToken" | "CreateRestrictedToken" | "DuplicateTokenEx":
                arguments[-1]._obj.value = next(self._handles)
            case "ConvertStringSidToSidW":
                arguments[1]._obj.value = handle = next(self._handles)
                self.sids[handle] = arguments[0].value
            case "GetTokenInformation":
                return self._tell_members(arguments)
            case "QueryInformationJobObject":
                limits = self._limits or worker_limits(memory_bytes=2 << 30, cpu_s=60)
                ctypes.memmove(ctypes.addressof(arguments[2]._obj), bytes(limits), 144)
            case "CreateProcessAsUserW":
                made = arguments[-1]._obj
                made.process, made.thread, made.pid = 901, 902, 77
            case "IsTokenRestricted":
                return self._restricted
            case "CreateJobObjectW":
                return 800
            case "GetLengthSid":
                return 12
        return 1

    def _tell_members(self, arguments: tuple[Any, ...]) -> int:
        _, kind, memory, _, size = arguments
        members = [(1, 0)] if kind == 1 else [(2, ENABLED), (3, LOGON_ID), (4, INTEGRITY)]
        raw = b"".join(bytes(SidAndAttributes(*member)) for member in members)
        told = raw if kind == 1 else len(members).to_bytes(8, "little") + raw
        size._obj.value = len(told)
        if memory is not None:
            ctypes.memmove(memory, told, len(told))
        return int(memory is not None)


def test_structures_have_the_sizes_and_places_that_windows_gives_them() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ExtendedLimits.process_memory.offset == 112
    assert ctypes.sizeof(SidAndAttributes) == 16
    assert ctypes.sizeof(StartupInfo) == 104
    assert (StartupInfo.flags.offset, StartupInfo.stdin.offset) == (60, 80)
    assert ctypes.sizeof(ProcessInformation) == 24


def test_a_job_has_one_process_and_ends_it_with_the_desk() -> None:
    limits = worker_limits(memory_bytes=123, cpu_s=2)
    assert limits.basic.flags == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000
    assert (limits.basic.active_processes, limits.process_memory, limits.basic.process_time) == (1, 123, 20_000_000)


def test_an_environment_block_is_sorted_and_ends_twice() -> None:
    assert environment_block({"b": "2", "A": "1"}) == "A=1\0b=2\0\0"
    assert environment_block({}) == "\0"


def started(system: System) -> Any:
    return start(["python", "a b"], (1, 2, 3), Environment(), LIMITS, system, system)


class Environment(Platform):
    """With one variable."""

    def child_environment(self) -> dict[str, str]:
        return {"A": "1"}


def test_a_worker_is_started_asleep_and_let_go_last() -> None:
    system = System()
    worker = started(system)
    steps = [
        name
        for name in system.names()
        if name in {"CreateProcessAsUserW", "AssignProcessToJobObject", "SetThreadToken", "ResumeThread"}
    ]
    assert steps == ["CreateProcessAsUserW", "AssignProcessToJobObject", "SetThreadToken", "ResumeThread"]
    ((token, _, line, _, _, inherits, flags, environment, *_),) = system.arguments("CreateProcessAsUserW")
    (lockdown, _same_access) = system.arguments("CreateRestrictedToken")
    assert (line, inherits, environment.rstrip("\0")) == ('python "a b"', 1, "A=1")
    assert flags == 0x4 | 0x400 | 0x08000000
    assert token == lockdown[-1]._obj.value
    assert system.arguments("AssignProcessToJobObject") == [(800, 901)]
    assert "TerminateProcess" not in system.names()
    assert worker.pid == 77
    assert (902,) in system.arguments("CloseHandle")
    assert (800,) not in system.arguments("CloseHandle"), "the job lives as long as the worker"


def test_a_worker_is_killed_and_waited_for_by_its_handle() -> None:
    system = System()
    worker = started(system)
    assert not worker.has_ended(), "the system answers 1, which is no WAIT_OBJECT_0"
    worker.kill()
    worker.reap()
    assert system.calls[-4:] == [
        ("WaitForSingleObject", (901, 0)),
        ("TerminateProcess", (901, 1)),
        ("WaitForSingleObject", (901, 0xFFFFFFFF)),
        ("GetExitCodeProcess", system.calls[-1][1]),
    ]


def test_the_lockdown_token_denies_everybody_and_is_restricted_to_nobody() -> None:
    system = System()
    started(system)
    lockdown, same_access = system.arguments("CreateRestrictedToken")
    _, flags, denied, denied_array, _, _, restricting, restricting_array, _ = lockdown
    assert (flags, denied, restricting) == (1, 2, 1)
    assert [member.sid for member in denied_array] == [1, 2], "not the logon, which opens the desktop's own objects"
    assert system.sids[restricting_array[0].sid] == "S-1-0-0"
    _, flags, denied, _, _, _, restricting, restricting_array, _ = same_access
    assert (flags, denied, restricting) == (0, 0, 3)
    assert [(member.sid, member.attributes) for member in restricting_array] == [(1, 0), (2, 0), (3, 0)]
    levels = [arguments[0] for arguments in system.arguments("ConvertStringSidToSidW")]
    assert levels == ["S-1-0-0", "S-1-16-4096", "S-1-16-4096"]


@pytest.mark.parametrize(
    "failing",
    [
        "CreateJobObjectW", "OpenProcessToken", "CreateRestrictedToken", "DuplicateTokenEx", "SetTokenInformation",
        "CreateProcessAsUserW", "AssignProcessToJobObject", "SetThreadToken",
    ],
)  # fmt: skip
def test_whatever_fails_no_worker_is_left(failing: str) -> None:
    system = System(failing)
    with pytest.raises(OSError, match="refuses"):
        started(system)
    assert "ResumeThread" not in system.names()
    is_made = failing in {"AssignProcessToJobObject", "SetThreadToken"}
    assert system.arguments("TerminateProcess") == ([(901, 1)] if is_made else [])
    if failing != "CreateJobObjectW":
        assert (800,) in system.arguments("CloseHandle")


def enter(system: System, monkeypatch: pytest.MonkeyPatch, *, opens: bool = False) -> Any:
    monkeypatch.setattr(windows_sandbox, "_can_open", lambda path: opens)
    return windows_sandbox.enter(LIMITS, system, system)


def test_inside_the_start_token_is_given_up_and_the_system_asked_back(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System()
    report = enter(system, monkeypatch)
    names = system.names()
    assert names.index("SetTokenInformation") < names.index("RevertToSelf") < names.index("IsTokenRestricted")
    assert system.arguments("ConvertStringSidToSidW")[0][0] == "S-1-16-0"
    assert report.is_confined
    assert (report.memory_limit_bytes, report.cpu_limit_s, report.absent) == (2 << 30, 60, ("network",))


@pytest.mark.parametrize(
    ("system", "opens"),
    [
        (System(restricted=False), False),
        (System(), True),
        (System("RevertToSelf"), False),
        (System("SetTokenInformation"), False),
        (System("OpenProcessToken"), False),
        (System("QueryInformationJobObject"), False),
        (System(limits=ExtendedLimits()), False),
        (System(limits=worker_limits(memory_bytes=4 << 30, cpu_s=60)), False),
    ],
)
def test_a_wall_that_does_not_stand_means_no_parsing(
    monkeypatch: pytest.MonkeyPatch, system: System, opens: bool
) -> None:
    with pytest.raises(SandboxUnavailable):
        enter(system, monkeypatch, opens=opens)


def test_a_file_that_opens_is_a_wall_that_does_not_stand(tmp_path: Path) -> None:
    file = tmp_path / "file"
    assert windows_sandbox._can_open(file), "one that is not there proves nothing"
    file.touch()
    assert windows_sandbox._can_open(file)
