"""What is chosen about hiding: saved first, then told to the guard; what could not be saved does not hold."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.errors import DiskFull
from reader.guard.hiding import HIDING_SETTING, HidingSettings, decode
from reader.guard.messages import (
    CloseRequested,
    FiringRequested,
    Opened,
    PanicKeys,
    ToGuard,
    TriggerReport,
    TriggersAsked,
    TriggerSettings,
    WatchState,
)
from ui.hiding import Commands, Hiding
from ui.jobs import Jobs

PAUSE = HidingSettings(keys=PanicKeys(key_name="Pause"))
AT_RISK = HidingSettings(triggers=TriggerSettings(profile="at-risk"))


class FakeLibrary:
    """Saves when it is let, and in order; or never."""

    def __init__(self) -> None:
        self.saved: list[HidingSettings] = []
        self.may_save = threading.Event()
        self.may_save.set()
        self.is_full = False

    def set_setting(self, name: str, value: str, /) -> None:
        assert name == HIDING_SETTING
        assert self.may_save.wait(30)
        if self.is_full:
            raise DiskFull
        self.saved.append(decode(value))


class Bench:
    """A Hiding whose guard is a list."""

    def __init__(self, app: QApplication) -> None:
        self.sent: list[ToGuard] = []
        self.panics = 0
        self.commands = 0
        self.library = FakeLibrary()
        self.jobs = Jobs()
        self.hiding = Hiding(self.sent.append, self._panic, Commands(self._command, lambda: True), self.jobs, app)
        self.hiding.begin(self.library, HidingSettings())

    def _panic(self) -> None:
        self.panics += 1

    def _command(self) -> bool:
        self.commands += 1
        return False


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench(qapp)
    yield made
    made.library.may_save.set()
    made.jobs.close()
    made.hiding.deleteLater()


def test_what_the_library_holds_is_told_at_once(bench: Bench) -> None:
    assert bench.sent == [Opened()]
    assert bench.library.saved == []


def test_a_choice_is_saved_before_the_guard_hears_of_it(bench: Bench, qtbot: QtBot) -> None:
    bench.library.may_save.clear()
    bench.hiding.choose(lambda _holds: PAUSE)
    assert bench.sent == [Opened()]
    assert bench.hiding.settings == HidingSettings()
    with qtbot.waitSignal(bench.hiding.changed):
        bench.library.may_save.set()
    assert bench.library.saved == [PAUSE]
    assert bench.sent == [Opened(), Opened(keys=PAUSE.keys)]
    assert bench.hiding.settings == PAUSE


def test_where_the_key_file_is_is_told_with_every_choice(bench: Bench, qtbot: QtBot) -> None:
    bench.hiding.begin(bench.library, HidingSettings(), "/stick")
    with qtbot.waitSignal(bench.hiding.changed):
        bench.hiding.choose(lambda _holds: PAUSE)
    assert bench.sent[1:] == [Opened(key_file="/stick"), Opened(keys=PAUSE.keys, key_file="/stick")]


def test_what_could_not_be_saved_does_not_hold(bench: Bench, qtbot: QtBot) -> None:
    bench.library.is_full = True
    errors: list[object] = []
    bench.hiding.failed.connect(errors.append)
    with qtbot.waitSignal(bench.hiding.changed):
        bench.hiding.choose(lambda _holds: PAUSE)
    assert [type(error) for error in errors] == [DiskFull]
    assert bench.sent == [Opened()]
    assert bench.hiding.settings == HidingSettings()
    bench.library.is_full = False
    with qtbot.waitSignal(bench.hiding.changed):
        bench.hiding.choose(lambda holds: HidingSettings(keys=holds.keys, triggers=AT_RISK.triggers))
    assert bench.library.saved == [AT_RISK], "what failed is not saved by the back door"


def test_choices_in_haste_build_on_each_other_and_the_last_stays(bench: Bench, qtbot: QtBot) -> None:
    bench.library.may_save.clear()
    bench.hiding.choose(lambda holds: HidingSettings(keys=PAUSE.keys, triggers=holds.triggers))
    bench.hiding.choose(lambda holds: HidingSettings(keys=holds.keys, triggers=TriggerSettings(profile="relaxed")))
    bench.hiding.choose(lambda holds: HidingSettings(keys=holds.keys, triggers=AT_RISK.triggers))
    bench.library.may_save.set()
    both = HidingSettings(keys=PAUSE.keys, triggers=AT_RISK.triggers)
    qtbot.waitUntil(lambda: bench.hiding.settings == both)
    assert bench.library.saved == [PAUSE, both]
    assert bench.sent[-1] == Opened(keys=PAUSE.keys, triggers=AT_RISK.triggers)


def test_choosing_what_holds_saves_nothing(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.hiding.changed):
        bench.hiding.choose(lambda holds: holds)
    assert bench.library.saved == []
    assert bench.sent == [Opened()]


def test_what_the_guard_says_is_passed_on(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.hiding.watch_changed):
        bench.hiding.hear(WatchState(armed=True))
    assert bench.hiding.watch == WatchState(armed=True)
    with qtbot.waitSignal(bench.hiding.reported) as told:
        bench.hiding.hear(TriggerReport())
    assert told.args == [TriggerReport()]


def test_each_way_to_try_it_is_its_own(bench: Bench, qtbot: QtBot) -> None:
    bench.hiding.ask()
    bench.hiding.fire("lid")
    bench.hiding.close()
    assert bench.sent == [Opened(), TriggersAsked(), FiringRequested(trigger="lid"), CloseRequested()]
    bench.hiding.panic()
    assert bench.panics == 1
    with qtbot.waitSignal(bench.hiding.commands_tried) as told:
        bench.hiding.try_commands()
    assert (told.args, bench.commands) == ([True], 0)
    with qtbot.waitSignal(bench.hiding.commands_tried) as told:
        bench.hiding.command()
    assert (told.args, bench.commands) == ([False], 1)
