"""Fixed pages as a person meets them: modes, fits, turns, night, small pages, caret and clicks, screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.errors import DamagedFile
from reader.reading.fixed_preferences import Arrangement, FixedPreferences, NightPages, decoded, night_pages
from reader.reading.kept import encoded
from reader.store.rows import ZoomMode
from reader.text.model import Direction, Locator, PagePixels, PageSize, PageText, TextBox
from reader.text.page_content import Clip
from tests.ui.reading.fake_library import FakeLibrary
from tests.ui.reading.test_fixed_view import A4, COUNT, FakeClient, FakePool, added, open_fixed, point_on, shown_text
from ui.reading.fixed_cache import TileCache
from ui.reading.fixed_thumbnails import ThumbnailList, Thumbnails
from ui.reading.fixed_tiles import Ink, Tile, whole_tile
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme

LINES = ("one two three", "four five", "six seven eight nine")


class LinedClient(FakeClient):
    """Pages of three lines, each word in a box of ten points a letter."""

    def text(self, page: int) -> PageText:
        boxes, offset = [], 0
        for number, line in enumerate(LINES):
            for word in line.split():
                at = line.index(word)
                x, y = 100 + 10.0 * at, 100 + 20.0 * number
                boxes.append(
                    TextBox(
                        offset=offset + at, length=len(word), x_pt=x, y_pt=y, width_pt=10.0 * len(word), height_pt=15
                    )
                )
            offset += len(line) + 1
        return PageText(page=page, text="\n".join(LINES) + "\n", boxes=tuple(boxes), links=())


class LinedPool(FakePool):
    def __init__(self) -> None:
        super().__init__()
        self.client: FakeClient = LinedClient()


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def open_lined(qtbot: QtBot, library: FakeLibrary) -> ReadingPage:
    page = open_fixed(qtbot, library, added(library, "pdf"), LinedPool())
    shown_text(qtbot, page.fixed_view, 0)
    return page


# -- modes


def test_the_modes_follow_each_other_and_are_kept_for_the_document(qtbot: QtBot, library: FakeLibrary) -> None:
    document = added(library, "pdf")
    page = open_fixed(qtbot, library, document, FakePool())
    view = page.fixed_view
    seen = [view.scene.layout.arrangement]
    view.go_to(Locator(5))
    for _ in range(2):
        page.act("mode")
        seen.append(view.scene.layout.arrangement)
        assert view.page == 5
        assert 5 in view.scene.pages_in_view()
    assert seen == list(Arrangement)
    page.act("rotate")
    qtbot.waitUntil(lambda: decoded(library.document_setting(document, "reading.fixed")).turned == 90)
    page.close_document()
    again = open_fixed(qtbot, library, document, FakePool()).fixed_view
    assert (again.scene.layout.arrangement, again.scene.layout.turned) == (Arrangement.FACING, 90)
    other = open_fixed(qtbot, library, added(library, "pdf", 5), FakePool()).fixed_view
    assert (other.scene.layout.arrangement, other.scene.layout.turned) == (Arrangement.CONTINUOUS, 0)


def test_flowing_text_has_none_of_these_actions(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    assert all(page.page_actions.is_available(name) for name in ("rotate", "fit", "pages", "night_pages", "mode"))
    page.close_document()
    page.open_document(library.add([[]], title="flowing"))
    qtbot.waitUntil(lambda: page.session is not None)
    assert not any(page.page_actions.is_available(name) for name in ("rotate", "fit", "pages", "night_pages"))


def test_two_pages_begin_at_the_right_in_a_book_from_right_to_left(qtbot: QtBot, library: FakeLibrary) -> None:
    document = added(library, "comic", direction=Direction.RTL)
    view = open_fixed(qtbot, library, document, FakePool()).fixed_view
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.scene.pages_in_view() == [1, 2]
    assert view.scene.rect(1).left() >= view.scene.rect(2).right() - 1
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.at_end
    assert view.page == COUNT - 1


def test_the_cover_stands_alone_or_not(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "comic"), FakePool())
    assert page.fixed_view.scene.pages_in_view() == [0]
    page.act("cover_alone")
    assert page.fixed_view.scene.pages_in_view() == [0, 1]


def test_a_page_that_is_alone_turns_at_its_end(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    view = page.fixed_view
    page.act("mode")
    bar = view.verticalScrollBar()
    assert bar.maximum() > 0
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert (view.page, bar.value()) == (1, 0)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert (view.page, bar.value()) == (0, bar.maximum())
    assert not view.at_end


# -- fitting and zooming


def test_fitted_to_its_text_a_page_loses_its_margins_and_its_marks_follow(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    view = page.fixed_view
    wide = view.scene.layout.scale_of(0)
    view.fit(ZoomMode.FIT_TEXT)
    qtbot.waitUntil(lambda: view.scene.boxes.is_ready)
    assert view.scene.layout.scale_of(0) == pytest.approx(wide * 595 / 403, rel=0.1)
    shown_text(qtbot, view, 0)
    box = view.scene.transform(0).mapRect(view.scene.layout.shown(0))
    assert box.left() >= 0
    place = view.scene.place_under(view.scene.transform(0).map(QPointF(72 + 30.4, 406)))
    assert place == Locator(0, 3)
    assert view.position(0).zoom_mode is ZoomMode.FIT_TEXT


@pytest.mark.parametrize(("down", "read"), [(0.3, 3), (0.8, 4)])
def test_a_whole_page_is_the_one_being_read(qtbot: QtBot, library: FakeLibrary, down: float, read: int) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    view, layout = page.fixed_view, page.fixed_view.scene.layout
    rect = layout.rect(3)
    view.verticalScrollBar().setValue(round(rect.top() + down * rect.height()))
    page.act("fit")
    assert layout.mode is ZoomMode.FIT_PAGE
    whole = layout.rect(read).translated(0, -view.verticalScrollBar().value())
    assert whole.top() >= 0
    assert whole.bottom() <= view.viewport().height()
    assert view.page == read
    assert page.session is not None
    assert page.session.here == Locator(read)
    page.resize(page.width(), page.height() - 100)
    whole = layout.rect(read).translated(0, -view.verticalScrollBar().value())
    assert whole.top() >= 0
    assert whole.bottom() <= view.viewport().height()


@pytest.mark.parametrize(
    ("kind", "begun"), [("pdf", ZoomMode.FIT_WIDTH), ("comic", ZoomMode.FIT_PAGE), ("image", ZoomMode.FIT_PAGE)]
)
def test_as_large_as_it_was_is_how_the_document_began(
    qtbot: QtBot, library: FakeLibrary, kind: str, begun: ZoomMode
) -> None:
    page = open_fixed(qtbot, library, added(library, kind), FakePool())
    layout = page.fixed_view.scene.layout
    assert layout.mode is begun
    for before in ("natural", "natural", "larger", "natural", "fit", "natural"):
        page.act(before)
        assert (layout.mode is begun) == (before == "natural")


def test_the_fits_follow_each_other(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    seen = []
    for _ in range(3):
        page.act("fit")
        seen.append(page.fixed_view.scene.layout.mode)
    assert seen == [ZoomMode.FIT_PAGE, ZoomMode.FIT_TEXT, ZoomMode.FIT_WIDTH]


@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_what_is_under_the_pointer_stays_there_when_it_grows(qtbot: QtBot, library: FakeLibrary, turned: int) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    view = page.fixed_view
    for _ in range(turned):
        page.act("rotate")
    view.go_to(Locator(4))
    point = QPointF(400, 300)
    under = view.scene.layout.page_under(point + view.scene.scroll)
    held = view.scene.transform(under).inverted()[0].map(point)
    for _ in range(8):
        view.scroller.zoom(1.2, point)
    assert (view.scene.transform(under).map(held) - point).manhattanLength() < 8, (
        "half a pixel of rounding for each step"
    )


def test_far_enlarged_what_is_in_view_is_drawn_in_tiles(qtbot: QtBot, library: FakeLibrary) -> None:
    pool = FakePool()
    page = open_fixed(qtbot, library, added(library, "pdf"), pool)
    view = page.fixed_view
    view.scroller.zoom(8 / view.scene.layout.zoom_now(0), QPointF(500, 300))
    scene = view.scene
    assert scene.layout.zoom == 8.0
    renderer = scene.renderer
    assert renderer is not None
    qtbot.waitUntil(lambda: all(renderer.image(tile) is not None for tile in scene.tiles(0)))
    clips = [clip for clip in pool.client.clips if clip is not None]
    assert clips
    assert max(width * scale for (_, scale), clip in zip(pool.client.drawn, pool.client.clips, strict=True)
               if clip is None for width in (A4.width_pt,)) < 2000  # fmt: skip
    asked = len(pool.client.drawn)
    view.moved.emit()
    scene.ask()
    qtbot.wait(50)
    assert len(pool.client.drawn) <= asked + 12, "nothing is drawn over and over"


def test_the_cache_keeps_what_was_shown_last() -> None:
    cache = TileCache(3 * 400)
    tiles = [whole_tile(page, 1.0, Ink()) for page in range(4)]
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    for tile in tiles[:3]:
        cache.put(tile, image)
    assert cache.image(tiles[0]) is not None
    cache.put(tiles[3], image)
    assert [tile in cache for tile in tiles] == [True, False, True, True]
    assert cache.size_bytes == 1200
    assert cache.stand_in(1) is None
    finer = whole_tile(2, 2.0, Ink("#000000", "#FFFFFF"))
    part = Tile(2, 4.0, Ink(), Clip(left=0, top=0, width=1, height=1))
    cache.put(finer, image)
    cache.put(part, image)
    found = cache.stand_in(2)
    assert found is not None
    assert found[0] == finer, "the sharpest whole one"


# -- what goes wrong


class BrokenClient(FakeClient):
    """Can't draw page 1."""

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        if page == 1:
            raise DamagedFile("page")
        return super().render(page, scale, clip, dark=dark)


def test_a_broken_page_leaves_the_others(qtbot: QtBot, library: FakeLibrary) -> None:
    pool = FakePool()
    pool.client = BrokenClient()
    page = open_fixed(qtbot, library, added(library, "pdf"), pool)
    page.fixed_view.go_to(Locator(1))
    page.fixed_view.go_to(Locator(2))
    qtbot.waitUntil(lambda: 2 in {number for number, _ in pool.client.drawn})
    assert not pool.client.closed


def test_nothing_of_a_document_stays_when_it_is_left(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_lined(qtbot, library)
    renderer = page.fixed_view.scene.renderer
    assert renderer is not None
    assert renderer.stand_in(0) is not None
    page.close_document()
    assert renderer.stand_in(0) is None
    assert renderer.text(0) is None


# -- night


def test_pages_are_dark_at_night_unless_it_is_wished_otherwise(qtbot: QtBot, library: FakeLibrary) -> None:
    pool = FakePool()
    page = open_fixed(qtbot, library, added(library, "pdf"), pool)
    assert pool.client.dark == [False] * len(pool.client.dark)
    page.set_theme(load_theme("night"))
    qtbot.waitUntil(lambda: pool.client.dark[-1])
    page.act("night_pages")
    assert page.fixed_view.night is NightPages.DIMMED
    assert not page.fixed_view.scene.ink.dark
    page.act("night_pages")
    assert page.fixed_view.scene.ink == Ink()
    qtbot.waitUntil(lambda: library.setting("reading.night_pages") == "plain")


def test_pictures_are_never_turned_into_negatives(qtbot: QtBot, library: FakeLibrary) -> None:
    pool = FakePool()
    page = open_fixed(qtbot, library, added(library, "comic"), pool)
    page.set_theme(load_theme("night"))
    for _ in range(4):
        page.act("night_pages")
        assert not page.fixed_view.scene.ink.dark
    assert not any(pool.client.dark)


def test_what_was_kept_and_is_no_sense_counts_as_nothing() -> None:
    wish = FixedPreferences(arrangement=Arrangement.SINGLE, turned=270, cover_alone=False)
    assert decoded(encoded(wish)) == wish
    for kept in (None, "", "{", '{"turned": 45}', '{"arrangement": "heap"}'):
        assert decoded(kept) == FixedPreferences()
    assert night_pages("plain") is NightPages.PLAIN
    assert night_pages("purple") is NightPages.INVERTED


# -- small pages


def test_only_the_small_pages_in_view_are_drawn(qtbot: QtBot, library: FakeLibrary) -> None:
    pool = FakePool()
    sizes = 3000
    page = open_fixed(qtbot, library, added(library, "image", sizes), pool)
    page.act("pages")
    small = page.feature(Thumbnails).list
    qtbot.waitUntil(lambda: small.image(0) is not None)
    qtbot.waitUntil(lambda: small.image(5) is not None)
    assert len({number for number, _ in pool.client.drawn}) < 40
    page.fixed_view.go_to(Locator(2000))
    qtbot.waitUntil(lambda: small.image(2000) is not None)
    assert small.current == 2000
    assert len({number for number, _ in pool.client.drawn}) < 80
    assert not small.visualRect(small.model().index(2000, 0)).isEmpty()
    page.act("pages")
    assert page.side.shown == ""


def test_small_pages_begin_at_the_page_being_read(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "image", 3000), FakePool())
    page.fixed_view.go_to(Locator(2000))
    page.act("pages")
    small = page.feature(Thumbnails).list
    here = small.visualRect(small.model().index(2000, 0))
    assert small.viewport().rect().intersects(here)
    assert small.currentIndex().row() == 2000


def test_small_pages_have_their_labels_and_lead_to_their_pages(qtbot: QtBot, library: FakeLibrary) -> None:
    document = added(library, "pdf", 9, PageSize(width_pt=595, height_pt=842, label="iv"))
    page = open_fixed(qtbot, library, document, FakePool())
    page.act("pages")
    small = page.feature(Thumbnails).list
    index = small.model().index(3, 0)
    assert index.data() == "iv"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Page iv (4 of 9)"
    assert page.footer.chapter == "Page iv (1 of 9)"
    QTest.keyClick(small, Qt.Key.Key_Right)
    QTest.keyClick(small, Qt.Key.Key_Right)
    QTest.keyClick(small, Qt.Key.Key_Return)
    assert page.fixed_view.page == 2
    page.act("back")
    assert page.fixed_view.page == 0


def test_small_pages_run_as_the_document_does(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "comic", direction=Direction.RTL), FakePool())
    page.act("pages")
    small: ThumbnailList = page.feature(Thumbnails).list
    first, second = (small.visualRect(small.model().index(number, 0)) for number in (0, 1))
    assert first.left() > second.left()
    assert first.top() == second.top()


# -- the caret and the mouse


def test_the_caret_goes_by_letters_words_and_lines_and_over_pages(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_lined(qtbot, library)
    view = page.fixed_view
    page.act("caret")
    keys = Qt.Key
    seen = []
    ctrl, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    pressed = ((keys.Key_Right, none), (keys.Key_Right, ctrl), (keys.Key_Down, none), (keys.Key_End, none),
               (keys.Key_Down, none), (keys.Key_Home, none), (keys.Key_Up, none), (keys.Key_Left, ctrl))  # fmt: skip
    for key, with_key in pressed:
        QTest.keyClick(view, key, with_key)
        assert view.selection.caret is not None
        seen.append(view.selection.caret.offset)
    assert seen == [1, 4, 18, 23, 33, 24, 14, 8]
    shown_text(qtbot, view, 1)
    for _ in range(3):
        QTest.keyClick(view, keys.Key_Down)
    assert view.selection.caret == Locator(1, 0)
    QTest.keyClick(view, keys.Key_Left)
    assert view.selection.caret == Locator(0, 44)


def test_text_is_selected_by_keys_and_copied(qtbot: QtBot, library: FakeLibrary) -> None:
    view = open_lined(qtbot, library).fixed_view
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection.span == (Locator(0, 0), Locator(0, 3))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection.span == (Locator(0, 0), Locator(0, 17))


def test_two_clicks_take_a_word_and_three_a_line(qtbot: QtBot, library: FakeLibrary) -> None:
    view = open_lined(qtbot, library).fixed_view
    left, port = Qt.MouseButton.LeftButton, view.viewport()
    point = point_on(view, 0, 100 + 62, 127)
    QTest.mouseClick(port, left, pos=point)
    QTest.mouseDClick(port, left, pos=point)
    assert view.selection.span == (Locator(0, 19), Locator(0, 23))
    QTest.mousePress(port, left, pos=point)
    assert view.selection.span == (Locator(0, 14), Locator(0, 23))
    QTest.mouseRelease(port, left, pos=point)
    assert view.selection.span == (Locator(0, 14), Locator(0, 23)), "letting go changes nothing"


@pytest.mark.parametrize("turned", [1, 2, 3])
def test_clicks_find_their_letters_on_turned_pages(qtbot: QtBot, library: FakeLibrary, turned: int) -> None:
    page = open_lined(qtbot, library)
    view = page.fixed_view
    view.fit(ZoomMode.FIT_PAGE)
    for _ in range(turned):
        page.act("rotate")
    shown_text(qtbot, view, 0)
    point: QPoint = view.scene.transform(0).map(QPointF(100 + 52, 127)).toPoint()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.selection.span == (Locator(0, 19), Locator(0, 23))
    assert view.scene.caret_rect(Locator(0, 19)).isNull() is False


def test_reading_begins_where_the_view_does(qtbot: QtBot, library: FakeLibrary) -> None:
    view = open_lined(qtbot, library).fixed_view
    assert view.place() == Locator(0)
    scale = view.scene.layout.scale_of(0)
    view.verticalScrollBar().setValue(round(view.scene.layout.rect(0).top() + 117 * scale))
    assert view.place() == Locator(0, 14), "the second line is the first in view"
    assert view.in_view()[0] == Locator(0)


# -- screen readers


def test_a_screen_reader_reads_the_page_and_moves_in_it(qtbot: QtBot, library: FakeLibrary) -> None:
    view = open_lined(qtbot, library).fixed_view
    found = QAccessible.queryAccessibleInterface(view)
    assert found.text(QAccessible.Text.Name) == f"Page 1 of {COUNT}"
    text = found.textInterface()
    assert text.text(0, 13) == "one two three"
    assert text.characterCount() == len("\n".join(LINES)) + 1
    text.setCursorPosition(14)
    assert view.selection.caret == Locator(0, 14)
    assert text.cursorPosition() == 14
    text.setSelection(0, 4, 7)
    assert view.selection.span == (Locator(0, 4), Locator(0, 7))
    rect = text.characterRect(4)
    assert not rect.isEmpty()
    assert text.offsetAtPoint(rect.center() - QPoint(rect.width() // 4, 0)) == 4
