"""The table of contents: its page in the side panel, and the chapter one is in."""

from __future__ import annotations

from reader.text.model import Locator
from ui.reading.outline_panel import OutlinePanel
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession


class Contents(PageFeature):
    """Shows the outline of each document; one without an outline has no such page."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.panel = OutlinePanel(parts.side)
        self.panel.place_requested.connect(lambda place: self.session.jump(place) if self.session else None)
        parts.side.add_page("outline", self.tr("Contents"), "outline", self.panel)
        parts.actions.add("outline", lambda: parts.side.toggle("outline"))

    def document_opened(self, session: ReadingSession) -> None:
        self.panel.set_entries(session.opened.outline, self._where)
        self._offer(bool(session.opened.outline))
        session.progressed.connect(lambda: self.panel.show_place(session.here))
        self.panel.show_place(session.here)

    def document_left(self) -> None:
        self.panel.set_entries(())

    def _where(self, place: Locator) -> str:
        """How far into the document an entry is: its page where there are pages, else per cent."""
        session = self.session
        if session is None:
            return ""
        pages = session.opened.fixed_pages
        if pages:
            return pages[place.section].label or str(place.section + 1) if place.section < len(pages) else ""
        printed = session.printed.label_at(place)
        return printed or self.tr("{percent} %").format(percent=int(session.fraction(place) * 100))

    def _offer(self, has_outline: bool) -> None:
        self.parts.actions.set_available(["outline"], available=has_outline)
        self.parts.side.set_tab_visible("outline", visible=has_outline)
