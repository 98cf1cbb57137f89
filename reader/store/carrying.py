"""Carrying places from a document over to another text of the same book: marks, and where reading stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from reader.store.access import ShelfAccess
from reader.store.content import Content
from reader.store.mark import Mark, MarkKind
from reader.store.marks import Marks
from reader.store.positions import Positions
from reader.store.rows import SectionInfo
from reader.text.anchoring import Stretch, TextAnchors, Wanted, quote_of
from reader.text.model import Locator

_WORDS_AT_A_PLACE = 48


class SourceText(Protocol):
    """What is known of the text that marks are of: how far into it a place is, and how many sections it has."""

    @property
    def section_count(self) -> int: ...

    def offset(self, place: Locator) -> int: ...

    def share(self, place: Locator) -> float: ...


class Anchoring:
    """The text of one document, to find marks of other texts in. Reading it blocks; finding takes no shelf."""

    def __init__(self, shelf: ShelfAccess, document: int) -> None:
        content = Content(shelf)
        self._section_count = len(sections := content.sections(document))
        self.anchors = TextAnchors([content.section_text(document, info.index) for info in sections])

    def find_all(self, marks: Sequence[Mark], whole: SourceText) -> list[Mark]:
        """The marks at their places in this text, or lost; `whole` is the text that they are of."""
        found = self.anchors.find_all([Wanted(mark.words, whole.offset(mark.start)) for mark in marks])
        return [self._moved(mark, place, whole) for mark, place in zip(marks, found, strict=True)]

    def _moved(self, mark: Mark, found: Stretch | None, whole: SourceText) -> Mark:
        if found is None and not mark.quote.strip():
            return self._on_a_page_without_words(mark, whole)
        if found is None:
            guess = self.anchors.locator(round(whole.share(mark.start) * max(0, len(self.anchors.text) - 1)))
            return msgspec.structs.replace(mark, start=guess, end=guess, is_lost=True)
        start, end = found
        if mark.kind is MarkKind.BOOKMARK:
            end = start
        return msgspec.structs.replace(mark, start=start, end=end, is_lost=False)

    def _on_a_page_without_words(self, mark: Mark, whole: SourceText) -> Mark:
        """A picture has only its number to be known by: it is the same one as long as there are as many."""
        section = min(mark.start.section, max(0, self._section_count - 1))
        is_lost = self._section_count != whole.section_count
        at = mark.start if not is_lost else Locator(section)
        return msgspec.structs.replace(mark, start=at, end=at if is_lost else mark.end, is_lost=is_lost)


class WholeText:
    """Where the sections of a text begin in the whole of it, without the text."""

    def __init__(self, sections: Sequence[SectionInfo]) -> None:
        self._starts = [info.start for info in sections]
        self._length = sections[-1].start + sections[-1].length if sections else 0

    @property
    def section_count(self) -> int:
        return len(self._starts)

    def offset(self, place: Locator) -> int:
        """How far into the whole text a place is."""
        if place.section < len(self._starts):
            return min(self._starts[place.section] + place.offset, self._length)
        return self._length

    def share(self, place: Locator) -> float:
        """The same, 0 to 1."""
        return self.offset(place) / max(1, self._length)


class PlacesAgain:
    """Where an old document's places are in a new one, sought before the transaction that puts it in its place."""

    def __init__(self, shelf: ShelfAccess, old: int, new: int) -> None:
        self._shelf, self._new = shelf, new
        content = Content(shelf)
        marks, position = Marks(shelf).marks(old), Positions(shelf).position(old)
        self._whole = WholeText(content.sections(old))
        self._anchoring = Anchoring(shelf, new) if marks or position is not None else None
        self._known: dict[Mark, Mark] = {}
        self.position: Locator | None = None
        if self._anchoring is None:
            return
        for mark, found in zip(marks, self._anchoring.find_all(marks, self._whole), strict=True):
            self._known[mark] = found
        if position is not None and position.locator.section < self._whole.section_count:
            text = content.section_text(old, position.locator.section)
            self.position = self._find_position(text, position.locator)

    def of(self, mark: Mark) -> Mark:
        """A mark of the old document at its place in the new one; one that was made meanwhile is sought now."""
        if mark not in self._known:
            self._anchoring = self._anchoring or Anchoring(self._shelf, self._new)
            (self._known[mark],) = self._anchoring.find_all([mark], self._whole)
        return self._known[mark]

    def _find_position(self, text: str, place: Locator) -> Locator | None:
        quote = quote_of(text, place.offset, place.offset + _WORDS_AT_A_PLACE)
        if self._anchoring is None:
            return None
        found = self._anchoring.anchors.find(quote, self._whole.offset(place))
        return found[0] if found is not None else None
