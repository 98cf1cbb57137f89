"""The prompt that asks for a PIN: three tries, the passphrase one step away, nothing left behind."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.errors import HearthError, VaultBusy, VaultDamaged
from reader.vault.credential import Credential
from ui.jobs import Jobs
from ui.theme import load_theme
from ui.unlock.pin_page import PinPage
from ui.unlock.quick_return import PinTry
from ui.unlock.unlock_page import UnlockPage
from ui.unlock.waiting import Waiting
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence

PIN = "493017"


class Keeper:
    """Stands in for vault and keeper; `held` keeps it opening until it is set."""

    def __init__(self) -> None:
        self.tries_left = 3
        self.error: HearthError | None = None
        self.held = threading.Event()
        self.held.set()
        self.tried: list[Credential] = []

    def try_pin(self, pin: Credential) -> PinTry:
        self.tried.append(pin)
        self.held.wait(5)
        if self.error:
            raise self.error
        self.tries_left -= 1
        return PinTry("the library" if pin.passphrase == PIN else None, self.tries_left)  # type: ignore[arg-type]


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def page(keeper: Keeper, jobs: Jobs, qtbot: QtBot) -> Iterator[PinPage]:
    made = PinPage(keeper.try_pin, jobs)
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    keeper.held.set()


def field(page: PinPage) -> PassphraseField:
    found = page.findChild(PassphraseField)
    assert found is not None
    return found


def texts(page: PinPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.text() and label.isVisible()]


def says(page: PinPage, word: str) -> bool:
    return any(word in text for text in texts(page))


def press(page: PinPage, text: str) -> None:
    next(button for button in page.findChildren(QPushButton) if button.text() == text).click()


def type_pin(page: PinPage, text: str) -> None:
    field(page).clear()
    QTest.keyClicks(field(page), text)
    QTest.keyClick(field(page), Qt.Key.Key_Return)


def test_the_right_pin_opens_and_is_forgotten(page: PinPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        type_pin(page, PIN)
    assert opened.args == ["the library"]
    assert field(page).text() == ""


def test_it_says_nothing_before_anything_is_typed(page: PinPage) -> None:
    assert texts(page) == []
    assert field(page).echoMode() is PassphraseField.EchoMode.Password
    assert field(page).inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert field(page).hasFocus()


def test_how_many_tries_are_left_and_then_the_passphrase(page: PinPage, keeper: Keeper, qtbot: QtBot) -> None:
    for left in ("2", "1"):
        type_pin(page, "493018")
        qtbot.waitUntil(functools.partial(says, page, left))
        assert field(page).selectedText()  # the next key replaces it
    with qtbot.waitSignal(page.passphrase_wanted) as wanted:
        type_pin(page, "493018")
    assert wanted.args[0]
    assert field(page).text() == ""
    assert len(keeper.tried) == 3


def test_a_long_try_counts_its_seconds(page: PinPage, keeper: Keeper, qtbot: QtBot) -> None:
    keeper.held.clear()
    type_pin(page, "493018")
    timer = page.findChild(Waiting)._timer  # type: ignore[union-attr]
    for _ in range(3):
        timer.timeout.emit()
    assert any(button.text() == "Opening… 3 s" for button in page.findChildren(QPushButton))
    assert says(page, "some seconds")
    keeper.held.set()
    qtbot.waitUntil(lambda: says(page, "2 tries"))
    assert not says(page, "some seconds")


def test_the_passphrase_is_one_step_away(page: PinPage, qtbot: QtBot) -> None:
    QTest.keyClicks(field(page), "49")
    with qtbot.waitSignal(page.passphrase_wanted) as wanted:
        press(page, "Use the passphrase")
    assert wanted.args == [""]
    assert field(page).text() == ""


def test_escape_goes_back_to_the_cover_and_forgets(page: PinPage, qtbot: QtBot) -> None:
    QTest.keyClicks(field(page), "4930")
    with qtbot.waitSignal(page.cover_requested):
        QTest.keyClick(field(page), Qt.Key.Key_Escape)
    assert field(page).text() == ""
    assert not field(page).isUndoAvailable()


def test_what_opens_after_the_person_left_is_handed_back(page: PinPage, keeper: Keeper, qtbot: QtBot) -> None:
    keeper.held.clear()
    type_pin(page, PIN)
    QTest.keyClick(field(page), Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.opened_too_late) as late:
        keeper.held.set()
    assert late.args == ["the library"]


def test_when_the_time_is_over_the_passphrase_is_asked_for(page: PinPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.passphrase_wanted) as wanted:
        page.end()
    assert wanted.args[0]


def test_a_try_under_way_may_still_open(page: PinPage, keeper: Keeper, qtbot: QtBot) -> None:
    keeper.held.clear()
    type_pin(page, PIN)
    page.end()
    assert field(page).text() == PIN
    with qtbot.waitSignal(page.opened):
        keeper.held.set()


def test_a_try_under_way_that_fails_is_the_last(page: PinPage, keeper: Keeper, qtbot: QtBot) -> None:
    keeper.held.clear()
    type_pin(page, "493018")
    page.end()
    with qtbot.waitSignal(page.passphrase_wanted):
        keeper.held.set()


def test_an_end_behind_the_cover_asks_for_nothing(page: PinPage, qtbot: QtBot) -> None:
    QTest.keyClick(field(page), Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(page.passphrase_wanted):
        page.end()


def test_what_is_wrong_besides_is_said(page: PinPage, keeper: Keeper, qtbot: QtBot) -> None:
    keeper.error = VaultBusy()
    type_pin(page, PIN)
    qtbot.waitUntil(lambda: sentence(VaultBusy()) in texts(page))
    keeper.error = VaultDamaged()
    with qtbot.waitSignal(page.passphrase_wanted) as wanted:
        type_pin(page, PIN)
    assert wanted.args == [sentence(VaultDamaged())]


def test_nothing_is_tried_without_a_pin_and_nothing_twice(page: PinPage, keeper: Keeper) -> None:
    type_pin(page, "")
    assert keeper.tried == []
    keeper.held.clear()
    type_pin(page, PIN)
    QTest.keyClick(field(page), Qt.Key.Key_Return)
    assert len(keeper.tried) == 1


def test_it_stands_where_the_other_prompt_stands(page: PinPage, jobs: Jobs, qtbot: QtBot) -> None:
    other = UnlockPage(lambda credential: credential, jobs, load_theme("paper"))
    qtbot.addWidget(other)
    places = []
    for each in (page, other):
        each.resize(900, 600)
        each.show()
        qtbot.waitExposed(each)
        line = each.findChild(PassphraseField)
        assert line is not None
        places.append((line.mapTo(each, line.rect().topLeft()), line.size()))
    assert places[0] == places[1]
