"""What importing needs of a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self, TypeVar

from reader.imports.journal import Kept
from reader.text.model import ParseEvent

T = TypeVar("T")


class Writer(Protocol):
    """A document on its way into the library; reader.store.writer.DocumentWriter is one."""

    def add(self, event: ParseEvent) -> None: ...

    def add_chunk(self, data: bytes) -> None: ...

    def finish(self) -> int: ...

    def abandon(self) -> None: ...


class Shelves(Kept, Protocol):
    """What importing needs of a library; reader.store.library.Library is one."""

    def new_document(self, kind: str, *, sha256: bytes) -> Writer: ...

    def together(self, work: Callable[[Self], T]) -> T: ...
