"""Each wall holds, in a real process."""

from __future__ import annotations

import json
import os

import pytest

from reader.errors import SandboxUnavailable
from reader.platform.base import Platform, SandboxReport, WorkerLimits
from reader.workers.frames import FrameReader
from reader.workers.sandbox import enter_sandbox
from tests.workers.conftest import launcher

NEITHER_DENIED_NOR_ERRORS = {"memory below the limit", "time and chance"}
OTHER_ERRORS = {
    "clone3": "ENOSYS",
    "start a thread": "RuntimeError",
    "import what is not loaded": "ModuleNotFoundError",
    "memory beyond the limit": "MemoryError",
}


def told_by(*words: str) -> dict[str, str]:
    """What a child says in its one frame."""
    worker = launcher(*words)()
    try:
        outcome: dict[str, str] = json.loads(FrameReader(worker.reading_fd, max_frame_bytes=1 << 20).read())
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
    assert len(outcomes) > 40


def test_the_second_wall_holds_alone() -> None:
    told = told_by("landlock")
    if not told["abi"]:
        pytest.skip("this kernel has no Landlock")
    assert told["open"] == "EACCES"


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
