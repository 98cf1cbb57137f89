"""A library and a search that live in memory."""

from __future__ import annotations

import threading

import msgspec

from reader.errors import Cancelled, StoreError
from reader.search.results import DocumentHits, Hit
from reader.store.rows import Collection, DocumentRow
from reader.text.model import Cover, Direction, Locator


def document(
    number: int, title: str, *, progress: float = 0.0, opened: int = 0, has_cover: bool = False
) -> DocumentRow:
    return DocumentRow(
        number, "html", title, ("Author",), "ko", Direction.AUTO, number, opened, progress, 1, 0, 9, 9, has_cover, ()
    )


class FakeLibrary:
    """Answers what it was given."""

    def __init__(self, *documents: DocumentRow, cover: Cover | None = None) -> None:
        self.rows = list(documents)
        self.covers_read: list[int] = []
        self.may_list, self.may_look_inside = threading.Event(), threading.Event()
        self.may_list.set()
        self.may_look_inside.set()
        self.shelves: list[Collection] = []
        self.members: dict[int, list[int]] = {}
        self._cover = cover

    def documents(self) -> list[DocumentRow]:
        self.may_list.wait(5)
        return list(self.rows)

    def collections(self) -> list[Collection]:
        return [
            msgspec.structs.replace(each, document_count=len(self.members.get(each.id, ()))) for each in self.shelves
        ]

    def documents_in(self, collection: int, /) -> list[int]:
        self.may_look_inside.wait(5)
        if collection not in {each.id for each in self.shelves}:
            raise StoreError
        return list(self.members.get(collection, ()))

    def cover(self, document: int, /) -> Cover | None:
        self.covers_read.append(document)
        return self._cover


class FakeSearch:
    """Finds document 1 for everything but "nothing", and 2 after it for "both"; "slow" waits until it is cancelled."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.cancelled = threading.Event()

    def hits(self, query: str, *, limit: int = 50, offset: int = 0, typing: bool = False) -> list[DocumentHits]:
        del limit, offset
        assert typing
        self.asked.append(query)
        if query == "slow":
            self.cancelled.wait(5)
            raise Cancelled
        if query == "nothing":
            return []
        hit = Hit(Locator(0, 7), 2, "모든 사람은 진실을 알 권리", ((7, 2),))
        first = DocumentHits(1, "html", "세계 인권 선언", (), ((0, 2),), (hit,), False)
        return [first, DocumentHits(2, "html", "Frankenstein", (), (), (), False)] if query == "both" else [first]

    def cancel(self) -> None:
        self.cancelled.set()
