"""Back and forward between the places one jumped from."""

from __future__ import annotations

from reader.text.model import Locator

_LONGEST = 200


class History:
    """Two stacks of places. Only jumps are kept, never scrolling; it lives and dies with the open document."""

    def __init__(self) -> None:
        self._back: list[Locator] = []
        self._forward: list[Locator] = []

    @property
    def behind(self) -> list[Locator]:
        """Where one came from, the last place first."""
        return self._back[::-1]

    @property
    def ahead(self) -> list[Locator]:
        """Where `forward` leads, the place furthest ahead first."""
        return list(self._forward)

    def leave(self, place: Locator) -> None:
        """Remember `place` before a jump away from it; what was ahead is forgotten."""
        if not self._back or self._back[-1] != place:
            self._back.append(place)
        del self._back[:-_LONGEST]
        self._forward.clear()

    def back(self, here: Locator) -> Locator | None:
        """The place before the last jump, or None. `here` can be come back to with `forward`."""
        return self._step(self._back, self._forward, here)

    def forward(self, here: Locator) -> Locator | None:
        """The place that the last `back` left, or None."""
        return self._step(self._forward, self._back, here)

    @staticmethod
    def _step(source: list[Locator], other: list[Locator], here: Locator) -> Locator | None:
        if not source:
            return None
        other.append(here)
        return source.pop()
