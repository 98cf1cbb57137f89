"""The Sheet cover: the contract, and that it is a table that does sums."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.covers.sheet import COLUMNS, ROWS, Cell
from tests.ui.covers.contract import Clock, CoverContract, Person
from ui.covers.cover import Cover
from ui.covers.sheet_cover import SheetCover


def sheet(person: Person) -> SheetCover:
    assert isinstance(person.cover, SheetCover)
    return person.cover


def go(person: Person, cell: Cell) -> None:
    view = sheet(person)._view
    view.setCurrentIndex(view.model().index(*cell))


def shown(person: Person, cell: Cell) -> str:
    return sheet(person)._model.shown(cell)


def control(person: Person, key: Qt.Key) -> None:
    QTest.keyClick(person.cover.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)


class TestSheet(CoverContract):
    kind = "sheet"
    keys = "12"
    commit = "\r"

    def prepare(self, folder: Path) -> None:
        (folder / "sheet.csv").write_text("Milk,3\nBread,4\nTotal,=SUM(B1:B2)\n", encoding="utf-8")

    def seen(self, cover: Cover) -> str:
        assert isinstance(cover, SheetCover)
        cells = (cover._model.shown((row, column)) for row in range(ROWS) for column in range(COLUMNS))
        editors = (line.text() for line in cover._view.viewport().findChildren(QLineEdit) if line.isVisible())
        if cover._head.name.hasFocus():
            return cover._head.name.text()
        return "|".join([*(text for text in cells if text), *editors])

    def own_gesture(self, person: Person) -> None:
        control(person, Qt.Key.Key_G)
        person.type("0.0\r")

    @pytest.mark.parametrize("deaf", [False, True])
    def test_it_can_be_made_in_a_layout_without_latin_letters(self, person: Person, deaf: bool) -> None:
        kept = person.files()
        if deaf:
            person.cover.deafen()
        control, arabic = Qt.KeyboardModifier.ControlModifier, 0x628
        event = QKeyEvent(QEvent.Type.KeyPress, arabic, control, 42, 0, 0, "")
        QCoreApplication.sendEvent(person.cover.windowHandle(), event)
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type("0.0\r")
        assert person.files() == kept

    def near_misses(self, person: Person) -> Iterator[None]:
        person.type("0.0\r")  # in a cell
        yield
        for keys in ("0.\r", "0.00\r", "A0\r", "0\r.0\r", "0.0\b\r", "a0.0\r", "0.0a\r", "0.\x1b0\r", "000\r"):
            control(person, Qt.Key.Key_G)
            person.type(keys)
            yield
            QTest.keyClick(person.cover.windowHandle(), Qt.Key.Key_Escape)
        control(person, Qt.Key.Key_G)
        person.type("0.0")
        person.cover.deafen()  # one half before a panic, one after
        person.type("\r")
        yield
        person.cover.deafen()
        person.type("0.0\r")  # nobody has asked for the line
        yield

    @pytest.mark.parametrize("key", [Qt.Key.Key_G, Qt.Key.Key_F5])
    def test_a_name_that_is_typed_leads_to_its_cell(self, person: Person, key: Qt.Key) -> None:
        modifier = Qt.KeyboardModifier.NoModifier if key == Qt.Key.Key_F5 else Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(person.cover.windowHandle(), key, modifier)
        person.type("b3\r")
        assert sheet(person)._head.name.text() == "B3"
        assert "=SUM(B1:B2)" in sheet(person)._head.content.text()
        person.type("9\r")
        assert shown(person, (2, 1)) == "9", "and the keyboard is in the table again"

    @pytest.mark.parametrize("keys", ["zz\r", "A0\r", "A101\r", "Total\r", "b3\x1b"])
    def test_what_is_no_name_changes_nothing(self, person: Person, keys: str) -> None:
        control(person, Qt.Key.Key_G)
        person.type(keys)
        assert sheet(person)._head.name.text() == "A1"
        assert person.files()["sheet.csv"].startswith(b"Milk,3")

    def test_a_click_into_the_name_selects_it(self, person: Person) -> None:
        name = sheet(person)._head.name
        person.click(name.width() // 2, name.height() // 2)
        assert name.selectedText() == "A1"
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type("0.0\r")

    def test_it_does_sums(self, person: Person) -> None:
        assert shown(person, (2, 1)) == "7"
        go(person, (0, 1))
        person.type("5\r")
        assert shown(person, (2, 1)) == "9"
        assert person.files()["sheet.csv"].decode().splitlines() == ["Milk,5", "Bread,4", "Total,=SUM(B1:B2)"]

    def test_return_goes_down_and_the_line_says_what_the_cell_holds(self, person: Person) -> None:
        go(person, (1, 1))
        person.type("\r")
        assert "=SUM(B1:B2)" in sheet(person)._head.content.text()

    def test_faults_are_said_in_words(self, person: Person) -> None:
        go(person, (4, 0))
        person.type("=1/0\r")
        assert shown(person, (4, 0)) == "division by zero"

    def test_copy_paste_empty_and_undo(self, person: Person) -> None:
        go(person, (2, 1))
        control(person, Qt.Key.Key_C)
        assert QGuiApplication.clipboard().text() == "7"
        QGuiApplication.clipboard().setText("1\t2\n3\t=D1+1")
        go(person, (0, 2))
        control(person, Qt.Key.Key_V)
        assert [shown(person, cell) for cell in ((0, 2), (0, 3), (1, 2), (1, 3))] == ["1", "2", "3", "3"]
        QTest.keyClick(person.cover.windowHandle(), Qt.Key.Key_Delete)
        assert shown(person, (0, 2)) == ""
        control(person, Qt.Key.Key_Z)
        control(person, Qt.Key.Key_Z)
        assert person.files()["sheet.csv"].decode().splitlines()[0] == "Milk,3"

    def test_undo_does_not_bring_scratch_in_by_the_back_door(self, person: Person) -> None:
        kept = person.files()
        person.cover.deafen()
        person.clock.now_s += 2.0
        go(person, (5, 0))
        person.type("12\r")
        person.end_of_scratch()
        control(person, Qt.Key.Key_Z)
        assert shown(person, (5, 0)) == ""
        assert person.files() == kept

    def test_a_line_that_is_open_when_a_panic_comes_goes_with_what_is_in_it(self, person: Person) -> None:
        kept = person.files()
        person.type("12")
        person.cover.deafen()
        person.clock.now_s += 1.5
        person.type("\r")
        assert shown(person, (0, 0)) == "Milk"
        assert person.files() == kept

    def test_what_an_input_method_begins_lands_in_a_cell(self, person: Person) -> None:
        go(person, (6, 0))
        QCoreApplication.sendEvent(sheet(person)._view, QInputMethodEvent("ㅆ", []))
        event = QInputMethodEvent()
        event.setCommitString("쌀")
        QCoreApplication.sendEvent(sheet(person)._view, event)
        person.type("\r")
        assert shown(person, (6, 0)) == "쌀"

    def test_a_cell_s_line_has_a_name(self, person: Person) -> None:
        go(person, (6, 1))
        person.type("1")
        lines = sheet(person)._view.viewport().findChildren(QLineEdit)
        assert [line.accessibleName() for line in lines] == ["Cell B7"]

    def test_a_disk_that_refuses_is_said(self, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_name: str, _text: str) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(sheet(person)._autosave._store, "save", refuse)
        person.type("1\r")
        person.qtbot.waitUntil(lambda: "saved" in sheet(person)._head.content.text(), timeout=5000)


def test_at_first_there_is_a_household_s_budget_and_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    person = Person("sheet", tmp_path, qtbot, Clock())
    assert [shown(person, (9, column)) for column in range(4)] == ["Total", "1,615", "1,527", "88"]
    assert person.files() == {}
    person.end()


def test_an_emptied_sheet_stays_empty(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text("", encoding="utf-8")
    person = Person("sheet", tmp_path, qtbot, Clock())
    assert shown(person, (0, 0)) == ""
    person.end()
