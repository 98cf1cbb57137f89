"""The next backup takes the place of the last: never of anything else, and never leaving none."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import DiskFull, VaultError, VaultExists
from reader.vault import renewing
from reader.vault.copying import back_up
from reader.vault.files import SETTLED_TIME_S
from reader.vault.renewing import is_copy_of, keys_block, renew
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.vault.conftest import FIRST, count_rows, fill


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A backup of the empty vault; the vault has gone on since."""
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        back_up(vault, tmp_path / "copy")
        fill(vault, 7)
    return tmp_path / "copy"


def rows_in(folder: Path) -> int:
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        return count_rows(vault)


def renewed(vault: Vault, target: Path) -> None:
    renew(lambda place: back_up(vault, place), vault.keys.load(), target)


def test_the_earlier_copy_is_gone_and_the_new_one_in_its_place(folder: Path, copy: Path) -> None:
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        renewed(vault, copy)
    assert rows_in(copy) == 7
    assert sorted(path.name for path in copy.parent.iterdir()) == ["copy", "vault"]


def test_looking_leaves_no_time(folder: Path, copy: Path) -> None:
    assert is_copy_of(keys_block(folder), copy)
    assert {path.stat().st_atime for path in copy.iterdir()} == {SETTLED_TIME_S}


@pytest.mark.parametrize("what", ["nothing", "a letter", "another vault", "a vault without keys"])
def test_nothing_else_gives_up_its_place(folder: Path, copy: Path, tmp_path: Path, what: str) -> None:
    target = tmp_path / "target"
    if what == "a letter":
        target.mkdir()
        (target / "keys").write_text("dear")
    elif what == "another vault":
        create_cheap_vault(target, FIRST)
    elif what == "a vault without keys":
        copy.rename(target)
        (target / "keys").unlink()
    before = {path.name: path.read_bytes() for path in target.iterdir()} if target.is_dir() else {}
    with closing(open_cheap_vault(folder, FIRST)) as vault, pytest.raises(VaultExists):
        renewed(vault, target)
    assert ({path.name: path.read_bytes() for path in target.iterdir()} if target.is_dir() else {}) == before


def test_a_copy_that_fails_leaves_the_earlier_one(folder: Path, copy: Path) -> None:
    def full(_place: Path) -> None:
        raise DiskFull

    with pytest.raises(DiskFull):
        renew(full, keys_block(folder), copy)
    assert rows_in(copy) == 0


def test_a_folder_that_can_not_be_renamed_keeps_the_earlier_one(
    folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "exchange", lambda _target, _copy: False)
    with closing(open_cheap_vault(folder, FIRST)) as vault, pytest.raises(VaultError, match="renamed"):
        renewed(vault, copy)
    assert rows_in(copy) == 0
    assert sorted(path.name for path in copy.parent.iterdir()) == ["copy", "vault"]
