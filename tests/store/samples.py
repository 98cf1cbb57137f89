"""Small documents to store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from reader.store.library import Library
from reader.text.model import (
    Anchors,
    Cover,
    Direction,
    Embedded,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    OutlineEntry,
    PageSize,
    ParseEvent,
    Piece,
    Progress,
    Resource,
    Section,
    Simplified,
)

IMAGE = bytes(range(256)) * 12_000  # 3 MB: three chunks


def section(index: int, *texts: str, title: str = "") -> Section:
    """A section whose pieces hold these texts, each a block in a paragraph's markup."""
    pieces, start = [], 0
    for text in texts:
        pieces.append(Piece(html=f"<p>{text.rstrip()}</p>", text=text, start=start))
        start += len(text)
    return Section(index=index, title=title, language="en", direction=Direction.LTR, pieces=tuple(pieces))


FULL: tuple[ParseEvent, ...] = (
    Metadata(
        title="The  Open\nDoor", authors=("Ada One", "Bo Two"), language="en", direction=Direction.LTR,
        publisher="Press", published="1913", description="About a door.",
        subjects=("Doors", "Front  doors"), series="Openings", series_index="2",
    ),
    Progress(done=1, total=2),
    section(0, "First words.\n", "Then more of them.\n", title="One"),
    section(1),
    section(2, "역사와 진실\n", title="둘"),
    Resource(name="i1", media_type="image/png", width_px=4, height_px=3, data=IMAGE),
    Resource(name="i2", media_type="image/jpeg", width_px=1, height_px=1, data=b"tiny"),
    Cover(media_type="image/jpeg", width_px=400, height_px=640, data=b"cover"),
    Outline(entries=(OutlineEntry(title="One", level=1, target=Locator(0, 0)),
                     OutlineEntry(title="둘", level=2, target=Locator(2, 0)))),
    Anchors(targets={"note-1": Locator(0, 13)}),
    FixedPages(pages=(PageSize(width_pt=595, height_pt=842, label="iv"),)),
    Embedded(name="notes.txt", media_type="text/plain", size_bytes=12), Embedded(name="more"),
    Simplified(what="mathml"), Simplified(what="ruby"), Simplified(what="mathml"),
)  # fmt: skip


def store(library: Library, events: Iterable[ParseEvent], *chunks: bytes, kind: str = "epub") -> int:
    """Write a whole document; its number."""
    writer = library.new_document(kind, sha256=hashlib.sha256(b"".join(chunks)).digest())
    for chunk in chunks:
        writer.add_chunk(chunk)
    for event in events:
        writer.add(event)
    return writer.finish()


def short(title: str, *texts: str, authors: tuple[str, ...] = ()) -> list[ParseEvent]:
    """A document of one section."""
    return [Metadata(title=title, authors=authors), section(0, *texts)]
