"""Progress: what the footer says of it, by the reader's own speed, and going to a place along its line."""

from __future__ import annotations

import time
from collections.abc import Callable

from reader.reading.footer_choice import FOOTER_SETTING, FooterChoice, Left
from reader.reading.kept import encoded
from reader.reading.pace import PaceMeter, minutes_left, pace_language, usual_per_minute
from reader.reading.preferences import PageMode
from ui.reading.own_pace import OwnPace
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_labels import page_name
from ui.reading.reading_session import ReadingSession
from ui.reading.setting_keeper import SettingKeeper

LONGEST_IN_MINUTES = 90


class Progressing(PageFeature):
    """`now_s` is a clock that only runs on."""

    def __init__(self, parts: PageParts, now_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parts)
        self.choice = FooterChoice()
        self.pace = OwnPace(parts.library, parts.jobs, self)
        self._now_s = now_s
        self._meter: PaceMeter | None = None
        self._language = ""
        self._keeper = SettingKeeper(parts.library, parts.jobs, FOOTER_SETTING)
        self.pace.changed.connect(self.show)
        parts.page_view.pages_counted.connect(self.show)
        footer = parts.footer
        footer.where_clicked.connect(lambda: self._choose(self.choice.other_where(is_paged=self._is_paged)))
        footer.left_clicked.connect(lambda: self._choose(self.choice.other_left()))
        footer.seek.place_requested.connect(self._seek)
        footer.seek.hovered.connect(self._tell)

    def document_opened(self, session: ReadingSession) -> None:
        opened = session.opened
        self.choice = opened.footer
        self.pace.take(opened.pace)
        self._language = pace_language(opened.language, opened.sample)
        self._meter = None if opened.fixed_pages else PaceMeter(usual_per_minute(self._language))
        session.progressed.connect(self.show)
        session.surface.moved.connect(self._measure)
        session.jumped.connect(self._interrupt)
        is_told_by_pages = bool(opened.fixed_pages) and not opened.outline
        main = [] if is_told_by_pages else session.chapters.main()  # a tick for each page says nothing
        self.parts.footer.seek.set_direction(opened.direction)
        starts = [session.fraction(chapter.start) for chapter in main]
        self.parts.footer.seek.set_ticks([start for start in starts if start > 0])
        self.show()

    def document_left(self) -> None:
        self._meter = None
        self.parts.footer.seek.set_direction(None)

    # -- what the footer says

    def show(self) -> None:
        """Say it anew."""
        session = self.session
        if session is not None:
            self.parts.footer.show_progress(session.progress, self._where(session), self._left(session))
            self.parts.footer.show_chapter(self.middle())

    def middle(self) -> str:
        """The chapter, or the page of a document that is made of pages."""
        session = self.session
        if session is None:
            return ""
        pages = session.opened.fixed_pages
        if pages:
            said = page_name(pages, self.parts.fixed_view.page)
            return f"{session.chapter} · {said}" if session.opened.outline else said
        printed = session.printed_page
        if not printed:
            return session.chapter
        return self.tr("{chapter} · page {page}").format(chapter=session.chapter, page=printed)

    @property
    def _is_paged(self) -> bool:
        """Whether text goes by page by page; fixed pages are named in the middle anyway."""
        session, view = self.session, self.parts.page_view
        return session is not None and not session.opened.fixed_pages and view.mode is not PageMode.SCROLLED

    def _where(self, session: ReadingSession) -> str:
        count = len(session.opened.fixed_pages)
        if self.choice.shows_page(is_paged=self._is_paged):
            numbers = None if count else self.parts.page_view.page_numbers
            if count:
                return f"{self.parts.fixed_view.page + 1} / {count}"
            if numbers is not None and numbers.first < numbers.last:
                return f"{numbers.first}\u2013{numbers.last} / {numbers.count}"
            if numbers is not None:
                return f"{numbers.first} / {numbers.count}"
        return self.tr("{percent} %").format(percent=session.percent)

    def _left(self, session: ReadingSession) -> str:
        if self.choice.left is Left.NOTHING or session.surface.at_end:
            return ""
        of_chapter = self.choice.left is Left.CHAPTER
        if session.opened.fixed_pages:
            return self._pages_left(session, of_chapter=of_chapter)
        characters = session.characters_left(of_chapter=of_chapter)
        own = self.pace.kept.per_minute(self._language)
        minutes = minutes_left(characters, self._language, own_per_minute=own)
        if not minutes:
            return ""
        return self._time_in_chapter(minutes) if of_chapter else self._time(minutes)

    def _pages_left(self, session: ReadingSession, *, of_chapter: bool) -> str:
        end = session.chapters.end_of(session.here) if of_chapter else None
        last = end.section if end is not None else len(session.opened.fixed_pages)
        left = max(0, last - session.here.section - 1)
        if not of_chapter:
            return self.tr("%Ln page(s) left", "", left) if left else ""
        return self.tr("%Ln page(s) left in chapter", "", left) if left else self.tr("The chapter ends here")

    def _time(self, minutes: int) -> str:
        if minutes < LONGEST_IN_MINUTES:
            return self.tr("%Ln min left", "", minutes)
        return self.tr("%Ln h left", "", round(minutes / 60))

    def _time_in_chapter(self, minutes: int) -> str:
        if minutes < LONGEST_IN_MINUTES:
            return self.tr("%Ln min left in chapter", "", minutes)
        return self.tr("%Ln h left in chapter", "", round(minutes / 60))

    def _choose(self, choice: FooterChoice) -> None:
        self.choice = choice
        self._keeper.keep(encoded(choice))
        self.show()

    # -- the reader's own speed

    def _measure(self) -> None:
        session, meter = self.session, self._meter
        if session is None or meter is None or not self.pace.kept.is_kept:
            return
        if self.parts.actions.is_on("speak"):
            meter.interrupt()  # that is the voice's speed
            return
        sample = meter.note(session.opened.pages.place(session.surface.place()), self._now_s())
        if sample is not None:
            self.pace.note_sample(self._language, sample)

    def _interrupt(self) -> None:
        if self._meter is not None:
            self._meter.interrupt()

    # -- the line

    def _seek(self, fraction: float) -> None:
        if self.session is not None:
            self.session.jump(self.session.place_at(fraction))

    def _tell(self, fraction: float) -> None:
        session = self.session
        if session is None:
            return
        place = session.place_at(fraction)
        chapter, pages = session.chapters.at(place), session.opened.fixed_pages
        where = self.tr("{percent} %").format(percent=int(fraction * 100))
        if pages:
            where = self.tr("Page {page}").format(page=pages[place.section].label or place.section + 1)
        title = chapter.title if chapter is not None else ""
        self.parts.footer.seek.show_tip(" · ".join(part for part in (title, where) if part))
