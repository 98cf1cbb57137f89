"""What the store needs of a shelf. `reader.vault.Shelf` is one; tests have another that lives in memory."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from reader.vault.connection import Connection

T = TypeVar("T")


class ShelfAccess(Protocol):
    """One database, read and written by one caller at a time."""

    def read(self) -> AbstractContextManager[Connection]:
        """The connection, outside any transaction of ours."""

    def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` inside one write transaction; again from the start when the shelf had to grow."""

    def interrupt(self) -> None:
        """Stop a read that runs on another thread."""
