"""A guard without Qt: the real panic thread, real child processes, and a record of what the UI was told."""

from __future__ import annotations

import functools
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from reader.guard.armed_triggers import MakeTriggers
from reader.guard.children import DeskProcess, WatchProcess
from reader.guard.keeper_process import KeeperProcess
from reader.guard.messages import SlideChosen, SlideKept
from reader.guard.panic import PanicThread
from reader.guard.performer import Limits, Wiring
from reader.guard.raised_covers import Covers
from reader.guard.socket import CommandSocket
from reader.guard.states import Action, Event, Phase
from reader.guard.vault_place import VaultPlace
from reader.platform import this_platform
from reader.platform.speech import SpeechService

STUB = Path(__file__).with_name("stub_desk.py")
DEADLINE_S = 15.0
PATIENT = Limits(hang_s=60.0, start_s=60.0)
"""For a machine that is busy with other tests: nothing counts as hung."""


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Ask until it holds; fails after a deadline."""
    end_s = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < end_s, f"never came: {what}"
        threading.Event().wait(0.002)


class RecordingCovers:
    """Covers that only remember; each call may be made to fail."""

    window_ids = ()

    def __init__(self, failing: frozenset[str] = frozenset()) -> None:
        self.calls: list[str] = []
        self.hold = 0.0
        self._failing = failing

    def fileno(self) -> int:
        return -1

    def warm(self) -> None:
        self._note("warm")

    def park(self) -> None:
        self._note("park")

    def raise_all(self, limit_s: float) -> bool:
        return self._note("raise_all") and limit_s > 0

    def hold_keyboard(self) -> None:
        self._note("hold_keyboard")

    def hold_s(self) -> float:
        self._note("hold_s")
        return self.hold

    def lower_all(self) -> None:
        self._note("lower_all")

    def empty_selections(self) -> None:
        self._note("empty_selections")

    def handle_events(self) -> None:
        self._note("handle_events")

    def close(self) -> None:
        self._note("close")

    def _note(self, name: str) -> bool:
        self.calls.append(name)
        if name in self._failing:
            raise ConnectionResetError(name)
        return True


class Stage:
    """Builds the guard round a stub desk. `told` are the UI's actions, `settled` how often the vault was."""

    def __init__(
        self,
        folder: Path,
        behaviour: str = "plain",
        *,
        covers: Covers | None = None,
        commands: CommandSocket | None = None,
        make_triggers: MakeTriggers = lambda _profile, _vault, _key_folder, _key_name: (),
        limits: Limits = PATIENT,
        speech: SpeechService | None = None,
    ) -> None:
        self.told: list[Action] = []
        self.cover = "notes"
        self.chosen: list[str] = []
        self.slides: list[SlideChosen] = []
        self.settled = 0
        self.living_when_settled: list[int] = []
        self.desk_pids: list[int] = []
        self.keeper_pids: list[int] = []
        self.covers = covers or RecordingCovers()
        self._platform = this_platform()
        self._command = (sys.executable, str(STUB), behaviour)
        self.place = VaultPlace(folder, settle=self._settle, exists=lambda _folder: True)
        wiring = Wiring(
            start_desk=self._start_desk,
            start_watch=functools.partial(WatchProcess, self._platform),
            start_keeper=self._start_keeper,
            covers=self.covers,
            place=self.place,
            tell_ui=self.told.append,
            make_triggers=make_triggers,
            choose_cover=self._choose,
            next_cover=lambda: self.cover,
            choose_slide=self._choose_slide,
            kept_slide=lambda: SlideKept(slide=self.slides[-1].slide) if self.slides else SlideKept(),
            limits=limits,
            speech=speech or SpeechService(),
        )
        self.thread = PanicThread(wiring, commands)

    def _choose(self, cover: str) -> None:
        """As the windows do, only at once."""
        self.chosen.append(cover)
        self.cover = cover
        self.thread.post(Event.COVER_KEPT)

    def _choose_slide(self, wish: SlideChosen) -> None:
        self.slides.append(wish)
        self.thread.post(Event.SLIDE_KEPT)

    def start(self) -> None:
        """Up to a warm desk."""
        self.thread.start()
        wait_until(lambda: bool(self.desk_pids), "a desk")

    def summon(self) -> None:
        """Up to a prompt that has been asked for; what follows is the desk's behaviour."""
        self.start()
        self.thread.post(Event.SUMMON)

    def open(self) -> int:
        """Up to an open library; the desk's process id."""
        self.summon()
        self.wait_for(Phase.OPEN)
        return self.desk_pids[-1]

    def wait_for(self, phase: Phase) -> None:
        """Until the machine is there."""
        wait_until(lambda: self.thread._state.phase is phase, phase.name)

    def family(self, pid: int) -> list[int]:
        """A desk and its children."""
        return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]

    def alive(self, pids: list[int]) -> list[int]:
        """Which of these still run."""
        return [pid for pid in pids if self._platform.process_exists(pid)]

    def end(self) -> None:
        """End the program."""
        self.thread.post(Event.TERMINATE)
        self.thread.join(DEADLINE_S)
        assert not self.thread.is_alive()
        wait_until(lambda: not self.alive(self.desk_pids + self.keeper_pids), "no desk and no keeper left")

    def _start_desk(self) -> DeskProcess:
        desk = DeskProcess(self._platform, self._command)
        self.desk_pids.append(desk.pid)
        return desk

    def _start_keeper(self) -> KeeperProcess:
        keeper = KeeperProcess(self._platform)
        self.keeper_pids.append(keeper.pid)
        return keeper

    def _settle(self, _folder: Path) -> None:
        self.living_when_settled += self.alive(self.desk_pids)
        self.settled += 1
