"""`vault create`, `second`, `erase`: what each makes, refuses and says."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import WrongPassphrase
from reader.vault.files import FILE_NAMES
from reader.vault.vault import is_vault
from tests.cheap import open_cheap_vault
from tests.cli.conftest import PASSPHRASE, Run


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_create_with_both_shelves(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run("vault", "create", folder, passphrase=b"first", second=b"second").status == 0
    for passphrase in (b"first", b"second"):
        assert run("list", folder, passphrase=passphrase).status == 0


def test_both_shelves_need_their_own(run: Run, tmp_path: Path) -> None:
    outcome = run("vault", "create", tmp_path / "new", passphrase="é".encode(), second="e\u0301".encode())
    assert (outcome.status, outcome.out) == (1, "")
    assert "each shelf needs its own" in outcome.err
    assert not (tmp_path / "new").exists()


def test_create_with_a_key_file_alone_and_mixed(run: Run, tmp_path: Path) -> None:
    key_file = tmp_path / "stick.bin"
    assert run("vault", "make-key-file", key_file, passphrase=None).status == 0
    alone, mixed = tmp_path / "alone", tmp_path / "mixed"
    only_the_file = ("--key-file", key_file, "--no-passphrase")
    assert run("vault", "create", alone, *only_the_file, passphrase=None).status == 0
    assert run("list", alone, *only_the_file, passphrase=None).status == 0
    assert run("vault", "create", mixed, "--key-file", key_file, passphrase=b"and this").status == 0
    assert run("list", mixed, "--key-file", key_file, passphrase=b"and this").status == 0
    assert run("list", mixed, passphrase=b"and this").status == 3
    assert run("list", mixed, *only_the_file, passphrase=None).status == 3


def test_create_under_the_dearer_profile(run: Run, tmp_path: Path) -> None:
    assert run("vault", "create", tmp_path / "new", "--profile", "strong").status == 0
    assert "\tstrong\t" in run("vault", "passphrases", tmp_path / "new").out


@pytest.mark.parametrize("make", ["file", "folder"])
def test_create_where_something_is_asks_for_nothing(run: Run, tmp_path: Path, make: str) -> None:
    place = tmp_path / "place"
    if make == "file":
        place.touch()
    else:
        place.mkdir()
        (place / "note.txt").touch()
    outcome = run("vault", "create", place, passphrase=None)  # a prompt would be wrong usage here: there is no terminal
    assert (outcome.status, outcome.err) == (1, "The folder already holds files; nothing was overwritten.\n")


def test_a_weak_passphrase_is_told_and_taken(run: Run, tmp_path: Path) -> None:
    outcome = run("vault", "create", tmp_path / "weak", passphrase=b"monkey")
    assert outcome.status == 0
    assert "This passphrase is weak" in outcome.err
    assert "monkey" not in outcome.err
    strong = b"dune gravity lamp orchid pepper saddle velvet"
    assert "weak" not in run("vault", "create", tmp_path / "strong", passphrase=strong).err


def test_second_sets_up_the_other_shelf(run: Run, own: Path) -> None:
    outcome = run("vault", "second", own, "--yes", second=b"the other")
    assert outcome.status == 0
    assert "can't know whether the other shelf is in use" in outcome.err
    assert run("list", own, passphrase=b"the other").out == ""
    assert len(run("list", own).lines) == 2


def test_second_loses_what_the_other_shelf_held(run: Run, own: Path) -> None:
    assert run("vault", "second", own, "--yes", second=b"the other").status == 0
    assert run("vault", "second", own, "--yes", second=b"anew").status == 0
    assert run("list", own, passphrase=b"the other").status == 3


def test_second_refuses_what_opens_this_shelf(run: Run, own: Path) -> None:
    before = contents(own)
    outcome = run("vault", "second", own, "--yes", second=PASSPHRASE.encode())
    assert outcome.status == 1
    assert "opens something here already" in outcome.err
    assert contents(own) == before


@pytest.mark.parametrize("argv", [("second",), ("erase",), ("erase", "--all")])
def test_nobody_to_ask_changes_nothing(run: Run, own: Path, argv: tuple[str, ...]) -> None:
    before = contents(own)
    outcome = run("vault", argv[0], own, *argv[1:])
    assert outcome.status == 2
    assert "give --yes" in outcome.err
    assert contents(own) == before


def test_erase_a_shelf_leaves_the_other(run: Run, own: Path) -> None:
    assert run("vault", "second", own, "--yes", second=b"the other").status == 0
    outcome = run("vault", "erase", own, "--yes")
    assert outcome.status == 0
    for word in ("copies and backups", "flash", "journal"):
        assert word in outcome.err
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(own, PASSPHRASE)
    assert run("list", own, passphrase=b"the other").status == 0
    assert {path.name for path in own.iterdir()} == set(FILE_NAMES)


def test_erase_a_shelf_needs_its_credential(run: Run, own: Path) -> None:
    before = contents(own)
    assert run("vault", "erase", own, "--yes", passphrase=b"wrong").status == 3
    assert contents(own) == before


def test_erase_all_needs_none(run: Run, own: Path) -> None:
    assert run("vault", "erase", own, "--all", "--yes", passphrase=None).status == 0
    assert not own.exists()


def test_erase_all_refuses_an_open_vault_and_none(run: Run, own: Path, tmp_path: Path) -> None:
    opened = open_cheap_vault(own, PASSPHRASE)
    try:
        assert run("vault", "erase", own, "--all", "--yes", passphrase=None).status == 3
    finally:
        opened.close()
    assert is_vault(own)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "keys").write_text("not a vault's")
    assert run("vault", "erase", tmp_path / "photos", "--all", "--yes", passphrase=None).status == 1
    assert (tmp_path / "photos" / "keys").exists()


@pytest.mark.parametrize("verb", ["create", "second", "erase", "change", "add", "check", "move"])
def test_an_empty_path_is_not_the_folder_here(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    monkeypatch.chdir(own)
    outcome = run("vault", verb, "", *(["new"] if verb == "move" else []))
    assert outcome.status == 2
    assert "can't be empty" in outcome.err


def test_the_folder_here_is_a_dot(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    assert len(run("list", ".").lines) == 2
    assert run("vault", "erase", ".", "--all", "--yes", passphrase=None).status == 0
    monkeypatch.chdir(own.parent)
    assert not own.exists()
