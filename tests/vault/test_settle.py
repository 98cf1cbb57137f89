"""Settling: whatever a kill leaves, afterwards nothing shows which shelf was open, and nothing committed is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from reader.errors import VaultBusy, VaultDamaged, VaultReadOnly
from reader.vault.check import check
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, KEYS_NAME, SETTLED_TIME_S, SHELF_NAMES
from reader.vault.settle import settle
from reader.vault.vault import Vault
from tests.cheap import open_cheap_vault
from tests.vault.conftest import FIRST, SECOND, count_rows, fill, link_or_skip
from tests.vault.killed_writer import kill_a_writer

KILLS = 44


def assert_settled(folder: Path) -> None:
    for path in (folder, *(folder / name for name in FILE_NAMES)):
        assert path.stat().st_mtime_ns == SETTLED_TIME_S * 10**9
        assert path.stat().st_atime_ns == SETTLED_TIME_S * 10**9
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILE_NAMES)  # which changes the folder's own time
    assert len({(folder / name).stat().st_size for name in SHELF_NAMES}) == 1
    assert {(folder / name).stat().st_size for name in JOURNAL_NAMES} == {0}


def test_kills_at_any_instant_lose_nothing_and_show_nothing(folder: Path) -> None:
    hot_journals = 0
    for seed in range(KILLS):
        passphrase = (FIRST, SECOND)[seed % 2]
        reported = kill_a_writer(folder, passphrase, seed, in_transaction=seed % 4 != 0)
        hot_journals += any((folder / name).stat().st_size for name in JOURNAL_NAMES)
        settle(folder)
        assert_settled(folder)
        vault = open_cheap_vault(folder, passphrase)
        assert check(vault) == []
        with vault.shelf.read() as connection:
            count, last = connection.execute("SELECT count(*), max(number) FROM line").fetchone()
            assert count == last >= reported
            assert connection.execute("SELECT count(*) FROM words").fetchone() == (count,)
            assert connection.execute("SELECT DISTINCT length(content) FROM line").fetchall() == [(2000,)]
        vault.close()
    assert hot_journals >= KILLS // 3, "too few kills struck in mid-transaction to prove anything"


def test_both_journals_are_made_anew_whichever_was_hot(folder: Path, tmp_path: Path) -> None:
    """Or the younger one would tell which shelf was open. A second name keeps the old inodes from being used again."""
    kill_a_writer(folder, FIRST, 2, in_transaction=True)
    for name in JOURNAL_NAMES:
        link_or_skip(tmp_path / name, folder / name, hard=True)
    kept = {name: (folder / name).stat().st_ino for name in (KEYS_NAME, *SHELF_NAMES)}
    settle(folder)
    for name in JOURNAL_NAMES:
        assert not (folder / name).samefile(tmp_path / name)
    assert kept == {name: (folder / name).stat().st_ino for name in kept}


def test_settling_twice_changes_nothing(folder: Path) -> None:
    kill_a_writer(folder, FIRST, 1, in_transaction=True)
    settle(folder)
    before = {name: (folder / name).read_bytes() for name in FILE_NAMES}
    settle(folder)
    assert before == {name: (folder / name).read_bytes() for name in FILE_NAMES}
    assert len(before) == len(FILE_NAMES)


def test_a_journal_whose_header_was_never_synced_is_cut_and_changes_nothing(folder: Path) -> None:
    """A power cut may leave the journal's length without its first sector."""
    before = [(folder / name).read_bytes() for name in SHELF_NAMES]
    for name in JOURNAL_NAMES:
        (folder / name).write_bytes(bytes(512) + os.urandom(3 * 4104))
    settle(folder)
    assert_settled(folder)
    assert before == [(folder / name).read_bytes() for name in SHELF_NAMES]


def test_a_journal_of_noise_is_cut_and_changes_nothing(folder: Path) -> None:
    before = [(folder / name).read_bytes() for name in SHELF_NAMES]
    for name in JOURNAL_NAMES:
        (folder / name).write_bytes(b"\xd9" + os.urandom(9000))
    settle(folder)
    assert_settled(folder)
    assert before == [(folder / name).read_bytes() for name in SHELF_NAMES]


def test_a_missing_journal_is_made(folder: Path) -> None:
    for name in JOURNAL_NAMES:
        (folder / name).unlink()
    settle(folder)
    assert_settled(folder)


@pytest.mark.parametrize("longer", SHELF_NAMES)
@pytest.mark.parametrize("extra_bytes", [1, 4096, 123_456, 3 * 1024 * 1024])
def test_unequal_sizes_are_repaired_with_noise(folder: Path, longer: str, extra_bytes: int) -> None:
    before = {name: (folder / name).read_bytes() for name in SHELF_NAMES}
    appended = os.urandom(extra_bytes - 1) + b"x"  # a sector of zeros would be replaced, be it one byte long
    with (folder / longer).open("ab") as file:
        file.write(appended)
    settle(folder)
    assert_settled(folder)
    for name in SHELF_NAMES:
        after = (folder / name).read_bytes()
        assert len(after) % 4096 == 0
        assert after.startswith(before[name] + (appended if name == longer else b""))
        assert after[len(before[name]) :].count(0) <= max(8, len(after) // 64)
    for passphrase in (FIRST, SECOND):
        vault = open_cheap_vault(folder, passphrase)
        assert check(vault) == []
        vault.close()


def zero_sectors(content: bytes) -> int:
    return sum(not any(content[start : start + 512]) for start in range(0, len(content), 512))


@pytest.mark.parametrize(("extra_a", "extra_b"), [(40 * 4096, 0), (40 * 4096, 17 * 512), (5 * 512 + 100, 0)])
def test_zeros_that_a_cut_growth_left_become_noise(folder: Path, extra_a: int, extra_b: int) -> None:
    """A power cut may keep a file's new length and lose any of the sectors that were not synced."""
    before = {}
    for name, extra in zip(SHELF_NAMES, (extra_a, extra_b), strict=True):
        before[name] = (folder / name).read_bytes()
        written = bytearray(os.urandom(extra))
        for start in range(0, extra, 3 * 512):
            written[start : start + 512] = bytes(len(written[start : start + 512]))
        (folder / name).write_bytes(before[name] + written)
    settle(folder)
    assert_settled(folder)
    for name in SHELF_NAMES:
        after = (folder / name).read_bytes()
        assert after.startswith(before[name])
        assert zero_sectors(after) == 0


def test_a_last_page_that_was_lost_becomes_noise(folder: Path) -> None:
    for name in SHELF_NAMES:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[:-1024] + bytes(1024))
    settle(folder)
    assert [zero_sectors((folder / name).read_bytes()) for name in SHELF_NAMES] == [0, 0]


class PowerCutError(BaseException):
    """Nothing runs after it."""


@pytest.mark.parametrize("syncs", range(4))
def test_growth_cut_at_any_sync_harms_neither_shelf(folder: Path, syncs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 20)
    done: list[int] = []

    def cut(descriptor: int) -> None:
        if len(done) == syncs:
            raise PowerCutError
        done.append(descriptor)

    with monkeypatch.context() as power:
        power.setattr("reader.vault.files.sync", cut)
        with pytest.raises(PowerCutError):
            vault.files.grow()
    sizes = [(folder / name).stat().st_size for name in SHELF_NAMES]
    assert sizes[0] > sizes[1] or syncs == 3, "shelf-b must get its length last of all"
    vault.close()
    assert_settled(folder)
    for passphrase, rows in ((FIRST, 20), (SECOND, 0)):
        vault = open_cheap_vault(folder, passphrase)
        assert count_rows(vault) == rows
        assert check(vault) == []
        vault.close()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_IOERR_READ, VaultDamaged),
        (sqlite3.SQLITE_FULL, VaultDamaged),
        (sqlite3.SQLITE_BUSY, VaultBusy),
        (sqlite3.SQLITE_READONLY, VaultReadOnly),
        (sqlite3.SQLITE_CANTOPEN, VaultReadOnly),
    ],
)
def test_settling_leaves_a_journal_alone_that_can_not_be_played_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception]
) -> None:
    """If the medium fails during the playback, the journal is all that is left of the truth."""
    kill_a_writer(folder, FIRST, 3, in_transaction=True)
    before = [(folder / name).read_bytes() for name in JOURNAL_NAMES]
    assert any(before)

    def failing(*_: object, **__: object) -> sqlite3.Connection:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(sqlite3, "connect", failing)
    with pytest.raises(expected):
        settle(folder)
    assert before == [(folder / name).read_bytes() for name in JOURNAL_NAMES]


@pytest.mark.parametrize("older", ["journal", "shelf"])
def test_a_journal_of_another_size_of_the_shelf_is_not_played_back(folder: Path, tmp_path: Path, older: str) -> None:
    """SQLite would cut the shelf to the size that the journal names, and what came later would be lost."""
    shutil.copytree(folder, tmp_path / "small")
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 3000)
    vault.close()
    journalled, other = (tmp_path / "small", folder) if older == "journal" else (folder, tmp_path / "small")
    leave_a_hot_journal(journalled)
    assert (journalled / SHELF_NAMES[0]).stat().st_size != (other / SHELF_NAMES[0]).stat().st_size
    for name in JOURNAL_NAMES:
        shutil.copy(journalled / name, other / name)
    before = {name: (other / name).read_bytes() for name in FILE_NAMES}
    for look in (settle, lambda place: open_cheap_vault(place, FIRST)):
        with pytest.raises(VaultDamaged, match="journal"):
            look(other)
    assert before == {name: (other / name).read_bytes() for name in FILE_NAMES}
    for name in JOURNAL_NAMES:
        (other / name).unlink()
    vault = open_cheap_vault(other, FIRST)
    assert count_rows(vault) == (3000 if older == "journal" else 0)
    assert check(vault) == []
    vault.close()


def leave_a_hot_journal(folder: Path) -> None:
    """Some kills strike before the journal's header is written for good, which is what makes it hot."""
    for seed in range(100):
        kill_a_writer(folder, FIRST, seed, in_transaction=True)
        if any((folder / name).read_bytes().startswith(bytes.fromhex("d9d505f920a163d7")) for name in JOURNAL_NAMES):
            return
        settle(folder)
    raise AssertionError("no kill left a hot journal")


def test_an_older_shelf_beside_a_newer_journal_is_never_silently_wrong(folder: Path, tmp_path: Path) -> None:
    """SQLite knows no better and mixes pages of two times, each genuine by itself; the check finds that."""
    mixed = 0
    opened: list[Vault] = []
    for seed in range(8):
        kill_a_writer(folder, FIRST, seed, in_transaction=False)
        settle(folder)
        shutil.copytree(folder, tmp_path / f"older{seed}")
        for step in range(2):
            kill_a_writer(folder, FIRST, 100 + 2 * seed + step, in_transaction=True)
            if step == 0:
                settle(folder)
        for name in SHELF_NAMES:
            shutil.copy(tmp_path / f"older{seed}" / name, folder / name)
        before = [(folder / name).read_bytes() for name in SHELF_NAMES]
        with suppress(VaultDamaged):  # most are refused at once: the last page is of the other time
            opened.append(open_cheap_vault(folder, FIRST))
        if opened:
            vault = opened.pop()
            assert check(vault) or lines_are_whole(vault), "the check must find what a reader would see"
            vault.close()
        mixed += before != [(folder / name).read_bytes() for name in SHELF_NAMES]
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / f"older{seed}", folder)
    assert mixed > 0


def lines_are_whole(vault: Vault) -> bool:
    with vault.shelf.read() as connection:
        count, last = connection.execute("SELECT count(*), max(number) FROM line").fetchone()
        return bool(count == last == connection.execute("SELECT count(*) FROM words").fetchone()[0])


def test_settling_needs_neither_a_key_nor_intact_keys(folder: Path) -> None:
    keys = bytearray((folder / KEYS_NAME).read_bytes())
    keys[20] ^= 1
    keys[4096 + 20] ^= 1
    (folder / KEYS_NAME).write_bytes(keys)
    settle(folder)
    assert_settled(folder)


def test_a_closed_vault_looks_like_a_settled_one(folder: Path) -> None:
    vault = open_cheap_vault(folder, SECOND)
    fill(vault, 3000)
    assert count_rows(vault) == 3000
    vault.close()
    assert_settled(folder)
