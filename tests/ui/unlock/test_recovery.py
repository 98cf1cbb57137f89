"""Where no library is open: a damaged one is rescued, and a backup becomes the library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.guard.messages import ShowPrompt, VaultChosen
from reader.store.library import Library
from reader.text.model import Metadata
from reader.vault.copying import back_up_locked
from reader.vault.files import PAGE_BYTES, SHELF_NAMES
from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.ui.settings.steps import NEW, Person, press, texts
from tests.ui.test_desk import PASSPHRASE, Stage
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.open_desk import OpenDesk
from ui.unlock.unlock_page import UnlockPage
from ui.welcome.welcome_page import WelcomePage


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qapp, qtbot, tmp_path / "library")
    yield made
    made.end()


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


def make_vault(folder: Path) -> None:
    create_cheap_vault(folder, PASSPHRASE)
    with closing(open_cheap_vault(folder, PASSPHRASE)) as vault:
        writer = Library(vault.shelf).new_document("text", sha256=b"1" * 32)
        writer.add(Metadata(title="Frankenstein"))
        writer.finish()


def damage(folder: Path) -> None:
    """So that it does not open: the page on which the list of all tables begins, in both shelves."""
    for name in SHELF_NAMES:
        with (folder / name).open("r+b") as file:
            file.seek(PAGE_BYTES // 2)
            file.write(b"\0" * 8)


def reach_the_ways_out(stage: Stage, qtbot: QtBot) -> None:
    stage.unlock()
    qtbot.waitUntil(lambda: any("can be rescued" in text for text in stage.texts()), timeout=20_000)


def test_a_damaged_library_is_rescued_and_the_new_one_unlocked(stage: Stage, person: Person, qtbot: QtBot) -> None:
    make_vault(stage.folder)
    damage(stage.folder)
    reach_the_ways_out(stage, qtbot)
    stage.press("Rescue what can be read…")
    rescued = stage.folder.with_name("rescued")
    person.choose_folder(rescued)
    person.give_credential()
    assert "Frankenstein" in texts(person.outcome()) or "1 document" in texts(person.outcome())
    person.put_away(-1)
    assert VaultChosen(vault=str(rescued)) in stage.sent
    assert stage.shown(UnlockPage)
    stage.type_passphrases(NEW)
    stage.press("Open")
    stage.wait_for(OpenDesk)
    assert is_vault(stage.folder)


def test_a_backup_takes_the_place_of_a_damaged_library(stage: Stage, person: Person, qtbot: QtBot) -> None:
    make_vault(stage.folder)
    backup = stage.folder.with_name("backup")
    back_up_locked(stage.folder, backup)
    damage(stage.folder)
    reach_the_ways_out(stage, qtbot)
    stage.press("Put a backup back…")
    person.choose_folder(backup)
    press(person.dialog(ConfirmDialog), -1)
    assert "in its place" in texts(person.outcome())
    person.put_away()
    stage.type_passphrases(PASSPHRASE)
    stage.press("Open")
    stage.wait_for(OpenDesk)


def test_a_backup_becomes_the_first_library(stage: Stage, person: Person) -> None:
    backup = stage.folder.with_name("backup")
    make_vault(backup)
    stage.desk.receive(ShowPrompt(first_run=True))
    assert stage.shown(WelcomePage)
    stage.press("I have a backup…")
    assert VaultChosen(vault=str(stage.folder)) in stage.sent, "before anything is written there"
    person.choose_folder(backup)
    person.outcome()
    person.put_away()
    assert stage.shown(UnlockPage)
    stage.type_passphrases(PASSPHRASE)
    stage.press("Open")
    stage.wait_for(OpenDesk)
    assert is_vault(backup)


def test_what_is_no_backup_leaves_the_welcome(stage: Stage, person: Person, tmp_path: Path) -> None:
    stage.desk.receive(ShowPrompt(first_run=True))
    stage.press("I have a backup…")
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "one.jpg").write_bytes(b"x")
    person.choose_folder(photos)
    assert "no library in this folder" in texts(person.outcome())
    person.put_away()
    assert stage.shown(WelcomePage)
    assert not stage.folder.exists()
