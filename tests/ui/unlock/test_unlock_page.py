"""The prompt: same words for every wrong passphrase, a way back, nothing left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.errors import HearthError, KeyFileUnusable, MemoryShort, VaultBusy, VaultDamaged, WrongPassphrase
from reader.vault.credential import Credential
from reader.vault.key_file import read_key_file
from ui.credentials.key_file_dialog import KeyFileDialog
from ui.jobs import Jobs
from ui.theme import load_theme
from ui.unlock.unlock_page import UnlockPage
from ui.unlock.waiting import Waiting
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence

RIGHT = "right"


class Door:
    """Stands in for a vault; `held` keeps it opening until it is set."""

    def __init__(self) -> None:
        self.error: HearthError = WrongPassphrase()
        self.held = threading.Event()
        self.held.set()
        self.right = Credential(RIGHT)
        self.tried: list[Credential] = []

    def open(self, credential: Credential) -> object:
        self.tried.append(credential)
        self.held.wait(5)
        if credential != self.right:
            raise self.error
        return "the library"


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def page(door: Door, qtbot: QtBot) -> Iterator[UnlockPage]:
    jobs = Jobs()
    made = UnlockPage(door.open, jobs, load_theme("paper"))
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


def buttons(page: UnlockPage) -> list[QPushButton]:
    return [button for button in page.findChildren(QPushButton) if button.isVisible()]


def choose(page: UnlockPage, path: Path) -> None:
    buttons(page)[0].click()
    dialog = page.findChildren(KeyFileDialog)[-1]
    dialog.file_chosen.emit(str(path))
    dialog.close()


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"a picture that never changes")
    return path


def texts(page: UnlockPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.text() and label.isVisible()]


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
    assert [button.text() for button in buttons(page)] == ["Use a key file…", "Open"]


@pytest.mark.parametrize("error", [WrongPassphrase("shelf"), VaultBusy(), VaultDamaged("slot 3"), MemoryShort()])
def test_what_is_wrong_is_said_in_one_sentence(error: HearthError, page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    door.error = error
    type_passphrase(page, "wrong", qtbot)
    qtbot.waitUntil(lambda: sentence(error) in texts(page))
    assert field(page).selectedText()  # the next key replaces it


def ways_out(page: UnlockPage) -> list[QPushButton]:
    return [button for button in buttons(page) if button.text() in ("Rescue what can be read…", "Put a backup back…")]


def test_a_damaged_library_has_two_ways_out(page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    assert not ways_out(page)
    door.error = VaultDamaged()
    type_passphrase(page, "what would open it", qtbot)
    qtbot.waitUntil(lambda: len(ways_out(page)) == 2)
    rescue, restore = ways_out(page)
    with qtbot.waitSignal(page.rescue_requested) as asked:
        rescue.click()
    assert asked.args == [Credential("what would open it")]
    with qtbot.waitSignal(page.restore_requested):
        restore.click()
    page.start()
    assert not ways_out(page)


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
    qtbot.waitUntil(lambda: door.tried == [door.right])
    assert [button.isEnabled() for button in buttons(page)] == [False, False]
    assert buttons(page)[-1].text() == "Opening…"
    with qtbot.waitSignal(page.opened):
        door.held.set()
    assert door.tried == [door.right]


def pass_seconds(page: UnlockPage, count: int) -> None:
    timer = page.findChild(Waiting)._timer  # type: ignore[union-attr]
    for _ in range(count):
        assert timer.isActive()
        timer.timeout.emit()


def test_a_long_try_counts_its_seconds_and_says_what_typing_is_good_for(
    page: UnlockPage, door: Door, qtbot: QtBot
) -> None:
    door.held.clear()
    type_passphrase(page, "wrong", qtbot)
    assert field(page).isReadOnly()
    pass_seconds(page, 1)
    assert buttons(page)[-1].text() == "Opening… 1 s"
    assert not any("some seconds" in text for text in texts(page))
    pass_seconds(page, 2)
    assert buttons(page)[-1].text() == "Opening… 3 s"
    assert any("some seconds" in text for text in texts(page))
    QTest.keyClicks(field(page), "meanwhile")
    assert field(page).text() == "wrong"
    door.held.set()
    qtbot.waitUntil(lambda: sentence(WrongPassphrase()) in texts(page))
    assert not any("some seconds" in text for text in texts(page))
    assert field(page).hasFocus()
    assert field(page).selectedText() == "wrong"
    QTest.keyClicks(field(page), "n")
    assert field(page).text() == "n", "the next key replaces it"


def test_what_was_said_of_a_long_try_goes_with_it(page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    door.held.clear()
    type_passphrase(page, "wrong", qtbot)
    pass_seconds(page, 3)
    QTest.keyClick(field(page), Qt.Key.Key_Escape)
    door.held.set()
    qtbot.waitUntil(lambda: buttons(page)[-1].text() == "Open")
    assert texts(page) == []


def test_script_and_nothing_else_is_hinted(page: UnlockPage, qtbot: QtBot) -> None:
    QTest.keyClicks(field(page), "a")
    assert texts(page) == ["Typing ABC"]
    field(page).setText("비밀")
    assert texts(page) == ["Typing 한글"]


def shows_file(page: UnlockPage) -> bool:
    return any("holiday.jpg" in text for text in texts(page))


def test_a_key_file_alone_opens_on_return(page: UnlockPage, door: Door, key_file: Path, qtbot: QtBot) -> None:
    door.right = Credential("", read_key_file(key_file))
    choose(page, key_file)
    qtbot.waitUntil(lambda: shows_file(page))
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(field(page), Qt.Key.Key_Return)
    assert not shows_file(page)


def test_a_passphrase_and_a_key_file_are_given_together(
    page: UnlockPage, door: Door, key_file: Path, qtbot: QtBot
) -> None:
    door.right = Credential(RIGHT, read_key_file(key_file))
    choose(page, key_file)
    qtbot.waitUntil(lambda: shows_file(page))
    with qtbot.waitSignal(page.opened):
        type_passphrase(page, RIGHT, qtbot)


def test_a_wrong_try_keeps_the_file_and_leaving_forgets_it(
    page: UnlockPage, door: Door, key_file: Path, qtbot: QtBot
) -> None:
    choose(page, key_file)
    qtbot.waitUntil(lambda: shows_file(page))
    type_passphrase(page, "wrong", qtbot)
    qtbot.waitUntil(lambda: any("the right key file" in text for text in texts(page)))
    assert shows_file(page)
    QTest.keyClick(field(page), Qt.Key.Key_Escape)
    page.start()
    assert not shows_file(page)
    type_passphrase(page, "wrong", qtbot)
    qtbot.waitUntil(lambda: len(door.tried) == 2)
    assert door.tried[-1].key_file is None


def test_a_file_that_cannot_be_a_key_is_said_here(page: UnlockPage, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    choose(page, empty)
    qtbot.waitUntil(lambda: sentence(KeyFileUnusable()) in texts(page))
    QTest.keyClicks(field(page), "a")
    assert sentence(KeyFileUnusable()) not in texts(page)


def test_escape_works_while_it_opens(page: UnlockPage, door: Door, qtbot: QtBot) -> None:
    door.held.clear()
    type_passphrase(page, "wrong", qtbot)
    qtbot.waitUntil(lambda: bool(door.tried))
    with qtbot.waitSignal(page.cover_requested):
        QTest.keyClick(field(page), Qt.Key.Key_Escape)
    door.held.set()
    qtbot.waitUntil(lambda: buttons(page)[-1].text() == "Open")
    assert sentence(WrongPassphrase()) not in texts(page)
