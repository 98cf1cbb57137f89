"""Key files: alone, mixed with a passphrase, and what can't be one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reader.errors import DiskFull, KeyFileUnusable, PassphraseUnusable, VaultReadOnly, WrongPassphrase
from reader.vault import key_file
from reader.vault.credential import Credential, KeyFileDigest
from reader.vault.files import FILE_NAMES
from reader.vault.kdf import derive
from reader.vault.key_file import MADE_BYTES, create_key_file, read_key_file
from reader.vault.slots import KEY_FILE_FLAG, NO_PASSPHRASE_FLAG
from tests.cheap import CHEAP_FOR_TESTS, create_cheap_vault, open_cheap_vault

DIGEST = KeyFileDigest(b"d" * 32)
OTHER = KeyFileDigest(b"o" * 32)
WAYS_IN = [Credential("words"), Credential("words", DIGEST), Credential(key_file=DIGEST)]
FLAGS = [0, KEY_FILE_FLAG, KEY_FILE_FLAG | NO_PASSPHRASE_FLAG]


@pytest.mark.parametrize(("credential", "flags"), [*zip(WAYS_IN, FLAGS, strict=True)])
def test_only_all_of_a_credential_opens(tmp_path: Path, credential: Credential, flags: int) -> None:
    create_cheap_vault(tmp_path / "vault", credential)
    vault = open_cheap_vault(tmp_path / "vault", credential)
    assert vault.content.flags == flags
    vault.close()
    for other in (*WAYS_IN, Credential("words", OTHER), Credential("sword", DIGEST), Credential(key_file=OTHER)):
        if other != credential:
            with pytest.raises(WrongPassphrase):
                open_cheap_vault(tmp_path / "vault", other)


def test_two_shelves_may_share_a_passphrase_if_a_key_file_tells_them_apart(tmp_path: Path) -> None:
    create_cheap_vault(tmp_path / "vault", WAYS_IN[0], second_passphrase=WAYS_IN[1])
    shelves = set()
    for credential in WAYS_IN[:2]:
        vault = open_cheap_vault(tmp_path / "vault", credential)
        shelves.add(vault.content.shelf)
        vault.close()
    assert shelves == {0, 1}


def test_the_same_key_file_for_both_shelves_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PassphraseUnusable):
        create_cheap_vault(tmp_path / "vault", WAYS_IN[2], second_passphrase=WAYS_IN[2])


def test_a_nul_in_a_passphrase_beside_a_key_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PassphraseUnusable):
        create_cheap_vault(tmp_path / "vault", Credential("with\0nul", DIGEST))


def test_the_key_file_goes_into_the_derivation() -> None:
    """Whoever tries every file of a disk pays a derivation for each: none of the secrets is the bare passphrase."""
    salt = bytes(32)
    secrets = {credential.secret(salt) for credential in WAYS_IN}
    assert len(secrets) == 3
    assert len({derive(credential, salt, CHEAP_FOR_TESTS).raw for credential in WAYS_IN}) == 3
    assert b"words" not in WAYS_IN[1].secret(salt)


def test_neither_part_shows_in_a_repr() -> None:
    shown = repr(Credential("words", DIGEST))
    assert "words" not in shown
    assert "ddd" not in shown


def test_where_the_file_was_makes_no_difference_and_does_not_show(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "key").write_bytes(b"the same")
    digests = [read_key_file(folder / "key") for folder in (one, other)]
    assert [digest.folder for digest in digests] == [one, other]
    assert digests[0] == digests[1]
    assert str(tmp_path) not in repr(Credential(key_file=digests[0]))
    assert create_key_file(one / "new").folder == one


def test_a_made_file_is_random_and_its_owners_alone(tmp_path: Path) -> None:
    made = create_key_file(tmp_path / "one")
    assert (tmp_path / "one").stat().st_size == MADE_BYTES
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o600
    assert read_key_file(tmp_path / "one") == made
    assert create_key_file(tmp_path / "two") != made


def test_a_made_file_replaces_none(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"dear")
    with pytest.raises(KeyFileUnusable):
        create_key_file(tmp_path / "one")
    assert (tmp_path / "one").read_bytes() == b"dear"


def test_a_full_disk_leaves_no_half_key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(key_file, "write_at", full)
    with pytest.raises(DiskFull):
        create_key_file(tmp_path / "one")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_takes_no_key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> int:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(key_file, "create_new", locked)
    with pytest.raises(VaultReadOnly):
        create_key_file(tmp_path / "one")


def test_what_can_not_be_a_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("missing", "empty", "folder", "pipe"):
        with pytest.raises(KeyFileUnusable):
            read_key_file(tmp_path / name)


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_vaults_own_files_are_refused(tmp_path: Path, name: str) -> None:
    create_cheap_vault(tmp_path / "vault", "words")
    with pytest.raises(KeyFileUnusable):
        read_key_file(tmp_path / "vault" / name)


def test_a_file_of_a_wrong_size_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "LARGEST_BYTES", 3)
    (tmp_path / "film").write_bytes(b"four")
    with pytest.raises(KeyFileUnusable):
        read_key_file(tmp_path / "film")


def test_reading_leaves_no_access_time(tmp_path: Path) -> None:
    (tmp_path / "song").write_bytes(b"la")
    os.utime(tmp_path / "song", (1_000_000_000, 1_100_000_000))
    read_key_file(tmp_path / "song")
    assert (tmp_path / "song").stat().st_atime == 1_000_000_000
