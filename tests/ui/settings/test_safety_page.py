"""The Safety page: sorted, said in words, found out in jobs, and noted when the guard says something."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import ui.desk
from reader.errors import SandboxUnavailable, WorkerDied
from reader.guard.messages import Configure, ToGuard, TriggerFact, TriggerReport, TriggersAsked, WatchState
from reader.platform import linux_landlock
from reader.platform.base import SandboxReport
from reader.platform.safety.finding import REASONS, Finding
from reader.workers.pool import WorkerPool
from tests.ui.settings.steps import texts
from tests.ui.settings.test_vault_page import Desk
from tests.ui.test_accessible import CONTROLS
from tests.workers.conftest import captor
from ui.jobs import Jobs
from ui.library.library_page import LibraryPage
from ui.safety import Safety, look_at_sandbox
from ui.settings.finding_row import FindingRow
from ui.settings.safety_page import SafetyPage, SafetySection
from ui.settings.safety_words import words_of
from ui.settings.settings_page import SettingsPage
from ui.theme import THEME_NAMES, load_theme
from ui.widgets.notice import Notice
from ui.widgets.part_button import PartButton

FOUND = [
    Finding("swap", "none"),
    Finding("disk", "plain", ("sda3",)),
    Finding("clipboard", "failed"),
    Finding("session", "x11"),
]
EVERYTHING = [
    Finding(matter, list(reasons)[-1], ("11", "13") if matter == "triggers" else ("2",))
    for matter, reasons in REASONS.items()
]


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def make(jobs: Jobs, qtbot: QtBot) -> Callable[..., SafetyPage]:
    def make(*looks: Callable[[], list[Finding]], has_capture_switch: bool = False) -> SafetyPage:
        page = SafetyPage(looks, jobs, load_theme("paper"), has_capture_switch=has_capture_switch)
        qtbot.addWidget(page)
        page.resize(700, 800)
        page.show()
        page.start()
        return page

    return make


def section(page: SafetyPage) -> SafetySection:
    assert page.section is not None
    return page.section


def shown(page: QWidget) -> list[tuple[str, str]]:
    rows = [row for row in page.findChildren(FindingRow) if row.isVisible() and row.finding]
    rows.sort(key=lambda row: row.y())
    return [(row.finding.matter, row.finding.verdict) for row in rows if row.finding]


def wait_for(page: SafetyPage, qtbot: QtBot, *matters: str) -> None:
    qtbot.waitUntil(lambda: [matter for matter, _verdict in shown(page)] == list(matters))


def test_what_does_not_hold_comes_first(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    page = make(lambda: FOUND)
    wait_for(page, qtbot, "disk", "session", "clipboard", "swap")
    assert section(page).summary.text() == "Does not hold: 2 · Can't be told: 1 · Holds: 1"


def test_a_verdict_is_a_word_and_a_sign(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    page = make(lambda: FOUND)
    wait_for(page, qtbot, "disk", "session", "clipboard", "swap")
    signs = set()
    for row in section(page).finding_rows[:4]:
        labels = [label for label in row.findChildren(QLabel) if label.isVisible()]
        assert {"Holds", "Does not hold", "Can't be told"} & {label.text() for label in labels}
        image = labels[0].pixmap().toImage()
        assert not image.isNull()
        signs.add(bytes(image.convertToFormat(image.Format.Format_Alpha8).constBits()))
    assert len(signs) == 3, "the signs differ in more than their colour"


def test_looking_again_shows_what_is_so_now(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    answers = [[Finding("swap", "plain", ("sda2",))], [Finding("swap", "none")]]
    page = make(lambda: answers.pop(0))
    qtbot.waitUntil(lambda: shown(page) == [("swap", "fails")])
    assert section(page).again.text() == "Look again"
    QTest.keyClick(section(page).again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(page) == [("swap", "holds")])


def test_one_look_at_a_time_and_the_page_says_so(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    gate, looks = threading.Event(), []

    def look() -> list[Finding]:
        looks.append(threading.current_thread())
        gate.wait(10)
        return FOUND

    page = make(look)
    assert section(page).again.text() == "Looking…"
    section(page).again.click()
    page.start()
    gate.set()
    qtbot.waitUntil(lambda: section(page).again.text() == "Look again")
    assert len(looks) == 1
    assert looks[0] is not threading.main_thread()


def test_a_slow_look_holds_up_no_other(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    gate = threading.Event()

    def wait() -> list[Finding]:
        gate.wait(10)
        return [Finding("sandbox", "none")]

    page = make(lambda: FOUND, wait)
    wait_for(page, qtbot, "disk", "session", "clipboard", "swap")
    gate.set()
    wait_for(page, qtbot, "sandbox", "disk", "session", "clipboard", "swap")


def test_what_is_noted_takes_its_place(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    page = make(lambda: FOUND)
    wait_for(page, qtbot, "disk", "session", "clipboard", "swap")
    page.note(Finding("panic-key", "armed"))
    wait_for(page, qtbot, "disk", "session", "clipboard", "panic-key", "swap")
    page.note(Finding("panic-key", "watch-died"))
    wait_for(page, qtbot, "panic-key", "disk", "session", "clipboard", "swap")


def test_what_was_noted_before_it_came_to_the_front_is_kept(jobs: Jobs, qtbot: QtBot) -> None:
    page = SafetyPage((), jobs, load_theme("paper"), has_capture_switch=True)
    qtbot.addWidget(page)
    page.note(Finding("deaths", "some", ("2",)))
    page.note(Finding("capture", "admitted"))
    page.link_triggers()
    page.note(Finding("triggers", "all", ("9", "9")))
    page.show()
    page.start()
    wait_for(page, qtbot, "deaths", "capture", "triggers")
    assert page.capture is not None
    assert page.capture.button.isChecked()
    assert [row.more.isVisible() for row in section(page).finding_rows[:3]] == [False, False, True]


def test_the_way_to_the_triggers_is_offered_where_there_is_one(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    page = make(lambda: [Finding("triggers", "some", ("11", "13"))])
    qtbot.waitUntil(lambda: shown(page) == [("triggers", "fails")])
    row = section(page).finding_rows[0]
    assert not row.more.isVisible()
    page.link_triggers()
    qtbot.waitUntil(row.more.isVisible)
    with qtbot.waitSignal(page.triggers_requested, timeout=1000):
        QTest.keyClick(row.more, Qt.Key.Key_Space)


def test_the_switch_shows_what_holds_and_not_what_was_asked(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    page = make(has_capture_switch=True)
    assert page.capture is not None
    button = page.capture.button
    with qtbot.waitSignal(page.capture_requested, timeout=1000) as asked:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == [True]
    assert not button.isChecked()
    page.note(Finding("capture", "admitted"))
    assert button.isChecked()
    with qtbot.waitSignal(page.capture_requested, timeout=1000) as asked:
        button.click()
    assert asked.args == [False]
    page.note(Finding("capture", "refused"))
    assert not button.isChecked()


def test_without_a_way_to_keep_windows_out_there_is_no_switch(make: Callable[..., SafetyPage]) -> None:
    assert make().capture is None


def test_a_screen_reader_hears_each_row_whole(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    page = make(lambda: FOUND)
    wait_for(page, qtbot, "disk", "session", "clipboard", "swap")
    row = section(page).finding_rows[0]
    assert row.accessibleName() == "Disk of the library: Does not hold"
    assert "sda3" in row.accessibleDescription()
    assert "Encrypt the whole disk" in row.accessibleDescription()
    for control in page.findChildren(QWidget):
        if isinstance(control, CONTROLS):
            assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name), control


def test_the_tab_key_goes_down_the_page(make: Callable[..., SafetyPage], qtbot: QtBot) -> None:
    page = make(lambda: FOUND, has_capture_switch=True)
    page.link_triggers()
    page.note(Finding("triggers", "some", ("1", "2")))
    wait_for(page, qtbot, "triggers", "disk", "session", "clipboard", "swap")
    first = section(page).again
    stops: list[QWidget] = [first]
    while (each := stops[-1].nextInFocusChain()) is not first:
        assert each is not None
        stops.append(each)
    visible = [each for each in stops if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    heights = [each.mapTo(page, each.rect().topLeft()).y() for each in visible if page.isAncestorOf(each)]
    assert len(heights) == 8
    assert heights == sorted(heights)


@pytest.mark.parametrize("width", [560, 683, 1366])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_cut_or_overlaps(
    make: Callable[..., SafetyPage], qtbot: QtBot, width: int, direction: Qt.LayoutDirection
) -> None:
    page = make(lambda: EVERYTHING, has_capture_switch=True)
    page.setLayoutDirection(direction)
    page.resize(width, 384)
    qtbot.waitUntil(lambda: len(shown(page)) == len(EVERYTHING))
    QTest.qWait(1)
    assert page.horizontalScrollBar().maximum() == 0
    rows = [row for row in section(page).finding_rows if row.isVisible()]
    for row in rows:
        labels = [label for label in row.findChildren(QLabel) if label.isVisible() and label.text()]
        assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
        assert all(row.rect().contains(label.geometry()) for label in labels)
    assert all(above.geometry().bottom() < below.geometry().top() for above, below in pairwise(rows))


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_is_worn(make: Callable[..., SafetyPage], qtbot: QtBot, name: str) -> None:
    page = make(lambda: FOUND)
    wait_for(page, qtbot, "disk", "session", "clipboard", "swap")
    sign = section(page).finding_rows[0].findChildren(QLabel)[0]
    page.set_theme(load_theme(name))
    image = sign.pixmap().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert load_theme(name).ember in colours


class Pool:
    """A worker pool of which only the walls are asked."""

    def __init__(self, error: Exception | None = None, *, used: bool = False) -> None:
        self._error = error
        self._report = SandboxReport(
            system_calls_filtered=True, landlock_abi=0, no_new_privileges=True, memory_limit_bytes=1
        )
        self.sandbox = self._report if used else None
        self.parsed = 0

    def parse(self, _chunks: list[bytes]) -> Iterator[None]:
        self.parsed += 1
        if self._error:
            raise self._error
        self.sandbox = self._report
        yield None


def test_the_walls_are_tried_once() -> None:
    pool = Pool()
    assert look_at_sandbox(pool).reason == "one-wall"  # type: ignore[arg-type]  # a pool as far as it is asked
    assert look_at_sandbox(pool).reason == "one-wall"  # type: ignore[arg-type]  # as above
    assert pool.parsed == 1


def test_no_walls_and_no_answer_are_two_things() -> None:
    assert look_at_sandbox(Pool(SandboxUnavailable())).reason == "none"  # type: ignore[arg-type]  # as above
    with pytest.raises(WorkerDied):
        look_at_sandbox(Pool(WorkerDied()))  # type: ignore[arg-type]  # as above


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, qtbot, tmp_path / "library")
    yield made
    made.end()


def open_page(desk: Desk) -> SafetyPage:
    settings = desk.window.findChildren(SettingsPage)[0]
    next(button for button in settings.findChildren(PartButton) if button.text() == "Safety").click()
    return desk.window.findChildren(SafetyPage)[0]


def verdicts(page: SafetyPage) -> dict[str, str]:
    return dict(shown(page))


def test_the_guard_is_asked_and_its_answers_are_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.desk.receive(WatchState(armed=False, reason="no-raw-keys"))
    page = open_page(desk)
    assert TriggersAsked() in desk.sent
    facts = (
        TriggerFact(name="lid", works=False, reason="no-lid"),
        TriggerFact(name="mains", works=True),
        TriggerFact(name="suspend", works=False, reason="no-bus"),
    )
    desk.desk.receive(TriggerReport(triggers=facts))
    qtbot.waitUntil(lambda: verdicts(page).get("panic-key") == "fails")
    qtbot.waitUntil(lambda: "1 of 2 work here." in texts(page))
    desk.desk.receive(WatchState(armed=True))
    desk.desk.receive(TriggerReport(triggers=facts[:2]))
    qtbot.waitUntil(lambda: [verdicts(page).get(matter) for matter in ("panic-key", "triggers")] == ["holds"] * 2)


def test_this_machine_is_really_looked_at(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk)
    qtbot.waitUntil(lambda: set(verdicts(page)) >= set(REASONS) - {"deaths", "triggers"}, timeout=30_000)
    assert "deaths" not in verdicts(page)


@pytest.mark.skipif(sys.platform != "linux", reason="what stands on Linux")
def test_the_walls_of_a_real_worker_are_listed(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk)
    qtbot.waitUntil(lambda: verdicts(page).get("sandbox") == "holds", timeout=30_000)
    said = texts(page)
    for wall in ("(seccomp)", "start no program", "at most 2 GiB", "at most 180 minutes", "never gain rights"):
        assert wall in said
    assert ("(Landlock" in said) == (linux_landlock.kernel_abi() > 0)
    row = next(row for row in page.findChildren(FindingRow) if row.finding and row.finding.matter == "sandbox")
    assert "at most 2 GiB" in row.accessibleDescription()


@pytest.mark.parametrize("lacks", ["filters", "library"])
def test_where_nothing_can_be_parsed_the_page_and_the_import_say_so(
    desk: Desk, qtbot: QtBot, tmp_path: Path, lacks: str
) -> None:
    opened = desk.desk.opened
    assert opened is not None
    pool = WorkerPool(captor("older kernel", lacks), 0)
    opened.importer._pool = pool
    file = tmp_path / "book.txt"
    file.write_text("A book.")
    library_page = desk.window.findChildren(LibraryPage)[0]
    library_page.import_requested.emit([file])
    notice = desk.window.findChildren(Notice)[0]
    qtbot.waitUntil(lambda: "no safe place to read files in" in texts(notice), timeout=30_000)
    assert opened.library.document_count() == 1
    assert words_of(look_at_sandbox(pool)).sentence.endswith("so none is added.")
    pool.close()


def test_ends_of_itself_are_said_and_none_is_nothing(qapp: QApplication, tmp_path: Path) -> None:
    sent: list[ToGuard] = []
    for deaths, expected in ((0, []), (2, [Finding("deaths", "some", ("2",))])):
        desk = ui.desk.Desk(qapp, sent.append, lambda: None)
        desk.receive(Configure(vault=str(tmp_path / "library"), language="en", deaths=deaths))
        known = qapp.findChildren(Safety)[-1].known()
        assert [finding for finding in known if finding.matter == "deaths"] == expected
        desk.abandon()
        desk.window.deleteLater()
