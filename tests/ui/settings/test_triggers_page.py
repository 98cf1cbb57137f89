"""The page of what hides the library: what it shows is what the guard says, what it chooses is saved and told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import DiskFull
from reader.guard.hiding import HIDING_SETTING, HidingSettings, decode
from reader.guard.messages import (
    WATCH_REASONS,
    CloseRequested,
    FiringRequested,
    Opened,
    PanicKeys,
    ShowPrompt,
    TriggerFact,
    TriggerReport,
    TriggersAsked,
    TriggerSettings,
    WatchState,
)
from reader.guard.profiles import PROFILES, TRIGGERS, Deed
from reader.guard.triggers.base import REASONS
from reader.store.library import Library
from reader.vault.kdf import SecretKey
from reader.vault.quick_return import QuickReturnSettings
from tests.cheap import open_cheap_vault
from tests.ui.settings.steps import Person, press, texts
from tests.ui.settings.test_vault_page import Desk
from tests.ui.test_desk import PASSPHRASE, Stage
from ui.dialogs.keys_dialog import KeysDialog
from ui.library.toolbar import Toolbar
from ui.open_desk import OpenDesk
from ui.settings.press_key_dialog import PressKeyDialog
from ui.settings.safety_page import SafetyPage
from ui.settings.settings_column import COLUMN_WIDTH_PX
from ui.settings.shared_reasons import shared_reasons
from ui.settings.trial_dialog import TrialDialog
from ui.settings.trigger_group import LIMITS_MIN, IdleLimit
from ui.settings.trigger_row import Sign, TriggerRow
from ui.settings.trigger_words import duration, grouped, has_reason, has_words, reason_sentence, trigger_name
from ui.settings.triggers_page import TriggersPage, with_deed
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.part_button import PartButton
from ui.words import sentence, watch_sentence

NAMES = [kind.name for kind in TRIGGERS]
ALL_WORK = TriggerReport(triggers=tuple(TriggerFact(name=name, works=True) for name in NAMES))


class Scene:
    """A desk whose settings show this page."""

    def __init__(self, desk: Stage, qtbot: QtBot) -> None:
        self.stage, self.qtbot = desk, qtbot
        self.page = desk.window.findChildren(TriggersPage)[0]
        self.show()
        self.hiding = desk.desk._hiding

    def show(self) -> None:
        part = next(each for each in self.stage.window.findChildren(PartButton) if each.text() == self.page.name)
        part.click()
        # What was made only now is shown in the next turn of the event loop.
        self.qtbot.waitUntil(lambda: all(row.isVisible() for row in self.page.rows()))

    def row(self, name: str) -> TriggerRow:
        return next(row for row in self.page.rows() if row.trigger == name)

    def report(self, *facts: TriggerFact) -> None:
        self.stage.desk.receive(TriggerReport(triggers=facts))

    def settle(self, settings: HidingSettings) -> None:
        """Wait until these hold."""
        self.qtbot.waitUntil(lambda: self.hiding.settings == settings)

    def triggers(self, **changed: object) -> HidingSettings:
        return HidingSettings(triggers=TriggerSettings(**changed))  # type: ignore[arg-type]

    def kept(self) -> HidingSettings:
        """What lies in the library, read by another connection after the desk is gone."""
        self.stage.end()
        with closing(open_cheap_vault(self.stage.folder, PASSPHRASE)) as vault:
            return decode(Library(vault.shelf).setting(HIDING_SETTING))


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, qtbot, tmp_path / "library")
    yield made
    made.end()


@pytest.fixture
def scene(desk: Desk, qtbot: QtBot) -> Scene:
    return Scene(desk, qtbot)


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


def choose(button: ChoiceButton, text: str) -> None:
    """From its menu."""
    next(action for action in button.menu().actions() if action.text() == text).trigger()


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_trigger_has_words_and_a_place(name: str) -> None:
    assert has_words(name)
    groups = grouped([name])
    assert [members for _heading, members in groups] == [[name]]
    assert groups[0][0] != grouped(["a-new-one"])[0][0]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_sentence(reason: str) -> None:
    assert has_reason(reason)


def test_what_is_unknown_has_a_general_sentence() -> None:
    assert "a-new-one" in trigger_name("a-new-one")
    assert reason_sentence("no-such-reason") not in {reason_sentence(reason) for reason in REASONS}


def test_no_two_say_the_same() -> None:
    assert len({trigger_name(name) for name in NAMES}) == len(NAMES)
    assert len({reason_sentence(reason) for reason in REASONS}) == len(REASONS)


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_every_trigger_has_its_row_and_the_rows_do_what_the_profile_does(scene: Scene) -> None:
    assert sorted(row.trigger for row in scene.page.rows()) == sorted(NAMES)
    for row in scene.page.rows():
        assert row.deed is PROFILES["careful"].deeds[row.trigger]


def test_it_asks_at_once_and_then_every_second_while_it_is_seen(scene: Scene, desk: Desk) -> None:
    assert desk.sent == [TriggersAsked()]
    assert scene.page._asking.isActive()
    scene.page._asking.timeout.emit()
    assert desk.sent == [TriggersAsked()] * 2
    desk.open_desk.show_library()
    assert not scene.page._asking.isActive()


def test_it_asks_nothing_before_it_is_seen(desk: Desk) -> None:
    page = desk.window.findChildren(TriggersPage)[0]
    assert not page._asking.isActive()
    assert TriggersAsked() not in desk.sent


def test_a_row_says_what_the_guard_says(scene: Scene) -> None:
    row = scene.row("lid")
    assert (row.state.sign(), row.state.text()) == (Sign.NONE, "Looking…")
    scene.report(TriggerFact(name="lid", works=True))
    assert (row.state.sign(), row.state.text()) == (Sign.WORKS, "Works here")
    scene.report(TriggerFact(name="lid", works=False, reason="no-service"))
    assert row.state.sign() is Sign.FAILS
    assert reason_sentence("no-service") in row.state.text()
    scene.report(TriggerFact(name="lid", works=False, reason="a-new-reason"))
    assert row.state.sign() is Sign.FAILS
    assert row.test.accessibleDescription() == row.state.text()


@pytest.mark.parametrize("reason", ["no-battery", "no-lid", "built-in"])
def test_where_there_is_nothing_to_watch_nothing_is_wrong(scene: Scene, reason: str) -> None:
    scene.report(TriggerFact(name="lid", works=False, reason=reason))
    assert scene.row("lid").state.sign() is Sign.NONE
    assert reason_sentence(reason) in scene.row("lid").state.text()


@pytest.mark.parametrize("reason", ["not-started", "asking"])
def test_what_is_under_way_is_neither_right_nor_wrong(scene: Scene, reason: str) -> None:
    scene.report(TriggerFact(name="lid", works=False, reason=reason))
    row = scene.row("lid")
    assert (row.state.sign(), row.state.text()) == (Sign.NONE, reason_sentence(reason))


def test_what_several_have_in_common_is_said_once_with_what_to_do(scene: Scene) -> None:
    shared = scene.page.shared
    assert shared is not None
    assert not shared.isVisible()
    without_bus = ("session-lock", "lid", "mains-lost")
    scene.report(
        *(TriggerFact(name=name, works=False, reason="no-bus") for name in without_bus),
        TriggerFact(name="idle", works=False, reason="no-idle-time"),
    )
    assert shared.isVisible()
    why = reason_sentence("no-bus")
    assert [why in text for text in scene.stage.texts()].count(True) == 1
    assert "Install" in texts(shared)
    for name in without_bus:
        assert trigger_name(name) in texts(shared)
        assert scene.row(name).state.sign() is Sign.FAILS
        assert "above" in scene.row(name).state.text()
    assert reason_sentence("no-idle-time") in scene.row("idle").state.text()
    scene.report(*(TriggerFact(name=name, works=True) for name in without_bus))
    assert not shared.isVisible()


def test_what_to_do_is_that_of_the_service() -> None:
    facts = [TriggerFact(name=name, works=False, reason="no-service") for name in NAMES]
    remedies = {tuple(names): why for why, names in shared_reasons(facts).items()}
    assert "UPower" in remedies["mains-lost", "battery-critical"]
    assert "elogind" in remedies["session-lock", "user-switch", "suspend", "lid"]


def test_what_the_guard_does_not_watch_is_not_said_to_work(scene: Scene) -> None:
    scene.report()
    assert scene.row("lid").state.sign() is Sign.NONE  # it may only just be being started
    scene.report()
    scene.report()
    assert scene.row("lid").state.sign() is Sign.FAILS


def test_what_a_newer_guard_watches_beside_is_passed_over(scene: Scene) -> None:
    scene.report(TriggerFact(name="a-new-one", works=True), TriggerFact(name="lid", works=True))
    assert scene.row("lid").works()


# --- what is chosen --------------------------------------------------------------------------------------------------


def test_a_profile_is_saved_and_then_told(scene: Scene, desk: Desk) -> None:
    profiles = scene.page.profiles
    assert profiles is not None
    assert {name for name, button in profiles.buttons.items() if not button.isEnabled()} == {"careful"}
    profiles.buttons["at-risk"].click()
    scene.settle(scene.triggers(profile="at-risk"))
    assert desk.sent[-1] == Opened(triggers=TriggerSettings(profile="at-risk"))
    assert {name for name, button in profiles.buttons.items() if not button.isEnabled()} == {"at-risk"}
    assert not profiles.own.isVisible()
    assert scene.kept() == scene.triggers(profile="at-risk")


def test_what_is_set_otherwise_is_shown_as_ones_own_and_can_be_undone(scene: Scene) -> None:
    profiles = scene.page.profiles
    assert profiles is not None
    choose(scene.row("mains-lost").choice, "Lock")
    choose(scene.row("lid").choice, "Nothing")
    scene.settle(scene.triggers(deeds={"mains-lost": "lock", "lid": "nothing"}))
    assert profiles.own.isVisible()
    lid = scene.row("lid")
    assert (lid.state.text(), lid.test.isEnabled()) == ("Off", False)
    scene.stage.desk.receive(ALL_WORK)
    assert lid.state.text() == "Off"
    profiles.own.button.click()
    scene.settle(HidingSettings())
    assert not profiles.own.isVisible()
    assert lid.deed is Deed.COVER
    assert lid.test.isEnabled()


def test_as_the_profile_has_it_is_not_ones_own(scene: Scene) -> None:
    choose(scene.row("lid").choice, "Lock")
    scene.settle(scene.triggers(deeds={"lid": "lock"}))
    choose(scene.row("lid").choice, "Hide")
    scene.settle(HidingSettings())


def test_a_profile_sets_all_of_them(scene: Scene) -> None:
    choose(scene.row("lid").choice, "Nothing")
    scene.settle(scene.triggers(deeds={"lid": "nothing"}))
    profiles = scene.page.profiles
    assert profiles is not None
    profiles.buttons["relaxed"].click()
    scene.settle(scene.triggers(profile="relaxed"))
    assert scene.row("lid").deed is PROFILES["relaxed"].deeds["lid"]


def test_the_time_is_the_profiles_or_ones_own(scene: Scene) -> None:
    limit = scene.page.findChildren(IdleLimit)[0]
    assert "15 min" in texts(limit)
    choose(limit.choice, "3 min")
    scene.settle(scene.triggers(idle_limit_s=180))
    assert "3 min" in texts(limit)
    choose(limit.choice, "As the profile has it")
    scene.settle(HidingSettings())
    assert "15 min" in texts(limit)


def test_a_time_that_is_not_on_offer_is_shown(qtbot: QtBot, scene: Scene) -> None:
    limit = scene.page.findChildren(IdleLimit)[0]
    scene.hiding.choose(lambda _holds: scene.triggers(idle_limit_s=45))
    scene.settle(scene.triggers(idle_limit_s=45))
    assert limit.choice.text() == duration(45) == "45 s"
    assert 45 not in {minutes * 60 for minutes in LIMITS_MIN}


def test_what_can_not_be_saved_is_said_and_does_not_hold(
    scene: Scene, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: str, _value: str) -> None:
        raise DiskFull

    monkeypatch.setattr(desk.library(), "set_setting", refuse)
    desk.sent.clear()
    row = scene.row("lid")
    choose(row.choice, "Nothing")
    qtbot.waitUntil(lambda: any(sentence(DiskFull()) in text for text in desk.texts()))
    assert (row.deed, row.choice.text()) == (Deed.COVER, "Hide")
    assert not any(isinstance(message, Opened) for message in desk.sent)


def test_one_trigger_is_changed_and_no_other() -> None:
    before = TriggerSettings(profile="relaxed", deeds={"lid": "cover", "gone": "lock"}, idle_limit_s=60)
    after = with_deed(before, "mains-lost", Deed.COVER)
    assert after.deeds == {"lid": "cover", "gone": "lock", "mains-lost": "cover"}
    assert (after.profile, after.idle_limit_s) == ("relaxed", 60)
    assert with_deed(after, "mains-lost", Deed.NOTHING) == before


# --- what is tried ---------------------------------------------------------------------------------------------------


def test_a_test_says_what_will_happen_and_fires(scene: Scene, desk: Desk, person: Person) -> None:
    scene.stage.desk.receive(ALL_WORK)
    scene.row("lid").test.click()
    dialog = person.dialog(TrialDialog)
    assert "the cover comes" in texts(dialog)
    assert "would not notice" not in texts(dialog)
    assert FiringRequested(trigger="lid") not in desk.sent
    press(dialog, -1)
    assert desk.sent[-1] == FiringRequested(trigger="lid")


def test_a_test_of_what_does_not_work_here_says_so(scene: Scene, person: Person) -> None:
    choose(scene.row("lid").choice, "Lock")
    scene.settle(scene.triggers(deeds={"lid": "lock"}))
    scene.report(TriggerFact(name="lid", works=False, reason="no-bus"))
    scene.row("lid").test.click()
    dialog = person.dialog(TrialDialog)
    assert "the prompt asks" in texts(dialog)
    assert "would not notice" in texts(dialog)
    dialog.reject()


def test_whoever_thinks_better_of_it_fires_nothing(scene: Scene, desk: Desk, person: Person) -> None:
    scene.row("lid").test.click()
    QTest.keyClick(person.dialog(TrialDialog), Qt.Key.Key_Escape)
    person.gone(TrialDialog)
    assert not any(isinstance(message, FiringRequested) for message in desk.sent)


def test_keys_and_commands_are_tried_by_their_own_way(scene: Scene, desk: Desk, person: Person) -> None:
    keys = scene.page.keys
    assert keys is not None
    for panics, row in enumerate((keys.key, keys.taps), start=1):
        row.test.click()
        assert texts(person.dialog(TrialDialog)).count(":") == 1
        press(person.dialog(TrialDialog), -1)
        person.gone(TrialDialog)
        assert desk.panics == panics
    keys.closing.test.click()
    press(person.dialog(TrialDialog), -1)
    person.gone(TrialDialog)
    assert desk.sent[-1] == CloseRequested()


def test_a_command_that_nobody_hears_is_said(scene: Scene, person: Person, qtbot: QtBot) -> None:
    keys = scene.page.keys
    assert keys is not None
    qtbot.waitUntil(lambda: keys.command.state.sign() is Sign.FAILS)  # no guard runs in this test
    keys.show_command(True)
    keys.command.test.click()
    press(person.dialog(TrialDialog), -1)
    qtbot.waitUntil(lambda: keys.command.state.sign() is Sign.FAILS)


# --- the panic key ---------------------------------------------------------------------------------------------------


def change_key(scene: Scene, person: Person, key: Qt.Key) -> None:
    keys = scene.page.keys
    assert keys is not None
    keys.change.click()
    dialog = person.dialog(PressKeyDialog)
    QTest.keyClick(dialog, key)
    press(dialog, -1)
    person.gone(PressKeyDialog)


def test_another_key_is_saved_told_heard_and_named(scene: Scene, desk: Desk, person: Person) -> None:
    change_key(scene, person, Qt.Key.Key_Pause)
    chosen = HidingSettings(keys=PanicKeys(key_name="Pause"))
    scene.settle(chosen)
    assert desk.sent[-1] == Opened(keys=chosen.keys)
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_F9)
    assert desk.panics == 0
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Pause)
    assert desk.panics == 1
    desk.open_desk.show_keys()
    names = {label.text() for label in person.dialog(KeysDialog).findChildren(QLabel)}
    assert "Pause" in names
    assert "F9" not in names
    toolbar = desk.window.findChildren(Toolbar)[0]
    assert "Pause" in {label.text() for label in toolbar.findChildren(QLabel)}
    hide = next(each for each in toolbar.findChildren(QPushButton) if each.text() == "Hide")
    assert "press Pause, or tap Shift" in hide.toolTip()
    assert scene.kept() == chosen


def test_the_taps_can_be_switched_off_but_not_with_the_key(scene: Scene, desk: Desk, person: Person) -> None:
    keys = scene.page.keys
    assert keys is not None
    keys.switch.click()
    scene.settle(HidingSettings(keys=PanicKeys(shift_taps=False)))
    assert (keys.taps.state.text(), keys.taps.test.isEnabled()) == ("Off", False)
    for _tap in range(3):
        QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Shift)
    assert desk.panics == 0
    keys.switch.click()
    scene.settle(HidingSettings())
    keys.change.click()
    dialog = person.dialog(PressKeyDialog)
    press(dialog, 0)
    scene.settle(HidingSettings(keys=PanicKeys(key_name="")))
    assert not keys.switch.isEnabled()
    assert keys.key.name == "Panic key: none"
    assert not keys.key.test.isEnabled()
    assert "stays on" in texts(keys.taps)  # which says why its button is grey
    assert keys.about.text().startswith("Shift tapped three times hides everything")
    assert "F9 and Shift" in keys.about_prompt.text()
    keys.show_keys(PanicKeys(key_name="Pause", shift_taps=False))
    assert keys.about.text().startswith("Pause hides everything")
    assert "stays on" not in texts(keys.taps)
    assert "Shift" not in keys.about.text()
    assert "F9 and Shift" in keys.about_prompt.text()
    keys.show_keys(PanicKeys())
    assert "F9" in keys.about.text()
    assert "same at the prompt" in keys.about_prompt.text()


@pytest.mark.parametrize("reason", WATCH_REASONS)
def test_where_keys_are_not_heard_is_said_at_the_key(scene: Scene, reason: str) -> None:
    keys = scene.page.keys
    assert keys is not None
    scene.stage.desk.receive(WatchState(armed=True))
    assert keys.key.state.sign() is keys.taps.state.sign() is Sign.WORKS
    scene.stage.desk.receive(WatchState(armed=False, reason=reason))
    assert (keys.key.state.sign(), keys.key.state.text()) == (Sign.FAILS, watch_sentence(reason))
    assert (keys.taps.state.sign() is Sign.WORKS) == (reason == "no-such-key")


def test_a_missing_key_without_taps_promises_no_taps(scene: Scene, desk: Desk) -> None:
    keys = scene.page.keys
    assert keys is not None
    keys.switch.click()
    scene.settle(HidingSettings(keys=PanicKeys(shift_taps=False)))
    desk.desk.receive(WatchState(armed=False, reason="no-such-key"))
    assert "taps of Shift" not in keys.key.state.text()
    said = [text for text in desk.texts() if text.startswith("This keyboard has no such key")]
    assert said
    assert not any("taps of Shift" in text for text in said)
    desk.desk.receive(WatchState(armed=True))
    assert not [text for text in desk.texts() if text.startswith("This keyboard has no such key")]


# --- coming back -----------------------------------------------------------------------------------------------------


def test_quick_return_is_set_where_hiding_is(scene: Scene, desk: Desk) -> None:
    section = scene.page.coming_back
    assert section is not None
    scene.qtbot.waitUntil(section.isVisible)
    names = [part.text() for part in desk.window.findChildren(PartButton)]
    assert "Quick return" not in names


def test_a_changed_passphrase_renews_it_before_anybody_has_seen_its_settings(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewals: list[str] = []
    monkeypatch.setattr(desk.desk.quick_return, "_send", lambda _message: renewals.append("renewed"))
    desk.desk.quick_return.settings = QuickReturnSettings(salt=b"s" * 16, key=SecretKey(b"k" * 32))
    desk.page.credentials_changed.emit()
    assert renewals == ["renewed"]


# --- the demo, looks, keyboard ---------------------------------------------------------------------------------------


def test_the_demo_has_the_page_and_says_that_it_goes(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    demo = Stage(qapp, qtbot, tmp_path / "demo", is_demo=True)
    demo.desk.receive(ShowPrompt())
    demo.wait_for(OpenDesk)
    demo.window.findChildren(OpenDesk)[0].show_settings()
    scene = Scene(demo, qtbot)
    assert any(text.startswith("This is the demo") for text in demo.texts()), demo.texts()
    profiles = scene.page.profiles
    assert profiles is not None
    assert scene.page.coming_back is None
    profiles.buttons["at-risk"].click()
    scene.settle(scene.triggers(profile="at-risk"))
    demo.end()


def test_the_safety_page_leads_here(desk: Desk, qtbot: QtBot) -> None:
    page = desk.window.findChildren(TriggersPage)[0]
    assert not page.isVisible()
    safety = desk.window.findChildren(SafetyPage)[0]
    safety.start()
    desk.desk.receive(ALL_WORK)
    section = safety.section
    assert section is not None
    qtbot.waitUntil(lambda: any(row.offers_more for row in section.finding_rows))
    next(row for row in section.finding_rows if row.offers_more).more.click()
    assert page.isVisible()


def test_every_control_has_a_name_of_its_own(scene: Scene) -> None:
    names: list[str] = []
    for button in scene.page.findChildren(QPushButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        names.append(QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name))
    assert all(names)
    assert len(set(names)) == len(names), sorted(names)
    assert "Test: The lid is closed" in names


def test_the_tab_key_goes_down_the_page(scene: Scene) -> None:
    order = [each for each in focus_chain(scene.page) if isinstance(each, QPushButton) and each.isVisible()]
    rows = [(each.mapTo(scene.page, each.rect().topLeft()).y(), each.x()) for each in order]
    tops = [top for top, _left in rows]
    assert tops == sorted(tops)
    assert len(order) > len(NAMES) * 2


def focus_chain(page: QWidget) -> Iterator[QWidget]:
    """The page's widgets in the order of the Tab key."""
    each = page.nextInFocusChain()
    while each is not None and each is not page:
        if page.isAncestorOf(each):
            yield each
        each = each.nextInFocusChain()


@pytest.mark.parametrize("width", [560, 683, 1366])
def test_nothing_is_cut_or_overlaps(scene: Scene, desk: Desk, width: int) -> None:
    scene.report(*(TriggerFact(name=name, works=False, reason="no-service") for name in NAMES))
    desk.window.resize(width, 384)
    labels = [label for row in scene.page.rows() for label in row.findChildren(QLabel) if label.text()]
    scene.qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in labels))
    assert scene.page.horizontalScrollBar().maximum() == 0
    for row in scene.page.rows():
        assert row.width() <= COLUMN_WIDTH_PX
        controls = [row.choice.geometry(), row.test.geometry()]
        assert all(row.rect().contains(control) for control in controls)
        for label in row.findChildren(QLabel):
            place = label.rect().translated(label.mapTo(row, label.rect().topLeft()))
            is_shown = bool(label.text()) and label.isVisible()
            assert not is_shown or not any(place.intersects(control) for control in controls), label.text()
