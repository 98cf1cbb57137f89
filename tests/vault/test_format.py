"""What an earlier Hearth wrote: this program and an independent decoder must both read it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from reader.vault.credential import Credential, KeyFileDigest
from reader.vault.files import JOURNAL_NAMES, KEYS_NAME, SHELF_NAMES
from reader.vault.growth import INITIAL_BYTES
from reader.vault.kdf import STANDARD, STRONG, derive
from reader.vault.key_file import create_key_file, read_key_file
from reader.vault.vault import open_vault
from tests.cheap import CHEAP_FOR_TESTS, create_cheap_vault, open_cheap_vault
from tests.vault import decoder
from tests.vault.conftest import FIRST, fill

FIXTURES = Path(__file__).parent.parent / "fixtures" / "vault"


@pytest.fixture(scope="module")
def vectors() -> Any:
    return json.loads((FIXTURES / "vectors.json").read_text())


def stored_keys(vectors: Any) -> bytes:
    return bytes.fromhex(vectors["block"]) * 2


@pytest.fixture
def stored_vault(tmp_path: Path, vectors: Any) -> Path:
    """The stored vault, its noise made anew."""
    (tmp_path / KEYS_NAME).write_bytes(stored_keys(vectors))
    pages = (FIXTURES / "shelf.pages").read_bytes()
    for shelf, name in enumerate(SHELF_NAMES):
        first = pages if shelf == vectors["entries"][0]["shelf"] else b""
        (tmp_path / name).write_bytes(first + os.urandom(INITIAL_BYTES - len(first)))
    for name in JOURNAL_NAMES:
        (tmp_path / name).touch()
    return tmp_path


def test_the_costs_are_those_of_the_page() -> None:
    costs = {each.number: (each.memory_kib, each.iterations, each.lanes) for each in (STANDARD, STRONG)}
    assert costs == decoder.COSTS


def test_both_derive_the_stored_slot_key(vectors: Any) -> None:
    salt, expected = bytes.fromhex(vectors["salt"]), vectors["entries"][1]["slot_key"]
    assert derive(vectors["decomposed"], salt, STANDARD).raw.hex() == expected
    assert decoder.slot_key(vectors["decomposed"], salt, vectors["profile"]).hex() == expected


def test_both_derive_the_stored_keys_of_key_files(vectors: Any) -> None:
    salt = bytes.fromhex(vectors["salt"])
    for entry in vectors["key_files"]:
        key_file = bytes.fromhex(entry["key_file"])
        credential = Credential(entry["passphrase"], KeyFileDigest(hashlib.sha256(key_file).digest()))
        assert derive(credential, salt, STANDARD).raw.hex() == entry["slot_key"]
        assert decoder.slot_key(entry["passphrase"], salt, STANDARD.number, key_file).hex() == entry["slot_key"]


@pytest.mark.parametrize(("passphrase", "flags"), [("words", 1), ("", 3)])
def test_the_decoder_opens_a_slot_with_a_key_file(tmp_path: Path, passphrase: str, flags: int) -> None:
    create_key_file(tmp_path / "stick")
    credential = Credential(passphrase, read_key_file(tmp_path / "stick"))
    create_cheap_vault(tmp_path / "vault", credential)
    block = decoder.counting_block((tmp_path / "vault" / KEYS_NAME).read_bytes())
    secret = derive(credential, block[16:48], CHEAP_FOR_TESTS).raw
    opened = decoder.try_slots(block, secret)
    assert opened is not None
    assert opened.flags == flags


def test_the_decoder_opens_the_stored_slots(vectors: Any) -> None:
    block = decoder.counting_block(stored_keys(vectors))
    halves = []
    for entry in vectors["entries"]:
        opened = decoder.try_slots(block, bytes.fromhex(entry["slot_key"]))
        assert opened == decoder.Opened(
            entry["slot"], entry["shelf"], frozenset(entry["half"]), bytes.fromhex(entry["shelf_key"])
        )
        assert opened.slot in opened.half
        halves.append(opened.half)
    assert halves[0] | halves[1] == set(range(8))
    assert not halves[0] & halves[1]


def test_the_decoder_reads_the_stored_shelf(vectors: Any) -> None:
    key = bytes.fromhex(vectors["entries"][0]["shelf_key"])
    with_rows = decoder.database((FIXTURES / "shelf.pages").read_bytes(), key)
    assert [list(row) for row in with_rows.execute("SELECT * FROM line")] == vectors["rows"]
    with_rows.close()


def test_the_program_reads_the_stored_vault(stored_vault: Path, vectors: Any) -> None:
    vault = open_vault(stored_vault, vectors["entries"][0]["passphrase"])
    assert vault.content.key.raw.hex() == vectors["entries"][0]["shelf_key"]
    with vault.shelf.read() as connection:
        assert [list(row) for row in connection.execute("SELECT * FROM line")] == vectors["rows"]
    vault.close()


def test_the_decoder_reads_what_the_program_writes_today(folder: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 20)
    content = vault.content
    vault.close()
    database = decoder.database((folder / SHELF_NAMES[content.shelf]).read_bytes(), content.key.raw)
    assert database.execute("SELECT count(*) FROM note").fetchone() == (20,)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_the_decoder_notices_a_changed_page(vectors: Any) -> None:
    pages = bytearray((FIXTURES / "shelf.pages").read_bytes())
    pages[5000] ^= 1
    with pytest.raises(ValueError, match="page 2"):
        decoder.plain_pages(bytes(pages), bytes.fromhex(vectors["entries"][0]["shelf_key"]))
