"""The bar above the list: search, order, add; and at its far end the way to hide."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, auto

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from reader.guard.messages import PanicKeys
from ui.icons import icon
from ui.library.rows import Order
from ui.panic_keys import key_caps, press_sentence
from ui.theme import Theme
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.safe_line_edit import SafeLineEdit

_SEARCH_MIN_WIDTH_PX, _SEARCH_MAX_WIDTH_PX = 104, 520
_AROUND_QUERY_PX = 68
"""In the search box: the glass, the cross that clears it, and the margins."""
_MARGIN_PX, _NARROW_MARGIN_PX = 18, 12
_GAP_PX, _NARROW_GAP_PX = 10, 6
_MOST_WAYS = 2


class _Dress(IntEnum):
    """What is left out where there is no room for all; each leaves out what those before it do. The tooltips name it.

    The keys that hide everything go last: who needs them may not have learnt them yet.
    """

    WHOLE = auto()
    ORDER_BY_ICON = auto()
    CLOSE = auto()  # and to add is an icon
    SHORT_SEARCH = auto()
    ONE_WAY = auto()
    NO_WAY = auto()


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
        self._caps = key_caps(PanicKeys())
        self._make_search()
        self._make_buttons(theme)
        self._lay_out()
        self.set_theme(theme)
        self.show_keys(PanicKeys())

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._search_icon.setIcon(icon("search", theme.soft))
        self._clear.setIcon(icon("close", theme.soft))
        self._lock.setIcon(icon("lock", theme.soft))
        self._settings.setIcon(icon("settings", theme.soft))
        self._sort.set_theme(theme)
        self._add_icon = icon("add", theme.on_ember)
        self._measure()

    def show_keys(self, keys: PanicKeys) -> None:
        """Name the keys that hide everything."""
        self._hide.setToolTip(self.tr("Hide everything now: {how}").format(how=press_sentence(keys)))
        self._caps = key_caps(keys)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed_px[_Dress.NO_WAY], super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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

    @property
    def is_searching(self) -> bool:
        """Whether the search box holds words or the keyboard."""
        return bool(self._search.text()) or self._search.hasFocus()

    def clear_search(self) -> None:
        """Empty the box, as if the person had."""
        self._search.clear()

    def _make_search(self) -> None:
        self._search = SafeLineEdit(self)
        self._search.setProperty("look", "search")
        self._search.setAccessibleName(self.tr("Search the library"))
        self._search.setClearButtonEnabled(True)
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
        self._sort.chosen.connect(self._measure)
        self._sort.chosen.connect(self.order_changed)
        self._add = QPushButton(self)
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
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._search, 10)
        self._row.addWidget(self._sort)
        self._row.addWidget(self._add)
        self._row.addStretch(1)
        self._pictures = QHBoxLayout()
        self._pictures.setSpacing(2)
        for button in (self._help, self._settings, self._lock):
            self._pictures.addWidget(button)
        self._row.addLayout(self._pictures)
        self._ways = QHBoxLayout()
        self._ways.addWidget(self._hide)
        self._keys = [QLabel(self) for _way in range(_MOST_WAYS)]
        for key in self._keys:
            key.setProperty("look", "key")
            self._ways.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._ways)

    def _measure(self) -> None:
        """Something has got another size: try on every dress, and keep the one that fits."""
        self._needed_px = {dress: self._width_in(dress) for dress in _Dress}
        self._fit()
        self._row.activate()
        self.updateGeometry()

    def _fit(self) -> None:
        fitting = (dress for dress in _Dress if self._needed_px[dress] <= self.width())
        dress = next(fitting, _Dress.NO_WAY)
        if dress is not self._worn:
            self._wear(dress)
            self._row.activate()  # before it is painted

    def _width_in(self, dress: _Dress) -> int:
        self._wear(dress)
        for layout in (self._pictures, self._ways, self._row):  # each remembers its own
            layout.invalidate()
        return self._row.minimumSize().width()

    def _wear(self, dress: _Dress) -> None:
        self._worn = dress
        is_close = dress >= _Dress.CLOSE
        margin = _NARROW_MARGIN_PX if is_close else _MARGIN_PX
        self._row.setContentsMargins(margin, 0, margin, 0)
        self._row.setSpacing(_NARROW_GAP_PX if is_close else _GAP_PX)
        self._pictures.setSpacing(0 if is_close else 2)
        self._ways.setSpacing(4 if is_close else 6)
        self._wear_search(self.tr("Search") if dress >= _Dress.SHORT_SEARCH else self.tr("Search in everything"))
        self._sort.shrink_to("sort" if dress >= _Dress.ORDER_BY_ICON else "")
        _set_shape(self._sort, is_icon=dress >= _Dress.ORDER_BY_ICON)
        self._wear_add(is_icon=is_close)
        ways = {_Dress.ONE_WAY: 1, _Dress.NO_WAY: 0}.get(dress, _MOST_WAYS)
        self._wear_keys(self._caps[:ways], "" if dress >= _Dress.SHORT_SEARCH else " ")

    def _wear_search(self, words: str) -> None:
        self._search.setPlaceholderText(words)
        words_px = self._search.fontMetrics().horizontalAdvance(words)
        self._search.setMinimumWidth(max(_SEARCH_MIN_WIDTH_PX, words_px + _AROUND_QUERY_PX))

    def _wear_add(self, *, is_icon: bool) -> None:
        self._add.setText("" if is_icon else self.tr("Add…"))
        self._add.setIcon(self._add_icon if is_icon else QIcon())
        self._add.setToolTip(self.tr("Add files to the library") if is_icon else "")
        _set_shape(self._add, is_icon=is_icon)

    def _wear_keys(self, ways: Sequence[tuple[str, ...]], between: str) -> None:
        for number, label in enumerate(self._keys):
            label.setText(between.join(ways[number]) if number < len(ways) else "")
            label.setVisible(number < len(ways))


def _set_shape(button: QPushButton, *, is_icon: bool) -> None:
    shape = "icon" if is_icon else ""
    if button.property("shape") != shape:
        button.setProperty("shape", shape)
        button.style().polish(button)  # the sheet looks at properties only then
