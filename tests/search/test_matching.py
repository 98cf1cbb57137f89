"""Words, and finding them again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search import matching
from reader.search.matching import find_terms
from reader.search.query import Term
from reader.search.words import OVERLAP_WORDS, first_words, row_words, words_of
from reader.text.spacing import index_form

SCRIPTS = st.text(
    st.sampled_from(
        "abzéßİıſﬁÅ ﻻكِتَابٌ역사ㅎᄒ가각日本カﾞｶ゙ภาษาไทยຂໍကြမြန်မាខ្មែរहिन्दीשָׁלוֹם’'-_0٣๒\n\n  .,\u00ad\u200b\u2028\x85\r\t"
    ),
    max_size=60,
)


def test_words_of_many_scripts() -> None:
    assert words_of("It's THE naïve_end, 12٣ हिन्दी\n역사 x日本") == [
        "it", "s", "the", "naive", "end", "123", "हिन्दी", "역", "사", "x", "日", "本",
    ]  # fmt: skip


@given(SCRIPTS)
def test_folding_never_crosses_a_line(text: str) -> None:
    assert index_form(text) == "\n".join(index_form(line) for line in text.split("\n"))


def test_a_row_repeats_the_beginning_of_the_next_piece() -> None:
    words = row_words("one two", "three " * 100).split()
    assert words == ["one", "two", *["three"] * OVERLAP_WORDS]


def test_the_repeated_words_are_whole() -> None:
    long_word = "x" * 2000
    assert first_words(f"a b {long_word} c") == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "words", "prefix", "found"),
    [
        ("The cat scattered cats", ("cat",), False, ["cat"]),
        ("The cat scattered cats", ("cat",), True, ["cat", "cats"]),
        ("a b a b a c", ("a", "c"), False, ["a c"]),
        ("xa a b a b a b", ("a", "b", "a", "b"), False, ["a b a b a b"]),
        ("door\nway", ("door", "way"), False, ["door\nway"]),
        ("우리나라의역사와", ("역", "사"), False, ["역사"]),
        ("هذا كِتَابٌ جميل", ("كتاب",), False, ["كِتَابٌ"]),
        ("Straße STRASSE", ("strasse",), False, ["Straße", "STRASSE"]),
        ("कि की", ("कि",), False, ["कि"]),
        ("nothing", ("else",), False, []),
    ],
)
def test_finding(text: str, words: tuple[str, ...], prefix: bool, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_terms(text, (Term(words, prefix),))] == found


@given(SCRIPTS, st.data())
def test_any_run_of_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    words = words_of(text)
    if not words:
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    term = Term(tuple(words[start:end]))
    spans = list(find_terms(text, (term,)))
    assert spans
    for first, last in spans:
        assert 0 <= first < last <= len(text)
        assert " ".join(term.words) in " ".join(words_of(text[first:last]))


def test_no_more_is_folded_than_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []

    def counting(text: str) -> str:
        folded.append(len(text))
        return index_form(text)

    monkeypatch.setattr(matching, "index_form", counting)
    text = "needle\n" + "hay\n" * 4000 + "needle\n"
    spans = find_terms(text, (Term(("needle",)),))
    assert next(spans) == (0, 6)
    assert sum(folded) < 2000
    assert list(spans) == [(16007, 16013)]


def test_a_phrase_across_stretches_is_found_once() -> None:
    text = "x" * 1100 + " one\ntwo " + "y" * 1100
    assert list(find_terms(text, (Term(("one", "two")), Term(("two",))))) == [(1101, 1108)]
