"""Find in one document: every place whose folded text holds the folded words. Works in any script."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

import msgspec

from reader.errors import Cancelled
from reader.text.fold import fold, fold_mapped
from reader.text.model import Locator

MOST_HITS = 10_000
"""Beyond this nobody steps through hits one by one; the count says "more than"."""


class Hit(msgspec.Struct, frozen=True, order=True):
    """One place found: where it begins, and its length in code points of the canonical text."""

    start: Locator
    length: int


def find(
    sections: Iterable[tuple[int, str]], words: str, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Hit, ...]:
    """All hits of `words` in reading order, at most MOST_HITS.

    `sections` yields section indices and their canonical texts. Case, accents, Arabic vowel signs and the other
    differences that `reader.text.fold` evens out do not count. Raises Cancelled when `cancelled()` turns true.
    """
    sought = fold(" ".join(words.split()))
    hits: list[Hit] = []
    if not sought:
        return ()
    for section, text in sections:
        if cancelled():
            raise Cancelled
        hits += find_in_text(section, text, sought)
        if len(hits) >= MOST_HITS:
            break
    return tuple(hits[:MOST_HITS])


def find_in_text(section: int, text: str, sought: str) -> list[Hit]:
    """The hits of an already folded `sought` in one section. Offsets are mapped only when there is a hit at all."""
    if sought not in fold(text):
        return []
    mapped = fold_mapped(text)
    hits: list[Hit] = []
    at = mapped.text.find(sought)
    while at >= 0 and len(hits) < MOST_HITS:
        start, end = mapped.span(at, at + len(sought))
        hits.append(Hit(Locator(section, start), max(1, end - start)))
        at = mapped.text.find(sought, at + len(sought))
    return hits


def first_from(hits: Sequence[Hit], place: Locator) -> int:
    """The index of the first hit at or after `place`; 0 when all lie before it. -1 without hits."""
    if not hits:
        return -1
    return bisect_left(hits, Hit(place, 0)) % len(hits)
