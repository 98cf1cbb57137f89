"""What a name hides is told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.visible import DIRECTIONS, visible_name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plain name.txt", "plain name.txt"),
        ("photo\u202egnp.exe", "photo[U+202E]gnp.exe"),
        ("\u2067a\u2069", "[U+2067]a[U+2069]"),
        ("line\nend\x1b[31m", "line\ufffdend\ufffd[31m"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("رسالة\u200f.pdf", "رسالة\u200f.pdf"),
        ("봄의 편지", "봄의 편지"),
        ("  spaces \u3000", "spaces"),
    ],
)
def test_names_show_what_they_are(name: str, told: str) -> None:
    assert visible_name(name) == told


@given(st.text())
def test_nothing_that_turns_or_commands_is_left(name: str) -> None:
    told = visible_name(name)
    assert DIRECTIONS.isdisjoint(map(ord, told))
    assert not {unicodedata.category(each) for each in told} & {"Cc", "Cs", "Zl", "Zp"}
    assert visible_name(told) == told
