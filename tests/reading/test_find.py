from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.errors import Cancelled
from reader.reading.find import MOST_HITS, DocumentText, Query, find, find_in
from reader.reading.hits import NO_HITS, Hits, SectionHits, first_from
from reader.text.model import Locator


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Truth and the truth.", "TRUTH", ["Truth", "truth"]),
        ("Café, cafe, CAFÉ", "cafe", ["Café", "cafe", "CAFÉ"]),
        ("인류의 역사와 진실을 역사적으로", "역사", ["역사", "역사"]),
        ("中華人民共和国 人民", "人民", ["人民", "人民"]),
        ("كَتَبَ الوَلَدُ", "كتب", ["كَتَبَ"]),
        ("على گفتم که", "گفتم كه", ["گفتم که"]),
        ("𝐀 truth behind an astral letter", "truth", ["truth"]),
    ],
)
def test_finds_words_in_any_script(text: str, words: str, found: list[str]) -> None:
    hits = find([(3, text)], words)
    assert [text[hit.start.offset : hit.start.offset + hit.length] for hit in hits] == found
    assert {hit.start.section for hit in hits} == {3}


def test_hits_come_in_reading_order_over_sections() -> None:
    hits = find([(0, "b a"), (1, "a"), (4, "x a a")], "a")
    assert [(hit.start.section, hit.start.offset) for hit in hits] == [(0, 2), (1, 0), (4, 2), (4, 4)]


def test_nothing_sought_finds_nothing() -> None:
    assert find([(0, "text")], "  ") == ()


def test_stops_at_the_limit() -> None:
    assert len(find([(0, "a " * (MOST_HITS + 5))], "a")) == MOST_HITS


def test_a_cancelled_find_stops() -> None:
    with pytest.raises(Cancelled):
        find([(0, "text")], "text", cancelled=lambda: True)


def test_next_hit_wraps_round() -> None:
    hits = Hits([SectionHits(2, array("Q", [0]), array("Q", [1])), SectionHits(0, array("Q", [4]), array("Q", [1]))])
    assert first_from(hits, Locator(0, 4)) == 0
    assert first_from(hits, Locator(0, 5)) == 1
    assert first_from(hits, Locator(2, 1)) == 0
    assert first_from(NO_HITS, Locator(0)) == -1


@given(st.text(min_size=1, max_size=40), st.text(max_size=40), st.text(max_size=40))
@example("\u00ad0", "", "")
def test_every_word_is_found_in_the_text_that_holds_it(word: str, before: str, after: str) -> None:
    text = f"{before} {word} {after}"
    words = " ".join(word.split())
    if not find([(0, words)], words) or words != word:
        return  # a word of marks alone folds to nothing
    end = len(before) + 1 + len(word)  # characters of no width before its first letter don't count as its beginning
    assert any(hit.start.offset < end for hit in find([(0, text)], word))


def found(text: str, words: str, *, exact: bool = False, whole: bool = False) -> list[str]:
    """What a find with these options marks in one section."""
    given = DocumentText(Texts({0: text}), 1, [0])
    hits = find_in(given, Query(words=words, exact=exact, whole=whole))
    return [text[hit.start.offset : hit.end.offset] for hit in hits]


class Texts:
    """Sections as a library has them; counts how often it is asked."""

    def __init__(self, texts: dict[int, str]) -> None:
        self.texts = texts
        self.asked: list[int] = []

    def section_text(self, document: int, section: int) -> str:
        self.asked.append(section)
        return self.texts[section]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("a thin line\u2028goes on", "line goes", ["line\u2028goes"]),
        ("two  spaces", "two spaces", ["two  spaces"]),
        ("one block\nanother", "block another", []),
        ("ser\u00adene", "serene", ["ser\u00adene"]),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8 한국", "한국", ["\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"]),
        ("الســـلام", "السلام", ["الســـلام"]),
        ("می\u200cخواهم", "میخواهم", ["می\u200cخواهم"]),
        ("ﬁne and fine", "fine", ["ﬁne", "fine"]),
        ("STRASSE Straße", "straße", ["STRASSE", "Straße"]),
    ],
)
def test_what_is_written_otherwise_is_found(text: str, words: str, wanted: list[str]) -> None:
    assert found(text, words) == wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Cafe café CAFÉ cafe\u0301", "café", ["café", "cafe\u0301"]),
        ("Rose rose ROSE", "Rose", ["Rose"]),
        ("كَتب كتب", "كتب", ["كتب"]),
    ],
)
def test_exactly_as_written(text: str, words: str, wanted: list[str]) -> None:
    assert found(text, words, exact=True) == wanted


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("art, party, artist; art's art_x Art", "art", 3),
        ("l'homme et les hommes", "homme", 1),
        ("사람이 사람들에게 사람됨 사람 옛사람", "사람", 3),
        ("학교에서 학교생활 학교", "학교", 2),
        ("자유는 자유로워 자유", "자유", 2),
        ("我们人民的人民币", "人民", 2),
        ("ประเทศไทย", "ไทย", 1),
        ("كتاب الكتاب كتابي", "كتاب", 1),
        ("می\u200cخواهم خواهم", "خواهم", 1),
        ("x1 1 11", "1", 1),
        ("well-known", "well", 1),
        ("(!) a(!)", "(!)", 2),
    ],
)
def test_whole_words(text: str, words: str, count: int) -> None:
    assert len(found(text, words, whole=True)) == count


def test_a_find_begins_where_one_reads_and_still_answers_in_reading_order() -> None:
    texts = Texts(dict.fromkeys(range(5), "word"))
    hits = find_in(DocumentText(texts, 1, range(5)), Query(words="word"), first_section=3)
    assert texts.asked == [3, 4, 0, 1, 2]
    assert [hit.start.section for hit in hits] == [0, 1, 2, 3, 4]


def test_the_text_is_read_once_within_its_bound() -> None:
    texts = Texts({0: "first", 1: "second"})
    kept = DocumentText(texts, 1, [0, 1])
    for words in ("f", "fi", "s"):
        find_in(kept, Query(words=words))
    assert texts.asked == [0, 1]
    small = DocumentText(texts, 1, [0, 1], kept_bytes=0)
    find_in(small, Query(words="f"))
    find_in(small, Query(words="f"))
    assert texts.asked == [0, 1] * 3


def test_nearest_hits_are_told_before_all_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.reading.find.TELL_EVERY_S", -1.0)
    told: list[int] = []
    find_in(
        DocumentText(Texts(dict.fromkeys(range(4), "word word")), 1, range(4)),
        Query(words="word"),
        tell=lambda hits: told.append(len(hits)),
    )
    assert told == [2, 4, 6, 8]


def test_hits_know_what_lies_between_two_places() -> None:
    hits = find([(0, "aa b aa"), (2, "aa")], "aa")
    assert [number for number, _ in hits.between(Locator(0, 1), Locator(0, 3))] == [0]
    assert [number for number, _ in hits.between(Locator(0, 2), Locator(2, 1))] == [1, 2]
    assert hits.before(Locator(1, 0)) == 2
    assert hits.before(Locator(9, 0)) == 3
    with pytest.raises(IndexError):
        hits[3]
