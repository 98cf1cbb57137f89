import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.errors import WorkerDied
from reader.reading.fixed_preferences import Arrangement, NightPages
from reader.store.rows import ZoomMode
from reader.text.model import (
    Direction,
    FixedPages,
    Locator,
    Metadata,
    PageLink,
    PagePixels,
    PageSize,
    PageText,
    Section,
    TextBox,
)
from reader.text.page_content import Clip, PageContent
from reader.workers.supply import Original
from tests.ui.reading.fake_library import FakeLibrary, section_of
from tests.ui.reading.pages import make_page
from ui.reading import fixed_renderer
from ui.reading.fixed_layout import FixedLayout
from ui.reading.fixed_paging import FixedPaging
from ui.reading.fixed_painter import ink_for, selected_on, spans_on
from ui.reading.fixed_renderer import colour_pixels
from ui.reading.fixed_text import boxes_between, link_at, offset_at, word_around
from ui.reading.fixed_view import FixedView
from ui.reading.layers import Span, SpanIndex, Tint
from ui.reading.opened_document import read_document
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme

A4 = PageSize(width_pt=595, height_pt=842)
COUNT = 30


class FakeClient:
    """Draws grey pages and remembers what it was asked."""

    def __init__(self) -> None:
        self.drawn: list[tuple[int, float]] = []
        self.clips: list[Clip | None] = []
        self.dark: list[bool] = []
        self.closed = False
        self.dies = False

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        if self.dies:
            raise WorkerDied
        self.drawn.append((page, scale))
        self.clips.append(clip)
        self.dark.append(dark)
        width, height = round(A4.width_pt * scale), round(A4.height_pt * scale)
        if clip is not None:
            width, height = clip.width, clip.height
        return PagePixels(page=page, width_px=width, height_px=height, stride=width * 4, data=bytes(width * height * 4))

    def content(self, page: int) -> PageContent:
        return PageContent(page=page, x_pt=100, y_pt=90, width_pt=395, height_pt=640)

    def text(self, page: int) -> PageText:
        box = TextBox(offset=0, length=10, x_pt=72, y_pt=400, width_pt=100, height_pt=12)
        link = PageLink(x_pt=72, y_pt=72, width_pt=200, height_pt=40, target_page=9)
        return PageText(page=page, text="0123456789\n", boxes=(box,), links=(link,))

    def close(self) -> None:
        self.closed = True


class FakePool:
    def __init__(self) -> None:
        self.client = FakeClient()
        self.received = b""

    def open_fixed(self, original: Original, password: str = "") -> FakeClient:
        self.received, self.password = original.chunk(0), password
        return self.client


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def document(library: FakeLibrary) -> int:
    return added(library, "pdf")


def added(library: FakeLibrary, kind: str, count: int = COUNT, size: PageSize = A4, **metadata: object) -> int:
    """A document of fixed pages; those of pictures have no text."""
    writer = library.new_document(kind, sha256=bytes(32))
    writer.add(Metadata(title="Pages", **metadata))  # type: ignore[arg-type]
    for page in range(count):
        writer.add(section_of(page, "0123456789") if kind == "pdf" else Section(index=page))
    writer.add(FixedPages(pages=(size,) * count))
    writer.add_chunk(b"the original")
    return writer.finish()


def open_fixed(qtbot: QtBot, library: FakeLibrary, document: int, pool: FakePool, drawn: int = 1) -> ReadingPage:
    page = make_page(qtbot, library, pool)
    page.open_document(document)
    qtbot.waitUntil(lambda: len(pool.client.drawn) >= drawn)
    return page


def test_pages_in_view_are_drawn_first_then_their_neighbours(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    pool = FakePool()
    page = open_fixed(qtbot, library, document, pool, drawn=2)
    assert pool.received == b"the original"
    qtbot.waitUntil(lambda: len(pool.client.drawn) >= 3)
    assert list(dict.fromkeys(number for number, _ in pool.client.drawn))[:2] == [0, 1]
    scale = page.fixed_view.scene.scale(0)
    sharp = [number for number, drawn_at in pool.client.drawn if drawn_at == pytest.approx(scale, abs=1e-4)]
    assert sharp[:2] == [0, 1]


def test_a_document_opens_with_a_draft_and_goes_on_without_where_that_is_quick(
    qtbot: QtBot, library: FakeLibrary, document: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixed_renderer, "SLOW_S", 1000.0)
    pool = FakePool()
    page = open_fixed(qtbot, library, document, pool, drawn=2)
    scale = page.fixed_view.scene.scale(0)
    assert [number for number, _ in pool.client.drawn[:2]] == [0, 0]
    assert [drawn_at for _, drawn_at in pool.client.drawn[:2]] == pytest.approx([scale / 2, scale], abs=1e-4)
    page.fixed_view.go_to(Locator(20))
    qtbot.waitUntil(lambda: 20 in [number for number, _ in pool.client.drawn])
    assert [drawn_at for number, drawn_at in pool.client.drawn if number == 20] == [pytest.approx(scale, abs=1e-4)]


def test_where_pages_are_slow_a_draft_comes_before_each(
    qtbot: QtBot, library: FakeLibrary, document: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixed_renderer, "SLOW_S", 0.0)
    pool = FakePool()
    page = open_fixed(qtbot, library, document, pool, drawn=3)
    scale = page.fixed_view.scene.scale(0)
    page.fixed_view.go_to(Locator(20))
    qtbot.waitUntil(lambda: [number for number, _ in pool.client.drawn].count(20) >= 2)
    drawn = [drawn_at for number, drawn_at in pool.client.drawn if number == 20]
    assert drawn == [pytest.approx(scale / 2, abs=1e-4), pytest.approx(scale, abs=1e-4)]


def test_no_text_is_read_to_open_pages_that_are_drawn(library: FakeLibrary, document: int) -> None:
    flowing = library.new_document("text", sha256=b"f" * 32)
    flowing.add(Metadata(title="Flowing"))
    flowing.add(section_of(0, "0123456789"))
    assert read_document(library, flowing.finish()).sample.startswith("0123456789")
    assert read_document(library, document).sample == ""


def test_no_draft_is_drawn_of_a_page_that_is_small_itself(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    pool = FakePool()
    page = make_page(qtbot, library, pool)
    page.resize(400, 300)
    page.open_document(document)
    qtbot.waitUntil(lambda: len(pool.client.drawn) >= 2)
    scale = page.fixed_view.scene.scale(0)
    assert pool.client.drawn[0][1] == pytest.approx(scale, abs=1e-4)


def test_the_place_on_a_page_is_kept_and_found_again(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page = open_fixed(qtbot, library, document, FakePool())
    page.fixed_view.fit(ZoomMode.FIT_PAGE)
    page.fixed_view.go_to(Locator(11))
    bar = page.fixed_view.verticalScrollBar()
    bar.setValue(bar.value() + 200)
    value = bar.value()
    with qtbot.waitSignal(page.position_committed):
        page.close_document()
    again = open_fixed(qtbot, library, document, FakePool())
    assert abs(again.fixed_view.verticalScrollBar().value() - value) <= 1
    assert again.fixed_view.place() == Locator(11)


def test_leaving_closes_the_worker(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    pool = FakePool()
    page = open_fixed(qtbot, library, document, pool)
    page.close_document()
    assert pool.client.closed


def test_a_worker_that_dies_is_said_in_words(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    pool = FakePool()
    pool.client.dies = True
    page = make_page(qtbot, library, pool)
    page.open_document(document)
    qtbot.waitUntil(lambda: "ended without an answer" in page.footer.chapter)


def test_zooming_keeps_the_place(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page = open_fixed(qtbot, library, document, FakePool())
    view = page.fixed_view
    view.go_to(Locator(7))
    page.act("larger")
    assert view.position(0).zoom_mode is ZoomMode.FREE
    assert view.place() in {Locator(6), Locator(7)}
    page.act("natural")
    assert view.position(0).zoom_mode is not ZoomMode.FREE


def test_a_link_leads_to_its_page_and_back(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page = open_fixed(qtbot, library, document, FakePool())
    view = page.fixed_view
    qtbot.waitUntil(lambda: view.scene.renderer is not None and view.scene.renderer.text(0) is not None)
    rect, scale = view.scene.layout.rect(0), view.scene.layout.scale_of(0)
    point = (rect.topLeft() + QPointF(90 * scale, 80 * scale)).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert view.page == 9
    page.act("back")
    assert view.page == 0


def test_a_comic_is_turned_page_by_page_in_its_direction(qtbot: QtBot, library: FakeLibrary) -> None:
    for direction, forward, back in (
        (Direction.RTL, Qt.Key.Key_Left, Qt.Key.Key_Right),
        (Direction.AUTO, Qt.Key.Key_Right, Qt.Key.Key_Left),
    ):
        page = open_fixed(qtbot, library, added(library, "comic", direction=direction), FakePool())
        view = page.fixed_view
        assert view.position(0).zoom_mode is ZoomMode.FIT_PAGE
        assert view.scene.layout.arrangement is Arrangement.FACING, "the window is wider than high"
        for _ in range(2):
            page.feature(FixedPaging).next_mode()
        seen = []
        for key in (forward, forward, Qt.Key.Key_Space, Qt.Key.Key_PageDown, back):
            QTest.keyClick(view, key)
            seen.append(view.page)
        assert seen == [1, 2, 3, 4, 3]
        for _ in range(COUNT):
            QTest.keyClick(view, forward)
        assert view.page == COUNT - 1
        assert view.at_end
        QTest.keyClick(view, back)
        assert view.page == COUNT - 2
        page.close_document()


def test_each_page_that_is_turned_to_stands_at_the_same_height(qtbot: QtBot, library: FakeLibrary) -> None:
    view = open_fixed(qtbot, library, added(library, "comic"), FakePool()).fixed_view
    tops = set()
    for number in range(1, 20):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        tops.add(round(view.scene.layout.rect(number).top() - view.verticalScrollBar().value()))
    assert len(tops) <= 2  # rounding
    assert max(tops) - min(tops) <= 1


def test_how_a_comic_was_seen_is_how_it_is_seen_again(qtbot: QtBot, library: FakeLibrary) -> None:
    document = added(library, "comic")
    page = open_fixed(qtbot, library, document, FakePool())
    qtbot.waitUntil(lambda: library.position(document) is not None)
    page.close_document()
    again = open_fixed(qtbot, library, document, FakePool())
    assert again.fixed_view.position(0).zoom_mode is ZoomMode.FIT_PAGE


def test_a_small_picture_stands_in_the_middle_pixel_for_pixel(qtbot: QtBot, library: FakeLibrary) -> None:
    small = added(library, "image", 1, PageSize(width_pt=150, height_pt=75))
    view = open_fixed(qtbot, library, small, FakePool()).fixed_view
    rect = view.scene.layout.rect(0)
    assert (rect.width(), rect.height()) == (200, 100)
    assert abs(rect.center().y() - view.viewport().height() / 2) <= 1
    assert abs(rect.center().x() - view.viewport().width() / 2) <= 1
    assert view.verticalScrollBar().maximum() == 0
    view.fit(ZoomMode.FIT_WIDTH)
    assert view.scene.layout.rect(0).width() > 200


def test_a_large_picture_is_seen_whole(qtbot: QtBot, library: FakeLibrary) -> None:
    large = added(library, "image", 1, PageSize(width_pt=4500, height_pt=3000))
    view = open_fixed(qtbot, library, large, FakePool()).fixed_view
    rect = view.scene.layout.rect(0)
    assert rect.height() <= view.viewport().height()
    assert rect.width() <= view.viewport().width()
    for _ in range(6):
        view.zoom_by(1)
    rect, down, across = view.scene.layout.rect(0), view.verticalScrollBar(), view.horizontalScrollBar()
    middle = QPointF(across.value() + view.viewport().width() / 2, down.value() + view.viewport().height() / 2)
    assert (middle - rect.center()).manhattanLength() < 12, "it grows from its middle"


@pytest.mark.usefixtures("qapp")
def test_a_picture_has_its_own_colours_by_day_and_is_dimmed_at_night() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(250, 250, 250))
    for theme, tinted, lightness in (("sepia", False, 250), ("sepia", True, 235), ("night", True, 200)):
        drawn = image.copy()
        ink = ink_for(load_theme(theme), NightPages.INVERTED, is_text=False, is_tinted=tinted)
        assert not ink.dark
        if ink.paper:
            colour_pixels(drawn, QColor(ink.paper), QColor(ink.ink))
        assert abs(drawn.pixelColor(10, 10).value() - lightness) <= 10


def test_a_mark_covers_its_letters_only() -> None:
    text = FakeClient().text(3)
    places = (Locator(2, 1), Locator(3, 4), Locator(4, 0))
    index = SpanIndex([Span(at, Locator(at.section, at.offset + 2), Tint.CURRENT_HIT) for at in places])
    ((box, tint),) = spans_on(text, index.touching(Locator(3), Locator(4)))
    assert tint is Tint.CURRENT_HIT
    assert (box.left(), box.width()) == (112.0, 20.0)
    assert list(boxes_between(text, 10, 12)) == []
    assert link_at(text, 300, 300) is None


@pytest.mark.parametrize(
    ("word", "size", "part"),
    [
        ("abcde", (50, 10), (100, 200, 20, 10)),
        ("كتابي", (50, 10), (130, 200, 20, 10)),
        ("人人生而自", (10, 50), (100, 200, 10, 20)),
        ("ab", (12, 14), (100, 200, 12, 14)),
    ],
)
def test_the_first_letters_of_a_word_are_where_it_begins(
    word: str, size: tuple[float, float], part: tuple[float, ...]
) -> None:
    box = TextBox(offset=0, length=len(word), x_pt=100, y_pt=200, width_pt=size[0], height_pt=size[1])
    (found,) = boxes_between(PageText(page=0, text=f"{word}\n", boxes=(box,), links=()), 0, 2)
    assert found.getRect() == part


def shown_text(qtbot: QtBot, view: FixedView, page: int) -> None:
    qtbot.waitUntil(lambda: view.scene.renderer is not None and view.scene.renderer.text(page) is not None)


def point_on(view: FixedView, page: int, x_pt: float, y_pt: float) -> QPoint:
    """Where a place of a page is in the viewport."""
    rect, scale = view.scene.layout.rect(page), view.scene.layout.scale_of(page)
    return QPoint(round(rect.left() + x_pt * scale), round(rect.top() + y_pt * scale - view.scene.scroll.y()))


def test_text_is_selected_by_the_mouse_and_copied(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page = open_fixed(qtbot, library, document, FakePool())
    view, port = page.fixed_view, page.fixed_view.viewport()
    view.fit(ZoomMode.FIT_PAGE)
    shown_text(qtbot, view, 0)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=point_on(view, 0, 72 + 20.4, 406))
    end = point_on(view, 0, 72 + 50.4, 406).toPointF()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, end, port.mapToGlobal(end), none, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(port, move)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=point_on(view, 0, 72 + 50.4, 406))
    assert view.selection.span == (Locator(0, 2), Locator(0, 5))
    page.act("copy")
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "234")
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=point_on(view, 0, 300, 300))
    assert view.selection.is_empty
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=point_on(view, 0, 100, 406))
    assert view.selection.span == (Locator(0, 0), Locator(0, 10))
    page.act("select_all")
    page.act("copy")
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "0123456789\n" * COUNT)
    page.close_document()
    assert view.selection.is_empty


def test_what_is_selected_is_coloured_on_each_page() -> None:
    text = FakeClient().text(3)
    span = (Locator(2, 5), Locator(4, 1))
    assert [box.width() for box in selected_on(text, 3, span)] == [100]
    assert [box.width() for box in selected_on(FakeClient().text(4), 4, span)] == [10]
    assert list(selected_on(text, 5, span)) == []
    assert list(selected_on(text, 3, None)) == []


def test_the_spaces_of_a_selected_line_are_coloured_too() -> None:
    words = [(0, 100, 200), (3, 125, 200), (6, 150, 200), (9, 100, 212), (12, 300, 212)]
    boxes = tuple(TextBox(offset=offset, length=2, x_pt=x, y_pt=y, width_pt=20, height_pt=10) for offset, x, y in words)
    page = PageText(page=0, text="aa bb cc dd ee\n", boxes=boxes, links=())
    found = [box.getRect() for box in selected_on(page, 0, (Locator(0), Locator(0, 14)))]
    assert found == [(100, 200, 70, 10), (100, 212, 20, 10), (300, 212, 20, 10)]


@pytest.mark.parametrize(
    ("word", "x", "y", "offset"),
    [
        ("abcde", 121, 205, 2),
        ("abcde", 90, 205, 0),
        ("abcde", 900, 230, 5),
        ("كتابي", 121, 205, 3),
        ("כתבים", 150, 205, 0),
    ],
)
def test_the_place_between_letters_under_a_point(word: str, x: float, y: float, offset: int) -> None:
    box = TextBox(offset=0, length=5, x_pt=100, y_pt=200, width_pt=50, height_pt=10)
    page = PageText(page=0, text=f"{word}\n", boxes=(box,), links=())
    assert offset_at(page, x, y) == offset
    assert word_around(page, offset) == (0, 5)


sizes = st.lists(
    st.builds(PageSize, width_pt=st.floats(50, 2000), height_pt=st.floats(50, 3000)), min_size=1, max_size=20
)


@given(sizes, st.sampled_from(list(ZoomMode)), st.floats(0, 1), st.data())
def test_every_place_is_found_again(pages: list[PageSize], mode: ZoomMode, share: float, data: st.DataObject) -> None:
    layout = FixedLayout(pages)
    layout.view_width, layout.view_height, layout.mode = 1000, 700, mode
    layout.arrange()
    page = data.draw(st.integers(0, len(pages) - 1))
    fraction = 0.01 + 0.98 * share
    found, at = layout.place_at(layout.top_of(page, fraction))
    assert found == page
    assert at == pytest.approx(fraction, abs=1e-6)


@given(sizes)
def test_fitted_pages_never_leave_the_view(pages: list[PageSize]) -> None:
    layout = FixedLayout(pages)
    layout.view_width, layout.view_height = 800, 600
    for mode in (ZoomMode.FIT_WIDTH, ZoomMode.FIT_PAGE):
        layout.mode = mode
        layout.arrange()
        for page in range(len(pages)):
            rect = layout.rect(page)
            assert rect.left() >= 0
            assert rect.right() <= 800 + 1e-6
            assert mode is ZoomMode.FIT_WIDTH or rect.height() <= 600
