"""The hint is honest: it never praises what is short, and variety alone is not length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.welcome.strength import Strength, strength


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", Strength.EMPTY),
        ("   ", Strength.EMPTY),
        ("a", Strength.SHORT),
        ("Tr0ub4d", Strength.SHORT),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength.SHORT),
        ("1212121212121212121212", Strength.SHORT),
        ("the the the the the the the", Strength.SHORT),
        ("river lamp onion bread", Strength.FAIR),
        ("five honest words make a key", Strength.LONG),
        ("강물 등불 양파 빵집 연필 구름", Strength.LONG),
    ],
)
def test_levels(passphrase: str, level: Strength) -> None:
    assert strength(passphrase) is level


@given(st.text(max_size=60))
def test_any_text_has_a_level(passphrase: str) -> None:
    assert (strength(passphrase) is Strength.EMPTY) == (not passphrase.strip())


@given(st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=8))
def test_saying_it_twice_gains_at_most_a_little(word: str) -> None:
    assert strength(f"{word} {word}") is Strength.SHORT
