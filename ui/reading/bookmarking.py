"""Bookmarks in the open document: one at the line or page that is being read, on a key."""

from __future__ import annotations

from reader.store.mark import Mark, MarkKind
from reader.text.model import Locator
from ui.reading.edge_map import EdgeMap
from ui.reading.fixed_view import FixedView
from ui.reading.mark_book import MarkBook
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession


class Bookmarking(PageFeature):
    """The tools' button shows whether a bookmark is in view, and so does a ribbon in the page's corner."""

    def __init__(self, parts: PageParts, book: MarkBook, edge_map: EdgeMap) -> None:
        super().__init__(parts)
        self._book, self._edge_map = book, edge_map
        self._places: tuple[Locator, ...] = ()
        parts.actions.add("bookmark", self.toggle)
        book.changed.connect(self._show)
        for view in (parts.page_view, parts.fixed_view):
            view.moved.connect(self._follow)

    def document_opened(self, session: ReadingSession) -> None:
        self._follow()

    def document_left(self) -> None:
        self._places = ()
        self.parts.actions.set_on("bookmark", on=False)

    def toggle(self) -> None:
        """Bookmark what is being read, or take the bookmarks in view away."""
        session = self.session
        if session is None:
            return
        there = self._in_view(session)
        if there:
            self._book.remove(*there)
            self.parts.say(self.tr("The bookmark is removed."))
            return
        surface = session.surface
        place = Locator(surface.page) if isinstance(surface, FixedView) else surface.place()
        self._book.put(self._book.new(Mark(kind=MarkKind.BOOKMARK, start=place, end=place)))
        self.parts.say(self.tr("A bookmark is set here."))

    @property
    def _bookmarks(self) -> list[Mark]:
        return [mark for mark in self._book.marks if mark.kind is MarkKind.BOOKMARK and not mark.is_lost]

    def _in_view(self, session: ReadingSession) -> list[Mark]:
        surface, bookmarks = session.surface, self._bookmarks
        if not bookmarks:
            return []  # asked at every movement: what is in view costs a look at the text
        if isinstance(surface, FixedView):
            return [mark for mark in bookmarks if mark.start.section == surface.page]
        first, last = surface.in_view()
        return [mark for mark in bookmarks if first <= mark.start <= last]

    def _show(self) -> None:
        places = tuple(mark.start for mark in self._bookmarks)
        if places != self._places:
            self._places = places
            self._edge_map.set_bookmarks(places)
        self._follow()

    def _follow(self) -> None:
        session = self.session
        is_on = session is not None and bool(self._in_view(session))
        if is_on is not self.parts.actions.is_on("bookmark"):
            self.parts.actions.set_on("bookmark", on=is_on)
