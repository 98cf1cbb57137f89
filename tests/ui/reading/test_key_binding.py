"""A person's own keys in the page, and letters by their place in layouts that have none of ours."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.errors import DiskFull
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.reading.finding import Finding
from ui.reading.key_binding import KeyBinding
from ui.reading.key_map import KEYS_SETTING, KeyMap
from ui.reading.reading_page import ReadingPage

X_OF_L, X_OF_F, X_OF_SLASH = 46, 41, 61
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def page(qtbot: QtBot, library: FakeLibrary) -> ReadingPage:
    made = open_page(qtbot, library, library.add([[paragraph(f"Line {number}. " * 30) for number in range(40)]]))
    qtbot.waitExposed(made)
    made.activateWindow()
    made.page_view.setFocus()
    return made


def binding(page: ReadingPage) -> KeyBinding:
    return page.feature(KeyBinding)


def is_on(page: ReadingPage) -> bool:
    return page.page_actions.is_on("ruler")


def test_another_key_holds_at_once_and_the_one_before_no_longer(
    qtbot: QtBot, page: ReadingPage, library: FakeLibrary
) -> None:
    binding(page).choose(KeyMap().with_key("ruler", "K").without_key("ruler", "L"))
    QTest.keyClick(page.page_view, Qt.Key.Key_K)
    assert is_on(page)
    QTest.keyClick(page.page_view, Qt.Key.Key_L)
    assert is_on(page), "the old key means nothing"
    qtbot.waitUntil(lambda: library.setting(KEYS_SETTING) == '{"ruler":["K"]}')


def test_a_key_that_was_taken_asks_for_one_thing_only(page: ReadingPage) -> None:
    binding(page).choose(KeyMap().with_key("ruler", "O"))
    QTest.keyClick(page.page_view, Qt.Key.Key_O)
    assert is_on(page)
    assert page.side.isHidden()


def test_what_was_kept_holds_from_the_start(qtbot: QtBot, library: FakeLibrary) -> None:
    library.set_setting(KEYS_SETTING, '{"ruler": ["K"], "gone": ["J"]}')
    page = open_page(qtbot, library, library.add([[paragraph("Text.")]]))
    qtbot.waitUntil(lambda: binding(page).key_map.keys("ruler") == ("K",))
    QTest.keyClick(page.page_view, Qt.Key.Key_K)
    assert is_on(page)


def test_of_quick_choices_the_last_one_is_kept(qtbot: QtBot, page: ReadingPage, library: FakeLibrary) -> None:
    for number in range(1, 9):
        binding(page).choose(KeyMap().with_key("ruler", f"Ctrl+{number}"))
    qtbot.waitUntil(lambda: library.setting(KEYS_SETTING) == '{"ruler":["L","Ctrl+8"]}')


def test_a_choice_that_cannot_be_kept_holds_and_is_said(
    qtbot: QtBot, page: ReadingPage, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_name: str, _value: str) -> None:
        raise DiskFull

    monkeypatch.setattr(library, "set_setting", full)
    with qtbot.waitSignal(binding(page).failed):
        binding(page).choose(KeyMap().with_key("ruler", "K"))
    assert binding(page).key_map.keys("ruler") == ("L", "K")


def test_tools_and_menu_name_the_keys_that_hold(page: ReadingPage) -> None:
    binding(page).choose(KeyMap().with_key("find", "K").without_key("find", "Ctrl+F").without_key("find", "/"))
    tips = [button.toolTip() for button in page.tools.findChildren(QToolButton)]
    assert "Find in this document (K)" in tips
    binding(page).choose(KeyMap({"find": ()}))
    tips = [button.toolTip() for button in page.tools.findChildren(QToolButton)]
    assert "Find in this document" in tips


def test_a_letter_in_a_field_is_a_letter(page: ReadingPage) -> None:
    page.act("find")
    QTest.keyClick(page.feature(Finding).bar.field, Qt.Key.Key_L)
    assert page.feature(Finding).bar.field.text().lower() == "l"
    assert not is_on(page)


# -- by place


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))


def press(page: ReadingPage, key: int, code: int, held: Qt.KeyboardModifier = NONE, text: str = "ж") -> None:
    """As the window system says it, to the window."""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, held, code, 0, 0, text)
    QCoreApplication.sendEvent(page.window().windowHandle(), event)


@pytest.mark.usefixtures("placed")
@pytest.mark.parametrize("key", [0x0414, 0x062F, 0x3147], ids=["Russian", "Arabic", "Korean"])
def test_a_letter_of_another_script_means_what_its_key_bears(page: ReadingPage, key: int) -> None:
    press(page, key, X_OF_L)
    assert is_on(page)
    press(page, key, X_OF_L, SHIFT)
    assert page.page_actions.is_on("shade")


@pytest.mark.usefixtures("placed")
def test_a_latin_letter_means_itself_wherever_it_is(page: ReadingPage) -> None:
    press(page, Qt.Key.Key_N, X_OF_L, text="n")  # as on a keyboard after Dvorak
    assert not is_on(page)


@pytest.mark.usefixtures("placed")
def test_by_place_nothing_is_heard_in_a_field_or_a_dialog(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("find")
    page.feature(Finding).bar.field.setFocus()
    press(page, 0x0414, X_OF_L, text="д")
    assert not is_on(page)
    assert page.feature(Finding).bar.field.text() == "д"
    press(page, 0x0410, X_OF_F, CTRL, text="")
    assert page.feature(Finding).bar.field.selectedText() == "д", "Ctrl+F is no letter, in a field neither"
    page.page_view.setFocus()
    dialog = ConfirmDialog("heading", "text", "deed", page)
    dialog.open()
    qtbot.waitExposed(dialog)
    press(page, 0x0414, X_OF_L)
    assert not is_on(page)
    dialog.close()


@pytest.mark.usefixtures("placed")
def test_the_question_mark_has_its_place(qtbot: QtBot, page: ReadingPage) -> None:
    with qtbot.waitSignal(page.keys_requested):
        press(page, 0x061F, X_OF_SLASH, SHIFT, text="؟")


@pytest.fixture
def layout() -> Iterator[None]:
    yield
    subprocess.run(["setxkbmap", "us"], check=True)


@pytest.mark.onscreen
@pytest.mark.usefixtures("layout")
@pytest.mark.parametrize("name", ["us", "ru", "ara", "kr", "gr", "il", "us,ru"])
def test_real_keys_in_real_layouts(page: ReadingPage, name: str, qtbot: QtBot) -> None:
    def is_there() -> bool:
        page.activateWindow()
        page.page_view.setFocus()
        return page.isActiveWindow() and page.page_view.hasFocus()

    qtbot.waitUntil(is_there)
    subprocess.run(["setxkbmap", name, "-option", "grp:alt_shift_toggle"], check=True)
    for expected in (True, False):  # once each: heard by place and as a shortcut it would be on and off again
        subprocess.run(["xdotool", "key", str(X_OF_L)], check=True)
        qtbot.waitUntil(lambda expected=expected: is_on(page) == expected)  # type: ignore[misc]
    if name not in {"ara", "il"}:  # what Shift writes there is Latin
        subprocess.run(["xdotool", "keydown", "50", "key", str(X_OF_L), "keyup", "50"], check=True)
        qtbot.waitUntil(lambda: page.page_actions.is_on("shade"))
    subprocess.run(["xdotool", "keydown", "37", "key", str(X_OF_F), "keyup", "37"], check=True)
    qtbot.waitUntil(page.feature(Finding).bar.field.hasFocus)
