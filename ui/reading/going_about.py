"""Going about a document: to a page or a per cent, and from chapter to chapter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt

from reader.reading.going import Destination, Fault, Pages, destination, read_wish
from reader.text.model import Locator
from ui.reading.go_to_bar import GoToBar
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_labels import short_name
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme


class GoingAbout(PageFeature):
    """The field for pages, the keys for chapters."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.bar = GoToBar(parts.theme(), parts.page)
        self.bar.text_changed.connect(self._explain)
        self.bar.confirmed.connect(self._go)
        self.bar.closed.connect(self._focus_page)
        parts.actions.add("go_to", self.ask)
        parts.actions.add("next_chapter", partial(self.turn_chapter, 1))
        parts.actions.add("previous_chapter", partial(self.turn_chapter, -1))

    def document_opened(self, session: ReadingSession) -> None:
        many = len(session.chapters.all) > 1
        self.parts.actions.set_available(["next_chapter", "previous_chapter"], available=many)

    def document_left(self) -> None:
        self.bar.close_bar()

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)

    def escape(self) -> bool:
        return self.bar.close_bar()

    def arrange(self) -> None:
        if not self.bar.isHidden():
            self.bar.arrange(self._room())

    # -- pages and per cent

    def ask(self) -> None:
        """Open the field."""
        self.bar.open_bar(self._here(), self._hint(), self._room())

    def turn_chapter(self, by: int) -> None:
        """To the next chapter (1), or to the beginning of this one and then to the one before (-1)."""
        session = self.session
        if session is None:
            return
        here = session.here
        chapter = session.chapters.after(here) if by > 0 else session.chapters.before(here)
        if chapter is not None:
            session.jump(chapter.start)

    def _go(self, text: str) -> None:
        session, found = self.session, self._understood(text)
        if session is None or isinstance(found, Fault):
            self._explain(text)
            return
        self.bar.close_bar()
        if found.page is not None and not session.opened.fixed_pages:
            session.leave()
            self.parts.page_view.go_to_page(found.page)
            session.bring_caret(self.parts.page_view.place())
            return
        place = self._place(session, found)
        if place is not None:
            session.jump(place)

    def _place(self, session: ReadingSession, found: Destination) -> Locator | None:
        if found.fraction is not None:
            return session.place_at(found.fraction)
        if found.page is not None:
            return Locator(found.page - 1)
        return session.printed.place_of(found.printed)

    def _understood(self, text: str) -> Destination | Fault:
        session = self.session
        wish = read_wish(text)
        if session is None or isinstance(wish, Fault):
            return Fault.EMPTY if session is None else wish  # type: ignore[return-value]  # a fault, as just asked
        return destination(wish, self._pages(session))

    def _pages(self, session: ReadingSession) -> Pages:
        if session.opened.fixed_pages:
            return Pages(labels=[page.label for page in session.opened.fixed_pages])
        numbers = self.parts.page_view.page_numbers
        return Pages(
            has_printed=lambda label: session.printed.place_of(label) is not None,
            has_printed_pages=len(session.printed) > 0,
            count=numbers.count if numbers is not None else 0,
        )

    def _explain(self, text: str) -> None:
        """Say what is understood of what was typed so far."""
        found = self._understood(text)
        self.bar.say(self._fault_words(found) if isinstance(found, Fault) else self._words(found))
        self.arrange()

    def _words(self, found: Destination) -> str:
        session = self.session
        if session is None:
            return ""
        if found.printed:
            where = self.tr("Page {page} of the printed book").format(page=found.printed)
        elif found.page is not None:
            where = self.tr("Page {page} of {count}").format(page=found.page, count=found.of)
        else:
            where = self.tr("{percent} %").format(percent=f"{(found.fraction or 0) * 100:g}")
        counts = found.page is not None and not session.opened.fixed_pages
        place = None if counts else self._place(session, found)
        chapter = session.chapters.at(place) if place is not None else None
        return f"{where} · {chapter.title}" if chapter is not None and chapter.title else where

    def _fault_words(self, fault: Fault) -> str:
        session = self.session
        if session is None or fault is Fault.EMPTY:
            return self._hint()
        pages = self._pages(session)
        count = len(pages.labels) or pages.count
        if fault is Fault.BEYOND:
            return self.tr("There are %Ln page(s).", "", count) if count else self.tr("There is no more than 100 %.")
        if fault is Fault.NO_SUCH_PAGE:
            first, last = self._ends(session)
            return self.tr("No page is called that. They run from {first} to {last}.").format(first=first, last=last)
        if fault is Fault.NO_PAGES:
            return self.tr("Its pages are not counted: type per cent, such as 57 %.")
        return self.tr("That is neither a page nor per cent.")

    def _hint(self) -> str:
        """What there is to type: the document's own pages. An example would be taken for the place."""
        session = self.session
        if session is None:
            return ""
        first, last = self._ends(session)
        if not last:
            return self.tr("Per cent, from 0 to 100")
        return self.tr("A page from {first} to {last}, or per cent").format(first=first, last=last)

    def _ends(self, session: ReadingSession) -> tuple[str, str]:
        """The first page and the last, as they are called; empty where pages are neither written nor counted."""
        pages = self._pages(session)
        if pages.labels:
            return pages.labels[0] or "1", pages.labels[-1] or str(len(pages.labels))
        if pages.has_printed_pages:
            return session.printed.ends
        return ("1", str(pages.count)) if pages.count else ("", "")

    def _here(self) -> str:
        """The place, as one would type it to come here."""
        session, numbers = self.session, self.parts.page_view.page_numbers
        if session is None:
            return ""
        if session.opened.fixed_pages:
            return short_name(session.opened.fixed_pages, self.parts.fixed_view.page)
        if session.printed_page:
            return session.printed_page
        if numbers is not None and not len(session.printed):
            return str(numbers.first)
        return self.tr("{percent} %").format(percent=session.percent)

    # -- the page

    def _room(self) -> QRect:
        surface = self.session.surface if self.session is not None else self.parts.page
        return QRect(surface.mapTo(self.parts.page, QPoint()), surface.size())

    def _focus_page(self) -> None:
        if self.session is not None:
            self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)
