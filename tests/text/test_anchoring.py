"""Marks end on the same words after the text around and inside them has changed."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.anchoring import CUT, QUOTE_LIMIT, Quote, TextAnchors, Wanted, quote_of
from reader.text.approximate import align
from reader.text.model import Locator
from reader.text.squeezed import Squeezed, squeeze

LATIN = [
    f"{stem}{end}" for stem in ("house", "river", "candle", "winter", "Straße", "café") for end in ("", "s", "ly", "d")
]
ARABIC = ["كِتَاب", "المدرسة", "بيتٌ", "نهر", "سماء", "قلم", "ورقة", "شجرة", "طريق", "باب"]
HAN = ["人民", "共和", "国家", "历史", "真实", "河流", "书籍", "窗户", "冬天", "房屋"]
KOREAN = ["역사", "진실", "나라", "사람", "강물", "겨울", "창문", "책상", "하늘", "바람"]


def prose(seed: int, words: list[str], count: int, separator: str = " ") -> list[str]:
    """Words of a text that repeats itself as texts do; every one is numbered, so that a place can be told."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    return [f"{chance.choice(words)}{chance.randrange(100)}{separator}" for _ in range(count)]


def found(text: str, quote: Quote, expected: int) -> str | None:
    anchors = TextAnchors([text])
    stretch = anchors.find(quote, expected)
    return None if stretch is None else text[stretch[0].offset : stretch[1].offset]


@given(st.text("ab", max_size=12), st.text("abc", max_size=20))
@example("", "")
def test_the_distance_is_that_of_the_whole_table(pattern: str, text: str) -> None:
    above = [0] * (len(text) + 1)
    for number, one in enumerate(pattern, 1):
        row = [number]
        for column, other in enumerate(text):
            row.append(min(above[column] + (one != other), above[column + 1] + 1, row[-1] + 1))
        above = row
    alignment = align(pattern, text)
    assert alignment.distance == min(above)
    assert alignment.lasts == sorted(alignment.lasts)
    assert all(first <= last <= len(text) for first, last in zip(alignment.firsts, alignment.lasts, strict=True))


def test_what_was_put_in_at_a_border_is_left_outside() -> None:
    alignment = align("abcdefgh", "abcdXXXefgh")
    assert (alignment.firsts[4], alignment.lasts[4], alignment.same[4]) == (4, 7, 4)


@given(st.text(st.sampled_from("aé\u0301 \nكِ역ㄱ\u1100\u1161人ﬁ\u200bﷺ\ufffc"), max_size=4000), st.data())
@settings(max_examples=60, deadline=None)
def test_squeezed_and_back(text: str, data: st.DataObject) -> None:
    squeezed = Squeezed(text)
    assert squeezed.text == squeeze(text)
    if squeezed.text:
        start = data.draw(st.integers(0, len(squeezed.text) - 1))
        end = data.draw(st.integers(start + 1, len(squeezed.text)))
        first, behind = squeezed.span(start, end)
        assert squeezed.text[start:end] in squeeze(text[first:behind])


@pytest.mark.parametrize("words", [LATIN, ARABIC, HAN, KOREAN], ids=["latin", "arabic", "han", "korean"])
@given(seed=st.integers(0, 10_000), data=st.data())
@settings(max_examples=25, deadline=None)
def test_marks_end_on_the_same_words_whatever_changed_elsewhere(
    words: list[str], seed: int, data: st.DataObject
) -> None:
    """Whole paragraphs come and go, words outside change, lines break otherwise; the marked words stay."""
    separator = "" if words is HAN else " "
    text = prose(seed, words, 1200, separator)
    first = data.draw(st.integers(60, 1100))
    last = first + data.draw(st.integers(2, 40))
    quote = quote_of("".join(text), len("".join(text[:first])), len("".join(text[:last]).rstrip()))
    chance = random.Random(seed + 1)  # noqa: S311 - repeatable
    for _ in range(data.draw(st.integers(0, 200))):
        at = chance.randrange(len(text))
        if not first - 8 <= at < last + 8:  # some words around stay, or nobody could tell the place
            text[at] = chance.choice(["", "new" + separator, text[at].upper(), text[at] + "and more" + separator])
    front = "".join(prose(seed + 2, words, data.draw(st.integers(0, 3000)), separator))
    broken = "".join(text[:first]), "".join(text[first:last]).rstrip(), "".join(text[last:])
    new = front + (broken[0] + broken[1] + " " + broken[2]).replace(" ", "\n" if seed % 2 else "  ")
    answer = found(new, quote, len("".join(text[:first])))
    assert answer is not None
    assert squeeze(answer) == squeeze(broken[1])


@given(seed=st.integers(0, 10_000), edits=st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_small_changes_inside_keep_both_ends(seed: int, edits: int) -> None:
    text, chance = prose(seed, LATIN, 900), random.Random(seed)  # noqa: S311 - repeatable
    first = chance.randrange(100, 700)
    last = first + chance.randrange(12, 60)
    quote = quote_of("".join(text), len("".join(text[:first])), len("".join(text[:last]).rstrip()))
    for _ in range(edits):
        at = chance.randrange(first + 2, last - 2)
        text[at] = chance.choice(["", "changed ", text[at] + "inserted "])
    answer = found("".join(text), quote, len("".join(text[:first])))
    assert answer == "".join(text[first:last]).rstrip()


@given(seed=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_what_is_gone_is_not_found_somewhere_else(seed: int) -> None:
    text = prose(seed, LATIN, 600)
    gone = "a sentence about zebras crossing the avenue at noon"
    quote = Quote(gone, "quite other words stand here before it, ", ", and quite others behind")
    assert found("".join(text), quote, 3000) is None


def test_of_equal_words_those_with_the_same_surroundings_are_meant() -> None:
    text = "the red door. " + "the door. " * 50 + "behind the blue door. " + "the door. " * 50
    at = text.index("blue door") + 5
    quote = quote_of(text, at, at + 4)
    answer = TextAnchors(["the door. " * 30 + text]).find(quote, at)
    assert answer == (Locator(0, at + 300), Locator(0, at + 304))


def test_a_word_that_is_everywhere_is_found_by_what_stands_beside_it() -> None:
    text = "the door. " * 5000 + "a room behind the door, and so on. " + "the door. " * 5000
    at = text.index("door,")
    assert TextAnchors(["the door. " * 9000 + text]).find(quote_of(text, at, at + 4), at) == (
        Locator(0, at + 90_000),
        Locator(0, at + 90_004),
    )


def test_of_equal_surroundings_the_nearest_is_meant() -> None:
    text = "x" * 3 + "the door. " * 1000
    at = 3 + 500 * 10
    assert TextAnchors([text]).find(quote_of(text, at, at + 8), at) == (Locator(0, at), Locator(0, at + 8))


def test_across_sections_and_at_their_borders() -> None:
    sections = ["one two three\n", "", "four five six\n", "seven\n"]
    anchors = TextAnchors(sections)
    whole = "".join(sections)
    start, end = whole.index("three"), whole.index(" five")
    assert anchors.find(quote_of(whole, start, end), start) == (Locator(0, 8), Locator(2, 4))
    assert anchors.find(quote_of(whole, 14, 18), 14) == (Locator(2, 0), Locator(2, 4))
    assert anchors.find(quote_of(whole, 8, 14), 8) == (Locator(0, 8), Locator(0, 14)), "ends in its own section"


def test_a_long_stretch_is_found_by_its_ends() -> None:
    text = "".join(prose(3, LATIN, 3000))
    quote = quote_of(text, 1000, 15_000)
    assert len(quote.words) <= QUOTE_LIMIT
    assert CUT in quote.words
    changed = text[:5000] + "something new. " + text[5000:]
    assert found(changed, quote, 1000) == changed[1000:15_015]


def test_words_that_are_written_otherwise() -> None:
    quote = Quote("Café de Flore", "in the ", " we")
    assert found("Once in  the CAFE\u0301 de\nFlore, we sat", quote, 0) == "CAFE\u0301 de\nFlore"


@pytest.mark.parametrize("words", ["", " \n", "\ufffc"])
def test_no_words_no_place(words: str) -> None:
    assert found("a text \ufffc", Quote(words), 0) is None


def test_an_empty_text_holds_nothing() -> None:
    anchors = TextAnchors([])
    assert anchors.find(Quote("word"), 5) is None
    assert anchors.locator(0) == Locator(0)
    assert anchors.offset(Locator(3, 3)) == 0


def test_hostile_quotes_take_bounded_work() -> None:
    """As many answers as questions, none found in what only looks alike."""
    text = "a" * 60_000
    quotes = [Wanted(Quote("a" * 300 + "b" * 300 + "c" * number, "b" * 64, "c" * 64), 0) for number in range(5)]
    assert TextAnchors([text]).find_all(quotes) == [None] * 5
