"""Erased is noise: no passphrase opens it, and its bytes are others."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import NotAVault, VaultBusy, VaultDamaged, WrongPassphrase
from reader.vault import erasing
from reader.vault.check import check
from reader.vault.erasing import erase_open_vault, erase_shelf, erase_vault
from reader.vault.files import FILE_NAMES, KEYS_NAME, MAGIC, SETTLED_TIME_S, SHELF_NAMES
from reader.vault.keys import KeysFile
from reader.vault.vault import is_vault
from tests.cheap import open_cheap_vault
from tests.vault.conftest import FIRST, SECOND, count_rows, fill


def test_an_erased_shelf_opens_no_more_and_the_other_is_untouched(folder: Path) -> None:
    with closing(open_cheap_vault(folder, SECOND)) as other:
        fill(other, 40)
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 40)
    own, kept = (folder / SHELF_NAMES[shelf] for shelf in (vault.content.shelf, 1 - vault.content.shelf))
    before, kept_before = own.read_bytes(), kept.read_bytes()
    told: list[tuple[int, int]] = []
    erase_shelf(vault, on_progress=lambda done, total: told.append((done, total)))
    after = own.read_bytes()
    assert len(after) == len(before)
    assert not any(after[at : at + 16] == before[at : at + 16] for at in range(0, len(after), 16))
    assert kept.read_bytes() == kept_before
    assert told[-1] == (len(after), len(after))
    assert {path.stat().st_mtime for path in (folder, *folder.iterdir())} == {SETTLED_TIME_S}
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, FIRST)
    with closing(open_cheap_vault(folder, SECOND)) as other:
        assert count_rows(other) == 40
        assert check(other) == []


def test_the_slots_go_before_the_first_byte_of_the_shelf(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise OSError(5, "pulled out")

    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 5)
    with monkeypatch.context() as pulling:
        pulling.setattr(erasing, "write_noise", cut)
        with pytest.raises(VaultDamaged):
            erase_shelf(vault)
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, FIRST)
    open_cheap_vault(folder, SECOND).close()


def test_overwriting_can_be_cancelled(folder: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    own = folder / SHELF_NAMES[vault.content.shelf]
    before = own.read_bytes()
    erase_shelf(vault, cancelled=lambda: True)
    assert own.read_bytes() == before
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, FIRST)


def test_slots_that_can_not_be_written_leave_the_vault_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise VaultDamaged("the medium failed")

    vault = open_cheap_vault(folder, FIRST)
    with monkeypatch.context() as broken:
        broken.setattr(KeysFile, "store", failing)
        with pytest.raises(VaultDamaged):
            erase_shelf(vault)
    fill(vault, 3)
    vault.close()
    open_cheap_vault(folder, FIRST).close()


def test_an_erased_vault_leaves_nothing(folder: Path) -> None:
    erase_vault(folder)
    assert not folder.exists()
    with pytest.raises(NotAVault):
        erase_vault(folder)


def test_an_open_vault_is_erased_by_its_own_process_alone(folder: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    with pytest.raises(VaultBusy):
        erase_vault(folder)
    fill(vault, 3)
    erase_open_vault(vault)
    assert not folder.exists()


def test_what_else_is_in_the_folder_stays(folder: Path) -> None:
    (folder / "letter").write_text("dear")
    erase_vault(folder)
    assert [path.name for path in folder.iterdir()] == ["letter"]


def test_the_keys_go_first_and_an_erasing_cut_short_can_be_finished(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelves = [(folder / name).read_bytes() for name in SHELF_NAMES]

    def cut(_folder: Path) -> None:
        raise OSError(5, "pulled out")

    with monkeypatch.context() as pulling:
        pulling.setattr(erasing, "_remove_files", cut)
        with pytest.raises(OSError, match="pulled"):
            erase_vault(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILE_NAMES)
    assert MAGIC not in (folder / KEYS_NAME).read_bytes()
    assert [(folder / name).read_bytes() for name in SHELF_NAMES] == shelves
    assert is_vault(folder)
    with pytest.raises(VaultDamaged):
        open_cheap_vault(folder, FIRST)
    erase_vault(folder)
    assert not folder.exists()


@pytest.mark.parametrize("left", [("shelf-a",), ("keys", "shelf-b", "shelf-b-journal"), ("shelf-a-journal",)])
def test_what_a_cut_creation_or_erasing_left_can_be_erased(tmp_path: Path, left: tuple[str, ...]) -> None:
    for name in left:
        (tmp_path / name).write_bytes(os.urandom(5000))
    assert not is_vault(tmp_path)
    erase_vault(tmp_path)
    assert not tmp_path.exists()


@pytest.mark.parametrize("names", [("keys",), ("shelf-a", "letter"), ("keys", "keys.pub"), ()])
def test_what_may_be_somebody_elses_is_no_vault_and_stays(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_text("mine")
    with pytest.raises(NotAVault):
        erase_vault(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(names)
