"""Screen savers of several desktops, on a bus of our own."""

from __future__ import annotations

from typing import ClassVar

import pytest

from reader.guard.triggers.screensaver import Screensaver
from tests.guard.stage import wait_until
from tests.guard.triggers.bus_contract import BusContract
from tests.guard.triggers.contract import Reports, wait_for_state
from tests.guard.triggers.fake_bus import FakeService, PrivateBus, Value


class ScreensaverContract(BusContract):
    """The level is a method's answer, and its signal the announcement."""

    service: ClassVar[str]

    @pytest.fixture
    def trigger(self, bus: PrivateBus) -> Screensaver:
        return Screensaver(bus.address)

    def new_source(self, bus: PrivateBus) -> FakeService:
        saver = FakeService(bus, self.service)
        self.have(saver, self.safe)
        return saver

    def have(self, source: FakeService, value: Value) -> None:
        signature, active = value
        source.methods[self.path, "GetActive"] = (signature, (active,))

    def announce(self, source: FakeService, value: Value, to: str = "") -> None:
        signature, active = value
        source.emit(self.path, self.service, "ActiveChanged", signature, (active,), to)

    def wait_until_heard(self, source: FakeService) -> None:
        before = source.calls.count("GetActive")
        source.rejoin()
        wait_until(lambda: source.calls.count("GetActive") >= before + 2, "a new acquaintance")

    def ask_to_read(self, source: FakeService) -> None:
        source.rejoin()

    def test_one_found_active_is_reported(self, trigger: Screensaver, source: FakeService) -> None:
        reports = Reports()
        self.have(source, self.danger)
        trigger.start(reports)
        reports.wait()


class TestFreedesktop(ScreensaverContract):
    service = "org.freedesktop.ScreenSaver"
    path = "/org/freedesktop/ScreenSaver"


class TestOlderPath(ScreensaverContract):
    service = "org.freedesktop.ScreenSaver"
    path = "/ScreenSaver"


class TestGnome(ScreensaverContract):
    service = "org.gnome.ScreenSaver"
    path = "/org/gnome/ScreenSaver"


def test_of_two_the_one_that_tells_is_enough(bus: PrivateBus) -> None:
    """GNOME has a freedesktop name as well, which only takes inhibitions."""
    mute = FakeService(bus, "org.freedesktop.ScreenSaver").appear()
    trigger = Screensaver(bus.address)
    trigger.start(Reports())
    wait_for_state(trigger, "no-reading")
    gnome = FakeService(bus, "org.gnome.ScreenSaver")
    gnome.methods["/org/gnome/ScreenSaver", "GetActive"] = ("b", (False,))
    gnome.appear()
    wait_for_state(trigger)
    trigger.stop()
    mute.die()
    gnome.die()
