"""What the list shows, read from the library in a job: all documents in their order, and those of one collection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from reader.errors import StoreError
from reader.store.rows import Collection, DocumentRow
from reader.text.model import Cover
from ui.library.rows import Arrangement, ListRow, Order, Part, arrange


class Documents(Protocol):
    """What the library page needs of reader.store's Library; it calls it in jobs only."""

    def documents(self) -> list[DocumentRow]: ...
    def cover(self, document: int, /) -> Cover | None: ...
    def collections(self) -> list[Collection]: ...
    def documents_in(self, collection: int, /) -> list[int]: ...


class Inside(msgspec.Struct, frozen=True):
    """The rows of a collection, in the order of the list, and where each document stands among them."""

    rows: Sequence[ListRow] = ()
    places: dict[int, int] = {}


class Loaded(msgspec.Struct, frozen=True):
    """The library sorted, its collections, and what is in the one that was chosen then; None when that is gone."""

    arrangement: Arrangement
    chosen: int
    collections: Sequence[Collection]
    inside: Inside | None


def load(library: Documents, order: Order, collection: int) -> Loaded:
    """Blocks. `collection` is the one that is chosen, 0 for none."""
    arrangement = arrange(library.documents(), order)
    return Loaded(arrangement, collection, library.collections(), inside(library, arrangement, collection))


def inside(library: Documents, arrangement: Arrangement, collection: int) -> Inside | None:
    """The rows of a collection and of those in it; None when it is gone. Blocks."""
    if not collection:
        return Inside()
    try:
        documents = library.documents_in(collection)
    except StoreError:
        return None
    known = arrangement.place_in_all
    everything = arrangement.by_part[Part.ALL]
    rows = [everything[place] for place in sorted(known[each] for each in documents if each in known)]
    return Inside(rows, {row.document.id: place for place, row in enumerate(rows)})
