"""The Notes cover: it works as a notepad, and takes nothing in after a panic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.covers.notes import NotesStore
from reader.guard.keys import FULL_STOP_CODE
from ui.covers import cover_input
from ui.covers.notes_cover import NotesCover
from ui.covers.notes_editor import NotesEditor
from ui.jobs import Jobs
from ui.theme import load_theme

# The offscreen platform says so of every window that is shown or raised.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Clock:
    """Stands in for the module `time`."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def monotonic(self) -> float:
        return self.now_s


class Desk:
    """A cover on the screen and the person before it."""

    def __init__(self, qtbot: QtBot, folder: Path, clock: Clock) -> None:
        self.clock = clock
        self.folder = folder
        self._qtbot = qtbot
        self._jobs = Jobs(threads=1)
        self.cover = NotesCover(NotesStore(folder), self._jobs, load_theme("paper"), title="Notes")
        qtbot.addWidget(self.cover)
        with qtbot.waitSignal(self.cover.painted, timeout=5000):
            self.cover.show_cover(full_size=False)
        self.cover._editor.setFocus()

    def type(self, text: str) -> None:
        """As the display server would deliver it: to the native window."""
        for letter in text:
            QTest.keyClick(self.cover.windowHandle(), Qt.Key.Key_A if letter != "\n" else Qt.Key.Key_Return)
            if letter not in {"a", "\n"}:
                raise AssertionError("only a and line breaks can be typed here")

    def press(self, code: int, *, control: bool = True, repeated: bool = False) -> None:
        modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, code, 0, 0, "", repeated)
        QCoreApplication.sendEvent(self.cover.windowHandle(), event)

    def make_gesture(self) -> None:
        for _ in range(3):
            self.press(FULL_STOP_CODE)

    def commit(self, text: str) -> None:
        """What an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.cover._editor, event)

    def saved(self) -> list[str]:
        """The texts on the disk, once all writes are done."""
        self._qtbot.waitUntil(self.cover.is_saved, timeout=5000)
        return sorted(path.read_text(encoding="utf-8") for path in self.folder.glob("*.txt"))

    def end_of_scratch(self) -> None:
        """The ten seconds are over."""
        timer = self.cover._editor._scratch_timer
        assert timer.isActive()
        self.clock.now_s += 10.0
        timer.stop()
        timer.timeout.emit()

    def titles(self) -> list[str]:
        model = self.cover._side.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def page(self) -> str:
        return self.cover._editor.toPlainText()

    def close(self) -> None:
        self._qtbot.waitUntil(self.cover.is_saved, timeout=5000)
        self._jobs.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    clock = Clock()
    monkeypatch.setattr(cover_input, "time", clock)
    (tmp_path / "old.txt").write_text("Old note\nwith text", encoding="utf-8")
    made = Desk(qtbot, tmp_path, clock)
    yield made
    made.close()


def test_what_is_typed_is_on_the_disk_at_once(desk: Desk) -> None:
    desk.cover._new()
    desk.type("aaa\na")
    assert desk.saved() == ["Old note\nwith text", "aaa\na"]


def test_the_newest_note_is_open_and_the_list_shows_titles(desk: Desk) -> None:
    assert desk.page == "Old note\nwith text"
    desk.cover._new()
    desk.type("aa")
    model = desk.cover._side.list.model()
    assert {model.index(row, 0).data() for row in range(model.rowCount())} == {"aa", "Old note"}


def test_an_empty_note_is_no_note(desk: Desk) -> None:
    desk.cover._new()
    desk.cover._choose("old")
    assert list(desk.cover._notes) == ["old"]
    assert desk.saved() == ["Old note\nwith text"]


def test_deleting_asks_nothing_and_can_be_undone(desk: Desk) -> None:
    desk.cover._delete()
    assert desk.saved() == []
    assert desk.cover._notice.isVisible()
    desk.cover._restore()
    assert desk.saved() == ["Old note\nwith text"]
    assert desk.page == "Old note\nwith text"


def test_find_narrows_the_list(desk: Desk) -> None:
    desk.cover._new()
    desk.type("aaaa")
    desk.cover._side.words.setText("aaaa")
    assert desk.cover._side.list.model().rowCount() == 1
    desk.cover._side.words.setText("nowhere")
    assert desk.cover._side.list.model().rowCount() == 0


def test_keys_after_a_panic_are_dropped_until_a_quiet_second(desk: Desk) -> None:
    desk.cover._new()
    desk.cover.deafen()
    for _ in range(5):
        desk.clock.now_s += 0.9
        desk.type("a")
        desk.commit("가")
    assert desk.page == ""
    desk.clock.now_s += 1.0
    desk.type("a")
    assert desk.page == "a"


def test_shortcuts_and_clicks_are_dropped_too(desk: Desk) -> None:
    desk.cover.deafen()
    QTest.keyClick(desk.cover.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.cover._delete()
    assert list(desk.cover._notes) == ["old"]


def test_what_is_typed_within_ten_seconds_is_never_saved_and_then_gone(desk: Desk) -> None:
    desk.cover.deafen()
    desk.clock.now_s += 2.0
    desk.type("aaa")
    desk.commit("비밀")
    assert desk.page == "aaa비밀Old note\nwith text", "until then it looks like any text"
    assert desk.titles() == ["Old note"]
    desk.end_of_scratch()
    assert desk.page == "Old note\nwith text"
    assert desk.saved() == ["Old note\nwith text"]


def test_what_is_typed_later_is_saved_in_the_same_note(desk: Desk) -> None:
    desk.cover.deafen()
    desk.clock.now_s += 2.0
    desk.type("aaa")
    desk.end_of_scratch()
    desk.type("aa\n")
    assert desk.saved() == [desk.page]
    assert desk.page.count("a") == 2, "and not one of the three before"
    assert desk.titles() == [desk.page.splitlines()[0]]


def test_a_new_note_begun_in_the_scratch_can_be_written_on(desk: Desk) -> None:
    desk.cover.deafen()
    desk.clock.now_s += 2.0
    desk.cover._new()
    desk.type("aaa")
    desk.end_of_scratch()
    assert desk.page == ""
    desk.type("a")
    assert desk.saved() == ["Old note\nwith text", "a"]
    assert desk.titles() == ["a", "Old note"]


@pytest.mark.parametrize("what", ["shown", "another note", "put away", "panic", "gesture"])
def test_scratch_goes_before_anybody_sees_it_again(desk: Desk, what: str) -> None:
    desk.cover.deafen()
    desk.clock.now_s += 2.0
    desk.type("aaa")
    desk.cover._side.words.setText("secret")
    {
        "shown": lambda: desk.cover.show_cover(full_size=False),
        "another note": lambda: desk.cover._choose("old"),
        "put away": desk.cover.put_away,
        "panic": desk.cover.deafen,
        "gesture": desk.make_gesture,
    }[what]()
    assert desk.page == "Old note\nwith text"
    if what != "another note":
        assert desk.cover._side.words.text() == ""
    assert desk.saved() == ["Old note\nwith text"]


def test_undo_does_not_bring_it_in_by_the_back_door(desk: Desk) -> None:
    desk.type("aa")
    desk.cover.deafen()
    desk.clock.now_s += 2.0
    desk.type("aaa")
    desk.cover._editor.undo()
    desk.end_of_scratch()
    desk.cover._editor.redo()
    desk.cover._editor.undo()
    assert desk.page == "aaOld note\nwith text"
    assert desk.saved() == ["aaOld note\nwith text"]


def test_the_scratch_lasts_ten_seconds_from_the_last_panic(desk: Desk) -> None:
    timer = desk.cover._editor._scratch_timer
    assert (timer.interval(), timer.timerType()) == (10_000, Qt.TimerType.PreciseTimer)
    desk.cover.deafen()
    first = timer.timerId()
    desk.cover.deafen()
    assert timer.isActive()
    assert timer.timerId() != first


def edit(editor: NotesEditor, step: str, letter: str) -> None:
    """One step of somebody who sits before the page."""
    match step:
        case "letter":
            editor.insertPlainText(letter)
        case "erase":
            editor.textCursor().deletePreviousChar()
        case "cut":
            editor.selectAll()
            editor.insertPlainText("")
        case "home":
            editor.moveCursor(QTextCursor.MoveOperation.Start)
        case "over" if editor._scratch_timer.isActive():
            editor._scratch_timer.stop()
            editor._scratch_timer.timeout.emit()
        case "undo" | "redo" | "begin_scratch" | "end_scratch" | "drop_scratch":
            getattr(editor, step)()


STEPS = ["letter", "letter", "erase", "undo", "redo", "cut", "home", "over", "another note"]
STEPS += ["begin_scratch", "end_scratch", "drop_scratch"]


@given(st.lists(st.sampled_from(STEPS), max_size=40))
@example(["begin_scratch", "letter", "undo", "over", "redo"])
@example(["letter", "begin_scratch", "undo", "letter", "drop_scratch", "letter", "over", "undo"])
def test_however_it_is_edited_only_calm_letters_are_saved(qapp: QApplication, steps: list[str]) -> None:
    """Letters typed in the scratch are s, others k. Outside the scratch, what is shown is what is stored."""
    editor = NotesEditor()
    saved = [""]
    editor.text_changed.connect(saved.append)
    for step in steps:
        is_scratch = editor._scratch_timer.isActive()
        before = saved[-1].count("k")
        edit(editor, step, "s" if is_scratch else "k")
        if step == "another note":
            saved.append("kk")
            editor.show_note("kk")
        if step == "letter":
            assert saved[-1].count("k") == before + (not is_scratch)
        assert "s" not in saved[-1]
        assert editor._scratch_timer.isActive() or editor.toPlainText() == saved[-1]


def test_the_gesture_summons_even_while_keys_are_dropped(desk: Desk, qtbot: QtBot) -> None:
    desk.cover.deafen()
    with qtbot.waitSignal(desk.cover.summon_requested, timeout=1000):
        for _ in range(3):
            desk.press(FULL_STOP_CODE)
    assert desk.page == "Old note\nwith text"


def test_keys_typed_while_it_is_deaf_do_not_hold_up_the_gesture(desk: Desk, qtbot: QtBot) -> None:
    desk.cover.deafen()
    for _ in range(10):
        desk.clock.now_s += 0.5
        desk.type("a")
    with qtbot.waitSignal(desk.cover.summon_requested, timeout=1000):
        for _ in range(3):
            desk.press(FULL_STOP_CODE)


def test_a_passphrase_typed_after_a_refused_gesture_lands_nowhere(desk: Desk) -> None:
    desk.cover.deafen()
    desk.clock.now_s += 1.5  # the cover would take keys again, but no summons yet
    for _ in range(3):
        desk.press(FULL_STOP_CODE)
    for pause_s in (0.0, 0.3, 1.2, 1.2, 0.5, 0.9):
        desk.clock.now_s += pause_s
        desk.type("a\n")
        assert desk.page == "Old note\nwith text"
    assert desk.saved() == ["Old note\nwith text"]


def test_back_from_the_prompt_the_notepad_writes_at_once(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(3):
        desk.press(FULL_STOP_CODE)
    desk.cover.deafen()
    desk.cover.put_away()
    assert not desk.cover._input.is_open(), "keys under way are dropped"
    with qtbot.waitSignal(desk.cover.painted, timeout=5000):
        desk.cover.show_cover(full_size=False)
    desk.type("a")
    assert desk.saved() == ["aOld note\nwith text"]


@pytest.mark.parametrize(
    ("code", "control", "repeated"),
    [(FULL_STOP_CODE, False, False), (FULL_STOP_CODE + 1, True, False), (FULL_STOP_CODE, True, True)],
)
def test_other_keys_summon_nobody(desk: Desk, qtbot: QtBot, code: int, control: bool, repeated: bool) -> None:
    with qtbot.assertNotEmitted(desk.cover.summon_requested):
        for _ in range(6):
            desk.press(code, control=control, repeated=repeated)


def test_closing_is_told_and_asks_nothing(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.cover.closed, timeout=1000):
        desk.cover.close()


def test_a_disk_that_refuses_is_said(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str, _text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk.cover._autosave._store, "save", refuse)
    desk.type("a")
    qtbot.waitUntil(desk.cover._notice.isVisible, timeout=5000)
    assert not desk.cover._undo.isVisible()


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    side = desk.cover._side
    for widget in (desk.cover._editor, side.words, side.list, side.delete):
        assert widget.accessibleName()
    assert desk.cover.windowTitle() == "Notes"
