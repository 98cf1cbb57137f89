"""Creating, opening and closing vaults."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reader.errors import (
    DiskFull,
    MemoryShort,
    NotAVault,
    PassphraseUnusable,
    VaultBusy,
    VaultDamaged,
    VaultExists,
    VaultTooNew,
    WrongPassphrase,
)
from reader.platform import this_platform
from reader.vault import slot_changes
from reader.vault.check import check
from reader.vault.creation import create_throwaway_vault, create_vault
from reader.vault.credential import Credential, KeyFileDigest
from reader.vault.files import FILE_NAMES, SETTLED_TIME_S, SHELF_NAMES
from reader.vault.growth import INITIAL_BYTES
from reader.vault.kdf import KdfProfile, SecretKey, derive
from reader.vault.settle import settle
from reader.vault.vault import is_vault, open_vault
from tests.cheap import CHEAP_FOR_TESTS, DEARER_FOR_TESTS, TEST_PROFILES, create_cheap_vault, open_cheap_vault
from tests.vault.conftest import FIRST, SECOND, count_rows, fill, has_modes

KEY_FILE_ALONE = Credential(key_file=KeyFileDigest(b"a" * 32))


def test_a_vault_is_five_files_for_their_owner_only_all_of_one_time(tmp_path: Path) -> None:
    create_cheap_vault(tmp_path / "new" / "vault", FIRST)
    folder = tmp_path / "new" / "vault"
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILE_NAMES)
    if has_modes(tmp_path):
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
        assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mtime for path in (folder, *folder.iterdir())} == {SETTLED_TIME_S}


def test_each_passphrase_opens_its_own_shelf(folder: Path) -> None:
    for rows, passphrase in enumerate((FIRST, SECOND), start=1):
        vault = open_cheap_vault(folder, passphrase)
        assert count_rows(vault) == 0
        fill(vault, rows)
        vault.close()
    for rows, passphrase in enumerate((FIRST, SECOND), start=1):
        vault = open_cheap_vault(folder, passphrase)
        assert count_rows(vault) == rows
        assert check(vault) == []
        vault.close()


def test_shelves_and_slots_are_drawn_by_lot(tmp_path: Path) -> None:
    contents = set()
    for number in range(24):
        create_cheap_vault(tmp_path / str(number), FIRST)
        vault = open_cheap_vault(tmp_path / str(number), FIRST)
        contents.add((vault.content.shelf, vault.content.half))
        assert vault.content.half.bit_count() == 4
        vault.close()
    assert {shelf for shelf, _ in contents} == {0, 1}
    assert len({half for _, half in contents}) > 8


@pytest.mark.parametrize("second", [None, SECOND])
def test_a_wrong_passphrase_gives_the_same_error_whatever_is_set_up(tmp_path: Path, second: str | None) -> None:
    create_cheap_vault(tmp_path / "vault", FIRST, second_passphrase=second)
    with pytest.raises(WrongPassphrase) as caught:
        open_cheap_vault(tmp_path / "vault", "wrong")
    assert str(caught.value) == ""
    open_cheap_vault(tmp_path / "vault", FIRST).close()


def _strengthened(folder: Path) -> None:
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        index = vault.slot.index if vault.slot else 0
        slot_changes.write(vault, [slot_changes.seal(vault, index, FIRST, DEARER_FOR_TESTS)])


def _with_a_key_file(folder: Path) -> None:
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        for index in slot_changes.half_of(vault.content.half):
            credential = Credential(f"number {index}", KeyFileDigest(b"d" * 32))
            slot_changes.write(vault, [slot_changes.seal(vault, index, credential, CHEAP_FOR_TESTS)])


def _as_it_is(_folder: Path) -> None:
    pass


@pytest.mark.parametrize("wrong", ["wrong", Credential("wrong", KeyFileDigest(b"k" * 32)), KEY_FILE_ALONE])
@pytest.mark.parametrize("set_up", [_as_it_is, _strengthened, _with_a_key_file])
@pytest.mark.parametrize("second", [None, SECOND])
def test_a_wrong_try_costs_the_same_whatever_is_set_up(
    tmp_path: Path,
    second: str | None,
    set_up: Callable[[Path], None],
    wrong: Credential | str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    derivations: list[KdfProfile] = []
    tries = []

    class CountingCipher:
        def __init__(self, key: bytes) -> None:
            self._cipher = AESGCM(key)

        def decrypt(self, *arguments: Any) -> bytes:
            tries.append(1)
            return self._cipher.decrypt(*arguments)

    def counting_derive(credential: Credential, salt: bytes, profile: KdfProfile) -> SecretKey:
        derivations.append(profile)
        return derive(credential, salt, profile)

    create_cheap_vault(tmp_path / "vault", FIRST, second_passphrase=second)
    set_up(tmp_path / "vault")
    monkeypatch.setattr("reader.vault.slots.AESGCM", CountingCipher)
    monkeypatch.setattr("reader.vault.trying.derive", counting_derive)
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(tmp_path / "vault", wrong)
    assert (derivations, len(tries)) == ([CHEAP_FOR_TESTS, DEARER_FOR_TESTS], 16)


def test_a_try_that_memory_is_short_for_says_so_and_never_that_it_was_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_cheap_vault(tmp_path / "vault", FIRST)
    monkeypatch.setattr(type(this_platform()), "available_memory_bytes", lambda _self: 8 * 1024)
    open_cheap_vault(tmp_path / "vault", FIRST).close()
    with pytest.raises(MemoryShort):
        open_cheap_vault(tmp_path / "vault", "wrong")


@pytest.mark.parametrize("unusable", ["", "with\0nul", "lone \ud800 surrogate"])
def test_an_unusable_passphrase_is_refused_at_both_doors(folder: Path, tmp_path: Path, unusable: str) -> None:
    with pytest.raises(PassphraseUnusable):
        create_cheap_vault(tmp_path / "other", unusable)
    assert not (tmp_path / "other").exists()
    with pytest.raises(PassphraseUnusable):
        open_cheap_vault(folder, unusable)


def test_the_same_passphrase_for_both_shelves_is_refused_in_every_spelling(tmp_path: Path) -> None:
    with pytest.raises(PassphraseUnusable):
        create_cheap_vault(tmp_path / "vault", "caf\u00e9", second_passphrase="cafe\u0301")


@pytest.mark.parametrize(
    "passphrase", ["역사의 진실", "Việt Nam\u0323", "it's \"quoted\" x'00'; --", "x" * 10_000, " "]
)
def test_passphrases_of_every_kind_open_in_both_normal_forms(tmp_path: Path, passphrase: str) -> None:
    create_cheap_vault(tmp_path / "vault", unicodedata.normalize("NFD", passphrase))
    open_cheap_vault(tmp_path / "vault", unicodedata.normalize("NFC", passphrase)).close()


def test_a_folder_that_holds_anything_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(VaultExists):
        create_cheap_vault(tmp_path, FIRST)
    with pytest.raises(VaultExists):
        create_cheap_vault(tmp_path / "letter.txt", FIRST)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_used_and_kept_when_creation_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    (tmp_path / "there").mkdir()
    for folder in (tmp_path / "new", tmp_path / "there"):
        with monkeypatch.context() as full:
            full.setattr("reader.vault.creation.set_constant_times", failing)
            with pytest.raises(DiskFull):
                create_cheap_vault(folder, FIRST)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert list((tmp_path / "there").iterdir()) == []
    create_cheap_vault(tmp_path / "there", FIRST)
    open_cheap_vault(tmp_path / "there", FIRST).close()


def test_a_folder_below_a_file_can_not_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(VaultExists):
        create_cheap_vault(tmp_path / "file" / "vault", FIRST)


def test_a_failed_open_gives_the_lock_back(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise VaultDamaged

    with monkeypatch.context() as broken:
        broken.setattr("reader.vault.vault.connect", failing)
        with pytest.raises(VaultDamaged):
            open_cheap_vault(folder, FIRST)
        with pytest.raises(VaultDamaged):
            create_throwaway_vault(tmp_path / "demo")
    settle(folder)
    settle(tmp_path / "demo")


def test_a_foreign_folder_is_no_vault(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("house, car")
    for folder in (tmp_path, tmp_path / "missing"):
        assert not is_vault(folder)
        with pytest.raises(NotAVault):
            open_cheap_vault(folder, FIRST)
        with pytest.raises(NotAVault):
            settle(folder)


def test_a_second_opener_is_told_that_it_is_busy(folder: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    with pytest.raises(VaultBusy):
        open_cheap_vault(folder, SECOND)
    with pytest.raises(VaultBusy):
        settle(folder)
    vault.close()
    open_cheap_vault(folder, SECOND).close()


@pytest.mark.parametrize("name", SHELF_NAMES)
def test_a_missing_shelf_is_damage(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert is_vault(folder)
    with pytest.raises(VaultDamaged):
        open_cheap_vault(folder, FIRST)


def test_a_shelf_of_noise_under_the_right_passphrase_is_damage(tmp_path: Path) -> None:
    create_cheap_vault(tmp_path / "vault", FIRST)
    for name in SHELF_NAMES:
        (tmp_path / "vault" / name).write_bytes(os.urandom(INITIAL_BYTES))
    with pytest.raises(VaultDamaged):
        open_cheap_vault(tmp_path / "vault", FIRST)


def test_a_throwaway_vault_is_open_and_opens_never_again(tmp_path: Path) -> None:
    vault = create_throwaway_vault(tmp_path / "demo")
    fill(vault, 5)
    assert count_rows(vault) == 5
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(tmp_path / "demo", FIRST)


def test_the_product_refuses_the_tests_cheap_profile(folder: Path) -> None:
    with pytest.raises(VaultTooNew):
        open_vault(folder, FIRST)
    with pytest.raises(ValueError, match="not offered"):
        create_vault(folder.parent / "cheap", FIRST, profile=CHEAP_FOR_TESTS)
    assert CHEAP_FOR_TESTS in TEST_PROFILES
