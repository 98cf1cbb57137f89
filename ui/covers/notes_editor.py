"""The page of the Notes cover: one note's plain text, and what of it may be saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reader.covers.quarantine import SCRATCH_S

_COLUMN_EM = 40
_MIN_MARGIN_PX = 28
_TOP_MARGIN_PX = 36


class NotesEditor(QPlainTextEdit):
    """Says `text_changed(text)` after each edit that is to be saved.

    For a while after a panic edits are scratch: shown, told to nobody, and taken back as one when the time is over.
    Until that has been done the page holds what is stored or scratch, never a mixture that might be saved.
    """

    text_changed = Signal(str)
    scratch_over = Signal()  # the time is over; what was typed goes next
    scratch_dropped = Signal()  # the page shows what is stored

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self._showing = False
        self._scratch_timer = QTimer(
            self, singleShot=True, interval=round(SCRATCH_S * 1000), timerType=Qt.TimerType.PreciseTimer
        )
        self._scratch_timer.timeout.connect(self.scratch_over)
        self._scratch_timer.timeout.connect(self._take_back)
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Write something…"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.textChanged.connect(self._tell)

    def show_note(self, text: str) -> None:
        """Replace the page by another note."""
        self._stored = text
        self._set_page(text)

    def begin_scratch(self) -> None:
        """What is typed from now on, until the time is over, is scratch; what was scratch already goes."""
        self._scratch_timer.start()
        self._take_back()

    def end_scratch(self) -> None:
        """The time is over early."""
        if self._scratch_timer.isActive():
            self._take_back()
            self._scratch_timer.stop()

    def drop_scratch(self) -> None:
        """What was typed goes; the time runs on."""
        if self._scratch_timer.isActive():
            self._take_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at a width that reads well."""
        column_px = _COLUMN_EM * self.fontMetrics().height() // 2
        margin_px = max(_MIN_MARGIN_PX, (self.width() - column_px) // 2)
        self.setViewportMargins(margin_px, _TOP_MARGIN_PX, margin_px, 0)
        super().resizeEvent(event)

    def _take_back(self) -> None:
        """Also undo and a word that an input method still composes must not bring anything back later."""
        self._showing = True
        if self.hasFocus():
            QGuiApplication.inputMethod().reset()
        self._showing = False
        if self.toPlainText() != self._stored:
            cursor = self.textCursor()
            position = cursor.position()
            self._set_page(self._stored)
            cursor.setPosition(min(position, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
        self.document().clearUndoRedoStacks()
        self.scratch_dropped.emit()

    def _set_page(self, text: str) -> None:
        self._showing = True
        self.setPlainText(text)
        self._showing = False

    def _tell(self) -> None:
        if not self._showing and not self._scratch_timer.isActive():
            self._stored = self.toPlainText()
            self.text_changed.emit(self._stored)
