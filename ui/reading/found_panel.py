"""The list of all places found, beside the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.reading.found_places import Chapter
from reader.reading.hits import Hits
from ui.reading.found_list import FoundList
from ui.reading.found_model import FoundModel, ReadLines
from ui.theme import Theme


class FoundPanel(QWidget):
    """Hits by chapter with the line round each; a click or Enter goes there, and the list stays."""

    place_requested = Signal(int)  # the number of a hit

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = QLabel(self)
        self._summary.setProperty("look", "section")
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self.model = FoundModel(self)
        self.list = FoundList(self.model, theme, self)
        self.list.setAccessibleName(self.tr("All places found"))
        self.list.chosen.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._summary)
        column.addWidget(self.list, 1)
        self.set_summary("")

    def show_hits(self, hits: Hits, chapters: Sequence[Chapter], read: ReadLines) -> None:
        """List these."""
        self.model.show_hits(hits, chapters, read)

    def set_summary(self, text: str) -> None:
        """The line above the list; "" says that nothing is sought."""
        self._summary.setText(text or self.tr("Type what you seek into the bar below the page."))

    def set_current(self, hit: int) -> None:
        """Mark the hit that is stood on, and have it in view."""
        index = self.model.index_of(hit)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.bring_into_view(index)
        else:
            self.list.setCurrentIndex(QModelIndex())

    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    def focus_list(self) -> None:
        """The keyboard goes to the list."""
        self.list.bring_into_view(self.list.currentIndex())  # what was hidden could not be scrolled
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self, index: QModelIndex) -> None:
        hit = self.model.hit_at(index)
        if hit >= 0:
            self.place_requested.emit(hit)
