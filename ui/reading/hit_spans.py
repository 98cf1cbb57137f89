"""The places found as spans to colour, made for the lines that are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from reader.reading.hits import Hit, Hits
from reader.text.model import Locator
from ui.reading.layers import Span, SpanSource, Tint


class HitSpans(SpanSource):
    """One span for each hit; the current one has a tint of its own."""

    def __init__(self, hits: Hits, current: int) -> None:
        self.hits = hits
        self.current = current

    def touching(self, start: Locator, end: Locator) -> Iterator[Span]:
        return (self._span(number, hit) for number, hit in self.hits.between(start, end))

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, number: int) -> Span: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Span]: ...
    def __getitem__(self, number: int | slice) -> Span | Sequence[Span]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        return self._span(number % len(self) if len(self) else number, self.hits[number])

    def _span(self, number: int, hit: Hit) -> Span:
        return Span(hit.start, hit.end, Tint.CURRENT_HIT if number == self.current else Tint.HIT)
