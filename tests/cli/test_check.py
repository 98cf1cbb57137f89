"""`vault check`: each finding is a line, whatever is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.store.library import Library
from reader.store.numbering import part_id
from reader.vault.files import PAGE_BYTES, SHELF_NAMES, write_at
from tests.cheap import open_cheap_vault
from tests.cli.conftest import PASSPHRASE, Run
from tests.store.samples import FULL, store


@pytest.fixture
def own_vault(run: Run, tmp_path: Path) -> Path:
    """One that a test may harm."""
    assert run("vault", "create", tmp_path / "own").status == 0
    vault = open_cheap_vault(tmp_path / "own", PASSPHRASE)
    store(Library(vault.shelf), FULL, b"x" * 50_000)
    vault.close()
    return tmp_path / "own"


def test_what_is_wrong_with_the_library_is_a_line_with_the_document(run: Run, own_vault: Path) -> None:
    vault = open_cheap_vault(own_vault, PASSPHRASE)
    vault.shelf.run(lambda connection: connection.execute("DELETE FROM covers"))
    vault.shelf.run(lambda connection: connection.execute("DELETE FROM piece_index WHERE rowid = ?", (part_id(1, 0),)))
    vault.close()
    outcome = run("vault", "check", own_vault)
    assert outcome.status == 1
    assert outcome.lines == ["parts-missing\tcover\t1", "index-differs\tpiece_index\t1"]


def test_damaged_pages_are_named_even_when_the_library_does_not_open(run: Run, own_vault: Path) -> None:
    vault = open_cheap_vault(own_vault, PASSPHRASE)
    shelf = vault.content.shelf
    with vault.shelf.read() as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'").fetchone()
    vault.close()
    with (own_vault / SHELF_NAMES[shelf]).open("r+b") as file:
        for page in (root, root + 30):
            write_at(file.fileno(), (page - 1) * PAGE_BYTES + 50, b"harm")
    outcome = run("vault", "check", own_vault)
    assert outcome.status == 1
    assert outcome.lines == [f"page-not-genuine\t{root}\t", f"page-not-genuine\t{root + 30}\t"]
