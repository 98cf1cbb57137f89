"""Notes beside their mark: a link that calls one shows it there, every other link jumps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt

from reader.reading.notes import Call, is_mark
from reader.text.model import Locator
from ui.jobs import Job
from ui.reading.clipboard import FleetingClipboard
from ui.reading.note_lookup import FoundNote, note_behind
from ui.reading.note_popover import NotePopover
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_things import link_span
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme


class Noting(PageFeature):
    """Holds the card that shows a note."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.popover = NotePopover(FleetingClipboard(self), parts.theme(), parts.page)
        self._note: FoundNote | None = None
        self._mark, self._mark_rect = Locator(0), QRect()
        self._job: Job | None = None
        self.popover.go_requested.connect(self._go_to_note)
        self.popover.link_activated.connect(self._leave_for)
        self.popover.closed.connect(self._focus_page)
        parts.page_view.viewport().installEventFilter(self)
        parts.page_view.moved.connect(self._follow_movement)

    def document_opened(self, session: ReadingSession) -> None:
        session.shows_beside = self._shows_beside

    def document_left(self) -> None:
        self._cancel()
        self.popover.close_popup()
        self._note = None

    def set_theme(self, theme: Theme) -> None:
        self.popover.close_popup()
        self.popover.set_theme(theme)

    def escape(self) -> bool:
        return self.popover.close_popup()

    def arrange(self) -> None:
        self.popover.close_popup()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.popover.close_popup()
        return False

    def _shows_beside(self, href: str, target: Locator) -> bool:
        """Whether the link at the caret may call a note. Then a job finds out, and shows it or jumps."""
        session, view = self.session, self.parts.page_view
        caret = view.selection.caret
        found = link_span(view.flow, caret, href) if caret is not None else None
        if session is None or session.surface is not view or found is None or not is_mark(found[0].words):
            return False
        span, place = found
        call = Call(words=span.words, place=place, into_block=span.into_block, is_raised=span.is_raised)
        library, opened = self.parts.library, session.opened
        self._cancel()
        self._job = self.parts.jobs.run(
            lambda: note_behind(library, opened.row.id, opened.pages, opened.anchors, call, target),
            lambda note: self._show(note, place) if note is not None else session.jump(target),
            lambda _error: session.jump(target),
            owner=session,
        )
        return True

    def _show(self, note: FoundNote, mark: Locator) -> None:
        view, page = self.parts.page_view, self.parts.page
        self._note, self._mark, self._mark_rect = note, mark, view.flow.caret_rect(mark)
        corner = view.viewport().mapTo(page, QPoint())
        room = QRect(corner, view.viewport().size())
        self.popover.show_note(note.loaded, view.flow.row.look, self._mark_rect.translated(corner), room)

    def _go_to_note(self) -> None:
        note = self._note
        self.popover.close_popup()
        if self.session is not None and note is not None:
            self.session.jump(note.place)

    def _leave_for(self, href: str) -> None:
        """A link in the note was followed."""
        self.popover.close_popup()
        if self.session is not None:
            self.session.follow(href)

    def _follow_movement(self) -> None:
        """The text has moved on under a note: it goes, its mark is elsewhere."""
        if not self.popover.isHidden() and self.parts.page_view.flow.caret_rect(self._mark) != self._mark_rect:
            self.popover.close_popup()

    def _focus_page(self) -> None:
        if self.session is not None:
            self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
