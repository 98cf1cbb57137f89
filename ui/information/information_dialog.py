"""What is known about a document, what is inside it, and what is not shown as it was meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.text_dialog import TextDialog
from ui.direction_tricks import shown
from ui.information.fact_lines import FactLines, Line
from ui.information.facts import Facts
from ui.information.simplified import ARTICLE_ONLY, simplified_sentences
from ui.library.wording import untitled
from ui.reading.clipboard import FleetingClipboard
from ui.translations import reading_edge
from ui.widgets.fact_label import FactLabel

_WIDTH_PX = 560
_NAMES_PX = 150
_MOST_FILES = 200
_WITHIN_PX = 7


class InformationDialog(TextDialog):
    """Opened with `open()`. What it says can be selected, and copied for half a minute."""

    page_requested = Signal(bool)  # the whole page, or its article alone

    def __init__(self, facts: Facts, parent: QWidget) -> None:
        super().__init__(shown(facts.row.title) or untitled(), _WIDTH_PX, parent)
        self.setAccessibleName(self.tr("Information"))
        self._clipboard = FleetingClipboard(self)
        lines = FactLines(self)
        self._add_lines(lines.of(facts))
        if facts.details.description:
            self._add_group(self.tr("Description"), [self._label(shown(facts.details.description))])
        if facts.row.simplified:
            self._add_simplified(facts)
        if facts.embedded:
            self._add_files(lines.embedded(facts.embedded))
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        others = [button for button in (self._page_button(facts),) if button is not None]
        self.foot.addLayout(self.button_row(close, *others))
        close.setFocus()

    def _add_lines(self, lines: list[Line]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, _NAMES_PX)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(lines):
            told = QLabel(name, self)
            told.setProperty("look", "soft")
            told.setWordWrap(True)
            told.setAlignment(reading_edge() | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, row, 0, Qt.AlignmentFlag.AlignTop)
            label = self._label(value)
            label.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 1)
        self.words.addLayout(grid)

    def _add_simplified(self, facts: Facts) -> None:
        sentences = [self._label(text) for text in simplified_sentences(facts.row.simplified)]
        self._add_group(self.tr("What is shown in a simpler way"), sentences)

    def _add_files(self, files: list[Line]) -> None:
        note = self.body(self.tr("They are listed and never opened here."))
        note.setProperty("look", "soft")
        shown_files = [self._file(name, more) for name, more in files[:_MOST_FILES]]
        if len(files) > _MOST_FILES:
            shown_files.append(self.body(self.tr("… and %Ln more.", "", len(files) - _MOST_FILES)))
        self._add_group(self.tr("Files inside it"), [note, *shown_files])

    def _file(self, name: str, more: str) -> QWidget:
        pair = QWidget(self)
        down = QVBoxLayout(pair)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(1)
        down.addWidget(self._label(name))
        if more:
            label = self._label(more)
            label.setProperty("look", "soft")
            down.addWidget(label)
        return pair

    def _page_button(self, facts: Facts) -> QPushButton | None:
        """A saved page can be shown whole, and its article alone again, as long as its original is kept."""
        whole = facts.details.whole_page
        if not facts.row.size_bytes or not (whole or ARTICLE_ONLY in facts.row.simplified):
            return None
        button = QPushButton(self.tr("Show the article only") if whole else self.tr("Show the whole page"), self)
        button.clicked.connect(lambda: self.page_requested.emit(not whole))
        button.clicked.connect(self.accept)
        return button

    def _add_group(self, name: str, parts: Sequence[QWidget]) -> None:
        label = QLabel(name, self)
        label.setProperty("look", "group")
        label.setIndent(0)
        label.setAlignment(reading_edge())
        group = QVBoxLayout()
        group.setSpacing(_WITHIN_PX)
        for part in (label, *parts):
            group.addWidget(part)
        self.words.addLayout(group)

    def _label(self, text: str) -> FactLabel:
        return FactLabel(text, self._clipboard, self)
