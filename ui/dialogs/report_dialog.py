"""How an import ended: what came in, and each file that did not with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from reader.errors import HearthError
from ui.dialogs.dialog import Dialog
from ui.dialogs.line_list import LineList
from ui.direction_tricks import shown
from ui.library.wording import refusal_sentence

_WIDTH_PX = 560


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
            lines = [(shown(name), refusal_sentence(error)) for name, error in refusals]
            down.addWidget(LineList(self.tr("Files that were not added"), lines, self), 1)
        down.addLayout(self.button_row(close))

    def _summary(self, added: int, known: int, refused: int) -> str:
        number = QLocale().toString
        parts = [self.tr("Added: {count}.").format(count=number(added))]
        if known:
            parts.append(self.tr("Here already: {count}.").format(count=number(known)))
        if refused:
            parts.append(self.tr("Not added: {count}.").format(count=number(refused)))
        return " ".join(parts)
