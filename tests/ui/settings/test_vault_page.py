"""The library's settings as a person uses them: real windows, a real vault, and a guard that is a list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import WrongPassphrase
from reader.guard.messages import CloseRequested, LockRequested, ShowPrompt, VaultChosen, VaultErased
from reader.store.library import Library
from reader.text.model import Metadata
from reader.vault.credential import Credential
from reader.vault.files import FILE_NAMES, KEYS_PART_NAME, SHELF_NAMES
from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.ui.settings.steps import NEW, Person, press, texts
from tests.ui.test_accessible import CONTROLS
from tests.ui.test_desk import PASSPHRASE, Stage
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.progress_dialog import ProgressDialog
from ui.dialogs.word_dialog import WordDialog
from ui.library.import_run import ImportRun
from ui.open_desk import OpenDesk
from ui.settings.control import Control
from ui.settings.credential_dialog import CredentialDialog
from ui.settings.room_dialog import SIZES_BYTES, RoomDialog
from ui.settings.section import DeedRow
from ui.settings.settings_page import SettingsPage
from ui.settings.vault_page import VaultPage
from ui.widgets.part_button import PartButton
from ui.widgets.passphrase_field import PassphraseField


class Desk(Stage):
    """With its library open at the settings."""

    def __init__(self, app: QApplication, qtbot: QtBot, folder: Path) -> None:
        super().__init__(app, qtbot, folder)
        create_cheap_vault(folder, PASSPHRASE)
        with closing(open_cheap_vault(folder, PASSPHRASE)) as vault:
            writer = Library(vault.shelf).new_document("text", sha256=b"1" * 32)
            writer.add(Metadata(title="Frankenstein"))
            writer.finish()
        self.unlock()
        self.wait_for(OpenDesk)
        self.open_desk = self.window.findChildren(OpenDesk)[0]
        self.open_desk.show_settings()
        self.wait_for(VaultPage)
        self.page = self.window.findChildren(VaultPage)[0]
        self.sent.clear()

    def library(self) -> Library:
        opened = self.desk.opened
        assert opened is not None
        return opened.library


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, qtbot, tmp_path / "library")
    yield made
    made.end()


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def count(folder: Path, passphrase: str) -> int:
    with closing(open_cheap_vault(folder, passphrase)) as vault:
        return Library(vault.shelf).document_count()


def test_a_backup_says_where_it_is(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Make a backup")
    person.choose_folder(stick)
    assert str(stick) in texts(person.outcome())
    person.put_away()
    assert desk.sent == []
    assert desk.library().document_count() == 1
    assert count(stick, PASSPHRASE) == 1


def test_the_next_backup_takes_the_place_of_the_last_when_asked(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Make a backup")
    person.choose_folder(stick)
    person.put_away()
    desk.library().remove(1)
    person.do(desk.page, "Make a backup")
    person.choose_folder(stick)
    assert "earlier backup of this library" in texts(person.dialog(ConfirmDialog))
    assert count(stick, PASSPHRASE) == 1
    press(person.dialog(ConfirmDialog), -1)
    assert "Keep one backup only" in texts(person.outcome())
    person.put_away()
    assert count(stick, PASSPHRASE) == 0
    assert sorted(path.name for path in stick.parent.iterdir()) == ["library", "stick"]


def test_half_a_copy_that_a_kill_left_is_written_over(desk: Desk, person: Person, stick: Path) -> None:
    (stick / KEYS_PART_NAME).touch()
    (stick / SHELF_NAMES[0]).write_bytes(b"half")
    person.do(desk.page, "Make a backup")
    person.choose_folder(stick)
    person.outcome()
    person.put_away()
    assert count(stick, PASSPHRASE) == 1
    assert sorted(path.name for path in stick.iterdir()) == sorted(FILE_NAMES)


def test_what_can_not_be_done_is_said(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Make a backup")
    person.choose_folder(desk.folder)
    assert "did not work" in texts(person.outcome())
    person.put_away()
    assert desk.sent == []


def test_moving_tells_the_guard_and_locks(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Move to another folder or stick")
    person.choose_folder(stick)
    assert "has moved" in texts(person.outcome())
    assert f"--vault {stick}" in texts(person.outcome()).replace("\u200b", "")
    assert desk.sent == [VaultChosen(vault=str(stick))]  # before anybody reads it
    person.put_away()
    assert desk.sent[1:] == [LockRequested()]
    assert not is_vault(desk.folder)
    assert count(stick, PASSPHRASE) == 1


def test_escape_leads_on_where_the_library_is_closed(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Move to another folder or stick")
    person.choose_folder(stick)
    QTest.keyClick(person.outcome(), Qt.Key.Key_Escape)
    assert desk.sent[-1] == LockRequested()


def test_restoring_asks_what_becomes_of_this_and_locks(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Make a backup")
    person.choose_folder(stick)
    person.put_away()
    desk.library().remove(1)
    person.do(desk.page, "Put a backup back")
    person.choose_folder(stick)
    question = person.dialog(ConfirmDialog)
    assert "kept beside it" in texts(question)
    press(question, -1)
    said = texts(person.outcome())
    assert "in its place" in said
    person.put_away()
    assert desk.sent == [LockRequested()]
    assert count(desk.folder, PASSPHRASE) == 1
    aside = Path(next(line for line in said.splitlines() if line.startswith("\u2066")).strip("\u2066\u2069"))
    assert count(aside, PASSPHRASE) == 0


def test_a_folder_that_is_no_backup_changes_nothing(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Put a backup back")
    person.choose_folder(stick)
    press(person.dialog(ConfirmDialog), -1)
    assert "no library in this folder" in texts(person.outcome())
    person.put_away()
    assert desk.sent == []
    assert desk.library().document_count() == 1


def test_room_is_made_ahead_and_shown(desk: Desk, person: Person, qtbot: QtBot) -> None:
    person.do(desk.page, "Make room ahead")
    press(person.dialog(RoomDialog), -1)
    person.gone(RoomDialog)
    person.gone(ProgressDialog)
    sizes = {(desk.folder / name).stat().st_size for name in SHELF_NAMES}
    assert len(sizes) == 1
    assert sizes.pop() > SIZES_BYTES[0]
    qtbot.waitUntil(lambda: "room for 100" in texts(desk.page) or "room for 99" in texts(desk.page))


def test_the_other_library_is_set_up_after_a_warning(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Set up the other library")
    assert "lost for good" in texts(person.dialog(WordDialog))
    person.type_word()
    person.give_credential()
    person.outcome()
    person.put_away()
    assert desk.sent == []
    desk.end()
    assert count(desk.folder, NEW) == 0
    assert count(desk.folder, PASSPHRASE) == 1


def test_what_opens_this_library_can_not_open_the_other(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Set up the other library")
    person.type_word()
    person.give_credential(PASSPHRASE)
    assert "opens something here already" in texts(person.outcome())
    person.put_away()


def test_the_word_has_to_be_typed(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Erase the folder")
    dialog = person.dialog(WordDialog)
    with pytest.raises(AssertionError):
        press(dialog, -1)
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # the keyboard is on the harmless button
    person.gone(WordDialog)
    assert is_vault(desk.folder)
    assert desk.sent == []


def test_compacting_offers_the_new_one(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Compact into a new folder")
    person.choose_folder(stick)
    person.give_credential()
    assert "stays where it is" in texts(person.outcome())
    person.put_away(-1)
    assert desk.sent == [VaultChosen(vault=str(stick)), LockRequested()]
    assert count(stick, NEW) == 1


def test_the_old_one_goes_on_when_the_new_one_is_not_taken(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Rescue what can be read")
    person.choose_folder(stick)
    person.give_credential()
    person.put_away(0)
    assert desk.sent == []
    assert count(stick, NEW) == 1


def test_a_wrong_passphrase_for_the_other_makes_nothing(desk: Desk, person: Person, stick: Path) -> None:
    person.do(desk.page, "Compact into a new folder")
    person.choose_folder(stick)
    person.give_credential(other="no such thing")
    assert "did not work" in texts(person.outcome())
    person.put_away()
    assert list(stick.iterdir()) == []


def test_all_is_well(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Check everything")
    assert "All is well." in texts(person.outcome())
    person.put_away()


def test_what_is_wrong_is_named_with_its_document(desk: Desk, person: Person) -> None:
    opened = desk.desk.opened
    assert opened is not None
    opened.vault.shelf.run(lambda connection: connection.execute("UPDATE documents SET size_bytes = 7"))
    person.do(desk.page, "Check everything")
    said = texts(person.outcome())
    assert "1 thing" in said
    assert "Frankenstein" in said
    person.put_away()


def test_the_index_is_rebuilt(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Rebuild the search index")
    assert "index is new" in texts(person.outcome())
    person.put_away()


def test_an_erased_library_leads_to_the_notepad(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Erase this library")
    person.type_word()
    person.outcome()
    person.put_away()
    assert desk.sent == [CloseRequested()]
    desk.end()
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(desk.folder, Credential(PASSPHRASE))


def test_an_erased_folder_is_forgotten_by_the_guard(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Erase the folder")
    person.type_word()
    person.outcome()
    assert desk.sent == [VaultErased()]
    person.put_away()
    assert desk.sent[1:] == [CloseRequested()]
    assert not desk.folder.exists()


@pytest.mark.parametrize(
    "deed", ["Move to another folder or stick", "Put a backup back", "Erase this library", "Erase the folder"]
)
def test_nothing_closes_a_library_into_which_files_come(
    desk: Desk, person: Person, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportRun, "is_running", True)
    person.do(desk.page, deed)
    assert "still being added" in texts(person.outcome())
    person.put_away()
    assert person.sees_no_dialog()


def test_a_stopped_backup_ends_in_silence(
    desk: Desk, person: Person, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = []

    def cancelled(_control: Control) -> bool:
        asked.append(1)
        return True

    monkeypatch.setattr(Control, "cancelled", cancelled)
    person.do(desk.page, "Make a backup")
    person.choose_folder(stick)
    qtbot.waitUntil(lambda: bool(asked) and person.sees_no_dialog())
    QTest.qWait(1)
    assert person.sees_no_dialog()
    assert list(stick.iterdir()) == []


def test_the_space_is_said(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "This library holds" in texts(desk.page))
    assert "free." in texts(desk.page)


def test_the_ways_in_and_out(desk: Desk) -> None:
    QTest.keyClick(desk.window.findChildren(SettingsPage)[0], Qt.Key.Key_Escape)
    assert not desk.shown(SettingsPage)
    assert desk.open_desk.library_page.isVisible()
    button = next(each for each in desk.window.findChildren(QToolButton) if each.accessibleName() == "Settings")
    button.click()
    assert desk.shown(SettingsPage)
    desk.open_desk.show_library()
    keys = next(each for each in desk.open_desk.findChildren(QShortcut) if each.key().toString() == "Ctrl+,")
    keys.activated.emit()
    assert desk.shown(SettingsPage)


def test_the_tab_key_goes_down_the_page(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "in use now" in texts(desk.page))
    page = desk.window.findChildren(SettingsPage)[0]
    first = page.findChildren(PartButton)[0]
    stops: list[QWidget] = []
    each = first.nextInFocusChain()
    while each is not None and each is not first:
        can_have = each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        # Once one of a group has the keyboard the others are passed over; here no window need be active.
        if can_have and not isinstance(each, PartButton):
            stops.append(each)
        each = each.nextInFocusChain()
    on_page = [stop for stop in stops if desk.page.isAncestorOf(stop)]
    heights = [stop.mapTo(desk.page, stop.rect().topLeft()).y() for stop in on_page]
    assert len(on_page) > 10
    assert heights == sorted(heights)
    assert stops[: len(on_page)] == on_page, "the list of pages leads into the page"


def test_a_demo_offers_nothing_that_would_outlive_it(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, person: Person
) -> None:
    demo = Stage(qapp, qtbot, tmp_path / "demo", is_demo=True)
    demo.desk.receive(ShowPrompt())
    demo.wait_for(OpenDesk)
    demo.window.findChildren(OpenDesk)[0].show_settings()
    page = demo.window.findChildren(VaultPage)[0]
    deeds = [row.button.accessibleName() for row in page.findChildren(DeedRow)]
    assert deeds == ["Check everything", "Rebuild the search index"]
    demo.end()


def test_every_control_has_a_name(desk: Desk) -> None:
    for control in desk.window.findChildren(SettingsPage)[0].findChildren(QWidget):
        if isinstance(control, CONTROLS):
            assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name), control


def test_no_dialog_has_more_in_its_title_than_the_name(desk: Desk, person: Person) -> None:
    for deed, kind in (("Make a backup", FolderDialog), ("Erase the folder", WordDialog)):
        person.do(desk.page, deed)
        dialog = person.dialog(kind)
        assert dialog.windowTitle() == QApplication.applicationDisplayName()
        dialog.reject()
        person.gone(kind)


def test_what_was_typed_is_dropped_with_the_dialog(desk: Desk, person: Person) -> None:
    person.do(desk.page, "Set up the other library")
    person.type_word()
    dialog = person.dialog(CredentialDialog)
    fields = dialog.findChildren(PassphraseField)
    fields[0].setText("secret")
    dialog.reject()
    assert [field.text() for field in fields] == ["", "", ""]
