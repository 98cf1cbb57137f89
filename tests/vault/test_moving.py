"""Moving: the old vault is untouched until a verified copy stands; then nothing of it opens any more."""

from __future__ import annotations

import errno
import shutil
import threading
from pathlib import Path

import pytest

from reader.errors import Cancelled, CopyDiffers, DiskFull, VaultError, VaultExists, VaultReadOnly, WrongPassphrase
from reader.vault import copy_files, files, moving
from reader.vault.check import check
from reader.vault.copy_files import CopyProgress
from reader.vault.files import FILE_NAMES, KEYS_NAME
from reader.vault.keys import KeysFile
from reader.vault.moving import move
from reader.vault.vault import Vault, is_vault
from tests.cheap import open_cheap_vault
from tests.vault.changes import fail_at, killed_at_each_change
from tests.vault.conftest import FIRST, SECOND, count_rows, fill, link_or_skip
from tests.vault.test_settle import assert_settled

ROWS = 6


@pytest.fixture
def vault(folder: Path) -> Vault:
    """Open, with ROWS in it."""
    opened = open_cheap_vault(folder, FIRST)
    fill(opened, ROWS)
    return opened


def assert_moved(target: Path, rows: int = ROWS) -> None:
    assert_settled(target)
    assert_whole(target, rows)


def assert_whole(folder: Path, rows: int = ROWS) -> None:
    for passphrase, expected in ((FIRST, rows), (SECOND, 0)):
        vault = open_cheap_vault(folder, passphrase)
        assert count_rows(vault) == expected
        assert check(vault) == []
        vault.close()


def test_a_moved_vault_is_there_and_the_old_one_is_gone(vault: Vault, folder: Path, tmp_path: Path) -> None:
    assert move(vault, tmp_path / "stick" / "library")
    assert not folder.exists()
    assert_moved(tmp_path / "stick" / "library")
    with pytest.raises(VaultReadOnly):  # not a word may be written into what was erased
        fill(vault, 1)
    vault.close()
    assert not folder.exists()


def test_the_keys_are_noise_before_their_file_goes(
    vault: Vault, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second name shows what is left on the medium."""
    link_or_skip(tmp_path / "remnant", folder / KEYS_NAME, hard=True)
    before = (folder / KEYS_NAME).read_bytes()
    order: list[str] = []
    real = KeysFile.destroy

    def destroy(keys: KeysFile) -> None:
        assert is_vault(tmp_path / "new"), "the copy must stand first"
        order.append("destroyed")
        real(keys)

    monkeypatch.setattr(KeysFile, "destroy", destroy)
    monkeypatch.setattr(Path, "unlink", spying(Path.unlink, order))
    assert move(vault, tmp_path / "new")
    assert order.index("destroyed") < order.index("unlinked")
    remnant = (tmp_path / "remnant").read_bytes()
    assert len(remnant) == len(before)
    assert not any(remnant[start : start + 16] in before for start in range(0, len(remnant), 16))


def spying(real: object, order: list[str]) -> object:
    def unlink(path: Path, missing_ok: bool = False) -> None:
        order.append("unlinked")
        real(path, missing_ok)  # type: ignore[operator]  # Path.unlink

    return unlink


def test_what_else_is_in_the_folder_stays(vault: Vault, folder: Path, tmp_path: Path) -> None:
    (folder / "letter.txt").write_text("dear")
    assert move(vault, tmp_path / "new")
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("reason", ["occupied", "inside", "cancelled", "differs", "no room"])
def test_a_refusal_leaves_the_old_vault_open_and_whole(
    vault: Vault, folder: Path, tmp_path: Path, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "new"
    expected: type[Exception] = VaultExists
    match reason:
        case "occupied":
            target.mkdir()
            (target / "letter.txt").write_text("dear")
        case "inside":
            target = folder / "new"
        case "differs":
            monkeypatch.setattr(copy_files, "drop_cached", lambda descriptor: files.write_at(descriptor, 0, b"spoilt"))
            expected = CopyDiffers
        case "no room":
            monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
            expected = DiskFull
        case "cancelled":
            expected = Cancelled
    with pytest.raises(expected):
        move(vault, target, cancelled=lambda: reason == "cancelled")
    monkeypatch.undo()
    fill(vault, 1)
    assert count_rows(vault) == ROWS + 1
    vault.close()
    assert_whole(folder, ROWS + 1)
    assert not is_vault(target)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_failure_at_each_change_leaves_one_of_both_whole(folder: Path, tmp_path: Path, error: int) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, ROWS)
    kept, target = tmp_path / "kept", tmp_path / "new"
    outcomes = set()
    number = 0
    while True:
        with pytest.MonkeyPatch.context() as patch:
            failed = fail_at(patch, number, error, lasting=False)
            try:
                outcome = "moved" if move(vault, target) else "left over"
            except VaultError:
                outcome = "refused"
        outcomes.add(outcome)
        if outcome == "refused":
            assert not target.exists()
            assert count_rows(vault) == ROWS
        else:
            assert_whole(target)
            if outcome == "moved" and not failed:
                break
            vault.close()
            kept = tmp_path / f"kept{number}"
            target.rename(kept)
            vault = open_cheap_vault(kept, FIRST)
        number += 1
    assert outcomes == {"moved", "left over", "refused"}
    assert number > 25


def test_a_kill_at_each_change_leaves_one_of_both_whole(folder: Path, tmp_path: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, ROWS)
    vault.close()
    kept, target = tmp_path / "kept", tmp_path / "new"
    shutil.copytree(folder, kept)
    ends: list[str] = []
    for _ in killed_at_each_change(lambda: move(open_cheap_vault(folder, FIRST), target)):
        old, new = opens(folder), opens(target)
        assert old or new
        ends.append({(True, False): "old", (True, True): "both", (False, True): "new"}[old, new])
        for place in (folder, target):
            shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(kept, folder)
    assert ends == sorted(ends, key=["old", "both", "new"].index)
    assert set(ends) == {"old", "both", "new"}
    assert_moved(target)
    assert not folder.exists()


def opens(folder: Path) -> bool:
    """Whether the vault opens with all that was in it; it is an error if it opens without, or not by its passphrase."""
    try:
        assert_whole(folder)
    except WrongPassphrase:
        raise
    except VaultError:
        return False
    return True


def test_a_write_that_comes_too_late_is_refused_and_not_lost(vault: Vault, tmp_path: Path) -> None:
    """A position that is saved in the middle of the move would be in the old files only."""
    outcome: list[str] = []
    entered = threading.Event()

    def write() -> None:
        entered.set()
        try:
            fill(vault, 1)
        except VaultReadOnly:
            outcome.append("refused")
        else:
            outcome.append("written")

    writer = threading.Thread(target=write)

    def step(_: CopyProgress) -> None:
        if not entered.is_set():
            writer.start()
            entered.wait()
            assert count_rows(vault) == ROWS  # reading goes on

    assert move(vault, tmp_path / "new", on_progress=step)
    writer.join()
    assert outcome == ["refused"]
    assert_moved(tmp_path / "new")


def test_an_old_vault_that_can_not_be_erased_is_told(
    vault: Vault, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Vault) -> None:
        raise VaultReadOnly

    monkeypatch.setattr(moving, "erase_open_vault", fail)
    assert not move(vault, tmp_path / "new")
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILE_NAMES)
    assert_moved(tmp_path / "new")
    vault.close()
