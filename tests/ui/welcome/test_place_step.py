"""Where the library goes: a place that nothing remembers comes with the command that opens it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.dialogs.folder_dialog import FolderDialog
from ui.jobs import Jobs
from ui.theme import load_theme
from ui.welcome.place_step import PlaceStep
from ui.welcome.start_command import StartCommand, start_command


@pytest.fixture
def step(qtbot: QtBot, tmp_path: Path) -> Iterator[PlaceStep]:
    jobs = Jobs()
    made = PlaceStep(tmp_path / "default", jobs, load_theme("paper"))
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.close()


def command_of(step: PlaceStep) -> StartCommand:
    found = step.findChild(StartCommand)
    assert found is not None
    return found


def press(step: PlaceStep, text: str) -> None:
    next(button for button in step.findChildren(QPushButton) if button.text().startswith(text)).click()


def test_the_default_place_needs_no_command(step: PlaceStep) -> None:
    assert not command_of(step).isVisible()


def test_another_place_shows_the_command_to_note(step: PlaceStep, tmp_path: Path) -> None:
    press(step, "In another folder")
    folder = tmp_path / "my papers"
    folder.mkdir()
    step.findChildren(FolderDialog)[0].folder_chosen.emit(str(folder))
    command = command_of(step)
    assert command.isVisible()
    QTest.keyClick(command, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert shlex.split(copied)[-2:] == ["--vault", str(folder)]
    assert command.text().replace("\u200b", "") == copied
    press(step, "On this computer")
    assert not command.isVisible()


def test_the_command_starts_this_program() -> None:
    words = shlex.split(start_command(Path("/a place/library")))
    assert Path(words[1]).name == "main.py"
    assert Path(words[1]).is_file()


def test_nothing_overlaps_where_there_is_little_room(step: PlaceStep, qtbot: QtBot) -> None:
    step.resize(600, 280)
    labels = [label for label in step.findChildren(QLabel) if label.isVisible()]
    qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in labels))
    buttons = [button for button in step.findChildren(QPushButton) if button.property("look") == "choice"]
    assert all(button.height() >= button.minimumSizeHint().height() for button in buttons)
    assert all(above.geometry().bottom() < below.geometry().top() for above, below in pairwise(buttons))
