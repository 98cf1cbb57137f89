from __future__ import annotations

import pytest

from reader.reading.edge_map import PagesScale, Rows, Stretch, nearest_row, row_of, rows_of, scale_for
from reader.reading.find import find
from reader.reading.hits import NO_HITS
from reader.reading.positions import PageMap, PieceSpan
from reader.text.model import Locator

MAP = PageMap([PieceSpan(0, 0, 0, 100), PieceSpan(1, 0, 0, 300)])


def test_hits_and_marks_stand_where_they_are_in_the_whole() -> None:
    hits = find([(0, "x" + "-" * 99), (1, "-" * 150 + "xx" + "-" * 148)], "x")
    rows = rows_of(MAP, 100, hits, [(Locator(0, 40), Locator(0, 80), "blue")], [Locator(1, 299)])
    assert rows == Rows(hits=(0, 62), marks=(Stretch(10, 20, "blue"),), bookmarks=(99,))


def test_fixed_pages_have_the_same_share_each() -> None:
    scale = scale_for(PageMap(()), [0, 1000, 10, 500])
    assert isinstance(scale, PagesScale)
    assert scale.fraction(Locator(2, 5)) == pytest.approx(0.625)
    assert scale.fraction(Locator(0, 10**9)) == 0.0
    assert scale.fraction(Locator(3, 10**9)) == 1.0
    assert scale.locator_at(0.625) == Locator(2, 5)
    assert scale.locator_at(1.0) == Locator(3, 500)
    assert row_of(scale, 400, Locator(3, 500)) == 399


def test_what_is_near_is_hit() -> None:
    rows = Rows(hits=(10, 50), marks=(Stretch(30, 40, "pink"),), bookmarks=(90,))
    assert [nearest_row(rows, row, 4) for row in (7, 20, 33, 47, 94, 95)] == [10, 20, 30, 50, 90, 95]


def test_nothing_has_no_rows() -> None:
    assert rows_of(MAP, 100, NO_HITS, [], []).is_empty
    assert rows_of(MAP, 0, NO_HITS, [], [Locator(0)]).is_empty
    assert PagesScale([]).locator_at(0.5) == Locator(0)
