"""The page as a screen reader sees it: one document whose text is the canonical text around the caret.

QAccessible in Python, as tried against AT-SPI with PySide6 6.11.3 (docs/decisions/0004): `interface_cast` must answer
with the Python object of the interface, or with a null VoidPtr; None crashes the process. The text covers a window of
whole pieces of one section, because Qt's own helpers fetch the whole text for each line that is read.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from reader.text.model import Locator
from ui.reading.page_view import PageView

WINDOW_CHARACTERS = 64 * 1024
_NARRATOR = "narrator"


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


class PageNarrator(QObject):
    """Makes a page view readable, and tells screen readers what changes. Does nothing while none is there."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self.window = TextWindow(view)
        self.page: AccessiblePage | None = None
        view.setProperty(_NARRATOR, self)
        QAccessible.installFactory(_accessible_interface)
        view.setAccessibleName(self.tr("Page"))
        view.caret_moved.connect(self._tell_caret)
        view.moved.connect(lambda: self._tell(QAccessible.Event.VisibleDataChanged))
        view.document_shown.connect(lambda: self._tell(QAccessible.Event.DocumentContentChanged))

    def _tell(self, event: QAccessible.Event) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, event))

    def _tell_caret(self) -> None:
        if not QAccessible.isActive():
            return
        span = self._view.selection.span
        if span is not None:
            start, end = (self.window.offset_of(place) for place in span)
            QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(self._view, start, end))
        caret = self.window.offset_of(self.window.caret)
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self._view, caret))


class AccessiblePage(QAccessibleWidget):
    """The page view's entry in the accessible tree: a document without children."""

    def __init__(self, view: PageView, window: TextWindow) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._text = AccessiblePageText(view, window)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]  # stub says int
        return self._text if kind == QAccessible.InterfaceType.TextInterface else Shiboken.VoidPtr(0)

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stub forgets None
        return None


class AccessiblePageText(QAccessibleTextInterface):
    """The window's text, as Qt asks for it."""

    def __init__(self, view: PageView, window: TextWindow) -> None:
        super().__init__()
        self._view = view
        self._window = window

    def characterCount(self) -> int:
        return self._window.length

    def text(self, start: int, end: int) -> str:
        return self._window.text[max(0, start) : max(0, end)]

    def cursorPosition(self) -> int:
        return self._window.offset_of(self._window.caret)

    def setCursorPosition(self, position: int) -> None:
        self._view.put_caret(self._window.place_of(position))

    def selectionCount(self) -> int:
        return 0 if self._view.selection.span is None else 1

    def selection(self, _index: int) -> tuple[int, int]:
        span = self._view.selection.span
        return (0, 0) if span is None else (self._window.offset_of(span[0]), self._window.offset_of(span[1]))

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def setSelection(self, _index: int, start: int, end: int) -> None:
        self._view.put_caret(self._window.place_of(start))
        self._view.put_caret(self._window.place_of(end), extend=True)

    def removeSelection(self, _index: int) -> None:
        self._view.put_caret(self._window.caret)

    def characterRect(self, offset: int) -> QRect:
        flow = self._view.flow
        here, behind = (
            flow.caret_rect(self._window.place_of(offset)),
            flow.caret_rect(self._window.place_of(offset + 1)),
        )
        if here.isEmpty():
            return QRect()
        same_line = behind.top() == here.top() and behind.left() != here.left()
        rect = here.united(behind) if same_line else QRect(here.topLeft(), here.size())
        return QRect(self._view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        inside = self._view.viewport().mapFromGlobal(point)
        if self._view.flow.is_empty or not self._view.viewport().rect().contains(inside):
            return -1
        return self._window.offset_of(self._view.flow.locator_at(inside.x(), inside.y()))

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._view.reveal(self._window.place_of(start))


def _accessible_interface(_key: str, made_for: QObject) -> QAccessibleInterface | None:
    """Called by Qt for every object that a screen reader looks at; None leaves it to Qt."""
    if not isinstance(made_for, PageView):
        return None
    narrator = made_for.property(_NARRATOR)
    if not isinstance(narrator, PageNarrator):
        return None
    page = AccessiblePage(made_for, narrator.window)
    narrator.page = page  # Python's reference; Qt deletes the C++ part with the view
    return page
