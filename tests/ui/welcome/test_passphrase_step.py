"""The second step: what opens the library, and, for whoever unfolds it, a second one."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.errors import DiskFull, HearthError, PassphraseUnusable
from reader.vault.credential import Credential
from ui.jobs import Jobs
from ui.theme import load_theme
from ui.welcome.passphrase_step import PassphraseStep
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence

FIRST = "river lamp onion bread cloud pencil"
SECOND = "six other honest words for it"
UNFOLD = "A second library behind a second passphrase…"


class Maker:
    """Stands in for create_vault."""

    def __init__(self) -> None:
        self.error: HearthError | None = None
        self.held = threading.Event()
        self.held.set()
        self.made: list[tuple[Credential, Credential | None]] = []

    def create(self, credential: Credential, second: Credential | None) -> object:
        self.held.wait(5)
        if self.error is not None:
            raise self.error
        self.made.append((credential, second))
        return "the library"


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def step(maker: Maker, qtbot: QtBot) -> Iterator[PassphraseStep]:
    jobs = Jobs()
    made = PassphraseStep(maker.create, jobs, load_theme("paper"))
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    maker.held.set()
    jobs.close()


def fields(step: PassphraseStep) -> list[PassphraseField]:
    return [field for field in step.findChildren(PassphraseField) if field.isVisible()]


def button(step: PassphraseStep, text: str) -> QPushButton:
    return next(each for each in step.findChildren(QPushButton) if each.isVisible() and each.text() == text)


def texts(step: PassphraseStep) -> list[str]:
    return [label.text() for label in step.findChildren(QLabel) if label.isVisible()]


def fill(step: PassphraseStep, *passphrases: str) -> None:
    for field, text in zip(fields(step), [text for text in passphrases for _ in range(2)], strict=True):
        QTest.keyClicks(field, text)


def test_one_passphrase_makes_one_library(step: PassphraseStep, maker: Maker, qtbot: QtBot) -> None:
    assert not button(step, "Continue").isEnabled()
    fill(step, FIRST)
    with qtbot.waitSignal(step.created) as created:
        QTest.keyClick(fields(step)[1], Qt.Key.Key_Return)
    assert created.args == ["the library"]
    assert maker.made == [(Credential(FIRST), None)]
    assert [field.text() for field in fields(step)] == ["", ""]


def test_a_second_one_is_folded_away_until_asked_for(step: PassphraseStep, maker: Maker, qtbot: QtBot) -> None:
    assert len(fields(step)) == 2
    button(step, UNFOLD).click()
    assert any("not a laboratory" in text for text in texts(step))
    assert len({field.accessibleName() for field in fields(step)}) == 4
    fill(step, FIRST, SECOND)
    with qtbot.waitSignal(step.created):
        button(step, "Continue").click()
    assert maker.made == [(Credential(FIRST), Credential(SECOND))]


def test_nothing_is_made_while_the_second_is_incomplete(step: PassphraseStep) -> None:
    button(step, UNFOLD).click()
    for field in fields(step)[:2]:
        QTest.keyClicks(field, FIRST)
    assert not button(step, "Continue").isEnabled()
    QTest.keyClick(fields(step)[1], Qt.Key.Key_Return)
    assert button(step, "Continue").text() == "Continue"


def test_folding_it_away_forgets_it(step: PassphraseStep, maker: Maker, qtbot: QtBot) -> None:
    button(step, UNFOLD).click()
    fill(step, FIRST, SECOND)
    button(step, "No second library").click()
    with qtbot.waitSignal(step.created):
        button(step, "Continue").click()
    assert maker.made == [(Credential(FIRST), None)]


def test_the_same_for_both_is_refused_in_its_own_words(step: PassphraseStep, maker: Maker, qtbot: QtBot) -> None:
    maker.error = PassphraseUnusable("both passphrases are the same")
    button(step, UNFOLD).click()
    fill(step, FIRST, FIRST)
    button(step, "Continue").click()
    qtbot.waitUntil(lambda: any(text.startswith("Both are the same") for text in texts(step)))
    QTest.keyClicks(fields(step)[2], "x")
    assert not any(text.startswith("Both are the same") for text in texts(step))


def test_what_went_wrong_is_said_and_what_was_typed_stays(step: PassphraseStep, maker: Maker, qtbot: QtBot) -> None:
    maker.error = DiskFull()
    fill(step, FIRST)
    button(step, "Continue").click()
    qtbot.waitUntil(lambda: sentence(DiskFull()) in texts(step))
    assert fields(step)[0].text() == FIRST


def test_a_refusal_is_scrolled_to_where_there_is_little_room(step: PassphraseStep, maker: Maker, qtbot: QtBot) -> None:
    step.resize(600, 280)
    maker.error = PassphraseUnusable("both passphrases are the same")
    button(step, UNFOLD).click()
    fill(step, FIRST, FIRST)
    button(step, "Continue").click()
    found = [label for label in step.findChildren(QLabel) if label.property("look") == "error"]
    qtbot.waitUntil(lambda: any(label.text() and not label.visibleRegion().isEmpty() for label in found))


def test_busy_takes_no_second_order(step: PassphraseStep, maker: Maker, qtbot: QtBot) -> None:
    maker.held.clear()
    fill(step, FIRST)
    QTest.keyClick(fields(step)[1], Qt.Key.Key_Return)
    QTest.keyClick(fields(step)[1], Qt.Key.Key_Return)
    assert not button(step, "Making the library…").isEnabled()
    assert not button(step, UNFOLD).isEnabled()
    with qtbot.waitSignal(step.created):
        maker.held.set()
    assert len(maker.made) == 1
