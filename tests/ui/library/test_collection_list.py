"""Collections in the sidebar: they filter the list by mouse and keys, and give way to the parts and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reader.store.rows import Collection
from tests.ui.library.fakes import FakeLibrary, FakeSearch, document
from tests.ui.library.test_library_page import open_page, search_box, shown_ids
from ui.jobs import Jobs
from ui.library.library_page import LibraryPage
from ui.library.list_area import ListArea
from ui.library.rows import Part

BOOKS, OLD, EMPTY = Collection(1, 0, "Books"), Collection(2, 1, "Old", 1), Collection(7, 0, "Empty")


@pytest.fixture
def library() -> FakeLibrary:
    made = FakeLibrary(*(document(number, f"Document {number}") for number in (1, 2, 3)))
    made.shelves = [BOOKS, OLD, EMPTY]
    made.members = {1: [3, 1], 2: [1]}
    return made


@pytest.fixture
def page(library: FakeLibrary, qtbot: QtBot) -> Iterator[LibraryPage]:
    jobs, search = Jobs(), FakeSearch()
    made = open_page(library, search, jobs, qtbot)
    qtbot.waitUntil(lambda: names(made) == ["Books", "Old", "Empty"])
    yield made
    search.cancel()
    jobs.close()


def names(page: LibraryPage) -> list[str]:
    model = page.sidebar.collections.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page: LibraryPage, row: int) -> None:
    view = page.sidebar.collections.view
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def checked(page: LibraryPage) -> list[Part]:
    return [part for part, button in page.sidebar._buttons.items() if button.isChecked()]


def tab_stops(page: LibraryPage) -> list[Part]:
    strong = Qt.FocusPolicy.StrongFocus
    return [part for part, button in page.sidebar._buttons.items() if button.focusPolicy() == strong]


def test_without_collections_there_is_nothing_to_see(qtbot: QtBot) -> None:
    jobs, search = Jobs(), FakeSearch()
    page = open_page(FakeLibrary(document(1, "a")), search, jobs, qtbot)
    assert not page.sidebar.collections.view.isVisible()
    jobs.close()


def test_a_click_shows_what_is_in_it_in_the_order_of_the_list(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, 0)
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 1])
    assert checked(page) == []
    choose(page, 2)
    qtbot.waitUntil(lambda: shown_ids(page) == [])
    page.sidebar._buttons[Part.UNREAD].click()
    assert shown_ids(page) == [3, 2, 1]
    assert not page.sidebar.collections.view.selectedIndexes()
    choose(page, 1)
    qtbot.waitUntil(lambda: shown_ids(page) == [1])


def test_a_choice_while_the_library_is_read_is_not_lost(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    library.may_list.clear()
    page.refresh()
    choose(page, 0)
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 1])
    library.may_list.set()
    with qtbot.waitSignal(page.listed):
        pass
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 1])


def test_a_library_that_changes_while_a_choice_is_read(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    """What is sought in the arrangement from before must not be shown, nor read while that is freed."""
    library.may_look_inside.clear()
    choose(page, 1)
    choose(page, 0)
    library.rows.append(document(4, "Document 4"))
    library.members[1] = [4, 3]
    page.refresh()
    library.may_look_inside.set()
    qtbot.waitUntil(lambda: shown_ids(page) == [4, 3])
    assert page.list_area.view.model().rowCount() == 2


def test_a_part_chosen_while_a_collection_is_read_stays(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    library.may_look_inside.clear()
    choose(page, 1)
    page.sidebar._buttons[Part.UNREAD].click()
    library.may_look_inside.set()
    with qtbot.waitSignal(page.listed):
        page.refresh()
    assert shown_ids(page) == [3, 2, 1]


def test_arrow_keys_go_from_one_to_the_next(page: LibraryPage, qtbot: QtBot) -> None:
    view = page.sidebar.collections.view
    choose(page, 0)
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 1])
    QTest.keyClick(view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown_ids(page) == [1])


def test_tab_reaches_the_parts_while_none_is_chosen(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, 0)
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 1])
    assert tab_stops(page) == [Part.ALL]
    page.sidebar._buttons[Part.UNREAD].click()
    assert tab_stops(page) == [Part.UNREAD]
    choose(page, 1)
    qtbot.waitUntil(lambda: shown_ids(page) == [1])
    assert tab_stops(page) == [Part.UNREAD]


def test_a_search_stays_within_it(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    choose(page, 1)
    qtbot.waitUntil(lambda: shown_ids(page) == [1])
    search_box(page).setText("both")  # finds 1 and 2
    qtbot.waitUntil(lambda: page._found is not None)
    assert shown_ids(page) == [1]
    page.sidebar._buttons[Part.ALL].click()
    assert shown_ids(page) == [1, 2]
    del library


def test_what_comes_into_it_shows_and_the_selection_stays(
    page: LibraryPage, library: FakeLibrary, qtbot: QtBot
) -> None:
    choose(page, 0)
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 1])
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(1, 0))
    library.members[1] = [3, 1, 2]
    page.refresh()
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 2, 1])
    assert page.list_area.chosen_document() == 1
    assert checked(page) == []


def test_one_that_is_gone_gives_way_to_everything(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    choose(page, 2)
    qtbot.waitUntil(lambda: shown_ids(page) == [])
    library.shelves = [BOOKS]
    page.refresh()
    qtbot.waitUntil(lambda: shown_ids(page) == [3, 2, 1])
    assert checked(page) == [Part.ALL]
    assert names(page) == ["Books"]


def test_thousands_are_a_model_and_no_widgets(page: LibraryPage, library: FakeLibrary, qtbot: QtBot) -> None:
    library.shelves = [Collection(number, 0, f"c{number}") for number in range(1, 5001)]
    before = len(page.sidebar.findChildren(QWidget))
    page.refresh()
    qtbot.waitUntil(lambda: len(names(page)) == 5000)
    assert len(page.sidebar.findChildren(QWidget)) == before


def menu_on(area: ListArea) -> QMenu:
    here = area.view.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, here, area.view.mapToGlobal(here))
    QApplication.sendEvent(area.view.viewport(), event)
    menus = [menu for menu in area.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1
    return menus[0]


@pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
def test_the_menu_of_a_document_leads_to_its_information(page: LibraryPage, qtbot: QtBot) -> None:
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(1, 0))
    menu = menu_on(page.list_area)
    information = next(action for action in menu.actions() if action.text().startswith("Information"))
    with qtbot.waitSignal(page.information_requested) as asked:
        information.trigger()
    assert asked.args == [2]
    menu.close()


def test_the_key_leads_there_too(page: LibraryPage, qtbot: QtBot) -> None:
    page.list_area.view.setCurrentIndex(page.list_area.view.model().index(2, 0))
    page.activateWindow()
    page.list_area.view.setFocus()
    with qtbot.waitSignal(page.information_requested) as asked:
        QTest.keyClick(page.list_area.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [1]


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_the_menu_of_a_collection_leads_to_the_export_of_its_marks(
    page: LibraryPage, qtbot: QtBot, reason: QContextMenuEvent.Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    collections = page.sidebar.collections
    shown: list[object] = []
    monkeypatch.setattr(collections._menu, "popup", shown.append)
    collections.view.setCurrentIndex(collections.view.model().index(1, 0))
    here = collections.view.visualRect(collections.view.model().index(1, 0)).center()
    viewport = collections.view.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, here, viewport.mapToGlobal(here)))
    assert len(shown) == 1
    (export,) = collections._menu.actions()
    with qtbot.waitSignal(collections.marks_export_requested) as asked:
        export.trigger()
    assert asked.args == [collections._current()]
