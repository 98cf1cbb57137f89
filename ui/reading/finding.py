"""Find in the open document: the bar, the search under way, its hits in the text and in the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent

from reader.errors import HearthError
from reader.reading.find import Query
from reader.reading.found_places import Chapter
from reader.reading.hits import NO_HITS, Hit
from reader.reading.preferences import PageMode
from reader.text.model import Locator
from ui.reading.find_bar import FindBar
from ui.reading.find_session import FindSession
from ui.reading.found_panel import FoundPanel
from ui.reading.hit_spans import HitSpans
from ui.reading.layers import Layer
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_view import PageView
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme
from ui.words import sentence

MOST_SELECTED = 200
"""A longer selection is no word that one seeks."""
_BELOW_TOOLS_PX = 12


class Finding(PageFeature):
    """Owns the find bar and the list; each document has a search of its own."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.bar = FindBar(parts.theme(), parts.page, has_patterns=parts.patterns is not None)
        self.panel = FoundPanel(parts.theme(), parts.side)
        self.finder: FindSession | None = None
        self._chapters: Sequence[Chapter] | None = None
        self._left_from: Locator | None = None
        self._awaited: Hit | None = None
        self.bar.query_changed.connect(self._seek)
        self.bar.step_requested.connect(self.step)
        self.bar.page_key_pressed.connect(self._scroll)
        self.bar.about_to_close.connect(self._select_place_found)
        self.bar.closed.connect(self._closed)
        self.bar.list_requested.connect(lambda: parts.actions.act("found"))
        self.panel.place_requested.connect(self._choose)
        parts.side.add_page("found", self.tr("All places found"), "found", self.panel)
        parts.actions.changed.connect(self._show_keys)
        parts.actions.add("find", self._open)
        parts.actions.add("found", self._show_list)
        parts.actions.add("next", lambda: self.step(1))
        parts.actions.add("previous", lambda: self.step(-1))

    def document_opened(self, session: ReadingSession) -> None:
        sections = [info.index for info in session.opened.sections]
        finder = FindSession(
            self.parts.library, self.parts.jobs, session.opened.row.id, sections, session, matcher=self.parts.patterns
        )
        finder.changed.connect(self._show_hits)
        finder.went_to.connect(self._go_to_hit)
        finder.failed.connect(self._say_failure)
        session.page_read.connect(self._page_read)
        self.finder = finder

    def document_left(self) -> None:
        if self.finder is not None:
            self.finder.cancel()
            self.finder = None
        self.bar.close_bar()
        self._chapters, self._left_from, self._awaited = None, None, None
        self.panel.show_hits(NO_HITS, (), lambda _numbers, _done: None)
        self.panel.set_summary("")

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)
        self.panel.set_theme(theme)

    def escape(self) -> bool:
        if self.bar.isHidden():
            return False
        self.bar.close_bar()
        return True

    def open_with(self, words: str, place: Locator, *, with_keyboard: bool = True) -> None:
        """Open the bar with `words` sought from `place` on; without the keyboard for who has come to read."""
        self.bar.open_bar(words, with_keyboard=with_keyboard)
        if self.finder is not None:
            self.finder.seek(self.bar.query, place, at_once=True)

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) hit."""
        if self.finder is not None:
            self._uncover_lines()
            self.finder.step(by)

    # -- from the keyboard

    def _show_keys(self) -> None:
        key_text = self.parts.actions.key_text
        self.bar.show_keys({"up": key_text("previous"), "down": key_text("next"), "found": key_text("found")})

    def _open(self) -> None:
        """With what is selected, if that is a word or a few."""
        self.bar.open_bar()
        session, finder = self.session, self.finder
        span = session.surface.selection.span if session is not None else None
        if finder is None or span is None:
            return
        start, end = span
        if start.section == end.section and end.offset - start.offset <= MOST_SELECTED:
            text = finder.text
            self.parts.jobs.run(
                lambda: text.section(start.section).original[start.offset : end.offset],
                lambda words: self._seek_selected(finder, words, start),
                lambda _error: None,
                owner=finder,
            )

    def _seek_selected(self, finder: FindSession, words: str, place: Locator) -> None:
        if finder is self.finder and words.strip() and "\n" not in words.strip():
            self.open_with(" ".join(words.split()), place)

    def _show_list(self) -> None:
        if self.bar.isHidden() and self.parts.side.shown != "found":
            self._open()
        self.parts.side.toggle("found")
        if self.parts.side.shown == "found" and not self.bar.field.text():
            self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _scroll(self, event: QKeyEvent) -> None:
        """Who has sought something reads on without leaving the field."""
        if self.session is not None:
            self.session.surface.keyPressEvent(event)

    def _choose(self, number: int) -> None:
        if self.finder is not None:
            self._uncover_lines()
            self.finder.go_to(number)

    def _seek(self, query: Query) -> None:
        if self.finder is not None and self.session is not None:
            self.finder.seek(query, self._origin(self.finder, self.session))

    def _origin(self, finder: FindSession, session: ReadingSession) -> Locator:
        """Where to begin: at the hit that one stands on and sees, so that typing on stays there, or where one reads."""
        if finder.current >= 0:
            here = finder.hits[finder.current].start
            first, last = session.surface.in_view()
            if first <= here < last:
                return here
        return session.surface.place()

    # -- what was found

    def _show_hits(self) -> None:
        finder, session = self.finder, self.session
        if finder is None or session is None:
            return
        hits = finder.hits
        session.surface.set_layer(Layer.HITS, HitSpans(hits, finder.current))
        if self.panel.model.hits is not hits:
            if self._chapters is None:  # not at each opening: there may be a name for each of 3,000 pages
                self._chapters = self._chapters_of(session)
            self.panel.show_hits(hits, self._chapters, finder.lines)
        self.panel.set_current(finder.current)
        if finder.fault is not None:
            self.bar.show_fault(finder.fault)
        else:
            self.bar.show_count(finder.current, len(hits), is_cut=hits.is_cut, is_running=finder.is_running)
        self.panel.set_summary(self._summary(finder))

    def _summary(self, finder: FindSession) -> str:
        if finder.query.is_empty:
            return ""
        total = len(finder.hits)
        if not total:
            return self.bar.said
        if finder.hits.is_cut:
            return self.tr("More than {count} places").format(count=QLocale().toString(total))
        return self.tr("%Ln place(s)", "", total)

    def _go_to_hit(self, hit: Hit) -> None:
        session = self.session
        if session is None:
            return
        first, last = session.surface.in_view()
        if self._left_from is None and not first <= hit.start < last:
            self._left_from = session.surface.place()
            session.history.leave(self._left_from)
        is_known = not session.opened.fixed_pages or session.knows_page(hit.start.section)
        self._awaited = None if is_known else hit
        session.surface.reveal(hit.start)
        if is_known:
            session.bring_caret(hit.start)
        self._uncover(session, hit)

    def _page_read(self, page: int) -> None:
        """Where on a fixed page a hit stands is known once its text is: then down to its line."""
        if self.session is not None and self._awaited is not None and self._awaited.start.section == page:
            place, self._awaited = self._awaited.start, None
            first, last = self.session.surface.in_view()
            if first.section <= page <= last.section:
                self.session.surface.reveal(place)
                self.session.bring_caret(place)

    def _uncover_lines(self) -> None:
        """Who goes to a hit wants to read its line: a panel that lies over the beginnings of lines goes."""
        side, view = self.parts.side, self.parts.page_view
        if self.session is None or side.isHidden():
            return
        if self.session.surface is not view:
            if not self.parts.fixed_view.aside_px:
                side.close_panel()
            return
        column = QRect(view.flow.column_left, 0, view.flow.row.look.column_px, view.height())
        if side.geometry().intersects(column.translated(view.viewport().mapTo(self.parts.page, QPoint(0, 0)))):
            side.close_panel()

    def _uncover(self, session: ReadingSession, hit: Hit) -> None:
        """The tools do not lie over the hit."""
        tools, view = self.parts.tools, session.surface
        if not isinstance(view, PageView):
            return
        rect = view.flow.caret_rect(hit.start)
        if rect.isEmpty():
            return
        scrolls = getattr(view, "mode", PageMode.SCROLLED) is PageMode.SCROLLED
        if scrolls and not tools.isHidden() and rect.top() < tools.height() + _BELOW_TOOLS_PX:
            view.scroll_by(rect.top() - tools.height() - _BELOW_TOOLS_PX)

    def _say_failure(self, error: HearthError) -> None:
        self.parts.say(sentence(error))

    def _select_place_found(self) -> None:
        """The place one stood on stays selected: it can be marked, noted, looked up."""
        finder, session = self.finder, self.session
        if finder is None or session is None or finder.current < 0 or not session.surface.selection.is_empty:
            return
        hit = finder.hits[finder.current]
        end = Locator(hit.start.section, hit.start.offset + hit.length)
        session.surface.selection.select(hit.start, end)
        session.surface.tell_selection()

    def _closed(self) -> None:
        self._left_from = None
        if self.session is not None:
            self.session.surface.setFocus()

    def _chapters_of(self, session: ReadingSession) -> list[Chapter]:
        """The document's own table where there is one, else its pages or sections."""
        opened = session.opened
        if opened.outline:
            entries = sorted(opened.outline, key=lambda entry: entry.target)
            chapters = [Chapter(entry.target, entry.title) for entry in entries]
        elif opened.fixed_pages:
            labels = [page.label or str(number + 1) for number, page in enumerate(opened.fixed_pages)]
            chapters = [
                Chapter(Locator(number), self.tr("Page {page}").format(page=label))
                for number, label in enumerate(labels)
            ]
        else:
            chapters = [Chapter(Locator(info.index), info.title) for info in opened.sections if info.title.strip()]
        return [Chapter(Locator(0), opened.row.title), *chapters]  # what stands before the first chapter
