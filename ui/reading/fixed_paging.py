"""How fixed pages lie, are turned and look at night, as the person changes it by keys; kept for the document."""

from __future__ import annotations

from functools import partial

import msgspec

from reader.reading.fixed_preferences import FIXED_SETTING, NIGHT_SETTING, Arrangement, FixedPreferences, NightPages
from reader.reading.kept import encoded
from reader.store.rows import ZoomMode
from ui.reading.fixed_view import Manner
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession
from ui.write_queue import WriteQueue

ACTIONS = ("fit", "rotate", "rotate_back", "cover_alone", "night_pages")
_QUARTER = 90


class FixedPaging(PageFeature):
    """Does what keys ask of fixed pages, says what came of it, and keeps it."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.preferences = FixedPreferences()
        self._writes = WriteQueue(parts.jobs)
        add = parts.actions.add
        self._flowing_mode = parts.actions.handler("mode")
        add("mode", self._mode)
        add("fit", self._fit)
        add("rotate", partial(self._turn, _QUARTER))
        add("rotate_back", partial(self._turn, -_QUARTER))
        add("cover_alone", self._toggle_cover)
        add("night_pages", self._next_night)

    def document_opened(self, session: ReadingSession) -> None:
        self.preferences = session.opened.fixed
        is_fixed = bool(session.opened.fixed_pages)
        self.parts.actions.set_available(ACTIONS, available=is_fixed)
        if is_fixed or self._flowing_mode is None:
            self.parts.actions.set_available(["mode"], available=is_fixed)
        self.parts.actions.set_on("cover_alone", on=is_fixed and self.preferences.cover_alone)

    @property
    def is_shown(self) -> bool:
        """Whether the open document has fixed pages."""
        return self.session is not None and bool(self.session.opened.fixed_pages)

    @property
    def _is_single(self) -> bool:
        return len(self.parts.fixed_view.scene.layout.sizes) == 1

    def next_mode(self) -> None:
        """Scroll on, turn single pages, or two at a time."""
        modes = [mode for mode in Arrangement if mode is not Arrangement.FACING or not self._is_single]
        now = self.parts.fixed_view.scene.layout.arrangement
        at = modes.index(now) if now in modes else -1  # a single page faces none
        self._change(arrangement=modes[(at + 1) % len(modes)])
        self.parts.say(self._mode_in_words())

    def _mode(self) -> None:
        """Flowing text has its own modes: what had this action before keeps it there."""
        if self.is_shown:
            self.next_mode()
        elif self._flowing_mode is not None:
            self._flowing_mode()

    def _fit(self) -> None:
        view = self.parts.fixed_view
        view.fit()
        self.parts.say({
            ZoomMode.FIT_WIDTH: self.tr("As wide as the window"),
            ZoomMode.FIT_PAGE: self.tr("The whole page"),
            ZoomMode.FIT_TEXT: self.tr("As wide as the window, without margins"),
        }.get(view.scene.layout.mode, ""))  # fmt: skip

    def _turn(self, degrees: int) -> None:
        self._change(turned=(self.preferences.turned + degrees) % 360)

    def _toggle_cover(self) -> None:
        self._change(cover_alone=not self.preferences.cover_alone)
        self.parts.actions.set_on("cover_alone", on=self.preferences.cover_alone)
        alone = self.preferences.cover_alone
        facing = self.tr("The first two pages face each other")
        self.parts.say(self.tr("The first page stands alone") if alone else facing)

    def _next_night(self) -> None:
        view, ways = self.parts.fixed_view, list(NightPages)
        if view.manner is not Manner.TEXT:
            ways.remove(NightPages.INVERTED)  # a picture is never turned into its negative
        following = ways[(ways.index(view.night) + 1) % len(ways)] if view.night in ways else ways[-1]
        view.set_night(following)
        library = self.parts.library
        self._writes.put(NIGHT_SETTING, lambda: library.set_setting(NIGHT_SETTING, following.value))
        self.parts.say({
            NightPages.INVERTED: self.tr("At night: light words on dark pages"),
            NightPages.DIMMED: self.tr("At night: dimmed pages"),
            NightPages.PLAIN: self.tr("At night: pages as they are"),
        }[following])  # fmt: skip

    def _mode_in_words(self) -> str:
        return {
            Arrangement.CONTINUOUS: self.tr("Pages one under the other"),
            Arrangement.SINGLE: self.tr("One page at a time"),
            Arrangement.FACING: self.tr("Two pages side by side"),
        }[self.parts.fixed_view.scene.layout.arrangement]

    def _change(self, **chosen: object) -> None:
        """Show the pages so, at the same place, and keep it for this document."""
        session, view = self.session, self.parts.fixed_view
        if session is None or not self.is_shown:
            return
        self.preferences = msgspec.structs.replace(self.preferences, **chosen)
        page, fraction = view.page, view.scene.layout.place_at(view.scene.scroll.y())
        layout = view.scene.layout
        layout.turned, layout.cover_alone = self.preferences.turned, self.preferences.cover_alone
        layout.arrangement = self.preferences.arrangement or layout.arrangement
        view.scroller.arrange(page, fraction[1] if fraction[0] == page else 0.0)
        library, document, kept = self.parts.library, session.opened.row.id, encoded(self.preferences)
        subject = f"{FIXED_SETTING} {document}"
        self._writes.put(subject, lambda: library.set_document_setting(document, FIXED_SETTING, kept))
