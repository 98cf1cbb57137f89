"""The library page: parts, search, keys, dropping, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from reader.store.rows import DocumentRow
from reader.text.model import Locator
from tests.ui.library.fakes import FakeLibrary, FakeSearch, document
from ui.jobs import Jobs
from ui.library.document_model import ROW_ROLE
from ui.library.library_page import LibraryPage
from ui.library.rows import Order, Part
from ui.theme import load_theme

DOCUMENTS = (document(1, "세계 인권 선언"), document(2, "Frankenstein", opened=9, progress=0.5), document(3, "Apple"))


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary(*DOCUMENTS)


@pytest.fixture
def search() -> FakeSearch:
    return FakeSearch()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def page(library: FakeLibrary, search: FakeSearch, jobs: Jobs, qtbot: QtBot) -> Iterator[LibraryPage]:
    yield open_page(library, search, jobs, qtbot)
    search.cancel()


def open_page(library: FakeLibrary, search: FakeSearch, jobs: Jobs, qtbot: QtBot) -> LibraryPage:
    made = LibraryPage(library, search, jobs, load_theme("paper"))
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: len(titles(made)) == len(library.rows))
    return made


def titles(page: LibraryPage) -> list[str]:
    model = page.list_area.view.model()
    return [model.index(row, 0).data(ROW_ROLE).document.title for row in range(model.rowCount())]


def current(page: LibraryPage) -> int:
    return int(page.list_area.view.currentIndex().data(ROW_ROLE).document.id)


def shown_ids(page: LibraryPage) -> list[int]:
    model = page.list_area.view.model()
    return [model.index(number, 0).data(ROW_ROLE).document.id for number in range(model.rowCount())]


def search_box(page: LibraryPage) -> QLineEdit:
    found = page.toolbar.findChild(QLineEdit)
    assert found is not None
    return found


def test_parts_show_their_documents(page: LibraryPage) -> None:
    assert titles(page) == ["Frankenstein", "Apple", "세계 인권 선언"]  # opened last, then added last
    page.sidebar.part_changed.emit(Part.READING)
    assert titles(page) == ["Frankenstein"]
    page.sidebar.part_changed.emit(Part.FINISHED)
    assert titles(page) == []


def test_at_the_opening_return_leads_back_to_what_was_read_last(
    library: FakeLibrary, search: FakeSearch, jobs: Jobs, qtbot: QtBot
) -> None:
    """Below the first screenful too: files that came in since stand above it."""
    library.rows += [document(number, f"new {number}") for number in range(10, 60)]
    page = open_page(library, search, jobs, qtbot)
    view = page.list_area.view
    assert titles(page)[0] != "Frankenstein"
    assert current(page) == 2
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    qtbot.waitUntil(view.hasFocus)
    with qtbot.waitSignal(page.document_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [2, None, ""]


def test_only_at_the_opening(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(2, 0))
    library.rows.append(document(9, "read elsewhere", opened=99))
    page.refresh()
    qtbot.waitUntil(lambda: len(titles(page)) == len(library.rows))
    assert current(page) == 1


def test_another_order_keeps_the_selection(page: LibraryPage, qtbot: QtBot) -> None:
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(2, 0))
    page.toolbar.order_changed.emit(Order.TITLE)
    qtbot.waitUntil(lambda: titles(page) == ["Apple", "Frankenstein", "세계 인권 선언"])
    assert page.list_area.view.currentIndex().data(ROW_ROLE).document.id == 1


def test_typing_searches_once_it_pauses_and_opens_at_the_hit(
    page: LibraryPage, search: FakeSearch, qtbot: QtBot
) -> None:
    for text in ("진", "진실"):
        search_box(page).setText(text)
    qtbot.waitUntil(lambda: titles(page) == ["세계 인권 선언"])
    assert search.asked == ["진실"]
    page.list_area.focus_list()
    with qtbot.waitSignal(page.document_requested) as requested:
        QTest.keyClick(page.list_area.view, Qt.Key.Key_Return)
    assert requested.args == [1, Locator(0, 7), "진실"]


def test_return_in_the_search_box_opens_the_first_hit_as_soon_as_it_is_found(
    page: LibraryPage, search: FakeSearch, qtbot: QtBot
) -> None:
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(2, 0))
    search_box(page).setText("진실")
    with qtbot.waitSignal(page.document_requested) as requested:
        QTest.keyClick(search_box(page), Qt.Key.Key_Return)  # typing has not even paused
    assert requested.args == [1, Locator(0, 7), "진실"]
    with qtbot.waitSignal(page.document_requested):
        QTest.keyClick(search_box(page), Qt.Key.Key_Return)  # and once it is found, at once
    assert len(search.asked) == 1


def test_down_in_the_search_box_leads_to_the_list(page: LibraryPage, qtbot: QtBot) -> None:
    page.toolbar.focus_search()
    search_box(page).setText("진실")
    qtbot.waitUntil(lambda: len(titles(page)) == 1)
    QTest.keyClick(search_box(page), Qt.Key.Key_Down)
    assert page.focusWidget() is page.list_area.view
    with qtbot.waitSignal(page.document_requested) as requested:
        QTest.keyClick(page.list_area.view, Qt.Key.Key_Return)
    assert requested.args == [1, Locator(0, 7), "진실"]


def test_a_question_mark_shows_the_keys_but_is_typed_into_the_search(page: LibraryPage, qtbot: QtBot) -> None:
    page.list_area.focus_list()
    qtbot.waitUntil(page.list_area.view.hasFocus)
    with qtbot.waitSignal(page.help_requested):
        QTest.keyClicks(page.list_area.view, "?")
    page.toolbar.focus_search()
    with qtbot.assertNotEmitted(page.help_requested):
        QTest.keyClicks(search_box(page), "who?")
    assert search_box(page).text() == "who?"


def test_return_without_a_question_opens_nothing(page: LibraryPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.document_requested):
        QTest.keyClick(search_box(page), Qt.Key.Key_Return)


@pytest.mark.parametrize("query", ["진실 권리", '"진실"', "진실 OR 거짓"])
def test_what_is_marked_is_what_stands_in_the_text(page: LibraryPage, query: str, qtbot: QtBot) -> None:
    search_box(page).setText(query)
    with qtbot.waitSignal(page.document_requested) as requested:
        QTest.keyClick(search_box(page), Qt.Key.Key_Return)
    assert requested.args == [1, Locator(0, 7), "진실"]


def test_a_new_question_begins_at_its_first_hit(page: LibraryPage, search: FakeSearch, qtbot: QtBot) -> None:
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(0, 0))
    search_box(page).setText("both")
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    assert current(page) == 1
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(1, 0))
    with qtbot.waitSignal(page.listed):
        page.refresh()
    qtbot.waitUntil(lambda: search.asked == ["both", "both"])
    assert current(page) == 2  # the same question again leaves one where one is


def test_a_later_question_stops_the_earlier(page: LibraryPage, search: FakeSearch, qtbot: QtBot) -> None:
    search_box(page).setText("slow")
    qtbot.waitUntil(lambda: search.asked == ["slow"])
    search_box(page).setText("진실")
    assert search.cancelled.is_set()
    qtbot.waitUntil(lambda: titles(page) == ["세계 인권 선언"])


def test_escape_in_the_list_leaves_the_search(page: LibraryPage, qtbot: QtBot) -> None:
    search_box(page).setText("진실")
    qtbot.waitUntil(lambda: len(titles(page)) == 1)
    QTest.keyClick(page.list_area.view, Qt.Key.Key_Escape)
    assert len(titles(page)) == len(DOCUMENTS)


def test_escape_leaves_a_search_that_found_nothing(page: LibraryPage, qtbot: QtBot) -> None:
    page.toolbar.focus_search()
    search_box(page).setText("nothing")
    qtbot.waitUntil(lambda: titles(page) == [])
    QTest.keyClick(search_box(page), Qt.Key.Key_Down)
    focus = page.focusWidget()
    assert focus is search_box(page)  # there is no list to go to
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert len(titles(page)) == len(DOCUMENTS)
    assert page.focusWidget() is page.list_area.view


def test_nothing_found_is_said(page: LibraryPage, qtbot: QtBot) -> None:
    search_box(page).setText("nothing")
    qtbot.waitUntil(lambda: any(label.text() == "Nothing found." for label in page.findChildren(QLabel)))


def test_an_empty_library_greets(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    library.rows.clear()
    page.refresh()
    greeting = "Your library is empty, and ready."
    qtbot.waitUntil(lambda: any(label.text() == greeting for label in page.findChildren(QLabel)))


def test_what_arrives_goes_above_a_row_that_nobody_chose(search: FakeSearch, jobs: Jobs, qtbot: QtBot) -> None:
    library = FakeLibrary(document(1, "one"), document(2, "another"))  # nobody has read anything yet
    page = open_page(library, search, jobs, qtbot)
    library.rows.append(document(10, "just in"))
    with qtbot.waitSignal(page.listed):
        page.refresh()
    assert current(page) == 10  # the first, as before
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(1, 0))
    chosen = current(page)
    library.rows.append(document(11, "later still"))
    with qtbot.waitSignal(page.listed):
        page.refresh()
    assert current(page) == chosen


def bring_in(page: LibraryPage, library: FakeLibrary, qtbot: QtBot, *documents: DocumentRow) -> None:
    library.rows += documents
    with qtbot.waitSignal(page.listed):
        page.end_import([each.id for each in documents])


def test_after_an_import_the_first_new_document_is_selected(
    page: LibraryPage, library: FakeLibrary, qtbot: QtBot
) -> None:
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(2, 0))
    page.begin_import()
    bring_in(page, library, qtbot, document(10, "just in"), document(11, "and this"))
    assert current(page) == next(row for row in shown_ids(page) if row in (10, 11))
    assert any(label.text().startswith("2 ") and label.isVisible() for label in page.strip.findChildren(QLabel))
    assert not any(each.isVisible() for each in page.strip.findChildren(QPushButton))


def test_whoever_moved_during_an_import_stays_there(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    page.begin_import()
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(2, 0))
    chosen = current(page)
    bring_in(page, library, qtbot, document(10, "just in"))
    assert current(page) == chosen


def test_an_import_during_a_search_changes_no_selection(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    page.begin_import()
    search_box(page).setText("nothing of the new")
    bring_in(page, library, qtbot, document(10, "just in"))
    assert page.list_area.chosen_document() != 10


def test_the_next_import_shows_its_bar_again(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    page.begin_import()
    bring_in(page, library, qtbot, document(10, "just in"))
    page.begin_import()
    assert all(each.isVisible() for each in page.strip.findChildren(QPushButton))


def return_key(kind: QEvent.Type, at_ms: int, *, repeated: bool = False) -> QKeyEvent:
    made = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeated)
    made.setTimestamp(at_ms)
    return made


def test_return_still_held_from_the_prompt_opens_nothing(page: LibraryPage, qtbot: QtBot) -> None:
    view, press, release = page.list_area.view, QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    with qtbot.assertNotEmitted(page.document_requested):
        QApplication.sendEvent(view, return_key(press, 40, repeated=True))
        for at_ms in (80, 120):  # as X11 repeats a key
            QApplication.sendEvent(view, return_key(release, at_ms))
            QApplication.sendEvent(view, return_key(press, at_ms))
    QApplication.sendEvent(view, return_key(release, 150))
    with qtbot.waitSignal(page.document_requested):
        QApplication.sendEvent(view, return_key(press, 300))


def test_delete_asks_for_all_that_is_selected(page: LibraryPage, qtbot: QtBot) -> None:
    page.list_area.view.selectAll()
    with qtbot.waitSignal(page.remove_requested) as requested:
        QTest.keyClick(page.list_area.view, Qt.Key.Key_Delete)
    assert requested.args is not None
    assert {each.id for each in requested.args[0]} == {1, 2, 3}


def test_dropped_files_are_copied_in(page: LibraryPage, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/book.epub"), QUrl("https://example.org/page.html")])
    event = drop(data, Qt.DropAction.MoveAction | Qt.DropAction.CopyAction)
    with qtbot.waitSignal(page.import_requested) as requested:
        page.list_area.dropEvent(event)
    assert requested.args == [["/a/book.epub"]]
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction


def test_an_offer_to_move_only_is_not_accepted(page: LibraryPage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/book.epub")])
    event = drop(data, Qt.DropAction.MoveAction)
    page.list_area.dropEvent(event)
    assert not event.isAccepted()


def drop(data: QMimeData, offered: Qt.DropAction) -> QDropEvent:
    return QDropEvent(QPointF(9, 9), offered, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def test_a_row_is_spoken_whole(page: LibraryPage) -> None:
    spoken = page.list_area.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Frankenstein, Author, 한국어 · HTML, 50 % read, ")


def test_the_sidebar_gives_way_in_a_narrow_window(page: LibraryPage) -> None:
    wide = page.sidebar.width()
    page.resize(680, 400)
    assert page.sidebar.width() < wide
    page.resize(1000, 600)
    assert page.sidebar.width() == wide
