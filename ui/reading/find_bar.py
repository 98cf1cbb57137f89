"""The find bar: words, how they are sought, "3 of 17", previous, next, the list of all, close."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from reader.reading.find import Query
from reader.text.patterns import PatternFault
from ui.icons import icon
from ui.reading.fault_words import fault_sentence
from ui.reading.page_keys import is_page_key
from ui.theme import Theme
from ui.widgets.safe_line_edit import SafeLineEdit

_FIELD_WIDTH_PX = 240
EXACT, WHOLE, PATTERN = "letter-case", "whole-word", "pattern"
"""The options, by the names of their icons."""


class FindBar(QWidget):
    """Asks for words and steps; it finds nothing itself. What was sought is forgotten with the words."""

    query_changed = Signal(object)  # Query
    step_requested = Signal(int)  # 1 next, -1 previous
    list_requested = Signal()
    page_key_pressed = Signal(object)  # QKeyEvent that means nothing to a line of text, but something to the page
    about_to_close = Signal()  # the places found are still known
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, has_patterns: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._whole_text = ""
        self.field = self._make_field()
        self._options = {
            EXACT: self._option(self.tr("Exactly as written: capitals and accents count")),
            WHOLE: self._option(
                self.tr("Whole words; in Korean also with particles, in scripts without spaces every place")
            ),
            PATTERN: self._option(self.tr("Regular expression")),
        }
        self._options[PATTERN].setVisible(has_patterns)
        self._buttons = {
            "up": self._button(self.tr("Previous place found"), lambda: self.step_requested.emit(-1)),
            "down": self._button(self.tr("Next place found"), lambda: self.step_requested.emit(1)),
            "found": self._button(self.tr("All places found"), self.list_requested.emit),
            "close": self._button(self.tr("Close (Esc)"), self.close_bar),
        }
        self._count = QLabel(self)
        self._count.setProperty("look", "soft")
        self._count.setMinimumWidth(1)
        self._compose()
        self.set_theme(theme)
        self.hide()

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(6)
        row.addWidget(self.field)
        for widget in (*self._options.values(), *list(self._buttons.values())[:-1]):
            row.addWidget(widget)
        row.addWidget(self._count, 1)
        row.addWidget(self._buttons["close"])

    @property
    def query(self) -> Query:
        """What is asked for now."""
        chosen = {name: option.isChecked() for name, option in self._options.items()}
        return Query(words=self.field.text(), exact=chosen[EXACT], whole=chosen[WHOLE], is_pattern=chosen[PATTERN])

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Which keys mean the buttons "up", "down" and "found", as they are written."""
        for name, key in keys.items():
            button = self._buttons[name]
            said = button.accessibleName()
            button.setToolTip(f"{said} ({key})" if key else said)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for name, button in (self._buttons | self._options).items():
            button.setIcon(icon(name, theme.soft))

    def open_bar(self, words: str = "", *, with_keyboard: bool = True) -> None:
        """Show the bar, by default with the keyboard in it; `words` are put in when given, and sought plainly."""
        if words:
            self._choose(PATTERN, chosen=False)
            self.field.setText(words)
        self.show()
        self.raise_()
        if with_keyboard:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    def close_bar(self) -> None:
        """Hide it; the words go, so that no mark stays."""
        if not self.isHidden():
            self.about_to_close.emit()
            self.hide()
            self.field.clear()
            self.closed.emit()

    def show_count(self, current: int, total: int, *, is_cut: bool = False, is_running: bool = False) -> None:
        """Say where one stands among the hits; `current` counts from 0, -1 for none."""
        number = QLocale()
        words = {"current": number.toString(current + 1), "total": number.toString(total)}
        if not self.field.text().strip():
            text = ""
        elif is_running and total == 0:
            text = self.tr("Looking …")
        elif total == 0:
            text = self.tr("Not found")
        elif is_cut:
            text = self.tr("{current} of more than {total}").format(**words)
        elif current < 0:
            text = self.tr("{total} so far").format(**words)
        else:
            text = self.tr("{current} of {total}").format(**words)
        self._say(text)

    def show_fault(self, fault: PatternFault) -> None:
        """Say what is wrong with the pattern."""
        self._say(fault_sentence(fault))

    @property
    def said(self) -> str:
        """What stands beside the field, whole."""
        return self._whole_text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step_requested.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if is_page_key(event):
                self.page_key_pressed.emit(event)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say(self, text: str) -> None:
        self._whole_text = text
        self._count.setAccessibleName(text)
        self._count.setToolTip(text)
        self._fit()

    def _fit(self) -> None:
        room = max(40, self._count.width())
        self._count.setText(self._count.fontMetrics().elidedText(self._whole_text, Qt.TextElideMode.ElideRight, room))

    def _choose(self, name: str, *, chosen: bool) -> None:
        self._options[name].blockSignals(True)
        self._options[name].setChecked(chosen)
        self._options[name].blockSignals(False)

    def _ask(self) -> None:
        self.query_changed.emit(self.query)

    def _make_field(self) -> SafeLineEdit:
        field = SafeLineEdit(self)
        field.setPlaceholderText(self.tr("Find in this document"))
        field.setAccessibleName(self.tr("Find in this document"))
        field.setFixedWidth(_FIELD_WIDTH_PX)
        field.installEventFilter(self)
        field.textChanged.connect(self._ask)
        return field

    def _option(self, name: str) -> QToolButton:
        option = self._button(name, lambda: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        option.setCheckable(True)
        option.toggled.connect(self._ask)
        return option

    def _button(self, name: str, pressed: object) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(pressed)
        return button
