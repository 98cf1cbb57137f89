"""How the text of the open document is set: the person's preferences, the look that they make, the keys for size."""

from __future__ import annotations

from functools import partial

import msgspec

from reader.reading.preferences import PREFERENCES_SETTING, ReadingPreferences, encoded
from reader.reading.typography import DEFAULT_BODY_SIZE_PX, larger, setting_for, smaller
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_look import IMAGE_HEIGHT_SHARE, PageLook, column_width_px
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme


class Typesetting(PageFeature):
    """Holds the preferences that hold for the open document and sets its text by them."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.preferences = ReadingPreferences()
        parts.page_view.width_changed.connect(self.apply)
        parts.page_view.resize_requested.connect(self.resize_text)
        for name, step in (("larger", 1), ("smaller", -1), ("natural", 0)):
            parts.actions.add(name, partial(self.resize_text, step))
        parts.actions.add("fit", parts.fixed_view.fit)

    def prepare(self, session: ReadingSession) -> PageLook:
        """The look that a flowing document begins with, before it is shown."""
        self.session = session
        self.preferences = session.opened.preferences
        return self.look()

    def document_opened(self, session: ReadingSession) -> None:
        self.preferences = session.opened.preferences
        self.parts.actions.set_available(["fit"], available=bool(session.opened.fixed_pages))

    def set_theme(self, theme: Theme) -> None:
        self.apply()

    def change(self, **chosen: object) -> None:
        """Set these fields of the preferences, show it and keep it."""
        changed = msgspec.structs.replace(self.preferences, **chosen)
        if changed == self.preferences:
            return
        self.preferences = changed
        self.apply()
        library = self.parts.library
        self.parts.jobs.run(
            lambda: library.set_setting(PREFERENCES_SETTING, encoded(changed)), lambda _none: None, lambda _error: None
        )

    def resize_text(self, step: int) -> None:
        """Larger (1), smaller (-1) or as it comes (0); fixed pages are zoomed instead."""
        session, view = self.session, self.parts.fixed_view
        if session is not None and session.surface is view:
            view.zoom_by(step) if step else view.fit()
            return
        size = self.preferences.body_px
        self.change(body_px={1: larger(size), -1: smaller(size)}.get(step, DEFAULT_BODY_SIZE_PX))

    def apply(self) -> None:
        """Set the text anew, where anything changed."""
        self.parts.page_view.set_look(self.look())

    def look(self) -> PageLook:
        """What the preferences, the document and the window make of a page."""
        opened = self.session.opened if self.session is not None else None
        size, view = self.preferences.body_px, self.parts.page_view.viewport()
        if opened is None:
            return PageLook(theme=self.parts.theme(), setting=setting_for(""), body_px=size)
        setting = setting_for(opened.language, opened.sample)
        return PageLook(
            theme=self.parts.theme(),
            setting=setting,
            language=opened.language,
            direction=opened.direction,
            body_px=size,
            column_px=column_width_px(setting, size, view.width()),
            image_height_px=max(200, round(view.height() * IMAGE_HEIGHT_SHARE)),
        )
