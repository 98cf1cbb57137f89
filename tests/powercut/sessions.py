"""Sessions on a vault, recorded: what the power cut cuts, and what had been promised by then.

Each change is reported when the program is told that it is done: after each commit, and after each change of `keys`.
The report says what every credential must open from then on, and holds a digest of the slots. Between two reports
there is one change, so that a cut there must leave what the one or the other says, and nothing between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from reader.store.library import Library
from reader.vault.connection import Connection
from reader.vault.credential import as_credential
from reader.vault.keys import KeysBlock, KeysFile
from reader.vault.trying import find_slot
from reader.vault.vault import Vault
from tests.cheap import TEST_PROFILES, create_cheap_vault, open_cheap_vault
from tests.powercut.disk import State, read_state
from tests.powercut.events import Event, Promise
from tests.powercut.recorder import Recorder, recording

T = TypeVar("T")
SLOTS = "the slots"
"""Where a promise keeps the digest of all slots."""
EMPTY = hashlib.sha256().hexdigest()
"""The digest of a shelf without a table."""


@dataclass(frozen=True)
class Recording:
    """A folder as it was, where its names led, and what happened then. `promise` held at the beginning."""

    state: State
    names: dict[str, int]
    promise: Promise
    events: list[Event]


def digest(connection: Connection) -> str:
    """A digest of every row of every table, the search index's own tables among them."""
    total = hashlib.sha256()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    for (table,) in tables.fetchall():
        total.update(f"\n{table}\n".encode())
        for row in connection.execute(f"SELECT * FROM '{table}'"):
            for value in row:
                total.update(value if isinstance(value, bytes) else repr(value).encode())
                total.update(b"\0")
    return total.hexdigest()


def slots_digest(block: KeysBlock) -> str:
    """A digest of all eight slots, used or not."""
    return hashlib.sha256(b"".join(block.slots)).hexdigest()


class Sessions:
    """Opens one shelf after the other; reports what each of `credentials` would open after every change."""

    def __init__(self, folder: Path, recorder: Recorder, credentials: Sequence[str], before: State) -> None:
        """For a vault just made, or one whose shelves are empty."""
        self.contents = {0: EMPTY, 1: EMPTY}
        """The digest of each shelf's content."""
        self._folder = folder
        self._recorder = recorder
        self._credentials = credentials
        self._before = before
        with closing(KeysFile(folder)) as keys:
            self._first_promise = self._promise(keys)

    @property
    def recording(self) -> Recording:
        """All that happened until now."""
        return Recording(self._before, self._recorder.first_names, self._first_promise, self._recorder.events)

    @contextmanager
    def vault(self, credential: str) -> Iterator[Vault]:
        """An open vault whose changes are reported, until the block ends."""
        vault = open_cheap_vault(self._folder, credential)
        run, store = vault.shelf.run, vault.keys.store

        def run_and_report(work: Callable[[Connection], T]) -> T:
            result = run(work)
            with vault.shelf.read() as connection:
                self.contents[vault.content.shelf] = digest(connection)
            self._recorder.report(self._promise(vault.keys))
            return result

        def store_and_report(block: KeysBlock) -> None:
            store(block)
            self._recorder.report(self._promise(vault.keys))

        with closing(vault), pytest.MonkeyPatch.context() as patch:
            patch.setattr(vault.shelf, "run", run_and_report)
            patch.setattr(vault.keys, "store", store_and_report)
            yield vault

    @contextmanager
    def library(self, credential: str) -> Iterator[tuple[Vault, Library]]:
        """The same, with its library."""
        with self.vault(credential) as vault:
            yield vault, Library(vault.shelf, clock_s=lambda: 1_000_000.0)

    def _promise(self, keys: KeysFile) -> Promise:
        block = keys.load()
        promise: dict[str, str | None] = {SLOTS: slots_digest(block)}
        for credential in self._credentials:
            found = find_slot(block, as_credential(credential), TEST_PROFILES)
            promise[credential] = None if found is None else self.contents[found[0].content.shelf]
        return promise


@contextmanager
def recorded_sessions(folder: Path, credentials: Sequence[str], *, used: int = 2) -> Iterator[Sessions]:
    """A new vault in `folder` that the first `used` credentials open; `credentials` are all that shall be tried."""
    create_cheap_vault(folder, credentials[0], second_passphrase=credentials[1] if used == 2 else None)
    before = read_state(folder)
    with recording(folder) as recorder:
        yield Sessions(folder, recorder, credentials, before)
