"""A button that shows one of a few choices and offers the others in a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.icons import icon
from ui.theme import Theme
from ui.translations import is_mirrored


class ChoiceButton(QPushButton):
    """`chosen` follows only when the person chooses. `pattern` holds `{choice}` where the choice's name goes."""

    chosen = Signal(object)

    def __init__(self, pattern: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = pattern
        self._label, self._lone_icon = "", ""
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._actions: list[tuple[object, QAction]] = []
        self.setMenu(self._menu)
        # An icon stands where a line begins; this one belongs at its end.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight if is_mirrored() else Qt.LayoutDirection.RightToLeft)
        self._menu.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if is_mirrored() else Qt.LayoutDirection.LeftToRight
        )
        self.set_theme(theme)

    def add_choice(self, name: str, value: object) -> None:
        """Offer one more; the first is what the button shows."""
        action = self._menu.addAction(name)
        action.setCheckable(True)
        action.triggered.connect(lambda: self._choose(value))
        self._group.addAction(action)
        self._actions.append((value, action))
        if len(self._actions) == 1:
            self.set_choice(value)

    def set_choice(self, value: object) -> None:
        """Show this one, without a signal."""
        action = next(action for known, action in self._actions if known is value or known == value)
        action.setChecked(True)
        self._label = self._pattern.format(choice=action.text())
        self._show_label()

    def set_theme(self, theme: Theme) -> None:
        """Draw the small arrow in other colours."""
        self._theme = theme
        self.setIcon(icon(self._lone_icon or "expand", theme.soft))

    def shrink_to(self, icon_name: str) -> None:
        """Show this icon alone, or with "" the words again; meanwhile they are its tooltip and its name."""
        if icon_name != self._lone_icon:
            self._lone_icon = icon_name
            self.set_theme(self._theme)
            self._show_label()

    def _show_label(self) -> None:
        self.setText("" if self._lone_icon else self._label)
        if self._lone_icon or self.toolTip():
            hidden = self._label if self._lone_icon else ""
            self.setToolTip(hidden)
            self.setAccessibleName(hidden)

    def _choose(self, value: object) -> None:
        self.set_choice(value)
        self.chosen.emit(value)
