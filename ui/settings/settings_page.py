"""The frame of all settings: a narrow list of pages, and the chosen one beside it in a column of readable width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.settings.settings_column import SettingsColumn
from ui.theme import Theme
from ui.translations import is_mirrored
from ui.widgets.part_button import PartButton
from ui.widgets.scroll_keys import scroll_by_key

BAR_HEIGHT_PX = 56
_LIST_WIDTH_PX, _NARROW_LIST_WIDTH_PX = 212, 148
_ROOM_FOR_LIST_PX = 860


class SettingsPage(QWidget):
    """All settings. Escape or the arrow at the top goes back to the library."""

    library_requested = Signal()

    def __init__(self, pages: Sequence[SettingsColumn], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = pages
        self._back = QToolButton(self)
        self._back.setToolTip(self.tr("Back to the library (Esc)"))
        self._back.setAccessibleName(self.tr("Back to the library (Esc)"))
        self._back.clicked.connect(self.library_requested)
        self._list = QWidget(self)
        self._group = QButtonGroup(self)
        self._buttons = [PartButton(page.name, theme, self._list) for page in pages]
        self._stack = QStackedLayout()
        self._lay_out()
        self._buttons[0].setChecked(True)
        self.set_theme(theme)

    def start(self) -> None:
        """It has come to the front; the keyboard goes to the list of pages."""
        self._start_page()
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_page(self, page: SettingsColumn) -> None:
        """Bring one of the pages to the front, as if it had been chosen in the list."""
        button = self._buttons[self._pages.index(page)]
        button.click()
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._back.setIcon(icon("back", theme.soft, mirrored=is_mirrored()))
        for button in self._buttons:
            button.set_theme(theme)
        for page in self._pages:
            page.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.library_requested.emit()
        elif not scroll_by_key(self._page(), event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = event.size().width() >= _ROOM_FOR_LIST_PX
        self._list.setFixedWidth(_LIST_WIDTH_PX if has_room else _NARROW_LIST_WIDTH_PX)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._make_list())
        across.addLayout(self._stack, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._make_bar())
        down.addLayout(across, 1)

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setProperty("look", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(BAR_HEIGHT_PX)
        heading = QLabel(self.tr("Settings"), bar)
        heading.setProperty("look", "heading")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 18, 0)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(heading, 1)
        return bar

    def _make_list(self) -> QWidget:
        self._list.setObjectName("sidebar")
        self._list.setProperty("mirrored", is_mirrored())
        self._list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list.setFixedWidth(_LIST_WIDTH_PX)
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(10, 14, 10, 12)
        rows.setSpacing(2)
        for page, button in zip(self._pages, self._buttons, strict=True):
            self._group.addButton(button)
            self._stack.addWidget(page)
            rows.addWidget(button)
            button.clicked.connect(lambda _checked=False, chosen=page: self._choose(chosen))
        rows.addStretch()
        return self._list

    def _choose(self, page: SettingsColumn) -> None:
        self._stack.setCurrentWidget(page)
        self._start_page()

    def _start_page(self) -> None:
        self._page().start()

    def _page(self) -> SettingsColumn:
        return self._pages[self._stack.currentIndex()]
