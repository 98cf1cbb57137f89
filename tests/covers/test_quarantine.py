"""Keys after a panic are dropped until they have been still."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.covers.quarantine import QUIET_S, InputGate


def test_keys_are_dropped_until_a_quiet_second() -> None:
    gate = InputGate()
    assert gate.lets_through(0.0)
    gate.shut(10.0)
    assert not gate.lets_through(10.2)
    assert not gate.lets_through(11.1), "0.9 s after the last key"
    assert gate.lets_through(11.1 + QUIET_S)
    assert gate.lets_through(12.2)


def test_without_a_key_the_gate_opens_a_second_after_the_panic() -> None:
    gate = InputGate()
    gate.shut(5.0)
    assert gate.lets_through(5.0 + QUIET_S)


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=50))
def test_typing_on_never_gets_through(gaps: list[float]) -> None:
    gate = InputGate()
    now = 100.0
    gate.shut(now)
    for gap in gaps:
        now += gap
        assert not gate.lets_through(now)


def test_it_stays_shut_as_long_as_it_was_told_to() -> None:
    gate = InputGate()
    gate.shut(0.0, at_least_s=3.0)
    gate.shut(0.5)
    assert not gate.lets_through(2.9)
    assert not gate.lets_through(3.5), "0.6 s after the last key"
    assert gate.lets_through(3.5 + QUIET_S)


def test_opening_forgets_how_long() -> None:
    gate = InputGate()
    gate.shut(0.0, at_least_s=3.0)
    gate.open()
    gate.shut(0.1)
    assert gate.lets_through(0.1 + QUIET_S)


def test_the_rest_of_what_is_being_typed_is_dropped_to_its_end() -> None:
    gate = InputGate()
    assert gate.lets_through(9.5)
    gate.shut_if_busy(10.0)
    assert not gate.lets_through(10.2)
    assert not gate.lets_through(11.1)
    assert gate.lets_through(12.2)


def test_so_is_that_of_clicks() -> None:
    gate = InputGate()
    gate.note_touch(9.5)
    gate.shut_if_busy(10.0)
    assert not gate.is_open(10.5)
    assert gate.is_open(11.0)


def test_whoever_is_still_is_not_shut_out() -> None:
    gate = InputGate()
    assert gate.lets_through(8.9)
    gate.shut_if_busy(10.0)
    assert gate.is_open(10.0)
