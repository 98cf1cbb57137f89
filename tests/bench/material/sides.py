"""What is compared: Hearth's shelf in a whole vault, and databases of the same library without a vault around them.

`default` is keyed SQLCipher as it comes: a raw key and no other pragma. `plain` is the same library without a key,
which makes it plain SQLite (Python's own is older and may lack what the store's index needs).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from reader.vault.connection import Connection
from reader.vault.files import SHELF_NAMES
from reader.vault.kdf import KEY_BYTES
from reader.vault.keys import KeysFile
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault

T = TypeVar("T")
Question = tuple[str, Sequence[Any]]
PASSPHRASE = "bench"


class Side(Protocol):
    """A database that is put to the same work as the others."""

    name: str

    def run(self, work: Callable[[Connection], T]) -> T:
        """One write transaction."""

    def read(self) -> Any:
        """A view for several statements: a context that gives the connection."""

    def ask(self, *questions: Question) -> None:
        """The rows of one or more statements, in one view as `Content` has it, or in none at all."""

    def open_ms(self, first: str) -> float:
        """How long it takes from the raw key to the rows of a first statement. The side must be closed."""

    def size(self) -> int:
        """Bytes of the database's file."""

    def open(self) -> None:
        """Open what was closed."""

    def close(self) -> None:
        """Close everything."""


class HearthSide:
    """A shelf in a real vault, through `Shelf.run` and `Shelf.read`: growth, journal, locks and all."""

    name = "hearth"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        create_cheap_vault(folder, PASSPHRASE)
        self.vault: Vault = open_cheap_vault(folder, PASSPHRASE)

    @property
    def path(self) -> Path:
        return self._folder / SHELF_NAMES[self.vault.content.shelf]

    def run(self, work: Callable[[Connection], T]) -> T:
        return self.vault.shelf.run(work)

    def read(self) -> Any:
        return self.vault.shelf.read()

    def ask(self, *questions: Question) -> None:
        with self.vault.shelf.read() as connection:
            for sql, values in questions:
                connection.execute(sql, values).fetchall()

    def open_ms(self, first: str) -> float:
        """What `open_vault` does once it has the key: raw files, connection, settings, first answer."""
        keys = KeysFile(self._folder)
        started_s = time.perf_counter()
        vault = Vault(self._folder, keys, self.vault.content)
        with vault.shelf.read() as connection:
            connection.execute(first).fetchall()
        took_ms = (time.perf_counter() - started_s) * 1000
        vault.close()
        return took_ms

    def open(self) -> None:
        self.vault = open_cheap_vault(self._folder, PASSPHRASE)

    def size(self) -> int:
        return self.path.stat().st_size

    def close(self) -> None:
        self.vault.close()


class DatabaseSide:
    """A database by itself, used as directly as Python allows."""

    def __init__(self, name: str, path: Path, *, keyed: bool) -> None:
        self.name = name
        self.path = path
        self._key = os.urandom(KEY_BYTES).hex() if keyed else ""
        self._connection = self._connect()

    def _connect(self) -> Connection:
        connection: Connection = sqlcipher.connect(self.path, isolation_level=None)
        if self._key:
            connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
        return connection

    def run(self, work: Callable[[Connection], T]) -> T:
        self._connection.execute("BEGIN IMMEDIATE")
        answer = work(self._connection)
        self._connection.execute("COMMIT")
        return answer

    @contextmanager
    def read(self) -> Iterator[Connection]:
        self._connection.execute("BEGIN")
        yield self._connection
        self._connection.execute("COMMIT")

    def ask(self, *questions: Question) -> None:
        """One question needs no transaction; several are quicker in one."""
        if len(questions) == 1:
            self._connection.execute(*questions[0]).fetchall()
            return
        with self.read() as connection:
            for sql, values in questions:
                connection.execute(sql, values).fetchall()

    def open_ms(self, first: str) -> float:
        started_s = time.perf_counter()
        connection = self._connect()
        connection.execute(first).fetchall()
        took_ms = (time.perf_counter() - started_s) * 1000
        connection.close()
        return took_ms

    def open(self) -> None:
        self._connection = self._connect()

    def size(self) -> int:
        return self.path.stat().st_size

    def close(self) -> None:
        self._connection.close()
