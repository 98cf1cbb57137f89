"""The page where the cover is chosen: it asks the guard, and shows what the guard has saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.covers.slide import COLOURS, DEFAULT_COLOUR, NO_SLIDE, Slide
from reader.guard.messages import CoverChosen, CoverKept, SlideChosen, SlideKept
from reader.guard.settings import COVERS
from tests.ui.settings.test_vault_page import Desk
from ui.jobs import Jobs
from ui.settings.cover_page import CoverPage, offered
from ui.settings.picture_dialog import PictureDialog
from ui.theme import load_theme


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(threads=1)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs) -> CoverPage:
    made = CoverPage("notes", "notes", NO_SLIDE, jobs, load_theme("paper"))
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


def test_it_says_before_the_choice_from_when_it_holds(page: CoverPage) -> None:
    texts = [label.text() for label in page.section.findChildren(QLabel)]
    said = next(number for number, text in enumerate(texts) if "next start" in text)
    assert said < texts.index("Notes")


def test_each_cover_says_its_own_gesture(page: CoverPage) -> None:
    about = {cover: button.accessibleDescription() for cover, button in page.section.buttons.items()}
    assert "comma, full stop and Enter" in about["notes"]
    assert "press MS" in about["calculator"]
    assert "0.0 and Enter" in about["sheet"]
    assert "clockwise" in about["picture"]
    assert "clockwise" in about["blank"]


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


def asked(qtbot: QtBot, page: CoverPage, deed: Callable[[], None]) -> SlideChosen:
    with qtbot.waitSignal(page.slide_requested, timeout=1000) as signal:
        deed()
    wish: SlideChosen = signal.args[0]
    return wish


def test_other_screens_show_nothing_of_their_own_at_first(page: CoverPage) -> None:
    section = page.slide_section
    assert not section.none_button.isEnabled()
    assert not section.words_button.isEnabled(), "there are no words to use"
    assert not any(button.isChecked() for button in section.colours.buttons.values())


def test_a_colour_is_shown_as_chosen_once_it_is_saved(page: CoverPage, qtbot: QtBot) -> None:
    section = page.slide_section
    button = section.colours.buttons[COLOURS[5]]
    wish = asked(qtbot, page, button.click)
    assert wish == SlideChosen(slide=Slide(kind="colour", colour=COLOURS[5]))
    assert not button.isChecked(), "nothing is said before it is so"
    page.show_kept_slide(SlideKept(slide=wish.slide))
    assert button.isChecked()
    assert section.none_button.isEnabled()


def test_words_keep_the_colour_and_a_colour_keeps_the_words(page: CoverPage, qtbot: QtBot) -> None:
    section = page.slide_section
    section.words.setText("  Back at two ")
    wish = asked(qtbot, page, section.words_button.click)
    assert wish.slide == Slide(kind="text", colour=DEFAULT_COLOUR, text="Back at two")
    page.show_kept_slide(SlideKept(slide=wish.slide))
    assert not section.words_button.isEnabled()
    section.words.setText("Back at three")
    wish = asked(qtbot, page, section.colours.buttons[COLOURS[0]].click)
    assert wish.slide == Slide(kind="text", colour=COLOURS[0], text="Back at two")
    page.show_kept_slide(SlideKept(slide=wish.slide))
    assert section.words.text() == "Back at three", "what is being typed is not taken away by an answer"


def test_a_picture_goes_by_its_path(page: CoverPage, qtbot: QtBot) -> None:
    page.slide_section.picture_button.click()
    dialog = page.findChildren(PictureDialog)[0]
    wish = asked(qtbot, page, lambda: dialog.file_chosen.emit("/media/camera/sea.jpg"))
    assert (wish.slide.kind, wish.picture) == ("picture", "/media/camera/sea.jpg")
    dialog.close()


@pytest.mark.parametrize(("problem", "words"), [("picture", "no picture"), ("disk", "disk"), ("too-soon", "Try again")])
def test_what_was_not_saved_is_said(
    page: CoverPage, problem: Literal["picture", "disk", "too-soon"], words: str
) -> None:
    page.show_kept_slide(SlideKept(problem=problem))
    assert words in page.slide_section.outcome.text()
    assert not page.slide_section.none_button.isEnabled()


def test_a_slide_goes_by_message_and_comes_back_by_one(desk: Desk) -> None:
    page = desk.window.findChildren(CoverPage)[0]
    page.slide_section.colours.buttons[COLOURS[4]].click()
    slide = Slide(kind="colour", colour=COLOURS[4])
    assert desk.sent == [SlideChosen(slide=slide)]
    desk.desk.receive(SlideKept(slide=slide))
    assert page.slide_section.colours.buttons[COLOURS[4]].isChecked()


def test_every_colour_has_a_name(page: CoverPage) -> None:
    names = {button.accessibleName() for button in page.slide_section.colours.buttons.values()}
    assert len(names - {""}) == len(COLOURS)
