"""Whatever happens, in any order: the real panic thread, real desks that die, hang and wake, every trigger, real kills.

Three promises. Once a panic has been handled there is no process of the desk, and with a display no pixel of it, until
somebody summons. No prompt comes without a summons or a lock. And the right passphrase always leads back to work.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.guard.performer import Limits
from reader.guard.profiles import PROFILES, TRIGGERS, Deed, Profile
from reader.guard.raised_covers import make_covers
from reader.guard.states import Desk, Event, Phase, State
from reader.guard.triggers.base import Run, Trigger
from tests.guard.stage import RecordingCovers, Stage, wait_until
from tests.guard.stub_desk import COLOUR, PROFILE_NAME, PROMPTS_NAME, UNARMED_COLOUR

_LIMITS = Limits(refusal_s=0.3, rest_s=0.02, hang_s=2.0, start_s=30.0)
_NAMES = [kind.name for kind in TRIGGERS]
_SHOWN = (Phase.PROMPT, Phase.OPEN)


class Waiting(Trigger):
    """Reports when it is fired and never else."""

    def _watch(self, run: Run) -> None:
        run.note()
        run.wait(3600)


class Machine(RuleBasedStateMachine):
    """A guard, and everybody who may meddle with it."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        if os.environ["QT_QPA_PLATFORM"] != "xcb":  # not on the person's own screen
            os.environ.pop("DISPLAY", None)
        self._eyes = Eyes() if os.environ.get("DISPLAY") else None
        self._triggers: dict[str, Trigger] = {}
        self._asked_for = 0  # prompts that somebody asked for
        self._stage = Stage(
            Path(self._folder.name),
            "typed",
            covers=make_covers("#FBFAF7") if self._eyes else RecordingCovers(),
            make_triggers=self._make_triggers,
            limits=_LIMITS,
        )
        self._stage.start()

    @initialize(profile=st.sampled_from(sorted(PROFILES)))
    def choose(self, profile: str) -> None:
        (Path(self._folder.name) / PROFILE_NAME).write_text(profile)

    # --- what people do

    @precondition(lambda self: self._state.phase is Phase.COVERED and not self._state.refusing)
    @rule()
    def summon(self) -> None:
        self._asked_for += 1
        self._stage.thread.post(Event.SUMMON)
        self._stage.wait_for(Phase.PROMPT)

    @precondition(lambda self: self._state.phase is Phase.PROMPT)
    @rule()
    def type_the_right_passphrase(self) -> None:
        os.kill(self._desk, signal.SIGUSR1)
        self._stage.wait_for(Phase.OPEN)
        wait_until(lambda: all(trigger.state.works for trigger in self._triggers.values()), "armed triggers")

    @precondition(lambda self: self._state.phase in _SHOWN)
    @rule()
    def close(self) -> None:
        pid = self._desk
        os.kill(pid, signal.SIGUSR2)
        self._wait_for_the_end(pid)

    @precondition(lambda self: self._state.phase in _SHOWN)
    @rule()
    def lock(self) -> None:
        self._lock(lambda: self._stage.thread.post(Event.LOCK))

    @rule()
    def panic(self) -> None:
        self._panic(lambda: self._stage.thread.post(Event.PANIC))

    @precondition(lambda self: self._state.refusing)
    @rule()
    def summon_too_early(self) -> None:
        self._stage.thread.post(Event.SUMMON)

    @rule()
    def start_the_program_again(self) -> None:
        if self._state.phase in _SHOWN and not self._state.hung:
            self._panic(lambda: self._stage.thread.post(Event.LAUNCHED_AGAIN))
        else:
            self._stage.thread.post(Event.LAUNCHED_AGAIN)

    # --- what happens to the machine

    @precondition(lambda self: self._state.phase is Phase.OPEN)
    @rule(name=st.sampled_from(_NAMES))
    def something_happens(self, name: str) -> None:
        match self._profile.deeds[name]:
            case Deed.COVER:
                self._panic(self._triggers[name].fire)
            case Deed.LOCK:
                self._lock(self._triggers[name].fire)
            case Deed.NOTHING:
                assert name not in self._triggers

    @precondition(lambda self: self._stage.thread._performer.desk is not None)
    @rule()
    def the_desk_dies(self) -> None:
        pid = self._desk
        os.kill(pid, signal.SIGKILL)
        self._wait_for_the_end(pid)

    @precondition(lambda self: self._state.phase in _SHOWN)
    @rule(wakes=st.booleans())
    def the_desk_hangs(self, wakes: bool) -> None:
        pid = self._desk
        os.kill(pid, signal.SIGSTOP)
        wait_until(lambda: self._state.hung, "the hang")
        if wakes:
            os.kill(pid, signal.SIGCONT)
            wait_until(lambda: self._state.woken, "an answer")
            assert self._state.hung, "covered until somebody asks for it"
            self._stage.thread.post(Event.SUMMON)
            wait_until(lambda: not self._state.hung, "the way back")
            assert self._stage.alive([pid]), "nothing is lost"
            return
        self._asked_for += 1
        self._stage.thread.post(Event.SUMMON)
        self._wait_for_the_end(pid)
        self._stage.wait_for(Phase.PROMPT)

    @precondition(lambda self: self._state.phase is Phase.OPEN)
    @rule()
    def the_desk_hangs_and_the_key_is_pressed(self) -> None:
        os.kill(self._desk, signal.SIGSTOP)
        self._panic(lambda: self._stage.thread.post(Event.PANIC))

    @precondition(lambda self: self._state.refusing)
    @rule()
    def time_passes(self) -> None:
        wait_until(lambda: not self._state.refusing, "the end of the refusal")

    # --- what holds

    @invariant()
    def no_prompt_that_nobody_asked_for(self) -> None:
        marks = Path(self._folder.name) / PROMPTS_NAME
        assert (len(marks.read_bytes()) if marks.exists() else 0) <= self._asked_for

    @invariant()
    def nothing_of_the_desk_is_left_once_covered(self) -> None:
        """A warm desk shows nothing; every one that ever showed something is gone."""
        if self._state.phase is Phase.COVERED:
            self._look()
        assert self._stage.living_when_settled == []

    def teardown(self) -> None:
        """Back to work, and then the end."""
        wait_until(lambda: not self._state.refusing, "the end of the refusal")
        if self._state.phase is Phase.COVERED:
            self.summon()
        if self._state.phase is Phase.PROMPT:
            self.type_the_right_passphrase()
        assert self._state.phase is Phase.OPEN
        self._stage.end()
        self._folder.cleanup()
        if self._eyes:
            self._eyes.close()

    @property
    def _state(self) -> State:
        return self._stage.thread.state

    @property
    def _desk(self) -> int:
        return self._stage.desk_pids[-1]

    def _make_triggers(self, profile: Profile, _vault: Path, _key_folder: str, _key_name: str) -> Sequence[Trigger]:
        self._profile = profile
        does = [name for name, deed in profile.deeds.items() if deed is not Deed.NOTHING]
        self._triggers = {name: type(name, (Waiting,), {"name": name})() for name in does}
        return list(self._triggers.values())

    def _panic(self, do: Callable[[], None]) -> None:
        desks, started = self._stage.alive(self._stage.desk_pids), self._stage.settled
        families = [pid for desk in desks for pid in self._stage.family(desk)]
        do()
        wait_until(lambda: self._state.refusing and self._stage.settled > started, "a panic that has been handled")
        wait_until(lambda: not self._stage.alive(families), "nobody left")
        self._look()

    def _lock(self, do: Callable[[], None]) -> None:
        pid = self._desk
        self._asked_for += 1
        do()
        self._wait_for_the_end(pid)
        self._stage.wait_for(Phase.PROMPT)

    def _wait_for_the_end(self, pid: int) -> None:
        """Of a desk, and until the next is on its way, or none is wanted."""
        wait_until(lambda: not self._stage.alive([pid]), "the end of the desk")
        wait_until(lambda: self._state.desk is Desk.NONE or self._desk != pid, "the guard's knowledge of it")

    def _look(self) -> None:
        if self._eyes:
            assert not {COLOUR, UNARMED_COLOUR} & self._eyes.colours()


class Eyes:
    """What is on the screen, seen by the server."""

    def __init__(self) -> None:
        from Xlib.display import Display

        self._display = Display()
        self._root = self._display.screen().root

    def colours(self) -> set[int]:
        """Of every pixel."""
        from Xlib import X

        size = self._root.get_geometry()
        data = self._root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF).data
        return {pixel & 0xFFFFFF for pixel in memoryview(data).cast("I")}

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()


Machine.TestCase.settings = settings(
    max_examples=6, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)


class TestAnyOrder(Machine.TestCase):  # type: ignore[misc, valid-type]
    """A few walks, without a display."""


@pytest.mark.onscreen
class TestAnyOrderOnScreen(Machine.TestCase):  # type: ignore[misc, valid-type]
    """The same before eyes."""


@pytest.mark.slow
class TestManyOrders(Machine.TestCase):  # type: ignore[misc, valid-type]
    """More and longer walks."""

    settings = settings(Machine.TestCase.settings, max_examples=60, stateful_step_count=40)
