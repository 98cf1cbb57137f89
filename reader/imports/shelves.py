"""What importing needs of a library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, Self, TypeVar

from reader.imports.journal import Kept
from reader.store.writer import NO_WISH, Wish
from reader.text.model import ParseEvent

T = TypeVar("T")


class Writer(Protocol):
    """A document on its way into the library; reader.store.writer.DocumentWriter is one."""

    def add(self, event: ParseEvent) -> None: ...

    def add_chunk(self, data: bytes) -> None: ...

    def finish(self, collection: int = 0) -> int: ...

    def abandon(self) -> None: ...


class Shelves(Kept, Protocol):
    """What importing needs of a library; reader.store.library.Library is one."""

    def new_document(self, kind: str, *, sha256: bytes, wish: Wish = NO_WISH) -> Writer: ...

    def collection_at(self, path: Sequence[str]) -> int: ...

    def put_in_collection(self, collection: int, *documents: int) -> None: ...

    def together(self, work: Callable[[Self], T]) -> T: ...
