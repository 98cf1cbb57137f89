"""A view as a screen reader sees it: one document whose text is what is read around the caret.

QAccessible in Python, as tried against AT-SPI with PySide6 6.11.3 (docs/decisions/0004): `interface_cast` must answer
with the Python object of the interface, or with a null VoidPtr; None crashes the process.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget
from shiboken6 import Shiboken

from reader.text.model import Locator
from ui.reading.reading_session import Surface
from ui.reading.selection_telling import SelectionTeller

_NARRATOR = "narrator"


class ReadText(Protocol):
    """The part of a document that is read as one text; offsets count code points from its start."""

    @property
    def caret(self) -> Locator:
        """Where a screen reader is: the caret, or the line being read."""

    @property
    def length(self) -> int: ...

    @property
    def text(self) -> str: ...

    def offset_of(self, place: Locator) -> int:
        """A place as an offset, kept inside the text."""

    def place_of(self, offset: int) -> Locator:
        """An offset as a place."""


class Narrator(QObject):
    """Makes a view readable, and tells screen readers what changes. Does nothing while none is there."""

    def __init__(self, view: Surface, read: ReadText) -> None:
        super().__init__(view)
        self._view, self._read = view, read
        self._selection = SelectionTeller(view, lambda: read.text)
        self.page: AccessibleDocument | None = None
        view.setProperty(_NARRATOR, self)
        QAccessible.installFactory(_accessible_interface)
        view.caret_moved.connect(self._tell_caret)
        view.moved.connect(lambda: self._tell(QAccessible.Event.VisibleDataChanged))
        view.document_shown.connect(lambda: self._tell(QAccessible.Event.DocumentContentChanged))

    def make_page(self) -> AccessibleDocument:
        """The view's entry in the accessible tree."""
        raise NotImplementedError

    def _tell(self, event: QAccessible.Event) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, event))

    def _tell_caret(self) -> None:
        if not QAccessible.isActive():
            return
        span = self._view.selection.span
        selected = (self._read.offset_of(span[0]), self._read.offset_of(span[1])) if span is not None else None
        if selected is not None:
            QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(self._view, *selected))
        self._selection.follow(selected)
        caret = self._read.offset_of(self._read.caret)
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self._view, caret))


class AccessibleDocument(QAccessibleWidget):
    """A document without children."""

    def __init__(self, view: Surface, text: AccessibleText) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._text = text

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]  # stub says int
        return self._text if kind == QAccessible.InterfaceType.TextInterface else Shiboken.VoidPtr(0)

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stub forgets None
        return None


class AccessibleText(QAccessibleTextInterface):
    """The text, as Qt asks for it; where its letters are, the kinds of view know."""

    def __init__(self, view: Surface, read: ReadText) -> None:
        super().__init__()
        self._surface, self._read = view, read

    def characterCount(self) -> int:
        return self._read.length

    def text(self, start: int, end: int) -> str:
        return self._read.text[max(0, start) : max(0, end)]

    def cursorPosition(self) -> int:
        return self._read.offset_of(self._read.caret)

    def setCursorPosition(self, position: int) -> None:
        self._surface.put_caret(self._read.place_of(position))

    def selectionCount(self) -> int:
        return 0  # where it is can't be told: selection_telling.py says why, and says it another way

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def setSelection(self, _index: int, start: int, end: int) -> None:
        first, last = self._read.place_of(start), self._read.place_of(end)
        self._surface.put_caret(first)
        self._surface.put_caret(last, extend=True)

    def removeSelection(self, _index: int) -> None:
        self._surface.put_caret(self._read.caret)

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._surface.reveal(self._read.place_of(start))

    def _on_screen(self, rect: QRect) -> QRect:
        return QRect(self._surface.viewport().mapToGlobal(rect.topLeft()), rect.size())


def _accessible_interface(_key: str, made_for: QObject) -> QAccessibleInterface | None:
    """Called by Qt for every object that a screen reader looks at; None leaves it to Qt."""
    narrator = made_for.property(_NARRATOR) if isinstance(made_for, QAbstractScrollArea) else None
    if not isinstance(narrator, Narrator):
        return None
    narrator.page = narrator.make_page()  # Python's reference; Qt deletes the C++ part with the view
    return narrator.page
