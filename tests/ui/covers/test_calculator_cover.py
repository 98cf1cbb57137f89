"""The Calculator cover: the contract, and that it calculates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.covers.buttons import BUTTONS
from reader.guard.states import REFUSAL_S
from tests.ui.covers.contract import Clock, CoverContract, Person
from ui.covers.calculator_cover import CalculatorCover
from ui.covers.cover import Cover

EARLIER = {"number": "4831", "history": [{"tokens": ["1", "+", "2"], "result": "3"}]}


def calculator(person: Person) -> CalculatorCover:
    assert isinstance(person.cover, CalculatorCover)
    return person.cover


def line(cover: Cover) -> str:
    assert isinstance(cover, CalculatorCover)
    return cover._display.line.text()


def history(cover: Cover) -> list[str]:
    assert isinstance(cover, CalculatorCover)
    rows = cover._history.list
    return [rows.item(row).text().strip("\u2066\u2069") for row in range(rows.count())]


class TestCalculator(CoverContract):
    kind = "calculator"
    keys = "1+2"
    commit = "="

    def prepare(self, folder: Path) -> None:
        (folder / "calculator.json").write_text(json.dumps(EARLIER), encoding="utf-8")

    def seen(self, cover: Cover) -> str:
        return "|".join([line(cover), *history(cover)])

    def own_gesture(self, person: Person) -> None:
        person.type("c4831=")

    def near_misses(self, person: Person) -> Iterator[None]:
        for keys in ("1+4831=", "c4832=", "c48310=", "c831=", "c4831+=", "c1+=4831=", "c+4831="):
            person.type(keys)
            yield

    @pytest.mark.parametrize(
        ("keys", "shown"),
        [
            ("1+2*3=", "7"), ("(1+2)*3=", "9"), ("200+10%=", "220"), ("0.1+0.2=", "0.3"), ("1/3=*3=", "1"),
            ("1/0=", "1 ÷ 0"), ("1+=", "1 + "), ("12\r", "12"), ("12\b3=", "13"), ("5\x1b", "0"),
            ("999999999999999999999999999999*10=", "1 × 10³¹"), ("1234.5", "1,234.5"),
            ("7=3", "3"), ("7=+3=", "10"), ("zy", "0"),
        ],
    )  # fmt: skip
    def test_it_calculates(self, person: Person, keys: str, shown: str) -> None:
        person.type(keys)
        assert line(person.cover) == shown

    def test_it_does_so_by_its_buttons_too(self, person: Person) -> None:
        pad = calculator(person)._buttons
        assert set(pad.buttons) == set(BUTTONS)
        for button in ("1", "2", "*", "3", "="):
            QTest.mouseClick(pad.buttons[button], Qt.MouseButton.LeftButton)
        assert line(person.cover) == "36"

    def test_buttons_work_by_the_space_bar(self, person: Person) -> None:
        calculator(person)._buttons.buttons["7"].setFocus()
        person.type("  ")
        assert line(person.cover) == "77"

    def test_division_by_zero_is_said_in_words(self, person: Person) -> None:
        person.type("5/0=")
        assert "zero" in calculator(person)._display.above.text()
        person.type("\b2=")
        assert line(person.cover) == "2.5"

    def test_what_was_done_is_kept_and_its_result_can_be_taken(self, person: Person) -> None:
        person.type("2*4=")
        assert history(person.cover) == ["2 × 4 = 8", "1 + 2 = 3"]
        person.type("10-")
        rows = calculator(person)._history.list
        rows.itemActivated.emit(rows.item(0))
        assert line(person.cover) == "10 − 8"
        assert json.loads(person.files()["calculator.json"])["history"][-1]["result"] == "8"

    def test_the_history_can_be_cleared(self, person: Person) -> None:
        calculator(person)._history.clear.click()
        assert history(person.cover) == []
        assert b"history" not in person.files()["calculator.json"]

    def test_digits_are_for_the_calculator_wherever_the_focus_is(self, person: Person) -> None:
        calculator(person)._history.list.setFocus()
        person.type("42")
        assert line(person.cover) == "42"

    def test_the_number_in_the_memory_and_equals_summon(self, person: Person) -> None:
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type("4831=")
        assert line(person.cover) == "0", "and the number stands nowhere"
        assert history(person.cover) == ["1 + 2 = 3"]

    def test_so_they_do_by_the_buttons(self, person: Person) -> None:
        pad = calculator(person)._buttons
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            for button in "4831=":
                QTest.mouseClick(pad.buttons[button], Qt.MouseButton.LeftButton)
        assert line(person.cover) == "0"

    def test_so_they_do_while_keys_are_dropped(self, person: Person) -> None:
        person.type("7+")
        person.cover.deafen()
        person.clock.now_s += 0.1
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type("4831=")
        person.clock.now_s += REFUSAL_S - 0.5
        person.type("99")
        assert line(person.cover) == "0"

    def test_nor_does_the_number_out_of_the_memory(self, person: Person) -> None:
        with person.qtbot.assertNotEmitted(person.cover.summon_requested):
            calculator(person)._buttons.buttons["MR"].click()
            person.type("=")
        assert line(person.cover) == "4,831"

    def test_a_new_number_is_chosen_by_storing_it(self, person: Person) -> None:
        person.type("77501")
        calculator(person)._buttons.buttons["MS"].click()
        assert json.loads(person.files()["calculator.json"])["number"] == "77501"
        with person.qtbot.assertNotEmitted(person.cover.summon_requested):
            person.type("4831=")
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type("77501=")

    def test_after_a_panic_nobody_changes_the_number(self, person: Person) -> None:
        person.cover.deafen()
        person.clock.now_s += 2.0
        person.type("9999")
        calculator(person)._buttons.buttons["MS"].click()
        with person.qtbot.assertNotEmitted(person.cover.summon_requested):
            person.type("9999=")
        person.end_of_scratch()
        assert json.loads(person.files()["calculator.json"]) == EARLIER

    def test_the_result_can_be_copied(self, person: Person) -> None:
        person.type("6*7=")
        QTest.keyClick(person.cover.windowHandle(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "42"
        assert line(person.cover) == "42"

    def test_a_disk_that_refuses_is_said(self, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_name: str, _text: str) -> None:
            raise OSError(28, "No space left on device")

        cover = calculator(person)
        monkeypatch.setattr(cover._autosave._store, "save", refuse)
        person.type("1+1=")
        person.qtbot.waitUntil(lambda: "saved" in cover._display.above.text(), timeout=5000)

    def test_the_pad_stands_as_ever_where_lines_run_from_right_to_left(self, person: Person) -> None:
        person.cover.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        pad = calculator(person)._buttons
        person.qtbot.waitUntil(lambda: pad.buttons["7"].x() < pad.buttons["9"].x(), timeout=2000)


SIZES = [(640, 320), (640, 560), (1000, 330), (1366, 740), (1920, 1040), (3840, 2100)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_at_any_size_it_is_whole_in_the_middle_and_of_keys_for_fingers(
    qtbot: QtBot, tmp_path: Path, width: int, height: int
) -> None:
    person = Person("calculator", tmp_path, qtbot, Clock())
    cover, pad = calculator(person), calculator(person)._buttons
    cover.resize(width, height)
    qtbot.waitUntil(lambda: cover.size() == QSize(width, height))
    QCoreApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: abs(middle(pad, cover) - middle(cover._display, cover)) <= 1)
    for button in pad.buttons.values():
        assert cover.rect().contains(QRect(button.mapTo(cover, QPoint(0, 0)), button.size()))
    seven = pad.buttons["7"]
    assert 30 <= seven.height() <= 84
    assert 36 <= seven.width() <= 128
    left = cover.width() - cover._history.width()
    assert abs(middle(pad, cover) - left / 2) < 20
    places = [button.geometry() for button in pad.buttons.values()]
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    person.end()


def middle(widget: QWidget, cover: QWidget) -> int:
    return widget.mapTo(cover, widget.rect().center()).x()


def test_a_comma_is_the_decimal_point_where_it_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    locale = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        person = Person("calculator", tmp_path, qtbot, Clock())
        person.type("1234,5")
        assert line(person.cover) == "1.234,5"
        person.end()
    finally:
        QLocale.setDefault(locale)
