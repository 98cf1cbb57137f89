"""Both shelves in use, in any order of opening, writing, growing, killing, closing and settling, and of new and changed
passphrases: neither harms the other, and nothing outside tells which was used."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.errors import CredentialInUse, NoFreeSlot, PassphraseUnusable, VaultBusy, WrongPassphrase
from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.vault.check import check
from reader.vault.connection import Connection
from reader.vault.credential import Credential
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, KEYS_BLOCK_BYTES, KEYS_NAME, SETTLED_TIME_S, SHELF_NAMES
from reader.vault.kdf import KdfProfile
from reader.vault.settle import settle
from reader.vault.vault import Vault
from tests.cheap import CHEAP_FOR_TESTS, DEARER_FOR_TESTS, create_cheap_vault, open_cheap_vault
from tests.vault.conftest import FIRST, SECOND

MOST_GROWTHS = 6


class TwoShelves(RuleBasedStateMachine):
    """The model of each shelf is the list of its rows' lengths."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "vault"
        self.rows: tuple[list[int], list[int]] = ([], [])
        self.passphrases: tuple[list[str], list[str]] = ([FIRST], [SECOND])
        self.words = 0
        self.open: tuple[int, Vault] | None = None

    @initialize()
    def create(self) -> None:
        create_cheap_vault(self.folder, FIRST, second_passphrase=SECOND)
        for passphrase in (FIRST, SECOND):
            vault = open_cheap_vault(self.folder, passphrase)
            Library(vault.shelf)
            vault.shelf.run(lambda connection: connection.execute("CREATE TABLE note (content BLOB)") and None)
            vault.close()

    @precondition(lambda self: self.open is None)
    @rule(which=st.integers(0, 1), credential=st.integers(0, 3))
    def unlock(self, which: int, credential: int) -> None:
        known = self.passphrases[which]
        self.open = which, open_cheap_vault(self.folder, known[credential % len(known)])

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
    @rule(length=st.sampled_from([3000, 400_000]))
    def be_killed_in_a_transaction(self, length: int) -> None:
        """What a kill leaves is what lies on the disk at that instant: keep it, and put it back once all is closed."""
        _, vault = self.the_open()

        def work(connection: Connection) -> None:
            connection.execute("PRAGMA cache_size = 10")  # pages spill into the file
            connection.execute("DELETE FROM note")
            connection.executemany("INSERT INTO note VALUES (randomblob(?))", [(length,)] * 20)
            left.update({name: (self.folder / name).read_bytes() for name in FILE_NAMES})
            raise ZeroDivisionError

        left: dict[str, bytes] = {}
        with pytest.raises(ZeroDivisionError):
            vault.shelf.run(work)
        self.lock()
        for name, content in left.items():
            (self.folder / name).write_bytes(content)
        settle(self.folder)

    @precondition(lambda self: self.open is not None)
    @rule()
    def add_a_passphrase(self) -> None:
        which, vault = self.the_open()
        self.words += 1
        if len(self.passphrases[which]) == 4:
            with pytest.raises(NoFreeSlot):
                Credentials(vault).add(Credential(f"passphrase {self.words}"))
            return
        Credentials(vault).add(Credential(f"passphrase {self.words}"))
        self.passphrases[which].append(f"passphrase {self.words}")

    @precondition(lambda self: self.open is not None)
    @rule(index=st.integers(0, 3), profile=st.sampled_from([CHEAP_FOR_TESTS, DEARER_FOR_TESTS]))
    def change_a_passphrase(self, index: int, profile: KdfProfile) -> None:
        which, vault = self.the_open()
        known = self.passphrases[which]
        self.words += 1
        Credentials(vault).change(
            Credential(known[index % len(known)]), Credential(f"passphrase {self.words}"), profile
        )
        known[index % len(known)] = f"passphrase {self.words}"

    @precondition(lambda self: self.open is not None)
    @rule(data=st.data())
    def a_passphrase_of_either_shelf_is_refused(self, data: st.DataObject) -> None:
        taken = data.draw(st.sampled_from([*self.passphrases[0], *self.passphrases[1]]))
        with pytest.raises((CredentialInUse, NoFreeSlot)):
            Credentials(self.the_open()[1]).add(Credential(taken))

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
        for known, rows in zip(self.passphrases, self.rows, strict=True):
            for passphrase in known[:-1]:
                open_cheap_vault(self.folder, passphrase).close()
            vault = open_cheap_vault(self.folder, known[-1])
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

    @invariant()
    def a_closed_vault_shows_one_time_and_equal_copies_of_the_keys(self) -> None:
        if self.folder.exists() and self.open is None:
            assert {path.stat().st_mtime for path in (self.folder, *self.folder.iterdir())} == {SETTLED_TIME_S}
            keys = (self.folder / KEYS_NAME).read_bytes()
            assert keys[:KEYS_BLOCK_BYTES] == keys[KEYS_BLOCK_BYTES:]

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
