"""Flowing text as a screen reader sees it: the canonical text around the caret.

The text covers a window of whole pieces of one section, because Qt's own helpers fetch the whole text for each line
that is read.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from reader.text.model import Locator
from ui.reading.accessible_text import AccessibleDocument, AccessibleText, Narrator
from ui.reading.page_view import PageView

WINDOW_CHARACTERS = 64 * 1024


class TextWindow:
    """The text around the caret. Offsets count code points from its start; that moves when the caret leaves it."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._first = -1
        self._section = -1

    def offset_of(self, place: Locator) -> int:
        """A place as an offset in the window, kept inside it."""
        pieces = self._window()
        if not pieces:
            return 0
        start = self._view.flow.row.pages.spans[pieces[0]].start
        return min(max(0, place.offset - start), self.length)

    def place_of(self, offset: int) -> Locator:
        """An offset in the window as a place."""
        pieces = self._window()
        if not pieces:
            return Locator(0)
        span = self._view.flow.row.pages.spans[pieces[0]]
        return Locator(span.section, span.start + max(0, offset))

    def _window(self) -> list[int]:
        """The pieces that are read as one text: from a start that stays put, as far as they are loaded."""
        flow = self._view.flow
        if flow.is_empty:
            return []
        spans = flow.row.pages.spans
        centre = flow.row.pages.index_of(self.caret)
        kept = self._from(self._first)
        if centre not in kept or spans[self._first].section != self._section:
            self._first = centre
            while self._reaches_back(self._first - 1, centre):
                self._first -= 1
            self._section = spans[self._first].section
            kept = self._from(self._first)
        return kept

    def _from(self, first: int) -> list[int]:
        """The loaded pieces of one section from `first` on, as many as a window holds."""
        row = self._view.flow.row
        pieces: list[int] = []
        characters = 0
        for index in range(max(0, first), len(row.pages)):
            span = row.pages.spans[index]
            characters += span.length
            too_far = pieces and (characters > WINDOW_CHARACTERS or span.section != row.pages.spans[first].section)
            if first < 0 or too_far or row.text(index) is None:
                break
            pieces.append(index)
        return pieces

    def _reaches_back(self, index: int, centre: int) -> bool:
        row = self._view.flow.row
        spans = row.pages.spans
        return (
            index >= 0
            and spans[index].section == spans[centre].section
            and row.text(index) is not None
            and spans[centre].start - spans[index].start < WINDOW_CHARACTERS // 2
        )

    @property
    def caret(self) -> Locator:
        """Where a screen reader is: the caret, or the line being read."""
        return self._view.selection.caret or self._view.place()

    @property
    def length(self) -> int:
        """Code points in the window."""
        return sum(self._view.flow.row.pages.spans[index].length for index in self._window())

    @property
    def text(self) -> str:
        """The text of the window; forced line breaks are spoken as ends of lines."""
        row = self._view.flow.row
        return "".join(row.text(index) or "" for index in self._window()).replace("\u2028", "\n")


class PageNarrator(Narrator):
    """Makes a view of flowing text readable."""

    def __init__(self, view: PageView) -> None:
        window = TextWindow(view)
        super().__init__(view, window)
        self._pages, self.window = view, window
        view.setAccessibleName(self.tr("Page"))

    def make_page(self) -> AccessibleDocument:
        return AccessibleDocument(self._pages, AccessiblePageText(self._pages, self.window))


class AccessiblePageText(AccessibleText):
    """The window's text, as Qt asks for it."""

    def __init__(self, view: PageView, window: TextWindow) -> None:
        super().__init__(view, window)
        self._view = view

    def characterRect(self, offset: int) -> QRect:
        flow = self._view.flow
        here, behind = (
            flow.caret_rect(self._read.place_of(offset)),
            flow.caret_rect(self._read.place_of(offset + 1)),
        )
        if here.isEmpty():
            return QRect()
        same_line = behind.top() == here.top() and behind.left() != here.left()
        rect = here.united(behind) if same_line else QRect(here.topLeft(), here.size())
        return self._on_screen(rect)

    def offsetAtPoint(self, point: QPoint) -> int:
        inside = self._view.viewport().mapFromGlobal(point)
        if self._view.flow.is_empty or not self._view.viewport().rect().contains(inside):
            return -1
        return self._read.offset_of(self._view.flow.locator_at(inside.x(), inside.y()))
