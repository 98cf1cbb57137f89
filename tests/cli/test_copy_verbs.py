"""`vault backup`, `restore`, `move`, `space`, `compact`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader.errors import Cancelled, DiskFull
from reader.vault.files import FILE_NAMES
from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.cli.conftest import PASSPHRASE, Run


def test_backup_needs_no_passphrase_and_opens_as_the_vault_does(run: Run, own: Path, tmp_path: Path) -> None:
    backup = tmp_path / "stick" / "backup"
    outcome = run("vault", "backup", own, backup, passphrase=None)
    assert (outcome.status, outcome.out) == (0, "")
    assert run("list", backup).lines == run("list", own).lines


def test_backup_overwrites_nothing(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").touch()
    assert run("vault", "backup", own, tmp_path, passphrase=None).status == 1
    assert run("vault", "backup", own, own / "inside", passphrase=None).status == 1
    assert {path.name for path in own.iterdir()} == set(FILE_NAMES)


def test_backup_of_an_open_vault_is_for_the_program_that_has_it(run: Run, own: Path, tmp_path: Path) -> None:
    opened = open_cheap_vault(own, PASSPHRASE)
    try:
        assert run("vault", "backup", own, tmp_path / "backup", passphrase=None).status == 3
    finally:
        opened.close()
    assert not (tmp_path / "backup").exists()


def test_restore_to_a_new_place(run: Run, own: Path, tmp_path: Path) -> None:
    outcome = run("vault", "restore", own, tmp_path / "again", passphrase=None)
    assert (outcome.status, outcome.out) == (0, "")
    assert len(run("list", tmp_path / "again").lines) == 2


def test_restore_never_overwrites_unasked(run: Run, own: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    create_cheap_vault(there, "something else")
    before = (there / "keys").read_bytes()
    outcome = run("vault", "restore", own, there, passphrase=None)
    assert outcome.status == 1
    assert "--replace" in outcome.err
    assert (there / "keys").read_bytes() == before


def test_restore_with_replace_keeps_what_was_there(run: Run, own: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    create_cheap_vault(there, "something else")
    outcome = run("vault", "restore", own, there, "--replace", passphrase=None)
    assert outcome.status == 0
    assert len(run("list", there).lines) == 2
    (aside,) = outcome.lines
    assert run("list", aside, passphrase=b"something else").status == 0


def test_restore_replaces_vaults_only(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").touch()
    assert run("vault", "restore", own, tmp_path / "letters", "--replace", passphrase=None).status == 1
    assert (tmp_path / "letters" / "a.txt").exists()
    assert run("vault", "restore", tmp_path / "letters", tmp_path / "new", passphrase=None).status == 1
    assert not (tmp_path / "new").exists()


def test_move(run: Run, own: Path, tmp_path: Path) -> None:
    outcome = run("vault", "move", own, tmp_path / "stick" / "new")
    assert (outcome.status, outcome.out) == (0, "")
    assert not own.exists()
    assert len(run("list", tmp_path / "stick" / "new").lines) == 2


def test_move_that_could_not_erase_says_so(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.copy_verbs.move", lambda *_args, **_more: False)
    outcome = run("vault", "move", own, tmp_path / "new")
    assert outcome.status == 1
    assert "could not be erased wholly" in outcome.err


def test_the_next_backup_takes_the_place_of_the_last(run: Run, own: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert run("vault", "backup", own, copy, passphrase=None).status == 0
    assert run("vault", "rename", own, *run("vault", "passphrases", own).out.split("\t")[:1], "later").status == 0
    outcome = run("vault", "backup", own, copy, passphrase=None)
    assert outcome.status == 1
    assert "--replace" in outcome.err
    assert "later" not in run("vault", "passphrases", copy).out
    outcome = run("vault", "backup", own, copy, "--replace", passphrase=None)
    assert outcome.status == 0
    assert "Keep one backup" in outcome.err
    assert "later" in run("vault", "passphrases", copy).out
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy"]


def test_a_backup_takes_the_place_of_no_other_vault(run: Run, own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert run("vault", "create", other).status == 0
    before = (other / "keys").read_bytes()
    assert run("vault", "backup", own, other, "--replace", passphrase=None).status == 1
    assert (other / "keys").read_bytes() == before
    assert run("vault", "backup", own, own, "--replace", passphrase=None).status == 1
    assert len(run("list", own).lines) == 2


def test_move_over_something_leaves_the_vault(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").touch()
    assert run("vault", "move", own, tmp_path).status == 1
    assert len(run("list", own).lines) == 2


def test_space(run: Run, own: Path) -> None:
    outcome = run("vault", "space", own, "--json")
    (line,) = outcome.lines
    told = json.loads(line)
    assert told["used_bytes"] + told["reusable_bytes"] + told["tail_bytes"] == told["shelf_bytes"]
    assert told["vault_bytes"] >= 2 * told["shelf_bytes"]
    plain = run("vault", "space", own).lines
    assert f"each shelf\t{told['shelf_bytes'] / 1e6:.1f} MB" in plain


def test_room_is_made_in_both_shelves(run: Run, own: Path) -> None:
    outcome = run("vault", "room", own, "20")
    assert (outcome.status, outcome.out) == (0, "")
    told = json.loads(run("vault", "space", own, "--json").out)
    assert told["tail_bytes"] >= 20_000_000
    assert told["vault_bytes"] > 2 * 20_000_000
    assert run("vault", "check", own).status == 0


def test_room_that_is_not_there_is_refused_at_once(run: Run, own: Path) -> None:
    before = json.loads(run("vault", "space", own, "--json").out)["vault_bytes"]
    outcome = run("vault", "room", own, "99999999999")
    assert outcome.status == 1
    assert "full" in outcome.err
    assert json.loads(run("vault", "space", own, "--json").out)["vault_bytes"] == before


@pytest.mark.parametrize("amount", ["0", "-3", "much"])
def test_room_is_a_number(run: Run, own: Path, amount: str) -> None:
    assert run("vault", "room", own, amount).status == 2


def test_compact_one_shelf(run: Run, own: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    outcome = run("vault", "compact", own, new)
    assert (outcome.status, outcome.out) == (0, "")
    assert "can't know whether the other shelf holds" in outcome.err
    assert "Documents copied: 2." in outcome.err
    assert run("list", new).lines == run("list", own).lines
    assert run("search", new, "역사").lines == run("search", own, "역사").lines
    assert run("vault", "check", new).status == 0


def test_compact_both_shelves(run: Run, own: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    (tmp_path / "a.md").write_text("# Third\n\nWords.\n")
    assert run("vault", "second", own, "--yes", second=b"the other").status == 0
    assert run("import", own, tmp_path / "a.md", passphrase=b"the other").status == 0
    outcome = run("vault", "compact", own, new, second=b"the other")
    assert outcome.status == 0
    assert "can't know" not in outcome.err
    assert "Documents copied: 3." in outcome.err
    assert len(run("list", new).lines) == 2
    assert "Third" in run("list", new, passphrase=b"the other").out


def test_compact_keeps_the_price_of_a_try(run: Run, own: Path, tmp_path: Path) -> None:
    assert run("vault", "second", own, "--yes", second=b"the other").status == 0
    assert run("vault", "strengthen", own, passphrase=b"the other").status == 0
    assert run("vault", "compact", own, tmp_path / "new", second=b"the other").status == 0
    for passphrase in (PASSPHRASE.encode(), b"the other"):
        assert "\tstrong\t" in run("vault", "passphrases", tmp_path / "new", passphrase=passphrase).out
    assert run("vault", "compact", own, tmp_path / "as-was").status == 0
    assert "\tstandard\t" in run("vault", "passphrases", tmp_path / "as-was").out


@pytest.mark.parametrize("second", [b"opens nothing", PASSPHRASE.encode()], ids=["nothing", "this-shelf"])
def test_compact_with_a_wrong_second_makes_nothing(run: Run, own: Path, tmp_path: Path, second: bytes) -> None:
    assert run("vault", "compact", own, tmp_path / "new", second=second).status == 3
    assert not (tmp_path / "new").exists()


def test_compact_into_itself_or_over_something(run: Run, own: Path, tmp_path: Path) -> None:
    for new, status in ((own, 2), (own / "inside", 2), (tmp_path, 1)):
        assert run("vault", "compact", own, new, passphrase=None).status == status
    assert {path.name for path in own.iterdir()} == set(FILE_NAMES)


@pytest.mark.parametrize("error", [Cancelled(), DiskFull(), KeyboardInterrupt()], ids=["stop", "full", "twice"])
def test_compact_that_fails_leaves_nothing(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        assert is_vault(tmp_path / "new"), "the new one is there by then"
        raise error

    monkeypatch.setattr("reader.cli.compact_verbs.copy_library", fail)
    assert run("vault", "compact", own, tmp_path / "new").status == 1
    assert os.listdir(tmp_path) == ["own"]  # noqa: PTH208 - what is there, and nothing else
    assert len(run("list", own).lines) == 2
