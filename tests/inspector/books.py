"""Documents to import: made-up words in sections of pieces, an image, and the bytes of an original."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from reader.store.library import Library
from reader.text.model import Locator, Metadata, Piece, Resource, Section

_PARAGRAPH_WORDS = 60
_PIECE_PARAGRAPHS = 8


def import_book(library: Library, lots: random.Random, sections: int, original_bytes: int) -> int:
    """Import one document; its number. Commits as it goes, as every import does."""
    writer = library.new_document("epub", sha256=hashlib.sha256(lots.randbytes(8)).digest())
    writer.add(Metadata(title=" ".join(_words(lots, 4)), authors=(" ".join(_words(lots, 2)),), language="en"))
    for index in range(sections):
        writer.add(Section(index=index, title=" ".join(_words(lots, 3)), pieces=tuple(_pieces(lots))))
    writer.add(Resource(name="image", media_type="image/png", width_px=64, height_px=64, data=lots.randbytes(9_000)))
    for start in range(0, original_bytes, 1024 * 1024):
        writer.add_chunk(lots.randbytes(min(1024 * 1024, original_bytes - start)))
    return writer.finish()


def place_in(lots: random.Random, sections: int) -> Locator:
    """Somewhere in a document."""
    return Locator(lots.randrange(max(1, sections)), lots.randrange(2000))


def _pieces(lots: random.Random) -> Iterator[Piece]:
    start = 0
    for _ in range(2):
        paragraphs = [" ".join(_words(lots, _PARAGRAPH_WORDS)) for _ in range(_PIECE_PARAGRAPHS)]
        text = "".join(paragraph + "\n" for paragraph in paragraphs)
        yield Piece(html="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs), text=text, start=start)
        start += len(text)


def _words(lots: random.Random, count: int) -> list[str]:
    return [f"w{int(lots.expovariate(0.01))}" for _ in range(count)]
