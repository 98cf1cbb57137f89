from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.paging import Cost, Cuts, NotMeasured, Page, Paging, Spot
from reader.reading.positions import PageMap, PieceSpan

LINE = 20
GAP = 3


def lines_of(count: int, costs: dict[int, Cost] | None = None, *, opens_page: bool = False, line: int = LINE) -> Cuts:
    """A piece of so many lines without anything between them; `costs` of cutting above the line of that number."""
    starts = [line * number for number in range(1, count + 1)]
    found = [(costs or {}).get(number, Cost.GOOD) for number in range(1, count + 1)]
    return Cuts(list(starts), starts, found, list(range(10, 10 * count + 1, 10)), line * count, opens_page)


def paging_of(sections: list[list[Cuts]], height: int) -> tuple[Paging, PageMap, list[Cuts]]:
    pieces = [cuts for section in sections for cuts in section]
    spans = [
        PieceSpan(number, at, at * 100, 100) for number, section in enumerate(sections) for at in range(len(section))
    ]
    pages = PageMap(spans)
    return Paging(pages, height, lambda index: pieces[index], lambda _index: GAP), pages, pieces


def all_pages(paging: Paging, pages: PageMap) -> list[Page]:
    found = [paging.page_from(Spot(0, 0))]
    while found[-1].following.piece < len(pages):
        found.append(paging.page_from(found[-1].following))
    return found


def filled(page: Page) -> int:
    last = page.parts[-1]
    return last.origin + last.bottom


def is_set_right(page: Page, cuts: list[Cuts], height: int) -> bool:
    """Whether its parts lie under each other as in the document, and on the page."""
    first = page.parts[0]
    below = all(other.origin == one.origin + cuts[one.piece].height + GAP for one, other in pairwise(page.parts))
    return first.origin + first.top == 0 and below and 0 < filled(page) <= height


def test_a_page_holds_whole_lines_and_runs_on_into_the_next_piece() -> None:
    paging, pages, _ = paging_of([[lines_of(3), lines_of(3)]], 5 * LINE - 1)
    first, second = all_pages(paging, pages)
    assert first.following == Spot(1, LINE)
    assert [(part.piece, part.top, part.bottom) for part in first.parts] == [(0, 0, 60), (1, 0, 20)]
    assert [(part.piece, part.origin) for part in second.parts] == [(1, -LINE)]


def test_sections_begin_new_pages() -> None:
    paging, pages, _ = paging_of([[lines_of(2)], [lines_of(2)]], 10 * LINE)
    assert [page.start for page in all_pages(paging, pages)] == [Spot(0, 0), Spot(1, 0)]


@pytest.mark.parametrize("where", ["inside", "piece"])
def test_the_document_may_begin_a_page(where: str) -> None:
    pieces = [lines_of(4, {2: Cost.ALWAYS})] if where == "inside" else [lines_of(2), lines_of(2, opens_page=True)]
    paging, pages, _ = paging_of([pieces], 10 * LINE)
    first, second = all_pages(paging, pages)
    assert second.start == (Spot(0, 2 * LINE) if where == "inside" else Spot(1, 0))
    assert paging.page_before(second.start).start == first.start
    end = Spot(len(pages), 0)
    assert paging.page_before(end).start == second.start


def test_a_heading_is_never_alone_at_a_foot_nor_a_line_where_it_can_be_helped() -> None:
    costs = {9: Cost.LONE_HEADING, 8: Cost.GOOD}
    paging, _, _ = paging_of([[lines_of(20, costs)]], 9 * LINE)
    assert paging.page_from(Spot(0, 0)).following == Spot(0, 8 * LINE)
    paging, _, _ = paging_of([[lines_of(20, {9: Cost.LONE_LINE})]], 9 * LINE)
    assert paging.page_from(Spot(0, 0)).following == Spot(0, 8 * LINE)
    bad = dict.fromkeys(range(2, 20), Cost.LONE_LINE)
    paging, _, _ = paging_of([[lines_of(20, bad)]], 9 * LINE)
    assert paging.page_from(Spot(0, 0)).following == Spot(0, 9 * LINE)  # or the page would be nearly empty


def test_only_what_is_higher_than_a_page_is_cut_through() -> None:
    tall = Cuts([300], [300], [Cost.GOOD], [1], 300)
    paging, pages, _ = paging_of([[lines_of(2), tall]], 100)
    starts = [page.start for page in all_pages(paging, pages)]
    assert starts == [Spot(0, 0), Spot(1, 0), Spot(1, 100), Spot(1, 200)]


def test_what_is_not_measured_is_named() -> None:
    spans = [PieceSpan(0, number, number * 100, 100) for number in range(3)]
    known = {0: lines_of(2)}
    paging = Paging(PageMap(spans), 500, known.get, lambda _index: 0)
    with pytest.raises(NotMeasured) as missing:
        paging.page_from(Spot(0, 0))
    assert missing.value.piece == 1


def pieces() -> st.SearchStrategy[Cuts]:
    costs = st.dictionaries(st.integers(1, 20), st.sampled_from(list(Cost)), max_size=8)
    return st.builds(
        lambda count, of, line, opens: lines_of(count, of, line=line, opens_page=opens),
        st.integers(1, 20), costs, st.sampled_from([7, 20, 90, 500]), st.booleans(),
    )  # fmt: skip


@given(st.lists(st.lists(pieces(), min_size=1, max_size=4), min_size=1, max_size=3), st.integers(30, 300))
def test_pages_follow_each_other_without_loss(sections: list[list[Cuts]], height: int) -> None:
    paging, pages, cuts = paging_of(sections, height)
    found = all_pages(paging, pages)
    for one, other in pairwise(found):
        assert one.following == other.start > one.start
    assert all(is_set_right(page, cuts, height) for page in found)
    shown = dict.fromkeys(range(len(pages)), 0)
    for page in found:
        for part in page.parts:
            assert part.top == shown[part.piece]
            shown[part.piece] = part.bottom
    assert shown == {piece: of.ends[-1] for piece, of in enumerate(cuts)}


@given(st.lists(st.lists(pieces(), min_size=1, max_size=4), min_size=1, max_size=3), st.integers(30, 300), st.data())
def test_turning_back_never_skips_and_always_arrives(
    sections: list[list[Cuts]], height: int, data: st.DataObject
) -> None:
    paging, pages, cuts = paging_of(sections, height)
    start = data.draw(st.sampled_from(all_pages(paging, pages))).following
    for _ in range(20_000):
        if start == Spot(0, 0):
            break
        page = paging.page_before(start)
        assert page.start < start
        assert is_set_right(page, cuts, height)
        assert page.following == start
        end = page.parts[-1]
        first = pages.section_start(page.start.piece)
        assert first <= page.start.piece <= end.piece
        start = page.start
    assert start == Spot(0, 0)


@given(st.lists(st.lists(pieces(), min_size=1, max_size=4), min_size=1, max_size=3), st.integers(30, 300))
def test_a_chain_is_what_turning_on_shows(sections: list[list[Cuts]], height: int) -> None:
    paging, pages, _ = paging_of(sections, height)
    starts: list[Spot] = []
    piece = 0
    while piece < len(pages):
        chain = paging.chain(piece)
        while not chain.is_whole:
            paging.extend(chain)
        starts += chain.starts
        piece = pages.section_stop(piece)
    assert starts == [page.start for page in all_pages(paging, pages)]


@pytest.mark.parametrize(("height", "start"), [(4 * LINE + GAP, Spot(0, 0)), (4 * LINE + GAP - 1, Spot(0, LINE))])
def test_a_page_filled_from_its_foot_takes_exactly_what_fits(height: int, start: Spot) -> None:
    paging, _, _ = paging_of([[lines_of(2), lines_of(2)]], height)
    assert paging.page_before(Spot(2, 0)).start == start
