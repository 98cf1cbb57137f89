"""Finding a query's words in a text again, to show where they are: what the index does not tell.

A stretch of lines is folded at a time, without a map (fast), and no further than somebody asks for hits; only the lines
that hold one are folded again with their map. Folding never crosses the end of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from reader.search.query import Group, Term
from reader.search.words import OVERLAP_CHARACTERS, mark_class
from reader.text.fold import Mapped
from reader.text.spacing import index_form, index_form_mapped

Span = tuple[int, int]
"""Start and end in code points of the original text."""

_STRETCH_CHARACTERS = 1024


def find_terms(text: str, terms: Group) -> Iterator[Span]:
    """Where terms stand in `text`, in order; those that overlap are joined."""
    reach = OVERLAP_CHARACTERS if any(len(term.words) > 1 for term in terms) else 0
    found_to = 0
    for start, end in _stretches(text):
        for first, last in _find_all(text[start : end + reach], terms):
            if start + first >= end:
                break  # a later stretch's own
            if start + first >= found_to:
                found_to = start + last
                yield start + first, found_to


def _stretches(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        line_end = text.find("\n", start + _STRETCH_CHARACTERS)
        end = len(text) if line_end < 0 else line_end + 1
        yield start, end
        start = end


def _find_all(text: str, terms: Group) -> list[Span]:
    form = index_form(text)
    spans = sorted(span for term in terms for span in _occurrences(form, term))
    if not spans:
        return []
    lines = _Lines(text, form)
    return _joined((lines.original(start), lines.original_end(end)) for start, end in spans)


def _occurrences(form: str, term: Term) -> Iterator[Span]:
    first, pattern = term.words[0], _pattern(term)
    at = form.find(first)
    while at >= 0:
        if match := pattern.match(form, at):
            yield match.span()
        at = form.find(first, at + 1)


@lru_cache(maxsize=64)
def _pattern(term: Term) -> re.Pattern[str]:
    marks = mark_class()
    border = rf"(?<![^\W_])(?<!{marks})"
    gap = rf"(?:(?!{marks})[\W_])+"
    tail = rf"(?:[^\W_]|{marks})*" if term.prefix else rf"(?![^\W_])(?!{marks})"
    return re.compile(border + gap.join(re.escape(word) for word in term.words) + tail)


class _Lines:
    """The way from the folded text back to the text, line by line."""

    def __init__(self, text: str, form: str) -> None:
        self._texts = text.split("\n")
        self._text_starts = _starts(self._texts)
        self._form_starts = _starts(form.split("\n"))
        self._maps: dict[int, Mapped] = {}

    def original(self, offset: int) -> int:
        """The offset in the text of the folded character at `offset`."""
        line, mapped = self._line_at(offset)
        return self._text_starts[line] + mapped.original(offset - self._form_starts[line])

    def original_end(self, end: int) -> int:
        """The offset in the text behind what became the folded character before `end`."""
        line, mapped = self._line_at(end - 1)
        last = end - 1 - self._form_starts[line]
        return self._text_starts[line] + mapped.span(last, last + 1)[1]

    def _line_at(self, offset: int) -> tuple[int, Mapped]:
        line = bisect_right(self._form_starts, offset) - 1
        if line not in self._maps:
            self._maps[line] = index_form_mapped(self._texts[line])
        return line, self._maps[line]


def _starts(lines: list[str]) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in lines[:-1])]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
