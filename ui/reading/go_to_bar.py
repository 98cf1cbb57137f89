"""A small field over the page: a page or a per cent, and what is understood of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from reader.reading.going import MOST_CHARACTERS
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.safe_line_edit import SafeLineEdit

_WIDTH_PX = 360
_ABOVE_PX = 14


class GoToBar(QFrame):
    """Asks where to; what that means is said by others with `say`."""

    text_changed = Signal(str)
    confirmed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Go to a page or per cent"))
        self.field = SafeLineEdit(self)
        self.field.setMaxLength(MOST_CHARACTERS)
        self.field.setAccessibleName(self.tr("Page or per cent"))
        self.field.textChanged.connect(self.text_changed)
        self.field.installEventFilter(self)
        self._close = QToolButton(self)
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.close_bar)
        self._words = QLabel(self)
        self._words.setProperty("look", "soft")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 10)
        self._column.setSpacing(8)
        self._column.addLayout(row)
        self._column.addWidget(self._words)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._close.setIcon(icon("close", theme.soft))

    def open_bar(self, here: str, hint: str, room: QRect) -> None:
        """Show it at the foot of `room` with the keyboard in it; `hint` says what can be typed, `here` where one is."""
        self.field.clear()
        self.field.setPlaceholderText(here)
        self.say(hint)
        self.arrange(room)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def arrange(self, room: QRect) -> None:
        """Stand in the middle of the foot of `room`."""
        width = min(_WIDTH_PX, room.width() - 2 * _ABOVE_PX)
        self.resize(width, self._column.totalHeightForWidth(width))
        self.move(room.center().x() - width // 2, room.bottom() - self.height() - _ABOVE_PX)

    def say(self, text: str) -> None:
        """What is understood, or why not."""
        self._words.setText(text)
        self._words.setAccessibleName(text)

    @property
    def words(self) -> str:
        return self._words.text()

    def close_bar(self) -> bool:
        """Hide it. Whether it was open."""
        if self.isHidden():
            return False
        self.hide()
        self.field.clear()
        self.closed.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.confirmed.emit(self.field.text())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)
