"""The plan of reading aloud: what is said, in which language, and where it stands."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.reading.kept import encoded
from reader.reading.read_aloud import SpokenAs, Utterance, first_from, plan, spoken_language
from reader.reading.speech_preferences import SpeechPreferences, decoded
from reader.reading.spoken_markup import spoken_runs
from reader.text.model import IMAGE_CHARACTER, Locator, Piece
from reader.text.pieces import Block, Run, Tag, break_run, image_run, pack

PARAGRAPH = Tag("p", ' dir="ltr"')
ENGLISH = SpokenAs(language="en")


def piece_of(*runs: Run, path: tuple[Tag, ...] = (PARAGRAPH,)) -> Piece:
    return pack([Block(path, runs)]).pieces[0]


def fixed(text: str) -> Piece:
    return Piece(html="", text=text, start=0)


def said(piece: Piece, spoken_as: SpokenAs = ENGLISH) -> list[tuple[str, str]]:
    return [(utterance.language, utterance.text) for utterance in plan(piece, 3, spoken_as)]


def texts(piece: Piece, spoken_as: SpokenAs = ENGLISH) -> list[str]:
    return [text for _, text in said(piece, spoken_as)]


def of_canonical(utterance: Utterance, piece: Piece) -> str:
    start, end = utterance.start.offset - piece.start, utterance.end.offset - piece.start
    return piece.text[start:end]


def test_each_sentence_of_each_block_is_an_utterance_with_its_place() -> None:
    packed = pack([Block((PARAGRAPH,), (Run("One. Two!"),)), Block((PARAGRAPH,), (Run("Three"),))])
    found = plan(packed.pieces[0], 3, ENGLISH)
    assert [utterance.text for utterance in found] == ["One.", "Two!", "Three"]
    assert [(u.start, u.end) for u in found] == [
        (Locator(3, 0), Locator(3, 4)), (Locator(3, 5), Locator(3, 9)), (Locator(3, 10), Locator(3, 15)),
    ]  # fmt: skip


def test_places_count_from_the_sections_start() -> None:
    piece = Piece(html="<p>One.</p>", text="One.\n", start=100)
    assert plan(piece, 0, ENGLISH)[0].start == Locator(0, 100)


def test_what_is_not_seen_is_not_said() -> None:
    piece = piece_of(Run("re\u00adad\u202ethis\u202c\u200bnow\ufeff and\u00a0\u2066then\u2069 \u0007go"))
    assert texts(piece) == ["readthisnow and then go"]


def test_joiners_that_spell_words_stay() -> None:
    assert texts(piece_of(Run("می\u200cخواهم")), SpokenAs(language="fa")) == ["می\u200cخواهم"]


def test_what_holds_no_letter_is_passed_over() -> None:
    assert texts(piece_of(Run("* * *"))) == []
    assert texts(piece_of(Run("———"))) == []


def test_marks_of_notes_are_skipped_and_end_no_sentence() -> None:
    note, sup = Tag("a", ' href="#n1"'), Tag("sup")
    assert texts(piece_of(Run("It is so."), Run("1", (sup, note)), Run(" And so on"))) == ["It is so.", "And so on"]
    assert texts(piece_of(Run("It is so."), Run("[12]", (note,)), Run(" And so on"))) == ["It is so.", "And so on"]
    assert texts(piece_of(Run("So it is"), Run("*", (note, sup)), Run("."))) == ["So it is."]


def test_links_and_powers_that_are_no_marks_are_said() -> None:
    link = Tag("a", ' href="#c2"')
    assert texts(piece_of(Run("See "), Run("2", (link,)), Run("."))) == ["See 2."]
    assert texts(piece_of(Run("10"), Run("2", (Tag("sup"),)), Run(" is 100."))) == ["102 is 100."]


def test_pictures_are_said_by_their_description_or_not_at_all() -> None:
    picture = image_run('<img src="res:a" alt="a dog &amp; a cat">')
    piece = piece_of(Run("Look: "), picture, Run(" there."))
    assert texts(piece) == ["Look: a dog & a cat there."]
    assert texts(piece, SpokenAs(language="en", describes_pictures=False)) == ["Look: there."]
    assert texts(piece_of(image_run('<img src="res:a">'))) == []
    (utterance,) = plan(piece_of(picture), 0, ENGLISH)
    assert (utterance.start, utterance.end) == (Locator(0, 0), Locator(0, 1)), "the picture's place"


def test_words_in_other_languages_are_said_by_their_own_voices() -> None:
    french = Tag("i", ' lang="fr"')
    piece = piece_of(Run("He said "), Run("bon appétit", (french,)), Run(", and ate."))
    assert said(piece) == [("en", "He said"), ("fr", "bon appétit"), ("en", ", and ate.")]
    whole = piece_of(Run("Bonjour."), path=(Tag("p", ' dir="ltr" lang="fr-CA"'),))
    assert said(whole) == [("fr-CA", "Bonjour.")]


def test_a_variety_of_the_same_language_cuts_nothing() -> None:
    piece = piece_of(Run("Some ", (Tag("span", ' lang="en-GB"'),)), Run("words", (Tag("span", ' lang="en-US"'),)))
    assert texts(piece) == ["Some words"]


def test_letters_overrule_what_a_document_says_of_its_language() -> None:
    assert said(piece_of(Run("그는 말했다.")), SpokenAs(language="en")) == [("ko", "그는 말했다.")]
    assert said(piece_of(Run("그는 Python을 배웠다.")), SpokenAs(language="ko")) == [("ko", "그는 Python을 배웠다.")]
    assert spoken_language("Hello there", "ko") == ""
    assert spoken_language("漢字", "ja") == "ja"
    assert spoken_language("Здраво", "sr") == "sr"
    assert spoken_language("1234", "ar") == "ar"


def test_line_breaks_end_what_is_said() -> None:
    assert texts(piece_of(Run("Roses are red"), break_run(), Run("violets are blue"))) == [
        "Roses are red", "violets are blue",
    ]  # fmt: skip


def test_lines_of_fixed_pages_are_joined_to_paragraphs() -> None:
    page = (
        "A HEADING\nThe first sentence goes on in the next line of the\npage and holds a hyphen-\nated word. "
        "A second one ends the paragraph of\nthis page.\nThe next paragraph begins here and goes on to the end.\n"
    )
    assert texts(fixed(page), SpokenAs(language="en", joins_lines=True)) == [
        "A HEADING",
        "The first sentence goes on in the next line of the page and holds a hyphenated word.",
        "A second one ends the paragraph of this page.",
        "The next paragraph begins here and goes on to the end.",
    ]


def test_lines_in_scripts_without_spaces_are_joined_without_one() -> None:
    assert texts(fixed("これは一つの文で\nある。\n"), SpokenAs(language="ja", joins_lines=True)) == [
        "これは一つの文である。"
    ]


def test_joined_lines_keep_their_places() -> None:
    piece = fixed("one long line of words that goes\non here.\n")
    (utterance,) = plan(piece, 0, SpokenAs(language="en", joins_lines=True))
    assert of_canonical(utterance, piece) == "one long line of words that goes\non here."
    start, length = utterance.text.index("here"), 4
    stretch = utterance.stretch(start, length)
    assert stretch is not None
    assert piece.text[stretch[0].offset : stretch[1].offset] == "here"


def test_an_engines_word_is_found_behind_letters_of_two_units() -> None:
    piece = piece_of(Run("😀\u00ad a word"))
    (utterance,) = plan(piece, 0, ENGLISH)
    assert utterance.text == "😀 a word"
    stretch = utterance.stretch(len("😀 a ".encode("utf-16-le")) // 2, 4)
    assert stretch == (Locator(0, 5), Locator(0, 9))
    assert utterance.stretch(80, 4) is None


def test_a_selection_cuts_what_is_said() -> None:
    (utterance,) = plan(piece_of(Run("One two three.")), 3, ENGLISH)
    part = utterance.within(Locator(3, 4), Locator(3, 7))
    assert part is not None
    assert (part.text, part.start, part.end) == ("two", Locator(3, 4), Locator(3, 7))
    assert utterance.within(Locator(3, 3), Locator(3, 4)) is None
    assert utterance.within(Locator(4, 0), Locator(5, 0)) is None
    assert utterance.within(Locator(1, 7), Locator(9, 0)) == utterance


def test_reading_begins_in_the_sentence_of_the_place() -> None:
    found = plan(piece_of(Run("One. Two. Three.")), 3, ENGLISH)
    assert [first_from(found, Locator(3, offset)) for offset in (0, 3, 4, 6, 15, 16)] == [0, 0, 1, 1, 2, 3]


@given(
    st.lists(st.sampled_from(["word", " ", ". ", "한국어", "。", "\u202e", "\u00ad", "\ufffc", "?", "a. ", "\u2028"]))
)
def test_what_is_said_stands_at_its_places(parts: list[str]) -> None:
    piece = piece_of(Run("".join(parts)))
    found = plan(piece, 0, ENGLISH)
    for utterance in found:
        letters = "".join(piece.text[place] for place in utterance.places).replace(IMAGE_CHARACTER, " ")
        assert "".join(letters.split()) == "".join(utterance.text.split())
        assert list(utterance.places) == sorted(utterance.places)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_markup_that_does_not_fit_its_text_claims_nothing() -> None:
    assert spoken_runs('<p lang="fr">abc</p>', "abcd\n") == []
    assert [run.language for run in spoken_runs('<p lang="fr">abc</p>', "abc\n")] == ["fr"]


def test_preferences_survive_and_nonsense_is_as_it_comes() -> None:
    chosen = SpeechPreferences(speed=-3, voices={"ko": "Korean"}, is_agreed=True)
    assert decoded(encoded(chosen)) == chosen
    assert decoded(None) == decoded("nonsense") == decoded('{"speed": 99}') == SpeechPreferences()
