"""Flowing text page by page: what is on a page, how pages are turned, what stays when all around it changes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.reading.kept import encoded
from reader.reading.preferences import PREFERENCES_SETTING, PageMode, ReadingPreferences
from reader.text.model import Direction, Locator
from reader.text.pieces import Block, Run, Tag
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page, wait_until_laid_out
from ui.reading.accessible_page import PageNarrator
from ui.reading.finding import Finding
from ui.reading.layers import Layer, Span, Tint
from ui.reading.page_box import page_height_px, page_top_px
from ui.reading.page_view import PageView
from ui.reading.read_aloud import ReadAloud
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting

BOTH = [PageMode.PAGED, PageMode.TWO_COLUMNS]
WORDS = "Words that fill a line or two of the column. " * 6
LONG = [
    paragraph(f"Heading {number}", tag="h2") if number % 9 == 0 else paragraph(f"Paragraph {number}. {WORDS}")
    for number in range(300)
]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def long_document(library: FakeLibrary) -> int:
    return library.add([LONG, [paragraph("Second section."), *LONG[:30]], [paragraph("Third.")]], language="en")


def opened(
    qtbot: QtBot, library: FakeLibrary, document: int, mode: PageMode, at: Locator | None = None
) -> tuple[ReadingPage, PageView]:
    """A document shown in `mode`, in a window that is wide enough for it."""
    library.set_setting(PREFERENCES_SETTING, encoded(ReadingPreferences(mode=mode)))
    page = open_page(qtbot, library, document, at)
    page.resize(1300, 700)
    wait_until_laid_out(qtbot, page)
    assert page.page_view.mode is mode
    return page, page.page_view


def settle(qtbot: QtBot, page: ReadingPage) -> None:
    wait_until_laid_out(qtbot, page)


def turn(qtbot: QtBot, page: ReadingPage, by: int) -> None:
    page.page_view.turn(by)
    wait_until_laid_out(qtbot, page)


def line_bands(view: PageView, index: int) -> list[tuple[float, float]]:
    """Top and bottom of every line of a piece, in its own layout."""
    document = view.flow.row.document(index)
    assert document is not None
    found, block = [], document.begin()
    while block.isValid():
        top = document.documentLayout().blockBoundingRect(block).top()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            found.append((top + line.y(), top + line.y() + line.height()))
        block = block.next()
    return found


def assert_all_lines_are_whole(view: PageView) -> None:
    """Every slice lies within the page's box, and none of its edges goes through a line."""
    page_top = page_top_px(view.viewport().height())
    foot = page_top + page_height_px(view.viewport().height())
    assert view.flow.slices()
    for part in view.flow.slices():
        assert page_top <= part.top < part.bottom <= foot
        edges = {part.top - part.origin_y, part.bottom - part.origin_y} - {0}
        for top, bottom in line_bands(view, part.index):  # lines of large letters stand a little over others
            assert not any(top + 3 < edge < bottom - 3 for edge in edges)


@pytest.mark.parametrize("mode", BOTH)
def test_no_line_is_cut_through_and_all_fits(
    qtbot: QtBot, library: FakeLibrary, long_document: int, mode: PageMode
) -> None:
    page, view = opened(qtbot, library, long_document, mode)
    for _ in range(12):
        assert_all_lines_are_whole(view)
        turn(qtbot, page, 1)


@pytest.mark.parametrize("mode", BOTH)
def test_turning_shows_every_word_once(qtbot: QtBot, library: FakeLibrary, long_document: int, mode: PageMode) -> None:
    page, view = opened(qtbot, library, long_document, mode)
    shown = [view.in_view()]
    while not view.at_end:
        turn(qtbot, page, 1)
        shown.append(view.in_view())
    assert shown[0][0] == Locator(0, 0)
    for (_, end), (start, _) in pairwise(shown):
        same = start == end or (start.section == end.section + 1 and start.offset == 0)
        assert same, (end, start)
    back = [view.in_view()]
    while view.place() > Locator(0, 0):
        turn(qtbot, page, -1)
        back.append(view.in_view())
    assert back[::-1] == shown


def test_sections_begin_a_page(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page, view = opened(qtbot, library, long_document, PageMode.PAGED, Locator(1, 0))
    assert view.place() == Locator(1, 0)
    turn(qtbot, page, -1)
    assert view.in_view()[1] == Locator(0, len(library.section_text(long_document, 0)))
    assert view.place() < view.in_view()[1]
    turn(qtbot, page, 1)
    assert view.place() == Locator(1, 0)


@pytest.mark.parametrize("mode", BOTH)
def test_a_heading_stands_with_its_text(qtbot: QtBot, library: FakeLibrary, long_document: int, mode: PageMode) -> None:
    page, view = opened(qtbot, library, long_document, mode)
    text = library.section_text(long_document, 0)
    assert view.flow.paged is not None
    while not view.at_end:
        for shown in view.flow.paged.shown:
            end = view.flow.paged.end_of(shown)
            if end.section == 0:
                assert not text[: end.offset].rstrip("\n").rpartition("\n")[2].startswith("Heading")
        turn(qtbot, page, 1)


def test_two_pages_stand_beside_each_other(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    _page, view = opened(qtbot, library, long_document, PageMode.TWO_COLUMNS)
    lefts = sorted({part.left for part in view.flow.slices()})
    assert len(lefts) == 2
    assert lefts[0] + view.flow.row.look.column_px < lefts[1]
    assert lefts[1] + view.flow.row.look.column_px <= view.viewport().width()


def test_a_narrow_window_has_one_column(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page, view = opened(qtbot, library, long_document, PageMode.TWO_COLUMNS)
    page.resize(700, 700)
    settle(qtbot, page)
    modes = [view.mode]
    page.resize(1300, 700)
    settle(qtbot, page)
    assert [*modes, view.mode] == [PageMode.PAGED, PageMode.TWO_COLUMNS]


def test_the_key_goes_through_the_modes_and_is_remembered(
    qtbot: QtBot, library: FakeLibrary, long_document: int
) -> None:
    page = open_page(qtbot, library, long_document, Locator(0, 9_000))
    page.resize(1300, 700)
    settle(qtbot, page)
    seen = []
    for _ in range(3):
        QTest.keyClick(page.page_view, Qt.Key.Key_P)
        settle(qtbot, page)
        seen.append(page.page_view.mode)
        first, last = page.page_view.in_view()
        assert page.page_view.place() == Locator(0, 9_000)
        assert first <= Locator(0, 9_000) <= last
    assert seen == [PageMode.PAGED, PageMode.TWO_COLUMNS, PageMode.SCROLLED]
    QTest.keyClick(page.page_view, Qt.Key.Key_P)
    kept = encoded(ReadingPreferences(mode=PageMode.PAGED))
    qtbot.waitUntil(lambda: library.setting(PREFERENCES_SETTING) == kept)


def test_where_two_pages_do_not_fit_the_key_leaves_them_out(
    qtbot: QtBot, library: FakeLibrary, long_document: int
) -> None:
    page = open_page(qtbot, library, long_document)
    page.resize(700, 600)
    for mode in (PageMode.PAGED, PageMode.SCROLLED):
        page.act("mode")
        assert page.feature(Typesetting).preferences.mode is mode


@pytest.mark.parametrize("mode", BOTH)
def test_what_is_read_stays_in_view(qtbot: QtBot, library: FakeLibrary, long_document: int, mode: PageMode) -> None:
    place = Locator(0, 41_234)
    page, view = opened(qtbot, library, long_document, mode, place)
    for width, height, action in ((800, 500, "larger"), (1100, 900, "theme"), (400, 300, "smaller"), (1300, 700, "")):
        page.resize(width, height)
        if action:
            page.act(action)
        settle(qtbot, page)
        first, last = view.in_view()
        assert first <= place <= last
    assert view.place() == place


def key_turns(page: ReadingPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> int:
    before = page.page_view.place()
    QTest.keyClick(page.page_view, key, modifier)
    after = page.page_view.place()
    return (after > before) - (after < before)


def arabic(library: FakeLibrary) -> int:
    blocks = [paragraph("يولد جميع الناس أحراراً ومتساوين في الكرامة والحقوق. " * 9, direction="rtl")] * 60
    return library.add([blocks], language="ar", direction=Direction.RTL)


def test_keys_turn_pages(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page, _view = opened(qtbot, library, long_document, PageMode.PAGED, Locator(0, 20_000))
    key, shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
    for on in (key.Key_Space, key.Key_PageDown, key.Key_Right, key.Key_Down):
        assert key_turns(page, on) == 1
    for back in (key.Key_PageUp, key.Key_Left, key.Key_Up):
        assert key_turns(page, back) == -1
    assert key_turns(page, key.Key_Space, shift) == -1
    QTest.keyClick(page.page_view, key.Key_End)
    settle(qtbot, page)
    assert page.page_view.at_end
    QTest.keyClick(page.page_view, key.Key_Home)
    settle(qtbot, page)
    assert page.page_view.place() == Locator(0, 0)


def test_keys_follow_the_direction_of_reading(qtbot: QtBot, library: FakeLibrary) -> None:
    page, view = opened(qtbot, library, arabic(library), PageMode.TWO_COLUMNS, Locator(0, 9_000))
    assert key_turns(page, Qt.Key.Key_Left) == 1
    assert key_turns(page, Qt.Key.Key_Right) == -1
    first = view.flow.slices()[0]
    assert first.left == max(part.left for part in view.flow.slices())


@pytest.mark.parametrize("rtl", [False, True])
def test_a_click_beside_the_text_turns(qtbot: QtBot, library: FakeLibrary, long_document: int, rtl: bool) -> None:
    document = arabic(library) if rtl else long_document
    page, view = opened(qtbot, library, document, PageMode.PAGED, Locator(0, 9_000))
    edges = {"left": QPoint(20, 300), "right": QPoint(view.viewport().width() - 20, 300)}
    on, back = ("left", "right") if rtl else ("right", "left")
    places = [view.place()]
    for edge in (on, on, back):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=edges[edge])
        settle(qtbot, page)
        places.append(view.place())
    assert places[0] < places[1] < places[2] > places[3]
    assert view.selection.is_empty
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(view.viewport().width() // 2, 300))
    assert view.place() == places[3]


def turn_wheel(page: ReadingPage, turned: int, pixels: int = 0) -> None:
    here = QPointF(200, 200)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    event = QWheelEvent(here, here, QPoint(0, pixels), QPoint(0, turned), *none)
    QGuiApplication.sendEvent(page.page_view.viewport(), event)


def test_the_wheel_turns_by_notches_and_a_touchpad_once_a_stroke(
    qtbot: QtBot, library: FakeLibrary, long_document: int
) -> None:
    page, view = opened(qtbot, library, long_document, PageMode.PAGED)
    places = [view.place()]
    for _ in range(2):
        turn_wheel(page, -120)
        places.append(view.place())
    turn_wheel(page, 120)
    assert places[0] < places[1] < places[2]
    assert view.place() == places[1]
    for _ in range(9):
        turn_wheel(page, -120, -40)
    assert view.place() == places[2]


def test_selecting_finding_and_reading_aloud_work_on_pages(
    qtbot: QtBot, library: FakeLibrary, long_document: int
) -> None:
    page, view = opened(qtbot, library, long_document, PageMode.TWO_COLUMNS)
    assert view.flow.paged is not None
    second = view.flow.paged.start_of(view.flow.paged.shown[1])
    start, end = view.flow.caret_rect(Locator(0, 12)), view.flow.caret_rect(Locator(0, second.offset + 30))
    assert end.left() > start.left() + view.flow.row.look.column_px
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start.center())
    QTest.mouseMove(view.viewport(), end.center())
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end.center())
    assert view.selection.span == (Locator(0, 12), Locator(0, second.offset + 30))
    view.set_layer(Layer.HITS, [Span(Locator(0, 0), Locator(0, 9), Tint.HIT)])
    far = Locator(1, 2_000)
    assert view.flow.caret_rect(far).isEmpty()
    view.reveal(far)
    settle(qtbot, page)
    assert view.viewport().rect().contains(view.flow.caret_rect(far).center())
    here = view.in_view()
    view.reveal(here[0])
    assert view.in_view() == here


def test_the_caret_turns_the_page_that_it_leaves(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page, view = opened(qtbot, library, long_document, PageMode.PAGED)
    page.act("caret")
    last = view.in_view()[1]
    view.put_caret(Locator(0, last.offset - 3))
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
        settle(qtbot, page)
    assert view.selection.caret is not None
    assert view.selection.caret > last
    assert view.in_view()[0] <= view.selection.caret <= view.in_view()[1]


def test_links_are_followed_from_a_page(qtbot: QtBot, library: FakeLibrary) -> None:
    link = Block((Tag("p", ' dir="ltr"'),), (Run("go deep", (Tag("a", ' href="#deep"'),)),))
    document = library.add([[link, *LONG], LONG[:30]], anchors={"deep": Locator(1, 0)})
    page, view = opened(qtbot, library, document, PageMode.TWO_COLUMNS)
    point = view.flow.caret_rect(Locator(0, 0)).center() + QPoint(6, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle(qtbot, page)
    assert view.place() == Locator(1, 0)
    page.act("back")
    settle(qtbot, page)
    assert view.place() == Locator(0, 0)


def test_a_screen_reader_finds_the_letters_on_the_page(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page, view = opened(qtbot, library, long_document, PageMode.PAGED)
    narrator = view.findChild(PageNarrator)
    assert narrator is not None
    text = narrator.window.text
    at = text.index("Paragraph 20.")
    view.put_caret(narrator.window.place_of(at))
    settle(qtbot, page)
    rect = view.flow.caret_rect(narrator.window.place_of(narrator.window.offset_of(view.selection.caret or Locator(0))))
    assert view.viewport().rect().contains(rect.center())


@pytest.mark.parametrize("mode", list(PageMode))
def test_all_pages_are_counted_once_nothing_moves(
    qtbot: QtBot, library: FakeLibrary, long_document: int, mode: PageMode
) -> None:
    page, view = opened(qtbot, library, long_document, mode)
    with qtbot.waitSignal(view.pages_counted, timeout=20_000):
        view.turn(1)
    numbers = view.page_numbers
    assert numbers is not None
    assert numbers.first == {PageMode.SCROLLED: 1, PageMode.PAGED: 2, PageMode.TWO_COLUMNS: 3}[mode]
    if mode is not PageMode.SCROLLED:
        settle(qtbot, page)
        view.go_to(Locator(0, 0))
        turned = 1
        while not view.at_end:
            turn(qtbot, page, 1)
            turned += 1
        last = view.page_numbers
        assert last is not None
        assert last.last == last.count == numbers.count
        assert mode is PageMode.TWO_COLUMNS or turned == numbers.count
    view.go_to_page(numbers.count // 2 * 2 + 1 if mode is PageMode.TWO_COLUMNS else 5)
    settle(qtbot, page)
    there = view.page_numbers
    assert there is not None
    assert mode is PageMode.TWO_COLUMNS or there.first == 5
    with qtbot.waitSignal(view.pages_counted):
        page.act("larger")
    assert view.page_numbers is None


def test_counting_keeps_no_layouts(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([LONG * 6], language="en")
    page, view = opened(qtbot, library, document, PageMode.PAGED)
    qtbot.waitUntil(lambda: view.page_numbers is not None, timeout=20_000)
    row = view.flow.row
    held = [index for index in range(len(row.pages)) if row.document(index) is not None or row.cuts(index) is not None]
    assert len(held) <= 8 < len(row.pages)
    assert page.page_view.place() == Locator(0, 0)


def test_the_first_lines_of_two_columns_are_level(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([[paragraph(WORDS * 40)]], language="en")
    _page, view = opened(qtbot, library, document, PageMode.TWO_COLUMNS)
    assert view.flow.paged is not None
    first, second = (view.flow.caret_rect(view.flow.paged.start_of(shown)) for shown in view.flow.paged.shown)
    assert first.left() < second.left()
    assert abs(first.top() - second.top()) <= 1


def column_pixels(view: PageView, *, beyond: int) -> list[QImage]:
    """The paper of each column without its first `beyond` pixels."""
    shown, look = view.viewport().grab().toImage(), view.flow.row.look
    lefts = sorted({part.left for part in view.flow.slices()})
    return [shown.copy(left + beyond, 0, look.column_px - beyond, shown.height()) for left in lefts]


@pytest.mark.parametrize("mode", BOTH)
def test_colours_in_the_text_cut_no_line_off(
    qtbot: QtBot, library: FakeLibrary, long_document: int, mode: PageMode
) -> None:
    page, view = opened(qtbot, library, long_document, mode)
    text = library.section_text(long_document, 0)
    starts = [found.start() for found in re.finditer("(?m)^.", text)]
    for _ in range(3):
        view.set_layer(Layer.HITS, [])
        bare, plain = column_pixels(view, beyond=0), column_pixels(view, beyond=120)
        view.set_layer(Layer.HITS, [Span(Locator(0, at), Locator(0, at + 2), Tint.HIT) for at in starts])
        assert column_pixels(view, beyond=0) != bare
        assert column_pixels(view, beyond=120) == plain
        turn(qtbot, page, 1)


@pytest.mark.parametrize("mode", BOTH)
def test_what_opens_beside_the_page_cuts_no_line(
    qtbot: QtBot, library: FakeLibrary, long_document: int, mode: PageMode
) -> None:
    page, view = opened(qtbot, library, long_document, mode, Locator(0, 20_000))
    speech = page.feature(ReadAloud).bar
    steps = [
        lambda: page.act("find"),
        speech.show,
        lambda: page.side.toggle("bookmarks"),
        page.feature(Finding).bar.close_bar,
        lambda: page.footer.show_chapter("A notice. " * 30),
        page.side.close_panel,
        speech.hide,
    ]
    heights = set()
    for step in steps:
        step()
        QGuiApplication.processEvents()
        settle(qtbot, page)
        assert_all_lines_are_whole(view)
        assert view.in_view()[0] <= Locator(0, 20_000) < view.in_view()[1]
        heights.add(view.viewport().height())
    assert len(heights) > 2
