"""Controls that turn text round end with their paragraph, and are seen in names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.bidi import balanced, needs_balance, show_controls, show_overrides, show_tricks

CLOSERS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
LETTERS = st.text(
    st.sampled_from(["a", "b", " ", "א", "\u202c", "\u2069", "\u200e", "\u200f", "\u061c", *CLOSERS]), max_size=30
)


@given(st.lists(LETTERS, min_size=1, max_size=5))
def test_what_opens_is_closed(parts: list[str]) -> None:
    made = balanced(parts)
    assert len(made) == len(parts)
    waiting: list[str] = []
    for letter in "".join(made):
        if letter in CLOSERS:
            waiting.append(CLOSERS[letter])
        elif letter in CLOSERS.values():
            assert waiting.pop() == letter
    assert not waiting
    assert balanced(made) == made
    assert [letter for letter in "".join(made) if not needs_balance(letter)] == [
        letter for letter in "".join(parts) if not needs_balance(letter)
    ]


@given(LETTERS)
def test_shown_is_seen(text: str) -> None:
    assert not set(show_controls(text)) - set("ab א[]U+0123456789ABCDEF")
    assert "\u202e" not in show_overrides(text)
    assert "\u202e" not in show_tricks(text)


def test_turning_does_not_pile_up() -> None:
    assert len(balanced(["\u202e" * 100_000])[0]) == 120
