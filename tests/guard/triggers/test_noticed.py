"""The triggers of Windows and macOS, on a source that a test speaks for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from reader.guard.messages import TriggerSettings
from reader.guard.profiles import TRIGGERS, make_triggers, profile_of
from reader.guard.triggers.noticed import NOTICED, Noticed, NoticedMains, NoticedSleep
from reader.platform.base import Platform
from reader.platform.notices import Notice, OpenNotices
from tests.guard.stage import wait_until
from tests.guard.triggers.contract import Reports, TriggerContract, wait_for_state


class Opening:
    """One opening of a source: its state comes first, then what it is told to say."""

    def __init__(self, *state: Notice) -> None:
        self.said: SimpleQueue[Notice] = SimpleQueue()
        self.spoken = self.heard = 0
        for notice in state:
            self.put(notice)

    def put(self, notice: Notice) -> None:
        self.spoken += 1
        self.said.put(notice)

    def pump(self, _limit_s: float, tell: Callable[[Notice], None]) -> None:
        try:
            notice = self.said.get(timeout=0.005)
        except Empty:
            return
        tell(notice)
        self.heard += 1

    def close(self) -> None:
        pass


class Source:
    """Speaks to whoever opened it last."""

    def __init__(self, *state: Notice) -> None:
        self._state = state
        self.openings: list[Opening] = []

    def open(self) -> Opening:
        self.openings.append(Opening(*self._state))
        return self.openings[-1]

    def say(self, notice: Notice) -> None:
        wait_until(lambda: bool(self.openings), "somebody who listens")
        opening = self.openings[-1]
        opening.put(notice)
        wait_until(lambda: opening.heard == opening.spoken, "somebody who hears it")


class NoticedContract(TriggerContract):
    kind: type[Noticed]

    @pytest.fixture
    def source(self) -> Source:
        return Source(*([self.kind.calm] if self.kind.calm else []))

    @pytest.fixture
    def trigger(self, source: Source) -> Noticed:
        return self.kind(source.open)

    def cause(self, source: object) -> None:
        assert isinstance(source, Source)
        source.say(self.kind.danger)

    def calm(self, source: object) -> None:
        assert isinstance(source, Source)
        if self.kind.calm:
            source.say(self.kind.calm)


class TestMains(NoticedContract):
    kind = NoticedMains

    def test_running_on_the_battery_from_the_start_is_no_alarm(self, trigger: Noticed) -> None:
        source, reports = Source(), Reports()
        trigger._open_source = source.open
        trigger.start(reports)
        source.say(Notice.ON_BATTERY)
        source.say(Notice.LID_CLOSED)
        assert reports.none()
        source.say(Notice.ON_MAINS)
        source.say(Notice.ON_BATTERY)
        reports.wait()

    def test_a_lack_is_said(self, trigger: Noticed, source: Source) -> None:
        trigger.start(Reports())
        source.say(Notice.NO_BATTERY)
        assert trigger.state.reason == "no-battery"


def test_sleep_waits_until_the_trigger_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.guard.triggers.noticed.HOLD_SLEEP_S", 3600.0)
    opening, reports = Opening(Notice.SLEEP_COMES), Reports()
    trigger = NoticedSleep(lambda: opening)
    trigger.start(reports)
    assert reports.wait() == trigger.name
    assert opening.heard == 0, "held"
    trigger.stop()
    wait_until(lambda: opening.heard == 1, "the answer to the system")
    wait_until(lambda: f"trigger-{trigger.name}" not in {thread.name for thread in threading.enumerate()}, "its end")


def test_a_system_that_tells_nothing_is_said() -> None:
    def refuse() -> Opening:
        raise OSError("no window")

    trigger = NoticedMains(refuse)
    trigger.start(Reports())
    wait_for_state(trigger, "no-messages")
    trigger.stop()


class Elsewhere(Platform):
    def notices(self) -> OpenNotices | None:
        return Opening


def test_a_system_of_its_own_words_has_the_same_triggers(tmp_path: Path) -> None:
    everything = profile_of(TriggerSettings(deeds={kind.name: "cover" for kind in TRIGGERS}))
    made = make_triggers(everything, tmp_path, identity="Notes", platform=Elsewhere())
    here = make_triggers(everything, tmp_path, identity="Notes", platform=Platform())
    assert {trigger.name for trigger in made} == {trigger.name for trigger in here}
    assert [type(trigger) for trigger in made[: len(NOTICED)]] == list(NOTICED)
