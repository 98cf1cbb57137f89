import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.errors import Cancelled
from reader.reading.find import MOST_HITS, Hit, find, first_from
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
    hits = (Hit(Locator(0, 4), 1), Hit(Locator(2, 0), 1))
    assert first_from(hits, Locator(0, 4)) == 0
    assert first_from(hits, Locator(0, 5)) == 1
    assert first_from(hits, Locator(2, 1)) == 0
    assert first_from((), Locator(0)) == -1


@given(st.text(min_size=1, max_size=40), st.text(max_size=40), st.text(max_size=40))
@example("\u00ad0", "", "")
def test_every_word_is_found_in_the_text_that_holds_it(word: str, before: str, after: str) -> None:
    text = f"{before} {word} {after}"
    words = " ".join(word.split())
    if not find([(0, words)], words) or words != word:
        return  # a word of marks alone folds to nothing
    end = len(before) + 1 + len(word)  # characters of no width before its first letter don't count as its beginning
    assert any(hit.start.offset < end for hit in find([(0, text)], word))
