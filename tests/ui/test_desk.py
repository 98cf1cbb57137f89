"""The desk follows the guard: what it shows, what it sends, and what it never does before it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import WrongPassphrase
from reader.guard.hiding import HIDING_SETTING, HidingSettings, encode
from reader.guard.keeper_link import KeeperLink, make_pair
from reader.guard.messages import (
    Alive,
    CloseRequested,
    Configure,
    DeskReady,
    HideDesk,
    KeeperDismissed,
    KeeperState,
    LockRequested,
    Opened,
    PanicKeys,
    PromptCancelled,
    PromptShown,
    RaiseDesk,
    ShowPrompt,
    SpeechNoted,
    SpeechRequested,
    ToGuard,
    TriggerSettings,
    VaultChosen,
    WatchState,
)
from reader.store.library import Library
from reader.store.rows import Position
from reader.text.model import Locator, Metadata
from reader.vault.credential import Credential
from reader.vault.key_file import create_key_file
from tests.cheap import CHEAP_PROFILES, create_cheap_vault, open_cheap_vault
from tests.store.samples import FULL, store
from ui import hiding
from ui.credentials.key_file_row import KeyFileRow
from ui.demo import DEMO_FOLDER, DemoBanner, demo_texts, first_hour
from ui.desk import Desk
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.dialogs.keys_dialog import KeysDialog
from ui.open_desk import OpenDesk
from ui.own_theme import OwnTheme
from ui.reading.opened_document import OpenedDocument
from ui.reading.read_aloud import ReadAloud
from ui.theme import DEFAULT_THEME_NAME, load_theme
from ui.unlock.opening import THEME_SETTING, VaultOpener
from ui.unlock.pin_page import PinPage
from ui.unlock.unlock_page import UnlockPage
from ui.welcome.practice_step import BackStep, PracticeStep
from ui.welcome.welcome_page import WelcomePage
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence, watch_sentence

PASSPHRASE = "five honest words make a key"


class Stage:
    """A desk whose guard is a list."""

    def __init__(self, app: QApplication, qtbot: QtBot, folder: Path, *, is_demo: bool = False) -> None:
        self.sent: list[ToGuard] = []  # without signs of life
        self.beats = 0
        self.panics = 0
        self.folder = folder
        self._qtbot = qtbot
        self.desk = Desk(app, self._hear, self._panic, opener=cheap_opener)
        self.desk.receive(Configure(vault=str(folder), language="en", is_demo=is_demo))
        self.window: QWidget = self.desk.window
        qtbot.addWidget(self.window)

    def _hear(self, message: ToGuard) -> None:
        if isinstance(message, Alive):
            self.beats += 1
        else:
            self.sent.append(message)

    def _panic(self) -> None:
        self.panics += 1

    def shown(self, kind: type[QWidget]) -> bool:
        return any(isinstance(each, kind) and each.isVisible() for each in self.window.findChildren(QWidget))

    def wait_for(self, kind: type[QWidget]) -> None:
        self._qtbot.waitUntil(lambda: self.shown(kind))

    def press(self, text: str) -> None:
        next(each for each in self.window.findChildren(QPushButton) if each.text() == text and each.isVisible()).click()

    def type_passphrases(self, text: str) -> None:
        for field in self.window.findChildren(PassphraseField):
            if field.isVisible():
                field.setText(text)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.desk.receive(ShowPrompt())
        self.type_passphrases(passphrase)
        self.press("Open")

    def texts(self) -> list[str]:
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]

    def end(self) -> None:
        self.desk.abandon()


def cheap_opener(folder: Path) -> VaultOpener:
    def create(folder: Path, credential: Credential, /, *, second: Credential | None = None) -> None:
        create_cheap_vault(folder, credential, second_passphrase=second)

    return VaultOpener(folder, create=create, open_=open_cheap_vault, profiles=CHEAP_PROFILES)


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qapp, qtbot, tmp_path / "library")
    yield made
    made.end()


@pytest.fixture
def kept(stage: Stage) -> Stage:
    """With a vault in place."""
    create_cheap_vault(stage.folder, PASSPHRASE)
    return stage


def test_a_warm_desk_is_hidden_and_says_that_it_is_ready(stage: Stage) -> None:
    assert stage.sent == [DeskReady()]
    assert not stage.window.isVisible()


def test_the_prompt_opens_the_library(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    assert kept.sent == [DeskReady(), PromptShown(), Opened()]


def test_the_guard_learns_where_the_key_file_is_and_the_library_does_not(stage: Stage, tmp_path: Path) -> None:
    key_file = tmp_path / "stick" / "data.bin"
    key_file.parent.mkdir()
    digest = create_key_file(key_file)
    create_cheap_vault(stage.folder, Credential(PASSPHRASE, digest))
    stage.desk.receive(ShowPrompt())
    (row,) = stage.window.findChildren(KeyFileRow)
    row._read(str(key_file))
    stage._qtbot.waitUntil(lambda: row.digest() is not None)
    stage.type_passphrases(PASSPHRASE)
    stage.press("Open")
    stage.wait_for(OpenDesk)
    assert Opened(key_file=str(key_file.parent)) in stage.sent
    opened = stage.desk.opened
    assert opened is not None
    with opened.vault.shelf.read() as shelf:
        kept = [str(row) for row in shelf.execute("SELECT name, value FROM settings")]
    assert not any("stick" in row for row in kept)


def test_the_library_says_how_it_is_hidden(kept: Stage) -> None:
    chosen = HidingSettings(keys=PanicKeys(key_name="Pause"), triggers=TriggerSettings(profile="at-risk"))
    vault = open_cheap_vault(kept.folder, PASSPHRASE)
    Library(vault.shelf).set_setting(HIDING_SETTING, encode(chosen))
    vault.close()
    kept.unlock()
    kept.wait_for(OpenDesk)
    assert Opened(keys=chosen.keys, triggers=chosen.triggers) in kept.sent


def test_a_desk_on_the_screen_gives_signs_of_life_and_a_hidden_one_none(kept: Stage, qtbot: QtBot) -> None:
    kept.desk.receive(ShowPrompt())
    qtbot.waitUntil(lambda: kept.beats > 0)
    QTest.keyClick(kept.window.findChildren(PassphraseField)[0], Qt.Key.Key_Escape)
    assert not kept.desk.heartbeat.isActive()


def test_a_wrong_passphrase_stays_at_the_prompt(kept: Stage, qtbot: QtBot) -> None:
    kept.unlock("something else")
    qtbot.waitUntil(lambda: sentence(WrongPassphrase()) in kept.texts())
    assert kept.shown(UnlockPage)
    assert Opened() not in kept.sent


def test_leaving_the_prompt_hides_it(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt())
    QTest.keyClick(kept.window.findChildren(PassphraseField)[0], Qt.Key.Key_Escape)
    assert kept.sent[-1] == PromptCancelled()
    assert not kept.window.isVisible()


def test_the_panic_key_works_at_the_prompt(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt())
    assert kept.panics == 0
    QTest.keyClick(kept.window.windowHandle(), Qt.Key.Key_F9)
    assert kept.panics == 1


def test_so_does_the_key_of_the_library_that_was_open_last(kept: Stage) -> None:
    """While a keeper lives what opens the library is in memory, and this person's fingers know their own key."""
    kept.desk.receive(ShowPrompt(keys=PanicKeys(key_name="F5", shift_taps=False)))
    QTest.keyClick(kept.window.windowHandle(), Qt.Key.Key_F5)
    assert kept.panics == 1
    QTest.keyClick(kept.window.windowHandle(), Qt.Key.Key_F9)
    assert kept.panics == 2


def test_closing_the_prompt_is_leaving_it(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt())
    kept.window.close()
    assert kept.sent[-1] == PromptCancelled()


def test_closing_the_library_asks_the_guard(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    kept.window.close()
    assert kept.sent[-1] == CloseRequested()
    assert kept.window.isVisible()  # the guard ends it, not this process


@pytest.mark.parametrize("over", ["library", "dialog", "dialog-on-a-dialog"])
def test_the_lock_key_locks_at_once_whatever_is_open(kept: Stage, qtbot: QtBot, over: str) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    opened = kept.window
    if over.startswith("dialog"):
        opened = ConfirmDialog("heading", "text", "deed", opened)
        opened.open()
    if over == "dialog-on-a-dialog":
        opened = ConfirmDialog("heading", "text", "deed", opened)
        opened.open()
    qtbot.waitExposed(opened)
    QTest.keyClick(opened.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert kept.sent.count(LockRequested()) == 1
    opened.close()


def test_the_lock_key_is_nothing_before_there_is_something_to_lock(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt())
    QTest.keyClick(kept.window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert LockRequested() not in kept.sent


def test_the_word_hide_is_a_panic_and_the_lock_a_wish(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    kept.press("Hide")
    assert kept.panics == 1
    kept.window.findChildren(OpenDesk)[0].lock_requested.emit()
    assert kept.sent[-1] == LockRequested()


def test_the_guard_is_asked_before_anything_is_read_aloud_and_its_answer_reaches_the_page(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    reading = kept.window.findChildren(OpenDesk)[0].reading_page.feature(ReadAloud)
    reading.guard_asked.emit()
    assert kept.sent[-1] == SpeechRequested()
    assert not reading.preparing.is_noted
    kept.desk.receive(SpeechNoted())
    assert reading.preparing.is_noted


def test_nothing_of_the_library_is_seen_before_the_panic_key_is_heard(
    kept: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hiding, "WATCH_LIMIT_MS", 3_600_000)
    kept.unlock()
    qtbot.waitUntil(lambda: Opened() in kept.sent)
    assert not kept.window.findChildren(OpenDesk)
    kept.desk.receive(WatchState(armed=True))
    kept.wait_for(OpenDesk)


def test_a_desk_that_wakes_behind_the_cover_hides_every_window_until_it_is_summoned(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    kept.window.findChildren(OpenDesk)[0].show_keys()
    kept.wait_for(KeysDialog)
    kept.desk.receive(HideDesk())
    kept.desk.receive(HideDesk())
    assert not [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    kept.desk.receive(RaiseDesk())
    kept.wait_for(OpenDesk)
    assert kept.shown(KeysDialog), "with what was typed into it"


def test_a_watch_that_says_nothing_keeps_nobody_out(kept: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hiding, "WATCH_LIMIT_MS", 1)
    kept.unlock()
    kept.wait_for(OpenDesk)


def test_an_unarmed_panic_key_is_said_plainly(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    kept.desk.receive(WatchState(armed=False, reason="no-raw-keys"))
    assert watch_sentence("no-raw-keys") in kept.texts()


def test_an_unarmed_panic_key_is_said_once_there_is_room_for_it(kept: Stage) -> None:
    kept.desk.receive(WatchState(armed=False, reason="no-raw-keys"))
    kept.unlock()
    kept.wait_for(OpenDesk)
    assert watch_sentence("no-raw-keys") in kept.texts()


def test_an_armed_panic_key_takes_back_what_was_said_before(kept: Stage) -> None:
    kept.desk.receive(WatchState(armed=False, reason="no-raw-keys"))
    kept.desk.receive(WatchState(armed=True))
    kept.unlock()
    kept.wait_for(OpenDesk)
    assert watch_sentence("no-raw-keys") not in kept.texts()


def test_after_a_kill_return_leads_back_to_the_place_in_the_text(kept: Stage, qtbot: QtBot) -> None:
    with closing(open_cheap_vault(kept.folder, PASSPHRASE)) as vault:
        library = Library(vault.shelf, clock_s=lambda: 1000.0)
        read, *_newer = [store(library, FULL, b"%d" % number) for number in range(3)]
        place = Locator(0, 12)
        Library(vault.shelf).set_position(read, Position(locator=place, progress=0.4))
    kept.unlock()
    kept.wait_for(OpenDesk)
    desk = kept.window.findChildren(OpenDesk)[0]
    view = desk.library_page.list_area.view
    qtbot.waitUntil(lambda: view.model().rowCount() == 3)
    assert kept.window.focusWidget() is view
    assert document_shown(desk) is None, "its text is not shown before somebody asks"
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document_shown(desk) is not None)
    shown = document_shown(desk)
    assert shown is not None
    assert shown.row.id == read
    assert shown.position == Position(locator=place, progress=0.4)


def test_a_link_outside_is_said_so_that_nothing_passes_for_another(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    desk = kept.window.findChildren(OpenDesk)[0]
    desk.reading_page.external_link_requested.emit("https://good.example@аррӏе.com/\u202egpj.exe")
    said = desk.notice.findChildren(QLabel)[0].text()
    assert "to \u2066xn--80ak6aa92e.com\u2069, written “\u2068аррӏе.com\u2069”" in said
    assert said.endswith("\u2066https://good.example@xn--80ak6aa92e.com/%E2%80%AEgpj.exe\u2069")
    assert "\u202e" not in said


def document_shown(desk: OpenDesk) -> OpenedDocument | None:
    return None if desk.reading_page.session is None else desk.reading_page.session.opened


def test_a_document_that_was_opened_and_never_moved_is_the_one_read_last(kept: Stage, qtbot: QtBot) -> None:
    with closing(open_cheap_vault(kept.folder, PASSPHRASE)) as vault:
        library = Library(vault.shelf, clock_s=lambda: 1000.0)
        opened_only, other = [store(library, FULL, b"%d" % number) for number in range(2)]
        library.set_position(other, Position(locator=Locator(0, 12), progress=0.4))
    kept.unlock()
    kept.wait_for(OpenDesk)
    desk = kept.window.findChildren(OpenDesk)[0]
    desk.open_document(opened_only, None, "")
    opened = kept.desk.opened
    assert opened is not None
    qtbot.waitUntil(lambda: opened.library.document(opened_only).opened_at_s > 1000)


def test_leftovers_of_kills_go_after_the_first_list(kept: Stage, qtbot: QtBot) -> None:
    with closing(open_cheap_vault(kept.folder, PASSPHRASE)) as vault:
        Library(vault.shelf).new_document("text", sha256=b"0" * 32).add(Metadata(title="half an import"))
    kept.unlock()
    kept.wait_for(OpenDesk)
    shelf = kept.desk.opened.vault.shelf if kept.desk.opened is not None else None
    assert shelf is not None

    def rows() -> int:
        with shelf.read() as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    qtbot.waitUntil(lambda: rows() == 0)


def test_f1_shows_the_keys(kept: Stage, qtbot: QtBot) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    kept.window.findChildren(OpenDesk)[0].show_keys()
    kept.wait_for(KeysDialog)
    dialog = kept.window.findChildren(KeysDialog)[0]
    assert {"F9", "Ctrl+.", "Ctrl+L"} <= {label.text() for label in dialog.findChildren(QLabel)}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not kept.shown(KeysDialog))


def kept_settings(stage: Stage) -> list[str]:
    assert stage.desk.opened is not None
    with stage.desk.opened.vault.shelf.read() as shelf:
        return [str(row) for row in shelf.execute("SELECT name, value FROM settings ORDER BY name")]


def press_key(stage: Stage, key: Qt.Key) -> None:
    """To what has the keyboard, as a real key comes."""
    QTest.keyClick(stage.window.windowHandle(), key)


@pytest.mark.parametrize("maximised", [False, True], ids=["window", "maximised"])
def test_f11_fills_the_screen_and_gives_back_what_was(kept: Stage, *, maximised: bool) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    if maximised:
        kept.window.showMaximized()
    press_key(kept, Qt.Key.Key_F11)
    assert kept.window.isFullScreen()
    press_key(kept, Qt.Key.Key_F11)
    assert not kept.window.isFullScreen()
    assert kept.window.isMaximized() == maximised


def test_full_screen_stays_from_page_to_page_and_escape_ends_it_last(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    desk = kept.window.findChildren(OpenDesk)[0]
    desk.open_document(1, None, "")
    press_key(kept, Qt.Key.Key_F11)
    desk.reading_page.act("library")
    box = desk.library_page.toolbar.findChildren(QLineEdit)[0]
    box.setText("words")
    press_key(kept, Qt.Key.Key_Escape)  # out of the search
    assert box.text() == ""
    assert kept.window.isFullScreen()
    press_key(kept, Qt.Key.Key_Escape)
    assert not kept.window.isFullScreen()
    press_key(kept, Qt.Key.Key_Escape)
    assert kept.window.isVisible()
    assert not kept.window.isFullScreen(), "an Escape begins nothing"


def test_escape_in_the_settings_leads_back_first(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    desk = kept.window.findChildren(OpenDesk)[0]
    desk.show_settings()
    press_key(kept, Qt.Key.Key_F11)
    press_key(kept, Qt.Key.Key_Escape)
    assert desk.library_page.isVisible()
    assert kept.window.isFullScreen()


def test_full_screen_is_told_to_nobody_and_kept_nowhere(kept: Stage, own_home: Path, qtbot: QtBot) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    desk = kept.window.findChildren(OpenDesk)[0]
    qtbot.waitUntil(lambda: desk._jobs.is_idle)  # what an opening writes is written
    sent, settings = [*kept.sent], kept_settings(kept)
    press_key(kept, Qt.Key.Key_F11)
    desk.library_page.refresh()
    with qtbot.waitSignal(desk.library_page.listed):
        pass
    assert kept.sent == sent
    assert kept_settings(kept) == settings
    assert not [path for path in own_home.rglob("*") if path.is_file()]


def test_f11_means_nothing_before_the_library_is_open(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt())
    press_key(kept, Qt.Key.Key_F11)
    assert not kept.window.isFullScreen()


@pytest.mark.parametrize("key_name", ["F9", "F11"])
def test_who_hides_by_f11_still_does(kept: Stage, qtbot: QtBot, key_name: str) -> None:
    """Chosen before F11 had another use."""
    with closing(open_cheap_vault(kept.folder, PASSPHRASE)) as vault:
        Library(vault.shelf).set_setting(HIDING_SETTING, encode(HidingSettings(keys=PanicKeys(key_name=key_name))))
    kept.unlock()
    kept.wait_for(OpenDesk)
    press_key(kept, Qt.Key.Key_F11)
    assert (kept.panics, kept.window.isFullScreen()) == ((1, False) if key_name == "F11" else (0, True))
    kept.window.findChildren(OpenDesk)[0].show_keys()
    kept.wait_for(KeysDialog)
    labels = [label.text() for label in kept.window.findChildren(KeysDialog)[0].findChildren(QLabel)]
    assert labels.count("F11") == 1
    assert ("Full screen, also while reading, and back" in labels) == (key_name != "F11")


def test_the_demo_says_that_it_goes_and_opens_its_first_text(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    demo = Stage(qapp, qtbot, tmp_path / "demo", is_demo=True)
    demo.desk.receive(ShowPrompt())
    demo.wait_for(DemoBanner)
    assert "Demo: this library is gone when you leave it." in demo.texts()
    button = demo.window.findChildren(DemoBanner)[0].findChildren(QPushButton)[0]
    qtbot.waitUntil(button.isEnabled, timeout=60_000)
    page = demo.window.findChildren(OpenDesk)[0].reading_page
    button.click()
    qtbot.waitUntil(lambda: page.session is not None)
    assert page.session is not None
    assert page.session.opened.row.title == "Your first hour"
    demo.end()


@pytest.mark.parametrize(("language", "name"), [("ko", "first-hour.ko.md"), ("eo", "first-hour.en.md")])
def test_the_first_hour_is_in_the_language_of_the_person(language: str, name: str) -> None:
    assert first_hour(language).name == name
    assert demo_texts(language)[-1] == first_hour(language)
    assert len(set(demo_texts(language))) == len(list(DEMO_FOLDER.iterdir()))


def test_the_theme_is_kept_in_the_shelf(kept: Stage, qtbot: QtBot) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    desk = kept.window.findChildren(OpenDesk)[0]
    desk.theme_requested.emit("night")
    opened = kept.desk.opened
    assert opened is not None
    qtbot.waitUntil(lambda: opened.library.setting(THEME_SETTING) == "night")


def test_the_prompt_looks_as_the_cover_does_whatever_the_library_wears(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """Between a lock and the next prompt stands the cover: a prompt in other colours would be another program."""
    folder = tmp_path / "library"
    create_cheap_vault(folder, PASSPHRASE)
    for _ in range(2):
        stage = Stage(qapp, qtbot, folder)
        stage.desk.receive(ShowPrompt())
        assert ground(qapp) == load_theme(DEFAULT_THEME_NAME).paper.upper()
        stage.type_passphrases(PASSPHRASE)
        stage.press("Open")
        stage.wait_for(OpenDesk)
        stage.window.findChildren(OpenDesk)[0].theme_requested.emit("night")
        assert ground(qapp) == load_theme("night").paper.upper()
        opened = stage.desk.opened
        assert opened is not None
        qtbot.waitUntil(lambda: opened.library.setting(THEME_SETTING) == "night")  # noqa: B023 - waited for here
        stage.end()


def test_a_persons_own_colours_are_in_the_library_and_come_back_with_it(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    create_cheap_vault(folder, PASSPHRASE)
    own = OwnTheme(name="own-1", title="Forest", paper="#10231A", ink="#DDE8DF", ember="#7FC8A0")
    for is_first in (True, False):
        stage = Stage(qapp, qtbot, folder)
        stage.unlock()
        stage.wait_for(OpenDesk)
        opened = stage.desk.opened
        assert opened is not None
        if is_first:
            stage.window.findChildren(OpenDesk)[0].themes.put(own)
            qtbot.waitUntil(lambda: opened.library.setting(THEME_SETTING) == own.name)  # noqa: B023 - waited for here
        assert ground(qapp) == own.paper
        stage.end()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"Forest" in path.read_bytes()]


def ground(app: QApplication) -> str:
    return app.palette().window().color().name().upper()


def test_the_title_is_the_identity_whatever_is_open(kept: Stage) -> None:
    kept.unlock()
    kept.wait_for(OpenDesk)
    assert kept.window.windowTitle() == "Notes"


def test_the_welcome_goes_on_after_the_kill(stage: Stage, qapp: QApplication, qtbot: QtBot) -> None:
    stage.desk.receive(ShowPrompt(first_run=True))
    assert stage.shown(WelcomePage)
    stage.press("Continue")
    assert VaultChosen(vault=str(stage.folder)) in stage.sent
    stage.type_passphrases(PASSPHRASE)
    stage.press("Continue")
    stage.wait_for(PracticeStep)
    assert Opened() in stage.sent
    stage.end()  # stands in for the kill

    later = Stage(qapp, qtbot, stage.folder)
    later.unlock()
    later.wait_for(BackStep)
    later.press("To the library")
    later.wait_for(OpenDesk)
    later.end()

    much_later = Stage(qapp, qtbot, stage.folder)
    much_later.unlock()
    much_later.wait_for(OpenDesk)
    assert not much_later.shown(BackStep)
    much_later.end()


def test_a_library_that_is_gone_is_said_to_be_and_never_made_anew(kept: Stage, qtbot: QtBot) -> None:
    unplugged = kept.folder.rename(kept.folder.with_name("unplugged"))
    kept.desk.receive(ShowPrompt())
    qtbot.waitUntil(lambda: any("not where it was" in text for text in kept.texts()))
    assert not kept.shown(WelcomePage)
    kept.press("Try again")
    unplugged.rename(kept.folder)
    kept.press("Try again")
    qtbot.waitUntil(lambda: not any("not where it was" in text for text in kept.texts()))
    kept.type_passphrases(PASSPHRASE)
    kept.press("Open")
    kept.wait_for(OpenDesk)


def test_a_library_that_goes_while_the_prompt_is_up_is_missed(kept: Stage, qtbot: QtBot) -> None:
    kept.desk.receive(ShowPrompt())
    kept.folder.rename(kept.folder.with_name("unplugged"))
    kept.type_passphrases(PASSPHRASE)
    kept.press("Open")
    qtbot.waitUntil(lambda: any("not where it was" in text for text in kept.texts()))


def test_nobody_is_welcomed_over_a_damaged_library(kept: Stage) -> None:
    (kept.folder / "keys").unlink()
    kept.desk.receive(ShowPrompt(first_run=True))
    assert kept.shown(UnlockPage)
    assert not kept.shown(WelcomePage)


def test_a_warning_about_two_passphrases_goes_with_the_first_letter(stage: Stage) -> None:
    stage.desk.receive(ShowPrompt(first_run=True))
    stage.press("Continue")
    first, second = (each for each in stage.window.findChildren(PassphraseField) if each.isVisible())
    first.setText(PASSPHRASE)
    second.setText("another")
    stage.press("Continue")
    assert any("not the same" in text for text in stage.texts())
    QTest.keyClicks(second, "x")
    assert not any("not the same" in text for text in stage.texts())


def test_two_different_passphrases_make_nothing(stage: Stage) -> None:
    stage.desk.receive(ShowPrompt(first_run=True))
    stage.press("Continue")
    first, second = (each for each in stage.window.findChildren(PassphraseField) if each.isVisible())
    first.setText(PASSPHRASE)
    second.setText("another")
    stage.press("Continue")
    assert not stage.folder.exists()
    assert any("not the same" in text for text in stage.texts())


def test_both_libraries_can_be_set_up_at_once(stage: Stage, qapp: QApplication, qtbot: QtBot) -> None:
    stage.desk.receive(ShowPrompt(first_run=True))
    stage.press("Continue")
    stage.press("A second library behind a second passphrase…")
    for field, text in zip(
        (each for each in stage.window.findChildren(PassphraseField) if each.isVisible()),
        (PASSPHRASE, PASSPHRASE, "quite another one", "quite another one"),
        strict=True,
    ):
        field.setText(text)
    stage.press("Continue")
    stage.wait_for(PracticeStep)
    assert stage.desk.opened is not None
    shelf = stage.desk.opened.vault.content.shelf
    stage.end()

    later = Stage(qapp, qtbot, stage.folder)
    later.unlock("quite another one")
    later.wait_for(OpenDesk)  # nothing is practised in the second one
    assert later.desk.opened is not None
    assert later.desk.opened.vault.content.shelf == 1 - shelf
    later.end()


def test_the_same_passphrase_for_both_makes_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.receive(ShowPrompt(first_run=True))
    stage.press("Continue")
    stage.press("A second library behind a second passphrase…")
    stage.type_passphrases(PASSPHRASE)
    stage.press("Continue")
    qtbot.waitUntil(lambda: any(text.startswith("Both are the same") for text in stage.texts()))
    assert not stage.folder.exists()


def test_where_a_keeper_lives_the_pin_is_asked_for_first(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt(has_keeper=True))
    assert kept.shown(PinPage)
    assert not kept.shown(UnlockPage)
    kept.desk.receive(KeeperState(alive=False))
    assert kept.shown(UnlockPage)
    assert not kept.shown(PinPage)
    assert any("PIN" in text for text in kept.texts()), "why it changed"
    kept.type_passphrases(PASSPHRASE)
    kept.press("Open")
    kept.wait_for(OpenDesk)


def test_the_passphrase_can_be_used_instead_of_the_pin(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt(has_keeper=True))
    kept.press("Use the passphrase")
    assert kept.shown(UnlockPage)
    assert not kept.shown(PinPage)
    assert not any("PIN" in text for text in kept.texts())


def test_the_next_prompt_without_a_keeper_asks_for_the_passphrase(kept: Stage) -> None:
    kept.desk.receive(ShowPrompt(has_keeper=True))
    QTest.keyClick(kept.window.findChildren(PinPage)[0], Qt.Key.Key_Escape)
    assert kept.sent[-1] == PromptCancelled()
    kept.desk.receive(ShowPrompt())
    assert kept.shown(UnlockPage)
    assert not kept.shown(PinPage)


def test_another_place_lets_the_keeper_go(kept: Stage) -> None:
    ends = make_pair()
    assert ends
    keepers, mine = ends
    kept.desk.quick_return._link = link = KeeperLink(mine.detach())
    kept.desk._choose_place(kept.folder.with_name("elsewhere"))
    assert kept.sent[-2:] == [VaultChosen(vault=str(kept.folder.with_name("elsewhere"))), KeeperDismissed()]
    link._writer.close()
    keepers.close()
