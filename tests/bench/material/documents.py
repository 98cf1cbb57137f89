"""Documents made up from a seed: the same words, in the same order, on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from reader.store.writer import CHUNK_BYTES
from reader.text.model import Direction, Metadata, Piece, Section

VOCABULARY = 30_000
PIECE_CHARACTERS = 15_000
"""What a full piece holds: pieces are packed up to 16 KiB of markup (reader/text/model.py)."""

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


class DocumentMaker:
    """Text whose words are as unequally frequent as in books (Zipf's law), originals that don't deflate."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - the same text each time is what is wanted
        self.words = [self._word() for _ in range(VOCABULARY)]
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def text(self, characters: int) -> str:
        """Paragraphs of some 90 words, `characters` long or a little more."""
        parts: list[str] = []
        length = 0
        while length < characters:
            parts.append(" ".join(self._random.choices(self.words, cum_weights=self._weights, k=90)) + ".\n")
            length += len(parts[-1])
        return "".join(parts)

    def metadata(self) -> Metadata:
        """A title of four rarer words and an author of two."""
        name = self._random.choices(self.words[1000:], k=6)
        return Metadata(title=" ".join(name[:4]), authors=(" ".join(name[4:]),), language="en", direction=Direction.LTR)

    def sections(self, count: int, pieces: int, characters: int = PIECE_CHARACTERS) -> Iterator[Section]:
        """Sections of equally many pieces."""
        for index in range(count):
            made: list[Piece] = []
            start = 0
            for _ in range(pieces):
                text = self.text(characters)
                html = "".join(f"<p>{paragraph}</p>" for paragraph in text.splitlines())
                made.append(Piece(html=html, text=text, start=start))
                start += len(text)
            title = f"Chapter {index + 1}"
            yield Section(index=index, title=title, language="en", direction=Direction.LTR, pieces=tuple(made))

    def original(self, chunks: int) -> Iterator[bytes]:
        """The bytes of a file: chunks of 1 MiB, noise like those of every packed format."""
        for _ in range(chunks):
            yield self._random.randbytes(CHUNK_BYTES)

    def digest(self) -> bytes:
        """As good as the SHA-256 of a file: 32 bytes that no other document has."""
        return self._random.randbytes(32)

    def _word(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=self._random.randint(1, 4)))
