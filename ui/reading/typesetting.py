"""How the text of the open document is set: the person's preferences, the look that they make, the keys for size."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import msgspec
from PySide6.QtCore import QLocale, Signal

from reader.reading.hyphenation import Hyphenator
from reader.reading.kept import encoded
from reader.reading.latin_language import latin_language
from reader.reading.preferences import PREFERENCES_SETTING, PageMode, ReadingPreferences, setting_of
from reader.reading.softening import soften
from reader.reading.typefaces import HAN
from reader.reading.typography import DEFAULT_BODY_SIZE_PX, larger, setting_for, smaller, writing_of
from reader.text.language import guess_language
from ui.reading.opened_document import OpenedDocument
from ui.reading.page_box import columns_of, fitting_mode, tallest_image_px
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_look import IMAGE_HEIGHT_SHARE, PageLook, column_width_px
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme
from ui.write_queue import WriteQueue


class Typesetting(PageFeature):
    """Holds the preferences that hold for the open document and sets its text by them.

    They are those for all documents, or, once the person has said so, this document's own.
    """

    changed = Signal()

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.worn: Callable[[PageLook], PageLook] = lambda look: look  # what discreet text puts over it
        self.preferences = ReadingPreferences()
        self.for_all = ReadingPreferences()
        self.is_own = False
        self._hyphenator = Hyphenator()
        self._divides_words = False
        self._writing = ""
        self._writes = WriteQueue(parts.jobs)
        parts.page_view.size_changed.connect(self.apply)
        parts.page_view.resize_requested.connect(self.resize_text)
        for name, step in (("larger", 1), ("smaller", -1), ("natural", 0)):
            parts.actions.add(name, partial(self.resize_text, step))
        parts.actions.add("mode", self.next_mode)

    @property
    def is_saving(self) -> bool:
        """Whether something that was chosen is still on its way into the library."""
        return not self._writes.is_empty

    def prepare(self, session: ReadingSession) -> PageLook:
        """The look that a flowing document begins with, before it is shown."""
        self.session = session
        self._take(session.opened)
        return self.look()

    def warm(self, languages: Callable[[], Iterable[str]]) -> None:
        """Load what dividing words in `languages` takes; it is called in a job."""
        hyphenator = self._hyphenator
        self.parts.jobs.run(lambda: hyphenator.warm(languages()), lambda _none: None, lambda _error: None)

    def divider(self, session: ReadingSession) -> Callable[[str], str]:
        """Puts soft hyphens into a piece's markup, whatever the preferences say now; "" if there is nothing to divide.

        For jobs: the first call loads a dictionary.
        """
        language, points = _language(session.opened), self._hyphenator.points
        is_known = self._hyphenator.knows(language)

        def divide(html: str) -> str:
            return soften(html, language, points) if is_known or ' lang="' in html else ""

        return divide

    def document_opened(self, session: ReadingSession) -> None:
        if session.opened.fixed_pages:  # of text it was taken before it was shown
            self._take(session.opened)
        self.parts.actions.set_available(["mode"], available=not session.opened.fixed_pages)

    def set_theme(self, theme: Theme) -> None:
        self.apply()

    def change(self, **chosen: object) -> None:
        """Set these fields of the preferences, show it and keep it: for this document alone if it has its own."""
        self.choose(msgspec.structs.replace(self.preferences, **chosen))

    def choose(self, preferences: ReadingPreferences) -> None:
        """Set all of the preferences, as `change`."""
        if preferences == self.preferences:
            return
        self.preferences = preferences
        if not self.is_own:
            self.for_all = preferences
        self.apply()
        self._keep()
        self.changed.emit()

    def set_own(self, *, is_own: bool) -> None:
        """Let what holds now hold for this document alone from here on; or give that up for what holds for all."""
        if is_own == self.is_own or self.session is None:
            return
        self.is_own = is_own
        if not is_own:
            self.preferences = self.for_all
            self.apply()
        self._keep()
        self.changed.emit()

    def reset(self) -> None:
        """Back to how pages are set when nobody has chosen anything; how they are turned stays."""
        self.choose(ReadingPreferences(mode=self.preferences.mode))

    def resize_text(self, step: int) -> None:
        """Larger (1), smaller (-1) or as it comes (0); fixed pages are zoomed instead."""
        session, view = self.session, self.parts.fixed_view
        if session is not None and session.surface is view:
            view.zoom_by(step) if step else view.fit(view.natural_fit)
            return
        size = self.preferences.body_px
        self.change(body_px={1: larger(size), -1: smaller(size)}.get(step, DEFAULT_BODY_SIZE_PX))

    def next_mode(self) -> None:
        """Scrolled, page by page, two pages beside each other, and scrolled again; two only where there is room."""
        modes, view = list(PageMode), self.parts.page_view.viewport()
        mode = modes[(modes.index(self.preferences.mode) + 1) % len(modes)]
        if fitting_mode(mode, view.width(), self.preferences.body_px) is not mode:
            mode = modes[0]
        self.change(mode=mode)

    def apply(self) -> None:
        """Set the text anew, where anything changed."""
        self.parts.page_view.set_look(self.worn(self.look()))

    def look(self, view_width_px: int | None = None) -> PageLook:
        """What the preferences, the document and the window make of a page; or a window that were so wide."""
        opened = self.session.opened if self.session is not None else None
        chosen, view = self.preferences, self.parts.page_view.viewport()
        if opened is None:
            return PageLook(theme=self.parts.theme(), setting=setting_for(""), body_px=chosen.body_px)
        home = QLocale().bcp47Name()
        setting = setting_of(chosen, self._writing, home=home)
        width_px = view.width() if view_width_px is None else view_width_px
        mode = fitting_mode(chosen.mode, width_px, chosen.body_px)
        return PageLook(
            theme=self.parts.theme(),
            setting=setting,
            language=opened.language,
            home=setting.script if setting.script in HAN else home,
            direction=opened.direction,
            body_px=chosen.body_px,
            column_px=column_width_px(setting, chosen.body_px, width_px // columns_of(mode), chosen.margin_em),
            image_height_px=tallest_image_px(mode, view.height(), chosen.body_px, IMAGE_HEIGHT_SHARE),
            mode=mode,
            typeface=chosen.typeface,
            justification=chosen.justification,
            paragraphs=chosen.paragraphs,
            hyphenates=chosen.hyphenates,
            divides_words=self._divides_words,
            breaks_syllables=chosen.breaks_syllables,
            letter_percent=chosen.letter_percent,
            weight=chosen.weight,
        )

    def _take(self, opened: OpenedDocument) -> None:
        self.preferences, self.for_all = opened.preferences, opened.preferences_for_all
        self.is_own = opened.has_own_preferences
        self._divides_words = self._hyphenator.knows(_language(opened))
        self._writing = writing_of(opened.language, opened.sample)  # a look at some of the text: not at each new look

    def _keep(self) -> None:
        """Save what was chosen. A full disk loses the choice at the next start, not the page."""
        library, session = self.parts.library, self.session
        document = session.opened.row.id if session is not None else None
        for_all, own = encoded(self.for_all), encoded(self.preferences) if self.is_own else None

        def save() -> None:
            library.set_setting(PREFERENCES_SETTING, for_all)
            if document is not None:
                library.set_document_setting(document, PREFERENCES_SETTING, own)

        self._writes.put(f"{PREFERENCES_SETTING} {document}", save)


def _language(opened: OpenedDocument) -> str:
    """The language by which the document's words are divided."""
    return opened.language or guess_language(opened.sample) or latin_language(opened.sample)
