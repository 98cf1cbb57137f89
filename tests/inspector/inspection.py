"""The inspector at work on one vault: the folder and one passphrase in, tells and features out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.vault.files import KEYS_NAME, SHELF_NAMES
from tests.cheap import open_cheap_vault
from tests.inspector.content import read_shelf
from tests.inspector.features import Features, Opened, features
from tests.inspector.look import look_at
from tests.inspector.tells import Evidence, Tell, tells


@dataclass(frozen=True)
class Report:
    """What the inspector found out about one vault."""

    tells: list[Tell]
    features: Features
    used_pages: int


@dataclass(frozen=True)
class Effort:
    """How closely the inspector looks: pages of each shelf for statistics, and whether every block is compared."""

    sample_pages: int
    every_block: bool


QUICK = Effort(sample_pages=200, every_block=False)
THOROUGH = Effort(sample_pages=1200, every_block=True)


def gather(folder: Path, effort: Effort = QUICK) -> Evidence:
    """Everything that can be had without the passphrase. Looks before it reads."""
    look = look_at(folder)
    shelves = tuple(
        read_shelf(folder / name, sample_pages=effort.sample_pages, every_block=effort.every_block)
        for name in SHELF_NAMES
        if name in look.entries
    )
    keys = (folder / KEYS_NAME).read_bytes() if KEYS_NAME in look.entries else b""
    return Evidence(look, keys, shelves)


def inspect(folder: Path, passphrase: str, effort: Effort = QUICK) -> Report:
    """Look, read, and then open the one shelf, which changes the folder and so comes last."""
    evidence = gather(folder, effort)
    opened = _open(folder, passphrase)
    return Report(tells(evidence), features(evidence, opened), opened.page_count)


def _open(folder: Path, passphrase: str) -> Opened:
    vault = open_cheap_vault(folder, passphrase)
    try:
        with vault.shelf.read() as connection:
            pages, free = (
                int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "freelist_count")
            )
        slot = vault.slot.index if vault.slot else -1
        return Opened(vault.content.shelf, slot, vault.content.half, pages, free)
    finally:
        vault.close()
