"""Files cut, swapped, blanked, mixed from two times or half copied: said, never guessed at, never made worse."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import HearthError, NotAVault, VaultDamaged, WrongPassphrase
from reader.store.library import Library
from reader.vault import keys as keys_module
from reader.vault.check import FindingKind, check
from reader.vault.copying import back_up_locked
from reader.vault.credential import Credential
from reader.vault.files import (
    FILE_NAMES,
    JOURNAL_NAMES,
    KEYS_BYTES,
    KEYS_NAME,
    PAGE_BYTES,
    SETTLED_TIME_S,
    SHELF_NAMES,
)
from reader.vault.keys import KeysFile
from reader.vault.restoring import restore
from reader.vault.settle import settle
from reader.vault.shelf_pages import open_damaged
from reader.vault.vault import is_vault
from tests.cheap import TEST_PROFILES, create_cheap_vault, open_cheap_vault
from tests.store.samples import short, store
from tests.vault.conftest import FIRST, SECOND, count_rows, fill

ROWS = 300


@pytest.fixture
def used(folder: Path) -> Path:
    """A vault whose shelves both hold something; the first passphrase's rows are ROWS."""
    for passphrase, rows in ((FIRST, ROWS), (SECOND, 40)):
        with closing(open_cheap_vault(folder, passphrase)) as vault:
            fill(vault, rows)
    return folder


def shelf_of(folder: Path, passphrase: str) -> Path:
    with closing(open_cheap_vault(folder, passphrase)) as vault:
        return folder / SHELF_NAMES[vault.content.shelf]


def rows_or_error(folder: Path, passphrase: str) -> int | type[HearthError]:
    """What somebody is told who opens and reads: all the rows, or an error with words."""
    try:
        with closing(open_cheap_vault(folder, passphrase)) as vault:
            with vault.shelf.read() as connection:
                connection.execute("SELECT sum(length(content)) FROM note").fetchone()
            return count_rows(vault)
    except HearthError as error:
        return type(error)


def findings(folder: Path, passphrase: str) -> set[FindingKind]:
    with closing(open_cheap_vault(folder, passphrase)) as vault:
        return {finding.kind for finding in check(vault)}


def test_every_byte_of_the_keys_is_saved_by_the_other_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_module, "sync", lambda _descriptor: None)  # 16,384 syncs are not what this is about
    whole = (folder / KEYS_NAME).read_bytes()
    for position in range(KEYS_BYTES):
        changed = bytearray(whole)
        changed[position] ^= 0x55
        (folder / KEYS_NAME).write_bytes(changed)
        with closing(KeysFile(folder)) as keys:
            keys.load()
        assert (folder / KEYS_NAME).read_bytes() == whole, position
    assert count_both(folder) == (0, 0)


def count_both(folder: Path) -> tuple[int, int]:
    counts = []
    for passphrase in (FIRST, SECOND):
        with closing(open_cheap_vault(folder, passphrase)) as vault:
            counts.append(count_rows(vault))
    return counts[0], counts[1]


@pytest.mark.parametrize("length", [0, 1, PAGE_BYTES, 1_000_000])
def test_both_shelves_cut_are_no_empty_library(used: Path, tmp_path: Path, length: int) -> None:
    """SQLite takes an empty file for an empty database: nothing may be written to it, nor a backup replaced by it."""
    for name in SHELF_NAMES:
        os.truncate(used / name, length)
    before = [(used / name).read_bytes() for name in SHELF_NAMES]
    for passphrase in (FIRST, SECOND):
        assert rows_or_error(used, passphrase) is VaultDamaged
    for copying in (back_up_locked, restore):
        with pytest.raises(VaultDamaged):
            copying(used, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert [(used / name).read_bytes() for name in SHELF_NAMES] == before


@pytest.mark.parametrize("length", [0, 1, 511, PAGE_BYTES, 3 * PAGE_BYTES, 100 * PAGE_BYTES + 700])
def test_a_cut_shelf_is_said_to_be_damaged_and_the_other_opens(used: Path, length: int) -> None:
    os.truncate(shelf_of(used, FIRST), length)
    assert rows_or_error(used, FIRST) is VaultDamaged
    assert rows_or_error(used, SECOND) == 40
    assert findings(used, SECOND) == set()
    assert len({(used / name).stat().st_size for name in SHELF_NAMES}) == 1


@pytest.mark.parametrize("settles_first", [False, True])
def test_a_shelf_cut_in_its_middle_does_not_open_as_if_it_were_whole(used: Path, settles_first: bool) -> None:
    with closing(open_cheap_vault(used, FIRST)) as vault:
        shelf, count = used / SHELF_NAMES[vault.content.shelf], vault.shelf.page_count()
    for length in (50 * PAGE_BYTES, (count - 1) * PAGE_BYTES):
        os.truncate(shelf, length)
        if settles_first:
            settle(used)
        with pytest.raises(VaultDamaged):
            open_cheap_vault(used, FIRST)


def test_what_is_taken_out_of_a_cut_shelf_leaves_it_as_it_is(used: Path) -> None:
    shelf = shelf_of(used, FIRST)
    os.truncate(shelf, 50 * PAGE_BYTES)
    before = shelf.read_bytes()
    with open_damaged(used, FIRST, TEST_PROFILES) as pages:
        assert pages.page(49) is not None
        assert pages.page(51) is None
    assert shelf.read_bytes() == before


def test_a_shelf_cut_behind_what_it_uses_has_lost_nothing(used: Path) -> None:
    shelf = shelf_of(used, FIRST)
    os.truncate(shelf, shelf.stat().st_size - 5 * PAGE_BYTES - 100)
    assert rows_or_error(used, FIRST) == ROWS
    assert findings(used, FIRST) == set()


def test_swapped_shelves_are_damage_and_heal_when_swapped_back(used: Path) -> None:
    a, b = (used / name for name in SHELF_NAMES)

    def swap() -> None:
        a.rename(used / "third")
        b.rename(a)
        (used / "third").rename(b)

    swap()
    assert {rows_or_error(used, passphrase) for passphrase in (FIRST, SECOND)} == {VaultDamaged}
    swap()
    assert (rows_or_error(used, FIRST), rows_or_error(used, SECOND)) == (ROWS, 40)
    assert findings(used, FIRST) | findings(used, SECOND) == set()


@pytest.mark.parametrize("blank", [bytes, os.urandom])
def test_a_blank_shelf_is_damage_for_its_own_passphrase_alone(used: Path, blank: Callable[[int], bytes]) -> None:
    shelf = shelf_of(used, FIRST)
    shelf.write_bytes(blank(shelf.stat().st_size))
    assert rows_or_error(used, FIRST) is VaultDamaged
    assert rows_or_error(used, SECOND) == 40


def test_a_shelf_in_the_others_place_as_well_opens_for_its_own_passphrase_alone(used: Path) -> None:
    own = shelf_of(used, FIRST)
    other = shelf_of(used, SECOND)
    shutil.copyfile(own, other)
    assert rows_or_error(used, FIRST) == ROWS
    assert rows_or_error(used, SECOND) is VaultDamaged


def test_an_older_copy_of_a_shelf_opens_as_it_was(used: Path, tmp_path: Path) -> None:
    """It is not noticed: SECURITY.md says so. What matters is that it is whole, and that the other shelf is."""
    shelf = shelf_of(used, FIRST)
    shutil.copyfile(shelf, tmp_path / "older")
    with closing(open_cheap_vault(used, FIRST)) as vault:
        fill(vault, 2000)
    assert shelf.stat().st_size > (tmp_path / "older").stat().st_size
    shutil.copyfile(tmp_path / "older", shelf)
    assert rows_or_error(used, FIRST) == ROWS
    assert findings(used, FIRST) == set()
    assert (rows_or_error(used, SECOND), findings(used, SECOND)) == (40, set())
    assert len({(used / name).stat().st_size for name in SHELF_NAMES}) == 1


def test_older_keys_open_with_the_older_passphrase(used: Path) -> None:
    from reader.store.credentials import Credentials

    older = (used / KEYS_NAME).read_bytes()
    with closing(open_cheap_vault(used, FIRST)) as vault:
        Library(vault.shelf)
        Credentials(vault).change(Credential(FIRST), Credential("newer"))
    assert rows_or_error(used, FIRST) is WrongPassphrase
    (used / KEYS_NAME).write_bytes(older)
    assert rows_or_error(used, FIRST) == ROWS
    with closing(open_cheap_vault(used, FIRST)) as vault:
        assert [info.is_current for info in Credentials(vault).all()] == [True]


@pytest.mark.parametrize("missing", FILE_NAMES)
def test_a_folder_copied_without_one_file(used: Path, tmp_path: Path, missing: str) -> None:
    shutil.copytree(used, tmp_path / "copy", ignore=shutil.ignore_patterns(missing))
    copy = tmp_path / "copy"
    expected: object = ROWS if missing in JOURNAL_NAMES else VaultDamaged
    assert rows_or_error(copy, FIRST) == expected
    assert is_vault(copy)


@pytest.mark.parametrize("there", [(), ("keys",), ("shelf-a",), ("shelf-a", "shelf-b")])
def test_a_folder_copied_in_part(used: Path, tmp_path: Path, there: tuple[str, ...]) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in there:
        shutil.copy(used / name, copy / name)
    assert rows_or_error(copy, FIRST) in (NotAVault, VaultDamaged)
    assert sorted(path.name for path in copy.iterdir()) == sorted(there)


def test_a_shelf_copied_in_part_is_not_hidden_by_noise(used: Path, tmp_path: Path) -> None:
    shutil.copytree(used, tmp_path / "copy")
    shelf = shelf_of(tmp_path / "copy", FIRST)
    shelf.write_bytes(shelf.read_bytes()[: 60 * PAGE_BYTES])
    assert rows_or_error(tmp_path / "copy", FIRST) is VaultDamaged


@pytest.mark.parametrize("now_s", [0, 1, 86_400, 4_102_444_800])
def test_a_clock_that_is_wrong_changes_no_files_time_and_loses_nothing(folder: Path, now_s: int) -> None:
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        number = store(Library(vault.shelf, clock_s=lambda: 1_700_000_000.0), short("before", "words\n"))
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        library = Library(vault.shelf, clock_s=lambda: float(now_s))
        later = store(library, short("after", "words\n"))
        assert {row.id for row in library.documents()} == {number, later}
    settle(folder)
    assert {path.stat().st_mtime for path in (folder, *folder.iterdir())} == {SETTLED_TIME_S}


HARD = {
    "ten thousand": "ㅎ" * 10_000,
    "combining marks": "e" + "\u0301\u0323\u0308" * 400,
    "quotes and sql": "'; DROP TABLE documents; -- \" x'00' \\ %s {}",
    "line breaks": "first\nsecond\r\nthird\t",
    "one space": " ",
    "outside the plane": "🗝️📚👨‍👩‍👧",
    "right to left": "\u202eمكتبة\u202c",
}


@pytest.mark.parametrize("passphrase", HARD.values(), ids=HARD.keys())
def test_hard_passphrases_open_and_their_neighbours_do_not(tmp_path: Path, passphrase: str) -> None:
    create_cheap_vault(tmp_path / "vault", passphrase)
    open_cheap_vault(tmp_path / "vault", passphrase).close()
    for neighbour in (passphrase + " ", passphrase[:-1] or "x", passphrase.strip() or "y", passphrase.upper() + "z"):
        if neighbour != passphrase:
            with pytest.raises(WrongPassphrase):
                open_cheap_vault(tmp_path / "vault", neighbour)
