"""`vault check`, `repair`, `salvage`: damage done for real."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import DiskFull
from reader.search import index
from reader.store.library import Library
from reader.vault.files import FILE_NAMES, PAGE_BYTES, SHELF_NAMES
from reader.vault.vault import Vault
from tests.cheap import open_cheap_vault
from tests.cli.conftest import PASSPHRASE, Run
from tests.store.samples import short, store


def opened(vault: Path) -> closing[Vault]:
    return closing(open_cheap_vault(vault, PASSPHRASE))


@pytest.fixture
def without_index(own: Path) -> Path:
    """The vault, its search index empty."""
    with opened(own) as vault, vault.shelf.read() as connection:
        pieces = [row[0] for row in connection.execute("SELECT id FROM pieces")]
    with opened(own) as vault:
        vault.shelf.run(lambda connection: [connection.execute(index.DELETE_PIECE, (piece,)) for piece in pieces])
    return own


@pytest.fixture
def damaged(own: Path) -> Path:
    """The vault with a third document, in the middle of whose original a page is spoilt."""
    original = bytes(range(256)) * 1600
    with opened(own) as vault:
        store(Library(vault.shelf), short("Third", "Words.\n"), original)
        shelf = own / SHELF_NAMES[vault.content.shelf]
        with vault.shelf.read() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with shelf.open("r+b") as file:
        file.seek((pages - 40) * PAGE_BYTES + 100)
        file.write(b"spoilt")
    return own


def test_check_says_what_is_wrong_and_what_helps(run: Run, without_index: Path) -> None:
    assert run("search", without_index, "진실").out == ""
    outcome = run("vault", "check", without_index)
    assert outcome.status == 1
    assert any(line.startswith("index-differs\t") for line in outcome.lines)
    assert "`vault repair`" in outcome.err
    findings = [json.loads(line) for line in run("vault", "check", without_index, "--json").lines]
    assert {finding["kind"] for finding in findings} == {"index-differs"}


def test_repair_mends_the_index(run: Run, without_index: Path, vault: Path) -> None:
    outcome = run("vault", "repair", without_index)
    assert (outcome.status, outcome.out) == (0, "")
    assert run("vault", "check", without_index).err == "All is well.\n"
    assert run("search", without_index, "진실").lines == run("search", vault, "진실").lines


def test_check_finds_a_spoilt_page(run: Run, damaged: Path) -> None:
    outcome = run("vault", "check", damaged)
    assert outcome.status == 1
    assert outcome.out.startswith("page-not-genuine\t")
    assert "`vault salvage`" in outcome.err


def test_salvage_lists_what_was_lost(run: Run, damaged: Path, tmp_path: Path) -> None:
    before = {name: (damaged / name).read_bytes() for name in FILE_NAMES}
    outcome = run("vault", "salvage", damaged, tmp_path / "new")
    assert outcome.status == 1
    (line,) = outcome.lines
    number, what, parts, title = line.split("\t")
    assert (number, what, title) == ("3", "without", "Third")
    assert "original" in parts
    assert "Documents in the new vault: 3." in outcome.err
    assert [row.split("\t")[0] for row in run("list", tmp_path / "new").lines] == ["3", "2", "1"]
    assert run("search", tmp_path / "new", "역사").out != ""
    assert {name: (damaged / name).read_bytes() for name in FILE_NAMES} == before


def test_salvage_as_json(run: Run, damaged: Path, tmp_path: Path) -> None:
    (line,) = run("vault", "salvage", damaged, tmp_path / "new", "--json").lines
    told = json.loads(line)
    assert (told["document"], told["title"], told["kept"]) == (3, "Third", True)
    assert "original" in told["parts"]


def test_salvage_of_a_sound_vault_loses_nothing(run: Run, own: Path, tmp_path: Path) -> None:
    outcome = run("vault", "salvage", own, tmp_path / "new")
    assert (outcome.status, outcome.out) == (0, "")
    assert run("list", tmp_path / "new").lines == run("list", own).lines


def test_salvage_keeps_the_price_of_a_try(run: Run, own: Path, tmp_path: Path) -> None:
    assert run("vault", "strengthen", own).status == 0
    assert run("vault", "salvage", own, tmp_path / "new").status == 0
    assert "\tstrong\t" in run("vault", "passphrases", tmp_path / "new").out


def test_salvage_opens_with_the_right_passphrase_only(run: Run, damaged: Path, tmp_path: Path) -> None:
    assert run("vault", "salvage", damaged, tmp_path / "new", passphrase=b"wrong").status == 3
    assert not (tmp_path / "new").exists()


def test_salvage_that_fails_leaves_nothing(
    run: Run, damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr("reader.cli.repair_verbs.salvage_library", fail)
    assert run("vault", "salvage", damaged, tmp_path / "new").status == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("verb", ["check", "repair", "list"])
def test_a_first_page_that_is_gone_is_told(run: Run, own: Path, verb: str) -> None:
    for name in SHELF_NAMES:
        with (own / name).open("r+b") as file:
            file.write(b"\0" * PAGE_BYTES)
    outcome = run(*(["vault"] if verb != "list" else []), verb, own)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith("The vault is damaged.")
    assert "`vault salvage`" in outcome.err


def test_check_names_any_page_that_is_spoilt(run: Run, own: Path) -> None:
    """Those without which nothing can be read (the table of tables) are told by a sentence instead."""
    with opened(own) as vault:
        shelf = own / SHELF_NAMES[vault.content.shelf]
        with vault.shelf.read() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
    named = 0
    for page in range(2, pages + 1):
        sound = shelf.read_bytes()
        with shelf.open("r+b") as file:
            file.seek((page - 1) * PAGE_BYTES + 100)
            file.write(b"spoilt")
        told = run("vault", "check", own)
        shelf.write_bytes(sound)
        assert told.status == 1
        assert "`vault salvage`" in told.err
        named += told.out == f"page-not-genuine\t{page}\t\n"
        assert told.out or told.err.startswith("The vault is damaged.")
    assert named > pages / 2
