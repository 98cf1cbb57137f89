"""What the guard does, as a pure table: `transition(state, event) -> (state, actions)`.

Nothing here touches a process, a window or a clock. The panic thread feeds it events and carries out the actions in
the order given. The rules that hold in every state, and that tests/guard/test_machine.py holds it to:

- every panic ends covered and settled with no desk alive; it asks nothing and shows no prompt;
- a desk that dies of itself, is locked or closed takes the same way;
- summoning is refused until `REFUSAL_S` after a panic;
- a desk that hangs stays reachable by the panic key, and is replaced by whoever summons;
- the panic key and the triggers are armed exactly while the library is open;
- the keeper of quick return outlives a quick-lock and nothing else, and no opening: each begins without one.
"""

from __future__ import annotations

from collections.abc import Callable
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
    LAUNCHED_AGAIN = auto()
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


class Action(Enum):
    """What to do."""

    RAISE_COVERS = auto()  # the windows made in advance, over everything
    LOWER_COVERS = auto()
    KILL_KEEPER = auto()  # what quick return needs is in no process after it
    START_KEEPER = auto()  # a new one for this desk, which is told
    TELL_KEEPER = auto()  # tell the desk that there is none any more
    KILL_DESK = auto()
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
    TELL_COVER = auto()  # tell the desk which cover the next start wears
    TELL_SLIDE = auto()  # tell the desk what other screens show
    START_REFUSAL = auto()
    START_REST = auto()
    QUIT = auto()


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Where the guard stands.

    `failed_starts` counts desks that died or hung, one after the other, before they had shown a prompt. `hung` is
    a desk that shows a window and does not answer; the cover is before it.
    """

    phase: Phase = Phase.COVERED
    desk: Desk = Desk.NONE
    refusing: bool = False
    failed_starts: int = 0
    hung: bool = False

    def but(self, **changes: object) -> State:
        """The same state with these fields changed."""
        return msgspec.structs.replace(self, **changes)


Step = tuple[State, tuple[Action, ...]]

_END_DESK = (
    Action.RAISE_COVERS,
    Action.KILL_KEEPER,
    Action.KILL_DESK,
    Action.DEAFEN_COVER,
    Action.FILL_WITH_COVER,
    Action.EMPTY_SELECTIONS,
    Action.DISARM_WATCH,
    Action.SETTLE,
    Action.DISARM_TRIGGERS,  # last: sleep waits for it
)
_END_DESK_FOR_NOW = tuple(action for action in _END_DESK if action is not Action.KILL_KEEPER)
_END_UNSEEN = (Action.KILL_KEEPER, Action.KILL_DESK, Action.SETTLE)
_END_DESK_AND_PROGRAM = tuple(
    action for action in _END_DESK if action not in {Action.DEAFEN_COVER, Action.FILL_WITH_COVER}
)
_WARM = (Action.WARM_DESK, Action.EXPECT_READY)
_PROMPT = (Action.SHOW_PROMPT, Action.EXPECT_READY)
_SHOWS_DESK = (Phase.PROMPT, Phase.OPEN)
_COVERED = (Phase.COVERED, Phase.SUMMONED)


def transition(state: State, event: Event) -> Step:
    """The next state and what to do on the way, in order. After QUITTING nothing happens any more."""
    if state.phase is Phase.QUITTING:
        return state, ()
    return _TABLE[event](state)


def _started(state: State) -> Step:
    if state.desk is not Desk.NONE:
        return state, ()  # it has been done
    return state.but(desk=Desk.WARMING), (Action.SETTLE, Action.SHOW_COVER, *_WARM)


def _panic(state: State) -> Step:
    ended = state.but(phase=Phase.COVERED, desk=Desk.NONE, refusing=True, failed_starts=0, hung=False)
    return ended, (*_END_DESK, Action.START_REFUSAL, Action.START_REST)


def _summon(state: State) -> Step:
    if state.hung:
        return _replace_desk(state, _END_DESK)
    if state.phase in _SHOWS_DESK:
        return state, (Action.RAISE_DESK,)
    if state.refusing or state.phase is Phase.SUMMONED:
        return state, ()
    summoned = state.but(phase=Phase.SUMMONED)
    if state.desk is Desk.WARM:
        return summoned, (Action.DEAFEN_COVER, *_PROMPT)
    if state.desk is Desk.WARMING:
        return summoned, (Action.DEAFEN_COVER,)
    return summoned.but(desk=Desk.WARMING), (Action.DEAFEN_COVER, *_WARM)


def _lock(state: State) -> Step:
    return _replace_desk(state, _END_DESK_FOR_NOW) if state.phase in _SHOWS_DESK else (state, ())


def _replace_desk(state: State, end: tuple[Action, ...]) -> Step:
    """Another one, whose prompt comes by itself: somebody has asked for it."""
    return state.but(phase=Phase.SUMMONED, desk=Desk.WARMING, hung=False), (*end, *_WARM)


def _launched_again(state: State) -> Step:
    shows_desk = state.phase in _SHOWS_DESK and not state.hung
    return state, (Action.RAISE_DESK if shows_desk else Action.SHOW_COVER,)


def _terminate(state: State) -> Step:
    # The covers are raised only where there is something to cover: ending an ordinary program flashes nothing.
    end = _END_DESK_AND_PROGRAM if state.phase in _SHOWS_DESK else _END_UNSEEN
    return state.but(phase=Phase.QUITTING, desk=Desk.NONE, hung=False), (*end, Action.QUIT)


def _desk_ready(state: State) -> Step:
    if state.desk is not Desk.WARMING:
        return _desk_misbehaved(state)
    return state.but(desk=Desk.WARM), _PROMPT if state.phase is Phase.SUMMONED else ()


def _prompt_shown(state: State) -> Step:
    if state.phase is Phase.SUMMONED and state.desk is Desk.WARM:
        shown = state.but(phase=Phase.PROMPT, failed_starts=0)
        return shown, (Action.HIDE_COVER, Action.LOWER_COVERS, Action.EXPECT_ANSWER)
    return _desk_misbehaved(state)


def _prompt_cancelled(state: State) -> Step:
    if state.phase in {Phase.SUMMONED, Phase.PROMPT} and state.desk is Desk.WARM:
        return state.but(phase=Phase.COVERED, hung=False), (Action.SHOW_COVER,)
    return _desk_misbehaved(state)


def _opened(state: State) -> Step:
    """Also heard while OPEN, when the person has chosen another key or profile.

    A keeper that is there at the opening may hold another library's key than the one that was opened.
    """
    if state.phase in _SHOWS_DESK:
        end_keeper = (Action.KILL_KEEPER,) if state.phase is Phase.PROMPT else ()
        return state.but(phase=Phase.OPEN), (Action.ARM_WATCH, Action.ARM_TRIGGERS, *end_keeper)
    return _desk_misbehaved(state)


def _desk_closed(state: State) -> Step:
    return state.but(phase=Phase.COVERED, desk=Desk.NONE, hung=False), (*_END_DESK, Action.START_REST)


def _desk_died(state: State) -> Step:
    failed = state.failed_starts + (state.phase not in _SHOWS_DESK)
    after = state.but(phase=Phase.COVERED, desk=Desk.NONE, failed_starts=failed, hung=False)
    end = _END_DESK if state.phase in _SHOWS_DESK else _END_UNSEEN
    return after, (*end, Action.START_REST) if failed < MAX_FAILED_STARTS else end


def _desk_answered(state: State) -> Step:
    if state.phase not in _SHOWS_DESK:
        return state, ()
    back = (Action.HIDE_COVER, Action.RAISE_DESK) if state.hung else ()
    return state.but(hung=False), (*back, Action.EXPECT_ANSWER)


def _desk_hung(state: State) -> Step:
    """One that shows a window is left alone, with the cover before it: it may come back. Any other is useless."""
    if state.phase in _SHOWS_DESK:
        return state.but(hung=True), (Action.DEAFEN_COVER, Action.FILL_WITH_COVER)
    if state.desk is Desk.WARM and state.phase is Phase.COVERED:
        return state, ()  # the person has left its prompt; nothing was expected of it any more
    return _desk_died(state) if state.desk is not Desk.NONE else (state, ())


def _desk_misbehaved(state: State) -> Step:
    """It said something that its place does not allow. Whatever it is then, it is no desk of ours."""
    return _desk_closed(state)


def _cover_shown(state: State) -> Step:
    return state, (Action.LOWER_COVERS,)


def _cover_closed(state: State) -> Step:
    return _terminate(state) if state.hung or state.phase in _COVERED else (state, ())


def _cover_kept(state: State) -> Step:
    return state, (Action.TELL_COVER,) if state.phase is Phase.OPEN else ()


def _slide_kept(state: State) -> Step:
    return state, (Action.TELL_SLIDE,) if state.phase is Phase.OPEN else ()


def _watch_died(state: State) -> Step:
    return state, (Action.ARM_WATCH,) if state.phase is Phase.OPEN else ()


def _keeper_wanted(state: State) -> Step:
    return (state, (Action.START_KEEPER,)) if state.phase is Phase.OPEN else _desk_misbehaved(state)


def _keeper_unwanted(state: State) -> Step:
    return state, (Action.KILL_KEEPER,)  # never wrong


def _keeper_died(state: State) -> Step:
    """A desk whose prompt has been asked for may have been told that there is one."""
    return state, () if state.phase is Phase.COVERED else (Action.TELL_KEEPER,)


def _refusal_ended(state: State) -> Step:
    return state.but(refusing=False), ()


def _rest_ended(state: State) -> Step:
    if state.desk is Desk.NONE:
        return state.but(desk=Desk.WARMING), _WARM
    return state, ()


_TABLE: dict[Event, Callable[[State], Step]] = {
    Event.STARTED: _started,
    Event.PANIC: _panic,
    Event.SUMMON: _summon,
    Event.LOCK: _lock,
    Event.LAUNCHED_AGAIN: _launched_again,
    Event.TERMINATE: _terminate,
    Event.DESK_READY: _desk_ready,
    Event.PROMPT_SHOWN: _prompt_shown,
    Event.PROMPT_CANCELLED: _prompt_cancelled,
    Event.OPENED: _opened,
    Event.DESK_CLOSED: _desk_closed,
    Event.DESK_QUIT: _terminate,
    Event.DESK_DIED: _desk_died,
    Event.DESK_ANSWERED: _desk_answered,
    Event.DESK_HUNG: _desk_hung,
    Event.COVER_SHOWN: _cover_shown,
    Event.COVER_CLOSED: _cover_closed,
    Event.COVER_KEPT: _cover_kept,
    Event.SLIDE_KEPT: _slide_kept,
    Event.WATCH_DIED: _watch_died,
    Event.KEEPER_WANTED: _keeper_wanted,
    Event.KEEPER_UNWANTED: _keeper_unwanted,
    Event.KEEPER_DIED: _keeper_died,
    Event.REFUSAL_ENDED: _refusal_ended,
    Event.REST_ENDED: _rest_ended,
}
