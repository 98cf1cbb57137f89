"""Regular expressions over a text: what is asked, what is answered. Run in a worker only (decision 0024).

Python's own engine: it can't be told to stop and holds the interpreter's lock while it matches, so that one silly
pattern would hang every thread of its process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

MAX_PATTERN_CHARACTERS = 1000
MAX_STRETCH_CHARACTERS = 200_000
"""The most of a text that is matched before an answer: what a worker may be silent for is little."""


class Stretch(msgspec.Struct, frozen=True):
    """Some of a section's text, from code point `start` on; whole blocks."""

    section: int
    start: int
    text: str


class PatternHits(msgspec.Struct, frozen=True):
    """The matches in one stretch: where each starts in its section, and how long it is, in code points."""

    section: int
    starts: list[int]
    lengths: list[int]


class Fault(StrEnum):
    """What is wrong with a pattern."""

    OPEN_BRACKET = "open-bracket"
    OPEN_PARENTHESIS = "open-parenthesis"
    CLOSED_TOO_OFTEN = "closed-too-often"
    NOTHING_REPEATED = "nothing-repeated"
    BAD_ESCAPE = "bad-escape"
    BAD_RANGE = "bad-range"
    BAD_GROUP = "bad-group"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    OTHER = "other"


class PatternFault(msgspec.Struct, frozen=True):
    """A pattern that can't be used; `position` is the character in it, -1 if unknown."""

    fault: Fault
    position: int = -1


_FAULT_OF = (
    ("unterminated character set", Fault.OPEN_BRACKET),
    ("missing ), unterminated", Fault.OPEN_PARENTHESIS),
    ("unbalanced parenthesis", Fault.CLOSED_TOO_OFTEN),
    ("nothing to repeat", Fault.NOTHING_REPEATED),
    ("multiple repeat", Fault.NOTHING_REPEATED),
    ("min repeat greater", Fault.BAD_RANGE),
    ("bad character range", Fault.BAD_RANGE),
    ("bad escape", Fault.BAD_ESCAPE),
    ("incomplete escape", Fault.BAD_ESCAPE),
    ("unknown extension", Fault.BAD_GROUP),
    ("invalid group reference", Fault.BAD_GROUP),
    ("missing group name", Fault.BAD_GROUP),
    ("unexpected end of pattern", Fault.OPEN_PARENTHESIS),
)


def compiled(pattern: str, *, ignore_case: bool) -> re.Pattern[str] | PatternFault:
    """The pattern, or what is wrong with it. In a worker only: compiling, too, can take for ever."""
    if len(pattern) > MAX_PATTERN_CHARACTERS:
        return PatternFault(Fault.TOO_LARGE)
    try:
        return re.compile(pattern, re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        fault = next((fault for words, fault in _FAULT_OF if error.msg.startswith(words)), Fault.OTHER)
        return PatternFault(fault, -1 if error.pos is None else error.pos)
    except (OverflowError, RecursionError, MemoryError):
        return PatternFault(Fault.TOO_LARGE)


def matches_in(pattern: re.Pattern[str], stretch: Stretch) -> PatternHits:
    """All matches, block by block: `^` and `$` are a block's ends, and no match crosses them.

    What matches nothing at all (as `x*` does between any two letters) is no match.
    """
    starts: list[int] = []
    lengths: list[int] = []
    begin = 0
    while begin <= len(stretch.text):
        end = stretch.text.find("\n", begin)
        end = len(stretch.text) if end < 0 else end
        for match in pattern.finditer(stretch.text[begin:end]):
            if match.end() > match.start():
                starts.append(stretch.start + begin + match.start())
                lengths.append(match.end() - match.start())
        begin = end + 1
    return PatternHits(stretch.section, starts, lengths)


def batches(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """As many at once as MAX_STRETCH_CHARACTERS has room for: a book of 3,000 pages is not asked page by page."""
    batch: list[Stretch] = []
    size = 0
    for stretch in stretches:
        if batch and size + len(stretch.text) > MAX_STRETCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(stretch)
        size += len(stretch.text)
    if batch:
        yield batch


def stretches(section: int, text: str) -> list[Stretch]:
    """`text` in parts of at most MAX_STRETCH_CHARACTERS, cut at the ends of blocks; a longer block is cut anyway."""
    parts = []
    begin = 0
    while begin < len(text):
        end = min(len(text), begin + MAX_STRETCH_CHARACTERS)
        if end < len(text):
            border = text.rfind("\n", begin, end)
            end = end if border < 0 else border + 1
        parts.append(Stretch(section, begin, text[begin:end]))
        begin = end
    return parts
