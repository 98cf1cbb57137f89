"""Every widget of the page, with everything open: a name, a role, a place in the order of Tab, and a visible focus."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reader.text.model import Locator, OutlineEntry
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page
from tests.ui.reading.test_focusing import fixed_page
from ui.reading.page_actions import PAGE_ACTIONS
from ui.reading.reading_page import ReadingPage
from ui.stylesheet import apply_theme
from ui.theme import load_theme

TABS = Qt.FocusPolicy.TabFocus
NAMELESS_BY_NATURE = (QStackedWidget,)
WITH_A_KEY = re.compile(r" \(.+\)$")
"""A button that says which key does the same need be no stop of Tab."""
ENOUGH_TABS = 400


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[ReadingPage]:
    apply_theme(qapp, load_theme("paper"))
    library = FakeLibrary()
    outline = [OutlineEntry(title=f"Part {number}", target=Locator(0, 900 * number), level=1) for number in range(5)]
    document = library.add([[paragraph("Words and words. " * 60) for _ in range(8)]], outline=outline)
    made = open_page(qtbot, library, document)
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    qapp.setStyleSheet("")


def open_everything(page: ReadingPage) -> None:
    """The tools, each page of the side panel, the find bar: whatever a key opens without asking for a place."""
    page.act("find")
    page.act("tools")
    page.tools.show()


def side_pages(page: ReadingPage) -> list[str]:
    return list(page.side._pages)


def focusable(page: ReadingPage) -> list[QWidget]:
    return [each for each in page.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_whatever_can_have_the_keyboard_has_a_name_and_a_role(page: ReadingPage) -> None:
    open_everything(page)
    nameless = [
        each
        for each in focusable(page)
        if each.focusProxy() is None
        and not isinstance(each, NAMELESS_BY_NATURE)
        and not each.isHidden()  # by itself, not with what it is in: it has nothing to say yet
        and not name_of(each).strip()
    ]
    assert nameless == []
    roleless = [each for each in focusable(page) if role_of(each) == QAccessible.Role.NoRole]
    assert roleless == []


def test_nothing_can_be_pressed_by_the_mouse_alone(page: ReadingPage) -> None:
    open_everything(page)
    for button in page.findChildren(QAbstractButton):
        is_corner = isinstance(button.parentWidget(), QTableView)  # Qt's own: it selects what Ctrl+A selects
        if not is_corner and not WITH_A_KEY.search(button.toolTip()):
            assert button.focusPolicy() & TABS, (button, name_of(button))


def test_tab_reaches_every_control_that_shows_and_comes_round(qtbot: QtBot, page: ReadingPage) -> None:
    open_everything(page)
    for name in side_pages(page):
        page.side.show_page(name)
        shown = {
            each
            for each in focusable(page)
            if each.isVisible() and each.isEnabled() and each.focusPolicy() & TABS and each.focusProxy() is None
        }
        reached: set[QWidget] = set()
        for _ in range(ENOUGH_TABS):
            focused = QApplication.focusWidget()
            if focused is None or focused in reached:
                break
            reached.add(focused)
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        missing = {(type(each).__name__, name_of(each)) for each in shown - reached if not is_in_group(each)}
        assert missing == set(), name


def is_in_group(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab reaches the one that is chosen, and arrows the others."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None


def test_one_sees_where_the_keyboard_is(page: ReadingPage) -> None:
    open_everything(page)
    for button in page.findChildren(QAbstractButton):
        if not button.isVisible() or not button.isEnabled():
            continue
        page.page_view.setFocus()
        before = picture(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert picture(button) != before, name_of(button)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_by_a_key_the_keyboard_goes_to_the_tools_and_escape_leads_back(page: ReadingPage) -> None:
    QTest.keyClick(page.page_view, Qt.Key.Key_F10)
    assert page.tools.has_keyboard
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert page.page_view.hasFocus()
    assert page.tools.isHidden()


def test_every_action_has_a_key_or_stands_in_the_menu(page: ReadingPage) -> None:
    page.tools._fill_menu()
    entries = {entry.text().split("\t")[0] for menu in page.tools._menu.actions() for entry in menu.menu().actions()}  # type: ignore[attr-defined]
    for action in PAGE_ACTIONS:
        if page.page_actions.is_available(action.name):
            assert action.title in entries


def test_fixed_pages_can_be_read_too(qtbot: QtBot) -> None:
    page = fixed_page(qtbot, FakeLibrary())
    text = QAccessible.queryAccessibleInterface(page.fixed_view).textInterface()
    assert QAccessible.queryAccessibleInterface(page.fixed_view).role() == QAccessible.Role.Document
    assert text.text(0, text.characterCount()) == "0123456789\n"
    text.setCursorPosition(4)
    assert page.fixed_view.selection.caret == Locator(0, 4)
    assert text.cursorPosition() == 4
    text.setSelection(0, 2, 6)
    assert page.fixed_view.selection.span == (Locator(0, 2), Locator(0, 6))
    assert not text.characterRect(3).isEmpty()
