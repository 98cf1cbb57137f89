"""A vault on a stick: what FAT and exFAT lack, and paths that are relative.

`fat` simulates the limits in CI. By hand the same tests, and the rest of this folder, run on a real one:
`python3 -m pytest tests/vault --basetemp /media/STICK/tests`.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import DiskFull, VaultError
from reader.platform import this_platform
from reader.platform.base import Platform
from reader.vault import files
from reader.vault.check import check
from reader.vault.copying import back_up, back_up_locked
from reader.vault.erasing import erase_vault
from reader.vault.files import FILE_NAMES, KEYS_NAME, KEYS_PART_NAME, SHELF_NAMES
from reader.vault.moving import move
from reader.vault.restoring import restore
from reader.vault.settle import settle
from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.vault.conftest import FIRST, SECOND, count_rows, fill
from tests.vault.killed_writer import kill_a_writer
from tests.vault.test_settle import assert_settled

TIME_STEP_S = 2


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.fixture
def fat(monkeypatch: pytest.MonkeyPatch) -> None:
    """No modes, no links, no times of folders, times in steps of 2 s, no sync of folders, no exchange of folders."""
    real_utime, real_fsync = os.utime, os.fsync

    def utime(path: Path, times: tuple[int, int]) -> None:
        if Path(path).is_dir():
            raise PermissionError(errno.EPERM, "no times here")
        real_utime(path, (times[0] // TIME_STEP_S * TIME_STEP_S, times[1] // TIME_STEP_S * TIME_STEP_S))

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no sync of folders")
        real_fsync(descriptor)

    monkeypatch.setattr(os, "utime", utime)
    monkeypatch.setattr(os, "fsync", fsync)
    for name in ("chmod", "symlink", "link", "posix_fallocate"):
        monkeypatch.setattr(os, name, refusing(errno.EPERM))
    monkeypatch.setattr(type(this_platform()), "exchange_folders", Platform.exchange_folders)


def assert_settled_but_for_the_folder(folder: Path) -> None:
    os.utime(folder / KEYS_NAME, (0, 0))
    settle(folder)
    times = {(folder / name).stat().st_mtime for name in FILE_NAMES}
    assert times == {files.SETTLED_TIME_S}
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILE_NAMES)


def rows_of(folder: Path) -> int:
    vault = open_cheap_vault(folder, FIRST)
    rows = count_rows(vault)
    assert check(vault) == []
    vault.close()
    return rows


@pytest.mark.usefixtures("fat")
def test_a_whole_life_on_fat(tmp_path: Path) -> None:
    folder, backup = tmp_path / "library", tmp_path / "backup"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 1500)
    assert vault.files.size > 4 * 2**20
    back_up(vault, backup)
    fill(vault, 1)
    vault.close()
    assert_settled_but_for_the_folder(folder)
    assert_settled_but_for_the_folder(backup)
    aside = restore(backup, folder, replace=True)
    assert aside is not None
    assert (rows_of(folder), rows_of(aside)) == (1500, 1501)
    erase_vault(aside)
    assert not aside.exists()
    kill_a_writer(folder, SECOND, 1, in_transaction=True)
    assert move(open_cheap_vault(folder, FIRST), tmp_path / "moved")
    assert_settled_but_for_the_folder(tmp_path / "moved")
    assert rows_of(tmp_path / "moved") == 1500
    assert not folder.exists()


@pytest.mark.usefixtures("fat")
def test_a_kill_on_fat_is_settled(folder: Path) -> None:
    kill_a_writer(folder, FIRST, 4, in_transaction=True)
    assert_settled_but_for_the_folder(folder)


def test_no_two_names_are_alike_without_case() -> None:
    names = [*FILE_NAMES, KEYS_PART_NAME]
    assert len({name.casefold() for name in names}) == len(names)
    assert names == [name.lower() for name in names]
    assert files.SETTLED_TIME_S % TIME_STEP_S == 0


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.ENOLCK, errno.ENOSYS])
def test_a_medium_without_locks_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("fcntl.flock", refusing(number))
    for look in (settle, lambda place: open_cheap_vault(place, FIRST)):
        with pytest.raises(VaultError, match="lock"):
            look(folder)


def test_a_folder_that_really_fails_to_sync_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", refusing(errno.EIO))
    with pytest.raises(OSError, match="error"):
        files.sync_folder(folder)


def test_the_end_of_fat32_is_said_when_a_shelf_grows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = open_cheap_vault(folder, FIRST)
    monkeypatch.setattr(files, "write_at", refusing(errno.EFBIG))
    with pytest.raises(DiskFull, match="FAT32"):
        vault.files.grow()
    monkeypatch.undo()
    assert vault.files.size == 4 * 2**20
    vault.close()
    assert rows_of(folder) == 0


def test_the_end_of_fat32_is_said_before_gigabytes_are_copied(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux answers EINVAL to a position that the file system can't have. Here it ends at 3 MiB."""
    real = os.lseek
    monkeypatch.setattr(os, "lseek", lambda *call: refusing(errno.EINVAL)() if call[1] > 3 * 2**20 else real(*call))
    progress: list[object] = []
    with pytest.raises(DiskFull, match="FAT32"):
        back_up_locked(folder, tmp_path / "copy", on_progress=progress.append)
    assert progress == []
    assert not (tmp_path / "copy").exists()


def test_relative_paths_are_those_of_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "stick")
    create_cheap_vault(Path("library"), FIRST, second_passphrase=SECOND)
    vault = open_cheap_vault(Path("library"), FIRST)
    monkeypatch.chdir(tmp_path / "elsewhere")
    fill(vault, 3)
    monkeypatch.chdir(tmp_path / "stick")
    back_up(vault, Path("backup"))
    monkeypatch.chdir(tmp_path / "elsewhere")
    vault.close()
    assert_settled(tmp_path / "stick" / "library")
    monkeypatch.chdir(tmp_path / "stick")
    assert restore(Path("backup"), Path("library"), replace=True) == tmp_path / "stick" / "library-aside"
    monkeypatch.chdir(tmp_path / "stick" / "library")
    assert is_vault(Path())
    with pytest.raises(VaultError):
        back_up_locked(Path(), Path("copy"))
    back_up_locked(Path(), Path("..") / "another")
    assert rows_of(tmp_path / "stick" / "another") == 3


def test_the_whole_folder_can_be_carried_elsewhere(folder: Path, tmp_path: Path) -> None:
    """Nothing in a vault says where it is."""
    shutil.move(folder, tmp_path / "another place")
    assert rows_of(tmp_path / "another place") == 0
    needle = str(tmp_path).encode()
    assert not any(needle in (tmp_path / "another place" / name).read_bytes() for name in (KEYS_NAME, *SHELF_NAMES))
