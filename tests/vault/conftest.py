"""What the vault's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.vault.connection import Connection
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault

FIRST = "first passphrase"
SECOND = "second passphrase"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with both shelves in use."""
    create_cheap_vault(tmp_path / "vault", FIRST, second_passphrase=SECOND)
    return tmp_path / "vault"


def fill(vault: Vault, rows: int, bytes_each: int = 3000) -> None:
    """Write `rows` rows in one transaction."""

    def work(connection: Connection) -> None:
        connection.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, content BLOB NOT NULL)")
        for _ in range(rows):
            connection.execute("INSERT INTO note (content) VALUES (randomblob(?))", (bytes_each,))

    vault.shelf.run(work)


def count_rows(vault: Vault) -> int:
    """How many rows `fill` has written."""
    with vault.shelf.read() as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'note'").fetchone():
            return 0
        return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])


def has_modes(folder: Path) -> bool:
    """Whether this file system keeps who may read a file; FAT and exFAT don't."""
    probe = folder / "probe"
    probe.touch(mode=0o600)
    kept = probe.stat().st_mode & 0o777 == 0o600
    probe.unlink()
    return kept


def link_or_skip(path: Path, to: Path, *, hard: bool = False) -> None:
    """A second name for something, or a skip where the file system knows none."""
    try:
        if hard:
            path.hardlink_to(to)
        else:
            path.symlink_to(to)
    except OSError:
        pytest.skip("this file system has no links")
