"""A shelf: one open SQLCipher database, used by one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TypeVar

from reader.errors import Cancelled, VaultError, VaultReadOnly
from reader.vault.connection import Connection, DatabaseError, is_full, translated
from reader.vault.files import PAGE_BYTES
from reader.vault.growth import ShelfFiles
from reader.vault.progress import IsCancelled, OnProgress, never, unheard

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
        self._query_only = False
        self._view = _View(self)

    def read(self) -> AbstractContextManager[Connection]:
        """A consistent view for reading; writing fails. Raises Cancelled when `interrupt` stops it, VaultDamaged."""
        return self._view

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on any exception. Does not grow the shelf: see `run`."""
        self._refuse_nesting()
        with self._files.gate.passing(), self._lock:
            if self._query_only:
                self._set_query_only(False)
            with self._transaction():
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

    def make_room(self, room_bytes: int, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never) -> None:
        """Grow until the database leaves at least `room_bytes` of its file unused.

        Files far larger than the shelf that somebody has to show would need the other one as their reason; this
        gives them another. See docs/vault-format.md, "What can be seen". Raises DiskFull, before anything is written
        where it can be foreseen, and Cancelled; then the files are as they were.
        """
        self._refuse_nesting()
        with self._files.gate.passing(), self._lock:
            missing_bytes = room_bytes - (self._files.size - self.page_count() * PAGE_BYTES)
            if missing_bytes > 0:
                self._files.grow_by(missing_bytes, on_progress, cancelled)
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

    def _set_query_only(self, query_only: bool) -> None:
        """Reads can't write. Called only when it changes: SQLite prepares every statement anew after this pragma."""
        self._connection.execute(f"PRAGMA query_only = {query_only:d}")
        self._query_only = query_only

    def _begin_read(self) -> Connection:
        self._lock.acquire()
        self._depth += 1
        if self._depth == 1:
            self._owner = threading.get_ident()
            self._reading = True
            try:
                if not self._query_only:
                    self._set_query_only(True)
                self._connection.execute("BEGIN")
            except BaseException as error:
                self._end_read(error)
                raise
        return self._connection

    def _end_read(self, error: BaseException | None) -> None:
        try:
            if self._depth == 1:
                self._end_view(error)
        finally:
            self._depth -= 1
            if not self._depth:
                self._owner = None
            self._lock.release()

    def _end_view(self, error: BaseException | None) -> None:
        meaning = None
        try:
            if error is None:
                self._connection.execute("COMMIT")
            else:
                meaning = self._undo(error)
        except DatabaseError as failed:
            meaning = self._undo(failed)
            if meaning is None:
                raise
        finally:
            with self._reading_guard:  # an `interrupt` that has begun ends before anything else does
                self._reading = False
        if meaning is not None:
            raise meaning from None

    def _refuse_nesting(self) -> None:
        """Before the gate is waited for: this thread would keep the lock that whoever is inside it waits for."""
        if self._owner == threading.get_ident():
            raise RuntimeError("a write inside another read or write of the same thread")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._depth += 1
        self._owner = threading.get_ident()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            meaning = self._undo(error)
            if meaning is None:
                raise
            raise meaning from None
        finally:
            self._owner = None
            self._depth -= 1

    def _undo(self, error: BaseException) -> VaultError | Cancelled | None:
        """Roll back; answer what the error means for the vault, or None when it is about the statement alone."""
        self._roll_back()
        meaning = translated(error) if isinstance(error, DatabaseError) else None
        return None if self._reading and isinstance(meaning, VaultReadOnly) else meaning

    def _roll_back(self) -> None:
        """SQLite may have rolled back by itself, as it does when the file is full."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _limit_pages(self) -> None:
        """SQLite may fill the file but not lengthen it."""
        self._connection.execute(f"PRAGMA max_page_count = {self._files.size // PAGE_BYTES}")


class _View:
    """What `Shelf.read` answers. A class, since a generator would cost half as much again as reading a small row."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __enter__(self) -> Connection:
        return self._shelf._begin_read()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shelf._end_read(error)
