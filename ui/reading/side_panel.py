"""The panel beside the page: contents, bookmarks, marks, places found; one of them at a time, tabs to the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Theme

PANEL_WIDTH_PX = 340


class SidePanel(QWidget):
    """Holds pages by name. A page is any widget; `focus_list` of it, if there, takes the keyboard."""

    opened = Signal(str)  # name of the page that shows from now on
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self._tabs: dict[str, tuple[str, QToolButton]] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(8, 8, 8, 0)
        self._row.setSpacing(4)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self._stack, 1)
        self.hide()

    def add_page(self, name: str, title: str, picture: str, page: QWidget) -> None:
        """Give a page its tab; `picture` names an icon, `title` is what a screen reader and a tool tip say."""
        tab = QToolButton(self)
        tab.setCheckable(True)
        tab.setToolTip(title)
        tab.setAccessibleName(title)
        tab.setIcon(icon(picture, self._theme.soft))
        tab.clicked.connect(lambda: self.show_page(name))
        self._group.addButton(tab)
        self._row.insertWidget(len(self._tabs), tab)
        if not self._tabs:
            self._row.addStretch(1)
        self._tabs[name] = (picture, tab)
        self._pages[name] = page
        self._stack.addWidget(page)

    def set_tab_visible(self, name: str, *, visible: bool) -> None:
        """A document without an outline has no tab for it."""
        self._tabs[name][1].setVisible(visible)

    @property
    def shown(self) -> str:
        """The name of the page that shows, "" when the panel is hidden."""
        return (
            "" if self.isHidden() else next(n for n, page in self._pages.items() if page is self._stack.currentWidget())
        )

    def show_page(self, name: str) -> None:
        """Open the panel at this page, with the keyboard in it."""
        page = self._pages[name]
        self._stack.setCurrentWidget(page)
        self._tabs[name][1].setChecked(True)
        self.show()
        self.raise_()
        focus_list = getattr(page, "focus_list", None)
        if callable(focus_list):
            focus_list()
        else:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.opened.emit(name)

    def toggle(self, name: str) -> None:
        """On a key: open at this page, or close if it shows."""
        if self.shown == name:
            self.close_panel()
        else:
            self.show_page(name)

    def close_panel(self) -> bool:
        """Hide it. Whether it was open."""
        was_open = not self.isHidden()
        self.hide()
        if was_open:
            self.closed.emit()
        return was_open

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for picture, tab in self._tabs.values():
            tab.setIcon(icon(picture, theme.soft))
