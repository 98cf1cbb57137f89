"""Which of many marks a list shows, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec

from reader.store.mark import Mark, MarkColour, MarkKind
from reader.text.fold import fold


class Order(Enum):
    """By place in the book, or by time, the last first."""

    PLACE = "place"
    TIME = "time"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows. Of each, nothing chosen means all."""

    words: str = ""
    kind: MarkKind | None = None
    colours: frozenset[MarkColour] = frozenset()
    tag: str = ""
    with_note: bool = False
    is_lost: bool = False
    order: Order = Order.PLACE


class Chooser:
    """Remembers the folded words of marks, so that the next letter typed costs little. For one thread at a time."""

    def __init__(self) -> None:
        self._folded: dict[int, tuple[Mark, str]] = {}

    def choose(self, marks: Iterable[Mark], choice: Choice) -> list[Mark]:
        """The marks that `choice` wants, in its order. Every word of it must be there: in quote, note or tags."""
        words = fold(choice.words).split()
        chosen = [mark for mark in marks if _is_of(mark, choice) and (not words or self._holds(mark, words))]
        if choice.order is Order.TIME:
            return sorted(chosen, key=lambda mark: (-mark.changed_at_s, -mark.number))
        return sorted(chosen, key=lambda mark: mark.place)

    def _holds(self, mark: Mark, words: list[str]) -> bool:
        known = self._folded.get(mark.number)
        if known is None or known[0] is not mark:
            known = self._folded[mark.number] = (mark, fold(" ".join((mark.quote, mark.note, *mark.tags))))
        return all(word in known[1] for word in words)


def _is_of(mark: Mark, choice: Choice) -> bool:
    is_kind = choice.kind is None or mark.kind is choice.kind
    is_colour = not choice.colours or (mark.kind is MarkKind.HIGHLIGHT and mark.colour in choice.colours)
    is_tagged = not choice.tag or choice.tag in mark.tags
    has_note = not choice.with_note or bool(mark.note.strip())
    return is_kind and is_colour and is_tagged and has_note and (mark.is_lost or not choice.is_lost)
