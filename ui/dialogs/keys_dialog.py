"""All keys on one page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.guard.messages import PanicKeys
from ui import shortcuts
from ui.dialogs.dialog import Dialog
from ui.panic_keys import key_label

_COLUMN_GAP_PX = 44
_AROUND = QSize(72, 140)
"""What margins, heading and button take besides the lines."""
Lines = tuple[tuple[str, str], ...]
"""Keys, those pressed one after the other or instead of each other parted by spaces; and what they do."""


class KeysDialog(Dialog):
    """Escape, F1 or the button puts it away."""

    def __init__(self, keys: PanicKeys, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys_to_hide = keys
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence(shortcuts.HELP), self, self.accept)
        lines = QWidget(self)
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight, lines)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(_COLUMN_GAP_PX)
        for sections in (
            ((self.tr("Hide and come back"), self._panic_lines()), (self.tr("In the library"), self._library_lines())),
            ((self.tr("While reading"), self._reading_lines()),),
        ):
            across.addLayout(self._column(sections))
        down = QVBoxLayout(self)
        down.setContentsMargins(26, 22, 26, 20)
        down.setSpacing(12)
        down.addWidget(self.heading(self.tr("Keys")))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(lines)
        area.setAccessibleName(self.tr("Keys"))
        down.addWidget(area, 1)
        down.addLayout(self.button_row(close))
        if lines.sizeHint().width() + _AROUND.width() > self.room().width():
            across.setDirection(QBoxLayout.Direction.TopToBottom)
        self.fit(lines.sizeHint() + _AROUND)

    def _panic_lines(self) -> Lines:
        keys = self._keys_to_hide
        # A name of several words is one key: only spaces part keys here.
        label = key_label(keys.key_name).replace(" ", "\N{NO-BREAK SPACE}")
        taps = self.tr("The same: Shift three times, with nothing in between")
        if not keys.key_name:
            taps = self.tr("Hide everything at once: Shift three times, with nothing in between")
        return (
            *(((label, self.tr("Hide everything at once")),) if keys.key_name else ()),
            *((("⇧ ⇧ ⇧", taps),) if keys.shift_taps else ()),
            ("Ctrl+.  Ctrl+.  Ctrl+.", self.tr("Come back: in the notepad, hold Ctrl and tap the full stop")),
            ("", self.tr("After hiding, wait three seconds before you come back")),
            ("Ctrl+L", self.tr("Lock, and ask for the passphrase again")),
        )

    def _library_lines(self) -> Lines:
        return (
            ("Ctrl+F", self.tr("Search in everything")),
            ("↓", self.tr("From the search to the list")),
            ("↵", self.tr("Open")),
            ("Ctrl+O", self.tr("Add files")),
            ("Ctrl+I", self.tr("Information about the document, also while reading")),
            ("Del", self.tr("Delete what is selected")),
            ("Esc", self.tr("Leave the search")),
            ("Ctrl+,", self.tr("Settings; Esc leads back")),
            *self._full_screen_lines(),
            ("F1", self.tr("This page")),
        )

    def _full_screen_lines(self) -> Lines:
        """Whoever had chosen that key to hide everything before it had this use keeps it for that."""
        is_free = self._keys_to_hide.key_name != shortcuts.FULL_SCREEN
        return ((shortcuts.FULL_SCREEN, self.tr("Full screen, also while reading, and back")),) if is_free else ()

    def _reading_lines(self) -> Lines:
        space = self.tr("Space")
        return (
            (f"{space}  ⇧+{space}", self.tr("On, and back, by one view")),
            ("Home  End", self.tr("To the beginning, to the end")),
            ("Ctrl+F", self.tr("Find in this document")),
            ("F3  ⇧+F3", self.tr("Next and previous place found")),
            ("Alt+←  Alt+→", self.tr("Back from a jump, and forward again")),
            ("O", self.tr("Contents")),
            ("Ctrl++  Ctrl+−  Ctrl+0", self.tr("Larger, smaller, as it was; also Ctrl and the wheel")),
            ("T", self.tr("Paper, sepia or night")),
            ("W", self.tr("Fixed pages: fit the width or the whole page")),
            ("F10", self.tr("Show the tools, or hide them")),
            ("F7", self.tr("Move a caret with the arrows")),
            ("Ctrl+C", self.tr("Copy what is selected, for half a minute")),
            ("Esc", self.tr("Back to the library")),
        )

    def _column(self, sections: tuple[tuple[str, Lines], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        for heading, lines in sections:
            title = QLabel(heading, self)
            title.setProperty("look", "group")
            title.setIndent(0)
            grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            for keys, meaning in lines:
                row = grid.rowCount()
                grid.addLayout(self._keys(keys, meaning), row, 0)
                grid.addWidget(QLabel(meaning, self), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _keys(self, keys: str, meaning: str) -> QHBoxLayout:
        drawn = QHBoxLayout()
        drawn.setSpacing(5)
        for text in filter(None, keys.split(" ")):
            key = QLabel(text, self)
            key.setProperty("look", "key")
            key.setAccessibleName(f"{text}: {meaning}")
            key.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            drawn.addWidget(key)
        drawn.addStretch()
        return drawn
