from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.find import find
from reader.reading.found_places import AFTER_CHARACTERS, BEFORE_CHARACTERS, Chapter, Rows, line_of
from reader.text.model import Locator

TEXT = (
    "A first block.\nIt was the best of times, it was the worst of\u2028times, it was the age \ufffc of wisdom.\nLast."
)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("first", "A first block."),
        ("best", "It was the best of times, it was the worst of times, it was the age   of wisdom."),
        ("wisdom", "…it was the age   of wisdom."),
        ("last", "Last."),
    ],
)
def test_the_line_round_a_hit(words: str, wanted: str) -> None:
    line = line_of(TEXT, find([(0, TEXT)], words)[0])
    assert line.text == wanted
    assert line.text[line.start : line.start + line.length].lower() == words


@given(st.text(alphabet="ab \n한", max_size=300), st.sampled_from(["a", "b 한", "한"]))
def test_every_line_holds_its_hit(text: str, words: str) -> None:
    for hit in find([(0, text)], words):
        line = line_of(text, hit)
        wanted = text[hit.start.offset : hit.end.offset]
        assert line.text[line.start : line.start + line.length] == wanted
        assert len(line.text) <= BEFORE_CHARACTERS + hit.length + AFTER_CHARACTERS + 2


def test_rows_are_grouped_by_chapter() -> None:
    hits = find([(0, "x x"), (1, "x"), (3, "x")], "x")
    rows = Rows(hits, [Chapter(Locator(0), "One"), Chapter(Locator(0, 2), "Two"), Chapter(Locator(2), "Empty"),
                       Chapter(Locator(2, 5), "Four")])  # fmt: skip
    assert [rows.heading(row) for row in range(len(rows))] == [
        ("One", 1), None, ("Two", 2), None, None, ("Four", 1), None,
    ]  # fmt: skip
    assert [rows.hit(row) for row in range(len(rows))] == [0, 0, 1, 1, 2, 3, 3]
    assert [rows.row_of(hit) for hit in range(4)] == [1, 3, 4, 6]
    assert rows.row_of(9) == -1


def test_no_hits_have_no_rows() -> None:
    assert len(Rows(find([], "x"), [Chapter(Locator(0), "One")])) == 0
