"""Each wall holds, in a real process."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Callable
from typing import Any

import pytest

from reader.errors import SandboxUnavailable
from reader.platform.base import Platform, SandboxReport, WorkerLimits
from reader.platform.linux_landlock import kernel_abi
from reader.workers.frames import FrameReader
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Ready, decode_answer
from reader.workers.sandbox import LIMITS, enter_sandbox
from tests.workers.conftest import captor

EXPECTED_LIMITS = {
    "RLIMIT_AS": (LIMITS.memory_bytes, LIMITS.memory_bytes),
    "RLIMIT_CPU": (LIMITS.cpu_s, LIMITS.cpu_s + 1),
    "RLIMIT_NOFILE": (3, 3),
    "RLIMIT_NPROC": (0, 0),
    "RLIMIT_FSIZE": (0, 0),
    "RLIMIT_CORE": (0, 0),
}

NEITHER_DENIED_NOR_ERRORS = {"memory below the limit", "time and chance"}
OTHER_ERRORS = {
    "clone3": "ENOSYS",
    "start a thread": "RuntimeError",
    "import what is not loaded": "ModuleNotFoundError",
    "memory beyond the limit": "MemoryError",
}


def told_by(*words: str) -> Any:
    """What a child says in its one frame."""
    worker = captor(*words)()
    try:
        outcome = json.loads(bytes(FrameReader(worker.reading_fd, max_frame_bytes=1 << 20).read()))
    finally:
        worker.kill()
        worker.reap()
        worker.close_pipes()
    return outcome


@pytest.mark.parametrize("user", [os.geteuid(), 65534], ids=["us", "nobody"])
def test_every_wall_holds(user: int) -> None:
    if user not in {0, os.geteuid()} and os.geteuid() != 0:
        pytest.skip("only root can be another")
    outcomes = told_by("walls", str(user))
    expected = {
        name: "done" if name in NEITHER_DENIED_NOR_ERRORS else OTHER_ERRORS.get(name, "EPERM") for name in outcomes
    }
    assert outcomes == expected
    assert len(outcomes) > 60


@pytest.mark.parametrize("lacks", ["landlock", "landlock at boot"])
def test_without_the_second_wall_the_first_holds_and_says_so(lacks: str) -> None:
    assert told_by("older kernel", lacks) == {"abi": 0, "absent": ["landlock"], "open": "EPERM"}


@pytest.mark.parametrize(
    ("lacks", "reason"),
    [("filters", "the kernel takes no system call filter"), ("library", "libseccomp2 is not installed")],
)
def test_without_the_first_wall_nothing_is_parsed(
    make_captive_pool: Callable[..., WorkerPool], lacks: str, reason: str
) -> None:
    pool = make_captive_pool("older kernel", lacks)
    with pytest.raises(SandboxUnavailable, match=reason):
        list(pool.parse([b"one"]))
    assert pool.sandbox is None


@pytest.mark.parametrize("kind", ["segmentation", "abort", "stack", "processor time"])
def test_a_crash_is_an_exit_of_which_no_log_writes(kind: str) -> None:
    """A process that a signal ends is in the kernel's log with its date (reader/platform/linux_faults.py)."""
    worker = captor("fault", kind)()
    assert FrameReader(worker.reading_fd, max_frame_bytes=100).read() == b"inside"
    status = worker.reap()
    worker.close_pipes()
    assert status == (signal.SIGXCPU if kind == "processor time" else signal.SIGSEGV)


def test_every_limit_is_set_and_can_not_be_raised() -> None:
    worker = captor("stand")()
    answer = decode_answer(FrameReader(worker.reading_fd, max_frame_bytes=1 << 20).read())
    assert isinstance(answer, Ready)
    limits = {name: resource.prlimit(worker.pid, getattr(resource, name)) for name in EXPECTED_LIMITS}
    worker.kill()
    worker.reap()
    worker.close_pipes()
    assert limits == EXPECTED_LIMITS
    report = answer.report
    assert (report.memory_limit_bytes, report.cpu_limit_s) == (LIMITS.memory_bytes, LIMITS.cpu_s)
    assert not report.starts_processes


def test_rules_made_before_a_fork_are_as_strict_after_it() -> None:
    """What the zygote does; each of its children loads them anew."""
    assert told_by("forked walls") == [{"open": "EPERM", "fork": "EPERM", "abi": kernel_abi()}] * 2


def test_no_filter_means_no_worker() -> None:
    class Unfiltered(Platform):
        def enter_sandbox(self, limits: WorkerLimits) -> SandboxReport:
            return SandboxReport(
                system_calls_filtered=False,
                landlock_abi=7,
                no_new_privileges=True,
                memory_limit_bytes=limits.memory_bytes,
            )

    with pytest.raises(SandboxUnavailable):
        enter_sandbox(Unfiltered())


def test_a_system_without_sandbox_says_so() -> None:
    with pytest.raises(SandboxUnavailable):
        enter_sandbox(Platform())
