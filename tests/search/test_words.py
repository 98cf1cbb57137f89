"""Words are cut alike whether or not a text has marks that need the slower way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.words import mark_class, word_pattern, words_of
from reader.text.spacing import index_form

SCRIPTS = "aZ9_ é ß 한국어 読む ไทย हिन्दी كِتَاب ʼ’“-\u0301\u0483\u20dd\n\u2028"


@given(st.text(st.one_of(st.sampled_from(SCRIPTS), st.characters(exclude_categories=["Cs"]))))
def test_the_short_way_is_the_long_way(text: str) -> None:
    assert words_of(text) == word_pattern().findall(index_form(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Some_words, twice 2!", ["some", "words", "twice", "2"]),
        ("C’était l’été", ["c", "etait", "l", "ete"]),
        ("का मतलब", ["का", "मतलब"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_the_class_of_marks_holds_marks_alone() -> None:
    marks = re.compile(mark_class())
    assert all(marks.fullmatch(mark) for mark in "\u0301\u093e\u05b7")
    assert not marks.search("a _9é한語ไ’-\u200d")
