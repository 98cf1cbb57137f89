"""A stretch becomes a mark with its words, drawn in to them."""

from __future__ import annotations

import pytest

from reader.marks.marked_sentence import sentence_at
from reader.marks.quoting import BOOKMARK_CHARACTERS, completed
from reader.store.mark import Mark, MarkKind
from reader.text.anchoring import CONTEXT_CHARACTERS, QUOTE_LIMIT
from reader.text.model import Locator

SECTIONS = ["One two. \nThree four.\n", "\ufffc\n", "Five six seven.\n"]


class Texts:
    def section_text(self, document: int, section: int) -> str:
        assert document == 7
        return SECTIONS[section]


def mark(start: tuple[int, int], end: tuple[int, int], kind: MarkKind = MarkKind.HIGHLIGHT) -> Mark | None:
    return completed(Texts(), 7, Mark(kind=kind, start=Locator(*start), end=Locator(*end)))


def test_the_words_and_those_around_them() -> None:
    found = mark((0, 4), (0, 7))
    assert found is not None
    assert (found.quote, found.before, found.after) == ("two", "One ", ". \nThree four.\n")


@pytest.mark.parametrize(
    ("start", "end", "words", "at"),
    [
        ((0, 8), (0, 22), "Three four.", (Locator(0, 10), Locator(0, 21))),
        ((0, 0), (0, 10), "One two.", (Locator(0, 0), Locator(0, 8))),
        ((0, 16), (2, 4), "four.\n\ufffc\nFive", (Locator(0, 16), Locator(2, 4))),
        ((0, 21), (2, 4), "Five", (Locator(2, 0), Locator(2, 4))),
        ((0, 16), (2, 0), "four.", (Locator(0, 16), Locator(0, 21))),
        ((2, 8), (2, 1_000_000_000), "seven.", (Locator(2, 9), Locator(2, 15))),
    ],
)
def test_ends_are_drawn_in_to_the_words(
    start: tuple[int, int], end: tuple[int, int], words: str, at: tuple[Locator, Locator]
) -> None:
    found = mark(start, end)
    assert found is not None
    assert (found.quote, found.start, found.end) == (words, *at)


@pytest.mark.parametrize("stretch", [((0, 8), (0, 10)), ((1, 0), (1, 2)), ((0, 3), (0, 3))])
def test_no_words_no_highlight(stretch: tuple[tuple[int, int], tuple[int, int]]) -> None:
    assert mark(*stretch) is None


def test_a_bookmark_is_a_place_with_the_words_that_follow() -> None:
    found = mark((0, 10), (0, 10), MarkKind.BOOKMARK)
    assert found is not None
    assert (found.start, found.end, found.quote) == (Locator(0, 10), Locator(0, 10), "Three four.")
    assert len(found.quote) <= BOOKMARK_CHARACTERS
    picture = mark((1, 0), (1, 0), MarkKind.BOOKMARK)
    assert picture is not None
    assert picture.quote == ""


def test_long_stretches_keep_a_short_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "SECTIONS", ["word " * 5000 + "\n"])
    found = mark((0, 1000), (0, 20_000))
    assert found is not None
    assert len(found.quote) <= QUOTE_LIMIT
    assert len(found.before) == CONTEXT_CHARACTERS == len(found.after)


@pytest.mark.parametrize(
    ("offset", "sentence"),
    [(0, "One two."), (5, "One two."), (9, "One two."), (12, "Three four."), (21, "Three four.")],
)
def test_the_sentence_at_a_place(offset: int, sentence: str) -> None:
    stretch = sentence_at(Texts(), 7, Locator(0, offset), "en")
    assert stretch is not None
    assert SECTIONS[0][stretch[0].offset : stretch[1].offset] == sentence


def test_no_sentence_where_there_are_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "SECTIONS", ["\n\n"])
    assert sentence_at(Texts(), 7, Locator(0, 1), "en") is None
