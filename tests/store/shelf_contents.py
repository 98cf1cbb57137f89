"""All that a shelf holds of a document, for comparing two shelves; and enough documents for trees of some levels."""

from __future__ import annotations

import random
from typing import Any

from reader.store.access import ShelfAccess
from reader.store.library import Library
from reader.store.numbering import span_of
from reader.store.rows import Position
from reader.store.tables import OF_DOCUMENTS
from reader.text.model import (
    Anchors,
    Cover,
    Embedded,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    OutlineEntry,
    PageSize,
    ParseEvent,
    Resource,
    Simplified,
)
from tests.store.samples import IMAGE, section, store

WORDS = ("door", "river", "역사", "진실", "letter", "winter", "bread", "street", "lamp", "night")


def contents_of(shelf: ShelfAccess, document: int) -> dict[str, list[Any]]:
    """Every row of the document, by table."""
    found = {}
    with shelf.read() as connection:
        for table in OF_DOCUMENTS:
            span = span_of(document) if table.by_part else (document, document)
            statement = (
                f"SELECT * FROM {table.name} WHERE {table.key[0]} BETWEEN ? AND ? ORDER BY {', '.join(table.key)}"
            )
            found[table.name] = connection.execute(statement, span).fetchall()
    return found


def documents_in(shelf: ShelfAccess) -> list[int]:
    """The numbers of the documents that are shown."""
    with shelf.read() as connection:
        return [row[0] for row in connection.execute("SELECT id FROM documents WHERE ready = 1 ORDER BY id")]


def everything(shelf: ShelfAccess) -> dict[int, dict[str, list[Any]]]:
    """The contents of all documents."""
    return {document: contents_of(shelf, document) for document in documents_in(shelf)}


def fill_library(library: Library, count: int = 60) -> list[int]:
    """Documents small and large, flowing and fixed, with and without images, some removed again."""
    numbers = [_store_one(library, number) for number in range(count)]
    library.remove(*numbers[5::20])
    for number in library.documents()[::3]:
        library.set_position(number.id, Position(locator=Locator(0, 1), progress=0.5))
    library.set_setting("theme", "night")
    for number in library.documents()[::2]:
        library.put_in_collection(library.collection_at(("Shelf", f"Board {number.id % 5}")), number.id)
    return documents_in(library.shelf)


def _store_one(library: Library, number: int) -> int:
    lots = random.Random(number)  # noqa: S311 - samples, not secrets
    return store(library, _events(number, lots), *_original(number, lots), kind="pdf" if number % 7 == 3 else "epub")


def _original(number: int, lots: random.Random) -> list[bytes]:
    size = {0: 2_500_000, 1: 0, 2: 1_048_576}.get(number % 30, lots.randrange(60_000))
    data = lots.randbytes(size)
    return [data[at : at + 1_048_576] for at in range(0, size, 1_048_576)]


def _events(number: int, lots: random.Random) -> list[ParseEvent]:
    events: list[ParseEvent] = [
        Metadata(title=f"Document {number}", authors=(f"Author {number % 9}",), description="d" * lots.randrange(900))
    ]
    for index in range(lots.randrange(1, 5)):
        texts = [" ".join(lots.choices(WORDS, k=lots.randrange(1, 300))) + "\n" for _ in range(lots.randrange(4))]
        events.append(section(index, *texts, title=f"Section {index}"))
    if number % 4 == 0:
        images = [IMAGE, lots.randbytes(1_048_576 + 5)] if number % 30 == 0 else [lots.randbytes(9000), b"tiny"]
        events += [
            Resource(name=f"i{at}", media_type="image/png", width_px=1, height_px=1, data=data)
            for at, data in enumerate(images)
        ]
    if number % 3 == 0:
        events.append(Cover(media_type="image/jpeg", width_px=4, height_px=6, data=lots.randbytes(12_000)))
    entries = [OutlineEntry(title="o" * lots.randrange(60), level=1, target=Locator(0, 0)) for _ in range(number % 12)]
    events.append(Outline(entries=tuple(entries)))
    events.append(Anchors(targets={f"anchor-{number}-{at}": Locator(0, 0) for at in range(number % 40)}))
    if number % 7 == 3:
        events.append(FixedPages(pages=tuple(PageSize(width_pt=595, height_pt=842.5) for _ in range(30))))
    events.append(Simplified(what="ruby"))
    events += [Embedded(name=f"attachment {at}", size_bytes=at) for at in range(number % 9)]
    return events
