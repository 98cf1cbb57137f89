"""Marks for those who do not see colours: a screen reader says which one was made, and which one the caret enters.

Attributes of the text would be the usual way; PySide can't override them (docs/decisions/0004).
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible

from reader.marks.merging import topmost
from reader.store.mark import Mark
from ui.reading.announcing import announce
from ui.reading.mark_words import mark_in_words
from ui.reading.marking import Marking
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession


class MarkTelling(PageFeature):
    """Says a mark once, until the caret has left it or it is another. Does nothing while no screen reader is there."""

    def __init__(self, parts: PageParts, marking: Marking) -> None:
        super().__init__(parts)
        self._book, self._deeds = marking.book, marking.deeds
        self._told: tuple[int, str] | None = None
        self._deeds.done.connect(self._tell_deed)
        self._deeds.marked.connect(self._tell)
        for view in (parts.page_view, parts.fixed_view):
            view.caret_moved.connect(self._follow)

    def document_opened(self, session: ReadingSession) -> None:
        self._told = None

    def document_left(self) -> None:
        self._told = None

    def _tell_deed(self) -> None:
        mark = self._deeds.stood_on()
        if mark is not None:
            self._tell(mark)

    def _follow(self) -> None:
        if self.session is None or not QAccessible.isActive():
            return
        caret = self.session.surface.selection.caret
        mark = topmost(self._book.marks, caret) if caret is not None else None
        if mark is None:
            self._told = None
        else:
            self._tell(mark)

    def _tell(self, mark: Mark) -> None:
        if self.session is not None and self._told != (mark.number, mark.colour):
            self._told = mark.number, mark.colour
            announce(self.session.surface, mark_in_words(mark))
