"""The Blank cover: an empty page. It takes nothing in and keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt

from reader.covers.gestures import CornersGesture
from ui.covers.cover import Cover
from ui.theme import Theme

_SIZE = QSize(960, 640)


class BlankCover(Cover):
    """Nothing but its colour."""

    def __init__(self, theme: Theme, *, title: str) -> None:
        super().__init__(theme, title=title, size=_SIZE)
        self.setAccessibleName(self.tr("Empty page"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.listen(corners=CornersGesture())

    def is_saved(self) -> bool:
        """See `Cover`: always."""
        return True

    def begin_scratch(self) -> None:
        """See `Cover`: nothing is ever done here."""

    def drop_scratch(self) -> None:
        """See `begin_scratch`."""

    def end_scratch(self) -> None:
        """See `begin_scratch`."""
