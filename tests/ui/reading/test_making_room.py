"""The panel and the text beside each other where there is room for both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting

WORDS = "All human beings are born free and equal in dignity and rights. " * 40


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def column(page: ReadingPage) -> QRect:
    """Where the text stands on the page."""
    view = page.page_view
    left, right = view.flow.text_edges
    corner = view.viewport().mapTo(page, QPoint())
    return QRect(corner.x() + left, 0, right - left, page.height())


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_text_moves_over_in_a_wide_window_and_back(
    qtbot: QtBot, library: FakeLibrary, direction: Qt.LayoutDirection
) -> None:
    page = open_page(qtbot, library, library.add([[paragraph(WORDS)]]))
    page.setLayoutDirection(direction)
    page.resize(1366, 740)
    before, place = column(page), page.page_view.place()
    page.side.show_page("bookmarks")
    beside = column(page)
    assert not beside.intersects(page.side.geometry())
    assert beside.width() == before.width()
    assert page.page_view.place() == place
    page.side.close_panel()
    assert column(page) == before


def test_no_line_is_set_anew_for_it(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[paragraph(WORDS)]]))
    page.resize(900, 740)
    before = column(page)
    page.side.show_page("bookmarks")
    assert column(page) == before
    page.resize(1366, 740)
    assert not column(page).intersects(page.side.geometry())
    page.feature(Typesetting).change(body_px=36)
    assert page.page_view.aside_px == 0
