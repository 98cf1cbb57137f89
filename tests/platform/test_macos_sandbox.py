"""The wall of macOS, of which only what is asked of the system, and when it is believed, can be tried elsewhere."""

from __future__ import annotations

import os
import sys

import pytest

from reader.errors import SandboxUnavailable
from reader.platform.base import WorkerLimits

if sys.platform == "win32":
    pytest.skip("rlimits are not there", allow_module_level=True)

from reader.platform import macos_sandbox

LIMITS = WorkerLimits(memory_bytes=1 << 31, cpu_s=60)


class System:
    """libSystem, as far as it is asked."""

    def __init__(self, answer: int = 0) -> None:
        self.asked: list[tuple[bytes, int]] = []

        def sandbox_init(profile: bytes, flags: int, error: object) -> int:
            self.asked.append((profile, flags))
            steps.append("profile")
            return answer

        self.sandbox_init = sandbox_init


steps: list[str] = []


@pytest.fixture(autouse=True)
def _no_real_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    steps.clear()
    monkeypatch.setattr(macos_sandbox, "close_all_but_three", lambda: steps.append("close"))
    monkeypatch.setattr(macos_sandbox, "lower_limits", lambda limits: steps.append(f"{len(limits)} limits"))


def deny(monkeypatch: pytest.MonkeyPatch, error: type[OSError] | None = PermissionError) -> None:
    def open_(path: str, flags: int) -> int:
        assert path == "/etc/hosts"
        steps.append("try")
        if error is not None:
            raise error
        return os.dup(0)

    monkeypatch.setattr("reader.platform.macos_sandbox.os.open", open_)


def test_everything_is_denied_without_a_log_and_then_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    deny(monkeypatch)
    system = System()
    report = macos_sandbox.enter(LIMITS, system)
    assert system.asked == [(b"(version 1)\n(deny default (with no-log))\n", 0)]
    assert steps == ["close", "3 limits", "profile", "try", "1 limits"]
    assert report.is_confined
    assert (report.system_sandbox, report.memory_limit_bytes, report.absent) == ("seatbelt", 0, ("memory",))


@pytest.mark.parametrize("error", [None, FileNotFoundError])
def test_a_wall_that_lets_a_file_through_is_none(monkeypatch: pytest.MonkeyPatch, error: type[OSError] | None) -> None:
    deny(monkeypatch, error)
    with pytest.raises(SandboxUnavailable, match="lets files through"):
        macos_sandbox.enter(LIMITS, System())


def test_a_system_that_refuses_or_has_none_parses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    deny(monkeypatch)
    with pytest.raises(SandboxUnavailable, match="refuses"):
        macos_sandbox.enter(LIMITS, System(-1))
    with pytest.raises(SandboxUnavailable, match="no sandbox_init"):
        macos_sandbox.enter(LIMITS, object())
    assert "try" not in steps
