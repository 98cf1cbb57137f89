"""Words: what the index holds, and what a query is compared with.

One function cuts both, so that they can't disagree; SQLite is given words with single spaces between and cuts there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from reader.text.spacing import index_form

OVERLAP_WORDS = 64
"""How many words of the next piece a piece's row repeats: the longest phrase that is surely found across a border."""

OVERLAP_CHARACTERS = OVERLAP_WORDS * 16
_WORD_WITHOUT_MARKS = re.compile(r"[^\W_]+")
_LAST_MARK = 0x20000  # behind it, only variation selectors: folding removes them


@cache
def _marks() -> frozenset[str]:
    """The marks that belong to letters. Built once: 8 ms."""
    every = map(chr, range(0x300, _LAST_MARK))
    return frozenset(character for character in every if unicodedata.category(character).startswith("M"))


@cache
def mark_class() -> str:
    """A regular expression's class of the marks that belong to letters; `\\w` leaves them out."""
    return "[" + "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in _runs(sorted(map(ord, _marks())))) + "]"


@cache
def word_pattern() -> re.Pattern[str]:
    """A run of letters, digits and their marks."""
    return re.compile(rf"(?:[^\W_]++|{mark_class()}++)++")


def _runs(codes: list[int]) -> Iterator[list[int]]:
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        yield [code for _, code in run]


def words_of(text: str) -> list[str]:
    """The words of a text, as the index has them."""
    form = index_form(text)
    if form.isascii() or _marks().isdisjoint(form):
        return _WORD_WITHOUT_MARKS.findall(form)  # three to five times as fast
    return word_pattern().findall(form)


def row_words(text: str, next_text: str) -> str:
    """What the index is given for a piece: its words, and the first words of the piece behind it."""
    words = words_of(text)
    if next_text:
        words += first_words(next_text)
    return " ".join(words)


def first_words(text: str) -> list[str]:
    """The first OVERLAP_WORDS words of a text, without a last one that may be cut short."""
    if len(text) <= OVERLAP_CHARACTERS:
        return words_of(text)[:OVERLAP_WORDS]
    return words_of(text[:OVERLAP_CHARACTERS])[:-1][:OVERLAP_WORDS]
