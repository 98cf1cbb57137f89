"""What every trigger on D-Bus keeps to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from reader.guard.triggers.bus_trigger import BusTrigger
from tests.guard.triggers.contract import Reports, TriggerContract, wait_for_state
from tests.guard.triggers.fake_bus import PROPERTIES, FakeService, PrivateBus, Value

LIES: tuple[Value, ...] = (
    ("i", -1), ("t", 1 << 40), ("y", 255), ("d", float("nan")), ("d", 4.0), ("s", ""), ("s", "true"), ("as", []),
    ("(bu)", (True, 4)), ("v", ("b", True)), ("a{sv}", {}),
)  # fmt: skip
NO_ANNOUNCEMENTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("", ()), ("s", ("",)), ("sas", ("", [])), ("uuu", (1, 2, 3)), ("sa{sv}asb", ("", {}, [], True)),
)  # fmt: skip


class BusContract(TriggerContract):
    """Beside the contract: a service that is late, dies, hangs, lies, or is not alone on the bus.

    A subclass names the property, or overrides how a level is set, announced and waited for.
    """

    path: str
    interface: str = ""
    level: str = ""
    danger: Value = ("b", True)
    safe: Value = ("b", False)
    silent_reason = "no-reading"

    @pytest.fixture
    def source(self, bus: PrivateBus) -> Iterator[FakeService]:
        service = self.new_source(bus).appear()
        yield service
        service.die()

    def new_source(self, bus: PrivateBus) -> FakeService:
        """The service, all calm; not on the bus yet."""
        raise NotImplementedError

    def have(self, source: FakeService, value: Value) -> None:
        """Be at this level and say nothing."""
        source.have(self.path, self.interface, self.level, value)

    def announce(self, source: FakeService, value: Value, to: str = "") -> None:
        """Say that it is at this level."""
        source.change(self.path, self.interface, self.level, value, to)

    def wait_until_heard(self, source: FakeService) -> None:
        """Until everything said has been."""
        source.wait_until_read(self.path, self.interface, self.level)

    def ask_to_read(self, source: FakeService) -> None:
        """Make the trigger ask for the level."""
        source.invalidate(self.path, self.interface, self.level)

    def cause(self, source: object) -> None:
        assert isinstance(source, FakeService)
        self.have(source, self.danger)
        self.announce(source, self.danger)
        self.wait_until_heard(source)

    def calm(self, source: object) -> None:
        assert isinstance(source, FakeService)
        self.have(source, self.safe)
        self.announce(source, self.safe)
        self.wait_until_heard(source)

    def test_a_service_that_comes_late_is_used(self, trigger: BusTrigger, bus: PrivateBus, source: FakeService) -> None:
        source.die()
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger, "no-service")
        late = self.new_source(bus).appear()
        wait_for_state(trigger)
        self.cause(late)
        reports.wait()
        late.die()

    def test_a_change_while_the_service_was_dead_is_seen(
        self, trigger: BusTrigger, bus: PrivateBus, source: FakeService
    ) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.die()
        wait_for_state(trigger, "no-service")
        again = self.new_source(bus)
        self.have(again, self.danger)
        again.appear()
        reports.wait()
        again.die()

    def test_a_bus_that_dies_is_found_again(self, trigger: BusTrigger, bus: PrivateBus, source: FakeService) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        bus.kill()
        wait_for_state(trigger, "no-bus")
        bus.start()
        again = self.new_source(bus).appear()
        wait_for_state(trigger)
        self.cause(again)
        reports.wait()
        again.die()

    @pytest.fixture
    def impatient(self, trigger: BusTrigger, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(type(trigger), "call_limit_s", 0.2)

    @pytest.mark.usefixtures("impatient")
    def test_a_service_that_hangs_is_said_and_still_heard(self, trigger: BusTrigger, source: FakeService) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.is_silent = True
        self.ask_to_read(source)
        wait_for_state(trigger, "no-reading")
        self.announce(source, self.danger)
        reports.wait()
        source.is_silent = False
        wait_for_state(trigger)

    @pytest.mark.usefixtures("impatient")
    def test_a_service_that_hung_from_the_start_is_heard(self, trigger: BusTrigger, source: FakeService) -> None:
        """Nothing is known of its level; what it says has changed has changed."""
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.is_silent = True
        trigger.start(reports)
        wait_for_state(trigger, self.silent_reason)
        source.is_silent = False
        wait_for_state(trigger)
        self.cause(source)
        reports.wait()

    def test_nonsense_is_no_reading(self, trigger: BusTrigger, source: FakeService) -> None:
        reports = Reports()
        self.have(source, ("s", "yes"))
        trigger.start(reports)
        wait_for_state(trigger, "no-reading")
        self.calm(source)
        self.cause(source)
        assert reports.wait() == trigger.name

    def test_lies_change_nothing_and_the_truth_after_them_counts(
        self, trigger: BusTrigger, source: FakeService
    ) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        for lie in LIES:
            self.have(source, lie)
            self.announce(source, lie)
            self.wait_until_heard(source)
        assert reports.none()
        self.cause(source)
        assert reports.wait() == trigger.name

    def test_an_announcement_that_is_none_is_passed_over(
        self, trigger: BusTrigger, source: FakeService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(type(trigger), "retry_s", 3600.0)  # who fell over it would not get up again
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        for signature, body in NO_ANNOUNCEMENTS:
            source.emit(self.path, PROPERTIES, "PropertiesChanged", signature, body)
        source.emit(self.path, PROPERTIES, "PropertiesChanged", "sa{ss}as", (self.interface, {self.level: "true"}, []))
        self.cause(source)
        assert reports.wait() == trigger.name

    def test_a_service_that_restarts_in_a_loop_is_no_alarm_and_hides_none(
        self, trigger: BusTrigger, bus: PrivateBus, source: FakeService
    ) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.die()
        for _ in range(4):
            again = self.new_source(bus).appear()
            again.die()
        last = self.new_source(bus).appear()
        wait_for_state(trigger)
        self.wait_until_heard(last)
        assert reports.none()
        self.cause(last)
        assert reports.wait() == trigger.name
        last.die()

    def test_another_program_can_not_speak_for_it(
        self, trigger: BusTrigger, bus: PrivateBus, source: FakeService
    ) -> None:
        """Its own signal from the same path and interface is not the service's."""
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        other = FakeService(bus, "org.example.Other").appear()
        self.announce(other, self.danger, to=source.caller)
        self.wait_until_heard(source)
        assert reports.none()
        self.cause(source)
        reports.wait()
        other.die()
