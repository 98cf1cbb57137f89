"""Triggers on UPower, driven by one of our own on a bus of our own."""

from __future__ import annotations

import pytest

from reader.guard.triggers.battery import Battery, is_critical
from reader.guard.triggers.mains import Mains
from tests.guard.triggers.bus_contract import BusContract
from tests.guard.triggers.contract import Reports, wait_for_state
from tests.guard.triggers.fake_bus import FakeService, PrivateBus

NAME = "org.freedesktop.UPower"
PATH = "/org/freedesktop/UPower"
BATTERY_PATH = "/org/freedesktop/UPower/devices/DisplayDevice"
DEVICE = "org.freedesktop.UPower.Device"


class UPowerContract(BusContract):
    """The contract on this UPower."""

    def new_source(self, bus: PrivateBus) -> FakeService:
        upower = FakeService(bus, NAME)
        upower.have(PATH, NAME, "OnBattery", ("b", False))
        upower.have(BATTERY_PATH, DEVICE, "WarningLevel", ("u", 1))
        upower.have(BATTERY_PATH, DEVICE, "IsPresent", ("b", True))
        return upower


class TestMains(UPowerContract):
    path = PATH
    interface = NAME
    level = "OnBattery"

    @pytest.fixture
    def trigger(self, bus: PrivateBus) -> Mains:
        return Mains(bus.address)

    def test_running_on_the_battery_from_the_start_is_no_alarm(self, trigger: Mains, source: FakeService) -> None:
        reports = Reports()
        self.have(source, self.danger)
        trigger.start(reports)
        wait_for_state(trigger)
        self.wait_until_heard(source)
        assert reports.none()
        self.calm(source)
        self.cause(source)
        reports.wait()

    def test_a_machine_without_a_battery_says_so_and_is_still_heard(self, trigger: Mains, source: FakeService) -> None:
        reports = Reports()
        source.have(BATTERY_PATH, DEVICE, "IsPresent", ("b", False))
        trigger.start(reports)
        wait_for_state(trigger, "no-battery")
        self.wait_until_heard(source)
        self.cause(source)
        reports.wait()
        assert trigger.state.reason == "no-battery"

    def test_other_properties_are_nothing(self, trigger: Mains, source: FakeService) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.change(PATH, NAME, "LidIsClosed", ("b", True))
        source.change(PATH, "org.example.Other", "OnBattery", ("b", True))
        self.wait_until_heard(source)
        assert reports.none()


class TestBattery(UPowerContract):
    path = BATTERY_PATH
    interface = DEVICE
    level = "WarningLevel"
    danger = ("u", 4)
    safe = ("u", 3)

    @pytest.fixture
    def trigger(self, bus: PrivateBus) -> Battery:
        return Battery(bus.address)


@pytest.mark.parametrize(
    ("level", "expected"),
    [(0, None), (1, False), (2, False), (3, False), (4, True), (5, True), (6, None), (True, None), ("4", None)],
)
def test_levels_are_as_the_reference_has_them(level: object, expected: bool | None) -> None:
    assert is_critical(level) is expected


def test_a_change_told_before_anything_could_be_read_counts(bus: PrivateBus) -> None:
    upower = FakeService(bus, NAME).appear()
    trigger, reports = Mains(bus.address), Reports()
    trigger.start(reports)
    wait_for_state(trigger, "no-reading")
    upower.change(PATH, NAME, "OnBattery", ("b", True))
    reports.wait()
    trigger.stop()
    upower.die()
