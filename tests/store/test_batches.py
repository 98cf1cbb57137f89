"""Gathering statements into short transactions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import pytest

from reader.store.batches import AIM_MS, Batch
from tests.shelves import MemoryShelf

if TYPE_CHECKING:
    from reader.vault.connection import Connection

T = TypeVar("T")
INSERT = "INSERT INTO t (n) VALUES (?)"


class TimedShelf(MemoryShelf):
    """A shelf on which each statement, and each transaction, takes a set time on a clock of its own."""

    def __init__(self, statement_ms: float, sync_ms: float = 0.0) -> None:
        super().__init__()
        self.run(lambda connection: connection.execute("CREATE TABLE t (n INTEGER UNIQUE)"))
        self.statement_ms = statement_ms
        self.sync_ms = sync_ms
        self.now_s = 0.0
        self.sizes: list[int] = []

    def run(self, work: Callable[[Connection], T]) -> T:
        with self.write() as connection:
            before = connection.execute("SELECT total_changes()").fetchone()[0]
            answer = work(connection)
            written = connection.execute("SELECT total_changes()").fetchone()[0] - before
        if written:
            self.sizes.append(written)
            self.now_s += (written * self.statement_ms + self.sync_ms) / 1000
        return answer

    def numbers(self) -> list[int]:
        with self.read() as connection:
            return [number for (number,) in connection.execute("SELECT n FROM t ORDER BY rowid")]


@pytest.mark.parametrize("statement_ms", [0.3, 1.0, 6.0])
def test_transactions_keep_to_their_time_whatever_the_disk(statement_ms: float) -> None:
    shelf = TimedShelf(statement_ms)
    batch = Batch(shelf, clock_s=lambda: shelf.now_s)
    for number in range(400):
        batch.put(INSERT, (number,), estimate_ms=1.0)
    batch.flush()
    assert shelf.numbers() == list(range(400))
    settled = shelf.sizes[8:-1]
    assert max(settled) * statement_ms <= AIM_MS * 1.3
    assert min(settled) * statement_ms >= min(AIM_MS * 0.5, statement_ms)


def test_slow_syncs_do_not_make_a_transaction_of_every_statement() -> None:
    shelf = TimedShelf(0.5, sync_ms=60.0)
    batch = Batch(shelf, clock_s=lambda: shelf.now_s)
    for number in range(400):
        batch.put(INSERT, (number,), estimate_ms=0.5)
    batch.flush()
    assert min(shelf.sizes[8:-1]) >= 4


def test_one_long_statement_is_a_transaction_of_its_own() -> None:
    shelf = TimedShelf(1.0)
    batch = Batch(shelf, clock_s=lambda: shelf.now_s)
    batch.put(INSERT, (1,), estimate_ms=0.1)
    batch.put(INSERT, (2,), estimate_ms=500.0)
    batch.put(INSERT, (3,), estimate_ms=0.1)
    batch.flush()
    assert shelf.sizes == [1, 1, 1]


def test_nothing_gathered_is_no_transaction() -> None:
    shelf = TimedShelf(1.0)
    before = shelf.transactions
    Batch(shelf).flush()
    assert shelf.transactions == before


def test_what_was_dropped_is_not_written() -> None:
    shelf = TimedShelf(1.0)
    batch = Batch(shelf)
    batch.put(INSERT, (1,))
    batch.drop()
    batch.flush()
    assert shelf.numbers() == []


def test_a_failed_transaction_writes_none_of_its_statements() -> None:
    shelf = TimedShelf(1.0)
    batch = Batch(shelf)
    batch.put(INSERT, (1,))
    batch.put(INSERT, (1,))
    with pytest.raises(Exception, match="UNIQUE"):
        batch.flush()
    assert shelf.numbers() == []
