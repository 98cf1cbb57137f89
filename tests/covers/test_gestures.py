"""The gestures that are one cover's own: the calculator's number, a phrase in one line, the four corners."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.covers.buttons import BUTTONS
from reader.covers.gestures import (
    CELL_PHRASE,
    CORNERS_WITHIN_S,
    FIND_PHRASE,
    MIN_DIGITS,
    CornersGesture,
    NumberGesture,
    PhraseGesture,
    PhraseKey,
    digits_in,
    plain,
)
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


def entered(keys: tuple[PhraseKey, ...] = FIND_PHRASE) -> PhraseGesture:
    gesture = PhraseGesture(keys)
    gesture.enter()
    return gesture


@pytest.mark.parametrize(("keys", "typed"), [(FIND_PHRASE, ".,.\r"), (CELL_PHRASE, "0.0\n"), (CELL_PHRASE, "٠.٠\r")])
def test_a_phrase_in_its_line_and_return_complete_it_once(keys: tuple[PhraseKey, ...], typed: str) -> None:
    gesture = entered(keys)
    assert [gesture.feed(letter) for letter in typed] == [False, False, False, True]
    assert not any(gesture.feed(letter) for letter in typed), "the line has to be entered anew"


def test_keys_count_by_their_places_too() -> None:
    gesture = entered()
    assert not any(gesture.feed("?", key.code) for key in FIND_PHRASE)
    assert gesture.feed("\r", 36)


def test_nothing_is_heard_before_the_line_is_entered() -> None:
    gesture = PhraseGesture(FIND_PHRASE)
    assert not any(gesture.feed(letter) for letter in ".,.\r")


@given(st.text(".,0a\b", max_size=6), st.booleans())
def test_nothing_else_in_the_line_completes_it(text: str, cell: bool) -> None:
    gesture = entered(CELL_PHRASE if cell else FIND_PHRASE)
    assert not any(gesture.feed(letter) for letter in text)
    assert gesture.feed("\r") is (text == ("0.0" if cell else ".,."))


def test_a_modifier_between_changes_nothing() -> None:
    gesture = entered()
    assert [gesture.feed(letter) for letter in [".", "", ",", "", ".", "", "\r"]][-1]


SIZE = (640, 360)
CLOCKWISE = [(0.0, 0.0), (639.0, 0.0), (639.0, 359.0), (0.0, 359.0)]


def test_the_corners_clockwise_from_the_upper_left_complete_it() -> None:
    gesture = CornersGesture()
    for _ in range(2):
        assert [gesture.press(place, SIZE, 1.0) for place in CLOCKWISE] == [False, False, False, True]


@given(st.permutations(range(4)))
def test_no_other_order_does(order: list[int]) -> None:
    gesture = CornersGesture()
    completed = [gesture.press(CLOCKWISE[corner], SIZE, 1.0) for corner in order]
    assert any(completed) is (order == [0, 1, 2, 3])


@pytest.mark.parametrize(("pause_s", "completes"), [(CORNERS_WITHIN_S / 3, True), (CORNERS_WITHIN_S / 3 + 0.01, False)])
def test_they_have_a_time(pause_s: float, completes: bool) -> None:
    gesture = CornersGesture()
    pressed = [gesture.press(place, SIZE, 1.0 + pause_s * number) for number, place in enumerate(CLOCKWISE)]
    assert pressed[-1] is completes


@given(st.floats(0, 639), st.floats(0, 359))
def test_a_click_elsewhere_begins_anew(x: float, y: float) -> None:
    gesture = CornersGesture()
    for place in CLOCKWISE[:3]:
        gesture.press(place, SIZE, 1.0)
    in_last = x < 72 and y >= 359 - 71
    assert gesture.press((x, y), SIZE, 1.0) is in_last
