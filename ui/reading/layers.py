"""What is coloured in the text, in layers: marks, found places, the sentence that is read aloud, the selection."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, IntEnum, auto
from itertools import accumulate

import msgspec

from reader.text.model import Locator
from ui.theme import Theme


class Layer(IntEnum):
    """Later ones lie over earlier ones."""

    MARKS = auto()
    HITS = auto()
    SPOKEN = auto()
    SELECTION = auto()


class Tint(Enum):
    """What a stretch of text is coloured for; each theme has its own colour for each."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    HIT = "mark"
    CURRENT_HIT = "ember"
    SPOKEN = "spoken"
    SELECTION = "selection"


class Span(msgspec.Struct, frozen=True):
    """A stretch of the document to colour: from `start` up to `end`."""

    start: Locator
    end: Locator
    tint: Tint


def colours(tint: Tint, theme: Theme) -> tuple[str, str]:
    """Background and ink of a tint; ink "" leaves the text's own."""
    return str(getattr(theme, tint.value)), theme.on_ember if tint is Tint.CURRENT_HIT else ""


class SpanSource(Sequence[Span]):
    """Spans that are made when they are asked for: a hundred thousand places found need no hundred thousand structs."""

    @abstractmethod
    def touching(self, start: Locator, end: Locator) -> Iterator[Span]:
        """Those that have something between `start` and `end`, in the order of their starts."""


class SpanIndex:
    """Spans in any order, to be asked for those that touch a stretch; asking costs no look at the others."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in self._spans]
        self._furthest = list(accumulate((span.end for span in self._spans), max))

    def touching(self, start: Locator, end: Locator) -> Iterator[Span]:
        """Those that have something between `start` and `end`, in the order of their starts."""
        first, last = bisect_right(self._furthest, start), bisect_left(self._starts, end)
        for number in range(first, last):
            if self._spans[number].end > start:
                yield self._spans[number]


class Layers:
    """The spans of every layer of one view."""

    def __init__(self) -> None:
        self._indexes: dict[Layer, SpanIndex | SpanSource] = {}

    def set(self, layer: Layer, spans: Sequence[Span]) -> None:
        """Put these in place of what the layer held."""
        self._indexes[layer] = spans if isinstance(spans, SpanSource) else SpanIndex(spans)

    def clear(self) -> None:
        self._indexes.clear()

    def between(self, start: Locator, end: Locator) -> list[Span]:
        """All that is coloured there, lowest layer first."""
        return [span for layer in sorted(self._indexes) for span in self._indexes[layer].touching(start, end)]
