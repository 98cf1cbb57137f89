"""The map along the edge: what it shows, where a click leads, and when it is not there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.text.model import Locator
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page, wait_until_laid_out
from tests.ui.reading.test_finding import seek
from ui.reading.edge_map import EdgeMap
from ui.reading.edge_strip import EdgeStrip
from ui.reading.layers import Layer, Span, Tint
from ui.reading.reading_page import ReadingPage
from ui.theme import THEME_NAMES, load_theme

FILLER = [paragraph(f"Line {number}. " + "Words without end or aim. " * 10) for number in range(80)]


@pytest.fixture
def page(qtbot: QtBot) -> ReadingPage:
    library = FakeLibrary()
    blocks = [*FILLER, paragraph("a needle"), *FILLER]
    return open_page(qtbot, library, library.add([blocks, blocks]))


def strip_of(page: ReadingPage) -> EdgeStrip:
    return page.feature(EdgeMap).strip


def test_it_shows_hits_and_goes_away_with_them(qtbot: QtBot, page: ReadingPage) -> None:
    strip = strip_of(page)
    assert strip.isHidden()
    seek(qtbot, page, "needle")
    qtbot.waitUntil(strip.isVisible)
    assert len(strip.rows.hits) == 2
    quarter = strip.height() // 4
    assert abs(strip.rows.hits[0] - quarter) < quarter / 10
    page.page_actions.act("library")
    qtbot.waitUntil(strip.isHidden)


def test_a_click_near_a_tick_leads_to_its_hit_and_back_again(qtbot: QtBot, page: ReadingPage) -> None:
    finder = seek(qtbot, page, "needle")
    strip = strip_of(page)
    qtbot.waitUntil(lambda: strip.isVisible() and len(strip.rows.hits) == 2)
    here = page.page_view.place()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, strip.rows.hits[1] + 3))
    wait_until_laid_out(qtbot, page)
    hit = finder.hits[1].start
    first, last = page.page_view.in_view()
    assert first <= hit < last
    page.act("back")
    wait_until_laid_out(qtbot, page)
    assert page.page_view.place() == here


def test_marks_are_shown_in_their_colours_and_bookmarks_beside_them(qtbot: QtBot, page: ReadingPage) -> None:
    strip = strip_of(page)
    spans = [Span(Locator(1, 0), Locator(1, 9000), Tint.BLUE), Span(Locator(0, 10), Locator(0, 20), Tint.PINK)]
    page.page_view.set_layer(Layer.MARKS, spans)
    page.feature(EdgeMap).set_bookmarks([Locator(1, 500)])
    qtbot.waitUntil(lambda: bool(strip.rows.bookmarks and strip.rows.marks))
    assert [mark.colour for mark in strip.rows.marks] == ["blue", "pink"]
    assert strip.rows.marks[0].bottom - strip.rows.marks[0].top > 20
    picture = page.grab(strip.geometry()).toImage()  # nothing lies over it
    blue = picture.pixelColor(3, strip.rows.marks[0].top + 15)
    assert blue.name() == strip._strong("blue").name()


def test_nothing_but_the_text_shows_in_discreet_reading(qtbot: QtBot, page: ReadingPage) -> None:
    seek(qtbot, page, "needle")
    qtbot.waitUntil(strip_of(page).isVisible)
    page.page_actions.set_on("discreet", on=True)
    assert strip_of(page).isHidden()
    page.page_actions.set_on("discreet", on=False)
    assert strip_of(page).isVisible()


def test_nothing_of_a_document_is_left(qtbot: QtBot, page: ReadingPage) -> None:
    page.page_view.set_layer(Layer.MARKS, [Span(Locator(1, 0), Locator(1, 9), Tint.BLUE)])
    qtbot.waitUntil(strip_of(page).isVisible)
    page.close_document()
    assert strip_of(page).isHidden()
    assert strip_of(page).rows.is_empty


def test_ten_thousand_marks_are_drawn_once(qtbot: QtBot, page: ReadingPage) -> None:
    strip = strip_of(page)
    page.page_view.set_layer(
        Layer.MARKS, [Span(Locator(0, n), Locator(0, n + 1), Tint.GREEN) for n in range(0, 20_000, 2)]
    )
    qtbot.waitUntil(lambda: strip.isVisible() and bool(strip.rows.marks))
    assert len(strip.rows.marks) <= strip.height()
    strip.grab()
    picture = strip._picture
    strip.set_place(0.1, 0.2)
    strip.grab()
    assert strip._picture is picture


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_tick_can_be_seen_in_every_theme(qtbot: QtBot, name: str) -> None:
    theme = load_theme(name)
    strip = EdgeStrip(theme)
    qtbot.addWidget(strip)
    paper = QColor(theme.paper)
    for tick in (*(strip._strong(colour) for colour in ("yellow", "green", "blue", "pink")), QColor(theme.ember)):
        channels = (
            (tick.red(), paper.red()),
            (tick.green(), paper.green()),
            (tick.blue(), paper.blue()),
        )
        assert sum(abs(one - other) for one, other in channels) > 90
