"""Discreet text: one key makes the page a plain note, the same key makes it a page again. Nothing of it is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt

from reader.text.model import Locator
from ui.reading.accessible_page import PageNarrator
from ui.reading.discreet_look import discreet_look
from ui.reading.find_bar import FindBar
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_look import PageLook
from ui.reading.page_view import PageView
from ui.reading.piece_loader import PieceLoader
from ui.reading.reading_session import ReadingSession
from ui.reading.typesetting import Typesetting
from ui.theme import Theme


class Discreet(PageFeature):
    """Flowing text is set anew where it stands; over fixed pages lies a note of their text."""

    def __init__(self, parts: PageParts, typesetting: Typesetting) -> None:
        super().__init__(parts)
        self.is_on = False
        self._typesetting = typesetting
        typesetting.worn = self._worn
        self.note: PageView | None = None  # only while it shows: screen readers find no second document
        self._loader: PieceLoader | None = None
        parts.actions.add("discreet", lambda: self.switch(on=not self.is_on))

    def document_opened(self, session: ReadingSession) -> None:
        self.switch(on=False)

    def document_left(self) -> None:
        self.switch(on=False)

    def set_theme(self, theme: Theme) -> None:
        if self.note is not None:
            self.note.set_look(self._note_look())

    def escape(self) -> bool:
        was_on = self.is_on
        self.switch(on=False)
        return was_on

    def arrange(self) -> None:
        if self.note is not None:
            self.note.setGeometry(self.parts.page.rect())
            self.note.set_look(self._note_look())

    def switch(self, *, on: bool) -> None:
        """Show the text as a note, or as it is."""
        if on == self.is_on:
            return
        self.is_on = on
        parts, session = self.parts, self.session
        bar = parts.page.findChild(FindBar)
        if on and bar is not None:
            bar.close_bar()
        if on and session is not None and session.surface is parts.fixed_view:
            self._lay_note_over(session)
        elif not on:
            self._take_note_away()
        self._typesetting.apply()
        parts.overlays.set_bare(bare=on)
        parts.actions.set_on("discreet", on=on)
        parts.actions.set_available(["tools"], available=not on)

    def _worn(self, look: PageLook) -> PageLook:
        return discreet_look(look, self.parts.page.width()) if self.is_on else look

    def _note_look(self) -> PageLook:
        return discreet_look(self._typesetting.look(), self.parts.page.width())

    # -- over fixed pages

    def _lay_note_over(self, session: ReadingSession) -> None:
        parts, pages, number = self.parts, session.opened.pages, session.opened.row.id
        note = PageView(self._note_look(), parts.page)
        PageNarrator(note)
        parts.overlays.watch(note, note.viewport())
        loader = PieceLoader(parts.library, parts.jobs, number, pages, note)
        loader.piece_loaded.connect(note.set_piece)
        note.piece_wanted.connect(loader.load)
        note.setGeometry(parts.page.rect())
        note.show_pages(pages, self._note_look(), session.surface.place())
        note.moved.connect(self._follow)
        note.show()
        note.raise_()
        note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note, self._loader = note, loader

    def _take_note_away(self) -> None:
        note, loader = self.note, self._loader
        self.note = self._loader = None
        if note is None or loader is None:
            return
        loader.cancel()
        self.parts.overlays.forget(note, note.viewport())
        note.hide()
        note.deleteLater()
        if self.session is not None:
            self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """The pages below go along, so that the place is kept as ever."""
        session = self.session
        if session is None or self.note is None:
            return
        place = Locator(self.note.place().section)
        if place.section != session.surface.place().section:
            session.surface.go_to(place)
