"""Our own way to files: it shows what can be read, remembers nothing, and works by keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStorageInfo, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import FileMissing, NotAFile
from ui.dialogs.file_browser import FileBrowser
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.folder_listing import READABLE_SUFFIXES, list_folder, places
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.path_edit import completed
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
    with pytest.raises(FileMissing):
        list_folder(folder / "gone", None)


def test_a_pipe_is_no_folder_and_no_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with pytest.raises(NotAFile):
        list_folder(folder / "pipe", None)


def test_only_media_are_places_beside_the_persons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Volume:
        def __init__(self, path: str) -> None:
            self.path = path

        def rootPath(self) -> str:
            return self.path

        def name(self) -> str:
            return ""

        def isValid(self) -> bool:
            return True

        isReady = isValid  # noqa: N815 - Qt's name

        def isRoot(self) -> bool:
            return self.path in {"/", "C:/"}

    paths = ["/", "/mnt/python", "/usr/lib/python", "/media/ada/STICK", "/run/media/ada/CARD", "C:/", "E:/"]
    monkeypatch.setattr(QStorageInfo, "mountedVolumes", lambda: [Volume(path) for path in paths])
    assert [place.name for place in places() if place.icon == "drive"] == ["STICK", "CARD", "E:"]


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


@pytest.mark.parametrize("first", ["/", "~"])
def test_a_path_begins_in_the_list(first: str, folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    parent.show()
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    browser = browser_of(dialog)
    qtbot.waitUntil(lambda: names(browser)[:1] == ["Books"])
    QTest.keyClicks(browser.view, first)
    path = browser.findChild(QLineEdit)
    assert path is not None
    assert dialog.focusWidget() is path
    assert path.text() == first
    path.setText(str(folder) if first == "/" else "~/Books")
    path.insert("/a.PDF")
    with qtbot.waitSignal(dialog.paths_chosen) as chosen:
        QTest.keyClick(path, Qt.Key.Key_Return)
    assert chosen.args == [[str(folder / "a.PDF")]]


def test_return_takes_all_that_is_chosen(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    browser = browser_of(dialog)
    browser.open_folder(folder)
    qtbot.waitUntil(lambda: len(names(browser)) == 4)
    QTest.keyClick(browser.view, Qt.Key.Key_Home)  # the folder "inner"
    QTest.keyClick(browser.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(browser.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)  # the folder is current again
    with qtbot.waitSignal(dialog.paths_chosen) as chosen:
        QTest.keyClick(browser.view, Qt.Key.Key_Return)
    assert chosen.args == [[str(folder / "inner"), str(folder / "a.PDF")]]


def test_the_first_press_of_down_chooses_the_first_row(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    browser = browser_of(dialog)
    browser.open_folder(folder)
    qtbot.waitUntil(lambda: len(names(browser)) == 4)
    assert browser.selected() == []
    QTest.keyClick(browser.view, Qt.Key.Key_Down)
    assert browser.selected() == [str(folder / "inner")]
    QTest.keyClick(browser.view, Qt.Key.Key_Down)
    assert browser.selected() == [str(folder / "a.PDF")]


def test_tab_completes_a_path_and_then_goes_on(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    parent.show()
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    path = browser_of(dialog).findChild(QLineEdit)
    assert path is not None
    path.clear()
    path.setFocus()
    QTest.keyClicks(path, "~/Boo")
    QTest.keyClick(path, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: path.text() == "~/Books/")
    QTest.keyClicks(path, "in")
    QTest.keyClick(path, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: path.text() == "~/Books/inner/")
    QTest.keyClick(path, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: dialog.focusWidget() is not path)


def test_completion_adds_what_names_have_in_common(tmp_path: Path) -> None:
    for name in ("report-one.txt", "report-two.txt", ".hidden"):
        (tmp_path / name).touch()
    assert completed(f"{tmp_path}/r") == f"{tmp_path}/report-"
    assert completed(f"{tmp_path}/.h") == f"{tmp_path}/.hidden"
    for typed in (f"{tmp_path}/x", f"{tmp_path}/none/x", "report", "~nobody-of-that-name/x"):
        assert completed(typed) == typed


def test_dialogs_are_plain_and_bear_the_identity(parent: QWidget, qapp: QApplication, jobs: Jobs) -> None:
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    assert dialog.windowTitle() == qapp.applicationDisplayName()
    assert not dialog.windowFlags() & Qt.WindowType.WindowMinMaxButtonsHint


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


def test_return_presses_the_button_that_has_the_keyboard(
    folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot
) -> None:
    parent.show()
    dialog = FolderDialog("Where?", jobs, load_theme("paper"), parent)
    dialog.open()
    button(dialog, "Choose").setFocus()
    with qtbot.waitSignal(dialog.folder_chosen) as chosen:
        QTest.keyClick(button(dialog, "Choose"), Qt.Key.Key_Return)
    assert chosen.args == [str(folder.parent)]


def test_a_dialog_may_close_while_it_reads(folder: Path, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> None:
    dialog = ImportDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    browser_of(dialog).open_folder(folder)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    with qtbot.waitCallback() as done:  # what was asked before has been answered by now, to nobody
        jobs.run(lambda: None, done)
