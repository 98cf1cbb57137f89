"""The sentence at a place: what is marked when nothing is selected."""

from __future__ import annotations

from reader.marks.quoting import Texts
from reader.reading.sentences import sentences
from reader.text.model import BLOCK_END, Locator


def sentence_at(texts: Texts, document: int, place: Locator, language: str) -> tuple[Locator, Locator] | None:
    """Start and end of the sentence that holds a place; None where there are no words. Blocks."""
    text = texts.section_text(document, place.section)
    first = text.rfind(BLOCK_END, 0, place.offset) + 1
    last = text.find(BLOCK_END, place.offset)
    paragraph = text[first : last if last >= 0 else len(text)]
    at = place.offset - first
    found = sentences(paragraph, language)
    best = next(((start, end) for start, end in found if at < end), found[-1] if found else None)
    if best is None:
        return None
    return Locator(place.section, first + best[0]), Locator(place.section, first + best[1])
