"""The page says that something was simplified, leads to the information, and opens with the document's own password."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.store.writer import Wish
from reader.text.model import FixedPages, Metadata, PageSize, Simplified
from tests.ui.reading.fake_library import FakeLibrary, section_of
from tests.ui.reading.pages import make_page, open_page
from tests.ui.reading.test_fixed_view import FakePool


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def write(library: FakeLibrary, *losses: str) -> int:
    writer = library.new_document("html", sha256=bytes(32))
    writer.add(Metadata(title="A saved page"))
    writer.add(section_of(0, "words " * 200))
    for loss in losses:
        writer.add(Simplified(what=loss))
    return writer.finish()


def test_a_simplified_document_says_so_and_a_click_tells_more(qtbot: QtBot, library: FakeLibrary) -> None:
    document = write(library, "ruby")
    page = open_page(qtbot, library, document)
    assert page.footer.simplified.isVisible()
    with qtbot.waitSignal(page.information_requested) as asked:
        page.footer.simplified.click()
    assert asked.args == [document]


def test_the_line_is_there_for_no_other_document(qtbot: QtBot, library: FakeLibrary) -> None:
    first, second = write(library, "ruby"), write(library)
    page = open_page(qtbot, library, first)
    page.open_document(second)
    qtbot.waitUntil(lambda: page.session is not None and page.session.opened.row.id == second)
    assert not page.footer.simplified.isVisible()
    page.close_document()
    page.open_document(first)
    qtbot.waitUntil(page.footer.simplified.isVisible)


def test_the_key_leads_to_the_information(qtbot: QtBot, library: FakeLibrary) -> None:
    document = write(library)
    page = open_page(qtbot, library, document)
    page.activateWindow()
    page.page_view.setFocus()
    with qtbot.waitSignal(page.information_requested) as asked:
        QTest.keyClick(page.page_view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [document]


def test_without_a_document_there_is_nothing_to_tell(qtbot: QtBot, library: FakeLibrary) -> None:
    page = make_page(qtbot, library)
    with qtbot.assertNotEmitted(page.information_requested):
        page.act("information")


@pytest.mark.parametrize("password", ["", "sesame"])
def test_fixed_pages_open_with_the_password_that_is_kept(qtbot: QtBot, library: FakeLibrary, password: str) -> None:
    writer = library.new_document("pdf", sha256=bytes(32), wish=Wish(password=password))
    writer.add(Metadata(title="Pages"))
    writer.add(section_of(0, "0123456789"))
    writer.add(FixedPages(pages=(PageSize(width_pt=595, height_pt=842),)))
    writer.add_chunk(b"the original")
    document, pool = writer.finish(), FakePool()
    page = make_page(qtbot, library, pool)
    page.open_document(document)
    qtbot.waitUntil(lambda: bool(pool.client.drawn))
    assert (pool.received, pool.password) == (b"the original", password)


def test_a_long_title_is_shortened_and_not_cut(qtbot: QtBot, library: FakeLibrary) -> None:
    writer = library.new_document("html", sha256=bytes(32))
    writer.add(Metadata(title="A title that is far too long for the bar " * 5))
    writer.add(section_of(0, "words"))
    page = open_page(qtbot, library, writer.finish())
    page.act("tools")
    title = next(each for each in page.tools.findChildren(QWidget) if each.accessibleName().startswith("A title"))
    qtbot.waitUntil(lambda: title.text().endswith("…"))  # type: ignore[attr-defined]
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()  # type: ignore[attr-defined]
