"""Words are divided as pyphen divides them, and only words are."""

from __future__ import annotations

import random
import re

import pyphen  # type: ignore[import-untyped]  # it brings no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.hyphenation import LEAST_AFTER, LEAST_BEFORE, Hyphenator, may_be_divided
from reader.reading.softening import (
    SOFT_HYPHEN,
    ZERO_WIDTH_SPACE,
    break_syllables,
    for_headings,
    free_quotes,
    soften,
)
from reader.text.alignment import Alignment

HYPHENATOR = Hyphenator()
LANGUAGES = ("en-US", "en-GB", "de", "fr", "es", "it", "pt-BR", "ru", "uk", "el", "pl", "nl", "sv", "hu", "nb")
SAMPLES = {
    "en": ("Dictionary", "Dic|tio|nary"), "de": ("Geschwindigkeit", "Ge|schwin|dig|keit"),
    "ru": ("достоинства", "до|сто|ин|ства"), "el": ("αξιοπρέπειας", "α|ξι|ο|πρέ|πει|ας"),
    "fr": ("reconnaissance", "re|con|nais|sance"),
}  # fmt: skip


def shown(html: str, language: str = "en") -> str:
    return soften(html, language, HYPHENATOR.points).replace(SOFT_HYPHEN, "|")


@pytest.mark.parametrize("language", ["en", "de", "ru", "fr"])
def test_words_are_divided_by_their_language(language: str) -> None:
    word, divided = SAMPLES[language]
    assert shown(word, language) == divided


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_those_of_pyphen(language: str) -> None:
    """But where a word would be spelt otherwise."""
    oracle = pyphen.Pyphen(lang=language, left=LEAST_BEFORE, right=LEAST_AFTER)
    syllables = sorted({re.sub(r"[\d.]", "", key) for key in list(oracle.hd.patterns)[::7]} - {""})
    draw = random.Random(language)  # noqa: S311 - the same words every time, no secret
    divided = 0
    for _ in range(300):
        word = "".join(draw.choice(syllables) for _ in range(draw.randint(2, 5))).lower()
        if not may_be_divided(word):
            continue
        points = HYPHENATOR.points(word, language)
        plain = {int(point) for point in oracle.positions(word) if not point.data}
        assert set(points) <= {int(point) for point in oracle.positions(word)}
        if not any(point.data for point in oracle.positions(word)):
            assert set(points) == plain, word
        divided += bool(points)
    assert divided > 20


@pytest.mark.parametrize(
    "html",
    [
        "<pre>dictionary</pre>", "<p>see <code>dictionary</code></p>", "<p>DICTIONARY</p>",
        "<p>https://dictionary.example/information</p>", "<p>someone@dictionary.example</p>", "<p>JavaScript</p>",
        "<p>dictionary2</p>", "<p>/usr/dictionary/information</p>", "<p>dictionary.information</p>", "<p>table</p>",
        "<p>dic\u00adtionary</p>", '<p lang="ko">dictionary</p>', '<p lang="th">dictionary</p>', "<p>well-known</p>",
        '<img src="res:dictionary" alt="a dictionary > information">', '<a href="https://dictionary.example">x</a>',
    ],
)  # fmt: skip
def test_what_is_no_prose_stays_whole(html: str) -> None:
    assert soften(html, "en", HYPHENATOR.points) == html


def test_the_language_of_an_element_divides_what_is_in_it() -> None:
    html = '<p>Dictionary <i lang="de">Geschwindigkeit <b>Geschwindigkeit</b></i> Dictionary</p>'
    assert shown(html) == (
        '<p>Dic|tio|nary <i lang="de">Ge|schwin|dig|keit <b>Ge|schwin|dig|keit</b></i> Dic|tio|nary</p>'
    )


def test_a_word_in_two_elements_stays_whole() -> None:
    assert shown("<p><span>D</span>ictionary</p>") == "<p><span>D</span>ictionary</p>"
    assert shown("<p>dictionary<i>s</i> of</p>") == "<p>dictionary<i>s</i> of</p>"
    assert shown("<p>a <i>dictionary</i> of</p>") == "<p>a <i>dic|tio|nary</i> of</p>"
    assert shown("<p>a</p><p>dictionary</p>") == "<p>a</p><p>dic|tio|nary</p>"


def test_marks_around_a_word_are_no_hindrance() -> None:
    assert shown("<p>“dictionary”, dictionary&nbsp;! (dictionary)</p>") == (
        "<p>“dic|tio|nary”, dic|tio|nary&nbsp;! (dic|tio|nary)</p>"
    )


def test_a_word_that_would_be_spelt_otherwise_stays_whole_there() -> None:
    oracle = pyphen.Pyphen(lang="hu")
    respelt = [int(point) for point in oracle.positions("asszonnyal") if point.data]
    assert respelt
    assert not set(respelt) & set(HYPHENATOR.points("asszonnyal", "hu"))


TEXT = st.text(
    st.sampled_from("Dictionary Geschwindigkeit достоинства 한국어 &<>.,-’/1 \u00ad\u200b\U0001f600éß"), max_size=60
)
MARKUP = st.lists(
    TEXT.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    | st.sampled_from(["<p>", "</p>", "<i>", "</i>", '<b lang="de">', "</b>", "<br>", "<code>", "</code>"]),
    max_size=12,
).map("".join)


@given(MARKUP, st.sampled_from(["en", "de", "ru", "", "xx", "not a tag"]))
def test_nothing_but_soft_hyphens_is_added(html: str, language: str) -> None:
    softened = soften(html, language, HYPHENATOR.points)
    kept = iter(softened)
    for character in html:  # in order, with soft hyphens between
        assert next(each for each in kept if each == character or each != SOFT_HYPHEN) == character
    assert set(kept) <= {SOFT_HYPHEN}


@given(TEXT, st.sampled_from(["en", "de", "ru"]))
def test_places_are_the_same_with_and_without(text: str, language: str) -> None:
    for view in (soften(text, language, HYPHENATOR.points), break_syllables(text)):
        alignment = Alignment(text, view)
        assert alignment.exact
        units = view.encode("utf-16-le")
        for offset, character in enumerate(text):
            if not character.isspace() and character not in {SOFT_HYPHEN, ZERO_WIDTH_SPACE}:
                at = 2 * alignment.to_view(offset)
                assert units[at : at + 2 * (1 + (ord(character) > 0xFFFF))].decode("utf-16-le") == character
                assert alignment.to_canonical(at // 2) == offset


def test_headings_keep_words_whole_that_a_line_holds() -> None:
    softened = soften("<h2 lang='en'>Dictionary</h2><p>dictionary</p><h3>information</h3>", "en", HYPHENATOR.points)
    asked: list[tuple[str, int]] = []

    def is_too_wide(word: str, level: int) -> bool:
        asked.append((word, level))
        return word == "information"

    set_ = for_headings(softened, is_too_wide)
    assert set_ == "<h2 lang='en'>Dictionary</h2><p>dic\u00adtio\u00adnary</p><h3>in\u00adfor\u00adma\u00adtion</h3>"
    assert asked == [("Dictionary", 2), ("information", 3)]


@pytest.mark.parametrize(
    ("text", "freed"),
    [
        ("相对待。“书”（《论", "相对待。|“书”|（《论"),
        ("他说：“不！”", "他说：|“不！”"),
        ("他“书”。", "他|“书”。"),
        ("（“书”）", "（“书”）"),
        ("say “yes”, don’t", "say “yes”, don’t"),
        ("한“국”어", "한“국”어"),
    ],
)
def test_a_line_may_break_outside_of_chinese_quotation_marks(text: str, freed: str) -> None:
    assert free_quotes(f'<p lang="zh">{text}</p>') == f'<p lang="zh">{freed.replace("|", ZERO_WIDTH_SPACE)}</p>'
    assert Alignment(text, free_quotes(text)).exact


def test_attributes_keep_their_quotation_marks() -> None:
    image = '<img src="res:a" alt="他“书”">'
    assert free_quotes(image) == image


def test_syllables_of_korean_part_but_not_in_headings_and_code() -> None:
    parted = break_syllables("<h2>한국어</h2><p>한국어 책 <code>한국어</code></p>")
    assert parted == "<h2>한국어</h2><p>한\u200b국\u200b어 책 <code>한국어</code></p>"


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüß"), max_size=40))
def test_little_never_stands_alone(word: str) -> None:
    for point in HYPHENATOR.points(word, "de"):
        assert LEAST_BEFORE <= point <= len(word) - LEAST_AFTER


def test_what_is_read_most_is_there_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Hyphenator()
    made.warm(["ko", "", "de", "fr", "de", "en", "en-GB", "ru", "ru", "th", "xx"])
    monkeypatch.setattr("reader.reading.hyphenation._text", lambda _path: pytest.fail("loaded late"))
    assert made.points("Geschwindigkeit", "de")
    assert made.points("достоинства", "ru")
