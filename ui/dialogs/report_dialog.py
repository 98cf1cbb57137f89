"""How an import ended: what came in, and each file that did not with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.errors import HearthError
from ui.dialogs.dialog import Dialog
from ui.words import sentence

_WIDTH_PX = 560
_LIST_HEIGHT_PX = 260
MAX_SHOWN = 200


class ReportDialog(Dialog):
    """`known` files were in the library before; `refusals` are (file name, error).

    It stays until it is closed; nothing of it is written anywhere.
    """

    def __init__(self, added: int, known: int, refusals: Sequence[tuple[str, HearthError]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_WIDTH_PX)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(12)
        down.addWidget(self.heading(self._summary(added, known, len(refusals))))
        if refusals:
            down.addWidget(self._list(refusals), 1)
        down.addLayout(self.button_row(close))

    def _summary(self, added: int, known: int, refused: int) -> str:
        number = QLocale().toString
        parts = [self.tr("Added: {count}.").format(count=number(added))]
        if known:
            parts.append(self.tr("Here already: {count}.").format(count=number(known)))
        if refused:
            parts.append(self.tr("Not added: {count}.").format(count=number(refused)))
        return " ".join(parts)

    def _list(self, refusals: Sequence[tuple[str, HearthError]]) -> QScrollArea:
        inner = QWidget(self)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(12)
        for name, error in refusals[:MAX_SHOWN]:
            rows.addWidget(_refusal(name, error, inner))
        if len(refusals) > MAX_SHOWN:
            rows.addWidget(self.body(self.tr("… and %Ln more.", "", len(refusals) - MAX_SHOWN)))
        rows.addStretch()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(min(_LIST_HEIGHT_PX, 64 * len(refusals) + 8))
        area.setAccessibleName(self.tr("Files that were not added"))
        return area


def _refusal(name: str, error: HearthError, parent: QWidget) -> QWidget:
    made = QWidget(parent)
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    for text, look in ((name, "body"), (sentence(error), "soft")):
        label = QLabel(text, made)
        label.setProperty("look", look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        lines.addWidget(label)
    return made
