"""Regular expressions in one document: the text goes to a worker, the matches come back (decision 0024)."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Protocol

from reader.reading.comparing import Manner
from reader.reading.find import MOST_HITS, TELL_EVERY_S, DocumentText, Query
from reader.reading.hits import Hits, SectionHits
from reader.text.boundaries import is_whole
from reader.text.fold import fold
from reader.text.patterns import PatternFault, PatternHits, Stretch, stretches


class PatternMatcher(Protocol):
    """What this needs of reader.workers' pool."""

    def match(
        self,
        pattern: str,
        stretches: Iterable[Stretch],
        *,
        ignore_case: bool,
        cancelled: Callable[[], bool] | None = None,
    ) -> Generator[PatternHits | PatternFault, None, None]: ...


def find_pattern(
    text: DocumentText,
    query: Query,
    matcher: PatternMatcher,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[Hits], None] | None = None,
) -> Hits | PatternFault:
    """All matches of a pattern, up to MOST_HITS, or what is wrong with it. Blocks.

    Raises Cancelled, WorkerError, and whatever the library raises.
    """
    text.let_go(query.manner)
    gathered: dict[int, SectionHits] = {}
    left, told_at_s = MOST_HITS, time.monotonic()
    pattern = query.words if query.exact else folded_pattern(query.words)
    answers = matcher.match(pattern, _stretches(text, query.manner), ignore_case=not query.exact, cancelled=cancelled)
    try:
        for answer in answers:
            if isinstance(answer, PatternFault):
                return answer
            left -= _gather(gathered, text, query, answer)
            if left <= 0:
                break
            if tell is not None and gathered and time.monotonic() - told_at_s > TELL_EVERY_S:
                tell(Hits(list(gathered.values())))
                told_at_s = time.monotonic()
    finally:
        answers.close()
    return Hits(gathered.values(), is_cut=left <= 0)


def folded_pattern(pattern: str) -> str:
    """The pattern for a folded text: letters with accents and the like become what they are there. ASCII stays, for it
    may be a sign of the pattern's own language; whether its case counts is the matcher's."""
    return "".join(each if each.isascii() else fold(each) for each in pattern)


def _stretches(text: DocumentText, manner: Manner) -> Iterator[Stretch]:
    for section in text.sections:
        yield from stretches(section, text.section(section, manner).text)


def _gather(gathered: dict[int, SectionHits], text: DocumentText, query: Query, answer: PatternHits) -> int:
    """Add matches, as places of the canonical text, to those of their section; how many."""
    if not answer.starts:
        return 0
    compared = text.section(answer.section, query.manner)
    known = gathered.setdefault(answer.section, SectionHits(answer.section, array("Q"), array("Q")))
    before = len(known.starts)
    for start, length in zip(answer.starts, answer.lengths, strict=True):
        if query.whole and not is_whole(compared.text, start, start + length):
            continue
        first, last = compared.span(start, start + length)
        known.starts.append(first)
        known.lengths.append(max(1, last - first))
    if not known.starts:
        del gathered[answer.section]
    return len(known.starts) - before
