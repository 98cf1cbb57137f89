"""A shelf inside one of its own transactions: what is written through it is kept with that, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reader.vault.connection import Connection

T = TypeVar("T")


class JoinedShelf:
    """A ShelfAccess for as long as the transaction lasts, on its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> AbstractContextManager[Connection]:
        """The transaction's own view: it sees what it has written."""
        return nullcontext(self._connection)

    def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` as a part of the transaction."""
        return work(self._connection)

    def interrupt(self) -> None:
        """A write is never stopped."""
