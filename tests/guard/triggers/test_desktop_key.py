"""A portal of our own that binds a shortcut, refuses, hangs, dies and comes back; and the whole guard on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from jeepney import HeaderFields, new_error, new_method_return  # type: ignore[import-untyped]

from reader.guard.armed_triggers import ArmedTriggers
from reader.guard.identity import IDENTITIES
from reader.guard.messages import Opened, PanicKeys, TriggerSettings
from reader.guard.profiles import PROFILES, Deed, Profile, make_triggers, profile_of
from reader.guard.states import Action, Phase
from reader.guard.triggers.base import REASONS, Trigger
from reader.guard.triggers.desktop_key import DesktopKey
from reader.platform.base import Platform
from reader.platform.shortcut_portal import PATH, REGISTRY, REQUEST, SERVICE, SESSION, SHORTCUTS
from tests.guard.stage import Stage, wait_until
from tests.guard.triggers.contract import Reports, TriggerContract, wait_for_state
from tests.guard.triggers.fake_bus import FakeService, PrivateBus

GRANTED, CANCELLED, BROKEN = 0, 1, 2


class FakePortal(FakeService):
    """Answers as xdg-desktop-portal does: a request's path at once, what becomes of it by a signal."""

    def __init__(self, bus: PrivateBus) -> None:
        super().__init__(bus, SERVICE)
        self.answers = {"CreateSession": GRANTED, "BindShortcuts": GRANTED}
        self.takes_shortcut = True
        self.asks_for_long = False
        self.is_missing = False
        self.session = ""
        self.bound: list[Any] = []
        self.registered: list[str] = []

    def press(self, session: str = "", to: str = "") -> None:
        """As when the person presses what the desktop has bound."""
        body: tuple[Any, ...] = (session or self.session, "shortcut", 4711, {})
        self.emit(PATH, SHORTCUTS, "Activated", "osta{sv}", body, to)

    def close_session(self) -> None:
        """As the desktop's settings may."""
        self.emit(self.session, SESSION, "Closed", "a{sv}", ({},))

    def settle_bind(self) -> None:
        """The person has answered the desktop's question."""
        shortcuts = [("shortcut", {"trigger_description": ("s", "F9")})] if self.takes_shortcut else []
        self._respond("bind", self.answers["BindShortcuts"], {"shortcuts": ("a(sa{sv})", shortcuts)})

    def _answer(self, message: Any) -> None:
        fields = message.header.fields
        interface, member = fields[HeaderFields.interface], fields[HeaderFields.member]
        self.caller = fields[HeaderFields.sender]
        if self.is_silent:
            pass
        elif interface == REGISTRY:
            self.registered.append(message.body[0])
            self._send(new_method_return(message))
        elif self.is_missing or interface != SHORTCUTS:
            self._send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
        elif member == "CreateSession":
            self._create_session(message)
        elif member == "BindShortcuts":
            self.bound = list(message.body)
            self._send(new_method_return(message, "o", (self._path("request", "bind"),)))
            if not self.asks_for_long:
                self.settle_bind()
        self.calls.append(member)

    def _create_session(self, message: Any) -> None:
        options = message.body[0]
        self.session = self._path("session", options["session_handle_token"][1])
        request = options["handle_token"][1]
        self._send(new_method_return(message, "o", (self._path("request", request),)))
        self._respond(request, self.answers["CreateSession"], {"session_handle": ("s", self.session)})

    def _respond(self, request: str, answer: int, results: dict[str, Any]) -> None:
        self.emit(self._path("request", request), REQUEST, "Response", "ua{sv}", (answer, results))

    def _path(self, kind: str, token: str) -> str:
        return f"{PATH}/{kind}/{self.caller.removeprefix(':').replace('.', '_')}/{token}"


@pytest.fixture
def source(bus: PrivateBus) -> Iterator[FakePortal]:
    portal = FakePortal(bus)
    portal.appear()
    yield portal
    portal.die()


@pytest.fixture
def trigger(bus: PrivateBus) -> Iterator[DesktopKey]:
    made = DesktopKey(bus.address, app_id="notes", key="Pause")
    yield made
    made.stop()


class TestDesktopKey(TriggerContract):
    """The contract of all."""

    def cause(self, source: object) -> None:
        assert isinstance(source, FakePortal)
        source.press()

    def calm(self, source: object) -> None:
        """A key that was pressed is over."""


def test_what_the_desktop_is_told(trigger: DesktopKey, source: FakePortal) -> None:
    """It writes this down: a name that any program might have, and nothing else."""
    trigger.start(Reports())
    wait_for_state(trigger)
    session, shortcuts, window, _options = source.bound
    assert session == source.session
    assert shortcuts == [("shortcut", {"description": ("s", "Hide"), "preferred_trigger": ("s", "Pause")})]
    assert window == ""
    assert source.registered == ["notes"]


def test_while_the_person_is_asked(trigger: DesktopKey, source: FakePortal) -> None:
    source.asks_for_long = True
    trigger.start(Reports())
    wait_until(lambda: "BindShortcuts" in source.calls, "the question")
    wait_for_state(trigger, "asking")
    source.settle_bind()
    wait_for_state(trigger)


@pytest.mark.parametrize("member", ["CreateSession", "BindShortcuts"])
@pytest.mark.parametrize("answer", [CANCELLED, BROKEN])
def test_a_refusal_is_said_and_not_asked_again(
    trigger: DesktopKey, source: FakePortal, monkeypatch: pytest.MonkeyPatch, member: str, answer: int
) -> None:
    monkeypatch.setattr(DesktopKey, "retry_s", 0.01)
    source.answers[member] = answer
    trigger.start(Reports())
    wait_for_state(trigger, "refused")
    source.press(source.session)
    source.press("/another/session")
    wait_for_state(trigger, "refused")
    assert source.calls.count("CreateSession") == 1


def test_a_desktop_that_takes_none_of_them(trigger: DesktopKey, source: FakePortal) -> None:
    source.takes_shortcut = False
    trigger.start(Reports())
    wait_for_state(trigger, "refused")


def test_a_session_that_the_desktop_closes_is_opened_again(
    trigger: DesktopKey, source: FakePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DesktopKey, "retry_s", 0.01)
    reports = Reports()
    trigger.start(reports)
    wait_for_state(trigger)
    first = source.session
    source.close_session()
    wait_until(lambda: source.session != first, "another session")
    wait_for_state(trigger)
    source.press()
    assert reports.wait() == "desktop-key"


def test_a_portal_that_dies_and_comes_back(
    trigger: DesktopKey, bus: PrivateBus, source: FakePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DesktopKey, "retry_s", 0.01)
    reports = Reports()
    trigger.start(reports)
    wait_for_state(trigger)
    source.die()
    wait_for_state(trigger, "no-service")
    again = FakePortal(bus)
    again.appear()
    wait_for_state(trigger)
    again.press()
    reports.wait()
    again.die()


def test_a_bus_that_dies(trigger: DesktopKey, bus: PrivateBus, source: FakePortal) -> None:
    trigger.start(Reports())
    wait_for_state(trigger)
    bus.kill()
    wait_for_state(trigger, "no-bus")
    assert source.session


def test_a_desktop_without_such_a_portal(trigger: DesktopKey, source: FakePortal) -> None:
    source.is_missing = True
    trigger.start(Reports())
    wait_for_state(trigger, "no-portal")


def test_a_portal_that_hangs_is_asked_again(
    trigger: DesktopKey, source: FakePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DesktopKey, "call_limit_s", 0.1)
    monkeypatch.setattr(DesktopKey, "retry_s", 0.01)
    source.is_silent = True
    trigger.start(Reports())
    wait_for_state(trigger, "no-portal")
    source.is_silent = False
    wait_for_state(trigger)


def test_another_program_can_not_press_it(trigger: DesktopKey, bus: PrivateBus, source: FakePortal) -> None:
    reports = Reports()
    trigger.start(reports)
    wait_for_state(trigger)
    other = FakeService(bus, "org.example.Other").appear()
    body: tuple[Any, ...] = (source.session, "shortcut", 1, {})
    other.emit(PATH, SHORTCUTS, "Activated", "osta{sv}", body, source.caller)
    source.press("/org/freedesktop/portal/desktop/session/99_9/session", source.caller)  # another program's key
    other.die()
    assert reports.none()
    source.press()
    reports.wait()
    assert reports.none()


def test_letting_go_of_the_library_lets_go_of_the_key(trigger: DesktopKey, source: FakePortal) -> None:
    """The portal ends the sessions of a connection that is gone."""
    trigger.start(Reports())
    wait_for_state(trigger)
    trigger.stop()
    wait_until(lambda: not source.is_on_bus(source.caller), "the end of its connection")


def _make(profile: Profile, vault: Path) -> Sequence[Trigger]:
    return make_triggers(profile, vault, identity="Notes", platform=Platform())


def test_it_is_nobodys_unless_asked_for(tmp_path: Path) -> None:
    for name in PROFILES:
        made = _make(profile_of(TriggerSettings(profile=name)), tmp_path)
        assert "desktop-key" not in [trigger.name for trigger in made]
    chosen = profile_of(TriggerSettings(deeds={"desktop-key": "cover"}))
    made = _make(chosen, tmp_path)
    assert "desktop-key" in [trigger.name for trigger in made]


@pytest.mark.parametrize("key", ["Pause", ""])
def test_the_persons_own_key_is_asked_for(bus: PrivateBus, source: FakePortal, tmp_path: Path, key: str) -> None:
    """From what the desk says to the portal; without a panic key, the desktop may propose one."""
    armed: list[DesktopKey] = []

    def make(profile: Profile, vault: Path, key_folder: str, key_name: str) -> Sequence[Trigger]:
        made = make_triggers(profile, vault, key_folder, key_name, identity="Notes", platform=Platform())
        armed[:] = [trigger for trigger in made if isinstance(trigger, DesktopKey)]
        armed[0]._address = bus.address
        return armed

    stage = Stage(tmp_path, make_triggers=make)
    performer = stage.thread._performer
    performer._note(Opened(keys=PanicKeys(key_name=key), triggers=TriggerSettings(deeds={"desktop-key": "cover"})))
    performer.perform(Action.ARM_TRIGGERS)
    performer.triggers.start_next()
    try:
        wait_for_state(armed[0])
        wish = {"preferred_trigger": ("s", key)} if key else {}
        assert source.bound[1] == [("shortcut", {"description": ("s", "Hide"), **wish})]
    finally:
        performer.perform(Action.DISARM_TRIGGERS)


def test_another_panic_key_is_asked_for_where_the_desktop_is_asked_at_all() -> None:
    asked: list[str] = []

    def make(_profile: Profile, _vault: Path, _key_folder: str, key_name: str) -> Sequence[Trigger]:
        asked.append(key_name)
        return ()

    for deed in ("nothing", "cover"):
        triggers = ArmedTriggers(make, lambda _event: None)
        for key in ("F9", "F9", "Pause", ""):
            triggers.arm(TriggerSettings(deeds={"desktop-key": deed}), Path("/library"), key)
    assert asked == ["F9", "F9", "Pause", ""], "without it, what watches is left alone"


def test_it_bears_the_covers_own_identity() -> None:
    assert all(identity.wm_class == identity.name.lower() for identity in IDENTITIES.values())


def test_its_reasons_are_known() -> None:
    assert {"no-portal", "asking", "refused", "no-service", "no-bus"} <= set(REASONS)


def test_pressed_while_the_library_is_open(tmp_path: Path, bus: PrivateBus, source: FakePortal) -> None:
    """The real panic thread and a real desk."""
    made: list[DesktopKey] = []

    def make(profile: Profile, _vault: Path, _key_folder: str, _key_name: str) -> Sequence[Trigger]:
        profile.deeds["desktop-key"] = Deed.COVER
        made.append(DesktopKey(bus.address))
        return made[-1:]

    stage = Stage(tmp_path, make_triggers=make)
    pid = stage.open()
    try:
        wait_until(lambda: bool(made) and made[-1].state.works, "the key")
        source.press()
        wait_until(lambda: not stage.alive([pid]), "the end of the desk")
        stage.wait_for(Phase.COVERED)
        wait_until(lambda: not made[-1].state.works, "the key let go")
    finally:
        stage.end()
