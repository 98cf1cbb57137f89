"""Our own way to files: it shows what can be read, remembers nothing, and works by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import FileUnreadable
from ui.dialogs.file_browser import FileBrowser
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.folder_listing import READABLE_SUFFIXES, list_folder
from ui.dialogs.import_dialog import ImportDialog
from ui.jobs import Jobs
from ui.theme import load_theme


@pytest.fixture
def folder(own_home: Path) -> Path:
    (own_home / "Books" / "inner").mkdir(parents=True)
    for name in ("b.epub", "a.PDF", "notes.md", "song.mp3", ".hidden.md"):
        (own_home / "Books" / name).touch()
    return own_home / "Books"


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def names(browser: FileBrowser) -> list[str]:
    model = browser.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def browser_of(dialog: QWidget) -> FileBrowser:
    found = dialog.findChild(FileBrowser)
    assert found is not None
    return found


def button(dialog: QWidget, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


def test_folders_come_first_and_hidden_files_not_at_all(folder: Path) -> None:
    assert [entry.name for entry in list_folder(folder, READABLE_SUFFIXES)] == ["inner", "a.PDF", "b.epub", "notes.md"]
    assert "song.mp3" in [entry.name for entry in list_folder(folder, None)]


def test_a_folder_that_is_gone_says_so(folder: Path) -> None:
    with pytest.raises(FileUnreadable):
        list_folder(folder / "gone", None)


def test_several_files_are_chosen_by_keyboard(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    browser = browser_of(dialog)
    path = browser.findChild(QLineEdit)
    assert path is not None
    path.setText(str(folder))
    QTest.keyClick(path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(names(browser)) == 4)
    browser.view.selectAll()
    with qtbot.waitSignal(dialog.paths_chosen) as chosen:
        button(dialog, "Add").click()
    assert chosen.args == [[str(folder / name) for name in ("inner", "a.PDF", "b.epub", "notes.md")]]


def test_return_opens_a_folder_and_backspace_leaves_it(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    browser = browser_of(dialog)
    qtbot.waitUntil(lambda: names(browser)[:1] == ["Books"])
    QTest.keyClick(browser.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: browser.folder() == folder and "inner" in names(browser))
    QTest.keyClick(browser.view, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: names(browser)[:1] == ["Books"])
    assert browser.selected() == [str(folder)]


def test_the_home_folder_is_a_place(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    dialog = FolderDialog("Where?", jobs, load_theme("paper"), parent)
    dialog.open()
    places = dialog.findChild(QListWidget)
    assert places is not None
    qtbot.waitUntil(lambda: places.count() > 0)
    assert places.item(0).data(Qt.ItemDataRole.UserRole) == str(folder.parent)
    with qtbot.waitSignal(dialog.folder_chosen) as chosen:
        button(dialog, "Choose").click()
    assert chosen.args == [str(folder.parent)]


def test_a_dialog_may_close_while_it_reads(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    browser_of(dialog).open_folder(folder)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    with qtbot.waitCallback() as done:  # what was asked before has been answered by now, to nobody
        jobs.run(lambda: None, done)
