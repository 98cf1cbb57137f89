"""The whole program on a screen: what happens to the machine hides it, with nobody touching a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.guard.stage import wait_until
from tests.guard.test_program import DESK, Program
from tests.guard.triggers.fake_bus import FakeService, PrivateBus

pytestmark = pytest.mark.onscreen
UPOWER, UPOWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
LOGIND, LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"


@pytest.fixture
def machine(bus: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, FakeService]]:
    """A system bus with a UPower and a logind on it."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    upower, logind = FakeService(bus, UPOWER), FakeService(bus, LOGIND)
    upower.have(UPOWER_PATH, UPOWER, "OnBattery", ("b", False))
    logind.have(LOGIND_PATH, f"{LOGIND}.Manager", "PreparingForSleep", ("b", False))
    services = {"upower": upower.appear(), "logind": logind.appear()}
    yield services
    for service in services.values():
        service.die()


@pytest.fixture
def reading(machine: dict[str, FakeService]) -> Iterator[Program]:
    """The demo library, open, and the triggers told how things stand."""
    program = Program("--demo")
    wait_until(program.is_importing, "the library, taking in the demo's texts")
    wait_until(lambda: "Get OnBattery" in machine["upower"].calls, "a look at the mains")
    wait_until(lambda: "Get PreparingForSleep" in machine["logind"].calls, "a look at the manager")
    yield program
    program.end()


def pull_the_plug(machine: dict[str, FakeService]) -> None:
    machine["upower"].change(UPOWER_PATH, UPOWER, "OnBattery", ("b", True))


def send_to_sleep(machine: dict[str, FakeService]) -> None:
    machine["logind"].emit(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", "b", (True,))


@pytest.mark.parametrize("cause", [pull_the_plug, send_to_sleep])
def test_it_is_hidden_and_its_desk_killed(
    reading: Program, machine: dict[str, FakeService], cause: Callable[[dict[str, FakeService]], None]
) -> None:
    desk = reading.child(DESK)
    assert desk
    cause(machine)
    wait_until(reading.is_covered, "the cover")
    wait_until(lambda: not desk.is_running(), "the end of the desk")


def test_a_library_that_is_not_open_is_left_alone(machine: dict[str, FakeService]) -> None:
    program = Program()
    wait_until(lambda: program.child(DESK) is not None, "a warm desk")
    assert machine["upower"].calls == [], "nobody listens"
    assert machine["logind"].calls == []
    program.end()
