"""Fixed pages as a screen reader sees them: one document whose text is that of the page in view.

See accessible_page.py for how QAccessible is spoken to from Python.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from reader.text.model import Locator
from ui.reading.fixed_view import FixedView

_NARRATOR = "fixed narrator"


class FixedNarrator(QObject):
    """Makes the view readable, and tells screen readers of the caret and of another page."""

    def __init__(self, view: FixedView) -> None:
        super().__init__(view)
        self._view = view
        self._page = -1
        self.page: AccessibleFixed | None = None
        view.setProperty(_NARRATOR, self)
        QAccessible.installFactory(_accessible_interface)
        view.setAccessibleName(self.tr("Page"))
        view.caret_moved.connect(self._tell_caret)
        view.moved.connect(self._tell_page)

    def _tell_page(self) -> None:
        if QAccessible.isActive() and self._view.page != self._page:
            self._page = self._view.page
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.DocumentContentChanged))

    def _tell_caret(self) -> None:
        if QAccessible.isActive():
            offset = FixedText(self._view).cursorPosition()
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self._view, offset))


class AccessibleFixed(QAccessibleWidget):
    """The view's entry in the accessible tree: a document without children."""

    def __init__(self, view: FixedView) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._text = FixedText(view)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]  # stub says int
        return self._text if kind == QAccessible.InterfaceType.TextInterface else Shiboken.VoidPtr(0)

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stub forgets None
        return None


class FixedText(QAccessibleTextInterface):
    """The text of the page that holds the caret, else of the one in view. Offsets are those of its text layer."""

    def __init__(self, view: FixedView) -> None:
        super().__init__()
        self._view = view

    @property
    def _here(self) -> int:
        caret = self._view.selection.caret
        return self._view.page if caret is None else caret.section

    @property
    def _words(self) -> str:
        text = self._view.page_text(self._here)
        return "" if text is None else text.text

    def characterCount(self) -> int:
        return len(self._words)

    def text(self, start: int, end: int) -> str:
        return self._words[max(0, start) : max(0, end)]

    def cursorPosition(self) -> int:
        caret = self._view.selection.caret
        return 0 if caret is None else min(caret.offset, len(self._words))

    def setCursorPosition(self, position: int) -> None:
        place = Locator(self._here, max(0, position))
        self._view.selection.put_caret(place)
        self._view.reveal(place)
        self._view.viewport().update()
        self._view.caret_moved.emit()

    def selectionCount(self) -> int:
        return 0 if self._view.selection.span is None else 1

    def selection(self, _index: int) -> tuple[int, int]:
        span = self._view.selection.span
        if span is None:
            return 0, 0
        start = span[0].offset if span[0].section == self._here else 0
        end = span[1].offset if span[1].section == self._here else len(self._words)
        return start, min(end, len(self._words))

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def setSelection(self, _index: int, start: int, end: int) -> None:
        self._view.selection.select(Locator(self._here, start), Locator(self._here, end))
        self._view.viewport().update()
        self._view.caret_moved.emit()

    def removeSelection(self, _index: int) -> None:
        self.setCursorPosition(self.cursorPosition())

    def characterRect(self, offset: int) -> QRect:
        """The line of the character, for want of better: a magnifier follows lines."""
        lines = self._lines()
        before = [rect for place, rect in lines if place <= Locator(self._here, offset)]
        if not before:
            return QRect()
        return QRect(self._view.viewport().mapToGlobal(before[-1].topLeft()), before[-1].size())

    def offsetAtPoint(self, point: QPoint) -> int:
        inside = self._view.viewport().mapFromGlobal(point)
        at = [place.offset for place, rect in self._lines() if rect.contains(inside)]
        return at[0] if at else -1

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._view.reveal(Locator(self._here, start))

    def _lines(self) -> list[tuple[Locator, QRect]]:
        middle = QPointF(0, self._view.viewport().height() / 2)
        return [line for line in self._view.lines_under(middle)[1] if line[0].section == self._here]


def _accessible_interface(_key: str, made_for: QObject) -> QAccessibleInterface | None:
    """Called by Qt for every object that a screen reader looks at; None leaves it to Qt."""
    if not isinstance(made_for, FixedView):
        return None
    narrator = made_for.property(_NARRATOR)
    if not isinstance(narrator, FixedNarrator):
        return None
    page = AccessibleFixed(made_for)
    narrator.page = page  # Python's reference; Qt deletes the C++ part with the view
    return page
