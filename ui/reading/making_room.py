"""Text and panel beside each other: where the window has room for both, the text moves over."""

from __future__ import annotations

from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession
from ui.reading.side_panel import PANEL_WIDTH_PX
from ui.reading.typesetting import Typesetting

LEAST_PAGE_PX = 560
"""Fixed pages become smaller beside the panel; in less than this nobody could read them, and it lies over them."""


class MakingRoom(PageFeature):
    """Keeps the views out from under the panel. A line of text is never set anew for it: it only stands elsewhere."""

    def __init__(self, parts: PageParts, typesetting: Typesetting) -> None:
        super().__init__(parts)
        self._typesetting = typesetting
        parts.side.opened.connect(lambda _name: self.arrange())
        parts.side.closed.connect(self.arrange)
        typesetting.changed.connect(self.arrange)

    def document_opened(self, session: ReadingSession) -> None:
        self.arrange()

    def arrange(self) -> None:
        is_open = self.session is not None and not self.parts.side.isHidden()
        flowing, fixed = self.parts.page_view, self.parts.fixed_view
        flowing.set_aside(PANEL_WIDTH_PX if is_open and self._has_room_for_text() else 0)
        fixed.set_aside(PANEL_WIDTH_PX if is_open and self._has_room_for_pages() else 0)

    def _has_room_for_text(self) -> bool:
        view = self.parts.page_view
        whole_px = view.viewport().width() + view.aside_px
        whole = self._typesetting.look(view_width_px=whole_px)
        beside = self._typesetting.look(view_width_px=whole_px - PANEL_WIDTH_PX)
        return whole == beside

    def _has_room_for_pages(self) -> bool:
        view = self.parts.fixed_view
        return view.viewport().width() + view.aside_px - PANEL_WIDTH_PX >= LEAST_PAGE_PX
