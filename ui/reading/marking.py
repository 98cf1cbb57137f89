"""Highlights and notes in the open document: by keys, by the bar at a selection, by the menu, by a click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from reader.errors import HearthError
from reader.marks.merging import coloured
from reader.store.mark import Mark
from ui.reading.copier import Copier
from ui.reading.layers import Layer, Span, Tint
from ui.reading.mark_book import MarkBook
from ui.reading.mark_card import MarkCard
from ui.reading.mark_deeds import MarkDeeds
from ui.reading.mark_popovers import MarkPopovers
from ui.reading.mark_signs import MarkSigns
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession, Surface
from ui.reading.selection_bar import HIGHLIGHTS
from ui.theme import Theme
from ui.words import sentence


class Marking(PageFeature):
    """`book` holds the marks; bookmarks and lists are features of their own that use it."""

    def __init__(self, parts: PageParts, copier: Copier) -> None:
        super().__init__(parts)
        self._copier = copier
        self._spans: list[Span] = []
        self.book = MarkBook(parts.library, parts.jobs, self)
        self.deeds = MarkDeeds(self.book, parts.library, parts.jobs, self)
        self.card = MarkCard(parts.theme(), copier.clipboard.copy, parts.page)
        views: tuple[Surface, ...] = (parts.page_view, parts.fixed_view)
        self.signs = {view: MarkSigns(view, parts.theme()) for view in views}
        self.popovers = MarkPopovers(parts, self.book, self.card, self.signs, self.deeds.stood_on)
        self._add_actions()
        self._connect()

    def document_opened(self, session: ReadingSession) -> None:
        self.deeds.begin(session)
        self.popovers.begin(session)
        self.book.open(session.opened.row.id)
        self._read_tags()

    def document_left(self) -> None:
        self.deeds.begin(None)
        self.popovers.begin(None)
        self.book.close()

    def set_theme(self, theme: Theme) -> None:
        self.popovers.bar.set_theme(theme)
        self.card.set_theme(theme)
        for signs in self.signs.values():
            signs.set_theme(theme)

    def escape(self) -> bool:
        return self.popovers.escape()

    def edit(self, mark: Mark) -> None:
        """Go to a mark and write its note."""
        self.deeds.go_to(mark)
        self.popovers.open_card(mark, edit=True)

    def _add_actions(self) -> None:
        add, deeds = self.parts.actions.add, self.deeds
        for name, colour in HIGHLIGHTS.items():
            add(name, partial(deeds.highlight, colour))
        add("note", deeds.write_note)
        add("remove_mark", deeds.remove)
        add("next_mark", partial(deeds.step, 1))
        add("previous_mark", partial(deeds.step, -1))
        add("undo_mark", deeds.undo)

    def _connect(self) -> None:
        self.book.changed.connect(self._show)
        self.book.failed.connect(self._say_not_kept)
        self.deeds.failed.connect(self._say_not_kept)
        self.deeds.said.connect(self.parts.say)
        self.deeds.done.connect(self.popovers.bar.hide)
        self.popovers.bar.keyboard_left.connect(self._focus_page)
        self.deeds.card_wanted.connect(lambda mark, edit: self.popovers.open_card(mark, edit=edit))
        self.popovers.opened.connect(self.deeds.stand_on)
        self.popovers.opened.connect(lambda _mark: self._read_tags())
        self.card.mark_changed.connect(lambda mark, is_first: self.book.put(mark, undoable=is_first))
        self.card.remove_requested.connect(self.book.remove)
        self.card.copy_requested.connect(self._copy)
        self.card.closed.connect(self._focus_page)
        self.parts.actions.changed.connect(self._follow_quiet)

    def _copy(self, mark: Mark) -> None:
        if self.session is not None:
            self._copier.copy(self.session.opened.row.id, (mark.start, mark.end))

    def _show(self) -> None:
        session = self.session
        if session is None:
            return
        spans = [Span(start, end, Tint(colour.value)) for start, end, colour in coloured(self.book.marks)]
        if spans != self._spans or not spans:
            self._spans = spans
            session.surface.set_layer(Layer.MARKS, spans)
        for view, signs in self.signs.items():
            signs.show_marks(self.book.marks if view is session.surface else ())
        if self.card.mark is not None:
            self.card.follow(self.book.mark(self.card.mark.number))

    def _follow_quiet(self) -> None:
        is_quiet = self.popovers.is_quiet
        for signs in self.signs.values():
            signs.setVisible(not is_quiet)
        if is_quiet:
            self.popovers.escape()

    def _say_not_kept(self, error: HearthError) -> None:
        self.parts.say(self.tr("The change was not kept.") + " " + sentence(error))

    def _read_tags(self) -> None:
        library = self.parts.library
        self.parts.jobs.run(library.mark_tags, self.popovers.take_tags, lambda _error: None)

    def _focus_page(self) -> None:
        if self.session is not None and self.parts.side.isHidden():
            self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)
