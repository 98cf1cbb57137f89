"""Selected text stays in its window: PRIMARY is never ours."""

from __future__ import annotations

import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from Xlib import X
from Xlib.display import Display

from ui.widgets.safe_line_edit import PassphraseEdit, SafeLineEdit
from ui.widgets.selection_warden import SelectionWarden

pytestmark = pytest.mark.onscreen


def primary_owner() -> object:
    """Asked of the display server by a client of its own."""
    display = Display()
    try:
        return display.get_selection_owner(display.intern_atom("PRIMARY"))
    finally:
        display.close()


def select_with_mouse(field: QLineEdit, qtbot: QtBot) -> None:
    qtbot.addWidget(field)
    field.setText("a passphrase to be selected")
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    middle = field.mapToGlobal(field.rect().center())
    subprocess.run(
        ["xdotool", "mousemove", str(middle.x()), str(middle.y()), "click", "--repeat", "3", "--delay", "40", "1"],
        check=True,
    )
    qtbot.waitUntil(field.hasSelectedText)


@pytest.fixture(autouse=True)
def nobody_owns_primary(qapp: QApplication) -> None:
    del qapp
    QGuiApplication.clipboard().clear(QClipboard.Mode.Selection)
    assert primary_owner() == X.NONE


def test_a_plain_line_edit_would_own_it(qtbot: QtBot) -> None:
    field = QLineEdit()
    select_with_mouse(field, qtbot)
    qtbot.waitUntil(lambda: primary_owner() != X.NONE)


def test_a_safe_one_does_not(qtbot: QtBot) -> None:
    field = SafeLineEdit()
    select_with_mouse(field, qtbot)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert primary_owner() == X.NONE
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""


def test_a_passphrase_on_show_does_not(qtbot: QtBot) -> None:
    field = PassphraseEdit()
    field.set_shown(shown=True)
    select_with_mouse(field, qtbot)
    assert primary_owner() == X.NONE
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""


def test_the_warden_gives_up_what_another_widget_takes(qtbot: QtBot, qapp: QApplication) -> None:
    warden = SelectionWarden(qapp)
    field = QLineEdit()
    select_with_mouse(field, qtbot)
    warden.deleteLater()
    assert primary_owner() == X.NONE
