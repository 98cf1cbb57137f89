"""What the list of places found says: the line round each, and the chapters that they are grouped by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from reader.reading.hits import Hit, Hits
from reader.text.model import IMAGE_CHARACTER, Locator

BEFORE_CHARACTERS = 28
AFTER_CHARACTERS = 90
_NEAR = 14
"""Within so many characters a cut moves to the border of a word."""
_ELLIPSIS = "…"


class Line(msgspec.Struct, frozen=True):
    """A hit with the words round it; `start` and `length` are the hit's inside `text`, in code points."""

    text: str
    start: int
    length: int


class Chapter(msgspec.Struct, frozen=True):
    """A heading of the list: hits from `start` on are below it, up to the next one's."""

    start: Locator
    title: str


def line_of(text: str, hit: Hit) -> Line:
    """The line round `hit` in its section's text: nothing of other blocks, cut at words where there are any."""
    begin, end = hit.start.offset, min(hit.end.offset, hit.start.offset + AFTER_CHARACTERS)
    first = max(text.rfind("\n", 0, begin) + 1, begin - BEFORE_CHARACTERS)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + AFTER_CHARACTERS)
    is_cut = first > 0 and text[first - 1] != "\n"
    if is_cut and not text[first - 1].isspace():
        gap = text.find(" ", first, min(begin, first + _NEAR))
        first = first if gap < 0 else gap + 1
    before = text[first:begin].lstrip()
    head = (_ELLIPSIS if is_cut else "") + before
    tail = text[end:last].rstrip() + (_ELLIPSIS if last < len(text) and text[last] != "\n" else "")
    return Line(_plain(head + text[begin:end] + tail), len(head), end - begin)


def _plain(text: str) -> str:
    return "".join(" " if each.isspace() or each == IMAGE_CHARACTER else each for each in text)


class Rows:
    """The list's rows: each chapter that has hits begins with a row for its heading. Costs by chapter, not by hit."""

    def __init__(self, hits: Hits, chapters: Sequence[Chapter]) -> None:
        """`chapters` in reading order; hits before the first are below a heading without a title."""
        bounds = [hits.before(chapter.start) for chapter in chapters] + [len(hits)]
        groups = [("", 0, bounds[0])]
        groups += [(chapter.title, bounds[number], bounds[number + 1]) for number, chapter in enumerate(chapters)]
        self._groups = [(title, first, last - first) for title, first, last in groups if last > first]
        self._tops = list(accumulate((count + 1 for _, _, count in self._groups), initial=0))

    def __len__(self) -> int:
        return self._tops[-1]

    def heading(self, row: int) -> tuple[str, int] | None:
        """Title and number of hits of the chapter whose heading this row is."""
        group = bisect_right(self._tops, row) - 1
        title, _, count = self._groups[group]
        return (title, count) if self._tops[group] == row else None

    def hit(self, row: int) -> int:
        """The hit in a row that is no heading; for a heading the first one below it."""
        group = bisect_right(self._tops, row) - 1
        _, first, _ = self._groups[group]
        return first + max(0, row - self._tops[group] - 1)

    def row_of(self, hit: int) -> int:
        """The row of a hit; -1 if there is none."""
        for number, (_, first, count) in enumerate(self._groups):
            if first <= hit < first + count:
                return self._tops[number] + 1 + hit - first
        return -1
