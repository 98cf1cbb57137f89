import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.kept import encoded
from reader.reading.pace import KeptPace, PaceMeter, decoded, minutes_left, pace_language, usual_per_minute


def measured(meter: PaceMeter, stays: list[tuple[int, float]]) -> list[float]:
    """What a meter says of stretches read one after the other: so many characters in so many seconds."""
    place, now, found = 0, 100.0, []
    for characters, seconds in [(0, 0.0), *stays, (0, 10.0), (0, 10.0)]:
        place, now = place + characters, now + seconds
        sample = meter.note(place, now)
        if sample is not None:
            found.append(sample)
    return found


def test_the_same_length_takes_longer_in_denser_writing() -> None:
    assert minutes_left(9_500, "en") == 10
    assert minutes_left(9_500, "zh-Hant") > minutes_left(9_500, "ko") > minutes_left(9_500, "en")


def test_a_language_is_guessed_from_the_text() -> None:
    assert minutes_left(5_000, "", "모든 인류 구성원의") == minutes_left(5_000, "ko")
    assert pace_language("", "모든 인류 구성원의") == pace_language("ko-KR") == pace_language("kor") == "ko"
    assert [pace_language(tag) for tag in ("de-AT", "en_GB", "EN", "")] == ["de", "en", "en", ""]


def test_nothing_left_takes_no_time() -> None:
    assert minutes_left(0, "en") == 0
    assert minutes_left(1, "en") == 1


def test_a_speed_of_ones_own_goes_before_the_table() -> None:
    assert minutes_left(9_500, "en", "", 475.0) == 20


@pytest.mark.parametrize("per_minute", [400, 950, 1800])
def test_pages_read_steadily_measure_the_speed(per_minute: int) -> None:
    found = measured(PaceMeter(950), [(per_minute // 2, 30.0)] * 12)
    assert found
    assert all(abs(each - per_minute) < 1 for each in found)


def test_leafing_measures_nothing() -> None:
    assert measured(PaceMeter(950), [(1500, 3.0)] * 60) == []


def test_having_been_away_measures_nothing() -> None:
    assert measured(PaceMeter(950), [(1500, 3600.0)] * 10) == []


def test_reading_back_measures_nothing() -> None:
    assert measured(PaceMeter(950), [(-900, 60.0)] * 10) == []


def test_a_wheel_turned_in_many_small_steps_is_one_movement() -> None:
    meter, now, place, found = PaceMeter(950), 0.0, 0, []
    for _ in range(12):
        now += 30.0
        for _ in range(10):
            now, place = now + 0.1, place + 48
            sample = meter.note(place, now)
            found += [sample] if sample is not None else []
    assert found
    assert all(abs(each - 60 * 480 / 30.1) < 20 for each in found)


def test_a_jump_in_between_is_not_read() -> None:
    meter = PaceMeter(950)
    assert meter.note(0, 0.0) is None
    assert meter.note(900, 60.0) is None
    meter.interrupt()
    for number in range(2):
        assert meter.note(100_000 + number * 950, 120.0 + 60 * number) is None
    assert meter.note(100_000 + 2 * 950, 240.0) == pytest.approx(950)


def test_an_outlier_does_not_move_the_speed() -> None:
    kept = KeptPace()
    for each in (900.0, 950.0, 1000.0, 3600.0, 940.0):
        kept = kept.with_sample("en", each)
    assert kept.per_minute("en") == 950.0


def test_languages_have_speeds_of_their_own_and_few_samples_say_nothing() -> None:
    kept = KeptPace().with_sample("en", 900.0).with_sample("en", 900.0)
    assert kept.per_minute("en") is None
    kept = kept.with_sample("en", 900.0)
    assert kept.per_minute("en") == 900.0
    assert kept.per_minute("ko") is None


def test_nothing_is_kept_while_it_is_switched_off() -> None:
    off = KeptPace(is_kept=False, samples={"en": (900.0, 900.0, 900.0)})
    assert off.per_minute("en") is None
    assert off.with_sample("en", 800.0) == off


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"samples": {"en": ["a"]}}', '{"samples": 3}', '{"is_kept": "yes"}'])
def test_what_is_damaged_is_as_if_it_were_not_there(kept: str) -> None:
    assert decoded(kept) == KeptPace()


def test_measurements_that_can_not_be_are_left_out() -> None:
    assert decoded('{"samples": {"en": [900, -3, 0]}}').samples["en"] == (900.0,)


@given(st.dictionaries(st.text(max_size=3), st.lists(st.floats(1, 9000), max_size=40), max_size=50), st.booleans())
def test_what_is_kept_is_bounded_and_comes_back(samples: dict[str, list[float]], is_kept: bool) -> None:
    kept = KeptPace(is_kept=True)
    for language, mine in samples.items():
        for each in mine:
            kept = kept.with_sample(language, each)
    assert len(kept.samples) <= 40
    assert all(len(mine) <= 30 for mine in kept.samples.values())
    assert decoded(encoded(kept)) == kept


@given(st.lists(st.tuples(st.integers(-5000, 5000), st.floats(0, 5000)), max_size=80), st.sampled_from(["en", "ko"]))
def test_whatever_happens_a_measurement_is_a_speed_somebody_can_read_at(
    stays: list[tuple[int, float]], language: str
) -> None:
    usual = usual_per_minute(language)
    for each in measured(PaceMeter(usual), stays):
        assert usual / 6.01 <= each <= usual * 4.01


@given(st.floats(0.2, 3.5), st.lists(st.floats(5, 40), min_size=20, max_size=60))
def test_a_steady_reader_is_measured_whatever_the_lengths(share: float, lengths: list[float]) -> None:
    per_minute = 950 * share
    found = measured(PaceMeter(950), [(round(per_minute * each / 60), each) for each in lengths])
    assert all(abs(each - per_minute) < per_minute * 0.05 + 6 for each in found)
    assert found
