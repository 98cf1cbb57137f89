"""Whoever asks the system for high contrast has it here too, before anything is chosen and without choosing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.test_desk import Stage
from ui import contrast
from ui.contrast import Contrast
from ui.open_desk import OpenDesk
from ui.theme import THEME_NAMES, load_theme
from ui.themes import Themes


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    answer = [True]
    monkeypatch.setattr(contrast, "is_asked_for", lambda: answer[0])
    return answer


def paper(app: QApplication) -> str:
    return app.palette().color(QPalette.ColorRole.Window).name().upper()


def test_qt_can_be_asked(qapp: QApplication) -> None:
    assert qapp is not None
    assert contrast.is_asked_for() is False


@pytest.mark.parametrize("name", THEME_NAMES)
def test_a_dark_theme_becomes_a_dark_one(name: str, qapp: QApplication, asked: list[bool]) -> None:
    themes = Themes()
    suited = Contrast(themes).suited(load_theme(name), themes)
    assert suited.name.startswith("contrast-")
    assert suited.is_dark == load_theme(name).is_dark
    asked[0] = False
    assert Contrast(themes).suited(load_theme(name), themes).name == name


def test_the_desk_wears_it_from_the_prompt_on_until_something_is_chosen(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, asked: list[bool]
) -> None:
    stage = Stage(qapp, qtbot, tmp_path / "library", is_demo=True)
    assert paper(qapp) == load_theme("contrast-light").paper.upper()
    stage.desk._choose_theme("night")
    assert paper(qapp) == load_theme("night").paper.upper(), "who chooses means it"
    stage.desk._contrast.changed.emit()
    assert paper(qapp) == load_theme("contrast-dark").paper.upper()
    asked[0] = False
    stage.desk._contrast.changed.emit()
    assert paper(qapp) == load_theme("night").paper.upper(), "nothing is forgotten"
    assert not stage.shown(OpenDesk)
    stage.desk.abandon()
