"""Where else a word stands: in this document, and in the others of the library."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.reading.found_places import Line
from reader.search.results import DocumentHits, Hit
from ui.reading.found_list import FoundList
from ui.reading.found_model import HEADING_ROLE, LINE_ROLE
from ui.theme import Theme

_PLACE_ROLE = Qt.ItemDataRole.UserRole + 3


class ElsewherePanel(QWidget):
    """A click or Enter asks for a place: the document's number, the place, and the words that stand there."""

    place_requested = Signal(int, object, str)
    here_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = QLabel(self)
        self._word.setProperty("look", "section")
        self._word.setTextFormat(Qt.TextFormat.PlainText)
        self._word.setWordWrap(True)
        self.here = QPushButton(self)
        self.here.setProperty("look", "link")
        self.here.setAccessibleName(self.tr("All places found"))
        self.here.clicked.connect(self.here_requested)
        self._said = QLabel(self)
        self._said.setProperty("look", "soft")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setContentsMargins(12, 4, 12, 4)
        self.model = QStandardItemModel(self)
        self.list = FoundList(self.model, theme, self)
        self.list.setAccessibleName(self.tr("Places in other documents"))
        self.list.chosen.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._word)
        column.addWidget(self.here, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        self.clear()

    def clear(self) -> None:
        """Keep nothing of what was sought."""
        self.model.clear()
        self._word.setText(self.tr("Elsewhere"))
        self.here.hide()
        self._said.setText(self.tr("Select a word, or point at one, and ask for this list again."))
        self._said.show()

    def show_word(self, word: str) -> None:
        """This is sought from now on."""
        self.model.clear()
        self._word.setText(f"\u2068{word}\u2069")
        self._said.setText(self.tr("Looking …"))
        self._said.show()

    def show_here(self, count: int, *, is_cut: bool) -> None:
        """How often it stands in this document."""
        text = (
            self.tr("In this document: more than {count}").format(count=count)
            if is_cut
            else self.tr("In this document: %Ln place(s)", "", count)
        )
        self.here.setText(text)
        self.here.setAccessibleName(text)
        self.here.setVisible(count > 0)

    def show_others(self, found: Sequence[DocumentHits]) -> None:
        """Its places in other documents, by document."""
        self.model.clear()
        for document in found:
            heading = QStandardItem(document.title)
            heading.setData((document.title, f"{len(document.hits)}{'+' if document.more else ''}"), HEADING_ROLE)
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.model.appendRow(heading)
            for hit in document.hits:
                self.model.appendRow(_row(document.document, hit))
        self._said.setText("" if found else self.tr("It stands in no other document of the library."))
        self._said.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.model.index(1, 0))

    def say(self, text: str) -> None:
        """What went wrong."""
        self._said.setText(text)
        self._said.show()

    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    def focus_list(self) -> None:
        """The keyboard goes to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self, index: QModelIndex) -> None:
        place = index.data(_PLACE_ROLE)
        if place is not None:
            self.place_requested.emit(*place)


def _row(document: int, hit: Hit) -> QStandardItem:
    start, length = hit.marks[0] if hit.marks else (0, 0)
    row = QStandardItem(hit.snippet)
    row.setData(Line(hit.snippet, start, length), LINE_ROLE)
    row.setData((document, hit.locator, hit.snippet[start : start + length]), _PLACE_ROLE)
    return row
