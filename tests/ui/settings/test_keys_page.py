"""The page of the keys: what is shown, what a pressed key does, and what is told when it can't be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.guard.messages import PanicKeys
from tests.ui.reading.fake_library import FakeLibrary
from tests.ui.reading.pages import make_page
from ui.dialogs.keys_dialog import KeysDialog
from ui.reading.key_binding import KeyBinding
from ui.reading.key_map import KEYS_SETTING, KeyMap
from ui.reading.page_actions import PAGE_ACTIONS
from ui.settings.action_keys_dialog import ActionKeysDialog
from ui.settings.keys_page import ActionRow, KeysPage

CTRL = Qt.KeyboardModifier.ControlModifier


class Hiding:
    """As much of it as the page asks for."""

    class settings:  # noqa: N801 - as the real one calls it
        keys = PanicKeys()


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def binding(qtbot: QtBot, library: FakeLibrary) -> KeyBinding:
    return make_page(qtbot, library).feature(KeyBinding)


@pytest.fixture
def page(qtbot: QtBot, binding: KeyBinding) -> Iterator[KeysPage]:
    made = KeysPage(binding, Hiding())  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.start()
    yield made
    made.close()


def row(page: KeysPage, name: str) -> ActionRow:
    return next(section.actions_of_group[name] for section in page.sections if name in section.actions_of_group)


def ask(page: KeysPage, name: str, qtbot: QtBot) -> ActionKeysDialog:
    row(page, name).change.click()
    dialog = page.findChildren(ActionKeysDialog)[-1]
    qtbot.waitExposed(dialog)
    return dialog


def test_every_action_stands_there_with_its_keys(page: KeysPage) -> None:
    for action in PAGE_ACTIONS:
        assert action.title in row(page, action.name).text
        for key in action.keys:
            assert key in row(page, action.name).change.accessibleName()


def test_a_pressed_key_is_added_at_once_and_kept(
    qtbot: QtBot, page: KeysPage, binding: KeyBinding, library: FakeLibrary
) -> None:
    dialog = ask(page, "speak", qtbot)
    assert not dialog.use.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_K, CTRL)
    assert "free" in dialog.message.text()
    assert dialog.focusWidget() is dialog.use, "Return is enough"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "Ctrl+K" in binding.key_map.keys("speak")
    assert "Ctrl+K" in row(page, "speak").text
    qtbot.waitUntil(lambda: "Ctrl+K" in (library.setting(KEYS_SETTING) or ""))


def test_a_key_of_another_action_is_taken_only_when_that_is_meant(
    qtbot: QtBot, page: KeysPage, binding: KeyBinding
) -> None:
    dialog = ask(page, "speak", qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_B)
    assert "Bookmark here" in dialog.message.text()
    assert binding.key_map.owner("B") == "bookmark"
    assert dialog.use.text() == "Take it"
    dialog.use.click()
    assert binding.key_map.owner("B") == "speak"
    assert "B" not in binding.key_map.keys("bookmark")


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_F1, Qt.Key.Key_F11, Qt.Key.Key_Down, Qt.Key.Key_Shift])
def test_a_key_that_is_refused_is_refused_with_a_reason(
    qtbot: QtBot, page: KeysPage, binding: KeyBinding, key: Qt.Key
) -> None:
    dialog = ask(page, "speak", qtbot)
    QTest.keyClick(dialog, key)
    assert dialog.message.text()
    assert not dialog.use.isEnabled()
    dialog.use.click()
    assert binding.key_map.changed == []


def test_keys_go_one_by_one_and_come_back(qtbot: QtBot, page: KeysPage, binding: KeyBinding) -> None:
    dialog = ask(page, "find", qtbot)
    remove = [button for button in dialog.findChildren(QPushButton) if button.text() == "Remove"]
    assert [button.accessibleName() for button in remove] == ["Remove the key Ctrl+F", "Remove the key /"]
    remove[0].click()
    assert binding.key_map.keys("find") == ("/",)
    dialog.reset.click()
    assert binding.key_map.changed == []
    assert not dialog.reset.isEnabled()


def test_escape_stays_the_way_out(qtbot: QtBot, page: KeysPage) -> None:
    dialog = ask(page, "library", qtbot)
    assert not [button for button in dialog.findChildren(QPushButton) if button.text() == "Remove"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_all_keys_come_back_at_once(page: KeysPage, binding: KeyBinding) -> None:
    assert page.head is not None
    assert not page.head.reset.isEnabled()
    binding.choose(KeyMap().with_key("find", "B").with_key("speak", "K"))
    page.head.reset.click()
    assert binding.key_map.changed == []


def test_one_finds_an_action_by_its_name_or_key(page: KeysPage) -> None:
    assert page.head is not None
    page.head.search.setText("bookmark")
    shown = {name for section in page.sections for name, each in section.actions_of_group.items() if each.isVisible()}
    assert shown == {"bookmark", "bookmarks"}
    page.head.search.setText("Shift+F3")
    assert row(page, "previous").isVisible()
    assert not row(page, "bookmark").isVisible()
    page.head.search.setText("nothing like it")
    assert any(label.text() == "Nothing found." and label.isVisible() for label in page.findChildren(QLabel))


def test_the_list_of_keys_tells_those_that_hold(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = KeysDialog(PanicKeys(), parent, KeyMap().with_key("find", "K").without_key("find", "/"))
    dialog.open()
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert "K" in labels
    assert "/" not in labels
    dialog.search.setText("find in this")
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "Find in this document" in shown
    assert "Larger" not in shown
