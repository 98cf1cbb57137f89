"""The panic key is chosen by pressing it: what may be one, what may not, and why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.guard.messages import PanicKeys
from reader.platform.key_codes import WINDOWS_CODES, X_CODES
from tests.ui.settings.steps import texts
from ui.panic_keys import NO_KEY, PANIC_KEYS, key_caps, key_label, press_sentence
from ui.settings.key_choice import Judged, Refusal, judge, refusal_sentence, used_keys
from ui.settings.press_key_dialog import PressKeyDialog

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, 0, 0, 0)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(window: QWidget, qtbot: QtBot) -> PressKeyDialog:
    return show(PanicKeys(), window, qtbot)


def show(keys: PanicKeys, window: QWidget, qtbot: QtBot) -> PressKeyDialog:
    made = PressKeyDialog(keys, window)
    made.open()
    qtbot.waitExposed(made)
    return made


def press(dialog: PressKeyDialog, key: Qt.Key) -> None:
    """To what has the keyboard, as a real key comes."""
    QCoreApplication.sendEvent(dialog.focusWidget() or dialog, pressed(key))


def button(dialog: PressKeyDialog, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


@pytest.mark.parametrize(
    ("key", "judged"),
    [
        (Key.Key_F9, Judged("F9")),
        (Key.Key_F12, Judged("F12")),
        (Key.Key_Pause, Judged("Pause")),
        (Key.Key_ScrollLock, Judged("Scroll_Lock")),
        (Key.Key_Insert, Judged("Insert")),
        (Key.Key_F1, Judged("F1", Refusal.USED)),
        (Key.Key_F3, Judged("F3", Refusal.USED)),
        (Key.Key_F7, Judged("F7", Refusal.USED)),
        (Key.Key_F10, Judged("F10", Refusal.USED)),
        (Key.Key_F11, Judged("F11", Refusal.USED)),
        (Key.Key_Print, Judged(refusal=Refusal.PRINT)),
        (Key.Key_Control, Judged(refusal=Refusal.MODIFIER)),
        (Key.Key_CapsLock, Judged(refusal=Refusal.MODIFIER)),
        (Key.Key_A, Judged(refusal=Refusal.OTHER)),
        (Key.Key_Down, Judged(refusal=Refusal.OTHER)),
        (Key.Key_Hangul, Judged(refusal=Refusal.OTHER)),
    ],
)
def test_which_keys_can_hide_everything(key: Qt.Key, judged: Judged) -> None:
    assert judge(pressed(key)) == judged
    assert bool(refusal_sentence(judged)) == (judged.refusal is not None)


def test_the_keypad_has_no_insert_of_that_kind() -> None:
    event = pressed(Key.Key_Insert, Qt.KeyboardModifier.KeypadModifier)
    assert judge(event) == Judged(refusal=Refusal.OTHER)


def test_the_default_is_a_key_that_may_be_chosen() -> None:
    assert PanicKeys().key_name in PANIC_KEYS
    assert PanicKeys().key_name not in used_keys()


def test_every_key_has_a_place_everywhere_and_a_name() -> None:
    assert X_CODES.keys() == WINDOWS_CODES.keys()
    for codes in (X_CODES, WINDOWS_CODES):
        assert len(set(codes.values())) == len(codes)
    assert len({key_label(name) for name in PANIC_KEYS}) == len(PANIC_KEYS)
    assert not any("_" in key_label(name) for name in PANIC_KEYS)


@pytest.mark.parametrize(
    ("keys", "sentence", "caps"),
    [
        (PanicKeys(), "press F9, or tap Shift three times", (("F9",), ("⇧",) * 3)),
        (PanicKeys(key_name="Control_R", shift_taps=False), "press Right Ctrl", (("Right Ctrl",),)),
        (PanicKeys(key_name=NO_KEY), "tap Shift three times", (("⇧",) * 3,)),
    ],
)
def test_the_ways_are_named_as_they_were_chosen(keys: PanicKeys, sentence: str, caps: tuple[tuple[str, ...]]) -> None:
    assert press_sentence(keys) == sentence
    assert key_caps(keys) == caps


def test_a_good_key_can_be_used_by_return(dialog: PressKeyDialog, qtbot: QtBot) -> None:
    press(dialog, Key.Key_Pause)
    assert "This key can be used." in texts(dialog)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(dialog, Key.Key_Return)
    assert chosen.args == ["Pause"]


def test_another_key_may_be_pressed_after_it(dialog: PressKeyDialog, qtbot: QtBot) -> None:
    press(dialog, Key.Key_Pause)
    press(dialog, Key.Key_F7)
    assert "uses F7" in texts(dialog)
    assert not button(dialog, "Use this key").isEnabled()
    press(dialog, Key.Key_F8)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        button(dialog, "Use this key").click()
    assert chosen.args == ["F8"]


def test_escape_chooses_nothing(dialog: PressKeyDialog, qtbot: QtBot) -> None:
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    press(dialog, Key.Key_Pause)
    with qtbot.waitSignal(dialog.rejected):
        press(dialog, Key.Key_Escape)
    assert chosen == []


def test_no_key_is_on_offer_only_while_the_taps_are_on(dialog: PressKeyDialog, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.chosen) as chosen:
        button(dialog, "No key").click()
    assert chosen.args == [NO_KEY]
    for keys in (PanicKeys(shift_taps=False), PanicKeys(key_name=NO_KEY)):
        other = show(keys, window, qtbot)
        assert "No key" not in {each.text() for each in other.findChildren(QPushButton)}
        other.reject()


def test_it_says_that_the_old_key_still_hides(dialog: PressKeyDialog) -> None:
    assert "F9 hides everything" in texts(dialog)


def test_a_key_that_the_person_has_put_something_on_is_used(qapp: QApplication) -> None:
    assert qapp is not None
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier)
    assert judge(event).refusal is None
    assert judge(event, {"Ctrl+Ins"}).refusal is Refusal.USED
