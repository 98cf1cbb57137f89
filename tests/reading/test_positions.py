from hypothesis import given
from hypothesis import strategies as st

from reader.reading.positions import PageMap, PieceSpan, percent
from reader.text.model import Locator


def page_map(sections: list[list[int]]) -> PageMap:
    spans = []
    for section, lengths in enumerate(sections):
        start = 0
        for number, length in enumerate(lengths):
            spans.append(PieceSpan(section, number, start, length))
            start += length
    return PageMap(spans)


def test_a_locator_leads_to_the_piece_that_holds_it() -> None:
    pages = page_map([[10, 10], [5]])
    assert [pages.index_of(Locator(0, offset)) for offset in (0, 9, 10, 19, 99)] == [0, 0, 1, 1, 1]
    assert pages.index_of(Locator(1, 0)) == 2
    assert pages.index_of(Locator(9, 0)) == 2


def test_an_empty_document_has_no_places() -> None:
    pages = page_map([])
    assert pages.index_of(Locator(0)) == -1
    assert pages.fraction(Locator(0)) == 0.0
    assert pages.locator_at(0.5) == Locator(0)


def test_fractions_count_code_points() -> None:
    pages = page_map([[10, 10], [20]])
    assert pages.fraction(Locator(0, 10)) == 0.25
    assert pages.fraction(Locator(1, 0)) == 0.5


def test_a_missing_section_counts_as_the_border() -> None:
    pages = PageMap([PieceSpan(0, 0, 0, 10), PieceSpan(5, 0, 0, 10)])
    assert pages.fraction(Locator(3, 4)) == 0.5


def test_hundred_per_cent_only_at_the_end() -> None:
    assert percent(0.9999) == 99
    assert percent(0.2, at_end=True) == 100
    assert percent(0.0) == 0


@given(st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=4), min_size=1, max_size=6), st.data())
def test_fraction_and_locator_are_inverse(sections: list[list[int]], data: st.DataObject) -> None:
    pages = page_map(sections)
    section = data.draw(st.integers(0, len(sections) - 1))
    here = Locator(section, data.draw(st.integers(0, sum(sections[section]) - 1)))
    assert abs(pages.place(pages.locator_at(pages.fraction(here))) - pages.place(here)) <= 1
