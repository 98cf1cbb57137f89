"""Whatever happens around the page, and however fast, what is being read stays in view, and nothing raises."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.reading.kept import encoded
from reader.reading.preferences import PREFERENCES_SETTING, PageMode, ReadingPreferences
from reader.text.model import Direction, Locator, Resource
from reader.text.pieces import Block, Run, Tag
from tests.formats.makers import picture as png
from tests.ui.reading.fake_library import FakeLibrary, paragraph, picture
from tests.ui.reading.pages import new_page, wait_until_laid_out
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting

ENGLISH = "Words that fill a line or two of the column. " * 5
KOREAN = "모든 사람은 태어날 때부터 자유롭고 존엄하며 평등하다. " * 6
ARABIC = "يولد جميع الناس أحراراً ومتساوين في الكرامة والحقوق. " * 5
LINES = 70

Change = Callable[[ReadingPage], None]


def row(words: str) -> Block:
    return Block((Tag("table"), Tag("tr"), Tag("td")), (Run(words),))


def sections() -> list[list[Block]]:
    """One long section, one of everything, many short ones."""
    mixed: list[Block] = []
    for number in range(40):
        mixed += [paragraph(f"Heading {number}", tag="h2"), picture("p"), row(KOREAN), paragraph(KOREAN)]
        mixed.append(paragraph(ARABIC, direction="rtl"))
    long = [paragraph(f"{number}. {ENGLISH}") for number in range(400)]
    return [long, mixed, *([paragraph(f"Short {number}.")] for number in range(5)), [paragraph(KOREAN * 30)]]


@pytest.fixture(scope="module")
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture(scope="module", params=[Direction.LTR, Direction.RTL], ids=["ltr", "rtl"])
def document(library: FakeLibrary, request: pytest.FixtureRequest) -> int:
    image = Resource(name="p", media_type="image/png", data=png(size=(500, 400)), width_px=500, height_px=400)
    return library.add(sections(), title=str(request.param), direction=request.param, resources=[image])


def resize(width: int, height: int, page: ReadingPage) -> None:
    page.resize(width, height)


def show_in(mode: PageMode, page: ReadingPage) -> None:
    page.feature(Typesetting).change(mode=mode)


def act(action: str, page: ReadingPage) -> None:
    page.act(action)


def let_go_on(steps: int, page: ReadingPage) -> None:
    QTest.qWait(steps)


def go(place: Locator, page: ReadingPage) -> None:
    page.page_view.go_to(place)


def turn(by: int, page: ReadingPage) -> None:
    page.page_view.turn(by)


around = st.one_of(
    st.builds(partial, st.just(resize), st.integers(120, 1500), st.integers(150, 1000)),
    st.builds(partial, st.just(show_in), st.sampled_from(PageMode)),
    st.builds(partial, st.just(act), st.sampled_from(["larger", "smaller", "natural", "mode"])),
    st.builds(partial, st.just(let_go_on), st.integers(0, 15)),
)
places = st.builds(Locator, st.integers(-1, 9), st.integers(-5, 80_000))
moves = st.one_of(
    st.builds(partial, st.just(go), places),
    st.builds(partial, st.just(turn), st.sampled_from([1, 1, 1, -1, -1, 3, -3])),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mode=st.sampled_from(PageMode),
    rounds=st.lists(st.tuples(moves, st.lists(around, max_size=5)), min_size=1, max_size=6),
)
def test_what_is_read_stays_in_view(
    qtbot: QtBot, library: FakeLibrary, document: int, mode: PageMode, rounds: list[tuple[Change, list[Change]]]
) -> None:
    library.set_setting(PREFERENCES_SETTING, encoded(ReadingPreferences(mode=mode)))
    page = new_page(library)
    try:
        page.open_document(document, Locator(0))
        wait_until_laid_out(qtbot, page)
        view = page.page_view
        for move, changes in rounds:
            move(page)
            wait_until_laid_out(qtbot, page)
            here = view.place()
            for change in changes:
                change(page)
                assert view.place() == here or view.flow.scrolled is not None
            wait_until_laid_out(qtbot, page)
            first, last = view.in_view()
            assert first <= here <= last
    finally:
        page.close_document()
        with qtbot.waitSignal(page.destroyed):
            page.deleteLater()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mode=st.sampled_from(PageMode), changes=st.lists(st.one_of(moves, around), max_size=25), place=places)
def test_nothing_raises_while_nothing_is_waited_for(
    qtbot: QtBot, library: FakeLibrary, document: int, mode: PageMode, changes: list[Change], place: Locator
) -> None:
    library.set_setting(PREFERENCES_SETTING, encoded(ReadingPreferences(mode=mode)))
    page = new_page(library)
    try:
        page.open_document(document, Locator(0))
        for change in changes:
            change(page)
            page.page_view.viewport().repaint()
            page.page_view.in_view()
        qtbot.waitUntil(lambda: page.session is not None)
        page.page_view.go_to(place)
        wait_until_laid_out(qtbot, page)
        here = page.page_view.place()
        first, last = page.page_view.in_view()
        assert first <= here <= last
    finally:
        page.close_document()
        with qtbot.waitSignal(page.destroyed):
            page.deleteLater()
