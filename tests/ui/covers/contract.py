"""What every cover must do; each kind's tests inherit the suite and say what they type and what they see.

A kind that takes nothing in (`takes_typing` False) must show and keep the same whatever is done to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reader.guard.identity import IDENTITIES
from reader.guard.keys import FULL_STOP_CODE
from reader.guard.settings import COVERS
from ui.covers import cover_input
from ui.covers.cover import Cover
from ui.covers.making import make_cover
from ui.covers.phrase_line import PhraseLine
from ui.icons import ICONS_FOLDER
from ui.jobs import Jobs
from ui.theme import load_theme

_CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit)

_SCRATCH_MS = 10_000
_SMALL_SCREEN, _FRAME_PX = QSize(640, 360), 40


class Clock:
    """Stands in for the module `time`."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def monotonic(self) -> float:
        return self.now_s


class Person:
    """Somebody before a cover that is on the screen."""

    def __init__(self, kind: str, folder: Path, qtbot: QtBot, clock: Clock) -> None:
        self.folder, self.qtbot, self.clock = folder, qtbot, clock
        self.jobs = Jobs(threads=1)
        self.cover: Cover = make_cover(IDENTITIES[kind], folder, self.jobs, load_theme("paper"))
        qtbot.addWidget(self.cover)
        with qtbot.waitSignal(self.cover.painted, timeout=5000):
            self.cover.show_cover(full_size=False)
        qtbot.waitUntil(self.cover.is_saved, timeout=5000)  # and what is read at the start is read

    def type(self, keys: str) -> None:
        """As the display server would deliver it: to the native window."""
        for key in keys:
            QTest.keyClick(self.cover.windowHandle(), key)  # type: ignore[call-overload]  # the stub knows no str

    def control(self, key: Qt.Key) -> None:
        """A shortcut, as a keyboard makes it."""
        QTest.keyClick(self.cover.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)

    def click(self, x: int, y: int) -> None:
        """A place in the window; counted from the right or from below if it is negative."""
        place = QPoint(x % self.cover.width(), y % self.cover.height())
        QTest.mouseClick(self.cover.windowHandle(), Qt.MouseButton.LeftButton, pos=place)

    def gesture(self) -> None:
        """The common one: Control and the full stop's key, three times."""
        for _ in range(3):
            control = Qt.KeyboardModifier.ControlModifier
            event = QKeyEvent(QEvent.Type.KeyPress, 0, control, FULL_STOP_CODE, 0, 0, "")
            QCoreApplication.sendEvent(self.cover.windowHandle(), event)

    def files(self) -> dict[str, bytes]:
        """What is on the disk, once all writes are done."""
        self.qtbot.waitUntil(self.cover.is_saved, timeout=5000)
        return {path.name: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def end_of_scratch(self, *, passed_s: float = 10.0) -> None:
        """The ten seconds are over: the one timer that is to run ten seconds fires now."""
        timers = [timer for timer in self.cover.findChildren(QTimer) if timer.interval() == _SCRATCH_MS]
        assert [timer.isActive() for timer in timers] == [True]
        self.clock.now_s += passed_s
        timers[0].stop()
        timers[0].timeout.emit()

    def end(self) -> None:
        self.qtbot.waitUntil(self.cover.is_saved, timeout=5000)
        self.jobs.close()


class CoverContract:
    """Inherit it, set `kind`, and fill in what the kind does."""

    kind: ClassVar[str]
    keys: ClassVar[str] = "12"  # what is typed: something that would be seen
    takes_typing: ClassVar[bool] = True
    commit: ClassVar[str] = ""  # keys that make what was typed something to keep; "" where it is kept at once

    def own_gesture(self, person: Person) -> None:
        """Make the one that this cover alone has, as the manual says it."""
        raise NotImplementedError

    def near_misses(self, person: Person) -> Iterator[None]:
        """Make what is almost it, one after the other."""
        raise NotImplementedError

    def prepare(self, folder: Path) -> None:
        """Put data of an earlier day into the folder."""

    def seen(self, cover: Cover) -> str:
        """What the cover shows of what was typed."""
        raise NotImplementedError

    @pytest.fixture
    def person(self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
        clock = Clock()
        monkeypatch.setattr(cover_input, "time", clock)
        folder = tmp_path / "own"
        folder.mkdir()
        self.prepare(folder)
        made = Person(self.kind, folder, qtbot, clock)
        yield made
        made.end()

    def test_it_is_one_of_the_covers_with_a_face_of_its_own(self, person: Person) -> None:
        identity = IDENTITIES[self.kind]
        assert self.kind in COVERS
        assert person.cover.windowTitle() == identity.name
        assert (ICONS_FOLDER / f"{identity.icon_name}.svg").is_file()
        assert identity.wm_class == self.kind

    def test_being_looked_at_writes_nothing(self, person: Person) -> None:
        before = person.files()
        person.cover.put_away()
        person.cover.show_cover(full_size=True)
        person.gesture()
        person.cover.deafen()
        person.cover.close()
        assert person.files() == before

    def test_what_is_typed_is_seen_and_kept_in_its_own_folder(self, person: Person, tmp_path: Path) -> None:
        shown, kept = self.seen(person.cover), person.files()
        person.type(self.keys)
        assert (self.seen(person.cover) != shown) is self.takes_typing
        person.type(self.commit)
        assert (person.files() != kept) is self.takes_typing
        assert list(tmp_path.iterdir()) == [person.folder]
        assert not list(person.folder.glob("*.new"))

    def test_keys_and_clicks_after_a_panic_are_dropped_until_a_quiet_second(self, person: Person) -> None:
        person.cover.deafen()
        shown = self.seen(person.cover)
        for _ in range(5):
            person.clock.now_s += 0.9
            person.type(self.keys)
            self.click_everything(person.cover)
            assert self.seen(person.cover) == shown
        person.clock.now_s += 1.0
        person.type(self.keys)
        assert (self.seen(person.cover) != shown) is self.takes_typing

    def test_what_an_input_method_writes_after_a_panic_is_dropped(self, person: Person) -> None:
        person.cover.deafen()
        shown = self.seen(person.cover)
        for field in person.cover.findChildren(QWidget):
            event = QInputMethodEvent()
            event.setCommitString("비밀")
            QCoreApplication.sendEvent(field, event)
            assert self.seen(person.cover) == shown, field

    def test_what_is_typed_within_ten_seconds_of_a_panic_is_never_saved_and_then_gone(self, person: Person) -> None:
        kept = person.files()
        person.cover.deafen()
        shown = self.seen(person.cover)
        person.clock.now_s += 2.0
        person.type(self.keys + self.commit)
        assert person.files() == kept
        if self.takes_typing:
            person.end_of_scratch()
        assert self.seen(person.cover) == shown
        assert person.files() == kept

    def test_what_is_being_typed_when_that_time_ends_is_not_kept_by_half(self, person: Person) -> None:
        if not self.takes_typing:
            return
        person.cover.deafen()
        shown, kept = self.seen(person.cover), person.files()
        person.clock.now_s += 9.9
        person.type(self.keys)
        person.end_of_scratch(passed_s=0.1)
        assert self.seen(person.cover) == shown
        for _ in range(3):
            person.type(self.keys + self.commit)
            person.clock.now_s += 0.5
        assert self.seen(person.cover) == shown
        assert person.files() == kept
        person.clock.now_s += 1.0
        person.type(self.keys + self.commit)
        assert self.seen(person.cover) != shown
        assert person.files() != kept

    def test_what_is_typed_and_not_taken_yet_goes_when_that_time_ends(self, person: Person) -> None:
        if not self.takes_typing:
            return
        person.cover.deafen()
        shown, kept = self.seen(person.cover), person.files()
        person.clock.now_s += 2.0
        person.type(self.keys)
        person.end_of_scratch()
        assert self.seen(person.cover) == shown
        assert person.files() == kept

    @pytest.mark.parametrize("what", ["shown", "put away", "panic", "gesture"])
    def test_scratch_goes_before_anybody_sees_it_again(self, person: Person, what: str) -> None:
        person.cover.deafen()
        shown, kept = self.seen(person.cover), person.files()
        person.clock.now_s += 2.0
        person.type(self.keys)
        {
            "shown": lambda: person.cover.show_cover(full_size=False),
            "put away": person.cover.put_away,
            "panic": person.cover.deafen,
            "gesture": person.gesture,
        }[what]()
        assert self.seen(person.cover) == shown
        assert person.files() == kept

    def test_the_common_gesture_summons_even_while_keys_are_dropped(self, person: Person) -> None:
        person.cover.deafen()
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            person.gesture()

    @pytest.mark.parametrize("deaf", [False, True])
    def test_its_own_gesture_summons_and_leaves_nothing_behind(self, person: Person, deaf: bool) -> None:
        shown, kept = self.seen(person.cover), person.files()
        if deaf:
            person.cover.deafen()
            person.type(self.keys)
        with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
            self.own_gesture(person)
        assert self.seen(person.cover) == shown
        assert {line.text() for line in person.cover.findChildren(PhraseLine)} <= {"", "A1"}
        assert not any(line.isUndoAvailable() for line in person.cover.findChildren(PhraseLine))
        assert person.files() == kept

    def test_a_refused_one_can_be_made_again(self, person: Person) -> None:
        for _ in range(2):
            with person.qtbot.waitSignal(person.cover.summon_requested, timeout=1000):
                self.own_gesture(person)
            person.clock.now_s += 3.5

    def test_what_is_almost_it_summons_nobody(self, person: Person) -> None:
        asked: list[None] = []
        person.cover.summon_requested.connect(lambda: asked.append(None))
        for number, _ in enumerate(self.near_misses(person)):
            assert not asked, number
            person.clock.now_s += 30.0

    def test_whoever_tries_all_that_can_be_tried_finds_no_gesture(self, person: Person) -> None:
        asked: list[None] = []
        person.cover.summon_requested.connect(lambda: asked.append(None))
        stops = [
            each
            for each in person.cover.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()
        ]
        for stop in [person.cover, *stops]:
            stop.setFocus()
            for key in map(chr, range(0x20, 0x7F)):
                person.type(key * 3 + "\r")
            person.type("test\r0\r00\r0000\r...\r,,,\r" + "\x1b")
        for key in ("A", "F", "G", "N", "Z"):
            person.control(getattr(Qt.Key, f"Key_{key}"))
            person.type("1\r")
        self.click_everything(person.cover)
        for x, y in ((1, 1), (-2, 1), (1, -2), (-2, -2), (300, 200)):
            person.click(x, y)
        assert not asked

    @pytest.mark.parametrize("gesture", ["common", "own"])
    def test_a_passphrase_typed_after_a_refused_gesture_lands_nowhere(self, person: Person, gesture: str) -> None:
        if gesture == "common":
            person.gesture()
        else:
            self.own_gesture(person)
        shown = self.seen(person.cover)
        for pause_s in (0.0, 0.3, 1.2, 1.2, 0.5, 0.9):
            person.clock.now_s += pause_s
            person.type(self.keys + self.commit)
            assert self.seen(person.cover) == shown

    def test_back_from_the_prompt_it_works_at_once(self, person: Person) -> None:
        person.gesture()
        person.cover.deafen()
        person.cover.put_away()
        with person.qtbot.waitSignal(person.cover.painted, timeout=5000):
            person.cover.show_cover(full_size=False)
        shown, kept = self.seen(person.cover), person.files()
        person.type(self.keys)
        assert (self.seen(person.cover) != shown) is self.takes_typing
        person.type(self.commit)
        assert (person.files() != kept) is self.takes_typing

    def test_closing_is_told_and_asks_nothing(self, person: Person) -> None:
        with person.qtbot.waitSignal(person.cover.closed, timeout=1000):
            person.cover.close()

    def test_everything_has_a_name_and_can_be_reached_by_keyboard(self, person: Person) -> None:
        for kind in _CONTROLS:
            for control in person.cover.findChildren(kind):
                if control.objectName().startswith("qt_") or isinstance(control.parent(), QLineEdit | QTableView):
                    continue  # Qt's own inside ours
                assert control.accessibleName() or getattr(control, "text", str)(), control
                assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control

    def test_it_fits_a_small_screen(self, person: Person) -> None:
        smallest = person.cover.minimumSizeHint()
        assert smallest.width() <= _SMALL_SCREEN.width()
        assert smallest.height() <= _SMALL_SCREEN.height() - _FRAME_PX
        person.cover.resize(_SMALL_SCREEN.width(), _SMALL_SCREEN.height() - _FRAME_PX)
        person.qtbot.waitUntil(lambda: person.cover.height() == _SMALL_SCREEN.height() - _FRAME_PX, timeout=2000)
        for button in person.cover.findChildren(QAbstractButton):
            if button.isVisible():
                place = QRect(button.mapTo(person.cover, QPoint(0, 0)), button.size())
                assert person.cover.rect().contains(place), button

    def test_it_mirrors(self, person: Person) -> None:
        side = person.cover.findChild(QWidget, "side")
        if side is None:
            return  # nothing stands at a side
        middle = person.cover.width() // 2
        was_left = side.geometry().center().x() < middle
        person.cover.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        person.qtbot.waitUntil(lambda: (side.geometry().center().x() < middle) is not was_left, timeout=2000)

    def test_a_folder_with_nonsense_in_it_still_opens(self, person: Person, qtbot: QtBot, tmp_path: Path) -> None:
        names = {path.name for path in person.folder.iterdir()} | {f"{self.kind}.json", "n.txt"}
        person.type(self.keys + self.commit)
        names |= set(person.files())
        nonsense = tmp_path / "nonsense"
        nonsense.mkdir()
        for name in names:
            (nonsense / name).write_bytes(b"\xff\x00{[")
        other = Person(self.kind, nonsense, qtbot, person.clock)
        assert other.cover.isVisible()
        other.end()

    def click_everything(self, cover: Cover) -> None:
        """Each button, through the native window, as a hand would."""
        for button in cover.findChildren(QAbstractButton):
            if button.isVisible():
                place = button.mapTo(cover, QPoint(button.width() // 2, button.height() // 2))
                QTest.mouseClick(cover.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
