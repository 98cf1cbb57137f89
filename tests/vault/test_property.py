"""Both shelves in use, in any order of opening, writing, growing, closing and settling: neither harms the other."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.errors import PassphraseUnusable, VaultBusy, WrongPassphrase
from reader.vault.check import check
from reader.vault.connection import Connection
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, SHELF_NAMES
from reader.vault.settle import settle
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.vault.conftest import FIRST, SECOND

PASSPHRASES = (FIRST, SECOND)
MOST_GROWTHS = 6


class TwoShelves(RuleBasedStateMachine):
    """The model of each shelf is the list of its rows' lengths."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "vault"
        self.rows: tuple[list[int], list[int]] = ([], [])
        self.open: tuple[int, Vault] | None = None

    @initialize()
    def create(self) -> None:
        create_cheap_vault(self.folder, FIRST, second_passphrase=SECOND)
        for passphrase in PASSPHRASES:
            vault = open_cheap_vault(self.folder, passphrase)
            vault.shelf.run(lambda connection: connection.execute("CREATE TABLE note (content BLOB)") and None)
            vault.close()

    @precondition(lambda self: self.open is None)
    @rule(which=st.integers(0, 1))
    def unlock(self, which: int) -> None:
        self.open = which, open_cheap_vault(self.folder, PASSPHRASES[which])

    @precondition(lambda self: self.open is not None)
    @rule(lengths=st.lists(st.sampled_from([1, 10, 5000, 300_000]), max_size=8))
    def write(self, lengths: list[int]) -> None:
        which, vault = self.the_open()

        def work(connection: Connection) -> None:
            connection.executemany("INSERT INTO note VALUES (randomblob(?))", [(length,) for length in lengths])

        vault.shelf.run(work)
        self.rows[which].extend(lengths)

    @precondition(lambda self: self.open is not None)
    @rule(keep=st.integers(0, 3))
    def delete(self, keep: int) -> None:
        which, vault = self.the_open()
        vault.shelf.run(lambda connection: connection.execute("DELETE FROM note WHERE rowid > ?", (keep,)) and None)
        del self.rows[which][keep:]

    @precondition(lambda self: self.open is not None)
    @rule(length=st.sampled_from([10, 400_000]))
    def fail_in_a_transaction(self, length: int) -> None:
        _, vault = self.the_open()

        def work(connection: Connection) -> None:
            connection.execute("INSERT INTO note VALUES (randomblob(?))", (length,))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            vault.shelf.run(work)

    @precondition(lambda self: self.open is not None and self.size() < (1 + MOST_GROWTHS) * 4 * 2**20)
    @rule()
    def grow(self) -> None:
        self.the_open()[1].files.grow()

    @precondition(lambda self: self.open is not None)
    @rule()
    def nobody_else_gets_in(self) -> None:
        with pytest.raises(VaultBusy):
            settle(self.folder)
        with pytest.raises(VaultBusy):
            open_cheap_vault(self.folder, SECOND)

    @precondition(lambda self: self.open is not None)
    @rule()
    def lock(self) -> None:
        self.the_open()[1].close()
        self.open = None

    @precondition(lambda self: self.open is None)
    @rule()
    def settle_again(self) -> None:
        before = [(self.folder / name).read_bytes() for name in FILE_NAMES]
        settle(self.folder)
        assert before == [(self.folder / name).read_bytes() for name in FILE_NAMES]

    @precondition(lambda self: self.open is None)
    @rule()
    def a_wrong_passphrase_opens_nothing(self) -> None:
        with pytest.raises(WrongPassphrase):
            open_cheap_vault(self.folder, "wrong")

    @precondition(lambda self: self.open is None)
    @rule()
    def both_shelves_hold_what_they_should(self) -> None:
        for passphrase, rows in zip(PASSPHRASES, self.rows, strict=True):
            vault = open_cheap_vault(self.folder, passphrase)
            with vault.shelf.read() as connection:
                found = connection.execute("SELECT length(content) FROM note ORDER BY rowid").fetchall()
            assert [length for (length,) in found] == rows
            assert check(vault) == []
            vault.close()

    @invariant()
    def sizes_are_equal_and_journals_empty(self) -> None:
        if self.folder.exists():
            assert len({(self.folder / name).stat().st_size for name in SHELF_NAMES}) == 1
            assert {(self.folder / name).stat().st_size for name in JOURNAL_NAMES} == {0}

    def the_open(self) -> tuple[int, Vault]:
        assert self.open is not None
        return self.open

    def size(self) -> int:
        return (self.folder / SHELF_NAMES[0]).stat().st_size

    def teardown(self) -> None:
        if self.open is not None:
            self.lock()
        self.both_shelves_hold_what_they_should()
        shutil.rmtree(self.folder.parent)


TwoShelves.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestTwoShelves = TwoShelves.TestCase


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=200))
def test_any_text_is_refused_or_opens_what_it_made(passphrase: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "vault"
        try:
            create_cheap_vault(folder, passphrase)
        except PassphraseUnusable:
            assert not folder.exists()
            assert "\0" in passphrase or any(0xD800 <= ord(character) <= 0xDFFF for character in passphrase)
            return
        open_cheap_vault(folder, passphrase).close()
