"""The prompt: same words for every wrong passphrase, a way back, nothing left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.errors import HearthError, VaultBusy, VaultDamaged, WrongPassphrase
from ui.jobs import Jobs
from ui.unlock.unlock_page import UnlockPage
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence

RIGHT = "right"


class Door:
    """Stands in for a vault; `held` keeps it opening until it is set."""

    def __init__(self) -> None:
        self.error: HearthError = WrongPassphrase()
        self.held = threading.Event()
        self.held.set()
        self.tried: list[str] = []

    def open(self, passphrase: str) -> object:
        self.tried.append(passphrase)
        self.held.wait(5)
        if passphrase != RIGHT:
            raise self.error
        return "the library"


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def page(door: Door, qtbot: QtBot) -> Iterator[UnlockPage]:
    jobs = Jobs()
    made = UnlockPage(door.open, jobs)
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    door.held.set()
    jobs.close()


def field(page: UnlockPage) -> PassphraseField:
    found = page.findChild(PassphraseField)
    assert found is not None
    return found


def texts(page: UnlockPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.text()]


def type_passphrase(page: UnlockPage, text: str, qtbot: QtBot) -> None:
    field(page).clear()
    QTest.keyClicks(field(page), text)
    QTest.keyClick(field(page), Qt.Key.Key_Return)


def test_the_right_passphrase_opens_and_is_forgotten(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        type_passphrase(page, RIGHT, qtbot)
    assert opened.args == ["the library"]
    assert field(page).text() == ""


def test_it_says_nothing_before_anything_is_typed(page: UnlockPage) -> None:
    assert texts(page) == []
    assert [button.text() for button in page.findChildren(QPushButton)] == ["Open"]


@pytest.mark.parametrize("error", [WrongPassphrase("shelf"), VaultBusy(), VaultDamaged("slot 3")])
def test_what_is_wrong_is_said_in_one_sentence(error: HearthError, page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    door.error = error
    type_passphrase(page, "wrong", qtbot)
    qtbot.waitUntil(lambda: sentence(error) in texts(page))
    assert field(page).selectedText()  # the next key replaces it


def test_an_empty_passphrase_is_not_tried(page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    type_passphrase(page, "", qtbot)
    assert door.tried == []


def test_escape_goes_back_to_the_cover_and_forgets(page: UnlockPage, qtbot: QtBot) -> None:
    QTest.keyClicks(field(page), "half a pass")
    with qtbot.waitSignal(page.cover_requested):
        QTest.keyClick(field(page), Qt.Key.Key_Escape)
    assert field(page).text() == ""
    assert not field(page).isUndoAvailable()


def test_what_opens_after_the_person_left_is_handed_back(page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    door.held.clear()
    type_passphrase(page, RIGHT, qtbot)
    QTest.keyClick(field(page), Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(page.opened), qtbot.waitSignal(page.opened_too_late):
        door.held.set()


def test_busy_is_calm_and_takes_no_second_try(page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    door.held.clear()
    type_passphrase(page, RIGHT, qtbot)
    QTest.keyClick(field(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: door.tried == [RIGHT])
    (button,) = page.findChildren(QPushButton)
    assert not button.isEnabled()
    with qtbot.waitSignal(page.opened):
        door.held.set()
    assert door.tried == [RIGHT]


def test_script_and_nothing_else_is_hinted(page: UnlockPage, qtbot: QtBot) -> None:
    QTest.keyClicks(field(page), "a")
    assert texts(page) == ["Typing ABC"]
    field(page).setText("비밀")
    assert texts(page) == ["Typing 한글"]
