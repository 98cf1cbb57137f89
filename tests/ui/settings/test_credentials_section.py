"""What opens the library, on a real vault: every deed does what it says, says it, and locks nobody out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import CredentialInUse, WrongPassphrase
from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.vault.credential import Credential
from reader.vault.key_file import read_key_file
from reader.vault.vault import Vault
from tests.cheap import DEARER_FOR_TESTS, create_cheap_vault, open_cheap_vault
from ui.credentials.change_dialogs import (
    AddDialog,
    ChangeDialog,
    RemoveCurrentDialog,
    RenameDialog,
    StrengthenDialog,
)
from ui.credentials.key_file_dialog import KeyFileDialog
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.jobs import Jobs
from ui.settings.credentials_section import CredentialsSection
from ui.theme import load_theme
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence

FIRST, OTHER = "river lamp onion bread cloud pencil", "another honest set of six words"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    create_cheap_vault(tmp_path / "library", FIRST)
    opened = open_cheap_vault(tmp_path / "library", FIRST)
    Library(opened.shelf)
    yield opened
    opened.close()


@pytest.fixture
def credentials(vault: Vault) -> Credentials:
    return Credentials(vault)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def section(credentials: Credentials, jobs: Jobs, qtbot: QtBot) -> CredentialsSection:
    made = CredentialsSection(credentials, jobs, load_theme("paper"), strongest=DEARER_FOR_TESTS)
    qtbot.addWidget(made)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: bool(buttons(made, "Rename…")))
    return made


def buttons(widget: QWidget, text: str) -> list[QPushButton]:
    return [each for each in widget.findChildren(QPushButton) if each.isVisibleTo(widget) and each.text() == text]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def open_dialog(section: CredentialsSection, button: str, kind: type[QDialog], row: int = 0) -> QDialog:
    buttons(section, button)[row].click()
    return section.findChildren(kind)[-1]


def fill(dialog: QWidget, *passphrases: str) -> None:
    for field, text in zip(dialog.findChildren(PassphraseField), passphrases, strict=True):
        QTest.keyClicks(field, text)


def said(section: CredentialsSection, beginning: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(text.startswith(beginning) for text in texts(section)))


def rows(section: CredentialsSection, count: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(buttons(section, "Rename…")) == count)


def test_the_only_one_is_listed_and_cannot_be_removed(section: CredentialsSection) -> None:
    assert {"Passphrase", "in use now"} <= set(texts(section))
    assert not buttons(section, "Remove…")[0].isEnabled()
    assert buttons(section, "Add…")[0].isEnabled()


def test_adding_one_with_a_name_and_a_key_file(
    section: CredentialsSection, vault: Vault, jobs: Jobs, tmp_path: Path, qtbot: QtBot
) -> None:
    key_file = tmp_path / "holiday.jpg"
    key_file.write_bytes(b"never changes")
    dialog = open_dialog(section, "Add…", AddDialog)
    buttons(dialog, "Use a key file…")[0].click()
    dialog.findChildren(KeyFileDialog)[-1].file_chosen.emit(str(key_file))
    fill(dialog, OTHER, OTHER)
    name = next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Name, if you like")
    QTest.keyClicks(name, "for Mina")
    qtbot.waitUntil(buttons(dialog, "Add")[0].isEnabled)
    buttons(dialog, "Add")[0].click()
    said(section, "It opens this library from now on", qtbot)
    rows(section, 2, qtbot)
    assert "\u2068for Mina\u2069" in texts(section)
    assert "Passphrase and key file" in texts(section)
    folder = vault.folder
    jobs.close()  # the list may still be read
    vault.close()
    open_cheap_vault(folder, Credential(OTHER, read_key_file(key_file))).close()


def test_what_opens_something_already_is_refused_in_the_dialog(section: CredentialsSection, qtbot: QtBot) -> None:
    dialog = open_dialog(section, "Add…", AddDialog)
    fill(dialog, FIRST, FIRST)
    buttons(dialog, "Add")[0].click()
    qtbot.waitUntil(lambda: sentence(CredentialInUse()) in texts(dialog))
    assert dialog.isVisible()


def test_at_four_there_is_no_more_adding(section: CredentialsSection, credentials: Credentials, qtbot: QtBot) -> None:
    for number in range(3):
        credentials.add(Credential(f"{OTHER} {number}"))
    section.start()
    rows(section, 4, qtbot)
    assert not buttons(section, "Add…")[0].isEnabled()
    assert any(text.startswith("Four open it already") for text in texts(section))
    assert all(each.isEnabled() for each in buttons(section, "Remove…"))


def test_changing_tells_of_older_copies(section: CredentialsSection, vault: Vault, jobs: Jobs, qtbot: QtBot) -> None:
    dialog = open_dialog(section, "Change…", ChangeDialog)
    fill(dialog, FIRST, OTHER, OTHER)
    buttons(dialog, "Change")[0].click()
    said(section, "It is changed. Copies of the folder made earlier still open with the old one", qtbot)
    folder = vault.folder
    jobs.close()
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, FIRST)
    open_cheap_vault(folder, OTHER).close()


def test_changing_needs_the_current_one(section: CredentialsSection, qtbot: QtBot) -> None:
    dialog = open_dialog(section, "Change…", ChangeDialog)
    fill(dialog, "not it", OTHER, OTHER)
    buttons(dialog, "Change")[0].click()
    qtbot.waitUntil(lambda: sentence(WrongPassphrase()) in texts(dialog))


def test_strengthening_is_shown_and_offered_once(section: CredentialsSection, qtbot: QtBot) -> None:
    for expected in ("It is strengthened", ""):
        button = buttons(section, "Strengthen…")[0]
        assert button.isEnabled() == bool(expected)
        if expected:
            dialog = open_dialog(section, "Strengthen…", StrengthenDialog)
            fill(dialog, FIRST)
            QTest.keyClick(dialog.findChildren(PassphraseField)[0], Qt.Key.Key_Return)
            said(section, expected, qtbot)
            qtbot.waitUntil(lambda: "strengthened · in use now" in texts(section))


def test_what_is_strengthened_already_is_said(
    section: CredentialsSection, credentials: Credentials, qtbot: QtBot
) -> None:
    credentials.add(Credential(OTHER))
    credentials.strengthen(Credential(FIRST), DEARER_FOR_TESTS)
    dialog = open_dialog(section, "Strengthen…", StrengthenDialog)
    fill(dialog, FIRST)
    buttons(dialog, "Strengthen")[0].click()
    qtbot.waitUntil(lambda: "This one has been strengthened already." in texts(dialog))


def test_removing_another_asks_first(section: CredentialsSection, credentials: Credentials, qtbot: QtBot) -> None:
    other = credentials.add(Credential(OTHER), "a neighbour")
    section.start()
    rows(section, 2, qtbot)
    row = [each.accessibleName() for each in buttons(section, "Remove…")].index("Remove “\u2068a neighbour\u2069”")
    dialog = open_dialog(section, "Remove…", ConfirmDialog, row)
    assert len(credentials.all()) == 2
    dialog.accept()
    said(section, "It opens nothing here any more", qtbot)
    rows(section, 1, qtbot)
    assert other.slot not in {info.slot for info in credentials.all()}


def test_what_is_in_use_goes_only_when_another_is_known(
    section: CredentialsSection, credentials: Credentials, vault: Vault, jobs: Jobs, qtbot: QtBot
) -> None:
    credentials.add(Credential(OTHER), "a neighbour")
    section.start()
    rows(section, 2, qtbot)
    row = [each.accessibleName() for each in buttons(section, "Remove…")].index("Remove “Passphrase”")
    dialog = open_dialog(section, "Remove…", RemoveCurrentDialog, row)
    for given, expected in (
        ("nothing", sentence(WrongPassphrase())),
        (FIRST, "That is the one to be removed. Give another one."),
    ):
        dialog.findChildren(PassphraseField)[0].clear()
        fill(dialog, given)
        buttons(dialog, "Remove")[0].click()
        qtbot.waitUntil(lambda expected=expected: expected in texts(dialog))  # type: ignore[misc]  # bound now
        assert len(credentials.all()) == 2
    dialog.findChildren(PassphraseField)[0].clear()
    fill(dialog, OTHER)
    buttons(dialog, "Remove")[0].click()
    said(section, "It opens nothing here any more", qtbot)
    folder = vault.folder
    jobs.close()
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, FIRST)


def test_the_tab_key_goes_down_the_page(section: CredentialsSection, credentials: Credentials, qtbot: QtBot) -> None:
    credentials.add(Credential(OTHER))
    section.start()
    rows(section, 2, qtbot)
    chain: list[str] = []
    widget = section.nextInFocusChain()
    while widget is not None and widget is not section:
        if isinstance(widget, QPushButton) and widget.isVisibleTo(section):
            chain.append(widget.text())
        widget = widget.nextInFocusChain()
    assert chain == ["Rename…", "Remove…"] * 2 + ["Add…", "Change…", "Strengthen…"]


def test_renaming(section: CredentialsSection, credentials: Credentials, qtbot: QtBot) -> None:
    dialog = open_dialog(section, "Rename…", RenameDialog)
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "mine")
    QTest.keyClick(dialog.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "\u2068mine\u2069" in texts(section))
    assert [info.label for info in credentials.all()] == ["mine"]


def test_a_dialog_at_work_does_not_close(section: CredentialsSection, qtbot: QtBot) -> None:
    dialog = open_dialog(section, "Change…", ChangeDialog)
    fill(dialog, FIRST, OTHER, OTHER)
    buttons(dialog, "Change")[0].click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    said(section, "It is changed", qtbot)


def test_a_dialog_that_closes_forgets_what_was_typed(section: CredentialsSection) -> None:
    dialog = open_dialog(section, "Change…", ChangeDialog)
    fill(dialog, FIRST, OTHER, OTHER)
    typed = dialog.findChildren(PassphraseField)
    dialog.reject()
    assert [field.text() for field in typed] == ["", "", ""]
