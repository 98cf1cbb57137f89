"""Carries out the machine's actions: the one object that holds the desk, the watch and the raised covers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from reader.errors import ProtocolViolation
from reader.guard.armed_triggers import ArmedTriggers, MakeTriggers
from reader.guard.children import DeskProcess, WatchProcess
from reader.guard.hiding import with_desktop_key
from reader.guard.identity import IDENTITIES, NOTES
from reader.guard.keeper_process import KeeperProcess, Keeping
from reader.guard.messages import (
    Alive,
    CloseRequested,
    Configure,
    CoverChosen,
    CoverKept,
    DeskReady,
    FiringRequested,
    HideDesk,
    KeeperDismissed,
    KeeperRequested,
    KeeperState,
    LockRequested,
    Opened,
    PanicKeys,
    Placement,
    PromptCancelled,
    PromptShown,
    QuitRequested,
    RaiseDesk,
    ShowPrompt,
    SlideChosen,
    SlideKept,
    SpeechNoted,
    SpeechRequested,
    ToDesk,
    TriggersAsked,
    TriggerSettings,
    VaultChosen,
    VaultErased,
    WatchState,
)
from reader.guard.profiles import Profile
from reader.guard.raised_covers import Covers
from reader.guard.silencing import Silencing
from reader.guard.states import HANG_LIMIT_S, REFUSAL_S, REST_S, START_LIMIT_S, Action, Event
from reader.guard.timers import Timers
from reader.guard.triggers.base import Trigger
from reader.guard.vault_place import VaultPlace
from reader.guard.watching import Watching
from reader.platform.speech import SpeechService

CONFIRM_LIMIT_S = 0.008  # half a frame at 60 Hz: then the kill goes on without the display's word
WARM_S = 0.3  # a few frames, also where software paints them
HAND_OVER_LIMIT_S = 5.0  # covers are lowered after this even if the cover's own window never comes
_EVENTS: dict[type[object], Event] = {
    DeskReady: Event.DESK_READY,
    PromptShown: Event.PROMPT_SHOWN,
    PromptCancelled: Event.PROMPT_CANCELLED,
    Opened: Event.OPENED,
    Alive: Event.DESK_ANSWERED,
    KeeperRequested: Event.KEEPER_WANTED,
    KeeperDismissed: Event.KEEPER_UNWANTED,
    LockRequested: Event.LOCK,
    CloseRequested: Event.DESK_CLOSED,
    QuitRequested: Event.DESK_QUIT,
}


def _no_triggers(_profile: Profile, _vault: Path, _key_folder: str, _key_name: str) -> Sequence[Trigger]:
    return ()


def _no_keeper() -> KeeperProcess:
    raise OSError("no keeper")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long things take at most. Only tests, which do not wait for a person, take others than these."""

    refusal_s: float = REFUSAL_S
    rest_s: float = REST_S
    hang_s: float = HANG_LIMIT_S
    start_s: float = START_LIMIT_S


class Wiring(msgspec.Struct, frozen=True, kw_only=True):
    """What the composition root gives the panic thread. Its functions are called on that thread.

    `tell_ui`, `choose_cover` and `choose_slide` must only post; `placement`, the cover's as last known, `next_cover`
    and `kept_slide`, what the settings file names, must only read.
    """

    start_desk: Callable[[], DeskProcess]
    start_watch: Callable[[], WatchProcess]
    covers: Covers
    place: VaultPlace
    tell_ui: Callable[[Action], None]
    start_keeper: Callable[[], KeeperProcess] = _no_keeper
    make_triggers: MakeTriggers = _no_triggers
    placement: Callable[[], Placement] = Placement
    choose_cover: Callable[[str], None] = lambda _cover: None
    next_cover: Callable[[], str] = lambda: NOTES.cover
    choose_slide: Callable[[SlideChosen], None] = lambda _slide: None
    kept_slide: Callable[[], SlideKept] = SlideKept
    speech: SpeechService = SpeechService()
    language: str = ""
    identity: str = "Notes"
    limits: Limits = Limits()


class Performer:
    """Used by the panic thread alone. Each action may raise; the thread goes on to the next."""

    def __init__(self, wiring: Wiring, timers: Timers, post: Callable[[Event], None]) -> None:
        """`post` tells the thread, from any other."""
        self._wiring = wiring
        self._timers = timers
        self._keys = PanicKeys()
        self._trigger_settings = TriggerSettings()
        self.triggers = ArmedTriggers(wiring.make_triggers, post)
        self.keeping = Keeping(wiring.start_keeper)
        self._watching = Watching(wiring.start_watch)
        self._silencing = Silencing(wiring.speech, timers)
        self._desk_deaths = 0
        self._lower_at_s: float | None = None
        self._unreaped: DeskProcess | None = None
        self.desk: DeskProcess | None = None
        self.finished = False
        self._deeds: dict[Action, Callable[[], object]] = {
            Action.RAISE_COVERS: self._raise_covers,
            Action.LOWER_COVERS: self._lower_covers,
            Action.PARK_COVERS: wiring.covers.park,
            Action.KILL_KEEPER: self.keeping.kill,
            Action.START_KEEPER: self._start_keeper,
            Action.TELL_KEEPER: self._tell_keeper,
            Action.KILL_DESK: self._kill_desk,
            Action.SILENCE_SPEECH: self._silencing.begin,
            Action.SILENCE_AGAIN: self._silencing.go_on,
            Action.SETTLE: self._settle,
            Action.EMPTY_SELECTIONS: wiring.covers.empty_selections,
            Action.ARM_WATCH: self._arm_watch,
            Action.DISARM_WATCH: self._watching.disarm,
            Action.ARM_TRIGGERS: self._arm_triggers,
            Action.DISARM_TRIGGERS: self.triggers.disarm,
            Action.WARM_DESK: self._warm_desk,
            Action.EXPECT_READY: lambda: timers.start(Event.DESK_HUNG, wiring.limits.start_s),
            Action.EXPECT_ANSWER: lambda: timers.start(Event.DESK_HUNG, wiring.limits.hang_s),
            Action.SHOW_PROMPT: self._show_prompt,
            Action.RAISE_DESK: lambda: self._tell_desk(RaiseDesk()),
            Action.HIDE_DESK: lambda: self._tell_desk(HideDesk()),
            Action.TELL_COVER: lambda: self._tell_desk(CoverKept(cover=wiring.next_cover())),
            Action.TELL_SLIDE: lambda: self._tell_desk(wiring.kept_slide()),
            Action.START_REFUSAL: lambda: timers.start(Event.REFUSAL_ENDED, wiring.limits.refusal_s),
            Action.START_REST: lambda: timers.start(Event.REST_ENDED, wiring.limits.rest_s),
            Action.QUIT: self._quit,
        }

    @property
    def watch(self) -> WatchProcess | None:
        """The watch's process, if it runs."""
        return self._watching.process

    def perform(self, action: Action) -> None:
        """Do it; what is not ours to do is the UI's. Raises whatever went wrong."""
        deed = self._deeds.get(action)
        if deed:
            deed()
        else:
            self._wiring.tell_ui(action)

    def hear_desk(self) -> list[Event]:
        """What the desk has said, as events; its end, or nonsense, is its death."""
        try:
            return [event for message in (self.desk.messages() if self.desk else ()) if (event := self._note(message))]
        except (EOFError, ProtocolViolation):
            self._desk_deaths += 1
            return [Event.DESK_DIED]

    def hear_watch(self) -> list[Event]:
        """Pass on to the desk what the watch has said; its end is an event."""
        try:
            for state in self.watch.messages() if self.watch else ():
                self._tell_desk(with_desktop_key(state, self._trigger_settings))
        except (EOFError, ProtocolViolation):
            self._watching.bury()
            return [Event.WATCH_DIED]
        return []

    def end_children(self) -> None:
        """Kill whatever is left."""
        self.keeping.end()
        desk, self.desk = self.desk, None
        if desk:
            desk.kill()
            desk.reap()
        self._watching.end()

    def _note(self, message: object) -> Event | None:
        """Take what a message says; the event that it is, if it is one. The deframer lets no other type through."""
        match message:
            case VaultChosen():
                self._wiring.place.choose(Path(message.vault))
            case VaultErased():
                self._wiring.place.forget()
            case CoverChosen():
                if message.cover in IDENTITIES:
                    self._wiring.choose_cover(message.cover)
            case SlideChosen():
                self._wiring.choose_slide(message)
            case SpeechRequested():
                self._silencing.expect_speech()
                self._tell_desk(SpeechNoted())
            case TriggersAsked():
                self._tell_desk(self.triggers.report())
            case FiringRequested():
                self.triggers.fire(message.trigger)
            case Opened():
                self._keys = message.keys
                self._trigger_settings = message.triggers
                self.triggers.know_key_file(message.key_file)
                self._wiring.place.remember()
        return _EVENTS.get(type(message))

    def _raise_covers(self) -> None:
        self._lower_at_s = None
        self._timers.start(Event.COVER_SHOWN, HAND_OVER_LIMIT_S)
        self._wiring.covers.raise_all(CONFIRM_LIMIT_S)

    def _lower_covers(self) -> None:
        """Once nothing below them moves any more: asked too early, COVER_SHOWN comes again."""
        now_s = time.monotonic()
        if self._lower_at_s is None:
            self._lower_at_s = now_s + self._wiring.covers.hold_s()
        if now_s < self._lower_at_s:
            self._timers.start(Event.COVER_SHOWN, self._lower_at_s - now_s)
            return
        self._timers.stop(Event.COVER_SHOWN)
        self._wiring.covers.lower_all()

    def _kill_desk(self) -> None:
        self._timers.stop(Event.DESK_HUNG)
        desk, self.desk = self.desk, None
        if not desk:
            return
        desk.kill()
        self._unreaped = desk
        self._wiring.covers.hold_keyboard()
        self._reap()

    def _reap(self) -> None:
        """Raises TimeoutExpired for a process that the kernel can't end yet (a disk that does not answer)."""
        if self._unreaped:
            self._unreaped.reap()
            self._unreaped = None

    def _settle(self) -> None:
        self._reap()
        self._wiring.place.settle()

    def _start_keeper(self) -> None:
        self.keeping.start(self.desk.keeper_end if self.desk else None)
        self._tell_keeper()

    def _tell_keeper(self) -> None:
        self._tell_desk(KeeperState(alive=self.keeping.is_alive))

    def _arm_watch(self) -> None:
        if not self._watching.arm(self._keys):
            self._tell_desk(WatchState(armed=False, reason="watch-died"))
        self._timers.start(Event.COVERS_WARM, WARM_S)
        self._wiring.covers.warm()

    def _arm_triggers(self) -> None:
        self.triggers.arm(self._trigger_settings, self._wiring.place.folder, self._keys.key_name)

    def _warm_desk(self) -> None:
        self._kill_desk()  # the table never asks for a second; if it did, the first must not live on unseen
        self._reap()
        place = self._wiring.place
        self.desk = self._wiring.start_desk()
        self._silencing.expect_none()
        self.keeping.hand_over(self.desk.keeper_end)
        self._tell_desk(
            Configure(
                vault=str(place.prepare()),
                is_demo=place.is_demo,
                language=self._wiring.language,
                identity=self._wiring.identity,
                cover=self._wiring.next_cover(),
                slide=self._wiring.kept_slide().slide,
                deaths=self._desk_deaths,
            )
        )
        self._watching.start()

    def _show_prompt(self) -> None:
        wiring = self._wiring
        is_empty, has_keeper = wiring.place.is_empty(), self.keeping.is_alive
        self._tell_desk(
            ShowPrompt(first_run=is_empty, has_keeper=has_keeper, keys=self._keys, placement=wiring.placement())
        )

    def _tell_desk(self, message: ToDesk) -> None:
        if self.desk and not self.desk.send(message):
            self.desk.kill()  # it no longer reads; its end comes through the pipe

    def _quit(self) -> None:
        self.triggers.disarm()
        self.end_children()
        self._silencing.end()
        self.finished = True
        self._wiring.tell_ui(Action.QUIT)
