from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.reading.positions import PageMap, PieceSpan
from ui.reading.row_heights import BOTTOM_MARGIN_PX, TOP_MARGIN_PX, RowHeights

lengths = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 16_000)), min_size=1, max_size=30)


def row_of(pieces: list[tuple[int, int]]) -> RowHeights:
    """Pieces by the number of their section and their length."""
    spans: list[PieceSpan] = []
    start = 0
    for number, (section, length) in enumerate(sorted(pieces)):
        start = 0 if not spans or spans[-1].section != section else start
        spans.append(PieceSpan(section, number, start, length))
        start += length
    return RowHeights(PageMap(spans), 30, 75, 0.7)


@given(lengths, st.lists(st.tuples(st.integers(0, 29), st.integers(1, 9_000)), max_size=12))
def test_tops_are_what_heights_add_up_to(pieces: list[tuple[int, int]], measured: list[tuple[int, int]]) -> None:
    row = row_of(pieces)
    for index, height in measured:
        if index < len(pieces):
            row.measure(index, height)
            assert row.height(index) == height
    top = TOP_MARGIN_PX
    for index in range(len(pieces)):
        assert row.top(index) == top
        assert row.height(index) > 0
        assert row.index_at(top) == row.index_at(top + row.height(index) - 1) == index
        top += row.height(index)
    assert row.total == top + BOTTOM_MARGIN_PX
    assert row.index_at(-1) == 0
    assert row.index_at(top + 1) == len(pieces) - 1


def test_a_better_guess_leaves_what_was_measured() -> None:
    row = row_of([(0, 1000), (0, 1000), (1, 1000)])
    row.measure(1, 555)
    before = row.height(0)
    row.guess(2.0)
    assert row.height(1) == 555
    assert row.height(0) > before
