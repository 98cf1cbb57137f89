"""Where the bar, the card and the menu of marks show, and what the pointer asks of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu

from reader.marks.merging import topmost
from reader.store.mark import Mark
from reader.text.model import Locator
from ui.reading.mark_book import MarkBook
from ui.reading.mark_card import MarkCard
from ui.reading.mark_menu import fill_menu
from ui.reading.mark_places import place_at, rect_of
from ui.reading.mark_pointer import MarkPointer
from ui.reading.mark_signs import MarkSigns
from ui.reading.page_feature import PageParts
from ui.reading.reading_session import ReadingSession, Surface
from ui.reading.selection_bar import SelectionBar

QUIET = ("discreet", "shade")
"""While one of these is on, nothing but the text shall be seen."""


class MarkPopovers(QObject):
    """Puts them beside what they are about, on either view. `stood_on` tells which mark the menu is for."""

    opened = Signal(object)  # Mark whose card shows

    def __init__(
        self, parts: PageParts, book: MarkBook, card: MarkCard, signs: dict[Surface, MarkSigns],
        stood_on: Callable[[], Mark | None],
    ) -> None:  # fmt: skip
        super().__init__(parts.page)
        self._parts, self._book, self.card, self._stood_on = parts, book, card, stood_on
        self.bar = SelectionBar(parts.actions, parts.theme(), parts.page)
        self.menu = QMenu(parts.page)
        self._session: ReadingSession | None = None
        self._tags: list[str] = []
        self._shown_in = (Locator(0), Locator(0))
        for view, sign in signs.items():
            view.moved.connect(self._moved)
            MarkPointer(
                view,
                sign,
                released=self._released,
                sign_pressed=self._open_number,
                ribbon_pressed=partial(parts.actions.act, "bookmark"),
                menu_wanted=self._open_menu,
            )

    def begin(self, session: ReadingSession | None) -> None:
        """Another document, or none."""
        self._session = session
        self._tags = []
        self.bar.hide()
        self.card.close_card()
        self.menu.close()

    def escape(self) -> bool:
        """Close what is open. Whether anything was."""
        if self.card.close_card():
            return True
        was_open = not self.bar.isHidden()
        self.bar.hide()
        return was_open

    def take_tags(self, tags: list[str]) -> None:
        """These are in use."""
        self._tags = tags

    @property
    def is_quiet(self) -> bool:
        """Whether nothing but the text shall be seen."""
        return any(self._parts.actions.is_on(name) for name in QUIET)

    def open_card(self, mark: Mark, *, edit: bool) -> None:
        """Show a mark's card beside it."""
        session = self._session
        if session is None:
            return
        self.bar.hide()
        self.opened.emit(mark)
        self.card.show_mark(mark, self._tags, self._around(session, mark), self._room(), edit=edit)

    def _moved(self) -> None:
        if self._session is not None and self._session.surface.in_view() != self._shown_in:
            self.bar.hide()
        if self._session is not None and not self.card.has_keyboard and not self.card.isHidden():
            mark = self.card.mark
            first, last = self._session.surface.in_view()
            if mark is None or not first <= mark.start <= last:
                self.card.close_card()

    def _released(self, point: QPoint, is_click: bool) -> None:
        session = self._session
        if session is None:
            return
        if not session.surface.selection.is_empty:
            if not self.is_quiet:
                self._show_bar(session, point)
            return
        self.bar.hide()
        place = place_at(session.surface, point) if is_click else None
        mark = topmost(self._book.marks, place) if place is not None else None
        if mark is not None:
            self.open_card(mark, edit=False)
        elif not self.card.isHidden():
            self.card.close_card()

    def _show_bar(self, session: ReadingSession, point: QPoint) -> None:
        self.card.close_card()
        self._shown_in = session.surface.in_view()
        line = QRect(point, point).adjusted(0, -14, 0, 14)
        self.bar.show_at(self._on_page(session, line), self._room())

    def _open_number(self, number: int) -> None:
        mark = self._book.mark(number)
        if mark is not None:
            self.open_card(mark, edit=False)

    def _open_menu(self, point: QPoint, by_keyboard: bool) -> None:
        session = self._session
        if session is None:
            return
        view = session.surface
        if by_keyboard:
            caret = view.selection.caret or view.place()
            rect = rect_of(view, caret)
            point = rect.bottomLeft() if not rect.isEmpty() else view.viewport().rect().center()
        elif view.selection.is_empty:
            view.selection.put_caret(place_at(view, point))
            view.clear_selection()
        self.bar.hide()
        fill_menu(self.menu, self._parts.actions, self._parts.theme(), has_selection=not view.selection.is_empty,
                  mark=self._stood_on())  # fmt: skip
        self.menu.popup(view.viewport().mapToGlobal(point))

    def _around(self, session: ReadingSession, mark: Mark) -> QRect:
        """From the first line of a mark to its last, as far as they are in view."""
        first, last = rect_of(session.surface, mark.start), rect_of(session.surface, mark.end)
        rect = QRect(first.topLeft(), last.bottomLeft()).normalized() if first.isValid() and last.isValid() else first
        middle = session.surface.viewport().rect().center()
        return self._on_page(session, rect if not rect.isEmpty() else QRect(middle, middle))

    def _on_page(self, session: ReadingSession, rect: QRect) -> QRect:
        return rect.translated(session.surface.viewport().mapTo(self._parts.page, QPoint(0, 0)))

    def _room(self) -> QRect:
        view = self._session.surface if self._session is not None else self._parts.page_view
        return QRect(view.mapTo(self._parts.page, QPoint(0, 0)), view.size())
