"""Find in the open document: the bar, the search under way, its hits in the text."""

from __future__ import annotations

from reader.reading.find import Hit
from reader.text.model import Locator
from ui.reading.find_bar import FindBar
from ui.reading.find_session import FindSession
from ui.reading.layers import Layer, Span, Tint
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme


class Finding(PageFeature):
    """Owns the find bar; each document has a search of its own."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.bar = FindBar(parts.theme(), parts.page)
        self.finder: FindSession | None = None
        self.bar.words_changed.connect(self._seek)
        self.bar.step_requested.connect(self.step)
        self.bar.closed.connect(self._closed)
        parts.actions.add("find", self.bar.open_bar)
        parts.actions.add("next", lambda: self.step(1))
        parts.actions.add("previous", lambda: self.step(-1))

    def document_opened(self, session: ReadingSession) -> None:
        sections = [info.index for info in session.opened.sections]
        finder = FindSession(self.parts.library, self.parts.jobs, session.opened.row.id, sections, session)
        finder.changed.connect(self._show_hits)
        finder.went_to.connect(self._go_to_hit)
        self.finder = finder

    def document_left(self) -> None:
        if self.finder is not None:
            self.finder.cancel()
            self.finder = None
        self.bar.close_bar()

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)

    def escape(self) -> bool:
        if self.bar.isHidden():
            return False
        self.bar.close_bar()
        return True

    def open_with(self, words: str, place: Locator) -> None:
        """Open the bar with `words` sought from `place` on."""
        self.bar.open_bar(words)
        if self.finder is not None:
            self.finder.seek(words, place, at_once=True)

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) hit."""
        if self.finder is not None:
            self.finder.step(by)

    def _seek(self, words: str) -> None:
        if self.finder is not None and self.session is not None:
            self.finder.seek(words, self.session.surface.place())

    def _show_hits(self) -> None:
        finder, session = self.finder, self.session
        if finder is None or session is None:
            return
        spans = [_span(hit, is_current=number == finder.current) for number, hit in enumerate(finder.hits)]
        session.surface.set_layer(Layer.HITS, spans)
        self.bar.show_count(finder.current, len(finder.hits))

    def _go_to_hit(self, hit: Hit) -> None:
        if self.session is not None:
            self.session.surface.reveal(hit.start)

    def _closed(self) -> None:
        if self.session is not None:
            self.session.surface.setFocus()


def _span(hit: Hit, *, is_current: bool) -> Span:
    end = Locator(hit.start.section, hit.start.offset + hit.length)
    return Span(hit.start, end, Tint.CURRENT_HIT if is_current else Tint.HIT)
