"""Restoring: nothing is overwritten, and at any instant there is the old vault or the new one."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from reader.errors import (
    Cancelled,
    CopyDiffers,
    DiskFull,
    NotAVault,
    VaultBusy,
    VaultDamaged,
    VaultError,
    VaultExists,
    VaultReadOnly,
    VaultTooNew,
)
from reader.platform import this_platform
from reader.platform.base import Platform
from reader.vault import copy_files, replacing
from reader.vault.check import check
from reader.vault.copying import back_up_locked
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, KEYS_NAME, KEYS_PART_NAME, SHELF_NAMES
from reader.vault.replacing import finish_replacing
from reader.vault.restoring import restore
from reader.vault.settle import settle
from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.vault.changes import fail_at, killed_at_each_change
from tests.vault.conftest import FIRST, SECOND, count_rows, fill, link_or_skip
from tests.vault.killed_writer import kill_a_writer
from tests.vault.test_refusals import mount
from tests.vault.test_settle import assert_settled

OLD_ROWS, BACKUP_ROWS = 4, 9


def filled(folder: Path, rows: int) -> Path:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, rows)
    vault.close()
    return folder


def rows_of(folder: Path) -> int:
    vault = open_cheap_vault(folder, FIRST)
    rows = count_rows(vault)
    assert check(vault) == []
    vault.close()
    open_cheap_vault(folder, SECOND).close()
    return rows


@pytest.fixture
def backup(folder: Path) -> Path:
    """A backup that holds BACKUP_ROWS."""
    return filled(folder, BACKUP_ROWS)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Another vault, which holds OLD_ROWS."""
    create_cheap_vault(tmp_path / "library", FIRST, second_passphrase=SECOND)
    return filled(tmp_path / "library", OLD_ROWS)


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """File systems that exchange two folders in one step, and those that can't."""
    if request.param == "renames":
        monkeypatch.setattr(type(this_platform()), "exchange_folders", Platform.exchange_folders)
    return str(request.param)


def test_a_backup_becomes_the_vault_where_there_is_none(backup: Path, tmp_path: Path) -> None:
    assert restore(backup, tmp_path / "new" / "library") is None
    assert_settled(tmp_path / "new" / "library")
    assert_settled(backup)
    assert rows_of(tmp_path / "new" / "library") == BACKUP_ROWS


def test_nothing_is_overwritten_without_being_asked_for(backup: Path, target: Path, tmp_path: Path) -> None:
    with pytest.raises(VaultExists):
        restore(backup, target)
    assert rows_of(target) == OLD_ROWS
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear")
    with pytest.raises(VaultExists):
        restore(backup, tmp_path / "letters", replace=True)
    assert (tmp_path / "letters" / "one.txt").read_text() == "dear"


def test_what_is_replaced_is_kept_aside(way: str, backup: Path, target: Path) -> None:
    aside = restore(backup, target, replace=True)
    assert aside == target.with_name("library-aside")
    for place, rows in ((target, BACKUP_ROWS), (aside, OLD_ROWS)):
        assert_settled(place)
        assert rows_of(place) == rows
    assert sorted(path.name for path in target.parent.iterdir()) == ["library", "library-aside", "vault"]
    assert restore(backup, target, replace=True) == target.with_name("library-aside-2")
    assert rows_of(target.with_name("library-aside")) == OLD_ROWS


def test_a_link_to_the_vault_stays_one(way: str, backup: Path, target: Path, tmp_path: Path) -> None:
    link_or_skip(tmp_path / "link", target)
    assert restore(backup, tmp_path / "link", replace=True) == target.with_name("library-aside")
    assert (tmp_path / "link").is_symlink()
    assert rows_of(tmp_path / "link") == BACKUP_ROWS


def test_a_kill_at_each_change_leaves_the_old_vault_or_the_new(way: str, backup: Path, target: Path) -> None:
    old = target.with_name("old")
    shutil.copytree(target, old)
    kept = [(backup / name).read_bytes() for name in FILE_NAMES]
    seen: list[int] = []
    for _ in killed_at_each_change(lambda: restore(backup, target, replace=True)):
        assert is_vault(target)
        seen.append(rows_of(target))
        assert kept == [(backup / name).read_bytes() for name in FILE_NAMES]
        for place in target.parent.glob("library*"):  # the next one begins anew
            shutil.rmtree(place)
        shutil.copytree(old, target)
    assert seen == sorted(seen)
    assert set(seen) == {OLD_ROWS, BACKUP_ROWS}
    assert rows_of(target) == BACKUP_ROWS


def test_what_killed_ones_leave_is_replaced_and_never_comes_back(way: str, backup: Path, target: Path) -> None:
    """One kill after the other, with nothing put back between."""
    rounds = 0
    for _ in killed_at_each_change(lambda: restore(backup, target, replace=True)):
        assert is_vault(target)
        rounds += 1
    assert rounds > 20
    assert rows_of(target) == BACKUP_ROWS
    assert not target.with_name("library-incoming").exists()
    asides = [place for place in target.parent.glob("library-aside*") if is_vault(place)]
    assert OLD_ROWS in map(rows_of, asides)


def test_a_cut_between_the_renames_is_mended_by_whoever_looks(backup: Path, target: Path) -> None:
    incoming = target.with_name("library-incoming")
    for look in (is_vault, settle, lambda folder: open_cheap_vault(folder, FIRST).close()):
        target.rename(incoming)
        look(target)
        assert rows_of(target) == OLD_ROWS
    shutil.copytree(backup, incoming)
    finish_replacing(target)
    assert rows_of(target) == OLD_ROWS, "what is there stays"
    assert restore(backup, target, replace=True) == target.with_name("library-aside-2")
    assert not incoming.exists()
    finish_replacing(Path("/"))


def test_the_guard_does_not_welcome_anybody_between_the_renames(target: Path) -> None:
    """It looks with a function of its own; to it, no vault means that one is to be made."""
    guard_app = pytest.importorskip("ui.guard_app")
    target.rename(target.with_name("library-incoming"))
    assert guard_app._holds_vault(target)
    assert rows_of(target) == OLD_ROWS


def test_a_copy_that_was_cut_short_is_never_taken_for_the_incoming_vault(target: Path) -> None:
    incoming = target.with_name("library-incoming")
    target.rename(incoming)
    (incoming / KEYS_NAME).rename(incoming / KEYS_PART_NAME)
    assert not is_vault(target)
    assert incoming.exists()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failure_at_each_change_leaves_the_old_vault_alone(way: str, backup: Path, target: Path, error: int) -> None:
    number = 0
    while True:
        with pytest.MonkeyPatch.context() as patch:
            failed = fail_at(patch, number, error, lasting=False)
            try:
                aside = restore(backup, target, replace=True)
            except VaultError:
                assert failed
            else:
                if not failed:
                    break
                assert aside is not None  # it was about tidying
                shutil.rmtree(target)
                aside.rename(target)
        assert rows_of(target) == OLD_ROWS
        for place in target.parent.glob("library-*"):
            assert not is_vault(place), place
            shutil.rmtree(place)
        number += 1
    assert number > 25
    assert rows_of(target) == BACKUP_ROWS


def test_a_medium_pulled_at_each_change_removes_nothing(way: str, backup: Path, target: Path) -> None:
    """Everything fails from then on, taking back too: one of the two is there, and finished by the next look."""
    old = target.with_name("old")
    shutil.copytree(target, old)
    number = 0
    while True:
        with pytest.MonkeyPatch.context() as patch:
            failed = fail_at(patch, number, errno.EIO, lasting=True)
            with suppress(VaultError):
                restore(backup, target, replace=True)
            if not failed:
                break
        places = [place for place in target.parent.glob("library*") if (place / KEYS_NAME).is_file()]
        assert is_vault(target)
        assert {rows_of(place) for place in places if place.exists()} | {rows_of(target)} >= {OLD_ROWS}
        for place in target.parent.glob("library*"):
            shutil.rmtree(place)
        shutil.copytree(old, target)
        number += 1
    assert number > 25


def test_a_folder_that_can_not_be_renamed_is_said(backup: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, while somebody has a file in it open."""
    monkeypatch.setattr(type(this_platform()), "exchange_folders", Platform.exchange_folders)
    real = os.rename

    def refuse(source: Path, place: Path) -> None:
        if Path(source) == target:
            raise PermissionError(errno.EACCES, "in use")
        real(source, place)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(VaultError, match="renamed"):
        restore(backup, target, replace=True)
    assert rows_of(target) == OLD_ROWS
    assert [path.name for path in target.parent.glob("library*")] == ["library"]


def test_a_folder_that_is_renamed_only_without_our_own_lock(
    backup: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows again: the lock is a descriptor of a file in it."""
    monkeypatch.setattr(type(this_platform()), "exchange_folders", Platform.exchange_folders)
    real = os.rename

    def refuse(source: Path, place: Path) -> None:
        held = {link.resolve().parent for link in Path("/proc/self/fd").iterdir() if link.exists()}
        if Path(source) in held:
            raise PermissionError(errno.EACCES, "in use")
        real(source, place)

    monkeypatch.setattr(os, "rename", refuse)
    restore(backup, target, replace=True)
    assert rows_of(target) == BACKUP_ROWS


def test_a_target_that_is_open_is_busy(backup: Path, target: Path) -> None:
    vault = open_cheap_vault(target, FIRST)
    with pytest.raises(VaultBusy):
        restore(backup, target, replace=True)
    vault.close()
    assert [path.name for path in target.parent.glob("library*")] == ["library"]


def test_a_backup_that_is_open_is_busy(backup: Path, tmp_path: Path) -> None:
    vault = open_cheap_vault(backup, FIRST)
    with pytest.raises(VaultBusy):
        restore(backup, tmp_path / "new")
    vault.close()
    assert not (tmp_path / "new").exists()


def test_a_damaged_vault_can_be_replaced(backup: Path, target: Path) -> None:
    (target / KEYS_NAME).write_bytes(bytes(8192))
    aside = restore(backup, target, replace=True)
    assert aside is not None
    assert (aside / KEYS_NAME).read_bytes() == bytes(8192)
    assert rows_of(target) == BACKUP_ROWS


def test_a_mount_point_is_not_replaced(backup: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.ismount", lambda place: Path(place) == target)
    with pytest.raises(VaultError, match="medium"):
        restore(backup, target, replace=True)
    assert rows_of(target) == OLD_ROWS


def test_a_backup_and_its_target_are_two_places(backup: Path) -> None:
    for target in (backup, backup / "inside"):
        with pytest.raises(VaultExists):
            restore(backup, target, replace=True)
    assert rows_of(backup) == BACKUP_ROWS


@pytest.mark.parametrize("left", [FILE_NAMES, SHELF_NAMES, (KEYS_NAME,), (*SHELF_NAMES, KEYS_NAME), ()])
def test_a_half_copied_folder_is_said(backup: Path, tmp_path: Path, left: tuple[str, ...]) -> None:
    """Files missing, or one cut short."""
    for name in FILE_NAMES:
        if name not in left:
            (backup / name).unlink()
    if left == FILE_NAMES:
        os.truncate(backup / SHELF_NAMES[1], 1_000_000)
    if KEYS_NAME in left and set(SHELF_NAMES) <= set(left) and left != FILE_NAMES:
        restore(backup, tmp_path / "new")  # empty journals are no loss
        assert rows_of(tmp_path / "new") == BACKUP_ROWS
        return
    with pytest.raises(VaultDamaged if KEYS_NAME in left else NotAVault):
        restore(backup, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("size", [0, 4096 * 10 + 1])
def test_shelves_of_no_possible_size_are_said(backup: Path, tmp_path: Path, size: int) -> None:
    for name in SHELF_NAMES:
        os.truncate(backup / name, size)
    with pytest.raises(VaultDamaged):
        restore(backup, tmp_path / "new")


def test_keys_are_looked_at_first(backup: Path, tmp_path: Path) -> None:
    keys = bytearray((backup / KEYS_NAME).read_bytes())
    keys[100] ^= 1
    (backup / KEYS_NAME).write_bytes(keys)
    restore(backup, tmp_path / "first")  # the second block is whole, and both are made of it
    assert rows_of(tmp_path / "first") == BACKUP_ROWS
    restored = (tmp_path / "first" / KEYS_NAME).read_bytes()
    assert restored[:4096] == restored[4096:] == keys[4096:]
    keys[4096 + 100] ^= 1
    (backup / KEYS_NAME).write_bytes(keys)
    with pytest.raises(VaultDamaged):
        restore(backup, tmp_path / "second")
    assert not (tmp_path / "second").exists()


def test_a_backup_of_a_later_version_is_said(backup: Path, tmp_path: Path) -> None:
    import hashlib

    body = bytearray((backup / KEYS_NAME).read_bytes()[:4064])
    body[8] = 2
    (backup / KEYS_NAME).write_bytes((bytes(body) + hashlib.sha256(body).digest()) * 2)
    with pytest.raises(VaultTooNew):
        restore(backup, tmp_path / "new")


def test_a_backup_on_a_read_only_medium_is_restored(backup: Path, tmp_path: Path) -> None:
    """A locked stick, a disc."""
    disc = tmp_path / "disc"
    disc.mkdir()
    mount(disc, "size=24m")
    try:
        back_up_locked(backup, disc / "copy")
        subprocess.run(["mount", "-o", "remount,ro", str(disc)], check=True)
        restore(disc / "copy", tmp_path / "new")
        with pytest.raises(VaultReadOnly):
            restore(backup, disc / "other")
    finally:
        subprocess.run(["umount", str(disc)], check=True)
    assert rows_of(tmp_path / "new") == BACKUP_ROWS


def test_a_backup_on_a_medium_without_locks_is_restored(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    with monkeypatch.context() as patch:
        patch.setattr("fcntl.flock", unsupported)
        restore(backup, tmp_path / "new")
    assert rows_of(tmp_path / "new") == BACKUP_ROWS


def test_a_backup_with_a_journal_is_settled_in_its_copy(folder: Path, tmp_path: Path) -> None:
    """The folder of a killed vault, copied by hand before anything settled it. The backup stays as it is."""
    reported = kill_a_writer(folder, FIRST, 3, in_transaction=True)
    before = [(folder / name).read_bytes() for name in FILE_NAMES]
    assert any((folder / name).stat().st_size for name in JOURNAL_NAMES)
    restore(folder, tmp_path / "new")
    assert before == [(folder / name).read_bytes() for name in FILE_NAMES]
    assert_settled(tmp_path / "new")
    vault = open_cheap_vault(tmp_path / "new", FIRST)
    with vault.shelf.read() as connection:
        assert connection.execute("SELECT max(number) FROM line").fetchone()[0] >= reported
    assert check(vault) == []
    vault.close()


def test_a_cancelled_restore_changes_nothing(backup: Path, target: Path) -> None:
    asked = iter([False] * 12 + [True])
    with pytest.raises(Cancelled):
        restore(backup, target, replace=True, cancelled=lambda: next(asked))
    assert [path.name for path in target.parent.glob("library*")] == ["library"]
    assert rows_of(target) == OLD_ROWS


def test_a_copy_that_differs_replaces_nothing(backup: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_files, "drop_cached", lambda descriptor: os.pwrite(descriptor, b"spoilt", 4096))
    with pytest.raises(CopyDiffers):
        restore(backup, target, replace=True)
    assert [path.name for path in target.parent.glob("library*")] == ["library"]
    assert rows_of(target) == OLD_ROWS


def test_a_disk_without_room_for_both_replaces_nothing(
    backup: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(DiskFull):
        restore(backup, target, replace=True)
    assert [path.name for path in target.parent.glob("library*")] == ["library"]


def test_siblings_run_out_in_words(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "is_free", lambda _: False)
    with pytest.raises(VaultError, match="too many"):
        replacing.place_aside(target)
