import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.reading.kept import encoded
from reader.reading.pace import PACE_SETTING, KeptPace, decoded
from tests.ui.reading.fake_library import FakeLibrary
from ui.jobs import Jobs
from ui.reading.own_pace import OwnPace
from ui.settings.reading_settings import ReadingSettings


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def make_settings(owner: QWidget, library: FakeLibrary) -> ReadingSettings:
    jobs = Jobs(owner)
    owner.destroyed.connect(jobs.close)
    page = ReadingSettings(OwnPace(library, jobs, owner), owner)
    page.start()
    return page


MEASURED = KeptPace(samples={"en": (900.0, 950.0, 1000.0)})


def test_the_speed_is_forgotten_by_a_button(qtbot: QtBot, owner: QWidget) -> None:
    library = FakeLibrary()
    library.set_setting(PACE_SETTING, encoded(MEASURED))
    section = make_settings(owner, library).pace_section
    qtbot.waitUntil(section.forget.isEnabled)
    section.forget.click()
    qtbot.waitUntil(lambda: decoded(library.setting(PACE_SETTING)) == KeptPace())
    assert not section.forget.isEnabled()
    assert section.switch.isChecked()


def test_switching_it_off_forgets_it_too_and_stays(qtbot: QtBot, owner: QWidget) -> None:
    library = FakeLibrary()
    library.set_setting(PACE_SETTING, encoded(MEASURED))
    section = make_settings(owner, library).pace_section
    qtbot.waitUntil(section.forget.isEnabled)
    section.switch.click()
    qtbot.waitUntil(lambda: library.setting(PACE_SETTING) == encoded(KeptPace(is_kept=False)))
    again = make_settings(owner, library).pace_section
    qtbot.waitUntil(lambda: not again.switch.isChecked())
    again.switch.click()
    qtbot.waitUntil(lambda: decoded(library.setting(PACE_SETTING)) == KeptPace())
