"""The words of the guard's machine: where it stands, what can happen, what can be done, and how long things take."""

from __future__ import annotations

from enum import Enum, auto

import msgspec

REFUSAL_S = 3.0  # after a panic no summons is heard
REST_S = 1.0  # between the death of a desk and warming the next, so that nothing competes with the hand-over
HANG_LIMIT_S = 5.0  # a desk on the screen that says nothing for so long hangs
START_LIMIT_S = 30.0  # and so does one that is not ready after this: slow media, a machine that swaps
MAX_FAILED_STARTS = 3  # a desk that can't start is not tried again until somebody asks for it


class Phase(Enum):
    """What is on the screen."""

    COVERED = auto()
    SUMMONED = auto()  # still covered; the prompt has been asked for
    PROMPT = auto()
    OPEN = auto()
    QUITTING = auto()


class Desk(Enum):
    """How far the desk's process is."""

    NONE = auto()
    WARMING = auto()
    WARM = auto()  # ready; in OPEN it holds the library


class Event(Enum):
    """What happened."""

    STARTED = auto()
    PANIC = auto()  # whichever key, pipe, command or trigger it came from
    SUMMON = auto()  # the gesture in the cover, or the unlock command
    LOCK = auto()  # the desk's own wish, or the lock command
    LAUNCHED_AGAIN = auto()  # a second start, by whomever
    TERMINATE = auto()  # the session ends, or a signal
    DESK_READY = auto()
    PROMPT_SHOWN = auto()
    PROMPT_CANCELLED = auto()
    OPENED = auto()
    DESK_CLOSED = auto()
    DESK_QUIT = auto()
    DESK_DIED = auto()
    DESK_ANSWERED = auto()  # its UI thread runs
    DESK_HUNG = auto()  # it has not answered for `HANG_LIMIT_S`, or not done what it should within `START_LIMIT_S`
    COVERS_WARM = auto()  # a compositing manager has had the time to paint them once
    COVER_SHOWN = auto()  # the cover's own window has been painted
    COVER_CLOSED = auto()
    COVER_KEPT = auto()  # which cover the next start wears has been saved, or could not be
    SLIDE_KEPT = auto()  # the same of what other screens show
    WATCH_DIED = auto()
    KEEPER_WANTED = auto()
    KEEPER_UNWANTED = auto()
    KEEPER_DIED = auto()  # its tries or its time are over, or it ended of itself
    REFUSAL_ENDED = auto()
    REST_ENDED = auto()
    SPEECH_LATE = auto()  # what the desk sent just before its end has reached the speech service by now


class Action(Enum):
    """What to do."""

    RAISE_COVERS = auto()  # the windows made in advance, over everything
    LOWER_COVERS = auto()
    PARK_COVERS = auto()  # they need not be painted any more until they are raised
    KILL_KEEPER = auto()  # what quick return needs is in no process after it
    START_KEEPER = auto()  # a new one for this desk, which is told
    TELL_KEEPER = auto()  # tell the desk that there is none any more
    KILL_DESK = auto()
    SILENCE_SPEECH = auto()  # the system's speech service would go on without the desk
    SILENCE_AGAIN = auto()  # for what came to it late
    SETTLE = auto()
    EMPTY_SELECTIONS = auto()
    ARM_WATCH = auto()
    DISARM_WATCH = auto()
    ARM_TRIGGERS = auto()
    DISARM_TRIGGERS = auto()
    DEAFEN_COVER = auto()  # drop keys until a quiet second, save nothing typed for a while
    SHOW_COVER = auto()
    FILL_WITH_COVER = auto()  # show it over the whole screen
    HIDE_COVER = auto()
    WARM_DESK = auto()
    EXPECT_READY = auto()  # DESK_HUNG follows unless the desk gets ready, or shows its prompt, in time
    EXPECT_ANSWER = auto()  # DESK_HUNG follows unless this is asked for again in time
    SHOW_PROMPT = auto()
    RAISE_DESK = auto()
    HIDE_DESK = auto()  # as soon as it can
    TELL_COVER = auto()  # tell the desk which cover the next start wears
    TELL_SLIDE = auto()  # tell the desk what other screens show
    START_REFUSAL = auto()
    START_REST = auto()
    QUIT = auto()


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Where the guard stands.

    `failed_starts` counts desks that died or hung, one after the other, before they had shown a prompt. `hung` is
    a desk that shows a window and did not answer; the cover is before it until somebody summons, also if it is
    `woken` and answers again.
    """

    phase: Phase = Phase.COVERED
    desk: Desk = Desk.NONE
    refusing: bool = False
    failed_starts: int = 0
    hung: bool = False
    woken: bool = False

    def but(self, **changes: object) -> State:
        """The same state with these fields changed."""
        return msgspec.structs.replace(self, **changes)

    def with_desk(self, desk: Desk, **changes: object) -> State:
        """The same state with another desk, or none, which hangs no more."""
        return self.but(desk=desk, hung=False, woken=False, **changes)
