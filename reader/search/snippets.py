"""Snippets: the words round a hit, on one line, with the hits in them marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reader.search.matching import Span
from reader.text.model import IMAGE_CHARACTER

BEFORE = 48
AFTER = 112
"""Code points shown on either side of where a hit begins; cut at a space when one is near."""

_NEAR = 16
_ELLIPSIS = "…"
_GAP = re.compile(r"\s+")
# One for one, so that marks keep their places. Embeddings and overrides cut in the middle would turn the line round.
_ON_ONE_LINE = str.maketrans(
    {"\n": " ", "\t": " ", "\r": " ", IMAGE_CHARACTER: " ", **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e", "\u200b")}
    | dict.fromkeys("\u2066\u2067\u2068\u2069", "\u200b")
)


class Snippet(msgspec.Struct, frozen=True, gc=False):
    """Where a hit is in its text; the line round it, and (start, length) of each mark in the line, in code points."""

    hit: Span
    text: str
    marks: tuple[tuple[int, int], ...]


def snippets_of(text: str, spans: Iterable[Span], length: int) -> Iterator[Snippet]:
    """Snippets for hits in `text` that begin before `length`; hits close behind one share its snippet.

    Takes no more of `spans` than it needs for the snippets that are asked for.
    """
    coming = iter(spans)
    hit, gone = next(coming, None), list[Span]()
    while hit is not None and hit[0] < length:
        start, end = _window(text, hit)
        inside = [span for span in gone if span[0] >= start] + [hit]
        ahead = next(coming, None)
        while ahead is not None and ahead[0] < end:
            inside.append((ahead[0], min(ahead[1], end)))
            ahead = next(coming, None)
        yield _cut(text, start, end, hit, inside)
        hit, gone = ahead, inside


def _cut(text: str, start: int, end: int, hit: Span, inside: Sequence[Span]) -> Snippet:
    head = _ELLIPSIS if start > 0 else ""
    tail = _ELLIPSIS if end < len(text.rstrip()) else ""
    shift = len(head) - start
    line = head + text[start:end].translate(_ON_ONE_LINE).rstrip(" ") + tail
    return Snippet(hit, line, tuple((a + shift, b - a) for a, b in inside))


def _window(text: str, hit: Span) -> Span:
    start = max(0, hit[0] - BEFORE)
    if start > 0:
        gap = _GAP.search(text, start, min(start + _NEAR, hit[0]))
        start = gap.end() if gap else _whole(text, start, hit[0])
    end = min(len(text), max(hit[0] + AFTER, hit[1]))
    if end < len(text):
        gap = _GAP.search(text, end, min(end + _NEAR, len(text)))
        end = gap.start() if gap else _whole(text, end, len(text))
    return start, end


def _whole(text: str, at: int, limit: int) -> int:
    """The next place from `at` on that does not part a letter from its marks."""
    while at < limit and unicodedata.category(text[at]).startswith("M"):
        at += 1
    return at
