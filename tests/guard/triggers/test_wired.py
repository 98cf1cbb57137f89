"""Triggers in the guard: the real panic thread, a real desk, a logind of our own; and the profiles."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reader.guard.armed_triggers import ArmedTriggers
from reader.guard.messages import Opened, TriggerSettings
from reader.guard.profiles import EVENTS, PROFILES, TRIGGERS, Deed, Profile, make_triggers, profile_of
from reader.guard.states import Action, Event, Phase
from reader.guard.triggers.base import Report, Run, Trigger
from reader.guard.triggers.key_medium import KeyMedium
from reader.guard.triggers.medium import Medium
from reader.guard.triggers.suspend import Suspend
from reader.platform.base import Platform
from tests.guard.stage import Stage, wait_until
from tests.guard.triggers.contract import wait_for_state
from tests.guard.triggers.fake_bus import FakeService, PrivateBus

MANAGER = "org.freedesktop.login1.Manager"
MANAGER_PATH = "/org/freedesktop/login1"


class Made:
    """Makes a Suspend trigger on a bus of the test's, and remembers for what and which."""

    def __init__(self, bus: PrivateBus, deed: Deed) -> None:
        self._bus = bus
        self._deed = deed
        self.triggers: list[Suspend] = []
        self.asked: list[tuple[Profile, Path, str]] = []

    def __call__(self, profile: Profile, vault: Path, key_folder: str, _key_name: str) -> Sequence[Trigger]:
        self.asked.append((profile, vault, key_folder))
        profile.deeds[Suspend.name] = self._deed
        self.triggers.append(Suspend(self._bus.address))
        return self.triggers[-1:]

    def key_folders(self) -> list[str]:
        return [key_folder for _, _, key_folder in self.asked]


@pytest.fixture
def logind(bus: PrivateBus) -> Iterator[FakeService]:
    service = FakeService(bus, "org.freedesktop.login1")
    service.have(MANAGER_PATH, MANAGER, "PreparingForSleep", ("b", False))
    service.appear()
    yield service
    service.die()


@pytest.fixture(autouse=True)
def profiles_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    deeds = dict(PROFILES["careful"].deeds)
    monkeypatch.setitem(PROFILES, "careful", Profile(deeds=deeds, idle_limit_s=600))


def announce_sleep(logind: FakeService) -> None:
    logind.emit(MANAGER_PATH, MANAGER, "PrepareForSleep", "b", (True,))


def test_sleep_ends_the_open_desk_behind_the_cover(tmp_path: Path, bus: PrivateBus, logind: FakeService) -> None:
    made = Made(bus, Deed.COVER)
    stage = Stage(tmp_path, make_triggers=made)
    desk = stage.family(stage.open())
    assert [asked[1:] for asked in made.asked] == [(tmp_path, "")]
    assert made.asked[0][0].deeds == PROFILES["careful"].deeds
    wait_for_state(made.triggers[0])
    announce_sleep(logind)
    wait_until(lambda: Action.FILL_WITH_COVER in stage.told, "the cover")
    wait_until(lambda: not stage.alive(desk), "the end of the desk")
    assert stage.thread.state.refusing, "as after the panic key"
    wait_until(lambda: made.triggers[0].state.reason == "not-started", "the trigger's end")
    stage.end()


def test_the_test_button_does_what_the_trigger_does(tmp_path: Path, bus: PrivateBus, logind: FakeService) -> None:
    """The stub's desk asks how its triggers do and has the first of the answer fire."""
    made = Made(bus, Deed.COVER)
    stage = Stage(tmp_path, "fires", make_triggers=made)
    stage.summon()
    wait_until(lambda: stage.thread.state.refusing, "what follows the panic key")
    wait_until(lambda: not stage.alive(stage.desk_pids[:1]), "the end of the desk")
    stage.end()


def test_a_deed_may_be_the_quick_lock(tmp_path: Path, bus: PrivateBus, logind: FakeService) -> None:
    made = Made(bus, Deed.LOCK)
    stage = Stage(tmp_path, make_triggers=made)
    desk = stage.family(stage.open())
    wait_for_state(made.triggers[0])
    announce_sleep(logind)
    wait_until(lambda: not stage.alive(desk), "the end of the desk")
    wait_until(lambda: len(stage.desk_pids) == 2, "a new desk at once")
    assert not stage.thread.state.refusing
    stage.end()


def test_nothing_is_heard_before_the_library_is_open_nor_after(
    tmp_path: Path, bus: PrivateBus, logind: FakeService
) -> None:
    made = Made(bus, Deed.COVER)
    stage = Stage(tmp_path, make_triggers=made)
    stage.start()
    assert made.triggers == []
    stage.thread.post(Event.SUMMON)
    stage.wait_for(Phase.OPEN)
    wait_for_state(made.triggers[0])
    stage.thread.post(Event.DESK_CLOSED)
    stage.wait_for(Phase.COVERED)
    wait_until(lambda: made.triggers[0].state.reason == "not-started", "the trigger's end")
    announce_sleep(logind)
    stage.end()
    wait_until(lambda: not _threads(), "no thread of a trigger left")
    assert not stage.thread.state.refusing, "no panic"


def test_triggers_that_can_not_be_made_keep_nothing_from_working(tmp_path: Path) -> None:
    def fail(_profile: Profile, _vault: Path, _key_folder: str, _key_name: str) -> Sequence[Trigger]:
        raise OSError("no more threads")

    stage = Stage(tmp_path, make_triggers=fail)
    desk = stage.family(stage.open())
    stage.thread.post(Event.PANIC)
    wait_until(lambda: not stage.alive(desk), "the end of the desk")
    stage.end()


def _threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("trigger-")]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_profile_says_of_every_trigger_what_it_does(profile: Profile, tmp_path: Path) -> None:
    assert set(profile.deeds) == {kind.name for kind in TRIGGERS}
    assert len(TRIGGERS) == len(profile.deeds)
    made = make_triggers(profile, tmp_path / "library", identity="Notes", platform=Platform())
    does = {name for name, deed in profile.deeds.items() if deed is not Deed.NOTHING}
    assert {trigger.name for trigger in made} == does
    assert all(profile.deeds[name] in EVENTS for name in does)


def test_what_the_person_set_holds_over_the_profile() -> None:
    settings = TriggerSettings(profile="careful", deeds={"mains-lost": "lock", "sunrise": "cover"}, idle_limit_s=90)
    profile = profile_of(settings)
    assert profile.deeds == PROFILES["careful"].deeds | {"mains-lost": Deed.LOCK}
    assert profile.idle_limit_s == 90
    assert profile_of(TriggerSettings(profile="at-risk")) == PROFILES["at-risk"]


def test_carrying_the_laptop_to_the_sofa_costs_nothing_when_relaxed() -> None:
    assert PROFILES["relaxed"].deeds["mains-lost"] is Deed.NOTHING
    assert PROFILES["careful"].deeds["mains-lost"] is Deed.COVER
    assert PROFILES["at-risk"].deeds["mains-lost"] is Deed.COVER


def test_moving_or_erasing_the_open_vault_is_no_alarm(tmp_path: Path) -> None:
    """Both take its own folder away while the desk works: a kill then would be in the middle of it."""
    vault = tmp_path / "library"
    vault.mkdir()
    made = make_triggers(PROFILES["careful"], vault, identity="Notes", platform=Platform())
    (medium,) = [trigger for trigger in made if type(trigger) is Medium]
    assert medium._paths == (tmp_path,)


@pytest.mark.parametrize(
    ("key_folder", "watched"),
    [("", ()), ("stick", ("stick",)), ("library", (".",)), ("library/deep", (".",)), ("library2", ("library2",))],
)
def test_what_holds_the_key_file_is_watched(tmp_path: Path, key_folder: str, watched: tuple[str, ...]) -> None:
    """If it is inside the vault's folder, against all advice, that may be moved and erased all the same."""
    vault = tmp_path / "library"
    folder = str(tmp_path / key_folder) if key_folder else ""
    made = make_triggers(PROFILES["careful"], vault, folder, identity="Notes", platform=Platform())
    (medium,) = [trigger for trigger in made if isinstance(trigger, KeyMedium)]
    assert medium._paths == tuple(tmp_path / name for name in watched)


def test_where_the_key_file_is_the_guard_knows_only_while_the_library_is_open(
    tmp_path: Path, bus: PrivateBus, logind: FakeService
) -> None:
    made = Made(bus, Deed.COVER)
    stage = Stage(tmp_path, make_triggers=made)
    stage.open()
    assert made.key_folders() == [""]
    stage.thread._performer._note(Opened(key_file="/media/stick"))
    stage.thread.post(Event.OPENED)
    wait_until(lambda: made.key_folders() == ["", "/media/stick"], "the arming")
    stage.thread._performer._note(Opened(triggers=TriggerSettings(idle_limit_s=60)))
    stage.thread.post(Event.OPENED)
    wait_until(lambda: made.key_folders() == ["", "/media/stick", "/media/stick"], "the next arming")
    stage.thread.post(Event.LOCK)
    wait_until(lambda: len(made.asked) == 4, "the library, open again without a key file")
    assert made.key_folders()[-1] == ""
    assert "/media/stick" not in repr(vars(stage.thread._performer.triggers))
    stage.end()


def test_after_disarming_nothing_is_known_of_a_key_file() -> None:
    asked: list[str] = []

    def make(_profile: Profile, _vault: Path, key_folder: str, _key_name: str) -> Sequence[Trigger]:
        asked.append(key_folder)
        return ()

    triggers = ArmedTriggers(make, lambda _event: None)
    triggers.know_key_file("/media/stick")
    triggers.arm(TriggerSettings(), Path("/library"))
    triggers.disarm()
    triggers.arm(TriggerSettings(), Path("/library"))
    assert asked == ["/media/stick", ""]


def test_what_watches_already_is_left_alone_when_the_panic_key_changes() -> None:
    asked: list[str] = []

    def make(profile: Profile, _vault: Path, key_folder: str, _key_name: str) -> Sequence[Trigger]:
        asked.append(key_folder or str(profile.idle_limit_s))
        return ()

    triggers = ArmedTriggers(make, lambda _event: None)
    for settings in (
        TriggerSettings(idle_limit_s=90),
        TriggerSettings(idle_limit_s=90),
        TriggerSettings(idle_limit_s=60),
    ):
        triggers.arm(settings, Path("/library"))
    assert asked == ["90", "60"]
    triggers.know_key_file("/media/stick")
    triggers.arm(TriggerSettings(idle_limit_s=60), Path("/library"))
    triggers.disarm()
    triggers.arm(TriggerSettings(idle_limit_s=60), Path("/library"))
    assert asked == ["90", "60", "/media/stick", "60"]


class Started(Trigger):
    """Does something of the test's when it is started."""

    name = "idle"

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self._then = then

    def start(self, report: Report) -> None:
        self._then()

    def _watch(self, run: Run) -> None:
        raise NotImplementedError


def test_a_panic_does_not_wait_until_all_the_triggers_have_started(tmp_path: Path) -> None:
    """It comes while the first is being started, and the second never is."""
    started: list[int] = []

    def start_first() -> None:
        started.append(1)
        stage.thread.post(Event.PANIC)

    def make(*_asked: object) -> Sequence[Trigger]:
        return [Started(start_first), Started(started.clear)]

    stage = Stage(tmp_path, make_triggers=make)
    stage.thread.start()
    stage.thread.post(Event.SUMMON)
    wait_until(lambda: Action.FILL_WITH_COVER in stage.told, "the cover")
    stage.end()
    assert started == [1]


def test_disarming_starts_nothing_more() -> None:
    started: list[int] = []
    triggers = ArmedTriggers(lambda *_asked: [Started(lambda: started.append(1))] * 3, lambda _event: None)
    triggers.arm(TriggerSettings(), Path("/library"))
    triggers.start_next()
    assert triggers.is_starting
    triggers.disarm()
    triggers.start_next()
    assert (started, triggers.is_starting) == ([1], False)


def test_a_relaxed_reader_may_take_the_key_along_and_put_the_laptop_on_the_desk() -> None:
    relaxed, careful = PROFILES["relaxed"].deeds, PROFILES["careful"].deeds
    for name in ("key-removed", "display-changed"):
        assert (relaxed[name], careful[name]) == (Deed.NOTHING, Deed.COVER)
    assert relaxed["suspend"] is Deed.COVER, "nothing that holds a key may sleep along"


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_network_adapter_counts_only_for_whoever_asks_for_it(profile: Profile) -> None:
    assert profile.deeds["network-adapter"] is Deed.NOTHING
