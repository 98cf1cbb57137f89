"""The panic thread with real processes: every source of a panic, every way a desk can end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from reader.guard.identity import HOME
from reader.guard.performer import Limits
from reader.guard.raised_covers import Covers
from reader.guard.socket import CommandSocket, send_command
from reader.guard.states import Action, Event, Phase
from reader.guard.tell import tell
from reader.guard.vault_place import VaultPlace
from reader.platform import this_platform
from tests.guard.stage import PATIENT, RecordingCovers, Stage, wait_until

IMPATIENT = Limits(hang_s=0.3, start_s=60.0)
Set = Callable[..., Stage]


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    monkeypatch.delenv("DISPLAY", raising=False)
    stages: list[Stage] = []

    def build(
        behaviour: str = "plain",
        *,
        covers: Covers | None = None,
        commands: CommandSocket | None = None,
        limits: Limits = PATIENT,
    ) -> Stage:
        stages.append(Stage(tmp_path, behaviour, covers=covers, commands=commands, limits=limits))
        return stages[-1]

    yield build
    for built in stages:
        if built.thread.is_alive():
            built.end()


def assert_gone(stage: Stage, family: list[int]) -> None:
    wait_until(lambda: Action.FILL_WITH_COVER in stage.told, "the cover")
    wait_until(lambda: not stage.alive(family), "the end of the desk and all its children")
    wait_until(lambda: stage.settled >= 2, "a settled vault")  # once at the start
    assert stage.living_when_settled == []
    assert stage.told.index(Action.DEAFEN_COVER) < stage.told.index(Action.FILL_WITH_COVER)


def test_a_panic_from_the_ui_thread(stage: Set) -> None:
    built = stage()
    family = built.family(built.open())
    assert len(family) == 2
    built.thread.post(Event.PANIC)
    assert_gone(built, family)
    assert isinstance(built.covers, RecordingCovers)
    calls = built.covers.calls
    wait_until(lambda: "empty_selections" in calls, "empty selections")
    assert calls.index("raise_all") < calls.index("hold_keyboard")


def test_a_panic_from_the_desks_own_window(stage: Set) -> None:
    built = stage("panics")
    built.summon()
    wait_until(lambda: Action.FILL_WITH_COVER in built.told, "the cover")
    assert built.thread._state.refusing
    wait_until(lambda: not built.alive(built.desk_pids[:1]), "the end of the desk")


def test_a_panic_from_the_command_line(stage: Set) -> None:
    commands = CommandSocket.listen("Notes", this_platform())
    built = stage(commands=commands)
    family = built.family(built.open())
    assert send_command("panic", "Notes", this_platform())
    assert built.alive(family[:1]) == [], "the answer comes after the kill"
    assert_gone(built, family)


def test_a_summons_right_after_a_panic_is_answered_as_if_nobody_ran(
    stage: Set, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever tries it must not learn of the panic; whoever needs it must learn that it failed."""
    monkeypatch.setattr(type(this_platform()), "harden_process", lambda _self: None)
    assert tell("unlock") == 1
    alone = capsys.readouterr()
    commands = CommandSocket.listen(HOME, this_platform())
    built = stage(commands=commands, limits=Limits(refusal_s=60.0, hang_s=60.0, start_s=60.0))
    built.start()
    assert tell("panic") == 0
    assert tell("unlock") == 1
    assert built.thread.state.phase is Phase.COVERED
    assert capsys.readouterr() == alone
    assert alone.err
    assert tell("lock") == 0, "nothing is open: it is done"
    built.thread.post(Event.REFUSAL_ENDED)
    wait_until(lambda: not built.thread.state.refusing, "the end of the refusal")
    assert tell("unlock") == 0
    built.wait_for(Phase.OPEN)


def test_a_panic_ends_a_desk_that_hangs(stage: Set) -> None:
    built = stage("hangs")
    pid = built.open()
    wait_until(lambda: psutil.Process(pid).status() == psutil.STATUS_STOPPED, "a stopped desk")
    family = built.family(pid)
    built.thread.post(Event.PANIC)
    assert_gone(built, family)


def test_a_desk_that_hangs_is_replaced_from_the_cover(stage: Set) -> None:
    built = stage("silent", limits=IMPATIENT)
    pid = built.open()
    wait_until(lambda: built.thread.state.hung, "the hang")
    wait_until(lambda: Action.FILL_WITH_COVER in built.told, "the cover before it")
    assert built.alive([pid]), "it may wake"
    built.thread.post(Event.SUMMON)
    wait_until(lambda: len(built.desk_pids) == 2, "another desk")
    built.wait_for(Phase.OPEN)
    assert not built.alive([pid])
    assert built.living_when_settled == []


def test_a_desk_that_wakes_stays_covered_until_somebody_summons(stage: Set) -> None:
    built = stage("wakes", limits=IMPATIENT)
    built.summon()
    wait_until(lambda: Action.FILL_WITH_COVER in built.told, "the hang")
    wait_until(lambda: built.thread.state.woken, "the desk's answer")
    assert Action.HIDE_COVER not in built.told[built.told.index(Action.FILL_WITH_COVER) :]
    built.thread.post(Event.SUMMON)
    wait_until(lambda: Action.HIDE_COVER in built.told[built.told.index(Action.FILL_WITH_COVER) :], "the way back")
    assert len(built.desk_pids) == 1, "the same desk"
    wait_until(lambda: built.thread.state.phase is Phase.COVERED, "the desk's answer to RaiseDesk")


def test_a_panic_ends_a_desk_that_hangs_before_the_cover(stage: Set) -> None:
    built = stage("silent", limits=IMPATIENT)
    family = built.family(built.open())
    wait_until(lambda: built.thread.state.hung, "the hang")
    built.thread.post(Event.PANIC)
    wait_until(lambda: not built.alive(family), "the end of the desk and all its children")
    assert built.thread.state.refusing
    assert not built.thread.state.hung


@pytest.mark.parametrize("call", ["raise_all", "hold_keyboard", "empty_selections"])
def test_a_display_that_fails_does_not_save_the_desk(stage: Set, call: str) -> None:
    built = stage(covers=RecordingCovers(frozenset({call})))
    family = built.family(built.open())
    built.thread.post(Event.PANIC)
    assert_gone(built, family)


@pytest.mark.parametrize("behaviour", ["close", "die", "nonsense"])
def test_other_ends_of_a_desk_are_covered_and_settled_too(stage: Set, behaviour: str) -> None:
    built = stage(behaviour)
    built.summon()
    assert_gone(built, built.desk_pids[:1])
    assert not built.thread._state.refusing


def test_a_locked_desk_is_another_process_at_the_prompt(stage: Set) -> None:
    built = stage("prompt")
    built.summon()
    built.wait_for(Phase.PROMPT)
    built.thread.post(Event.LOCK)
    wait_until(lambda: len(built.desk_pids) == 2, "a new desk")
    built.wait_for(Phase.PROMPT)
    assert not built.alive(built.desk_pids[:1])
    assert built.living_when_settled == []


def test_a_vault_that_the_desk_erased_is_forgotten(stage: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten: list[VaultPlace] = []

    def forget(place: VaultPlace) -> None:
        forgotten.append(place)

    monkeypatch.setattr(VaultPlace, "forget", forget)
    built = stage("erased")
    built.summon()
    assert_gone(built, built.desk_pids[:1])
    assert forgotten == [built.place]


def test_a_desk_that_opens_what_nobody_asked_for_is_killed(stage: Set) -> None:
    built = stage("early")
    built.start()
    wait_until(lambda: not built.alive(built.desk_pids[:1]), "the end of the desk")


def test_a_desk_that_cannot_start_is_tried_three_times(stage: Set) -> None:
    built = stage("never")
    built.start()
    wait_until(lambda: built.thread._state.failed_starts == 3, "three failures")
    assert len(built.desk_pids) == 3
    assert built.thread._performer.desk is None


def test_a_summons_before_the_start_makes_no_second_desk(stage: Set) -> None:
    built = stage()
    built.thread.post(Event.SUMMON)
    built.start()
    built.wait_for(Phase.OPEN)
    built.thread.post(Event.PANIC)
    assert_gone(built, list(built.desk_pids))
    assert len(built.desk_pids) == 1


def test_the_summons_is_refused_after_a_panic_and_heard_later(stage: Set) -> None:
    built = stage()
    built.open()
    built.thread.post(Event.PANIC)
    built.thread.post(Event.SUMMON)
    wait_until(lambda: built.thread._state.refusing, "refusal")
    assert built.thread._state.phase is Phase.COVERED
    wait_until(lambda: not built.thread._state.refusing, "the end of the refusal")
    assert built.thread._state.phase is Phase.COVERED, "a summons that was refused is not kept"
    built.thread.post(Event.SUMMON)
    built.wait_for(Phase.OPEN)
    assert len(built.desk_pids) == 2


def test_without_a_display_the_desk_hears_why_the_key_is_not_armed(stage: Set) -> None:
    # The stub acts on WatchState only: that it panics at all says that the reason has come.
    built = stage("panics")
    built.summon()
    wait_until(lambda: Action.FILL_WITH_COVER in built.told, "the desk's answer to WatchState")


def test_a_watch_that_dies_is_started_again(stage: Set) -> None:
    built = stage()
    built.open()
    watch = built.thread._performer.watch
    assert watch
    os.kill(watch.pid, signal.SIGKILL)
    wait_until(lambda: built.thread._performer.watch not in {None, watch}, "another watch")
    assert built.thread._state.phase is Phase.OPEN


def test_a_fault_in_the_loop_is_a_panic(stage: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    built = stage()
    family = built.family(built.open())
    faults = iter([RuntimeError("a bug")])

    def break_once() -> float | None:
        for fault in faults:
            raise fault
        return None

    monkeypatch.setattr(built.thread._timers, "wait_s", break_once)
    built.thread.post(Event.COVER_KEPT)  # wakes it
    assert_gone(built, family)


_GUARD = """
import sys, time
from pathlib import Path
from tests.guard.stage import Stage
stage = Stage(Path(sys.argv[1]), sys.argv[2])
pid = stage.open()
print(*stage.family(pid), stage.thread._performer.watch.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("behaviour", ["plain", "hangs"])
def test_when_the_guard_is_killed_everyone_dies(tmp_path: Path, behaviour: str) -> None:
    guard = subprocess.Popen(
        [sys.executable, "-c", _GUARD, str(tmp_path), behaviour],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "DISPLAY": ""},
        stdout=subprocess.PIPE,
    )
    assert guard.stdout
    pids = [int(word) for word in guard.stdout.readline().split()]
    assert len(pids) == 3
    guard.kill()
    guard.wait()
    guard.stdout.close()
    exists = this_platform().process_exists
    desk, worker, watch = pids
    wait_until(lambda: not exists(desk) and not exists(watch), "the end of desk and watch")
    os.kill(worker, signal.SIGKILL)  # the stub's child does not ask to die with it, as a real worker does


def test_a_chosen_cover_is_handed_on_if_there_is_one_and_the_desk_hears_of_it(stage: Set) -> None:
    built = stage("chooses")
    built.summon()
    built.wait_for(Phase.QUITTING)
    assert built.chosen == ["blank"]


def test_a_chosen_slide_is_handed_on_and_the_desk_hears_of_it(stage: Set) -> None:
    built = stage("slides")
    built.summon()
    built.wait_for(Phase.QUITTING)
    assert [wish.picture for wish in built.slides] == ["/media/sea.jpg"]


def test_covers_stay_for_as_long_as_something_may_move_below_them(stage: Set) -> None:
    built = stage()
    covers = built.covers
    assert isinstance(covers, RecordingCovers)
    built.open()
    covers.hold = 3600.0
    covers.calls.clear()
    built.thread.post(Event.PANIC)
    for _ in range(2):  # it may be said more than once
        built.thread.post(Event.COVER_SHOWN)
    built.thread.post(Event.LAUNCHED_AGAIN)
    wait_until(lambda: Action.SHOW_COVER in built.told[1:], "what was posted last")
    assert covers.calls.count("hold_s") == 1
    assert "lower_all" not in covers.calls


def test_covers_go_by_themselves_after_that(stage: Set) -> None:
    built = stage()
    covers = built.covers
    assert isinstance(covers, RecordingCovers)
    built.open()
    covers.hold = 0.05
    covers.calls.clear()
    built.thread.post(Event.PANIC)
    built.thread.post(Event.COVER_SHOWN)
    wait_until(lambda: "lower_all" in covers.calls, "the end of the covers")
    assert covers.calls.index("raise_all") < covers.calls.index("hold_s") < covers.calls.index("lower_all")


def test_the_list_of_processes_has_no_word_that_tells(stage: Set) -> None:
    """Everybody on the machine may read it. Where the program lies is not the guard's to say."""
    built = stage()
    desk = built.open()
    watch = built.thread._performer.watch
    assert watch
    for pid in (desk, watch.pid):
        words = " ".join(psutil.Process(pid).cmdline()[2:])
        assert words
        assert not [word for word in ("panic", "hearth", "vault", "key", "trigger", "hide") if word in words.lower()]
