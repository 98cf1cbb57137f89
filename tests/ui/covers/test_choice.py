"""The next start's cover: saved off the UI thread, and never said to be saved when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.guard.settings import GuardSettings, load_settings, save_settings
from ui.covers.choice import CoverChoice
from ui.jobs import Jobs


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(threads=1)
    yield made
    made.close()


def test_what_is_chosen_is_in_the_settings_file(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    parent = QObject()
    choice = CoverChoice(
        lambda cover: save_settings(tmp_path, GuardSettings(cover=cover, language="ko")), "notes", jobs, parent
    )
    with qtbot.waitSignal(choice.settled, timeout=5000):
        choice.choose("calculator")
    assert choice.latest == "calculator"
    assert load_settings(tmp_path) == GuardSettings(cover="calculator", language="ko")


def test_a_file_that_can_not_be_written_leaves_the_one_before(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    parent = QObject()
    choice = CoverChoice(
        lambda cover: save_settings(tmp_path / "file" / "config", GuardSettings(cover=cover)), "notes", jobs, parent
    )
    with qtbot.waitSignal(choice.settled, timeout=5000):
        choice.choose("calculator")
    assert choice.latest == "notes"
