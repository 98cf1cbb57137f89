"""The calculator's own gesture: the chosen number, typed as the whole sum, and `=`."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from reader.covers.buttons import BUTTONS
from reader.covers.gestures import MIN_DIGITS, NumberGesture, digits_in, plain
from reader.covers.keypad import Memory, Pad, press

NUMBERS = st.integers(10 ** (MIN_DIGITS - 1), 10**12).map(str)
PRESSES = st.lists(st.sampled_from(BUTTONS), max_size=40)


def made(number: str) -> NumberGesture:
    gesture = NumberGesture()
    gesture.number = number
    return gesture


def fed(gesture: NumberGesture, texts: list[str] | str) -> list[bool]:
    return [gesture.feed(text) for text in texts]


@given(NUMBERS)
def test_the_number_and_equals_complete_it_once(number: str) -> None:
    gesture = made(number)
    assert fed(gesture, number + "=") == [False] * len(number) + [True]
    assert not gesture.feed("=")
    assert fed(gesture, number + "\r")[-1]


@given(PRESSES, NUMBERS)
def test_after_a_c_it_always_works(before: list[str], number: str) -> None:
    gesture = made(number)
    fed(gesture, before)
    assert fed(gesture, ["C", *number, "="])[-1]


@given(NUMBERS, NUMBERS)
def test_another_number_does_not(number: str, other: str) -> None:
    assert fed(made(number), other + "=")[-1] is (number == other)


@given(PRESSES, st.text("48310.", min_size=1, max_size=6))
@example(["4", "8", "<", "8"], "31")
@example(["1", "MS"], "4831")
def test_it_is_heard_only_where_the_display_shows_nothing_but_the_number(before: list[str], typed: str) -> None:
    """The calculator itself, fed with the same buttons, must show just this number when the gesture is complete."""
    gesture, pad = made("4831"), Pad(memory=Memory(number="4831"))
    for button in [*before, *typed, "="]:
        shown = pad.tokens
        if gesture.feed(button):
            assert [plain(token) for token in shown] == ["4831"]
        pad = press(pad, button)
        if pad.problem:
            gesture.spoil()


@given(st.text(max_size=30))
def test_without_a_number_or_with_a_short_one_nothing_completes_it(keys: str) -> None:
    for number in ("", "0", "7", "123", "0.12", "0000", "00012"):
        assert not any(fed(made(number), [*keys, "C", *number, "="]))


def test_letters_between_the_digits_change_nothing_as_on_the_display() -> None:
    assert fed(made("4831"), "4a8 3\t1=")[-1]


def test_decimals_and_other_scripts() -> None:
    assert fed(made("48.310"), "48.31=")[-1]
    assert fed(made("4831"), "٤٨٣١=")[-1]
    german = NumberGesture(point=",")
    german.number = "48.31"
    assert fed(german, "48,31=")[-1]


def test_a_negative_or_a_huge_number_is_no_gesture() -> None:
    assert not any(fed(made("-4831"), "-4831="))
    assert not any(fed(made("1E+40"), "1E+40="))


def test_what_is_typed_blindly_is_not_collected() -> None:
    gesture = made("4831")
    fed(gesture, "1" * 10_000)
    assert len(gesture._typed) < 100


def test_digits() -> None:
    assert [digits_in(number) for number in ("", "0", "007", "1.50", "0.5")] == [0, 0, 1, 2, 1]
