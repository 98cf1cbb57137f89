"""A shelf that lives in memory: the same SQLCipher, no file and no key. For tests that are not about files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import sqlcipher3  # type: ignore[import-untyped]

from reader.errors import Cancelled

if TYPE_CHECKING:
    from reader.vault.connection import Connection

T = TypeVar("T")


class MemoryShelf:
    """Answers to what the store asks of a shelf, and counts what it is asked to write."""

    def __init__(self) -> None:
        self._connection: Connection = sqlcipher3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA secure_delete = ON")
        self._lock = threading.RLock()
        self.transactions = 0

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._lock:
            try:
                yield self._connection
            except sqlcipher3.OperationalError as error:
                if str(error) == "interrupted":
                    raise Cancelled from error
                raise

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            self.transactions += 1

    def run(self, work: Callable[[Connection], T]) -> T:
        with self.write() as connection:
            return work(connection)

    def interrupt(self) -> None:
        self._connection.interrupt()

    def slow_down(self, tick: Callable[[], int]) -> None:
        """Call `tick` at every step that SQLite takes from now on."""
        self._connection.set_progress_handler(lambda: tick() and 0, 1)

    def close(self) -> None:
        self._connection.close()
