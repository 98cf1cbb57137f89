"""What can be done with marks: highlight, write a note, remove, go from one to the next, take back."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from reader.marks.marked_sentence import sentence_at
from reader.marks.merging import highlighted, of_stretch, topmost
from reader.store.mark import Mark, MarkColour, MarkKind
from reader.text.model import Locator
from ui.jobs import Jobs
from ui.reading.mark_book import MarkBook
from ui.reading.opened_document import ReadingLibrary
from ui.reading.reading_session import ReadingSession


class MarkDeeds(QObject):
    """Acts on what is selected, else on the mark that is stood on, else on the sentence at the caret."""

    done = Signal()  # something was marked, changed or removed
    marked = Signal(object)  # Mark that is stood on from now on
    card_wanted = Signal(object, bool)  # Mark, whether to write at once
    said = Signal(str)
    failed = Signal(object)  # HearthError

    def __init__(self, book: MarkBook, library: ReadingLibrary, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._book, self._library, self._jobs = book, library, jobs
        self._session: ReadingSession | None = None
        self._at = 0
        self._caret_then: Locator | None = None
        self._colour = MarkColour.YELLOW

    def begin(self, session: ReadingSession | None) -> None:
        """Another document, or none."""
        self._session, self._at = session, 0

    def stand_on(self, mark: Mark) -> None:
        """What is done without a selection is meant for this one."""
        self._at = mark.number
        self._caret_then = self._session.surface.selection.caret if self._session is not None else None

    def highlight(self, colour: MarkColour) -> None:
        """Mark what is selected, or else change the highlight stood on, or mark the sentence at the caret.

        The colour that a highlight has already takes it away, unless that would take a note along.
        """
        self._colour = colour
        stretch = self._selected()
        there = self._of_stretch(*stretch) if stretch is not None else self.stood_on()
        if there is not None and there.kind is MarkKind.HIGHLIGHT:
            self._recolour(there, colour)
        elif stretch is not None:
            self._add(*stretch, colour)
        else:
            self._mark_sentence(colour, edit=False)

    def write_note(self) -> None:
        """Open the note of what is stood on; what is selected is highlighted for it."""
        stretch = self._selected()
        there = self._of_stretch(*stretch) if stretch is not None else self.stood_on()
        if there is not None:
            self.card_wanted.emit(there, True)
        elif stretch is not None:
            self.card_wanted.emit(self._add(*stretch, self._colour), True)
        else:
            self._mark_sentence(self._colour, edit=True)

    def remove(self) -> None:
        """Take away what is stood on, or all highlights in what is selected."""
        stretch = self._selected()
        mark = self.stood_on()
        marks = [mark] if mark is not None else []
        if stretch is not None:
            inside = (each for each in self._book.marks if each.kind is MarkKind.HIGHLIGHT and not each.is_lost)
            marks = [each for each in inside if each.start < stretch[1] and stretch[0] < each.end]
        self._remove(*marks)
        self.done.emit()

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) mark in the text."""
        session = self._session
        marks = [mark for mark in self._book.marks if not mark.is_lost]
        if session is None or not marks:
            return
        here = self._place_of_steps(session)
        after = [mark for mark in marks if mark.place > here]
        before = [mark for mark in marks if mark.place < here]
        mark = (after or marks)[0] if by > 0 else (before or marks)[-1]
        self.go_to(mark)

    def go_to(self, mark: Mark) -> None:
        """Stand on a mark."""
        session = self._session
        if session is None:
            return
        session.jump(mark.start)
        session.surface.selection.put_caret(mark.start)
        session.surface.clear_selection()
        self.stand_on(mark)
        self.marked.emit(mark)

    def undo(self) -> None:
        if not self._book.undo():
            self.said.emit(self.tr("There is nothing to take back."))

    def stood_on(self) -> Mark | None:
        """The mark that is meant without a selection: the card's, the one at the caret, or the one last gone to."""
        session = self._session
        if session is None:
            return None
        last = self._book.mark(self._at)
        caret = session.surface.selection.caret
        if last is not None and caret == self._caret_then and self._is_in_view(session, last.start):
            return last
        if caret is None or not self._is_in_view(session, caret):
            return None
        return topmost(self._book.marks, caret)

    def _add(self, start: Locator, end: Locator, colour: MarkColour) -> Mark:
        new, replaced = highlighted(self._book.marks, self._book.new(Mark(start=start, end=end, colour=colour)))
        self._book.put(new, removed=replaced)
        if self._session is not None:
            self._session.surface.clear_selection()
        self.stand_on(new)
        self.done.emit()
        return new

    def _recolour(self, mark: Mark, colour: MarkColour) -> None:
        if mark.colour is not colour:
            self._book.put(msgspec.structs.replace(mark, colour=colour))
        elif mark.note.strip():
            self.card_wanted.emit(mark, False)
        else:
            self._remove(mark)
        if self._session is not None:
            self._session.surface.clear_selection()
        self.done.emit()

    def _remove(self, *marks: Mark) -> None:
        self._book.remove(*marks)
        if marks:
            self.said.emit(self.tr("The mark is removed.") if len(marks) == 1 else self.tr("The marks are removed."))

    def _mark_sentence(self, colour: MarkColour, *, edit: bool) -> None:
        session = self._session
        caret = session.surface.selection.caret if session is not None else None
        if session is None or caret is None or not self._is_in_view(session, caret):
            self.said.emit(self.tr("First select some words, or click into a sentence."))
            return
        library, document, language = self._library, session.opened.row.id, session.opened.language
        self._jobs.run(
            lambda: sentence_at(library, document, caret, language),
            lambda stretch: self._mark_found(document, stretch, colour, edit=edit),
            self.failed.emit,
        )

    def _mark_found(
        self, document: int, stretch: tuple[Locator, Locator] | None, colour: MarkColour, *, edit: bool
    ) -> None:
        if stretch is None or document != self._book.document:
            return
        mark = self._add(*stretch, colour)
        if edit:
            self.card_wanted.emit(mark, True)

    def _place_of_steps(self, session: ReadingSession) -> tuple[Locator, Locator, int]:
        last = self._book.mark(self._at)
        if last is not None and self._is_in_view(session, last.start):
            return last.place
        here = session.surface.place()
        return here, here, 0

    def _is_in_view(self, session: ReadingSession, place: Locator) -> bool:
        first, last = session.surface.in_view()
        return first <= place <= last

    def _selected(self) -> tuple[Locator, Locator] | None:
        return self._session.surface.selection.span if self._session is not None else None

    def _of_stretch(self, start: Locator, end: Locator) -> Mark | None:
        """The highlight of a selection, which may have taken a space at either end along."""
        for first in (0, 1):
            for last in (0, 1):
                near = Locator(start.section, start.offset + first), Locator(end.section, max(0, end.offset - last))
                if (mark := of_stretch(self._book.marks, *near)) is not None:
                    return mark
        return None
