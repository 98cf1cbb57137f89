"""What a mark is: a highlight or a bookmark, with what the person wrote to it and the words it stands at."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from reader.text.anchoring import Quote
from reader.text.model import Locator

MAX_NOTE_CHARACTERS = 100_000
MAX_TAGS = 50
MAX_TAG_CHARACTERS = 100


class MarkKind(StrEnum):
    """A stretch of text in colour, or a place."""

    HIGHLIGHT = "highlight"
    BOOKMARK = "bookmark"


class MarkColour(StrEnum):
    """The four colours, in the order of their keys. A bookmark has one too, and does not show it."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One mark of a document. `number` is its own within the document; 0 before it is kept.

    `end` is where a highlight ends; of a bookmark it is `start`. `note` of a bookmark is its name, if it was given one.
    `quote`, `before`, `after` are the words there and around (reader/text/anchoring.py). With `is_lost` they were not
    found in the text as it is now: the place is a guess, and nothing is coloured. Times are seconds since 1970.
    """

    number: int = 0
    kind: MarkKind = MarkKind.HIGHLIGHT
    start: Locator = Locator(0)
    end: Locator = Locator(0)
    colour: MarkColour = MarkColour.YELLOW
    note: str = ""
    tags: tuple[str, ...] = ()
    quote: str = ""
    before: str = ""
    after: str = ""
    made_at_s: int = 0
    changed_at_s: int = 0
    is_lost: bool = False

    @property
    def words(self) -> Quote:
        """By what it is found again."""
        return Quote(self.quote, self.before, self.after)

    @property
    def place(self) -> tuple[Locator, Locator, int]:
        """Marks in reading order are in the order of this."""
        return self.start, self.end, self.number


def tidy_tags(tags: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Each once, as a line, none empty; not more and none longer than is kept."""
    lines = [" ".join(tag.split())[:MAX_TAG_CHARACTERS].strip() for tag in tags]
    return tuple(dict.fromkeys(filter(None, lines)))[:MAX_TAGS]


def to_row(document: int, mark: Mark) -> tuple[Any, ...]:
    """A mark in the order of the table's columns."""
    return (
        document, mark.number, str(mark.kind), mark.start.section, mark.start.offset, mark.end.section, mark.end.offset,
        str(mark.colour), mark.note[:MAX_NOTE_CHARACTERS], "\n".join(tidy_tags(mark.tags)), mark.quote, mark.before,
        mark.after, mark.made_at_s, mark.changed_at_s, int(mark.is_lost),
    )  # fmt: skip


def from_row(row: tuple[Any, ...]) -> Mark:
    """The mark of a row, its document first. What a damaged shelf no longer tells is a yellow highlight."""
    return Mark(
        number=row[1],
        kind=MarkKind(row[2]) if row[2] in _KINDS else MarkKind.HIGHLIGHT,
        start=Locator(row[3], row[4]),
        end=Locator(row[5], row[6]),
        colour=MarkColour(row[7]) if row[7] in _COLOURS else MarkColour.YELLOW,
        note=row[8],
        tags=tuple(row[9].split("\n")) if row[9] else (),
        quote=row[10],
        before=row[11],
        after=row[12],
        made_at_s=row[13],
        changed_at_s=row[14],
        is_lost=bool(row[15]),
    )


_KINDS = frozenset(map(str, MarkKind))
_COLOURS = frozenset(map(str, MarkColour))
