"""Fixed pages as a screen reader sees them: one document whose text is that of the page with the caret, or being read.

What Qt demands of QAccessible in Python stands in accessible_page.py, which does the same for flowing text.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
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
from ui.reading.fixed_view import FixedView
from ui.reading.page_labels import page_name

_NARRATOR = "narrator"


class FixedNarrator(QObject):
    """Makes fixed pages readable, and tells screen readers what changes. Does nothing while none is there."""

    def __init__(self, view: FixedView) -> None:
        super().__init__(view)
        self._view = view
        self.page: AccessibleFixedPage | None = None
        view.setProperty(_NARRATOR, self)
        QAccessible.installFactory(_accessible_interface)
        view.caret_moved.connect(self._tell_caret)
        view.moved.connect(lambda: self._tell(QAccessible.Event.VisibleDataChanged))
        view.document_shown.connect(lambda: self._tell(QAccessible.Event.DocumentContentChanged))

    def _tell(self, event: QAccessible.Event) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, event))

    def _tell_caret(self) -> None:
        if not QAccessible.isActive():
            return
        reading = PageReading(self._view)
        span = self._view.selection.span
        if span is not None:
            start, end = (reading.offset_of(place) for place in span)
            QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(self._view, start, end))
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self._view, reading.offset_of(reading.caret)))


class PageReading:
    """The text of the page where the caret is, or of the first in view; offsets are those of the page's own text."""

    def __init__(self, view: FixedView) -> None:
        self._view = view

    @property
    def caret(self) -> Locator:
        """The caret, or the first letter in view."""
        caret = self._view.selection.caret
        shown = self._view.scene.pages_in_view()
        return caret if caret is not None and caret.section in shown else self._view.place()

    @property
    def text(self) -> str:
        """Empty until the page was read, and for one without text."""
        page = self._view.scene.text(self.caret.section)
        return page.text if page is not None else ""

    def offset_of(self, place: Locator) -> int:
        """A place as an offset, kept inside the page."""
        page = self.caret.section
        if place.section != page:
            return 0 if place.section < page else len(self.text)
        return min(max(0, place.offset), len(self.text))

    def place_of(self, offset: int) -> Locator:
        """An offset as a place."""
        return Locator(self.caret.section, max(0, offset))


class AccessibleFixedPage(QAccessibleWidget):
    """The view's entry in the accessible tree: a document without children, named by the page."""

    def __init__(self, view: FixedView) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._view = view
        self._text = FixedPageText(view)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]  # stub says int
        return self._text if kind == QAccessible.InterfaceType.TextInterface else Shiboken.VoidPtr(0)

    def text(self, kind: QAccessible.Text) -> str:
        sizes = self._view.scene.layout.sizes
        if kind == QAccessible.Text.Name and sizes:
            return page_name(sizes, self._view.page)
        return str(super().text(kind))

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stub forgets None
        return None


class FixedPageText(QAccessibleTextInterface):
    """The page's text, as Qt asks for it."""

    def __init__(self, view: FixedView) -> None:
        super().__init__()
        self._view = view
        self._reading = PageReading(view)

    def characterCount(self) -> int:
        return len(self._reading.text)

    def text(self, start: int, end: int) -> str:
        return self._reading.text[max(0, start) : max(0, end)]

    def cursorPosition(self) -> int:
        return self._reading.offset_of(self._reading.caret)

    def setCursorPosition(self, position: int) -> None:
        self._view.put_caret(self._reading.place_of(position))

    def selectionCount(self) -> int:
        return 0 if self._view.selection.span is None else 1

    def selection(self, _index: int) -> tuple[int, int]:
        span = self._view.selection.span
        return (0, 0) if span is None else (self._reading.offset_of(span[0]), self._reading.offset_of(span[1]))

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def setSelection(self, _index: int, start: int, end: int) -> None:
        first, last = self._reading.place_of(start), self._reading.place_of(end)
        self._view.put_caret(first)
        self._view.put_caret(last, extend=True)

    def removeSelection(self, _index: int) -> None:
        self._view.put_caret(self._reading.caret)

    def characterRect(self, offset: int) -> QRect:
        place = self._reading.place_of(offset)
        box = self._view.scene.box_of(place)
        if box is None:
            return QRect()
        rect = self._view.scene.transform(place.section).mapRect(box).toAlignedRect()
        return QRect(self._view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        inside = self._view.viewport().mapFromGlobal(point)
        place = self._view.scene.place_under(QPointF(inside)) if self._view.viewport().rect().contains(inside) else None
        return -1 if place is None or place.section != self._reading.caret.section else place.offset

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._view.reveal(self._reading.place_of(start))


def _accessible_interface(_key: str, made_for: QObject) -> QAccessibleInterface | None:
    """Called by Qt for every object that a screen reader looks at; None leaves it to Qt."""
    if not isinstance(made_for, FixedView):
        return None
    narrator = made_for.property(_NARRATOR)
    if not isinstance(narrator, FixedNarrator):
        return None
    page = AccessibleFixedPage(made_for)
    narrator.page = page  # Python's reference; Qt deletes the C++ part with the view
    return page
