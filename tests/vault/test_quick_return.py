"""Coming back with a PIN: what is sealed opens that library again, and nothing else and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import MemoryShort, NotAVault, PassphraseUnusable, VaultBusy, WrongPassphrase
from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.vault import kdf
from reader.vault.credential import Credential
from reader.vault.kdf import STANDARD, SecretKey
from reader.vault.quick_return import (
    MIN_PIN_LENGTH,
    PinFault,
    QuickReturnSettings,
    decode,
    encode,
    pin_credential,
    pin_fault,
    reopen_vault,
    seal,
    settings_for,
)
from reader.vault.vault import Vault
from tests.cheap import CHEAP_FOR_TESTS, TEST_PROFILES, create_cheap_vault, open_cheap_vault

PASSPHRASE, OTHER = "five honest words make a key", "another five words for another"
PIN = pin_credential("493017")


class Keeper:
    """Stands in for the process; counts how often it is asked."""

    def __init__(self, sealed: bytes | None) -> None:
        assert sealed is not None
        self._sealed = sealed
        self.asked = 0

    def __call__(self) -> bytes:
        self.asked += 1
        return self._sealed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_cheap_vault(tmp_path / "vault", PASSPHRASE, second_passphrase=OTHER)
    return tmp_path / "vault"


@pytest.fixture
def settings() -> QuickReturnSettings:
    return settings_for(PIN, profile=CHEAP_FOR_TESTS)


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    opened = open_cheap_vault(folder, PASSPHRASE)
    yield opened
    opened.close()


def reopened(folder: Path, keeper: Keeper, pin: Credential = PIN) -> Vault:
    return reopen_vault(folder, pin, keeper, profiles=TEST_PROFILES, pin_profile=CHEAP_FOR_TESTS).vault


@pytest.mark.parametrize("passphrase", [PASSPHRASE, OTHER])
def test_the_pin_opens_the_same_library(folder: Path, settings: QuickReturnSettings, passphrase: str) -> None:
    vault = open_cheap_vault(folder, passphrase)
    Library(vault.shelf).set_setting("mark", passphrase)
    before, keeper = (vault.content, vault.slot, vault.profiles), Keeper(seal(vault, settings))
    vault.close()
    again = reopened(folder, keeper)
    assert (again.content, again.slot, again.profiles) == before
    assert Library(again.shelf).setting("mark") == passphrase
    again.close()


def test_a_wrong_pin_opens_nothing_and_gives_the_lock_back(
    folder: Path, vault: Vault, settings: QuickReturnSettings
) -> None:
    keeper = Keeper(seal(vault, settings))
    vault.close()
    with pytest.raises(WrongPassphrase):
        reopened(folder, keeper, pin_credential("493018"))
    reopened(folder, keeper).close()
    assert keeper.asked == 2


def test_nobody_is_asked_while_something_else_stands_in_the_way(
    folder: Path, vault: Vault, settings: QuickReturnSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(seal(vault, settings))
    with pytest.raises(VaultBusy):
        reopened(folder, keeper)
    vault.close()
    with pytest.raises(NotAVault):
        reopened(folder.parent / "elsewhere", keeper)
    with pytest.raises(PassphraseUnusable):
        reopened(folder, keeper, Credential())
    monkeypatch.setattr(kdf, "this_platform", _NoMemory)
    with pytest.raises(MemoryShort):
        reopened(folder, keeper)
    assert keeper.asked == 0
    monkeypatch.undo()
    reopened(folder, keeper).close()


class _NoMemory:
    def available_memory_bytes(self) -> int:
        return 0


def test_another_vault_is_not_opened(folder: Path, vault: Vault, settings: QuickReturnSettings, tmp_path: Path) -> None:
    keeper = Keeper(seal(vault, settings))
    create_cheap_vault(tmp_path / "copy", PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        reopened(tmp_path / "copy", keeper)


def test_a_credential_that_was_changed_opens_nothing_until_it_is_sealed_anew(
    folder: Path, vault: Vault, settings: QuickReturnSettings
) -> None:
    Library(vault.shelf)
    stale = Keeper(seal(vault, settings))
    Credentials(vault).change(Credential(PASSPHRASE), Credential("five other words"))
    fresh = Keeper(seal(vault, settings))
    vault.close()
    with pytest.raises(WrongPassphrase):
        reopened(folder, stale)
    reopened(folder, fresh).close()


def test_nothing_is_sealed_for_a_credential_that_was_taken_away(vault: Vault, settings: QuickReturnSettings) -> None:
    Library(vault.shelf)
    credentials = Credentials(vault)
    credentials.add(Credential("one more of them"))
    (current,) = [info.slot for info in credentials.all() if info.is_current]
    credentials.remove(current)
    assert seal(vault, settings) is None


@pytest.mark.parametrize("broken", [b"", b"\xff", b"\x83\xa4salt\xc4\x00\xa5nonce\xc4\x00\xa3box\xc4\x00"])
def test_what_is_no_seal_opens_nothing(folder: Path, broken: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        reopened(folder, Keeper(broken))


def test_one_bit_changed_opens_nothing(folder: Path, vault: Vault, settings: QuickReturnSettings) -> None:
    sealed = seal(vault, settings)
    assert sealed
    vault.close()
    for place in range(0, len(sealed), 7):
        broken = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(WrongPassphrase):
            reopened(folder, Keeper(broken))


def test_each_seal_has_its_own_nonce_and_tells_no_key(vault: Vault, settings: QuickReturnSettings) -> None:
    one, two = seal(vault, settings), seal(vault, settings)
    assert one
    assert two
    assert one != two
    assert len(one) <= 512
    for secret in (vault.content.key.raw, settings.key.raw):
        assert secret not in one


def test_the_setting_is_kept_without_the_pin(settings: QuickReturnSettings) -> None:
    text = encode(settings)
    assert PIN.passphrase not in text
    assert decode(text) == settings
    assert str(settings.key.raw) not in repr(settings)


@pytest.mark.parametrize("text", [None, "", "{}", "null", '{"salt": "", "key": {"raw": ""}}', "\ud800", "off"])
def test_an_unreadable_setting_is_off(text: str | None) -> None:
    assert decode(text) is None


def test_a_key_of_another_length_is_off(settings: QuickReturnSettings) -> None:
    short = QuickReturnSettings(salt=settings.salt, key=SecretKey(settings.key.raw[:-1]))
    assert decode(encode(short)) is None


@pytest.mark.parametrize("same", ["493017", "４９３０１７", "٤٩٣٠١٧", "৪৯৩০১৭"])
def test_a_pin_is_the_same_in_every_scripts_digits(same: str) -> None:
    assert pin_credential(same) == PIN


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("", PinFault.TOO_SHORT),
        ("49301", PinFault.TOO_SHORT),
        ("111111", PinFault.TOO_PLAIN),
        ("123456", PinFault.TOO_PLAIN),
        ("567890", PinFault.TOO_PLAIN),
        ("210987", PinFault.TOO_PLAIN),
        ("abcdefg", PinFault.TOO_PLAIN),
        ("121212", PinFault.TOO_PLAIN),
        ("1231231", PinFault.TOO_PLAIN),
        ("１２３４５６", PinFault.TOO_PLAIN),
        ("493017", None),
        ("123457", None),
        ("나무늘보랑나", None),
    ],
)
def test_which_pins_are_refused(pin: str, fault: PinFault | None) -> None:
    assert pin_fault(pin_credential(pin)) is fault
    assert MIN_PIN_LENGTH == 6


def test_the_product_derives_as_for_passphrases() -> None:
    assert STANDARD.memory_kib == 256 * 1024
    assert settings_for.__defaults__ == (10, STANDARD)


def test_where_the_key_file_was_comes_back(folder: Path, vault: Vault, settings: QuickReturnSettings) -> None:
    keeper = Keeper(seal(vault, settings, "/media/stick"))
    vault.close()
    again = reopen_vault(folder, PIN, keeper, profiles=TEST_PROFILES, pin_profile=CHEAP_FOR_TESTS)
    assert again.key_folder == "/media/stick"
    again.vault.close()
