"""What every trigger keeps to, whatever its source: inherited by the test of each."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue

import pytest

from reader.guard.triggers.base import QUIET_S, REASONS, Trigger
from tests.guard.stage import DEADLINE_S, wait_until


class Clock:
    """A monotonic clock that only the test moves."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s

    def pass_quiet(self) -> None:
        """Until a report would be heard again."""
        self.now_s += QUIET_S


class Reports:
    """Collects what a trigger reports."""

    def __init__(self) -> None:
        self._names: SimpleQueue[str] = SimpleQueue()

    def __call__(self, name: str) -> None:
        self._names.put(name)

    def wait(self) -> str:
        """The next; fails when none comes."""
        return self._names.get(timeout=DEADLINE_S)

    def none(self) -> bool:
        """Whether nothing has come that was not waited for."""
        try:
            self._names.get_nowait()
        except Empty:
            return True
        return False


def wait_for_state(trigger: Trigger, reason: str = "") -> None:
    """Until it works, or until it does not for this reason."""
    wait_until(lambda: trigger.state.reason == reason, f"{trigger.name} {reason or 'works'}, not {trigger.state}")


class TriggerContract:
    """A subclass has the fixtures `trigger` (its source there and calm), and `cause` that makes it happen."""

    @pytest.fixture
    def clock(self, trigger: Trigger) -> Clock:
        clock = Clock()
        trigger._now = clock
        return clock

    @pytest.fixture(autouse=True)
    def ended(self, trigger: Trigger, source: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """No thread outlives its trigger."""
        monkeypatch.setattr(type(trigger), "retry_s", 0.02)
        yield
        trigger.stop()
        name = f"trigger-{trigger.name}"
        wait_until(lambda: name not in {thread.name for thread in threading.enumerate()}, "the thread's end")

    def cause(self, source: object) -> None:
        """Make it happen, from calm."""
        raise NotImplementedError

    def calm(self, source: object) -> None:
        """Make it ready to happen again."""
        raise NotImplementedError

    def test_it_reports_what_happens(self, trigger: Trigger, source: object) -> None:
        reports = Reports()
        assert trigger.state.reason == "not-started"
        trigger.start(reports)
        wait_for_state(trigger)
        assert trigger.state.works
        self.cause(source)
        assert reports.wait() == trigger.name

    def test_flapping_is_one_report_and_then_heard_again(self, trigger: Trigger, source: object, clock: Clock) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        self.cause(source)
        reports.wait()
        for _ in range(3):
            self.calm(source)
            self.cause(source)
        self.calm(source)
        assert reports.none()
        clock.pass_quiet()
        self.cause(source)
        assert reports.wait() == trigger.name
        assert reports.none()

    def test_nothing_comes_after_a_stop_and_it_can_start_again(self, trigger: Trigger, source: object) -> None:
        stopped, started = Reports(), Reports()
        trigger.stop()
        trigger.start(stopped)
        wait_for_state(trigger)
        trigger.stop()
        trigger.stop()
        assert trigger.state.reason == "not-started"
        trigger.start(started)
        wait_for_state(trigger)
        self.cause(source)
        started.wait()
        assert stopped.none()

    def test_its_name_and_reasons_are_agreed_on(self, trigger: Trigger, source: object) -> None:
        assert trigger.name.replace("-", "").isalpha()
        assert trigger.name.islower()
        trigger.start(Reports())
        wait_for_state(trigger)
        assert trigger.state.reason in {"", *REASONS}
