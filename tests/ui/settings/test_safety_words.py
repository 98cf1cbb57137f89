"""Every finding that there can be has words: what holds or not, and what to do where it does not."""

from __future__ import annotations

import re

import pytest

from reader.platform.safety.finding import REASONS, Finding, Matter
from ui.settings.safety_of_walls import WALLS
from ui.settings.safety_words import has_sentence, words_of

FACTS: dict[Matter, tuple[str, ...]] = {"triggers": ("11", "13"), "deaths": ("2",)}
CASES = [(matter, reason) for matter, reasons in REASONS.items() for reason in reasons]


@pytest.mark.parametrize(("matter", "reason"), CASES)
def test_every_reason_has_a_sentence(matter: Matter, reason: str) -> None:
    assert has_sentence(matter, reason)
    words = words_of(Finding(matter, reason, FACTS.get(matter, ("one", "two"))))
    assert words.name
    assert words.verdict
    assert words.sentence.endswith(".")
    assert not re.search(r"[{}]", words.sentence + words.advice)


@pytest.mark.parametrize(("matter", "reason"), [case for case in CASES if REASONS[case[0]][case[1]] != "holds"])
def test_what_does_not_hold_says_what_to_do(matter: Matter, reason: str) -> None:
    assert words_of(Finding(matter, reason, FACTS.get(matter, ("one",)))).advice.endswith(".")


def test_every_matter_can_be_without_an_answer_and_has_more_to_say_than_that() -> None:
    for matter, reasons in REASONS.items():
        assert "unknown" in reasons.values()
        assert {"holds", "fails"} & set(reasons.values()), matter


def test_names_and_numbers_stand_in_the_sentence() -> None:
    assert "\u2066sda2\u2069, \u2066dm-1\u2069" in words_of(Finding("swap", "plain", ("sda2", "dm-1"))).sentence
    assert words_of(Finding("triggers", "some", ("11", "13"))).sentence.startswith("11 of 13")


def test_a_reason_that_is_not_known_is_said_to_be_untold() -> None:
    words = words_of(Finding("swap", "a new one"))
    assert words.verdict == "Can't be told"
    assert "can't be found out" in words.sentence


def test_each_wall_has_a_line_and_its_number_in_it() -> None:
    facts = tuple(f"{wall}:7200" for wall in WALLS)
    lines = words_of(Finding("sandbox", "two-walls", facts)).details
    assert len(lines) == len(WALLS)
    for line in lines:
        assert line.endswith((".", ")."))
        assert not re.search(r"[{}]", line)
    assert "(Landlock\u00a07200)" in lines[WALLS.index("landlock-signals")]
    assert "120 minutes" in lines[WALLS.index("cpu")]


def test_memory_is_said_in_units() -> None:
    (line,) = words_of(Finding("sandbox", "two-walls", (f"memory:{2 << 30}",))).details
    assert line == "Memory: at most 2 GiB."


def test_a_wall_without_words_is_left_out_and_other_matters_have_no_lines() -> None:
    assert words_of(Finding("sandbox", "two-walls", ("a new one:1",))).details == ()
    assert words_of(Finding("swap", "plain", ("memory",))).details == ()
