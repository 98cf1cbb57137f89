"""Finding a query's words in a text again, to show where they are: what the index does not tell.

The text is folded whole once, without a map (fast); only the lines that hold a hit are folded again with their map.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from reader.search.query import Term
from reader.search.words import mark_class
from reader.text.fold import Mapped
from reader.text.spacing import index_form, index_form_mapped

Span = tuple[int, int]
"""Start and end in code points of the original text."""


def find_terms(text: str, terms: Iterable[Term]) -> list[Span]:
    """Where terms stand in `text`, in order; those that overlap are joined."""
    form = index_form(text)
    spans = sorted(span for term in terms for span in _occurrences(form, term))
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
    """The way from the folded text back to the text, line by line: folding never crosses a line's end."""

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
