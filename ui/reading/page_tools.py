"""The bar over the page that shows itself near the top edge and on a key, and hides while one reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from ui.icons import icon
from ui.reading.actions import Actions
from ui.reading.page_actions import ACTION_OF, PAGE_ACTIONS, Group, group_title, title_of
from ui.theme import Theme

TOOLS_HEIGHT_PX = 52
_BEFORE_TITLE = ("library", "outline")
_AFTER_TITLE = ("find", "bookmark", "speak", "typography", "smaller", "larger", "fit", "theme")
"""Those of the actions that have a handler get a button; every action stands in the menu behind the last button."""


class PageTools(QWidget):
    """Buttons and a menu; each is a wish by the name of its action."""

    action_requested = Signal(str)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(TOOLS_HEIGHT_PX)
        self._actions = actions
        self._whole_title = ""
        self._title = QLabel(self)
        self._title.setProperty("look", "soft")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setMinimumWidth(1)
        self._buttons: dict[str, tuple[str, QToolButton]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(4)
        for name in _BEFORE_TITLE:
            row.addWidget(self._button(name))
        row.addWidget(self._title, 1)
        for name in _AFTER_TITLE:
            row.addWidget(self._button(name))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        row.addWidget(self._menu_button())
        actions.changed.connect(self._follow)
        self.set_theme(theme)
        self._follow()
        self.hide()

    @property
    def is_in_use(self) -> bool:
        """Whether the pointer or the keyboard is in it, or its menu is open."""
        return self.underMouse() or self.has_keyboard

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in it or in its menu."""
        focused = self.window().focusWidget()
        return self._menu.isVisible() or (focused is not None and self.isAncestorOf(focused))

    def take_keyboard(self) -> None:
        """The first button that means something has the keyboard."""
        buttons = [button for _, button in self._buttons.values()]
        first = next((button for button in buttons if button.isEnabled() and button.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for picture, button in self._buttons.values():
            button.setIcon(icon(picture, theme.soft, mirrored=mirrored))

    def show_document(self, title: str) -> None:
        """Name the document. The title stands inside the page only, never in the window's title."""
        self._whole_title = title
        self._fit_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _follow(self) -> None:
        """A button without a meaning for this document is not there; the outline's stays, grey."""
        for name, (_, button) in self._buttons.items():
            is_available = self._actions.is_available(name)
            button.setEnabled(is_available)
            if name != "more":
                key = self._actions.key_text(name)
                button.setToolTip(f"{title_of(name)} ({key})" if key else title_of(name))
            button.setVisible(is_available or name in _BEFORE_TITLE or name == "more")
            if self._actions.is_on(name) or button.isCheckable():
                button.setCheckable(True)
                button.setChecked(self._actions.is_on(name))
        self._buttons["more"][1].setEnabled(True)

    def _fit_title(self) -> None:
        """Shortened where the bar has no room for all of it."""
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(self._whole_title, Qt.TextElideMode.ElideRight, self._title.width()))
        self._title.setAccessibleName(self._whole_title)

    def _fill_menu(self) -> None:
        """All actions that mean something now, by group, with their keys."""
        self._menu.clear()
        for group in Group:
            of_group = [action.name for action in PAGE_ACTIONS if action.group is group]
            names = [name for name in of_group if self._actions.is_available(name)]
            if names:
                self._fill_submenu(self._menu.addMenu(group_title(group)), names)

    def _fill_submenu(self, submenu: QMenu, names: list[str]) -> None:
        for name in names:
            entry = submenu.addAction(f"{title_of(name)}\t{self._actions.key_text(name)}")
            entry.triggered.connect(partial(self.action_requested.emit, name))
            if self._actions.is_on(name):
                entry.setCheckable(True)
                entry.setChecked(True)

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu)
        button.setToolTip(self.tr("Everything else"))
        button.setAccessibleName(self.tr("Everything else"))
        self._buttons["more"] = ("more", button)
        return button

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        action = ACTION_OF[name]
        button.setAccessibleName(title_of(name))
        button.clicked.connect(lambda: self.action_requested.emit(name))
        self._buttons[name] = (action.icon or name, button)
        return button
