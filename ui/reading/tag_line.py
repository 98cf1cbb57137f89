"""A line of tags with commas between; what is typed is completed to a tag that is in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from reader.store.mark import tidy_tags
from reader.text.fold import fold
from ui.widgets.safe_line_edit import SafeLineEdit


class TagLine(SafeLineEdit):
    """The rest of a known tag is put in selected, so that the next letter typed goes over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Sequence[str] = ()
        self._length = 0
        self.textEdited.connect(self._complete)

    def set_known(self, tags: Sequence[str]) -> None:
        """The tags in use, those used most first."""
        self._known = tags

    def add(self, tag: str) -> None:
        """Put one more behind those there."""
        self.setText(", ".join(tidy_tags([*self.text().split(","), tag])))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go on being completed; what is taken away is not put back."""
        self._length = len(self.text()) - len(self.selectedText())
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._length = len(self.text()) - len(self.selectedText())
        super().inputMethodEvent(event)

    def _complete(self, text: str) -> None:
        at = self.cursorPosition()
        if at < len(text) or len(text) <= self._length:
            return
        begun = text.rpartition(",")[2].lstrip()
        there = set(tidy_tags(text.split(",")[:-1]))
        for tag in self._known if begun else ():
            if tag not in there and len(tag) > len(begun) and fold(tag).startswith(fold(begun)):
                self.setText(text + tag[len(begun) :])
                self.setSelection(at, len(tag) - len(begun))
                return

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.deselect()
        super().focusOutEvent(event)
