"""The bar above the list: search, order, add; and at its far end the way to hide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from reader.guard.messages import PanicKeys
from ui.icons import icon
from ui.library.rows import Order
from ui.panic_keys import key_caps, press_sentence
from ui.theme import Theme
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.safe_line_edit import SafeLineEdit

_SEARCH_MIN_WIDTH_PX, _SEARCH_MAX_WIDTH_PX = 104, 520
_MARGIN_PX = 18
_ROOM_FOR_KEYS_PX = 640
"""In a narrower bar the pictures of the keys give way; the tooltip still names them."""
_MOST_WAYS = 2


class Toolbar(QWidget):
    """One row of controls; it decides nothing."""

    query_changed = Signal(str)
    order_changed = Signal(object)  # Order
    add_requested = Signal()
    lock_requested = Signal()
    hide_requested = Signal()
    list_requested = Signal()  # Down in the search box
    open_requested = Signal()  # Return in the search box
    help_requested = Signal()
    settings_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(56)
        self._make_search()
        self._make_buttons(theme)
        self._lay_out()
        self.show_keys(PanicKeys())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._search_icon.setIcon(icon("search", theme.soft))
        self._clear.setIcon(icon("close", theme.soft))
        self._lock.setIcon(icon("lock", theme.soft))
        self._settings.setIcon(icon("settings", theme.soft))
        self._sort.set_theme(theme)

    def show_keys(self, keys: PanicKeys) -> None:
        """Name the keys that hide everything."""
        self._hide.setToolTip(self.tr("Hide everything now: {how}").format(how=press_sentence(keys)))
        caps = [" ".join(way) for way in key_caps(keys)]
        for label, text in zip(self._keys, [*caps, ""], strict=False):
            label.setText(text)
        self._show_keys_if_there_is_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys_if_there_is_room()

    def _show_keys_if_there_is_room(self) -> None:
        for key in self._keys:
            key.setVisible(bool(key.text()) and self.width() >= _ROOM_FOR_KEYS_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down means nothing to a line of text, and so arrives here."""
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self.list_requested.emit()
        else:
            super().keyPressEvent(event)

    def focus_search(self) -> None:
        """The keyboard goes to the search box, all of it selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def clear_search(self) -> None:
        """Empty the box, as if the person had."""
        self._search.clear()

    def _make_search(self) -> None:
        self._search = SafeLineEdit(self)
        self._search.setProperty("look", "search")
        self._search.setPlaceholderText(self.tr("Search in everything"))
        self._search.setAccessibleName(self.tr("Search the library"))
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(_SEARCH_MIN_WIDTH_PX)
        self._search.setMaximumWidth(_SEARCH_MAX_WIDTH_PX)
        self._search_icon = QAction(self)
        self._search.addAction(self._search_icon, SafeLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self.query_changed)
        self._search.returnPressed.connect(self.open_requested)
        for button in self._search.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(self.tr("Search the library"))
        # Qt makes this action itself and gives no other way to it.
        self._clear = self._search.findChild(QAction, "_q_qlineeditclearaction") or QAction(self)
        self._clear.setText(self.tr("Clear the search"))

    def _make_buttons(self, theme: Theme) -> None:
        self._sort = ChoiceButton(self.tr("Sort: {choice}"), theme, self)
        self._sort.add_choice(self.tr("recent"), Order.RECENT)
        self._sort.add_choice(self.tr("title"), Order.TITLE)
        self._sort.add_choice(self.tr("author"), Order.AUTHOR)
        self._sort.chosen.connect(self.order_changed)
        self._add = QPushButton(self.tr("Add…"), self)
        self._add.setProperty("look", "primary")
        self._add.setAccessibleName(self.tr("Add files to the library"))
        self._add.clicked.connect(self.add_requested)
        self._lock = QToolButton(self)
        self._lock.setToolTip(self.tr("Lock (Ctrl+L)"))
        self._lock.setAccessibleName(self.tr("Lock the library"))
        self._lock.clicked.connect(self.lock_requested)
        self._settings = QToolButton(self)
        self._settings.setToolTip(self.tr("Settings (Ctrl+,)"))
        self._settings.setAccessibleName(self.tr("Settings"))
        self._settings.clicked.connect(self.settings_requested)
        self._help = QToolButton(self)
        self._help.setText("?")
        self._help.setToolTip(self.tr("Keys (F1)"))
        self._help.setAccessibleName(self.tr("All keys"))
        self._help.clicked.connect(self.help_requested)
        self._hide = QPushButton(self.tr("Hide"), self)
        self._hide.setProperty("look", "link")
        self._hide.setAccessibleName(self.tr("Hide everything now"))
        self._hide.clicked.connect(self.hide_requested)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        row.setSpacing(10)
        row.addWidget(self._search, 10)
        row.addWidget(self._sort)
        row.addWidget(self._add)
        row.addStretch(1)
        pictures = QHBoxLayout()
        pictures.setSpacing(2)
        for button in (self._help, self._settings, self._lock):
            pictures.addWidget(button)
        row.addLayout(pictures)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        keys.addWidget(self._hide)
        self._keys = [QLabel(self) for _way in range(_MOST_WAYS)]
        for key in self._keys:
            key.setProperty("look", "key")
            keys.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(keys)
