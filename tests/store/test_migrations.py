"""Every schema that was ever released is stored, and today's code must open it, mend its tables, and lose nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from reader.errors import VaultTooNew
from reader.search.search import Search
from reader.store import schema
from reader.store.checking import check_library
from reader.store.copying import CopyReport
from reader.store.library import Library
from reader.store.rows import Details, Position, ZoomMode
from reader.store.salvaging import salvage_library
from reader.store.schema import MIGRATIONS, VERSION, prepare, read_version
from reader.text.model import Locator
from reader.vault.check import check
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, KEYS_BLOCK_BYTES, KEYS_NAME, SHELF_NAMES
from reader.vault.shelf_pages import open_damaged
from reader.vault.vault import Vault, open_vault
from tests.shelves import MemoryShelf
from tests.store.make_old_vault import BOOK, ORIGINAL

STORED = Path(__file__).parents[1] / "fixtures" / "vault"
TODAY_S_DETAILS = Details("Press", "1913", "", ("Doors", "Keys"), "Openings", "2")
SHELF_BYTES = 4 * 2**20


def stored_versions() -> list[int]:
    """The schema versions of which a vault is stored."""
    return sorted(int(folder.name.removeprefix("schema-")) for folder in STORED.glob("schema-*"))


def about(version: int) -> Any:
    return json.loads((STORED / f"schema-{version}" / "vault.json").read_text("utf-8"))


def restore(version: int, folder: Path) -> Path:
    """The stored vault of a version, its noise made anew."""
    stored, told = STORED / f"schema-{version}", about(version)
    folder.mkdir()
    (folder / KEYS_NAME).write_bytes((stored / KEYS_NAME).read_bytes())
    for name in SHELF_NAMES:
        pages = (stored / "shelf.pages").read_bytes() if name == told["shelf"] else b""
        (folder / name).write_bytes(pages + os.urandom(SHELF_BYTES - len(pages)))
    for name in JOURNAL_NAMES:
        (folder / name).touch()
    return folder


@contextmanager
def opened(folder: Path, passphrase: str) -> Iterator[Vault]:
    vault = open_vault(folder, passphrase)
    try:
        yield vault
    finally:
        vault.close()


def tables_of(vault: Vault) -> list[tuple[str, str]]:
    with vault.shelf.read() as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def assert_all_is_there(vault: Vault, told: Any) -> None:
    library, book, sheet = Library(vault.shelf), told["book"], told["sheet"]
    assert library.purge_unfinished() == 1, "the document that a kill cut short"
    assert check(vault) == []
    assert [(row.id, row.title, row.kind) for row in library.documents()] == [
        (sheet, "A sheet", "pdf"), (book, "The Open Door", "epub"),
    ]  # fmt: skip
    assert library.document(book).authors == ("Ada One", "Bo Two")
    assert library.details(book) == (Details("Press", "1913", "") if told["schema"] < 3 else TODAY_S_DETAILS)
    if told["schema"] >= 3:
        assert [each.name for each in library.embedded(book)] == ["key.txt"]
        assert library.documents_in(told["collection"]) == [sheet, book]
    assert library.section_text(book, 0) == "First words.\nThen more of them.\n"
    assert library.piece(book, 1, 0).html == "<p>역사와 진실</p>"
    image, cover = library.resource(book, "i1"), library.cover(book)
    assert image is not None
    assert image.data == ORIGINAL[::-1]
    assert cover is not None
    assert cover.data == b"cover"
    assert library.outline(book) == list(next(event.entries for event in BOOK if hasattr(event, "entries")))
    assert library.anchors(book) == {"note-1": Locator(0, 13)}
    assert library.fixed_pages(sheet)[0].label == "iv"
    assert b"".join(library.original(book)) == ORIGINAL
    assert library.position(book) == Position(locator=Locator(1, 3), progress=0.75)
    assert library.position(sheet) == Position(
        locator=Locator(0, 0), progress=1.0, page_fraction=0.5, zoom_mode=ZoomMode.FREE, zoom=1.5
    )
    assert library.setting("theme") == "종이"
    search = Search(vault.shelf)
    assert [found.document for found in search.hits("진실")] == [book]
    assert [found.document for found in search.hits("sheet page")] == [sheet]


def test_every_earlier_version_is_stored() -> None:
    """Run `tests.store.make_old_vault` before a step is added to MIGRATIONS, and keep what it writes."""
    assert set(range(1, VERSION)) <= set(stored_versions())


@pytest.mark.parametrize("version", stored_versions())
def test_a_stored_vault_comes_to_today_and_loses_nothing(version: int, tmp_path: Path) -> None:
    told = about(version)
    folder = restore(version, tmp_path / "vault")
    with opened(folder, told["passphrase"]) as vault:
        with vault.shelf.read() as connection:
            assert read_version(connection) == version
        assert_all_is_there(vault, told)
        with vault.shelf.read() as connection:
            assert read_version(connection) == VERSION
        migrated = tables_of(vault)
    with opened(folder, told["passphrase"]) as vault:
        Library(vault.shelf)
        assert tables_of(vault) == migrated, "a second opening changes nothing"


@pytest.mark.parametrize("version", stored_versions())
def test_migrating_leads_to_the_tables_of_a_new_shelf(version: int, tmp_path: Path) -> None:
    fresh = MemoryShelf()
    prepare(fresh)
    with fresh.read() as connection:
        expected = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    fresh.close()
    told = about(version)
    with opened(restore(version, tmp_path / "vault"), told["passphrase"]) as vault:
        Library(vault.shelf)
        assert tables_of(vault) == expected


@pytest.mark.parametrize("version", stored_versions())
@pytest.mark.parametrize("damaged", [False, True])
def test_an_old_vault_is_salvaged_as_it_is(version: int, damaged: bool, tmp_path: Path) -> None:
    """Without migrating it first: a damaged shelf is not written to. Its first page tells the version, if it can."""
    told = about(version)
    folder = restore(version, tmp_path / "vault")
    if damaged:
        with (folder / told["shelf"]).open("r+b") as file:
            file.seek(100)
            file.write(b"harm")
    target = MemoryShelf()
    with open_damaged(folder, told["passphrase"]) as pages:
        assert salvage_library(pages, target) == CopyReport(2)
    library = Library(target)
    assert check_library(library) == []
    assert [row.id for row in library.documents()] == [told["sheet"], told["book"]]
    assert library.section_text(told["book"], 0) == "First words.\nThen more of them.\n"
    assert library.position(told["book"]) == Position(locator=Locator(1, 3), progress=0.75)
    assert [found.document for found in Search(target).hits("진실")] == [told["book"]]
    target.close()


class Killed(BaseException):
    """Stands for a kill: nothing in the program catches it."""


def test_a_kill_within_a_step_leaves_the_version_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two steps more than today, cut after each statement in turn; then the same program opens it again."""
    version, told = stored_versions()[-1], about(stored_versions()[-1])
    folder = restore(version, tmp_path / "vault")
    steps = (
        ("CREATE TABLE later (id INTEGER PRIMARY KEY)", "INSERT INTO later (id) VALUES (1)"),
        ("ALTER TABLE later ADD COLUMN more TEXT", "UPDATE later SET more = 'x'"),
    )
    monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, *steps))
    monkeypatch.setattr(schema, "VERSION", VERSION + len(steps))
    with opened(folder, told["passphrase"]) as vault:
        seen = [version]
        allowed = 0
        for _ in range(100):
            try:
                prepare(Interrupted(vault.shelf, allowed))
            except Killed:
                with vault.shelf.read() as connection:
                    now = read_version(connection)
                allowed = allowed + 1 if now == seen[-1] else 0  # each step is cut at its every statement
                seen.append(now)
                with vault.shelf.read() as connection:
                    there = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone()[0]
                assert there == (seen[-1] > VERSION), "a step is there whole or not at all"
            else:
                break
        assert sorted(set(seen)) == list(range(version, VERSION + 2))
        with vault.shelf.read() as connection:
            assert connection.execute("SELECT * FROM later").fetchall() == [(1, "x")]
        assert check(vault) == []


class Interrupted:
    """A shelf whose writers are killed after some statements."""

    def __init__(self, shelf: Any, allowed: int) -> None:
        self._shelf = shelf
        self._left = allowed
        self.read = shelf.read

    def run(self, work: Any) -> Any:
        return self._shelf.run(lambda connection: work(_Counting(connection, self)))

    def interrupt(self) -> None:
        raise NotImplementedError

    def count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Killed


class _Counting:
    def __init__(self, connection: Any, owner: Interrupted) -> None:
        self._connection = connection
        self._owner = owner

    def execute(self, statement: str, *values: Any) -> Any:
        self._owner.count()
        return self._connection.execute(statement, *values)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILE_NAMES}


def test_a_later_schema_is_refused_and_not_changed_by_a_byte(tmp_path: Path) -> None:
    version, told = stored_versions()[-1], about(stored_versions()[-1])
    folder = restore(version, tmp_path / "vault")
    with opened(folder, told["passphrase"]) as vault:
        vault.shelf.run(lambda connection: connection.execute(f"PRAGMA user_version = {VERSION + 1}"))
    before = contents(folder)
    with opened(folder, told["passphrase"]) as vault, pytest.raises(VaultTooNew):
        Library(vault.shelf)
    assert contents(folder) == before


def test_later_keys_are_refused_and_not_changed_by_a_byte(tmp_path: Path) -> None:
    version, told = stored_versions()[-1], about(stored_versions()[-1])
    folder = restore(version, tmp_path / "vault")
    path = folder / KEYS_NAME
    path.write_bytes(later_keys(path.read_bytes()))
    before = contents(folder)
    with pytest.raises(VaultTooNew):
        open_vault(folder, told["passphrase"])
    assert contents(folder) == before


def later_keys(keys: bytes) -> bytes:
    """Both blocks with the next version's number and a checksum that is right."""
    body = keys[:8] + (2).to_bytes(2, "little") + keys[10 : KEYS_BLOCK_BYTES - 32]
    return (body + sha256(body).digest()) * 2
