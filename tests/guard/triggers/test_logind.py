"""Triggers on logind, driven by a logind of our own on a bus of our own."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.guard.triggers.lid import Lid, has_lid
from reader.guard.triggers.session_lock import SessionLock
from reader.guard.triggers.suspend import Suspend
from reader.guard.triggers.user_switch import UserSwitch
from tests.guard.stage import DEADLINE_S
from tests.guard.triggers.bus_contract import BusContract
from tests.guard.triggers.contract import Reports, wait_for_state
from tests.guard.triggers.fake_bus import FakeService, PrivateBus

NAME = "org.freedesktop.login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
MANAGER_PATH = "/org/freedesktop/login1"
SESSION_PATH = "/org/freedesktop/login1/session/_33"
USER_PATH = "/org/freedesktop/login1/user/_1000"


def new_logind(bus: PrivateBus) -> FakeService:
    logind = FakeService(bus, NAME)
    logind.methods[MANAGER_PATH, "GetSessionByPID"] = ("o", (SESSION_PATH,))
    logind.have(SESSION_PATH, SESSION, "LockedHint", ("b", False))
    logind.have(SESSION_PATH, SESSION, "Active", ("b", True))
    logind.have(MANAGER_PATH, MANAGER, "PreparingForSleep", ("b", False))
    logind.have(MANAGER_PATH, MANAGER, "LidClosed", ("b", False))
    return logind


@pytest.fixture
def source(bus: PrivateBus) -> Iterator[FakeService]:
    logind = new_logind(bus).appear()
    yield logind
    logind.die()


@contextmanager
def sleep_inhibitor(logind: FakeService) -> Iterator[tuple[int, int]]:
    """A pipe: the end that logind reads, and the one it gives away, which the test closes once it is given."""
    seen, given = os.pipe()
    logind.methods[MANAGER_PATH, "Inhibit"] = ("h", (given,))
    yield seen, given
    os.close(seen)


class LogindContract(BusContract):
    """The contract on this logind."""

    path = SESSION_PATH
    interface = SESSION

    def new_source(self, bus: PrivateBus) -> FakeService:
        return new_logind(bus)


class TestSessionLock(LogindContract):
    level = "LockedHint"
    silent_reason = "no-session"

    @pytest.fixture
    def trigger(self, bus: PrivateBus) -> SessionLock:
        return SessionLock(bus.address)

    def test_the_wish_to_lock_is_enough(self, trigger: SessionLock, source: FakeService) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.emit(SESSION_PATH, SESSION, "Unlock")
        source.emit("/org/freedesktop/login1/session/_37", SESSION, "Lock")
        source.wait_until_read(SESSION_PATH, SESSION, "LockedHint")
        assert reports.none(), "unlocking, and another's session"
        source.emit(SESSION_PATH, SESSION, "Lock")
        reports.wait()

    def test_a_session_found_locked_is_not_reported(self, trigger: SessionLock, source: FakeService) -> None:
        """Somebody has just typed the passphrase in it: a desktop that forgets to take the hint back would shut the
        library at once, for ever."""
        reports = Reports()
        source.have(SESSION_PATH, SESSION, "LockedHint", ("b", True))
        trigger.start(reports)
        wait_for_state(trigger)
        assert reports.none()

    def test_the_session_is_found_by_the_environment_or_the_screen(
        self, trigger: SessionLock, source: FakeService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        del source.methods[MANAGER_PATH, "GetSessionByPID"]
        monkeypatch.delenv("XDG_SESSION_ID", raising=False)
        trigger.start(Reports())
        wait_for_state(trigger, "no-session")
        source.methods[MANAGER_PATH, "GetUser"] = ("o", (USER_PATH,))
        source.have(USER_PATH, "org.freedesktop.login1.User", "Display", ("(so)", ("3", SESSION_PATH)))
        trigger.start(Reports())
        wait_for_state(trigger)
        source.have(USER_PATH, "org.freedesktop.login1.User", "Display", ("(so)", ("", "/")))
        trigger.start(Reports())
        wait_for_state(trigger, "no-session")
        source.methods[MANAGER_PATH, "GetSession"] = ("o", (SESSION_PATH,))
        monkeypatch.setenv("XDG_SESSION_ID", "3")
        trigger.start(Reports())
        wait_for_state(trigger)


class TestUserSwitch(LogindContract):
    level = "Active"
    silent_reason = "no-session"
    danger = ("b", False)
    safe = ("b", True)

    @pytest.fixture
    def trigger(self, bus: PrivateBus) -> UserSwitch:
        return UserSwitch(bus.address)


class TestSuspend(LogindContract):
    path = MANAGER_PATH
    interface = MANAGER
    level = "PreparingForSleep"

    @pytest.fixture
    def trigger(self, bus: PrivateBus) -> Suspend:
        return Suspend(bus.address)

    def test_the_announcement_is_heard_and_its_end_is_not(self, trigger: Suspend, source: FakeService) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.emit(MANAGER_PATH, MANAGER, "PrepareForSleep", "b", (False,))
        source.wait_until_read(self.path, self.interface, self.level)
        assert reports.none()
        source.emit(MANAGER_PATH, MANAGER, "PrepareForSleep", "b", (True,))
        reports.wait()

    def test_sleep_waits_until_the_trigger_stops(self, trigger: Suspend, source: FakeService) -> None:
        """logind sleeps once every copy of its pipe's other end is closed."""
        with sleep_inhibitor(source) as (seen, given):
            trigger.start(Reports())
            wait_for_state(trigger)
            os.close(given)
            source.emit(MANAGER_PATH, MANAGER, "PrepareForSleep", "b", (True,))
            self.wait_until_heard(source)
            assert select.select([seen], [], [], 0) == ([], [], []), "still held"
            trigger.stop()
            assert select.select([seen], [], [], DEADLINE_S)[0] == [seen]
            assert os.read(seen, 1) == b""

    def test_a_logind_that_dies_takes_the_delay_along(
        self, trigger: Suspend, bus: PrivateBus, source: FakeService
    ) -> None:
        with sleep_inhibitor(source) as (seen, given):
            trigger.start(Reports())
            wait_for_state(trigger)
            os.close(given)
            source.die()
            assert select.select([seen], [], [], DEADLINE_S)[0] == [seen]
            again = new_logind(bus).appear()
            wait_for_state(trigger)
            again.die()

    def test_an_announcement_just_missed_is_found(self, trigger: Suspend, source: FakeService) -> None:
        reports = Reports()
        source.have(MANAGER_PATH, MANAGER, "PreparingForSleep", ("b", True))
        trigger.start(reports)
        reports.wait()


def new_devices(folder: Path, switches: str) -> Path:
    capabilities = folder / "input3" / "capabilities"
    capabilities.mkdir(parents=True)
    (capabilities / "sw").write_text(f"{switches}\n")
    return folder


class TestLid(LogindContract):
    path = MANAGER_PATH
    interface = MANAGER
    level = "LidClosed"

    @pytest.fixture
    def trigger(self, bus: PrivateBus, tmp_path: Path) -> Lid:
        return Lid(bus.address, new_devices(tmp_path / "input", "1"))

    def test_a_change_that_nobody_announces_is_seen(self, trigger: Lid, source: FakeService) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.have(MANAGER_PATH, MANAGER, "LidClosed", ("b", True))
        reports.wait()

    def test_a_lid_closed_from_the_start_is_a_desk_with_a_screen_of_its_own(
        self, trigger: Lid, source: FakeService
    ) -> None:
        reports = Reports()
        source.have(MANAGER_PATH, MANAGER, "LidClosed", ("b", True))
        trigger.start(reports)
        wait_for_state(trigger)
        source.wait_until_read(self.path, self.interface, self.level)
        assert reports.none()


@pytest.mark.parametrize(
    ("switches", "expected"), [("1", True), ("21", True), ("4 0", False), ("0", False), ("", False)]
)
def test_a_lid_is_known_by_its_switch(tmp_path: Path, switches: str, expected: bool) -> None:
    assert has_lid(new_devices(tmp_path, switches)) is expected


def test_a_machine_without_a_lid_says_so(bus: PrivateBus, source: FakeService, tmp_path: Path) -> None:
    trigger = Lid(bus.address, tmp_path / "nothing")
    trigger.start(Reports())
    wait_for_state(trigger, "no-lid")
    trigger.stop()


def test_no_bus_at_all_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    for address in (f"unix:path={tmp_path / 'none'}", "SESSION", "tcp:host=localhost,port=1", "nonsense"):
        trigger = SessionLock(address)
        trigger.start(Reports())
        wait_for_state(trigger, "no-bus")
        trigger.stop()


def test_another_bus_member_can_not_pose_as_the_bus(bus: PrivateBus, source: FakeService) -> None:
    """A change of owner is believed only from the bus itself."""
    reports = Reports()
    trigger = SessionLock(bus.address)
    trigger.start(reports)
    wait_for_state(trigger)
    other = FakeService(bus, "org.example.Other").appear()
    other.emit(
        "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged", "sss", (NAME, source.caller, ""),
        to=source.caller,
    )  # fmt: skip
    source.wait_until_read(SESSION_PATH, SESSION, "LockedHint")
    source.emit(SESSION_PATH, SESSION, "Lock")
    reports.wait()
    trigger.stop()
    other.die()
