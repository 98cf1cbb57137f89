"""The guard's table, held as a state machine: a small world carries out the actions and is asked what became of it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.guard.machine import transition
from reader.guard.states import MAX_FAILED_STARTS, Action, Desk, Event, Phase, State

_FROM_DESK = (
    Event.DESK_READY,
    Event.PROMPT_SHOWN,
    Event.PROMPT_CANCELLED,
    Event.OPENED,
    Event.KEEPER_WANTED,
    Event.KEEPER_UNWANTED,
)
_FROM_OUTSIDE = (Event.SUMMON, Event.LOCK, Event.LAUNCHED_AGAIN, Event.COVER_SHOWN, Event.COVER_KEPT, Event.WATCH_DIED)
_IN_ORDER = (Action.RAISE_COVERS, Action.KILL_KEEPER, Action.KILL_DESK, Action.SILENCE_SPEECH, Action.SETTLE)
_SHOWN = (Phase.PROMPT, Phase.OPEN)
_REACHABLE = [
    State(phase=phase, desk=desk, refusing=refusing, failed_starts=failed, hung=hung, woken=woken)
    for phase, desk, refusing, failed, (hung, woken) in itertools.product(
        Phase, Desk, (False, True), (0, 2), ((False, False), (True, False), (True, True))
    )
    if not (phase in _SHOWN and desk is not Desk.WARM) and not (hung and phase not in _SHOWN)
]


class World:
    """What the panic thread, the windows and the disk would be after the actions."""

    def __init__(self) -> None:
        self.desk_alive = False
        self.desk_shows = False
        self.covers_raised = False
        self.cover_shown = False
        self.cover_deaf = False
        self.settled = True
        self.armed = False
        self.triggers_armed = False
        self.keeper_alive = False
        self.selections_empty = True
        self.quit = False
        self.prompts = 0
        self.is_expecting = False

    def carry_out(self, action: Action) -> None:
        getattr(self, f"_{action.name.lower()}", lambda: None)()

    @property
    def covered(self) -> bool:
        return self.covers_raised or self.cover_shown

    def _raise_covers(self) -> None:
        self.covers_raised = True

    def _lower_covers(self) -> None:
        self.covers_raised = False

    def _start_keeper(self) -> None:
        assert self.desk_alive, "a keeper that nobody gives anything"
        self.keeper_alive = True

    def _kill_keeper(self) -> None:
        self.keeper_alive = False

    def _kill_desk(self) -> None:
        self.desk_alive = self.desk_shows = self.is_expecting = False

    def _settle(self) -> None:
        assert not self.desk_alive, "settling beside a living desk would break the vault"
        self.settled = True

    def _empty_selections(self) -> None:
        self.selections_empty = True

    def _arm_watch(self) -> None:
        self.armed = True

    def _disarm_watch(self) -> None:
        self.armed = False

    def _arm_triggers(self) -> None:
        self.triggers_armed = True

    def _disarm_triggers(self) -> None:
        self.triggers_armed = False

    def _deafen_cover(self) -> None:
        self.cover_deaf = True

    def _show_cover(self) -> None:
        self.cover_shown = True

    _fill_with_cover = _show_cover

    def _hide_cover(self) -> None:
        self.cover_shown = self.cover_deaf = False

    def _warm_desk(self) -> None:
        assert not self.desk_alive, "two desks at once"
        assert self.settled
        self.desk_alive = True

    def _expect_ready(self) -> None:
        self.is_expecting = True

    _expect_answer = _expect_ready

    def _show_prompt(self) -> None:
        assert self.desk_alive
        self.prompts += 1

    def _quit(self) -> None:
        self.quit = True


def assert_gone(world: World, actions: tuple[Action, ...]) -> None:
    """The end of every panic."""
    assert world.covered
    assert world.cover_deaf
    assert world.settled
    assert not world.desk_alive
    assert not world.armed
    assert not world.triggers_armed
    assert not world.keeper_alive
    assert world.selections_empty
    assert Action.SHOW_PROMPT not in actions
    assert [each for each in actions if each in _IN_ORDER] == list(_IN_ORDER)


class GuardMachine(RuleBasedStateMachine):
    """Any events in any order, as far as the world allows them to happen."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State()
        self.world = World()
        self.world.carry_out(Action.SHOW_COVER)

    def tell(self, event: Event) -> tuple[Action, ...]:
        self.state, actions = transition(self.state, event)
        for action in actions:
            self.world.carry_out(action)
        return actions

    @property
    def running(self) -> bool:
        return self.state.phase is not Phase.QUITTING

    @precondition(lambda self: self.running)
    @rule()
    def panic(self) -> None:
        prompts = self.world.prompts
        assert_gone(self.world, self.tell(Event.PANIC))
        assert self.world.prompts == prompts
        assert self.state.refusing

    @precondition(lambda self: self.running and self.state.refusing)
    @rule(event=st.sampled_from([Event.SUMMON, Event.LAUNCHED_AGAIN, Event.LOCK]))
    def ask_for_the_prompt_right_after_a_panic(self, event: Event) -> None:
        before = self.state
        assert set(self.tell(event)) <= {Action.SHOW_COVER}
        assert self.state == before

    @rule(event=st.sampled_from([Event.STARTED, *_FROM_OUTSIDE]))
    def outside(self, event: Event) -> None:
        self.tell(event)

    @precondition(lambda self: self.world.desk_alive)
    @rule(event=st.sampled_from([*_FROM_DESK, Event.DESK_CLOSED]))
    def desk_says_anything_at_all(self, event: Event) -> None:
        self.world.selections_empty = self.world.settled = False
        self.tell(event)

    @precondition(lambda self: self.world.desk_alive)
    @rule()
    def desk_behaves(self) -> None:
        step = {Phase.SUMMONED: Event.PROMPT_SHOWN, Phase.PROMPT: Event.OPENED}.get(self.state.phase)
        if self.state.desk is Desk.WARMING:
            step = Event.DESK_READY
        if step:
            self.tell(step)
        if step is Event.OPENED:
            assert not self.world.keeper_alive, "what it kept may be another library's"
        if self.state.phase is Phase.OPEN:
            self.world.settled = self.world.selections_empty = False
            self.tell(Event.KEEPER_WANTED)

    @precondition(lambda self: self.world.keeper_alive)
    @rule()
    def the_keeper_outlives_a_lock(self) -> None:
        was_shown = self.state.phase in _SHOWN
        actions = self.tell(Event.LOCK)
        assert self.world.keeper_alive
        assert (Action.KILL_DESK in actions) == was_shown

    @precondition(lambda self: self.world.keeper_alive)
    @rule()
    def the_keeper_ends(self) -> None:
        self.world.keeper_alive = False
        before = self.state
        assert set(self.tell(Event.KEEPER_DIED)) <= {Action.TELL_KEEPER}
        assert self.state == before

    @precondition(lambda self: self.world.is_expecting)
    @rule()
    def desk_hangs(self) -> None:
        """The timer runs only once for each expectation."""
        self.world.is_expecting = False
        before, prompts = self.state, self.world.prompts
        was_deaf = self.world.cover_deaf
        self.tell(Event.DESK_HUNG)
        assert self.world.prompts == prompts
        if before.phase in _SHOWN:
            assert self.world.covered
            assert self.world.cover_deaf or (before.hung and not was_deaf)
            assert self.world.desk_alive, "it may wake"

    @precondition(lambda self: self.world.desk_alive)
    @rule()
    def desk_answers(self) -> None:
        was_hung = self.state.hung
        actions = self.tell(Event.DESK_ANSWERED)
        assert not {Action.HIDE_COVER, Action.RAISE_DESK} & set(actions), "nobody asked for it"
        assert self.state.hung == self.state.woken == was_hung

    @precondition(lambda self: self.state.woken)
    @rule()
    def a_woken_desk_is_brought_back_by_whoever_summons(self) -> None:
        before = self.state
        assert set(self.tell(Event.SUMMON)) == {Action.HIDE_COVER, Action.RAISE_DESK}
        assert self.state == before.but(hung=False, woken=False)
        assert self.world.desk_alive

    @precondition(lambda self: self.running)
    @rule()
    def a_second_start_shows_the_cover(self) -> None:
        before, prompts = self.state, self.world.prompts
        actions = self.tell(Event.LAUNCHED_AGAIN)
        assert self.world.covered
        assert self.world.prompts == prompts
        if before.hung or before.phase is Phase.COVERED:
            assert (self.state, actions) == (before, (Action.SHOW_COVER,))
        else:
            assert_gone(self.world, actions)
            assert self.state.refusing

    @precondition(lambda self: self.state.hung and not self.state.woken)
    @rule()
    def a_hung_desk_is_replaced_by_whoever_summons(self) -> None:
        actions = self.tell(Event.SUMMON)
        assert not self.world.keeper_alive
        assert actions.index(Action.KILL_DESK) < actions.index(Action.SETTLE) < actions.index(Action.WARM_DESK)
        assert self.state.phase is Phase.SUMMONED

    @precondition(lambda self: self.world.desk_alive)
    @rule()
    def desk_dies_of_itself(self) -> None:
        self.world.desk_alive = False
        was_shown = self.state.phase in {Phase.PROMPT, Phase.OPEN}
        actions = self.tell(Event.DESK_DIED)
        assert self.world.settled
        assert self.world.covered
        assert not self.world.keeper_alive
        if was_shown:
            self.world.desk_alive = False
            assert_gone(self.world, actions)

    @precondition(lambda self: self.running)
    @rule(event=st.sampled_from([Event.REFUSAL_ENDED, Event.REST_ENDED]))
    def time_passes(self, event: Event) -> None:
        self.tell(event)

    @precondition(lambda self: self.running)
    @rule(event=st.sampled_from([Event.TERMINATE, Event.COVER_CLOSED]))
    def end(self, event: Event) -> None:
        self.tell(event)

    @invariant()
    def the_library_never_shows_without_the_key_armed(self) -> None:
        assert self.world.armed == (self.state.phase is Phase.OPEN)
        assert self.world.triggers_armed == (self.state.phase is Phase.OPEN)

    @invariant()
    def a_desk_that_owes_something_is_watched(self) -> None:
        if self.running and self.state.phase is not Phase.COVERED:
            assert self.world.is_expecting or self.state.hung

    @invariant()
    def covered_unless_the_desk_is_on_the_screen(self) -> None:
        if self.state.hung or self.state.phase in {Phase.COVERED, Phase.SUMMONED}:
            assert self.world.covered

    @invariant()
    def the_desk_lives_where_the_table_thinks_so(self) -> None:
        assert self.world.desk_alive == (self.state.desk is not Desk.NONE)

    @invariant()
    def quitting_leaves_nothing(self) -> None:
        assert self.world.quit == (not self.running)
        if self.world.quit:
            assert not self.world.desk_alive
            assert not self.world.keeper_alive
            assert self.world.settled

    @invariant()
    def whoever_waits_for_the_prompt_types_into_nothing(self) -> None:
        if self.state.phase is Phase.SUMMONED:
            assert self.world.cover_deaf


GuardMachine.TestCase.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
TestGuardMachine = GuardMachine.TestCase


@pytest.mark.parametrize("state", [state for state in _REACHABLE if state.phase is not Phase.QUITTING], ids=str)
def test_every_panic_from_every_state(state: State) -> None:
    world = World()
    world.desk_alive = state.desk is not Desk.NONE
    world.keeper_alive = True
    world.armed = world.triggers_armed = state.phase is Phase.OPEN
    world.settled = world.selections_empty = False
    after, actions = transition(state, Event.PANIC)
    for action in actions:
        world.carry_out(action)
    assert_gone(world, actions)
    assert after == State(phase=Phase.COVERED, desk=Desk.NONE, refusing=True)
    assert transition(after, Event.SUMMON) == (after, ())


@pytest.mark.parametrize("event", Event)
def test_after_the_end_nothing_happens(event: Event) -> None:
    state = State(phase=Phase.QUITTING)
    assert transition(state, event) == (state, ())


@pytest.mark.parametrize(("state", "event"), list(itertools.product(_REACHABLE, Event)), ids=str)
def test_the_table_has_an_answer_for_everything(state: State, event: Event) -> None:
    after, actions = transition(state, event)
    assert (after.phase is Phase.QUITTING) == (Action.QUIT in actions or state.phase is Phase.QUITTING)


def test_only_an_open_desk_hears_which_cover_is_kept() -> None:
    for state in _REACHABLE:
        actions = (Action.TELL_COVER,) if state.phase is Phase.OPEN else ()
        assert transition(state, Event.COVER_KEPT) == (state, actions)


def test_summon_waits_for_a_desk_that_still_warms() -> None:
    state, actions = transition(State(desk=Desk.WARMING), Event.SUMMON)
    assert Action.SHOW_PROMPT not in actions
    state, actions = transition(state, Event.DESK_READY)
    assert actions == (Action.SHOW_PROMPT, Action.EXPECT_READY)
    assert state.phase is Phase.SUMMONED


def test_a_lock_ends_at_the_prompt_of_a_new_desk() -> None:
    state, actions = transition(State(phase=Phase.OPEN, desk=Desk.WARM), Event.LOCK)
    assert actions.index(Action.KILL_DESK) < actions.index(Action.SETTLE) < actions.index(Action.WARM_DESK)
    assert not state.refusing
    _, actions = transition(state, Event.DESK_READY)
    assert Action.SHOW_PROMPT in actions


def test_a_desk_that_cannot_start_is_left_alone_until_asked_for() -> None:
    state = State(desk=Desk.WARMING)
    for number in range(MAX_FAILED_STARTS):
        state, actions = transition(state, Event.DESK_DIED)
        assert (Action.START_REST in actions) == (number < MAX_FAILED_STARTS - 1)
        if Action.START_REST in actions:
            state, _ = transition(state, Event.REST_ENDED)
    state, actions = transition(state, Event.SUMMON)
    assert Action.WARM_DESK in actions


def test_closing_the_cover_ends_the_program_only_while_nothing_is_open() -> None:
    assert Action.QUIT in transition(State(desk=Desk.WARM), Event.COVER_CLOSED)[1]
    assert transition(State(phase=Phase.OPEN, desk=Desk.WARM), Event.COVER_CLOSED)[1] == ()
    hung = State(phase=Phase.OPEN, desk=Desk.WARM, hung=True)
    assert Action.QUIT in transition(hung, Event.COVER_CLOSED)[1], "the cover is what the person sees"


@pytest.mark.parametrize("event", [Event.LOCK, Event.DESK_CLOSED, Event.DESK_DIED, Event.DESK_QUIT, Event.TERMINATE])
def test_whatever_ends_the_desk_silences_what_it_had_read_aloud(event: Event) -> None:
    actions = transition(State(phase=Phase.OPEN, desk=Desk.WARM), event)[1]
    assert actions.index(Action.KILL_DESK) < actions.index(Action.SILENCE_SPEECH) < actions.index(Action.SETTLE)


def test_what_came_late_to_the_speech_service_is_silenced_in_every_state() -> None:
    for state in _REACHABLE:
        after, actions = transition(state, Event.SPEECH_LATE)
        assert after == state
        assert actions == (() if state.phase is Phase.QUITTING else (Action.SILENCE_AGAIN,))


def test_a_hung_desk_that_answers_stays_covered_until_somebody_summons() -> None:
    state, actions = transition(State(phase=Phase.OPEN, desk=Desk.WARM), Event.DESK_HUNG)
    assert Action.KILL_DESK not in actions
    assert actions[-1] is Action.HIDE_DESK, "or a switcher of windows would bring it back"
    assert Action.SILENCE_SPEECH in actions, "the sentence begun would be read out beside the cover"
    state, actions = transition(state, Event.DESK_ANSWERED)
    assert actions == (Action.EXPECT_ANSWER,)
    state, actions = transition(state, Event.SUMMON)
    assert actions == (Action.HIDE_COVER, Action.RAISE_DESK)
    assert state == State(phase=Phase.OPEN, desk=Desk.WARM)


def test_one_that_hangs_again_is_replaced() -> None:
    state = State(phase=Phase.OPEN, desk=Desk.WARM, hung=True, woken=True)
    state, actions = transition(state, Event.DESK_HUNG)
    assert actions == (), "the cover is up; who writes in it goes on"
    assert Action.KILL_DESK in transition(state, Event.SUMMON)[1]


@pytest.mark.parametrize("woken", [False, True])
def test_a_lock_behind_the_cover_of_a_hang_brings_no_prompt(woken: bool) -> None:
    """An idle limit that locks must not put a prompt over a cover that nobody has left."""
    state = State(phase=Phase.OPEN, desk=Desk.WARM, hung=True, woken=woken)
    state, actions = transition(state, Event.LOCK)
    assert state == State()
    assert {Action.KILL_DESK, Action.SETTLE, Action.DISARM_WATCH, Action.DISARM_TRIGGERS} <= set(actions)
    assert Action.KILL_KEEPER not in actions
    state, actions = transition(state, Event.REST_ENDED)
    assert Action.SHOW_PROMPT not in transition(state, Event.DESK_READY)[1]


@pytest.mark.parametrize("desk", [Desk.WARMING, Desk.WARM])
def test_a_second_start_withdraws_a_prompt_that_is_on_its_way(desk: Desk) -> None:
    state, _ = transition(State(phase=Phase.SUMMONED, desk=desk), Event.LAUNCHED_AGAIN)
    assert state == State(refusing=True)


@pytest.mark.parametrize("woken", [False, True])
def test_a_program_started_again_shows_the_cover_of_a_hung_desk(woken: bool) -> None:
    hung = State(phase=Phase.OPEN, desk=Desk.WARM, hung=True, woken=woken)
    assert transition(hung, Event.LAUNCHED_AGAIN) == (hung, (Action.SHOW_COVER,))


@pytest.mark.parametrize("desk", [Desk.WARMING, Desk.WARM])
def test_a_desk_that_never_comes_is_replaced_and_does_not_shut_anybody_out(desk: Desk) -> None:
    state, actions = transition(State(phase=Phase.SUMMONED, desk=desk), Event.DESK_HUNG)
    assert Action.KILL_DESK in actions
    state, actions = transition(state, Event.SUMMON)
    assert Action.WARM_DESK in actions


@pytest.mark.parametrize("phase", [Phase.PROMPT, Phase.OPEN])
@pytest.mark.parametrize(
    "event",
    [Event.PANIC, Event.DESK_CLOSED, Event.DESK_QUIT, Event.DESK_DIED, Event.TERMINATE, Event.PROMPT_SHOWN],
    ids=str,
)
def test_every_end_but_a_lock_kills_the_keeper_before_the_desk(phase: Phase, event: Event) -> None:
    _, actions = transition(State(phase=phase, desk=Desk.WARM), event)
    assert [each for each in actions if each in _IN_ORDER] == list(_IN_ORDER)


def test_a_lock_leaves_the_keeper_and_an_opening_does_not() -> None:
    _, actions = transition(State(phase=Phase.OPEN, desk=Desk.WARM), Event.LOCK)
    assert Action.KILL_KEEPER not in actions
    opened, actions = transition(State(phase=Phase.PROMPT, desk=Desk.WARM), Event.OPENED)
    assert Action.KILL_KEEPER in actions
    _, actions = transition(opened, Event.OPENED)
    assert Action.KILL_KEEPER not in actions, "only another key was chosen"


@pytest.mark.parametrize("state", _REACHABLE, ids=str)
def test_only_an_open_desk_gets_a_keeper(state: State) -> None:
    _, actions = transition(state, Event.KEEPER_WANTED)
    assert (Action.START_KEEPER in actions) == (state.phase is Phase.OPEN)
