"""Dialogs of long and of dangerous work: how far, how it ended, and whether that is really meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.line_list import MAX_SHOWN, Lines
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.dialogs.pace import Pace
from ui.dialogs.progress_dialog import ProgressDialog
from ui.dialogs.word_dialog import WordDialog
from ui.widgets.safe_line_edit import SafeLineEdit
from ui.widgets.scroll_area import ScrollArea

MIB = 1024 * 1024


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def button(dialog: QWidget, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


def test_a_pace_is_said_only_when_it_is_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.rate_bytes_per_s() == 0
    pace.note(0)
    clock.now_s += 0.5
    pace.note(5 * MIB)
    assert pace.rate_bytes_per_s() == 0
    clock.now_s += 0.5
    pace.note(10 * MIB)
    assert pace.rate_bytes_per_s() == 10 * MIB


def test_a_pace_forgets_the_quick_beginning() -> None:
    clock = Clock()
    pace = Pace(clock)
    done = 0
    for second in range(60):
        pace.note(done)
        clock.now_s += 1
        done += 100 * MIB if second < 3 else MIB
    assert pace.rate_bytes_per_s() == MIB


def test_progress_tells_size_pace_and_time(parent: QWidget) -> None:
    clock = Clock()
    dialog = ProgressDialog("Making a backup", parent, now_s=clock)
    dialog.show_bytes(0, 900 * MIB)
    clock.now_s += 2
    dialog.show_bytes(20 * MIB, 900 * MIB)
    assert "20.0 MiB of 900.0 MiB · 10.0 MiB a second" in said(dialog)
    assert "1 minute" in said(dialog)
    assert dialog.findChildren(QProgressBar)[0].value() == 22
    clock.now_s += 90
    dialog.show_bytes(890 * MIB, 900 * MIB)
    assert "second(s) left" in said(dialog)


@pytest.mark.parametrize("way", ["button", "escape"])
def test_stopping_is_a_wish_and_is_asked_for_once(parent: QWidget, qtbot: QtBot, way: str) -> None:
    dialog = ProgressDialog("Making a backup", parent)
    asked: list[bool] = []
    dialog.stop_requested.connect(lambda: asked.append(True))
    dialog.open()
    for _time in range(2):
        if way == "button":
            button(dialog, "Cancel").click()
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == [True]
    assert dialog.is_stopping
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        dialog.end()


def test_what_can_not_be_stopped_offers_no_button(parent: QWidget) -> None:
    dialog = ProgressDialog("Erasing", parent, can_stop=False)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not button(dialog, "Cancel").isVisible()
    dialog.end()


def test_a_word_has_to_be_typed(parent: QWidget, qtbot: QtBot) -> None:
    dialog = WordDialog("Erase?", ("All is lost.",), "erase", "Erase it", parent)
    dialog.open()
    do, field = button(dialog, "Erase it"), dialog.findChildren(SafeLineEdit)[0]
    assert dialog.focusWidget() is button(dialog, "Cancel")
    QTest.keyClicks(field, "eras")
    assert not do.isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.result() == 0
    QTest.keyClicks(field, "E ")
    assert do.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_return_in_a_word_dialog_is_harmless(parent: QWidget, qtbot: QtBot) -> None:
    dialog = WordDialog("Erase?", (), "erase", "Erase it", parent)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_an_outcome_offers_what_comes_next(parent: QWidget, qtbot: QtBot) -> None:
    dialog = OutcomeDialog("Done.", ("It is there.",), parent)
    dialog.show_lines("Lost", [("Frankenstein", "Pictures.")])
    dialog.show_command(Path("/somewhere/else"))
    use = dialog.offer("Use it")
    dialog.open()
    assert "Frankenstein" in said(dialog)
    assert "--vault /somewhere/else" in said(dialog).replace("\u200b", "")
    assert dialog.focusWidget() is use
    with qtbot.waitSignal(dialog.accepted):
        use.click()


def test_dialogs_are_as_high_as_their_words(parent: QWidget) -> None:
    short = OutcomeDialog("Done.", (), parent)
    long = OutcomeDialog("Done.", ("Many words that need several lines. " * 12,), parent)
    for dialog in (short, long):
        dialog.open()
    paragraph = next(label for label in long.findChildren(QLabel) if "Many" in label.text())
    assert paragraph.height() >= paragraph.heightForWidth(paragraph.width())
    assert paragraph.height() < 1.3 * paragraph.heightForWidth(paragraph.width())
    assert short.height() < long.height()


def test_what_is_longer_than_the_screen_is_scrolled(parent: QWidget) -> None:
    dialog = OutcomeDialog("Done.", (), parent)
    dialog.show_lines("Lost", [(str(number), "gone") for number in range(100)])
    dialog.open()
    assert dialog.height() <= dialog.room().height()
    (area,) = dialog.findChildren(ScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    close = button(dialog, "Close")
    assert dialog.rect().contains(close.mapTo(dialog, close.rect().center()))


def test_a_list_without_end_ends(parent: QWidget) -> None:
    lines = Lines("Lost", [(str(number), "gone") for number in range(MAX_SHOWN + 7)], parent)
    assert len(lines.findChildren(QLabel)) == 2 * MAX_SHOWN + 1
    assert "… and 7 more." in said(lines)
