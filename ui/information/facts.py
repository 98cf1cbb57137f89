"""All that the information about a document tells, read from the library in one job."""

from __future__ import annotations

from typing import Protocol

import msgspec

from reader.store.collections import path_of
from reader.store.rows import Collection, Details, DocumentRow
from reader.text.model import Embedded


class InformedLibrary(Protocol):
    """What this needs of reader.store's Library; it is called in jobs only."""

    def document(self, document: int) -> DocumentRow: ...
    def details(self, document: int) -> Details: ...
    def embedded(self, document: int) -> list[Embedded]: ...
    def collections(self) -> list[Collection]: ...
    def collections_of(self, document: int) -> list[int]: ...


class Facts(msgspec.Struct, frozen=True):
    """A document's row and details, the files in it, and the paths of the collections that it is in."""

    row: DocumentRow
    details: Details
    embedded: tuple[Embedded, ...]
    collections: tuple[tuple[str, ...], ...]


def read_facts(library: InformedLibrary, document: int) -> Facts:
    """Blocks. Raises NoSuchDocument."""
    every = library.collections()
    return Facts(
        library.document(document),
        library.details(document),
        tuple(library.embedded(document)),
        tuple(path_of(every, each) for each in library.collections_of(document)),
    )
