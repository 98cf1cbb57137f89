"""Where a platform starts its workers itself, it is asked to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reader.platform.base import Platform, StartedWorker, WorkerLimits
from reader.workers import launcher
from reader.workers.sandbox import LIMITS


class Starting(Platform):
    """Notes what it is asked to start, and answers with what it was given."""

    def __init__(self, answer: StartedWorker | None) -> None:
        self.asked: list[tuple[Sequence[str], WorkerLimits]] = []
        self._answer = answer

    def start_worker(self, command: Sequence[str], limits: WorkerLimits) -> StartedWorker | None:
        self.asked.append((command, limits))
        return self._answer


def test_a_platform_that_starts_workers_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = launcher.launch(["true"])
    platform = Starting(worker)
    monkeypatch.setattr(launcher, "this_platform", lambda: platform)
    monkeypatch.setattr(launcher, "launch", lambda command: pytest.fail("started twice"))
    assert launcher.launch_worker() is worker
    assert platform.asked == [(launcher.worker_command(), LIMITS)]
    worker.reap()
    worker.close_pipes()


def test_one_that_does_not_leaves_it_to_us(monkeypatch: pytest.MonkeyPatch) -> None:
    platform, worker = Starting(None), launcher.launch(["true"])
    started: list[list[str]] = []

    def launch(command: list[str]) -> launcher.WorkerProcess:
        started.append(command)
        return worker

    monkeypatch.setattr(launcher, "this_platform", lambda: platform)
    monkeypatch.setattr(launcher, "launch", launch)
    assert launcher.launch_worker() is worker
    assert started == [launcher.worker_command()]
    assert len(platform.asked) == 1
    worker.reap()
    worker.close_pipes()
