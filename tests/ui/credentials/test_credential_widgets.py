"""What takes a credential: nothing half is handed on, nothing stays, a suggestion goes nowhere by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import KeyFileUnusable
from reader.vault.credential import Credential
from reader.vault.key_file import MADE_BYTES, read_key_file
from tests.cheap import create_cheap_vault
from ui.credentials.existing_credential import ExistingCredential
from ui.credentials.key_file_dialog import KeyFileDialog
from ui.credentials.make_key_file_dialog import MakeKeyFileDialog
from ui.credentials.new_credential import NewCredential
from ui.credentials.strength_line import StrengthLine
from ui.credentials.suggestion_panel import SuggestionPanel
from ui.jobs import Jobs
from ui.theme import load_theme
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence

GOOD = "river lamp onion bread cloud pencil"


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def new(jobs: Jobs, qtbot: QtBot) -> NewCredential:
    made = NewCredential(jobs, load_theme("paper"))
    qtbot.addWidget(made)
    made.show()
    made.start()
    return made


@pytest.fixture
def existing(jobs: Jobs, qtbot: QtBot) -> ExistingCredential:
    made = ExistingCredential(jobs, load_theme("paper"))
    qtbot.addWidget(made)
    made.show()
    made.start()
    return made


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"a picture that never changes")
    return path


def fields(widget: QWidget) -> list[PassphraseField]:
    return widget.findChildren(PassphraseField)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(widget: QWidget, text: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if b.isVisible() and b.text() == text).click()


def choose(widget: QWidget, path: Path) -> None:
    press(widget, "Use a key file…")
    dialog = widget.findChildren(KeyFileDialog)[-1]
    dialog.file_chosen.emit(str(path))
    dialog.close()


def panel_words(widget: QWidget) -> str:
    panel = widget.findChild(SuggestionPanel)
    assert panel is not None
    return next(label.text() for label in panel.findChildren(QLabel) if label.property("look") == "suggestion")


def test_two_equal_fields_are_a_credential(new: NewCredential, qtbot: QtBot) -> None:
    first, second = fields(new)
    assert first.hasFocus() or not new.isActiveWindow()
    QTest.keyClicks(first, GOOD)
    assert not new.is_valid()
    with qtbot.waitSignal(new.validity_changed) as changed:
        QTest.keyClicks(second, GOOD[:1])
    assert changed.args == [True]
    QTest.keyClicks(second, GOOD[1:])
    with qtbot.waitSignal(new.submitted):
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert new.credential() == Credential(GOOD)


def test_two_different_fields_are_none_and_say_so(new: NewCredential) -> None:
    first, second = fields(new)
    QTest.keyClicks(first, GOOD)
    QTest.keyClicks(second, GOOD + "s")
    assert new.credential() is None
    assert any("not the same" in text for text in texts(new))
    QTest.keyClicks(second, "x")
    assert not any("not the same" in text for text in texts(new))


def test_a_key_file_alone_and_mixed(new: NewCredential, key_file: Path, qtbot: QtBot) -> None:
    digest = read_key_file(key_file)
    with qtbot.waitSignal(new.validity_changed):
        choose(new, key_file)
    assert new.credential() == Credential("", digest)
    assert any("holiday.jpg" in text for text in texts(new))
    assert any("If one byte of it changes" in text for text in texts(new))
    first, second = fields(new)
    QTest.keyClicks(first, GOOD)
    assert not new.is_valid()
    QTest.keyClicks(second, GOOD)
    assert new.credential() == Credential(GOOD, digest)


def test_a_chosen_file_brings_the_keyboard_back_to_the_field(
    existing: ExistingCredential, key_file: Path, qtbot: QtBot
) -> None:
    existing.activateWindow()
    choose(existing, key_file)
    qtbot.waitUntil(existing.is_valid)
    assert existing.focusWidget() is fields(existing)[0]
    with qtbot.waitSignal(existing.submitted):
        QTest.keyClick(fields(existing)[0], Qt.Key.Key_Return)


def test_a_key_file_can_be_let_go_of(existing: ExistingCredential, key_file: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(existing.validity_changed):
        choose(existing, key_file)
    with qtbot.waitSignal(existing.validity_changed):
        next(b for b in existing.findChildren(QToolButton) if b.accessibleName() == "Don't use the key file").click()
    assert existing.credential() is None
    assert not any("holiday" in text for text in texts(existing))


def test_a_file_that_cannot_be_one_is_said(existing: ExistingCredential, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    choose(existing, empty)
    qtbot.waitUntil(lambda: sentence(KeyFileUnusable()) in texts(existing))
    assert existing.credential() is None


def test_forgetting_leaves_nothing(new: NewCredential, key_file: Path, qtbot: QtBot) -> None:
    choose(new, key_file)
    press(new, "Suggest one…")
    qtbot.waitUntil(lambda: bool(panel_words(new)))
    qtbot.waitUntil(new.is_valid)
    for field in fields(new):
        QTest.keyClicks(field, GOOD)
    new.forget()
    assert [field.text() for field in fields(new)] == ["", ""]
    assert not any(field.isUndoAvailable() for field in fields(new))
    assert panel_words(new) == ""
    assert new.credential() is None


def test_a_file_that_was_being_read_when_forgotten_stays_forgotten(
    new: NewCredential, key_file: Path, jobs: Jobs, qtbot: QtBot
) -> None:
    choose(new, key_file)
    new.forget()
    done: list[object] = []
    jobs.run(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert new.credential() is None


def test_a_suggestion_is_taken_on_a_click_and_must_be_typed(new: NewCredential, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    press(new, "Suggest one…")
    qtbot.waitUntil(lambda: len(panel_words(new).split()) == 6)
    drawn = panel_words(new)
    first, second = fields(new)
    assert (first.text(), second.text()) == ("", "")
    press(new, "Another")
    qtbot.waitUntil(lambda: panel_words(new) != drawn)
    drawn = panel_words(new)
    press(new, "Use it")
    assert (first.text(), second.text()) == (drawn, "")
    assert not new.is_valid()
    QTest.keyClicks(second, drawn)
    assert new.credential() == Credential(drawn)
    assert clipboard.text() == "before"


def test_a_suggestion_in_another_language_and_length(new: NewCredential, qtbot: QtBot) -> None:
    press(new, "Suggest one…")
    panel = new.findChild(SuggestionPanel)
    assert panel is not None
    for button in panel.findChildren(QPushButton):
        for action in button.menu().actions() if button.menu() else ():
            if action.text() in {"한국어", "8 words"}:
                action.trigger()
    qtbot.waitUntil(lambda: len(panel_words(new).split()) == 8)
    assert all("가" <= letter <= "힣" for letter in panel_words(new).replace(" ", ""))


def test_strength_is_judged_when_typing_pauses_and_the_latest_wins(jobs: Jobs, qtbot: QtBot) -> None:
    field = QLineEdit()
    line = StrengthLine(field, jobs)
    qtbot.addWidget(field)
    qtbot.addWidget(line)
    field.setText("password")
    qtbot.waitUntil(lambda: line.text().startswith("Weak"))
    field.setText(GOOD)
    qtbot.waitUntil(lambda: line.text().startswith("Strong"))
    field.setText("")
    assert line.text().startswith("Five or six words")


def test_a_new_key_file_is_made_and_never_over_another(
    jobs: Jobs, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "data.bin").write_bytes(b"somebody's")
    dialog = MakeKeyFileDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    press(dialog, "Make it")
    qtbot.waitUntil(lambda: any("already" in text for text in texts(dialog)))
    assert (tmp_path / "data.bin").read_bytes() == b"somebody's"
    name = next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == "Name of the key file")
    name.setText("../elsewhere")
    assert not next(b for b in dialog.findChildren(QPushButton) if b.text() == "Make it").isEnabled()
    name.setText("other.bin")
    with qtbot.waitSignal(dialog.made) as made:
        press(dialog, "Make it")
    assert made.args[0].digest == read_key_file(tmp_path / "other.bin")
    assert (tmp_path / "other.bin").stat().st_size == MADE_BYTES


def test_no_key_file_is_made_inside_a_vault(
    jobs: Jobs, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_cheap_vault(tmp_path / "library", GOOD)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "library")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = MakeKeyFileDialog(jobs, load_theme("paper"), parent)
    dialog.open()
    before = sorted((tmp_path / "library").iterdir())
    press(dialog, "Make it")
    qtbot.waitUntil(lambda: any("folder of a library" in text for text in texts(dialog)))
    assert sorted((tmp_path / "library").iterdir()) == before


def test_while_busy_nothing_is_typed_or_submitted(new: NewCredential, qtbot: QtBot) -> None:
    first, second = fields(new)
    QTest.keyClicks(first, GOOD)
    QTest.keyClicks(second, GOOD)
    new.set_busy(busy=True)
    with qtbot.assertNotEmitted(new.submitted):
        QTest.keyClick(second, Qt.Key.Key_Return)
    QTest.keyClicks(second, "x")
    assert second.text() == GOOD
