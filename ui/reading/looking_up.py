"""Looking words up: the key, the card beside the word, and the words looked up one after the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt

from reader.errors import HearthError
from reader.reading.find import DocumentText
from reader.reading.looking_up import LookUp, look_up
from reader.text.model import Locator
from ui.jobs import Job
from ui.reading.dictionary_popover import DictionaryPopover
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession, Surface
from ui.reading.word_here import asked_place, rect_at, word_at
from ui.theme import Theme
from ui.words import sentence


class LookingUp(PageFeature):
    """What was looked up is forgotten with the card."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.popover = DictionaryPopover(parts.theme(), parts.page)
        self.popover.word_requested.connect(self.look_up)
        self.popover.back_requested.connect(lambda: self._step(-1))
        self.popover.forward_requested.connect(lambda: self._step(1))
        self.popover.closed.connect(self.close)
        self.popover.address_requested.connect(self._show_address)
        self._words: list[str] = []
        self._at = -1
        self._anchor = self._room = QRect()
        self._text: DocumentText | None = None
        self._job: Job | None = None
        parts.actions.add("look_up", self._ask)
        for view in (parts.page_view, parts.fixed_view):
            view.moved.connect(partial(self._moved, view))

    def document_opened(self, session: ReadingSession) -> None:
        sections = [info.index for info in session.opened.sections]
        self._text = DocumentText(self.parts.library, session.opened.row.id, sections, kept_bytes=0)

    def document_left(self) -> None:
        self._text = None
        self.close()

    def set_theme(self, theme: Theme) -> None:
        self.popover.set_theme(theme)

    def escape(self) -> bool:
        was_open = not self.popover.isHidden()
        self.close()
        return was_open

    def arrange(self) -> None:
        self.close()

    def close(self) -> None:
        """Put the card away, and all words with it."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._words, self._at = [], -1
        self.popover.clear()
        if not self.popover.isHidden():
            self.popover.hide()
            if self.session is not None:
                self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self, view: Surface) -> None:
        """The word has left its card; what is not shown moves too, and means nothing."""
        if self.session is not None and view is self.session.surface:
            self.close()

    def look_up(self, word: str) -> None:
        """Show what dictionaries say of `word`, after the words before it."""
        word = " ".join(word.split())
        if word:
            self._words = [*self._words[: self._at + 1], word]
            self._at = len(self._words) - 1
            self._look_up(word)

    def _ask(self) -> None:
        """The word that is meant; without one, the card is there to type one."""
        session, text = self.session, self._text
        if session is None or text is None:
            return
        self.close()
        asked = asked_place(session)
        if asked is None:
            self._open_at(session, session.surface.place(), "")
            return
        self._job = self.parts.jobs.run(
            lambda: word_at(text, *asked),
            lambda found: self._open_at(session, *found),
            self._fail,
            owner=session,
        )

    def _open_at(self, session: ReadingSession, place: Locator, word: str) -> None:
        if session is not self.session:
            return
        viewport = session.surface.viewport()
        corner = viewport.mapTo(self.parts.page, QPoint(0, 0))
        self._anchor = rect_at(session.surface, place).translated(corner)
        self._room = QRect(corner, viewport.size())
        if word:
            self.look_up(word)
        else:
            self._show(LookUp("", ""))

    def _look_up(self, word: str) -> None:
        if self._job is not None:
            self._job.cancel()
        library = self.parts.library
        self._job = self.parts.jobs.run(lambda: look_up(library, word), self._show, self._fail, owner=self)

    def _show(self, found: LookUp) -> None:
        self._job = None
        popover = self.popover
        popover.show_found(found, has_before=self._at > 0, has_after=self._at < len(self._words) - 1)
        if popover.isHidden():
            popover.place_beside(self._anchor, self._room)
            popover.show()
        popover.raise_()
        (popover.articles if found.word else popover.field).setFocus(Qt.FocusReason.PopupFocusReason)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._words):
            self._at += by
            self._look_up(self._words[self._at])

    def _show_address(self, address: str) -> None:
        if self.session is not None:
            self.session.external_link_requested.emit(address)

    def _fail(self, error: HearthError) -> None:
        self.parts.say(sentence(error))
