"""Fixed pages as a screen reader sees them: the text of the page with the caret, or of the one being read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible

from reader.text.model import Locator
from ui.reading.accessible_text import AccessibleDocument, AccessibleText, Narrator
from ui.reading.fixed_view import FixedView
from ui.reading.page_labels import page_name


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

    @property
    def length(self) -> int:
        """Code points of the page's text."""
        return len(self.text)

    def offset_of(self, place: Locator) -> int:
        """A place as an offset, kept inside the page."""
        page = self.caret.section
        if place.section != page:
            return 0 if place.section < page else len(self.text)
        return min(max(0, place.offset), len(self.text))

    def place_of(self, offset: int) -> Locator:
        """An offset as a place."""
        return Locator(self.caret.section, max(0, offset))


class FixedNarrator(Narrator):
    """Makes fixed pages readable."""

    def __init__(self, view: FixedView) -> None:
        reading = PageReading(view)
        super().__init__(view, reading)
        self._pages, self._reading = view, reading

    def make_page(self) -> AccessibleDocument:
        return AccessibleFixedPage(self._pages, FixedPageText(self._pages, self._reading))


class AccessibleFixedPage(AccessibleDocument):
    """A document that is named by the page."""

    def __init__(self, view: FixedView, text: AccessibleText) -> None:
        super().__init__(view, text)
        self._view = view

    def text(self, kind: QAccessible.Text) -> str:
        sizes = self._view.scene.layout.sizes
        if kind == QAccessible.Text.Name and sizes:
            return page_name(sizes, self._view.page)
        return str(super().text(kind))


class FixedPageText(AccessibleText):
    """The page's text, as Qt asks for it."""

    def __init__(self, view: FixedView, reading: PageReading) -> None:
        super().__init__(view, reading)
        self._view = view

    def characterRect(self, offset: int) -> QRect:
        place = self._read.place_of(offset)
        box = self._view.scene.box_of(place)
        if box is None:
            return QRect()
        rect = self._view.scene.transform(place.section).mapRect(box).toAlignedRect()
        return self._on_screen(rect)

    def offsetAtPoint(self, point: QPoint) -> int:
        inside = self._view.viewport().mapFromGlobal(point)
        place = self._view.scene.place_under(QPointF(inside)) if self._view.viewport().rect().contains(inside) else None
        return -1 if place is None or place.section != self._read.caret.section else place.offset
