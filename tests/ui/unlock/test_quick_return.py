"""Quick return at the desk: what the library keeps, what the keeper is given, and when it is let go of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from reader.errors import DiskFull, VaultBusy, WrongPassphrase
from reader.guard.channel import ChannelWriter, Deframer
from reader.guard.keeper_link import Keep, KeeperLink, SealAsked, SealHanded, ToKeeper, make_pair
from reader.guard.messages import KeeperDismissed, KeeperRequested, KeeperState, ToGuard
from reader.vault.credential import Credential
from reader.vault.quick_return import (
    QUICK_RETURN_SETTING,
    QuickReturnSettings,
    Reopened,
    decode,
    encode,
    pin_credential,
    reopen_vault,
    settings_for,
)
from tests.cheap import CHEAP_FOR_TESTS, TEST_PROFILES, create_cheap_vault, open_cheap_vault
from ui.jobs import Jobs
from ui.settings.quick_return_section import PinDialog, QuickReturnSection
from ui.theme import load_theme
from ui.unlock.opening import OpenedVault, VaultOpener
from ui.unlock.quick_return import QuickReturn
from ui.widgets.passphrase_field import PassphraseField

PASSPHRASE = "five honest words make a key"
PIN = pin_credential("493017")


class Room:
    """A desk's quick return, with a list for a guard and a socket for a keeper."""

    def __init__(self, folder: Path) -> None:
        create_cheap_vault(folder, PASSPHRASE)
        ends = make_pair()
        assert ends
        self.keeper, mine = ends
        self.keeper.setblocking(False)
        self._heard: Deframer[ToKeeper] = Deframer(ToKeeper)
        self.sent: list[ToGuard] = []
        self.jobs = Jobs()
        self.link = KeeperLink(mine.detach())
        self.quick_return = QuickReturn(self.link, self.sent.append, self.jobs)
        self.opener = VaultOpener(folder, open_=open_cheap_vault, reopen=_reopen)
        self.opened = self.opener.open(Credential(PASSPHRASE))

    def keep(self, settings: QuickReturnSettings) -> None:
        self.opened.library.set_setting(QUICK_RETURN_SETTING, encode(settings))

    def kept(self) -> QuickReturnSettings | None:
        return decode(self.opened.library.setting(QUICK_RETURN_SETTING))

    def heard(self) -> list[ToKeeper]:
        try:
            return list(self._heard.feed(self.keeper.recv(8192)))
        except BlockingIOError:
            return []

    def close(self) -> None:
        self.jobs.close()
        self.opened.close()
        self.link._writer.close()
        self.keeper.close()


def _reopen(folder: Path, pin: Credential, ask: Callable[[], bytes]) -> Reopened:
    return reopen_vault(folder, pin, ask, profiles=TEST_PROFILES, pin_profile=CHEAP_FOR_TESTS)


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    del qtbot
    made = Room(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def settings() -> QuickReturnSettings:
    return settings_for(PIN, 5, CHEAP_FOR_TESTS)


def give(room: Room, qtbot: QtBot) -> Keep:
    """The guard's answer, and what the keeper gets."""
    room.quick_return.receive(KeeperState(alive=True))
    qtbot.waitUntil(lambda: room.quick_return.is_ready)
    (message,) = room.heard()
    assert isinstance(message, Keep)
    return message


def test_it_is_off_unless_chosen(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.quick_return.changed):
        room.quick_return.take(room.opened)
    assert room.sent == []
    room.quick_return.receive(KeeperState(alive=True))  # nobody asked for it
    assert room.heard() == []


def test_what_the_keeper_gets_opens_the_library_again(room: Room, settings: QuickReturnSettings, qtbot: QtBot) -> None:
    room.keep(settings)
    room.quick_return.take(room.opened)
    qtbot.waitUntil(lambda: room.sent == [KeeperRequested()])
    assert not room.quick_return.is_ready
    message = give(room, qtbot)
    assert message.limit_s == 300
    room.opened.close()
    again = room.opener.reopen(PIN, lambda: message.sealed)
    assert again.vault.content == room.opened.vault.content
    again.close()


def test_a_try(room: Room, settings: QuickReturnSettings, qtbot: QtBot) -> None:
    room.keep(settings)
    room.quick_return.take(room.opened)
    qtbot.waitUntil(lambda: room.sent == [KeeperRequested()])
    sealed = give(room, qtbot).sealed
    room.opened.close()
    answers = iter([(2, "000001"), (1, "493017")])
    for tries_left, pin in answers:
        _answer(room, SealHanded(sealed=sealed, tries_left=tries_left))
        result = room.quick_return.try_pin(room.opener.reopen, pin_credential(pin))
        assert result.tries_left == tries_left
        assert isinstance(room.heard()[0], SealAsked)
    assert result.opened
    result.opened.close()


def _answer(room: Room, message: SealHanded) -> None:
    writer = ChannelWriter(room.keeper.dup().detach())
    writer.send(message)
    writer.close()
    room.keeper.setblocking(False)


def test_what_stands_in_the_way_costs_no_try(room: Room) -> None:
    with pytest.raises(VaultBusy):
        room.quick_return.try_pin(room.opener.reopen, PIN)
    assert room.heard() == []


def test_without_a_keeper_there_are_no_tries(room: Room) -> None:
    def refuse(_pin: Credential, ask: object) -> OpenedVault:
        raise WrongPassphrase

    result = room.quick_return.try_pin(refuse, PIN)
    assert (result.opened, result.tries_left) == (None, 0)


def test_switching_off_forgets_at_once(room: Room, settings: QuickReturnSettings, qtbot: QtBot) -> None:
    room.keep(settings)
    room.quick_return.take(room.opened)
    qtbot.waitUntil(lambda: bool(room.sent))
    give(room, qtbot)
    room.quick_return.switch_off()
    assert room.sent == [KeeperRequested(), KeeperDismissed()]
    qtbot.waitUntil(lambda: room.quick_return.settings is None)
    assert room.kept() is None
    assert room.opened.library.setting(QUICK_RETURN_SETTING) == "", "nothing of the PIN stays"


def test_another_limit_is_kept_and_given(room: Room, settings: QuickReturnSettings, qtbot: QtBot) -> None:
    room.keep(settings)
    room.quick_return.take(room.opened)
    qtbot.waitUntil(lambda: bool(room.sent))
    room.quick_return.choose_limit(60)
    qtbot.waitUntil(lambda: len(room.sent) == 2)
    assert give(room, qtbot).limit_s == 3600
    kept = room.kept()
    assert kept
    assert (kept.limit_min, kept.key) == (60, settings.key)


def test_a_choice_that_is_overtaken_is_not_kept(
    room: Room, settings: QuickReturnSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.keep(settings)
    room.quick_return.take(room.opened)
    qtbot.waitUntil(lambda: bool(room.sent))
    waiting: list[tuple[Callable[[], bool], Callable[[bool], None]]] = []
    monkeypatch.setattr(room.jobs, "run", lambda work, done, _failed: waiting.append((work, done)))
    room.quick_return.choose_limit(60)
    room.quick_return.switch_off()
    for work, done in reversed(waiting):
        done(work())
    assert room.kept() is None
    assert room.quick_return.settings is None
    assert room.sent[-1] == KeeperDismissed()


def test_its_end_is_passed_on(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignals([room.quick_return.ended, room.quick_return.changed]):
        room.quick_return.receive(KeeperState(alive=False))


def test_what_cannot_be_kept_is_said(
    room: Room, settings: QuickReturnSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.keep(settings)
    room.quick_return.take(room.opened)
    qtbot.waitUntil(lambda: bool(room.sent))

    def fail(_name: str, _value: str) -> None:
        raise DiskFull

    monkeypatch.setattr(room.opened.library, "set_setting", fail)
    with qtbot.waitSignal(room.quick_return.failed):
        room.quick_return.choose_limit(1)
    assert room.quick_return.settings == settings


def test_where_it_is_not_offered_nothing_is_asked_for(room: Room, settings: QuickReturnSettings) -> None:
    room.keep(settings)
    bare = QuickReturn(None, room.sent.append, room.jobs)
    bare.take(room.opened)
    bare.forget()
    assert room.sent == []
    assert not bare.is_offered


# --- its settings ----------------------------------------------------------------------------------------------------


@pytest.fixture
def section(room: Room, qtbot: QtBot) -> QuickReturnSection:
    room.quick_return.take(room.opened)
    made = QuickReturnSection(room.quick_return, room.jobs, load_theme("paper"))
    qtbot.addWidget(made)
    made.show()
    made.start()
    return made


def type_pins(dialog: PinDialog, first: str, again: str) -> None:
    for field, text in zip(dialog.findChildren(PassphraseField), (first, again), strict=True):
        field.setText(text)
    dialog.try_it()


@pytest.mark.parametrize(("first", "again"), [("49301", "49301"), ("123456", "123456"), ("493017", "493018")])
def test_a_poor_pin_is_refused(section: QuickReturnSection, room: Room, first: str, again: str) -> None:
    section.switch.button.click()
    (dialog,) = section.findChildren(PinDialog)
    type_pins(dialog, first, again)
    assert dialog.isVisible()
    assert dialog._message.text()
    assert dialog._message.isVisible()
    wrong = dialog.findChildren(PassphraseField)[0 if first == again else 1]
    assert dialog.focusWidget() is wrong
    assert wrong.selectedText()
    wrong.textEdited.emit("4")
    assert not dialog._message.isVisible(), "as in the other dialogs it takes no room while nothing is wrong"
    dialog.reject()
    assert room.kept() is None
    assert not any(field.text() for field in dialog.findChildren(PassphraseField))


def test_switching_on_and_off(section: QuickReturnSection, room: Room, qtbot: QtBot) -> None:
    assert section.limit.isHidden() or not section.limit.isVisible()
    section.switch.button.click()
    (dialog,) = section.findChildren(PinDialog)
    with qtbot.waitSignal(dialog.succeeded, timeout=20_000):
        type_pins(dialog, "493017", "493017")
    qtbot.waitUntil(lambda: room.sent == [KeeperRequested()])
    assert room.kept() == room.quick_return.settings
    assert room.kept() is not None
    assert section.limit.isVisible()
    assert "not ready" in section.switch.button.accessibleDescription()
    give(room, qtbot)
    assert "not ready" not in section.switch.button.accessibleDescription()
    section.limit.chosen.emit(30)
    qtbot.waitUntil(lambda: (kept := room.kept()) is not None and kept.limit_min == 30)
    section.switch.button.click()
    qtbot.waitUntil(lambda: not section.limit.isVisible())
    assert room.kept() is None


def said(section: QuickReturnSection) -> list[str]:
    return [label.text() for label in section.findChildren(QLabel) if label.isVisible() and label.text()]


def test_where_it_is_not_offered_the_reason_alone_is_said(room: Room, qtbot: QtBot) -> None:
    made = QuickReturnSection(QuickReturn(None, room.sent.append, room.jobs), room.jobs, load_theme("paper"))
    qtbot.addWidget(made)
    made.show()
    made.start()
    reason = "This system has no way to do it safely, so it is not offered here."
    assert sorted(said(made)) == sorted(["Quick return", "Come back with a PIN", reason])
    assert not any(each.isVisible() for each in made.findChildren(QAbstractButton))


def test_where_it_is_offered_its_price_is_said(section: QuickReturnSection) -> None:
    assert any(text.startswith("What it costs") for text in said(section))
    assert section.switch.button.isVisible()
    assert section.switch.button.isEnabled()
