"""Find in one document: every place that holds the words. Works in any script, and whatever the length.

Hits lie within a block; soft line breaks inside it count as spaces. What counts as the same: comparing.py; what a whole
word is: reader/text/boundaries.py; regular expressions: patterns.py beside this file, decision 0024.
"""

from __future__ import annotations

import re
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from reader.errors import Cancelled
from reader.reading.comparing import Compared, Manner, compared
from reader.reading.hits import Hit, Hits, SectionHits, first_from
from reader.text.boundaries import is_whole

__all__ = ["MOST_HITS", "DocumentText", "Hit", "Hits", "Query", "find", "find_in", "first_from"]

MOST_HITS = 250_000
"""Beyond this nobody counts; the bar says "more than"."""
KEPT_BYTES = 48 * 1024 * 1024
"""How much of a document's text is kept between two finds: three times War and Peace."""
TELL_EVERY_S = 0.1


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is sought, and how."""

    words: str = ""
    exact: bool = False
    whole: bool = False
    is_pattern: bool = False

    @property
    def manner(self) -> Manner:
        return Manner.EXACT if self.exact else Manner.LOOSE

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to seek: spaces, or signs that count for nothing."""
        return not (self.words if self.is_pattern else compared(self.words, self.manner))


class SectionTexts(Protocol):
    """What find needs of the library."""

    def section_text(self, document: int, section: int) -> str: ...


class DocumentText:
    """The text of one document as find compares it. Used by jobs, from any thread; blocks where it has to read."""

    def __init__(
        self, source: SectionTexts, document: int, sections: Sequence[int], *, kept_bytes: int = KEPT_BYTES
    ) -> None:
        self.sections = sections
        self._source = source
        self._document = document
        self._kept_bytes = kept_bytes
        self._kept: dict[tuple[int, Manner], Compared] = {}
        self._size_bytes = 0

    def section(self, section: int, manner: Manner = Manner.LOOSE) -> Compared:
        """One section. Raises NoSuchDocument and other StoreErrors."""
        known = self._kept.get((section, manner))
        if known is not None:
            return known
        made = Compared(self._source.section_text(self._document, section), manner)
        size_bytes = sys.getsizeof(made.text) + sys.getsizeof(made.original)
        if self._size_bytes + size_bytes <= self._kept_bytes:
            self._size_bytes += size_bytes
            self._kept[section, manner] = made
        return made

    def let_go(self, manner: Manner) -> None:
        """Keep nothing of the other manner: one find follows another in the same."""
        for key in [key for key in list(self._kept) if key[1] is not manner]:
            gone = self._kept.pop(key, None)
            if gone is not None:
                self._size_bytes -= sys.getsizeof(gone.text) + sys.getsizeof(gone.original)


def find_in(
    text: DocumentText,
    query: Query,
    *,
    first_section: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[Hits], None] | None = None,
) -> Hits:
    """All hits of a query that is no pattern, up to MOST_HITS.

    Begins at `first_section` and goes round, so that the nearest are there first: `tell` is given what there is, ten
    times a second. Raises Cancelled when `cancelled()` turns true, and whatever the library raises.
    """
    text.let_go(query.manner)
    sought = compared(query.words, query.manner)
    parts: list[SectionHits] = []
    left, told_at_s = MOST_HITS, time.monotonic()
    for section in _round(text.sections, first_section) if sought else ():
        if cancelled():
            raise Cancelled
        found = hits_in(section, text.section(section, query.manner), sought, whole=query.whole, most=left)
        if found.starts:
            parts.append(found)
            left -= len(found.starts)
        if left <= 0:
            break
        if tell is not None and parts and time.monotonic() - told_at_s > TELL_EVERY_S:
            tell(Hits(parts))
            told_at_s = time.monotonic()
    return Hits(parts, is_cut=left <= 0)


def find(sections: Iterable[tuple[int, str]], words: str, *, cancelled: Callable[[], bool] = lambda: False) -> Hits:
    """All hits of `words` in sections that are given with their texts."""
    texts = dict(sections)
    return find_in(DocumentText(_Given(texts), 0, list(texts)), Query(words=words), cancelled=cancelled)


def hits_in(section: int, text: Compared, sought: str, *, whole: bool = False, most: int = MOST_HITS) -> SectionHits:
    """The hits in one section of words that are in the compared form already."""
    found = _found_ends(text.text, sought)
    starts, lengths = array("Q"), array("Q")
    for start, end in found:
        if whole and not is_whole(text.text, start, end):
            continue
        first, last = text.span(start, end)
        starts.append(first)
        lengths.append(max(1, last - first))
        if len(starts) >= most:
            break
    return SectionHits(section, starts, lengths)


def _found_ends(text: str, sought: str) -> Iterator[tuple[int, int]]:
    """Where `sought` stands, in order, none across another. Where the text has double spaces, one stands for more."""
    if " " in sought and "  " in text:
        spaced = re.compile(re.escape(sought).replace("\\ ", " +"))
        yield from (match.span() for match in spaced.finditer(text))
        return
    size = len(sought)
    at = text.find(sought)
    while at >= 0:
        yield at, at + size
        at = text.find(sought, at + size)


def _round(sections: Sequence[int], first: int) -> Iterator[int]:
    yield from (section for section in sections if section >= first)
    yield from (section for section in sections if section < first)


class _Given:
    """Texts that are there already."""

    def __init__(self, texts: dict[int, str]) -> None:
        self._texts = texts

    def section_text(self, document: int, section: int) -> str:
        return self._texts[section]
