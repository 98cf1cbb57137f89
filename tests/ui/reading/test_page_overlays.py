"""While one reads, what is not text goes away; near an edge it comes back, and the text never moves for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.text.model import Locator
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page
from ui.reading.reading_page import ReadingPage

LONG = [paragraph(f"Paragraph {number}. " + "Words that fill a line or two. " * 12) for number in range(60)]


@pytest.fixture
def page(qtbot: QtBot) -> ReadingPage:
    library = FakeLibrary()
    return open_page(qtbot, library, library.add([LONG]), Locator(0, 3000))


def point_at(page: ReadingPage, y: int) -> None:
    viewport = page.page_view.viewport()
    viewport.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    at, none = QPointF(viewport.width() / 2, y), Qt.MouseButton.NoButton
    QApplication.sendEvent(
        viewport,
        QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier),
    )


def pointer(page: ReadingPage) -> Qt.CursorShape:
    return page.page_view.viewport().cursor().shape()


def test_the_tools_come_near_the_top_edge_and_go_at_a_reading_key(page: ReadingPage) -> None:
    point_at(page, 10)
    assert page.tools.isVisible()
    QTest.keyClick(page.page_view, Qt.Key.Key_Space)
    assert not page.tools.isVisible()


def test_tools_that_were_asked_for_stay_while_one_reads(page: ReadingPage) -> None:
    page.act("tools")
    QTest.keyClick(page.page_view, Qt.Key.Key_Space)
    assert page.tools.isVisible()


def test_a_pointer_that_rests_goes_away_and_comes_back_when_it_moves(qtbot: QtBot, page: ReadingPage) -> None:
    page._overlays._rest.setInterval(1)
    point_at(page, 300)
    assert pointer(page) != Qt.CursorShape.BlankCursor
    qtbot.waitUntil(lambda: pointer(page) == Qt.CursorShape.BlankCursor)
    point_at(page, 302)
    assert pointer(page) != Qt.CursorShape.BlankCursor
    QTest.keyClick(page.page_view, Qt.Key.Key_PageDown)
    assert pointer(page) == Qt.CursorShape.BlankCursor


def test_in_full_screen_the_footer_comes_over_the_text_and_only_near_it(qtbot: QtBot, page: ReadingPage) -> None:
    page.showFullScreen()
    assert page.footer.isHidden()
    qtbot.waitUntil(lambda: page.page_view.height() == page.height())
    place = page.page_view.place()
    point_at(page, page.height() - 10)
    assert page.footer.isVisible()
    assert page.footer.geometry().bottom() == page.height() - 1
    assert page.page_view.height() == page.height(), "the text does not move for it"
    point_at(page, 200)
    assert page.footer.isHidden()
    assert page.page_view.place() == place
    page.showNormal()
    qtbot.waitUntil(page.footer.isVisible)
    qtbot.waitUntil(lambda: page.page_view.height() <= page.height() - page.footer.height())


def test_behind_the_shade_the_footer_tells_no_chapter(page: ReadingPage) -> None:
    page.act("shade")
    assert page.footer.isHidden()
    page.act("shade")
    assert page.footer.isVisible()


def test_two_reasons_against_the_footer(qtbot: QtBot, page: ReadingPage) -> None:
    page.showFullScreen()
    page.act("shade")
    page.act("shade")
    assert page.footer.isHidden()
    page.showNormal()
    qtbot.waitUntil(page.footer.isVisible)
