"""Backups: a copy is the vault of one moment, settled and whole, or there is none."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reader.errors import (
    Cancelled,
    CopyDiffers,
    DiskFull,
    NotAVault,
    VaultBusy,
    VaultDamaged,
    VaultExists,
    VaultReadOnly,
)
from reader.vault import copy_files, files
from reader.vault.check import check
from reader.vault.copy_files import CopyProgress, CopyStage
from reader.vault.copying import back_up, back_up_locked
from reader.vault.creation import create_vault
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, KEYS_NAME, KEYS_PART_NAME, SHELF_NAMES
from reader.vault.gate import WriteGate
from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.vault.changes import fail_at, killed_at_each_change
from tests.vault.conftest import FIRST, SECOND, count_rows, fill, has_modes, link_or_skip
from tests.vault.killed_writer import kill_a_writer
from tests.vault.test_refusals import small_disk as small_disk  # noqa: PLC0414 - a fixture
from tests.vault.test_settle import assert_settled

MIB = 2**20
CANARY = b"canary that nobody may read"

Copier = Callable[[Path, Path], None]


def copy_open(folder: Path, target: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    try:
        back_up(vault, target)
    finally:
        vault.close()


@pytest.fixture(params=[copy_open, back_up_locked])
def copier(request: pytest.FixtureRequest) -> Copier:
    """Both ways to a backup."""
    chosen: Copier = request.param
    return chosen


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILE_NAMES}


def shelves_and_keys(folder: Path) -> list[bytes]:
    """What a kill in the middle of settling must not change; that one makes the journals anew."""
    return [(folder / name).read_bytes() for name in (KEYS_NAME, *SHELF_NAMES)]


def assert_whole_copy(target: Path, rows: int, other_rows: int = 0) -> None:
    assert_settled(target)
    if has_modes(target.parent):
        assert target.stat().st_mode & 0o777 == 0o700
        assert {(target / name).stat().st_mode & 0o777 for name in FILE_NAMES} == {0o600}
    assert all((target / name).stat().st_blocks * 512 >= (target / name).stat().st_size for name in SHELF_NAMES)
    for passphrase, expected in ((FIRST, rows), (SECOND, other_rows)):
        vault = open_cheap_vault(target, passphrase)
        assert count_rows(vault) == expected
        assert check(vault) == []
        vault.close()


def test_a_backup_of_an_open_vault_is_a_settled_vault(folder: Path, tmp_path: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 30)
    back_up(vault, tmp_path / "some" / "where")
    assert count_rows(vault) == 30
    fill(vault, 5)  # it goes on
    vault.close()
    assert_whole_copy(tmp_path / "some" / "where", 30)
    assert_whole_copy(folder, 35)


def test_a_backup_of_a_locked_vault_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    back_up_locked(folder, tmp_path / "copy")
    assert_settled(folder)  # reading changes the time of the last access
    assert_settled(tmp_path / "copy")
    assert contents(tmp_path / "copy") == contents(folder)


def test_a_backup_of_a_killed_vault_is_settled(folder: Path, tmp_path: Path) -> None:
    reported = kill_a_writer(folder, FIRST, 3, in_transaction=True)
    back_up_locked(folder, tmp_path / "copy")
    assert_settled(tmp_path / "copy")
    vault = open_cheap_vault(tmp_path / "copy", FIRST)
    with vault.shelf.read() as connection:
        assert connection.execute("SELECT max(number) FROM line").fetchone()[0] >= reported
    assert check(vault) == []
    vault.close()


def test_a_vault_that_is_open_elsewhere_is_not_copied_from_its_folder(folder: Path, tmp_path: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    with pytest.raises(VaultBusy):
        back_up_locked(folder, tmp_path / "copy")
    with pytest.raises(NotAVault):
        back_up_locked(tmp_path / "nothing", tmp_path / "copy")
    vault.close()
    assert not (tmp_path / "copy").exists()


def test_progress_goes_once_from_nothing_to_the_end(folder: Path, tmp_path: Path) -> None:
    seen: list[CopyProgress] = []
    back_up_locked(folder, tmp_path / "copy", on_progress=seen.append)
    assert {each.total_bytes for each in seen} == {4 * 4 * MIB}
    done = [each.done_bytes for each in seen]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (MIB, 16 * MIB)
    assert [stage for stage in CopyStage if stage in {each.stage for each in seen}] == list(CopyStage)


@pytest.mark.parametrize("calls", [0, 1, 7, 8, 12, 15])
def test_a_cancelled_backup_leaves_nothing(folder: Path, tmp_path: Path, calls: int) -> None:
    for inside in (tmp_path / "empty", tmp_path / "not" / "there"):
        asked = iter([False] * calls + [True])
        if inside.name == "empty":
            inside.mkdir()
        vault = open_cheap_vault(folder, FIRST)
        with pytest.raises(Cancelled):
            back_up(vault, inside, cancelled=lambda: next(asked))  # noqa: B023 - used up in this round
        vault.close()
    assert list((tmp_path / "empty").iterdir()) == []
    assert not (tmp_path / "not").exists()


@pytest.mark.parametrize("what", ["a file in it", "a vault", "a file", "a lost vault", "a link to nowhere", "no mark"])
def test_nothing_is_ever_overwritten(copier: Copier, folder: Path, tmp_path: Path, what: str) -> None:
    target = tmp_path / "target"
    match what:
        case "a file in it":
            target.mkdir()
            (target / "letter.txt").write_text("dear")
        case "a vault":
            create_cheap_vault(target, "somebody else")
        case "a file":
            target.write_text("dear")
        case "a lost vault":
            create_cheap_vault(target, "somebody else")
            (target / KEYS_NAME).unlink()
        case "a link to nowhere":
            link_or_skip(target, tmp_path / "nowhere")
        case "no mark":
            target.mkdir()
            for name in SHELF_NAMES:
                (target / name).write_bytes(b"x")
    before = {path.name: path.read_bytes() for path in target.glob("*")}
    with pytest.raises(VaultExists):
        copier(folder, target)
    assert {path.name: path.read_bytes() for path in target.glob("*")} == before
    assert os.path.lexists(target)


def test_a_copy_is_refused_in_the_vaults_own_folder(copier: Copier, folder: Path, tmp_path: Path) -> None:
    link_or_skip(tmp_path / "link", folder)
    for target in (folder, folder / "copy", folder / "a" / "b", tmp_path / "link" / "copy", folder.parent):
        with pytest.raises(VaultExists):
            copier(folder, target)
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILE_NAMES)


@pytest.mark.parametrize("parent_is", ["a file", "read-only"])
def test_a_target_that_can_not_be_made(copier: Copier, folder: Path, tmp_path: Path, parent_is: str) -> None:
    if parent_is == "a file":
        (tmp_path / "place").write_text("x")
        with pytest.raises(VaultExists):
            copier(folder, tmp_path / "place" / "copy")
        return
    with pytest.MonkeyPatch.context() as patch:
        fail_at(patch, 0, errno.EROFS, only=("mkdir",), lasting=True)
        with pytest.raises(VaultReadOnly):
            copier(folder, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_disk_without_room_is_said_before_a_byte_is_copied(copier: Copier, folder: Path, small_disk: Path) -> None:
    with (small_disk / "film").open("wb") as film:
        film.write(bytes(13 * MIB))
    with pytest.raises(DiskFull):
        copier(folder, small_disk / "copy")
    assert [path.name for path in small_disk.iterdir()] == ["film"]


def test_a_disk_that_is_full_in_the_middle_keeps_nothing(
    copier: Copier, folder: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (small_disk / "film").open("wb") as film:
        film.write(bytes(18 * MIB))
    monkeypatch.setattr("reader.vault.copying.require_room", lambda *_: None)
    with pytest.raises(DiskFull):
        copier(folder, small_disk / "copy")
    assert [path.name for path in small_disk.iterdir()] == ["film"]


@pytest.mark.parametrize(
    ("error", "expected"), [(errno.ENOSPC, DiskFull), (errno.EFBIG, DiskFull), (errno.EIO, VaultDamaged)]
)
def test_a_failure_at_each_change_leaves_nothing(
    folder: Path, tmp_path: Path, error: int, expected: type[Exception]
) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 3)
    for number in range(1000):
        with pytest.MonkeyPatch.context() as patch:
            failed = fail_at(patch, number, error, only=("write", "fsync", "open", "mkdir", "replace"), lasting=False)
            try:
                back_up(vault, tmp_path / "copy")
            except expected:
                assert failed
                assert not (tmp_path / "copy").exists()
            else:
                break
    assert number > 20
    assert count_rows(vault) == 3
    vault.close()
    assert_whole_copy(folder, 3)


@pytest.mark.parametrize("error", [errno.EIO, errno.ENODEV])
def test_a_stick_pulled_at_each_change_leaves_no_vault_and_no_harm(folder: Path, tmp_path: Path, error: int) -> None:
    """From then on everything fails there, tidying too; what stays is known for what it is and replaced."""
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 3)
    target = tmp_path / "copy"
    number = 0
    while True:
        with pytest.MonkeyPatch.context() as patch:
            fail_at(patch, number, error, lasting=True)
            try:
                back_up(vault, target)
            except VaultDamaged:
                complete = (target / KEYS_NAME).exists()
                assert is_vault(target) == complete
            else:
                break
        if complete:  # all was on the medium by then but for times and the folder's entry
            open_cheap_vault(target, FIRST).close()
            shutil.rmtree(target)
        number += 1
    assert number > 20
    assert count_rows(vault) == 3
    vault.close()


def test_a_kill_at_each_change_leaves_no_vault_or_a_whole_one(folder: Path, tmp_path: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 3)
    vault.close()
    target = tmp_path / "copy"
    kept = shelves_and_keys(folder)
    whole = 0
    for _ in killed_at_each_change(lambda: back_up_locked(folder, target)):
        if is_vault(target):
            whole += 1
            assert_whole_copy_after_settling(target)
            shutil.rmtree(target)
        assert shelves_and_keys(folder) == kept
    assert 0 < whole < 12
    assert_whole_copy(target, 3)  # over all that the killed ones left


def assert_whole_copy_after_settling(target: Path) -> None:
    open_cheap_vault(target, FIRST).close()
    assert_whole_copy(target, 3)


def test_a_copy_that_was_cut_short_is_replaced_and_is_no_vault(copier: Copier, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    target.mkdir()
    for name in (KEYS_PART_NAME, *SHELF_NAMES, *JOURNAL_NAMES):
        (target / name).write_bytes(b"left")
    assert not is_vault(target)
    with pytest.raises(NotAVault):
        open_cheap_vault(target, FIRST)
    copier(folder, target)
    assert_whole_copy(target, 0)


@pytest.mark.parametrize("name", SHELF_NAMES)
@pytest.mark.parametrize("offset", [0, 3 * MIB + 77, 4 * MIB - 1])
def test_a_medium_that_keeps_other_bytes_is_found_out(
    copier: Copier, folder: Path, tmp_path: Path, name: str, offset: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.drop_cached

    def spoil(descriptor: int) -> None:
        real(descriptor)
        if Path(f"/proc/self/fd/{descriptor}").resolve().name == name:
            was = os.pread(descriptor, 1, offset)
            os.pwrite(descriptor, bytes([was[0] ^ 1]), offset)

    monkeypatch.setattr(copy_files, "drop_cached", spoil)
    with pytest.raises(CopyDiffers):
        copier(folder, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("spoilt", [b"", b"x", bytes(8192), bytes(8193)])
def test_keys_or_shelves_of_another_length_are_found_out(
    folder: Path, tmp_path: Path, spoilt: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").resolve().name == KEYS_PART_NAME:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, spoilt, 0)

    monkeypatch.setattr(copy_files, "drop_cached", spoil)
    with pytest.raises(CopyDiffers):
        back_up_locked(folder, tmp_path / "copy")
    monkeypatch.setattr(copy_files, "drop_cached", lambda descriptor: os.pwrite(descriptor, b"x", 4 * MIB))
    with pytest.raises(CopyDiffers):
        back_up_locked(folder, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_what_is_written_during_the_copy_is_in_it_as_of_one_moment(folder: Path, tmp_path: Path) -> None:
    """A write at each slice, and one that grows the shelf: pages copied before and after it don't fit together."""
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 100)
    rows = 100
    steps = 0

    def write(progress: CopyProgress) -> None:
        nonlocal rows, steps
        steps += 1
        if progress.stage is CopyStage.COPYING and steps <= 8:
            fill(vault, 7 if steps != 3 else 1500)
            rows += 7 if steps != 3 else 1500

    back_up(vault, tmp_path / "copy", on_progress=write)
    assert vault.files.size > 4 * MIB
    assert rows == count_rows(vault)
    vault.close()
    assert_whole_copy(tmp_path / "copy", rows)


def test_a_thread_that_writes_all_the_time_and_one_that_reads(folder: Path, tmp_path: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 20)
    done = threading.Event()
    written, read, failures = [20], [0], []

    def write() -> None:
        try:
            while not done.is_set():
                fill(vault, 5)
                written[0] += 5
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            failures.append(error)

    def read_on() -> None:
        try:
            while not done.is_set():
                count_rows(vault)
                read[0] += 1
        except Exception as error:  # noqa: BLE001 - as above
            failures.append(error)

    threads = [threading.Thread(target=write), threading.Thread(target=read_on)]
    for thread in threads:
        thread.start()
    for number in range(3):
        back_up(vault, tmp_path / f"copy{number}")
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert read[0] > 0
    vault.close()
    for number in range(3):
        copy = open_cheap_vault(tmp_path / f"copy{number}", FIRST)
        assert 20 <= count_rows(copy) <= written[0]
        assert count_rows(copy) % 5 == 0
        assert check(copy) == []
        copy.close()


@pytest.mark.parametrize("way", ["run", "write"])
def test_readers_go_on_while_writers_wait(
    folder: Path, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the last comparison nothing may change, and everybody may read."""
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 10)
    at_the_gate = threading.Event()
    real = WriteGate.passing

    def passing(gate: WriteGate) -> AbstractContextManager[None]:
        at_the_gate.set()
        return real(gate)

    def write() -> None:
        if way == "run":
            fill(vault, 1)
        else:
            with vault.shelf.write() as connection:
                connection.execute("INSERT INTO note (content) VALUES ('x')")

    writer = threading.Thread(target=write, daemon=True)
    steps = 0
    seen: list[tuple[int, bool]] = []

    def step(_: CopyProgress) -> None:
        nonlocal steps
        steps += 1
        if steps == 1:
            fill(vault, 1)  # so that there is a comparison
            monkeypatch.setattr(WriteGate, "passing", passing)
        if steps == 12:  # in it: 8 slices were copied, 8 are compared
            writer.start()
            at_the_gate.wait()
            seen.append((count_rows(vault), writer.is_alive()))

    back_up(vault, tmp_path / "copy", on_progress=step)
    writer.join()
    assert seen == [(11, True)]
    assert count_rows(vault) == 12
    vault.close()
    assert_whole_copy(tmp_path / "copy", 11)


def test_a_backup_inside_a_write_is_a_defect(folder: Path, tmp_path: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    with pytest.raises(RuntimeError), vault.shelf.write():
        back_up(vault, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    vault.close()


def test_a_backup_drops_none_of_sqlites_locks(folder: Path, tmp_path: Path) -> None:
    """Closing a second descriptor of a shelf would; SQLite's locks show in /proc/locks."""
    vault = open_cheap_vault(folder, FIRST)
    inode = (folder / SHELF_NAMES[vault.content.shelf]).stat().st_ino

    def is_locked() -> bool:
        lines = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
        return any(line[1] == "POSIX" and line[5].endswith(f":{inode}") for line in lines if line[1] != "->")

    with vault.shelf.read() as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        assert is_locked()
        back_up(vault, tmp_path / "copy")
        assert is_locked()
    vault.close()


def test_no_file_of_a_backup_shows_what_was_written(folder: Path, tmp_path: Path) -> None:
    """Whole, cancelled, killed: nothing but noise, and no name that tells anything."""
    vault = open_cheap_vault(folder, FIRST)
    vault.shelf.run(lambda connection: connection.execute("CREATE TABLE t (x)"))
    vault.shelf.run(lambda connection: connection.executemany("INSERT INTO t VALUES (?)", [(CANARY,)] * 200))
    back_up(vault, tmp_path / "copy")
    with pytest.raises(Cancelled):
        back_up(vault, tmp_path / "cancelled", cancelled=lambda: True)
    vault.close()
    for number in killed_at_each_change(lambda: back_up_locked(folder, tmp_path / "killed")):
        if number == 14:
            break
    names = set()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            names.add(path.name)
            assert CANARY[:8] not in path.read_bytes()
    assert names == {*FILE_NAMES, KEYS_PART_NAME}


def test_a_new_vault_is_not_made_over_a_copy_that_was_cut_short(tmp_path: Path) -> None:
    (tmp_path / KEYS_PART_NAME).write_bytes(b"")
    with pytest.raises(VaultExists):
        create_vault(tmp_path, FIRST)


def test_closing_waits_for_a_copy(folder: Path, tmp_path: Path) -> None:
    """Else the copy would read from descriptors that belong to other files by then."""
    vault = open_cheap_vault(folder, FIRST)
    closer: list[threading.Thread] = []

    def close_meanwhile(_: CopyProgress) -> None:
        if not closer:
            closer.append(threading.Thread(target=vault.close))
            closer[0].start()

    back_up(vault, tmp_path / "copy", on_progress=close_meanwhile)
    closer[0].join()
    assert_whole_copy(tmp_path / "copy", 0)
