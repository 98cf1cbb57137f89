import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from reader.reading.fixed_preferences import Arrangement
from reader.store.rows import ZoomMode
from reader.text.model import PageSize
from reader.text.page_content import PageContent
from ui.reading.fixed_crop import ContentBoxes, sample_of
from ui.reading.fixed_layout import FixedLayout
from ui.reading.fixed_rows import rows_of, wide_pages
from ui.reading.fixed_tiles import MOST_EDGE_PX, MOST_PIXELS, TILE_PX, Ink, bytes_of, tiles_of

A4 = PageSize(width_pt=595, height_pt=842)
SPREAD = PageSize(width_pt=1190, height_pt=842)
page_sizes = st.builds(PageSize, width_pt=st.floats(50, 2000), height_pt=st.floats(50, 3000))
documents = st.lists(page_sizes, min_size=1, max_size=12)
arrangements = st.sampled_from(list(Arrangement))


@st.composite
def layouts(draw: st.DrawFn) -> FixedLayout:
    """Any document in any mode, arrangement and turn."""
    layout = FixedLayout(draw(documents))
    layout.view_width, layout.view_height = draw(st.integers(300, 3000)), draw(st.integers(300, 2000))
    layout.mode = draw(st.sampled_from(list(ZoomMode)))
    layout.zoom = draw(st.floats(0.1, 8))
    layout.arrangement = draw(arrangements)
    layout.cover_alone, layout.rtl, layout.equal_heights = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    layout.turned = draw(st.sampled_from([0, 90, 180, 270]))
    share = draw(st.floats(0.1, 1))
    whole = layout.whole

    def box_of(page: int) -> QRectF:
        box = whole(page)
        return QRectF(box.width() * (1 - share) / 2, 3.0, box.width() * share, box.height() * share)

    layout.box_of = box_of
    layout.arrange()
    return layout


@given(documents, arrangements, st.booleans())
def test_every_page_stands_in_one_row_in_order(pages: list[PageSize], arrangement: Arrangement, cover: bool) -> None:
    rows = rows_of(pages, arrangement, cover_alone=cover)
    assert [page for row in rows for page in row] == list(range(len(pages)))
    assert max(map(len, rows)) <= (2 if arrangement is Arrangement.FACING else 1)
    assert not cover or len(rows[0]) == 1


def test_a_spread_that_was_scanned_whole_stands_alone() -> None:
    pages = [A4, A4, A4, SPREAD, A4, A4]
    assert rows_of(pages, Arrangement.FACING, cover_alone=True) == ((0,), (1, 2), (3,), (4, 5))
    assert rows_of(pages, Arrangement.FACING, cover_alone=False) == ((0, 1), (2,), (3,), (4, 5))
    assert wide_pages([SPREAD] * 4) == frozenset(), "slides are wide, and pages all the same"


@given(layouts(), st.data(), st.floats(0.01, 0.99))
def test_every_place_is_found_again(layout: FixedLayout, data: st.DataObject, fraction: float) -> None:
    number = data.draw(st.integers(0, len(layout.rows) - 1))
    layout.row = number
    page = layout.rows[number][0]
    found, at = layout.place_at(layout.top_of(page, fraction))
    assert found == page
    assert at == pytest.approx(fraction, abs=1e-6)


@given(layouts())
def test_fitted_rows_never_leave_the_view(layout: FixedLayout) -> None:
    if layout.mode is ZoomMode.FREE:
        return
    for page in range(len(layout.sizes)):
        rect = layout.rect(page)
        assert rect.left() >= -1e-6
        assert rect.right() <= layout.view_width + 1e-6
        assert layout.mode is not ZoomMode.FIT_PAGE or rect.height() <= layout.view_height + 1e-6


@given(layouts())
def test_what_is_shown_of_a_page_lands_in_its_place_whichever_way_it_is_turned(layout: FixedLayout) -> None:
    for page in range(len(layout.sizes)):
        mapped, rect = layout.transform(page).mapRect(layout.shown(page)), layout.rect(page)
        allowed = 1e-3 + 1e-6 * max(rect.width(), rect.height())
        for one, other in ((mapped.topLeft(), rect.topLeft()), (mapped.bottomRight(), rect.bottomRight())):
            assert (one - other).manhattanLength() < 2 * allowed


@given(layouts())
def test_pages_of_a_row_stand_beside_each_other_the_first_where_reading_begins(layout: FixedLayout) -> None:
    for row in layout.rows:
        if len(row) == 2:
            first, second = (layout.rect(page) for page in row)
            left, right = (second, first) if layout.rtl else (first, second)
            assert left.right() <= right.left() + 1e-6
            assert layout.page_under(QPointF(first.center().x(), first.center().y())) in (
                *row,
                *layout.rows[layout.row],
            )


@given(layouts())
def test_all_that_is_scrolled_to_holds_every_row(layout: FixedLayout) -> None:
    for number, row in enumerate(layout.rows):
        layout.row = number
        for page in row:
            assert layout.rect(page).bottom() <= max(layout.total_height, layout.view_height) + 1e-6


def test_pages_of_a_comic_are_equally_high_beside_each_other() -> None:
    layout = FixedLayout([PageSize(width_pt=500, height_pt=700), PageSize(width_pt=1000, height_pt=1500)])
    layout.arrangement, layout.equal_heights, layout.cover_alone = Arrangement.FACING, True, False
    layout.view_width, layout.view_height = 1200, 800
    layout.arrange()
    assert layout.rect(0).height() == pytest.approx(layout.rect(1).height())
    assert layout.rect(0).right() == pytest.approx(layout.rect(1).left())


# -- tiles


@given(page_sizes, st.floats(0.05, 40), st.tuples(*[st.floats(0, 1)] * 4))
def test_tiles_cover_what_is_seen_and_none_is_large(
    size: PageSize, scale: float, part: tuple[float, float, float, float]
) -> None:
    seen = QRectF(part[0] * size.width_pt, part[1] * size.height_pt, 200 * part[2] + 1, 200 * part[3] + 1)
    seen = seen.intersected(QRectF(0, 0, size.width_pt, size.height_pt))
    coarse, *tiles = tiles_of(3, size, scale, Ink(), seen)
    assert coarse.clip is None
    assert all(bytes_of(tile, size) <= 4 * 1.01 * MOST_PIXELS for tile in (coarse, *tiles))
    if not tiles:
        return
    clips = [tile.clip for tile in tiles if tile.clip is not None]
    assert all(0 < clip.width <= TILE_PX and 0 < clip.height <= TILE_PX for clip in clips)
    drawn = tiles[0].scale
    assert drawn * max(size.width_pt, size.height_pt) <= MOST_EDGE_PX + 1
    area = sum(
        max(0.0, min(clip.left + clip.width, seen.right() * drawn) - max(clip.left, seen.left() * drawn))
        * max(0.0, min(clip.top + clip.height, seen.bottom() * drawn) - max(clip.top, seen.top() * drawn))
        for clip in clips
    )
    assert area == pytest.approx(seen.width() * seen.height() * drawn * drawn, rel=1e-6, abs=1e-3)


def test_a_page_of_usual_size_is_drawn_whole() -> None:
    (tile,) = tiles_of(0, A4, 2.2, Ink(), QRectF(0, 0, 100, 100))
    assert (tile.clip, tile.scale) == (None, 2.2)


# -- margins


def content(page: int, left: float, top: float, right: float, bottom: float) -> PageContent:
    return PageContent(page=page, x_pt=left, y_pt=top, width_pt=right - left, height_pt=bottom - top)


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 4), min_size=60, max_size=60))
def test_no_content_is_ever_cut(corners: list[tuple[float, float, float, float]]) -> None:
    boxes = ContentBoxes([A4] * 60)
    found = []
    for page, (x1, y1, x2, y2) in enumerate(corners):
        left, right = sorted((x1 * 595, x2 * 595))
        top, bottom = sorted((y1 * 842, y2 * 842))
        found.append(QRectF(left, top, max(1.0, right - left), max(1.0, bottom - top)))
        boxes.add(page, content(page, left, top, left + found[-1].width(), top + found[-1].height()))
    page_rect = QRectF(0, 0, 595, 842)
    for page, box in enumerate(found):
        shown = boxes.box(page).adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
        drawn = box.intersected(page_rect)
        assert drawn.isEmpty() or shown.contains(drawn)


def test_margins_are_steady_and_left_and_right_pages_have_their_own() -> None:
    boxes = ContentBoxes([A4] * 60)
    for page in sample_of(60):
        assert boxes.box(page) == QRectF(0, 0, 595, 842), "nothing is cut before enough is known"
        inner = 60 if page % 2 else 110
        boxes.add(page, content(page, inner, 80, inner + 400, 740 + page % 3))
    for page in range(20, 40):
        boxes.add(page, content(page, 200, 300, 210, 310))  # a short page
    assert {boxes.box(page).left() for page in range(20, 40, 2)} == {106}
    assert {boxes.box(page).left() for page in range(21, 40, 2)} == {56}
    assert len({boxes.box(page).height() for page in range(20, 40)}) <= 2
    assert boxes.missing([20, 59]) == [59], "the sample and what was seen is known"


@given(st.integers(0, 5000))
def test_a_sample_is_small_and_within_the_document(count: int) -> None:
    sample = sample_of(count)
    assert len(sample) <= 12
    assert all(0 <= page < count for page in sample)
    assert count < 4 or {page % 2 for page in sample} == {0, 1}
