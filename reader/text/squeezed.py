"""A long text folded and without its white space, and the way back to places in it.

So a quote is found though lines were broken otherwise, accents written otherwise, or marks of direction put in. The
text is folded in parts that end with a line: mapping a place back folds one part anew, not the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from reader.text.fold import fold, fold_mapped
from reader.text.model import IMAGE_CHARACTER

_PART_CHARACTERS = 1024
_AT_THE_END = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + IMAGE_CHARACTER
_PART = re.compile(rf"[\s\S]{{{_PART_CHARACTERS - 1}}}[^\n]*\n?")


def squeeze(text: str) -> str:
    """The folded text without white space and images."""
    return "".join(fold(text).replace(IMAGE_CHARACTER, "").split())


class Squeezed:
    """One long text, squeezed. Offsets are code points on both sides."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._origins: list[int] = []
        self._starts: list[int] = []
        self._maps: dict[int, list[int]] = {}
        parts, length = [], 0
        for origin, end in _parts(original):
            part = squeeze(original[origin:end])
            if part:
                self._origins.append(origin)
                self._starts.append(length)
                parts.append(part)
                length += len(part)
        self._origins.append(len(original))
        self.text = "".join(parts)

    def squeezed(self, offset: int) -> int:
        """About where a place of the original is here."""
        part = bisect_right(self._origins, offset) - 1
        if part < 0 or not self._starts:
            return 0
        start = self._starts[min(part, len(self._starts) - 1)]
        return min(start + max(0, offset - self._origins[part]), len(self.text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that became `text[start:end]`, with nothing empty at its ends."""
        first, last = self._place(start), self._place(end - 1)
        while end < len(self.text) and self._place(end) == last:
            end += 1  # several characters here may come from one there
        behind = self._place(end) if end < len(self.text) else len(self._original)
        return first, first + len(self._original[first:behind].rstrip(_AT_THE_END))

    def _place(self, offset: int) -> int:
        part = bisect_right(self._starts, offset) - 1
        if part not in self._maps:
            origin = self._origins[part]
            self._maps[part] = [origin + place for place in _map(self._original[origin : self._end_of(part)])]
        return self._maps[part][offset - self._starts[part]]

    def _end_of(self, part: int) -> int:
        return _end_of_part(self._original, self._origins[part])


def _parts(text: str) -> list[tuple[int, int]]:
    cuts = []
    at = 0
    while at < len(text):
        end = _end_of_part(text, at)
        cuts.append((at, end))
        at = end
    return cuts


def _end_of_part(text: str, start: int) -> int:
    match = _PART.match(text, start)
    return match.end() if match else len(text)


def _map(part: str) -> list[int]:
    mapped = fold_mapped(part)
    return [
        mapped.original(place)
        for place, character in enumerate(mapped.text)
        if not character.isspace() and character != IMAGE_CHARACTER
    ]
