"""Idleness by both clocks: the arithmetic, and the real counters of an X server and a compositor's service."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DisplayUnavailable
from reader.guard.triggers.idle import Idle, IdleMeter
from reader.platform.idle_time import MutterIdleTime, X11IdleTime, open_idle_time
from tests.guard.stage import wait_until
from tests.guard.triggers.contract import Reports, TriggerContract, wait_for_state
from tests.guard.triggers.fake_bus import FakeService, PrivateBus

LIMIT_S = 60.0
MUTTER = "org.gnome.Mutter.IdleMonitor"
MUTTER_PATH = "/org/gnome/Mutter/IdleMonitor/Core"


class Machine:
    """Clocks and a counter of idleness that only the test moves."""

    def __init__(self) -> None:
        self.monotonic_s, self.wall_s, self.idle_s = 100.0, 1_000_000.0, 0.0
        self.readings = 0
        self.is_gone = False

    def seconds(self) -> float:
        if self.is_gone:
            raise ConnectionError
        self.readings += 1
        return self.idle_s

    def close(self) -> None:
        pass

    def pass_untouched(self, seconds: float) -> None:
        self.idle_s += seconds
        self.wall_s += seconds
        self.monotonic_s += seconds

    def sleep(self, seconds: float) -> None:
        """Only the wall clock goes on."""
        self.wall_s += seconds

    def touch(self) -> None:
        self.idle_s = 0.0

    def wait_until_read(self) -> None:
        before = self.readings
        wait_until(lambda: self.readings >= before + 2, "a look at the clocks")


class TestIdle(TriggerContract):
    @pytest.fixture
    def source(self) -> Machine:
        return Machine()

    @pytest.fixture
    def trigger(self, source: Machine) -> Idle:
        return Idle(
            LIMIT_S, lambda: source, monotonic=lambda: source.monotonic_s, wall=lambda: source.wall_s, look_s=0.005
        )

    def cause(self, source: object) -> None:
        assert isinstance(source, Machine)
        source.pass_untouched(LIMIT_S)
        source.wait_until_read()

    def calm(self, source: object) -> None:
        assert isinstance(source, Machine)
        source.touch()
        source.pass_untouched(1.0)
        source.touch()
        source.wait_until_read()

    def test_a_source_that_goes_is_said_and_found_again(self, trigger: Idle, source: Machine) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.is_gone = True
        wait_for_state(trigger, "no-idle-time")
        source.is_gone = False
        wait_for_state(trigger)
        self.cause(source)
        reports.wait()

    def test_sleep_counts(self, trigger: Idle, source: Machine) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.sleep(LIMIT_S)
        reports.wait()

    @pytest.mark.parametrize("lie", [-1.0, float("nan"), float("inf")])
    def test_what_is_no_time_is_said_and_hides_nothing(self, trigger: Idle, source: Machine, lie: float) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.idle_s = lie
        wait_for_state(trigger, "no-idle-time")
        source.idle_s = 0.0
        source.pass_untouched(LIMIT_S)
        assert reports.wait() == trigger.name
        wait_for_state(trigger)

    def test_a_source_that_restarts_in_a_loop_does_not_begin_anew(self, trigger: Idle, source: Machine) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        for _ in range(4):
            source.is_gone = True
            wait_for_state(trigger, "no-idle-time")
            source.pass_untouched(LIMIT_S / 4)
            source.is_gone = False
            wait_for_state(trigger)
        assert reports.wait() == trigger.name


def look(meter: IdleMeter, machine: Machine) -> bool:
    return meter.look(machine.idle_s, machine.monotonic_s, machine.wall_s)


def new_meter(machine: Machine) -> IdleMeter:
    return IdleMeter(LIMIT_S, machine.monotonic_s, machine.wall_s)


def test_a_touch_just_after_waking_does_not_hide_the_sleep() -> None:
    machine = Machine()
    meter = new_meter(machine)
    machine.pass_untouched(1.0)
    machine.sleep(LIMIT_S)
    machine.touch()
    assert look(meter, machine)
    machine.pass_untouched(LIMIT_S - 1)
    assert not look(meter, machine)
    machine.pass_untouched(1)
    assert look(meter, machine)
    machine.pass_untouched(LIMIT_S)
    assert not look(meter, machine), "told already"


def test_several_short_sleeps_without_a_touch_add_up() -> None:
    machine = Machine()
    meter = new_meter(machine)
    told = []
    for _ in range(3):
        machine.sleep(LIMIT_S / 3)
        machine.pass_untouched(0.5)
        told.append(look(meter, machine))
    assert told == [False, False, True]


def test_a_wall_clock_set_back_hides_nothing() -> None:
    machine = Machine()
    meter = new_meter(machine)
    machine.wall_s -= 3600
    machine.pass_untouched(LIMIT_S / 2)
    assert not look(meter, machine)
    machine.sleep(LIMIT_S / 2)
    assert look(meter, machine)


@pytest.mark.parametrize("stuck_s", [2.0, 10.0, 1e9])
def test_a_counter_that_stands_still_hides_nothing(stuck_s: float) -> None:
    """A touch would have brought it below the time since the last look."""
    machine = Machine()
    meter = new_meter(machine)
    told = []
    for _ in range(int(LIMIT_S) + 1):
        machine.pass_untouched(1.0)
        machine.idle_s = stuck_s
        told.append(look(meter, machine))
    assert told.count(True) == 1


@given(steps=st.lists(st.floats(0.1, 5.0), min_size=1, max_size=60))
def test_who_goes_on_working_is_never_idle(steps: list[float]) -> None:
    machine = Machine()
    meter = new_meter(machine)
    for step_s in steps:
        machine.pass_untouched(step_s)
        machine.idle_s = step_s / 2
        assert not look(meter, machine)


@given(steps=st.lists(st.tuples(st.floats(0.0, 40.0), st.floats(0.0, 40.0)), min_size=1, max_size=20))
def test_it_is_told_once_as_soon_as_the_limit_has_passed(steps: list[tuple[float, float]]) -> None:
    machine = Machine()
    meter = new_meter(machine)
    told = []
    for awake_s, asleep_s in steps:
        machine.pass_untouched(awake_s)
        machine.sleep(asleep_s)
        told.append(look(meter, machine))
    sums = list(itertools.accumulate(awake_s + asleep_s for awake_s, asleep_s in steps))
    if abs(sums[-1] - LIMIT_S) > 0.001:
        assert told.count(True) == (sums[-1] > LIMIT_S)


def test_a_counter_read_a_little_early_or_late_is_no_touch() -> None:
    machine = Machine()
    meter = new_meter(machine)
    told = []
    for lag_s in (0.0, 0.1, 0.0, 0.1):
        machine.pass_untouched(1.0)
        machine.sleep(LIMIT_S / 4)
        told.append(meter.look(machine.idle_s - lag_s, machine.monotonic_s, machine.wall_s))
    assert told == [False, False, False, True]


def test_without_a_display_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(DisplayUnavailable):
        X11IdleTime()
    trigger = Idle(LIMIT_S, open_idle_time)
    trigger.start(Reports())
    wait_for_state(trigger, "no-idle-time")
    trigger.stop()


@pytest.fixture
def mutter(bus: PrivateBus) -> Iterator[FakeService]:
    service = FakeService(bus, MUTTER)
    service.methods[MUTTER_PATH, "GetIdletime"] = ("t", (61_500,))
    service.appear()
    yield service
    service.die()


def test_on_wayland_the_compositor_is_asked(
    bus: PrivateBus, mutter: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    source = open_idle_time()
    assert isinstance(source, MutterIdleTime)
    assert source.seconds() == 61.5
    lies: list[tuple[str, tuple[object, ...]]] = [("s", ("soon",)), ("b", (True,)), ("d", (1.5,)), ("as", ([],))]
    for lie in lies:
        mutter.methods[MUTTER_PATH, "GetIdletime"] = lie
        with pytest.raises(ConnectionError):
            source.seconds()
    source.close()


@pytest.mark.onscreen
def test_the_x_server_counts_and_a_key_ends_it() -> None:
    from Xlib import X
    from Xlib.display import Display
    from Xlib.ext import xtest

    display = Display()
    source = X11IdleTime()
    wait_until(lambda: source.seconds() > 0.05, "a moment without a key")
    before_s = source.seconds()
    for kind in (X.KeyPress, X.KeyRelease):
        xtest.fake_input(display, kind, 50)
    display.sync()
    assert source.seconds() < before_s
    source.close()
    display.close()
