"""Chapters: what a document's table of contents says of a place, or its sections where there is no table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from reader.text.model import Locator, OutlineEntry


class Chapter(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A chapter or a part of one: where it begins, and its level from 1."""

    title: str
    level: int
    start: Locator


class Chapters:
    """The chapters of a document in the order of its text, whatever the order of its table."""

    def __init__(self, outline: Sequence[OutlineEntry], section_titles: Sequence[str] = ()) -> None:
        named = [entry for entry in outline if entry.title.strip()]
        found = [Chapter(title=entry.title.strip(), level=entry.level, start=entry.target) for entry in named]
        if not found:
            found = [
                Chapter(title=title.strip(), level=1, start=Locator(number))
                for number, title in enumerate(section_titles)
            ]
        self.all = sorted(found, key=lambda chapter: chapter.start)
        self._starts = [chapter.start for chapter in self.all]

    def at(self, place: Locator) -> Chapter | None:
        """The last one that begins at or before `place`; None before the first."""
        index = bisect_right(self._starts, place) - 1
        return self.all[index] if index >= 0 else None

    def end_of(self, place: Locator) -> Locator | None:
        """Where the chapter that `place` is in ends, with all its parts; None where the document ends with it."""
        index = bisect_right(self._starts, place) - 1
        level = self.all[index].level if index >= 0 else 1
        rest = self.all[index + 1 :]
        return next((each.start for each in rest if (each.level <= level or index < 0) and each.start > place), None)

    def after(self, place: Locator) -> Chapter | None:
        """The next one that begins behind `place`."""
        index = bisect_right(self._starts, place)
        return self.all[index] if index < len(self.all) else None

    def before(self, place: Locator) -> Chapter | None:
        """The beginning of the one that `place` is in, or, at its beginning, the one before."""
        index = bisect_left(self._starts, place) - 1
        return self.all[index] if index >= 0 else None

    def main(self) -> list[Chapter]:
        """Those of the highest level that there are at least two of."""
        for level in sorted({chapter.level for chapter in self.all}):
            of_level = [chapter for chapter in self.all if chapter.level <= level]
            if len(of_level) > 1:
                return of_level
        return self.all
