"""The page of the Notes cover: one note's plain text, and what of it may be saved."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reader.covers.quarantine import Unsaved

_COLUMN_EM = 40
_MIN_MARGIN_PX = 28
_TOP_MARGIN_PX = 36


class NotesEditor(QPlainTextEdit):
    """Says `text_changed(text)` after each edit, with what may be saved of the text."""

    text_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unsaved = Unsaved()
        self._showing = False
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Write something…"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.document().contentsChange.connect(self._note_edit)
        self.textChanged.connect(self._tell)

    def show_note(self, text: str) -> None:
        """Replace the page by another note."""
        self._showing = True
        self.setPlainText(text)
        self._unsaved.forget()
        self.setUndoRedoEnabled(True)
        self._showing = False

    def begin_unsaved(self) -> None:
        """What is typed in the next seconds stays on the page only; undo would make it look old, so that ends too."""
        self._unsaved.begin(time.monotonic())
        self.setUndoRedoEnabled(False)

    def kept_text(self) -> str:
        """What of the page may be saved."""
        return self._unsaved.kept(self.toPlainText())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at a width that reads well."""
        column_px = _COLUMN_EM * self.fontMetrics().height() // 2
        margin_px = max(_MIN_MARGIN_PX, (self.width() - column_px) // 2)
        self.setViewportMargins(margin_px, _TOP_MARGIN_PX, margin_px, 0)
        super().resizeEvent(event)

    def _note_edit(self, position: int, removed: int, added: int) -> None:
        if self._showing:
            return
        # Qt counts the document's last, invisible break in edits of the whole text.
        length = self.document().characterCount() - 1
        self._unsaved.edited(position, removed, min(added, max(0, length - position)), time.monotonic())

    def _tell(self) -> None:
        if not self._showing:
            self.text_changed.emit(self.kept_text())
