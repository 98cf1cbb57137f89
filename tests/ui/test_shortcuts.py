"""The panic key in the desk's own windows, as physical keys, whatever is open."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.shortcuts import PanicFilter

F9, SHIFT = 75, 50  # X key codes
Panics = list[str]


@pytest.fixture
def panics() -> Panics:
    return []


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, panics: Panics) -> Iterator[QWidget]:
    made = QWidget()
    field = QLineEdit(made)
    QVBoxLayout(made).addWidget(field)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    field.setFocus()
    keys = PanicFilter(lambda: panics.append("panic"), qapp)
    keys.arm()
    yield made
    keys.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(window: QWindow, key: Qt.Key, *, release: bool = True) -> None:
    kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) if release else (QEvent.Type.KeyPress,)
    for kind in kinds:
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0)
        QCoreApplication.sendEvent(window, event)


def test_the_key_panics_at_its_press(window: QWidget, panics: Panics) -> None:
    press(window.windowHandle(), Qt.Key.Key_F9, release=False)
    assert panics == ["panic"]


def test_three_bare_taps_of_shift_panic(window: QWidget, panics: Panics) -> None:
    for _tap in range(2):
        press(window.windowHandle(), Qt.Key.Key_Shift)
    assert panics == []
    press(window.windowHandle(), Qt.Key.Key_Shift)
    assert panics == ["panic"]


def test_a_letter_between_the_taps_is_writing(window: QWidget, panics: Panics) -> None:
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Shift, Qt.Key.Key_A, Qt.Key.Key_Shift):
        press(window.windowHandle(), key)
    assert panics == []


def test_other_keys_arrive_in_the_field(window: QWidget, panics: Panics) -> None:
    field = window.findChild(QLineEdit)
    assert field is not None
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QCoreApplication.sendEvent(field, event)
    assert field.text() == "a"
    assert panics == []


def test_before_it_is_armed_it_is_an_ordinary_key(qtbot: QtBot, qapp: QApplication, panics: Panics) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    keys = PanicFilter(lambda: panics.append("panic"), qapp)
    keys.watch_all()
    press(made.windowHandle(), Qt.Key.Key_F9)
    keys.deleteLater()
    assert panics == []


@pytest.mark.onscreen
@pytest.mark.parametrize(
    "keys",
    [
        *[["F9"], ["Shift_L"] * 3, ["Shift_R"] * 3, ["62"] * 3],
        *[["50", "62", "50"], ["Shift_L", "Shift_R", "Shift_L"]],
    ],
    ids="-".join,
)
@pytest.mark.parametrize("over", ["field", "menu", "dialog"])
def test_real_keys_panic_whatever_is_open(
    over: str, keys: list[str], window: QWidget, panics: Panics, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    opened: QWidget = window
    if over == "menu":
        menu = QMenu(window)
        menu.addAction("one")
        menu.popup(window.mapToGlobal(window.rect().center()))
        opened = menu
    elif over == "dialog":
        opened = ConfirmDialog("heading", "text", "deed", window)
        opened.open()
        qtbot.waitUntil(opened.isActiveWindow)
    qtbot.waitUntil(opened.isVisible)
    qtbot.waitExposed(opened)
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)
    qtbot.waitUntil(lambda: panics == ["panic"])
    opened.close()
