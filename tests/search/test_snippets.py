"""The line round a hit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.search.snippets import AFTER, BEFORE, snippets_of


def test_a_short_text_is_shown_whole() -> None:
    (snippet,) = snippets_of("a red\ndoor\n", [(2, 5)], 11)
    assert snippet.text == "a red door"
    assert snippet.marks == ((2, 3),)


def test_a_long_text_is_cut_at_spaces() -> None:
    text = "word " * 40 + "HIT " + "word " * 80
    (snippet,) = snippets_of(text, [(200, 203)], len(text))
    assert snippet.text.startswith("…word ")
    assert snippet.text.endswith(" word…")
    ((start, length),) = snippet.marks
    assert snippet.text[start : start + length] == "HIT"


def test_a_letter_keeps_its_marks_at_the_cut() -> None:
    text = "كِتَابٌ" * 60
    (snippet,) = snippets_of(text, [(203, 210)], len(text))
    assert snippet.text[1] in "كتاب"


def test_hits_close_together_share_a_line_and_far_ones_do_not() -> None:
    text = "a b " + "x " * 200 + "a"
    snippets = list(snippets_of(text, [(0, 1), (2, 3), (404, 405)], len(text)))
    assert [snippet.hit for snippet in snippets] == [(0, 1), (404, 405)]
    assert snippets[0].marks == ((0, 1), (2, 1))


def test_a_hit_shown_before_is_marked_again_where_it_shows() -> None:
    text = "word " * 60
    spans = [(0, 4), (115, 119), (155, 159)]
    marks = [snippet.marks for snippet in snippets_of(text, spans, len(text))]
    assert [len(each) for each in marks] == [1, 2]


def test_what_begins_behind_the_end_is_not_ours() -> None:
    assert list(snippets_of("abc def", [(4, 7)], 4)) == []


def test_embeddings_do_not_leak_out_of_the_line() -> None:
    (snippet,) = snippets_of("a \u202eevil\u2067 hit", [(9, 12)], 12)
    assert not set(snippet.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert snippet.text[9:12] == "hit"


@given(st.text(max_size=600), st.lists(st.tuples(st.integers(0, 599), st.integers(1, 30)), max_size=20))
def test_marks_stand_on_their_words(text: str, drawn: list[tuple[int, int]]) -> None:
    spans: list[tuple[int, int]] = []
    for start, length in sorted(drawn):
        if start + length <= len(text) and (not spans or start >= spans[-1][1]):
            spans.append((start, start + length))
    for snippet in snippets_of(text, spans, len(text)):
        assert snippet.marks
        assert "\n" not in snippet.text
        assert len(snippet.text) <= BEFORE + AFTER + 700
        for start, length in snippet.marks:
            assert 0 <= start < start + length <= len(snippet.text) + length
