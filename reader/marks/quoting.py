"""From a stretch that somebody chose to a mark that can be found again: the words are read from the document."""

from __future__ import annotations

from typing import Protocol

import msgspec

from reader.store.mark import Mark, MarkKind
from reader.text.anchoring import quote_of
from reader.text.model import IMAGE_CHARACTER, Locator

BOOKMARK_CHARACTERS = 60
_NO_WORDS = IMAGE_CHARACTER + " \t\n\r\u00a0\u2028\u3000"


class Texts(Protocol):
    """What this needs of a library."""

    def section_text(self, document: int, section: int) -> str: ...


def completed(texts: Texts, document: int, mark: Mark) -> Mark | None:
    """The mark with its words, its ends drawn in to them; None for a highlight without any. Blocks.

    An end behind its section's text is that text's end.
    """
    sections = [texts.section_text(document, number) for number in range(mark.start.section, mark.end.section + 1)]
    text = "".join(sections)
    before_last = len(text) - len(sections[-1])
    start = min(mark.start.offset, len(sections[0]))
    if mark.kind is MarkKind.BOOKMARK:
        return _bookmark(mark, text, start)
    end = min(before_last + mark.end.offset, len(text))
    words = text[start:end]
    start += len(words) - len(words.lstrip(_NO_WORDS))
    end -= len(words) - len(words.rstrip(_NO_WORDS))
    if start >= end:
        return None
    quote = quote_of(text, start, end)
    return msgspec.structs.replace(
        mark,
        start=_locator(sections, mark.start.section, start),
        end=_locator(sections, mark.start.section, end, is_end=True),
        quote=quote.words,
        before=quote.before,
        after=quote.after,
    )


def _bookmark(mark: Mark, text: str, start: int) -> Mark:
    """A bookmark's words are those that follow; the last page may have none."""
    ahead = text[start : start + BOOKMARK_CHARACTERS]
    end = start + len(ahead.rstrip(_NO_WORDS))
    quote = quote_of(text, start, end)
    return msgspec.structs.replace(mark, end=mark.start, quote=quote.words, before=quote.before, after=quote.after)


def _locator(sections: list[str], first: int, offset: int, *, is_end: bool = False) -> Locator:
    for number, section in enumerate(sections, first):
        if offset < len(section) or (is_end and offset == len(section)):
            return Locator(number, offset)
        offset -= len(section)
    return Locator(first + len(sections) - 1, len(sections[-1]))
