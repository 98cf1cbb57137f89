"""What the guard does, as a pure table: `transition(state, event) -> (state, actions)`.

Nothing here touches a process, a window or a clock. The panic thread feeds it events and carries out the actions in
the order given. The rules that hold in every state, and that tests/guard/test_machine.py holds it to:

- every panic ends covered and settled with no desk alive; it asks nothing and shows no prompt;
- a desk that dies of itself, is locked or closed takes the same way;
- summoning is refused until `REFUSAL_S` after a panic;
- a second start shows the cover and nothing else; what was on the screen is gone as in a panic;
- a desk that hangs stays reachable by the panic key; the cover stays before it until somebody summons, which replaces
  it, or brings it back if it has woken;
- the panic key and the triggers are armed exactly while the library is open;
- what was being read aloud is silenced as soon as nobody can say more, and when a desk hangs;
- the keeper of quick return outlives a quick-lock and nothing else, and no opening: each begins without one.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.guard.states import MAX_FAILED_STARTS, Action, Desk, Event, Phase, State

Step = tuple[State, tuple[Action, ...]]

_END_DESK = (
    Action.RAISE_COVERS,
    Action.KILL_KEEPER,
    Action.KILL_DESK,
    Action.SILENCE_SPEECH,  # at once, and by then nothing more can be said
    Action.DEAFEN_COVER,
    Action.FILL_WITH_COVER,
    Action.EMPTY_SELECTIONS,
    Action.DISARM_WATCH,
    Action.SETTLE,
    Action.DISARM_TRIGGERS,  # last: sleep waits for it
)
_END_DESK_FOR_NOW = tuple(action for action in _END_DESK if action is not Action.KILL_KEEPER)
_END_UNSEEN = (Action.KILL_KEEPER, Action.KILL_DESK, Action.SILENCE_SPEECH, Action.SETTLE)
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
    ended = state.with_desk(Desk.NONE, phase=Phase.COVERED, refusing=True, failed_starts=0)
    return ended, (*_END_DESK, Action.START_REFUSAL, Action.START_REST)


def _summon(state: State) -> Step:
    if state.phase in _SHOWS_DESK:
        return _summon_shown(state)
    if state.refusing or state.phase is Phase.SUMMONED:
        return state, ()
    summoned = state.but(phase=Phase.SUMMONED)
    if state.desk is Desk.WARM:
        return summoned, (Action.DEAFEN_COVER, *_PROMPT)
    if state.desk is Desk.WARMING:
        return summoned, (Action.DEAFEN_COVER,)
    return summoned.but(desk=Desk.WARMING), (Action.DEAFEN_COVER, *_WARM)


def _summon_shown(state: State) -> Step:
    if state.hung and not state.woken:
        return _replace_desk(state, _END_DESK)
    uncover = (Action.HIDE_COVER,) if state.hung else ()
    return state.with_desk(state.desk), (*uncover, Action.RAISE_DESK)


def _lock(state: State) -> Step:
    """Behind a cover that a hang has raised no prompt takes its place: nobody may be there who asked for one."""
    if state.hung:
        return state.with_desk(Desk.NONE, phase=Phase.COVERED), (*_END_DESK_FOR_NOW, Action.START_REST)
    return _replace_desk(state, _END_DESK_FOR_NOW) if state.phase in _SHOWS_DESK else (state, ())


def _replace_desk(state: State, end: tuple[Action, ...]) -> Step:
    """Another one, whose prompt comes by itself: somebody has asked for it."""
    return state.with_desk(Desk.WARMING, phase=Phase.SUMMONED), (*end, *_WARM)


def _launched_again(state: State) -> Step:
    """Somebody else may have clicked the ordinary program: that is what appears, and no prompt that is on its way."""
    if state.hung or state.phase is Phase.COVERED:
        return state, (Action.SHOW_COVER,)
    return _panic(state)


def _terminate(state: State) -> Step:
    # The covers are raised only where there is something to cover: ending an ordinary program flashes nothing.
    end = _END_DESK_AND_PROGRAM if state.phase in _SHOWS_DESK else _END_UNSEEN
    return state.with_desk(Desk.NONE, phase=Phase.QUITTING), (*end, Action.QUIT)


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
        return state.with_desk(Desk.WARM, phase=Phase.COVERED), (Action.SHOW_COVER,)
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
    return state.with_desk(Desk.NONE, phase=Phase.COVERED), (*_END_DESK, Action.START_REST)


def _desk_died(state: State) -> Step:
    failed = state.failed_starts + (state.phase not in _SHOWS_DESK)
    after = state.with_desk(Desk.NONE, phase=Phase.COVERED, failed_starts=failed)
    end = _END_DESK if state.phase in _SHOWS_DESK else _END_UNSEEN
    return after, (*end, Action.START_REST) if failed < MAX_FAILED_STARTS else end


def _desk_answered(state: State) -> Step:
    if state.phase not in _SHOWS_DESK:
        return state, ()
    return state.but(woken=state.hung), (Action.EXPECT_ANSWER,)


def _desk_hung(state: State) -> Step:
    """One that shows a window is left alone, with the cover before it: it may wake. Any other is useless."""
    if state.hung:
        return state.but(woken=False), ()  # again, behind a cover that somebody may be writing in
    if state.phase in _SHOWS_DESK:
        return state.but(hung=True), (
            Action.DEAFEN_COVER,
            Action.FILL_WITH_COVER,
            Action.SILENCE_SPEECH,
            Action.HIDE_DESK,
        )
    if state.desk is Desk.WARM and state.phase is Phase.COVERED:
        return state, ()  # the person has left its prompt; nothing was expected of it any more
    return _desk_died(state) if state.desk is not Desk.NONE else (state, ())


def _desk_misbehaved(state: State) -> Step:
    """It said something that its place does not allow. Whatever it is then, it is no desk of ours."""
    return _desk_closed(state)


def _covers_warm(state: State) -> Step:
    return state, (Action.PARK_COVERS,)


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


def _speech_late(state: State) -> Step:
    return state, (Action.SILENCE_AGAIN,)


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
    Event.COVERS_WARM: _covers_warm,
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
    Event.SPEECH_LATE: _speech_late,
}
