"""The page where the cover is chosen: it asks the guard, and shows what the guard has saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.guard.messages import CoverChosen, CoverKept
from reader.guard.settings import COVERS
from tests.ui.settings.test_vault_page import Desk
from ui.settings.cover_page import CoverPage, offered


@pytest.fixture
def page(qtbot: QtBot) -> CoverPage:
    made = CoverPage("notes", "notes")
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    return made


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, qtbot, tmp_path / "library")
    yield made
    made.end()


def enabled(page: CoverPage) -> set[str]:
    return {cover for cover, button in page.section.buttons.items() if button.isEnabled()}


def test_every_cover_is_offered() -> None:
    assert tuple(offered()) == COVERS


def test_the_chosen_one_has_nothing_to_do(page: CoverPage) -> None:
    assert enabled(page) == set(COVERS) - {"notes"}
    assert page.section.outcome.text() == ""


def test_a_choice_is_shown_when_it_is_saved(page: CoverPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.cover_requested, timeout=1000) as asked:
        page.section.buttons["blank"].click()
    assert asked.args == ["blank"]
    assert enabled(page) == set(COVERS) - {"notes"}, "nothing is said before it is so"
    page.show_kept("blank")
    assert enabled(page) == set(COVERS) - {"blank"}
    assert "next start" in page.section.outcome.text()


def test_a_choice_that_could_not_be_saved_is_said(page: CoverPage) -> None:
    page.section.buttons["blank"].click()
    page.show_kept("notes")
    assert enabled(page) == set(COVERS) - {"notes"}
    assert "could not be saved" in page.section.outcome.text()


def test_it_goes_by_message_and_comes_back_by_one(desk: Desk) -> None:
    page = desk.window.findChildren(CoverPage)[0]
    page.section.buttons["calculator"].click()
    assert desk.sent == [CoverChosen(cover="calculator")]
    desk.desk.receive(CoverKept(cover="calculator"))
    assert "calculator" not in enabled(page)
    assert "next start" in page.section.outcome.text()


def test_it_can_be_read_by_name_and_reached_by_keyboard(page: CoverPage) -> None:
    for button in page.section.buttons.values():
        assert button.accessibleName()
        assert button.accessibleDescription()
