"""Which word a key means: what is selected, else the word under the pointer, or at the caret."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QCursor

from reader.reading.find import DocumentText
from reader.text.boundaries import word_around
from reader.text.model import IMAGE_CHARACTER, Locator
from ui.reading.page_view import PageView
from ui.reading.reading_session import ReadingSession, Surface

MOST_CHARACTERS = 200
_NEAR_PX = 24


def asked_place(session: ReadingSession) -> tuple[Locator, Locator] | None:
    """What is selected, else where the caret stands that the arrows move, where the pointer is, where one clicked.

    Start and end; both alike for a place whose word is meant. None for nothing.
    """
    surface = session.surface
    if surface.selection.span is not None:
        return surface.selection.span
    caret, browsing = surface.selection.caret, isinstance(surface, PageView) and surface.caret_browsing
    pointed = None if browsing else _pointed_at(surface)
    place = pointed or (caret if caret is not None and _is_in_view(surface, caret) else None)
    return None if place is None else (place, place)


def word_at(text: DocumentText, start: Locator, end: Locator) -> tuple[Locator, str]:
    """The word or words that are meant, and where they begin; "" for none. Blocks."""
    whole = text.section(start.section).original
    if start == end:
        first, last = word_around(whole, start.offset)
        if first == last and start.offset > 0:
            first, last = word_around(whole, start.offset - 1)  # a caret behind the word
    else:
        first, last = start.offset, end.offset if end.section == start.section else len(whole)
    words = whole[first : min(last, first + MOST_CHARACTERS)].replace(IMAGE_CHARACTER, " ").replace("\u00ad", "")
    return Locator(start.section, first), " ".join(words.split())


def rect_at(surface: Surface, place: Locator) -> QRect:
    """Where a place is in the surface's viewport, near enough to put something beside it."""
    if isinstance(surface, PageView):
        rect = surface.flow.caret_rect(place)
        if not rect.isEmpty():
            return rect
    viewport = surface.viewport()
    at = viewport.mapFromGlobal(QCursor.pos())
    middle = viewport.rect().center()
    return QRect(
        at if viewport.rect().contains(at) else QPoint(middle.x(), middle.y() // 2), viewport.rect().size() * 0
    )


def _pointed_at(surface: Surface) -> Locator | None:
    viewport = surface.viewport()
    at = viewport.mapFromGlobal(QCursor.pos())
    if not (viewport.isVisible() and viewport.rect().contains(at) and viewport.underMouse()):
        return None
    if not isinstance(surface, PageView):
        return surface.place_under(QPointF(at))
    if surface.flow.is_empty:
        return None
    place = surface.flow.locator_at(at.x(), at.y())
    near = surface.flow.caret_rect(place).adjusted(-_NEAR_PX, 0, _NEAR_PX, 0)
    return place if near.contains(at) else None  # in the margin it points at nothing


def _is_in_view(surface: Surface, place: Locator) -> bool:
    first, last = surface.in_view()
    return first <= place < last
