"""The list of typefaces: what suits every writing first, then every family of the system, with a box to narrow it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.translations import is_mirrored
from ui.widgets.safe_line_edit import SafeLineEdit

_VALUE = Qt.ItemDataRole.UserRole


class TypefaceList(QWidget):
    """`chosen` follows the current line at once, so that the page shows each family while one goes through them."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        arrow = "\u2192" if is_mirrored() else "\u2190"
        title = self.tr("Typeface")
        self.back = QPushButton(f"{arrow} {title}", self)
        self.back.setProperty("look", "link")
        self.back.clicked.connect(self.closed)
        self.words = SafeLineEdit(self)
        self.words.setPlaceholderText(self.tr("Name of a typeface"))
        self.words.setAccessibleName(self.tr("Name of a typeface"))
        self.words.textChanged.connect(self._narrow)
        self.list = QListWidget(self)
        self.list.setProperty("look", "boxed")
        self.list.setAccessibleName(self.tr("Typefaces"))
        self.list.currentItemChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        self._is_filling = False

    def fill(self, general: list[tuple[str, str]], typeface: str) -> None:
        """`general`: names and values of those that suit every writing; `typeface` is the one that is chosen."""
        self._is_filling = True
        self.list.clear()
        self.words.clear()
        families = dict.fromkeys(
            name.partition(" [")[0]  # who cast it, where two have
            for name in QFontDatabase.families()
            if not QFontDatabase.isPrivateFamily(name)
        )
        for name, value in [*general, *((name, name) for name in families)]:
            item = QListWidgetItem(name)
            item.setData(_VALUE, value)
            self.list.addItem(item)
            if value == typeface:
                self.list.setCurrentItem(item)
        self._is_filling = False
        self.list.scrollToItem(self.list.currentItem())
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down in the box goes to the list, Return anywhere is enough."""
        if event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in wanted))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.chosen.emit(str(item.data(_VALUE)))
