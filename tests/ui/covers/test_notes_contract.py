"""The Notes cover keeps the contract of every cover; what it does beside stands in test_notes_cover.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from tests.ui.covers.contract import CoverContract, Person
from ui.covers.cover import Cover
from ui.covers.notes_cover import NotesCover


class TestNotes(CoverContract):
    kind = "notes"
    keys = "aab"

    def prepare(self, folder: Path) -> None:
        (folder / "old.txt").write_text("Old note\nwith text", encoding="utf-8")

    def own_gesture(self, person: Person) -> None:
        person.control(Qt.Key.Key_F)
        person.type(".,.\r")

    @pytest.mark.parametrize("deaf", [False, True])
    def test_it_can_be_made_in_a_layout_without_latin_letters(self, person: Person, deaf: bool) -> None:
        kept = person.files()
        if deaf:
            person.cover.deafen()
        control, arabic = Qt.KeyboardModifier.ControlModifier, 0x628
        event = QKeyEvent(QEvent.Type.KeyPress, arabic, control, 41, 0, 0, "")
        QCoreApplication.sendEvent(person.cover.windowHandle(), event)
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type(".,.\r")
        assert person.files() == kept

    def near_misses(self, person: Person) -> Iterator[None]:
        person.type(".,.\r")  # on the page
        yield
        for keys in ("...\r", ",.,\r", ".,\r", ".,..\r", "a.,.\r", ".,.a\r", ".\r,.\r", ".,a\b.\r", "..\b,.\r"):
            person.control(Qt.Key.Key_F)
            person.type(keys)
            yield
        person.control(Qt.Key.Key_F)
        person.type(".,.")
        person.cover.deafen()  # one half before a panic, one after
        person.type("\r")
        yield
        person.cover.deafen()
        person.type(".,.\r")  # nobody has asked for the line
        yield

    @pytest.mark.parametrize(
        ("codes", "letters"), [((60, 59, 60), "زوز"), ((60, 59, 60), "юбю"), ((26, 25, 26), ".,.")]
    )
    def test_its_keys_are_known_by_their_places_and_by_what_they_write(
        self, person: Person, codes: tuple[int, ...], letters: str
    ) -> None:
        person.control(Qt.Key.Key_F)
        for code, letter in zip(codes, letters, strict=True):
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, code, 0, 0, letter)
            QCoreApplication.sendEvent(person.cover.windowHandle(), event)
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type("\r")

    def test_it_works_where_an_input_method_writes(self, person: Person) -> None:
        assert isinstance(person.cover, NotesCover)
        person.cover.deafen()
        person.control(Qt.Key.Key_F)
        event = QInputMethodEvent()
        event.setCommitString(".,.")
        QCoreApplication.sendEvent(person.cover._editor, event)
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type("\r")

    def test_a_line_that_was_emptied_by_hand_is_empty(self, person: Person) -> None:
        person.control(Qt.Key.Key_F)
        person.type("a\b")
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.type(".,.\r")

    def seen(self, cover: Cover) -> str:
        assert isinstance(cover, NotesCover)
        return cover._editor.toPlainText() + "|" + cover._side.words.text()
