"""The panic key in the desk's own windows, as physical keys, whatever is open."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.guard.messages import PanicKeys
from reader.platform.key_codes import X_CODES
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.panic_keys import NO_KEY
from ui.shortcuts import LockFilter, PanicFilter

F9, SHIFT = 75, 50  # X key codes
Panics = list[str]


@pytest.fixture
def panics() -> Panics:
    return []


@pytest.fixture
def bare_window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    field = QLineEdit(made)
    QVBoxLayout(made).addWidget(field)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    field.setFocus()
    return made


@pytest.fixture
def filter_(bare_window: QWidget, qapp: QApplication, panics: Panics) -> Iterator[PanicFilter]:
    keys = PanicFilter(lambda: panics.append("panic"), qapp)
    keys.arm()
    yield keys
    keys.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(bare_window: QWidget, filter_: PanicFilter) -> QWidget:
    """Watched by an armed filter, which came after it."""
    assert filter_
    return bare_window


def bring_to_front(window: QWidget, qtbot: QtBot) -> None:
    """Asked for again and again: the window manager may only just be starting."""

    def is_there() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_there)


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


def test_another_key_takes_its_place(window: QWidget, filter_: PanicFilter, panics: Panics) -> None:
    filter_.listen_for(PanicKeys(key_name="Pause", shift_taps=False))
    for key in (Qt.Key.Key_F9, *[Qt.Key.Key_Shift] * 3):
        press(window.windowHandle(), key)
    assert panics == []
    press(window.windowHandle(), Qt.Key.Key_Pause)
    assert panics == ["panic"]


def test_the_taps_alone(window: QWidget, filter_: PanicFilter, panics: Panics) -> None:
    filter_.listen_for(PanicKeys(key_name=NO_KEY))
    press(window.windowHandle(), Qt.Key.Key_F9)
    assert panics == []
    for _tap in range(3):
        press(window.windowHandle(), Qt.Key.Key_Shift)
    assert panics == ["panic"]


def test_a_key_of_another_version_is_taken_for_the_default(
    window: QWidget, filter_: PanicFilter, panics: Panics
) -> None:
    filter_.listen_for(PanicKeys(key_name="Hyper_L"))
    press(window.windowHandle(), Qt.Key.Key_F9)
    assert panics == ["panic"]


def test_the_left_ctrl_is_never_the_right_one(window: QWidget, filter_: PanicFilter, panics: Panics) -> None:
    filter_.listen_for(PanicKeys(key_name="Control_R"))
    press(window.windowHandle(), Qt.Key.Key_Control)
    assert panics == []


@pytest.mark.onscreen
@pytest.mark.parametrize("name", [*X_CODES])
def test_every_real_key_is_known_by_its_place(
    name: str, window: QWidget, filter_: PanicFilter, panics: Panics, qtbot: QtBot
) -> None:
    bring_to_front(window, qtbot)
    filter_.listen_for(PanicKeys(key_name=name, shift_taps=False))
    subprocess.run(["xdotool", "key", "37", str(X_CODES[name])], check=True)
    qtbot.waitUntil(lambda: panics == ["panic"])


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


def open_over(window: QWidget, over: str, qtbot: QtBot) -> QWidget:
    """A menu or a dialog before the window, or the window itself; it has the keyboard."""
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
    return opened


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
    bring_to_front(window, qtbot)
    opened = open_over(window, over, qtbot)
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)
    qtbot.waitUntil(lambda: panics == ["panic"])
    opened.close()


@pytest.mark.onscreen
def test_shortcuts_with_shift_are_no_alarm(window: QWidget, panics: Panics, qtbot: QtBot) -> None:
    """Qt gives a shortcut's press to the shortcut alone: the filter hears Shift, and the key only when it is let go."""
    bring_to_front(window, qtbot)
    heard: list[str] = []
    shortcut = QShortcut(QKeySequence("Shift+F3"), window)
    shortcut.activated.connect(lambda: heard.append("step"))
    last = QShortcut(QKeySequence("F5"), window)
    last.activated.connect(lambda: heard.append("last"))
    for keys in (*["shift+F3"] * 5, "F5"):
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)
    qtbot.waitUntil(lambda: heard[-1:] == ["last"])
    assert (heard[:-1], panics) == (["step"] * 5, [])


# --- Ctrl+L ----------------------------------------------------------------------------------------------------------

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_ALT = CONTROL | Qt.KeyboardModifier.AltModifier
L_CODE = 46


@pytest.fixture
def locks(bare_window: QWidget, qapp: QApplication) -> Iterator[list[str]]:
    made: list[str] = []

    def lock() -> bool:
        made.append("lock")
        return True

    keys = LockFilter(lock, qapp)
    assert bare_window
    yield made
    keys.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize(
    ("key", "modifiers", "is_repeat", "expected"),
    [
        (Qt.Key.Key_L, CONTROL, False, 1),
        (Qt.Key.Key_L, CONTROL, True, 0),
        (Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier, False, 0),
        (Qt.Key.Key_L, CONTROL_ALT, False, 0),
        (Qt.Key.Key_N, CONTROL, False, 0),
    ],
)
def test_the_lock_key_is_that_alone(
    bare_window: QWidget,
    locks: list[str],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    is_repeat: bool,
    expected: int,
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, L_CODE, 0, 0, "", is_repeat)
    QCoreApplication.sendEvent(bare_window.windowHandle(), event)
    assert len(locks) == expected


@pytest.mark.onscreen
@pytest.mark.parametrize("layout", ["us", "ru", "kr", "ara"])
@pytest.mark.parametrize("over", ["field", "menu", "dialog"])
def test_the_real_lock_key_locks_whatever_is_open(
    over: str, layout: str, bare_window: QWidget, locks: list[str], qtbot: QtBot
) -> None:
    bring_to_front(bare_window, qtbot)
    opened = open_over(bare_window, over, qtbot)
    subprocess.run(["setxkbmap", layout], check=True)
    try:
        subprocess.run(["xdotool", "keydown", "37", "key", str(L_CODE), "keyup", "37"], check=True)
        qtbot.waitUntil(lambda: bool(locks))
    finally:
        subprocess.run(["setxkbmap", "us"], check=True)
        opened.close()
