"""Each wall holds, in a real process."""

from __future__ import annotations

import json
from functools import cache

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


@cache
def outcomes() -> dict[str, str]:
    worker = launcher("walls")()
    try:
        outcome: dict[str, str] = json.loads(FrameReader(worker.reading_fd, max_frame_bytes=1 << 20).read())
    finally:
        worker.kill()
        worker.reap()
        worker.close_pipes()
    return outcome


def test_every_wall_holds() -> None:
    expected = {
        name: "done" if name in NEITHER_DENIED_NOR_ERRORS else OTHER_ERRORS.get(name, "EPERM") for name in outcomes()
    }
    assert outcomes() == expected
    assert len(expected) > 40


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
