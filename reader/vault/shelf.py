"""A shelf: one open SQLCipher database, used by one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from reader.errors import VaultReadOnly
from reader.vault.connection import Connection, DatabaseError, is_full, translated
from reader.vault.files import PAGE_BYTES
from reader.vault.growth import ShelfFiles

T = TypeVar("T")


class Shelf:
    """Reads and transactions on one database. Blocks: call it from any thread but the UI's.

    A thread inside `read`, `write` or `run` may enter `read` again and shares the transaction; entering `write`
    again is a defect and raises RuntimeError. The lock belongs to the thread: a generator must not yield inside.
    """

    def __init__(self, connection: Connection, files: ShelfFiles) -> None:
        self._connection = connection
        self._files = files
        self._lock = threading.RLock()
        self._depth = 0
        self._owner: int | None = None
        self._reading_guard = threading.Lock()
        self._reading = False
        self._limit_pages()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view for reading; writing fails. Raises Cancelled when `interrupt` stops it, VaultDamaged."""
        with self._lock:
            if self._depth:
                yield self._connection
                return
            self._connection.execute("PRAGMA query_only = 1")
            self._set_reading(True)
            try:
                with self._transaction("BEGIN"):
                    yield self._connection
            finally:
                self._set_reading(False)
                self._connection.execute("PRAGMA query_only = 0")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on any exception. Does not grow the shelf: see `run`."""
        self._refuse_nesting()
        with self._files.gate.passing(), self._lock, self._transaction("BEGIN IMMEDIATE"):
            yield self._connection

    def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction; when the shelf is full, roll back, grow, and run it again from the start.

        Raises DiskFull with nothing changed, before the transaction or instead of its commit.
        """
        self._refuse_nesting()
        with self._files.gate.passing(), self._lock:
            while True:
                self._files.require_room()
                try:
                    with self.write() as connection:
                        return work(connection)
                except DatabaseError as error:
                    if not is_full(error):
                        raise
                self._files.grow()
                self._limit_pages()

    def make_room(self, room_bytes: int) -> None:
        """Grow until the database leaves at least `room_bytes` of its file unused. Raises DiskFull after whole steps.

        Files far larger than the shelf that somebody has to show would need the other one as their reason; this
        gives them another. See docs/vault-format.md, "What can be seen".
        """
        self._refuse_nesting()
        with self._files.gate.passing(), self._lock:
            while self._files.size - self.page_count() * PAGE_BYTES < room_bytes:
                self._files.grow()
                self._limit_pages()

    def interrupt(self) -> None:
        """Stop a read that is running in another thread; it raises Cancelled there. A write is never stopped."""
        with self._reading_guard:
            if self._reading:
                self._connection.interrupt()

    def page_count(self) -> int:
        """How many pages the database uses of its file."""
        with self.read() as connection:
            return int(connection.execute("PRAGMA page_count").fetchone()[0])

    def close(self) -> None:
        """Close the connection, waiting for whoever uses it. Tests and the command line only."""
        with self._lock:
            self._connection.close()

    def _set_reading(self, reading: bool) -> None:
        with self._reading_guard:
            self._reading = reading

    def _refuse_nesting(self) -> None:
        """Before the gate is waited for: this thread would keep the lock that whoever is inside it waits for."""
        if self._owner == threading.get_ident():
            raise RuntimeError("a write inside another read or write of the same thread")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._depth += 1
        self._owner = threading.get_ident()
        try:
            self._connection.execute(begin)
            yield
            self._connection.execute("COMMIT")
        except DatabaseError as error:
            self._roll_back()
            meaning = translated(error)
            if meaning is None or (self._reading and isinstance(meaning, VaultReadOnly)):
                raise  # about the statement alone, such as a write inside a read
            raise meaning from None
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._owner = None
            self._depth -= 1

    def _roll_back(self) -> None:
        """SQLite may have rolled back by itself, as it does when the file is full."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _limit_pages(self) -> None:
        """SQLite may fill the file but not lengthen it."""
        self._connection.execute(f"PRAGMA max_page_count = {self._files.size // PAGE_BYTES}")
