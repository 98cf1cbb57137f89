"""Selecting with keys and copying what is selected."""

from __future__ import annotations

from ui.reading.copier import Copier
from ui.reading.page_feature import PageFeature, PageParts


class Copying(PageFeature):
    """The clipboard keeps a copy for half a minute."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.copier = Copier(parts.library, parts.jobs, self)
        parts.actions.add("copy", self._copy)
        parts.actions.add("select_all", lambda: self.session.surface.select_all() if self.session else None)
        parts.actions.add("caret", lambda: self.session.surface.toggle_caret_browsing() if self.session else None)

    def escape(self) -> bool:
        """Out of caret browsing, before out of the document."""
        surface = self.session.surface if self.session is not None else None
        if surface is None or not surface.caret_browsing:
            return False
        surface.toggle_caret_browsing()
        return True

    def _copy(self) -> None:
        if self.session is not None:
            self.copier.copy(self.session.opened.row.id, self.session.surface.selection.span)
