"""The gestures, key by key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.guard.keys import (
    FULL_STOP_CODE,
    SUMMON_WITHIN_MS,
    TAPS_WITHIN_MS,
    PanicDetector,
    SummonDetector,
    TapDetector,
    elapsed_ms,
)
from reader.platform.key_event import KeyEvent

SHIFT_LEFT, SHIFT_RIGHT, LETTER, F9 = 50, 62, 38, 75
STOP = FULL_STOP_CODE
WRAP_MS = 1 << 32


def taps(times_ms: list[tuple[int, int]], code: int = SHIFT_LEFT) -> list[KeyEvent]:
    return [
        KeyEvent(code, is_press, time_ms % WRAP_MS)
        for press_ms, release_ms in times_ms
        for is_press, time_ms in ((True, press_ms), (False, release_ms))
    ]


def fires(events: list[KeyEvent]) -> int:
    detector = TapDetector({SHIFT_LEFT, SHIFT_RIGHT})
    return sum(detector.feed(event) for event in events)


gaps = st.lists(st.integers(1, 239), min_size=5, max_size=5)  # five gaps between six events stay under 1.2 s


@given(start=st.integers(0, WRAP_MS - 1), gaps=gaps, code=st.sampled_from([SHIFT_LEFT, SHIFT_RIGHT]))
def test_three_quick_bare_taps_fire_once_whatever_the_clock(start: int, gaps: list[int], code: int) -> None:
    times = [start]
    for gap in gaps:
        times.append(times[-1] + gap)
    assert fires(taps(list(zip(times[::2], times[1::2], strict=True)), code)) == 1


@given(gaps=gaps, at=st.integers(1, 5), is_key=st.booleans())
def test_anything_between_is_no_gesture(gaps: list[int], at: int, is_key: bool) -> None:
    times = [0]
    for gap in gaps:
        times.append(times[-1] + gap)
    events = taps(list(zip(times[::2], times[1::2], strict=True)))
    other = [KeyEvent(LETTER, True, times[at], is_key), KeyEvent(LETTER, False, times[at], is_key)]
    assert fires(events[:at] + other + events[at:]) == 0


def test_too_slow_is_no_gesture() -> None:
    assert fires(taps([(0, 50), (400, 450), (1200, TAPS_WITHIN_MS + 1)])) == 0
    assert fires(taps([(0, 50), (400, 450), (1150, TAPS_WITHIN_MS)])) == 1


def test_the_window_slides() -> None:
    assert fires(taps([(0, 50), (1000, 1050), (1400, 1450), (1800, 1850)])) == 1


def test_two_fire_nothing_and_six_fire_twice() -> None:
    assert fires(taps([(0, 50), (100, 150)])) == 0
    assert fires(taps([(n * 100, n * 100 + 50) for n in range(6)])) == 2


def test_typing_capitals_never_fires() -> None:
    events = []
    for n in range(30):
        start = n * 100
        events += [KeyEvent(SHIFT_LEFT, True, start), KeyEvent(LETTER, True, start + 20)]
        events += [KeyEvent(LETTER, False, start + 40), KeyEvent(SHIFT_LEFT, False, start + 60)]
    assert fires(events) == 0


def test_shortcuts_with_shift_never_fire_though_their_presses_are_heard_by_nobody_else() -> None:
    for first_up, last_up in ((LETTER, SHIFT_LEFT), (SHIFT_LEFT, LETTER)):
        events = []
        for n in range(10):
            start = n * 100
            events += [KeyEvent(SHIFT_LEFT, True, start)]
            events += [KeyEvent(first_up, False, start + 40), KeyEvent(last_up, False, start + 60)]
        assert fires(events) == 0


def test_shift_clicking_never_fires() -> None:
    events = []
    for n in range(10):
        start = n * 100
        events += [KeyEvent(SHIFT_LEFT, True, start), KeyEvent(1, True, start + 20, False)]
        events += [KeyEvent(1, False, start + 40, False), KeyEvent(SHIFT_LEFT, False, start + 60)]
    assert fires(events) == 0


def test_taps_while_another_key_is_held_are_not_bare() -> None:
    held = [KeyEvent(LETTER, True, 0)]
    assert fires(held + taps([(10, 20), (30, 40), (50, 60)])) == 0
    released = [*held, KeyEvent(LETTER, False, 5)]
    assert fires(released + taps([(10, 20), (30, 40), (50, 60)])) == 1


@given(gaps=gaps, codes=st.tuples(*[st.sampled_from([SHIFT_LEFT, SHIFT_RIGHT])] * 3))
def test_any_mixture_of_both_shifts_fires(gaps: list[int], codes: tuple[int, ...]) -> None:
    times = [0]
    for gap in gaps:
        times.append(times[-1] + gap)
    events = [KeyEvent(codes[n // 2], n % 2 == 0, time_ms) for n, time_ms in enumerate(times)]
    assert fires(events) == 1


CHORDS = {
    "one within the other": [(SHIFT_LEFT, True), (SHIFT_RIGHT, True), (SHIFT_RIGHT, False), (SHIFT_LEFT, False)],
    # What `xdotool key Shift_R` sends: it holds Shift for a key that it takes for the upper one.
    "one after the other": [(SHIFT_LEFT, True), (SHIFT_RIGHT, True), (SHIFT_LEFT, False), (SHIFT_RIGHT, False)],
    "released twice": [(SHIFT_LEFT, True), (SHIFT_LEFT, False), (SHIFT_LEFT, False)],
}


@pytest.mark.parametrize("chord", CHORDS.values(), ids=CHORDS)
def test_both_shifts_at_once_are_one_tap(chord: list[tuple[int, bool]]) -> None:
    events = [KeyEvent(code, is_press, n * 10) for n, (code, is_press) in enumerate(chord * 3)]
    assert fires(events[: 2 * len(chord)]) == 0
    assert fires(events) == 1


def test_a_shift_whose_release_was_lost_spoils_nothing() -> None:
    lost = [KeyEvent(SHIFT_RIGHT, True, 0)]
    assert fires(lost + taps([(5000, 5050), (5100, 5150), (5200, 5250)])) == 1


def test_held_keys_can_be_forgotten() -> None:
    detector = PanicDetector({F9}, {SHIFT_LEFT, SHIFT_RIGHT})
    detector.feed(KeyEvent(LETTER, True, 0))
    detector.forget_held()
    assert [detector.feed(event) for event in taps([(10, 20), (30, 40), (50, 60)])].count(True) == 1


def test_auto_repeat_is_one_tap() -> None:
    repeat = [KeyEvent(SHIFT_LEFT, True, n * 10) for n in range(20)]
    assert fires([*repeat, KeyEvent(SHIFT_LEFT, False, 300)]) == 0


def test_the_panic_key_fires_on_its_press_even_with_others_held() -> None:
    detector = PanicDetector({F9}, {SHIFT_LEFT})
    assert not detector.feed(KeyEvent(LETTER, True, 0))
    assert detector.feed(KeyEvent(F9, True, 1))
    assert not detector.feed(KeyEvent(F9, False, 2))
    assert not detector.feed(KeyEvent(F9, True, 3, False)), "a mouse button may bear the same number"


def test_without_codes_nothing_fires() -> None:
    detector = PanicDetector((), ())
    assert not any(detector.feed(event) for event in taps([(10, 20), (30, 40), (50, 60)]) + taps([(70, 80)], F9))


@given(st.integers(0, WRAP_MS - 1), st.integers(0, 10_000_000))
def test_elapsed_time_survives_the_wrap(start: int, duration: int) -> None:
    assert elapsed_ms(start, (start + duration) % WRAP_MS) == duration


@pytest.mark.parametrize(
    ("presses", "summoned"),
    [
        ([(STOP, 0, True), (STOP, 500, True), (STOP, 1500, True)], True),
        ([(STOP, 0, True), (STOP, 500, True), (STOP, SUMMON_WITHIN_MS + 1, True)], False),
        ([(STOP, 0, True), (STOP, 500, False), (STOP, 900, True)], False),
        (
            [(STOP, 0, True), (LETTER, 100, True), (STOP, 200, True), (STOP, 300, True)],
            False,
        ),
        ([(STOP, 0, True), (STOP, 500, True)], False),
    ],
)
def test_summoning(presses: list[tuple[int, int, bool]], summoned: bool) -> None:
    detector = SummonDetector()
    answers = [detector.feed_press(code, time_ms, control=control) for code, time_ms, control in presses]
    assert answers[-1] is summoned
    assert not any(answers[:-1])
