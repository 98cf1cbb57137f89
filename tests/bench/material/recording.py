"""The store's own work, written down once so that several databases can be given exactly the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from reader.store.access import ShelfAccess
    from reader.vault.connection import Connection, Cursor

T = TypeVar("T")
Statement = tuple[str, Sequence[Any]]
Transaction = list[Statement]


class RecordingShelf:
    """A shelf that works as the one it stands before, and keeps the statements of each transaction.

    The store sizes its transactions by what they take on this disk, so what is recorded is what a user would get.
    """

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf
        self.transactions: list[Transaction] = []

    def read(self) -> AbstractContextManager[Connection]:
        return self._shelf.read()

    def run(self, work: Callable[[Connection], T]) -> T:
        recorded: Transaction = []

        def recording(connection: Connection) -> T:
            recorded.clear()  # the shelf grew, and the work begins again
            return work(cast("Connection", _RecordingConnection(connection, recorded)))

        answer = self._shelf.run(recording)
        self.transactions.append(recorded)
        return answer

    def interrupt(self) -> None:
        self._shelf.interrupt()

    def take(self) -> list[Transaction]:
        """The transactions since the last call."""
        taken, self.transactions = self.transactions, []
        return taken


class _RecordingConnection:
    def __init__(self, connection: Connection, recorded: Transaction) -> None:
        self._connection = connection
        self._recorded = recorded

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        self._recorded.append((sql, parameters))
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Cursor:
        rows = list(parameters)
        self._recorded += [(sql, row) for row in rows]
        return self._connection.executemany(sql, rows)


def carry_out(transaction: Transaction) -> Callable[[Connection], None]:
    """What `Shelf.run` is given to do a recorded transaction again."""

    def work(connection: Connection) -> None:
        for sql, parameters in transaction:
            connection.execute(sql, parameters)

    return work
