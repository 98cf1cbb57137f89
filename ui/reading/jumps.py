"""The list of where one came from, with the words that stand there."""

from __future__ import annotations

from textwrap import shorten

import msgspec

from reader.text.model import IMAGE_CHARACTER, Locator
from ui.jobs import Job
from ui.reading.jumps_panel import JumpLine, JumpsPanel
from ui.reading.opened_document import OpenedDocument, ReadingLibrary
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession

_MOST_LINES = 100
_WORDS_CHARACTERS = 90
_LONGEST_WORD = 30
"""Where no space stands so far before a place, there are none between words, and its line begins where it is."""


class Jumps(PageFeature):
    """A page of the side panel. It lives and dies with the open document, as the history does."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.panel = JumpsPanel(parts.side)
        self.panel.place_requested.connect(lambda place: self.session.jump(place) if self.session else None)
        self._job: Job | None = None
        parts.side.add_page("jumps", self.tr("Where you came from"), "jumps", self.panel)
        parts.side.opened.connect(lambda _name: self._show())
        parts.actions.add("jumps", lambda: parts.side.toggle("jumps"))

    def document_opened(self, session: ReadingSession) -> None:
        session.history_changed.connect(self._show)

    def document_left(self) -> None:
        self._cancel()
        self.panel.set_lines(())

    def _show(self) -> None:
        """List them, at once by chapter, then with the words that stand there."""
        session = self.session
        if session is None or self.parts.side.shown != "jumps":
            return
        lines = self._lines(session)
        self.panel.set_lines(lines)
        library, opened = self.parts.library, session.opened
        self._cancel()
        self._job = self.parts.jobs.run(
            lambda: [_with_words(library, opened, line) for line in lines],
            self.panel.set_lines,
            lambda _error: None,
            owner=session,
        )

    def _lines(self, session: ReadingSession) -> list[JumpLine]:
        ahead = [(place, True) for place in session.history.ahead]
        places = [*ahead, *((place, False) for place in session.history.behind)][:_MOST_LINES]
        return [self._line(session, place, is_ahead=is_ahead) for place, is_ahead in places]

    def _line(self, session: ReadingSession, place: Locator, *, is_ahead: bool) -> JumpLine:
        chapter, pages = session.chapters.at(place), session.opened.fixed_pages
        where = self.tr("{percent} %").format(percent=int(session.fraction(place) * 100))
        if pages:
            where = self.tr("Page {page}").format(page=pages[place.section].label or place.section + 1)
        title = chapter.title if chapter is not None else ""
        return JumpLine(place=place, chapter=title, where=where, is_ahead=is_ahead)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _with_words(library: ReadingLibrary, opened: OpenedDocument, line: JumpLine) -> JumpLine:
    """The line with the text at its place. Blocks."""
    index = opened.pages.index_of(line.place)
    if index < 0:
        return line
    span = opened.pages.spans[index]
    text = library.piece(opened.row.id, span.section, span.number).text
    start = _word_start(text, max(0, line.place.offset - span.start))
    words = " ".join(text[start : start + 2 * _WORDS_CHARACTERS].replace(IMAGE_CHARACTER, " ").split())
    shown = shorten(words, _WORDS_CHARACTERS, placeholder=" …") if " " in words else words[:_WORDS_CHARACTERS]
    return msgspec.structs.replace(line, words=shown)


def _word_start(text: str, place: int) -> int:
    """Where the word begins that the character at `place` is in."""
    before = text[max(0, place - _LONGEST_WORD) : place]
    if not before or text[place : place + 1].isspace():
        return place
    word = len(before) - max((number + 1 for number, each in enumerate(before) if each.isspace()), default=0)
    return place if word == _LONGEST_WORD else place - word
