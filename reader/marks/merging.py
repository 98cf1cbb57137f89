"""How highlights lie over each other: those of one colour grow together, others stay, the inner one on top."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from reader.store.mark import MAX_NOTE_CHARACTERS, Mark, MarkColour, MarkKind, tidy_tags
from reader.text.model import Locator

Coloured = tuple[Locator, Locator, MarkColour]


def highlighted(marks: Iterable[Mark], new: Mark) -> tuple[Mark, tuple[Mark, ...]]:
    """The highlight that `new` makes together with those of its colour that it touches, and these, which it replaces.

    No word and no note is lost by it; the number is the new one's.
    """
    joined = [mark for mark in marks if _is_one_with(mark, new)]
    if not joined:
        return new, ()
    everyone = sorted([*joined, new], key=lambda mark: mark.place)
    return (
        msgspec.structs.replace(
            new,
            start=everyone[0].start,
            end=max(mark.end for mark in everyone),
            note=joined_notes(mark.note for mark in everyone),
            tags=tidy_tags([tag for mark in everyone for tag in mark.tags]),
            made_at_s=min(mark.made_at_s for mark in everyone),
        ),
        tuple(joined),
    )


def joined_notes(notes: Iterable[str]) -> str:
    """Notes one below the other; one that another contains is not said twice."""
    kept: list[str] = []
    for note in notes:
        if note.strip() and not any(note in other for other in kept):
            kept = [other for other in kept if other not in note] + [note]
    return "\n\n".join(kept)[:MAX_NOTE_CHARACTERS]


def coloured(marks: Iterable[Mark]) -> list[Coloured]:
    """What of the text has which colour, without overlaps: of several, the one that begins last lies on top."""
    shown = sorted((mark for mark in marks if _is_shown(mark)), key=_height)
    borders = sorted({place for mark in shown for place in (mark.start, mark.end)})
    active: list[tuple[int, Mark]] = []
    spans: list[Coloured] = []
    next_mark = 0
    for border, following in pairwise(borders):
        while next_mark < len(shown) and shown[next_mark].start <= border:
            heapq.heappush(active, (-next_mark, shown[next_mark]))
            next_mark += 1
        while active and active[0][1].end <= border:
            heapq.heappop(active)
        if active:
            _extend(spans, (border, following, active[0][1].colour))
    return spans


def topmost(marks: Iterable[Mark], place: Locator) -> Mark | None:
    """The highlight that is seen at a place."""
    there = [mark for mark in marks if _is_shown(mark) and mark.start <= place < mark.end]
    return max(there, key=_height, default=None)


def of_stretch(marks: Iterable[Mark], start: Locator, end: Locator) -> Mark | None:
    """The highlight of just this stretch."""
    same = (mark for mark in marks if _is_shown(mark) and (mark.start, mark.end) == (start, end))
    return max(same, key=lambda mark: mark.number, default=None)


def _height(mark: Mark) -> tuple[Locator, int, int, int]:
    """Of two that begin together, the one that ends first lies on top."""
    return mark.start, -mark.end.section, -mark.end.offset, mark.number


def _extend(spans: list[Coloured], span: Coloured) -> None:
    if spans and spans[-1][1] == span[0] and spans[-1][2] is span[2]:
        span = (spans.pop()[0], span[1], span[2])
    spans.append(span)


def _is_shown(mark: Mark) -> bool:
    return mark.kind is MarkKind.HIGHLIGHT and not mark.is_lost


def _is_one_with(mark: Mark, new: Mark) -> bool:
    overlaps = mark.start < new.end and new.start < mark.end
    return _is_shown(mark) and mark.colour is new.colour and mark.number != new.number and overlaps
