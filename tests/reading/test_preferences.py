"""Preferences survive other versions of themselves, and steps end where they end."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.kept import encoded
from reader.reading.preferences import (
    Justification,
    PageMode,
    ParagraphStyle,
    ReadingPreferences,
    decoded,
    setting_of,
    stepped,
    steps_of,
)
from reader.reading.typography import setting_for

CHOSEN = ReadingPreferences(
    body_px=28, mode=PageMode.PAGED, typeface="sans", line_percent=120, margin_em=3.0, column_percent=80,
    justification=Justification.ON, paragraphs=ParagraphStyle.INDENTED, hyphenates=False, breaks_syllables=True,
    letter_percent=4, weight=500,
)  # fmt: skip
STEPPED = ("body_px", "line_percent", "margin_em", "column_percent", "letter_percent", "weight")


def test_what_was_kept_comes_back() -> None:
    assert decoded(encoded(CHOSEN)) == CHOSEN


def test_those_of_an_older_version_load() -> None:
    assert decoded('{"body_px":24,"mode":"paged"}') == ReadingPreferences(body_px=24, mode=PageMode.PAGED)
    assert decoded("{}") == ReadingPreferences()


def test_what_a_newer_version_knows_costs_nothing_else() -> None:
    kept = '{"body_px":24,"mode":"spiral","weight":"heavy","glow":9,"justification":"off","line_percent":101}'
    assert decoded(kept) == ReadingPreferences(body_px=24, justification=Justification.OFF)


@pytest.mark.parametrize("kept", [None, "", "not JSON", "[]", "3", "\x00"])
def test_what_is_nothing_is_nothing(kept: str | None) -> None:
    assert decoded(kept) is None


NAMES = st.sampled_from([field.name for field in msgspec.structs.fields(ReadingPreferences)])
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=200)


@given(st.dictionaries(NAMES, VALUES))
def test_no_value_breaks_them(values: dict[str, object]) -> None:
    found = decoded(msgspec.json.encode(values).decode())
    assert found is not None
    assert decoded(encoded(found)) == found


@pytest.mark.parametrize("name", STEPPED)
def test_steps_go_up_and_down_and_end(name: str) -> None:
    steps = steps_of(name)
    assert list(steps) == sorted(set(steps))
    preferences = ReadingPreferences()
    for _ in steps:
        preferences = stepped(preferences, name, -1)
    assert getattr(preferences, name) == steps[0]
    for value in steps[1:]:
        preferences = stepped(preferences, name, 1)
        assert getattr(preferences, name) == value
    assert stepped(preferences, name, 1) == preferences


def test_a_step_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="step"):
        ReadingPreferences(line_percent=101)


def test_lines_and_columns_are_shares_of_what_the_writing_asks_for() -> None:
    for language in ("en", "ko", "ar"):
        own, set_so = setting_for(language), setting_of(CHOSEN, language)
        assert set_so.line_height == pytest.approx(own.line_height * 1.2)
        assert set_so.column_em == pytest.approx(own.column_em * 0.8)


def test_a_typeface_that_is_chosen_comes_first_and_what_covers_the_writing_after_it() -> None:
    assert setting_for("ko", typeface="sans").families[0] == "Noto Sans CJK KR"
    assert setting_for("ko", typeface="monospace").families[0] == "Noto Sans Mono"
    chosen = setting_for("ko", typeface="Comic Neue").families
    assert chosen[:2] == ("Comic Neue", "Noto Serif CJK KR")
