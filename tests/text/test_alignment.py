"""A place in canonical text is the same letter in the view, whatever white space the view has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.alignment import Alignment

WORDS = st.lists(st.text("aé\U0001f600역\ufffc", min_size=1, max_size=4), max_size=12)
GAPS = st.sampled_from([" ", "\n", "\u2028", " \n", "\u00a0"])
VIEW_GAPS = st.sampled_from(["", " ", "\n", "\ufdd0", "\u2029\ufdd1", "\u200b", "\u00ad", "\u2066", "\u2069"])


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.data())
def test_every_solid_character_is_found_both_ways(data: st.DataObject) -> None:
    words = data.draw(WORDS)
    canonical, view = "", ""
    places: list[tuple[int, int]] = []
    for word in words:
        for character in word:
            view += data.draw(VIEW_GAPS)
            places.append((len(canonical), units(view)))
            canonical += character
            view += character
        canonical += data.draw(GAPS)
    view += data.draw(VIEW_GAPS)
    alignment = Alignment(canonical, view)
    assert alignment.exact
    for offset, position in places:
        assert alignment.to_view(offset) == position
        assert alignment.to_canonical(position) == offset
    for (start, first), (last, before) in zip(places, places[2:], strict=False):
        width = units(canonical[last])
        assert alignment.range_to_view(start, last + 1) == (first, before + width)
        assert alignment.range_to_canonical(first, before + width) == (start, last + 1)


@given(st.text(), st.text(), st.integers(-5, 50))
def test_texts_that_do_not_fit_stay_inside(canonical: str, view: str, place: int) -> None:
    alignment = Alignment(canonical, view)
    assert 0 <= alignment.to_view(place) <= units(view)
    assert 0 <= alignment.to_canonical(place) <= len(canonical)


@given(st.text())
def test_a_text_aligns_with_itself(text: str) -> None:
    alignment = Alignment(text, text)
    for offset in range(len(text) + 1):
        assert alignment.to_canonical(alignment.to_view(offset)) == offset


def test_nothing_on_either_side() -> None:
    assert Alignment("", "").to_view(3) == 0
    assert Alignment("\n", "").range_to_view(0, 1) == (0, 0)
