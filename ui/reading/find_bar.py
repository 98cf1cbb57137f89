"""The find bar: words, "3 of 17", previous, next, close."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from reader.reading.find import MOST_HITS
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.safe_line_edit import SafeLineEdit

_FIELD_WIDTH_PX = 260
_COUNT_WIDTH_PX = 96


class FindBar(QWidget):
    """Asks for words and steps; it finds nothing itself."""

    words_changed = Signal(str)
    step_requested = Signal(int)  # 1 next, -1 previous
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SafeLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAccessibleName(self.tr("Find in this document"))
        self.field.setFixedWidth(_FIELD_WIDTH_PX)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.words_changed)
        self._count = QLabel(self)
        self._count.setProperty("look", "soft")
        self._count.setMinimumWidth(_COUNT_WIDTH_PX)
        self._buttons = {
            "up": self._button(self.tr("Previous (Shift+F3)"), lambda: self.step_requested.emit(-1)),
            "down": self._button(self.tr("Next (F3)"), lambda: self.step_requested.emit(1)),
            "close": self._button(self.tr("Close (Esc)"), self.close_bar),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(6)
        for widget in (self.field, self._count, *self._buttons.values()):
            row.addWidget(widget)
        row.addStretch(1)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name, theme.soft))

    def open_bar(self, words: str = "") -> None:
        """Show the bar with the keyboard in it; `words` are put in when given."""
        if words:
            self.field.setText(words)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide it; the words go, so that no mark stays."""
        if not self.isHidden():
            self.hide()
            self.field.clear()
            self.closed.emit()

    def show_count(self, current: int, total: int) -> None:
        """Say where one stands among the hits; `current` counts from 0, -1 for none."""
        if not self.field.text().strip():
            text = ""
        elif total == 0:
            text = self.tr("Not found")
        elif total >= MOST_HITS:
            text = self.tr("{current} of more than {total}").format(current=current + 1, total=total)
        else:
            text = self.tr("{current} of {total}").format(current=current + 1, total=total)
        self._count.setText(text)
        self._count.setAccessibleName(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step_requested.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _button(self, name: str, pressed: object) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(pressed)
        return button
