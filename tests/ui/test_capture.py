"""Windows of the desk are kept out of recordings: each before it is seen, all at once when it is chosen otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.guard.messages import Configure, Opened, ShowPrompt, ToGuard
from reader.platform.base import Platform
from reader.store.library import Library
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.ui.test_desk import PASSPHRASE, cheap_opener
from ui.capture import CaptureWarden
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.open_desk import OpenDesk
from ui.settings.safety_page import SafetyPage
from ui.unlock.opening import ADMITTED, CAPTURE_SETTING
from ui.widgets.passphrase_field import PassphraseField


class Recorder(Platform):
    """A system that can, and writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []
        self.obeys = True

    @property
    def can_exclude_from_capture(self) -> bool:
        return True

    def exclude_from_capture(self, window_id: int) -> bool:
        self.told.append(("out", window_id))
        return self.obeys

    def admit_to_capture(self, window_id: int) -> bool:
        self.told.append(("in", window_id))
        return self.obeys


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def warden(qapp: QApplication, recorder: Recorder) -> Iterator[CaptureWarden]:
    made = CaptureWarden(qapp, recorder)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


def test_every_window_is_kept_out_before_it_is_seen(warden: CaptureWarden, recorder: Recorder, qtbot: QtBot) -> None:
    window, tip = QWidget(), QWidget(None, Qt.WindowType.ToolTip)
    qtbot.addWidget(window)
    qtbot.addWidget(tip)
    window.show()
    dialog = Dialog(window)
    dialog.open()
    tip.show()
    assert recorder.told == [("out", int(each.winId())) for each in (window, dialog, tip)]
    assert warden.is_done
    dialog.close()
    tip.close()


def test_a_window_that_comes_again_is_told_again(warden: CaptureWarden, recorder: Recorder, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for _ in range(2):
        window.show()
        window.hide()
    assert [deed for deed, _window in recorder.told] == ["out", "out"]


def test_the_choice_holds_at_once_and_for_windows_to_come(
    warden: CaptureWarden, recorder: Recorder, qtbot: QtBot
) -> None:
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
    first.show()
    recorder.told.clear()
    warden.set_admitted(admitted=True)
    second.show()
    ours = {int(first.winId()), int(second.winId())}
    assert {told for told in recorder.told if told[1] in ours} == {("in", window) for window in ours}
    recorder.told.clear()
    warden.set_admitted(admitted=False)
    assert {told for told in recorder.told if told[1] in ours} == {("out", window) for window in ours}


def test_one_window_that_the_system_left_is_enough(warden: CaptureWarden, recorder: Recorder, qtbot: QtBot) -> None:
    for obeys in (False, True):
        recorder.obeys = obeys
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        assert not warden.is_done
    warden.set_admitted(admitted=False)
    assert warden.is_done, "all have been told again"


def test_a_system_that_can_not_is_not_asked(qapp: QApplication, qtbot: QtBot) -> None:
    class Unable(Recorder):
        @property
        def can_exclude_from_capture(self) -> bool:
            return False

    platform = Unable()
    warden = CaptureWarden(qapp, platform)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    warden.set_admitted(admitted=True)
    assert platform.told == []
    assert Platform().exclude_from_capture(1) is False
    assert Platform().admit_to_capture(1) is False


class Stage:
    """A desk on a system that can."""

    def __init__(self, qapp: QApplication, folder: Path, recorder: Recorder) -> None:
        self.sent: list[ToGuard] = []
        self.desk = Desk(qapp, self.sent.append, lambda: None, opener=cheap_opener, platform=recorder)
        self.desk.receive(Configure(vault=str(folder), language="en"))

    def unlock(self, qtbot: QtBot) -> OpenDesk:
        self.desk.receive(ShowPrompt())
        window = self.desk.window
        window.findChildren(PassphraseField)[0].setText(PASSPHRASE)
        window.findChildren(PassphraseField)[0].returnPressed.emit()
        qtbot.waitUntil(lambda: bool(window.findChildren(OpenDesk)))
        return window.findChildren(OpenDesk)[0]


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path, recorder: Recorder) -> Iterator[Stage]:
    create_cheap_vault(tmp_path / "library", PASSPHRASE)
    made = Stage(qapp, tmp_path / "library", recorder)
    yield made
    made.desk.abandon()
    for warden in qapp.findChildren(CaptureWarden):
        qapp.removeEventFilter(warden)


def test_the_prompt_and_the_library_are_kept_out(stage: Stage, recorder: Recorder, qtbot: QtBot) -> None:
    stage.desk.receive(ShowPrompt())
    assert recorder.told[0] == ("out", int(stage.desk.window.winId()))
    stage.unlock(qtbot)
    assert {deed for deed, _window in recorder.told} == {"out"}


def test_the_choice_is_made_on_the_page_and_kept_in_the_library(
    stage: Stage, recorder: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = stage.unlock(qtbot)
    opened.show_settings()
    page = opened.findChildren(SafetyPage)[0]
    page.start()
    assert page.capture is not None
    recorder.told.clear()
    page.capture.button.click()
    assert ("in", int(stage.desk.window.winId())) in recorder.told
    assert page.capture.button.isChecked()
    vault = stage.desk.opened
    assert vault is not None
    qtbot.waitUntil(lambda: vault.library.setting(CAPTURE_SETTING) == ADMITTED)


def test_the_choice_holds_from_the_next_opening_on_and_not_at_the_prompt(
    stage: Stage, recorder: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    vault = open_cheap_vault(tmp_path / "library", PASSPHRASE)
    Library(vault.shelf).set_setting(CAPTURE_SETTING, ADMITTED)
    vault.close()
    stage.unlock(qtbot)
    of_desk = [deed for deed, window in recorder.told if window == int(stage.desk.window.winId())]
    assert of_desk[0] == "out"
    assert of_desk[-1] == "in"
    assert any(isinstance(message, Opened) for message in stage.sent)
