"""The narrow column beside the list: the parts of the library with their counts, collections, and the theme."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.library.collection_list import CollectionList
from ui.library.rows import Part
from ui.theme import Theme
from ui.themes import Themes
from ui.translations import is_mirrored
from ui.widgets.part_button import PartButton
from ui.widgets.theme_swatch import theme_swatch

WIDTH_PX = 212
NARROW_PX = 148
_AT_ONCE = ("paper", "sepia", "night")
"""The themes that have a button; all others are in the menu beside them."""


class Sidebar(QWidget):
    """One part is always chosen. Arrow keys move between them, as in any group of exclusive buttons."""

    part_changed = Signal(object)  # Part
    collection_changed = Signal(int)  # its number, in place of a part
    theme_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, themes: Themes | None = None) -> None:
        super().__init__(parent)
        self._themes, self._theme = themes or Themes(self), theme
        self.setObjectName("sidebar")
        self.setProperty("mirrored", is_mirrored())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH_PX)
        self._buttons = {part: PartButton(name, theme, self) for part, name in self._names().items()}
        self._group = QButtonGroup(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 14, 10, 12)
        rows.setSpacing(2)
        for part, button in self._buttons.items():
            button.set_count(0)
            self._group.addButton(button)
            rows.addWidget(button)
            button.clicked.connect(lambda _checked=False, chosen=part: self._choose_part(chosen))
        self._buttons[Part.ALL].setChecked(True)
        self.collections = CollectionList(theme, self)
        self.collections.chosen.connect(self._choose_collection)
        rows.addWidget(self.collections, 1)
        rows.addLayout(self._theme_row())

    def set_counts(self, counts: dict[Part, int]) -> None:
        """Show how many documents each part holds."""
        for part, button in self._buttons.items():
            button.set_count(counts.get(part, 0))

    def choose(self, part: Part) -> None:
        """Mark `part` as the chosen one, without a signal."""
        self.collections.choose_none()
        for each, button in self._buttons.items():
            button.setChecked(each is part)
            button.set_tab_stop(is_stop=each is part)

    def _choose_part(self, part: Part) -> None:
        self.choose(part)
        self.part_changed.emit(part)

    def _choose_collection(self, collection: int) -> None:
        for button in self._buttons.values():
            if button.isChecked():
                button.let_go()
        self.collection_changed.emit(collection)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        for button in self._buttons.values():
            button.set_theme(theme)
        self.collections.set_theme(theme)
        self._theme = theme
        for name, swatch in self._swatches.items():
            swatch.setIcon(theme_swatch(self._themes.theme(name), chosen=name == theme.name))
            swatch.setChecked(name == theme.name)
        self._more.setIcon(icon("more", theme.soft))

    def _names(self) -> dict[Part, str]:
        return {
            Part.ALL: self.tr("All"),
            Part.READING: self.tr("Reading now"),
            Part.UNREAD: self.tr("Unread"),
            Part.FINISHED: self.tr("Finished"),
        }

    def _theme_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._swatches: dict[str, QToolButton] = {}
        for name in _AT_ONCE:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIcon(theme_swatch(self._themes.theme(name), chosen=False))
            button.setToolTip(self._themes.title(name))
            button.setAccessibleName(self.tr("Theme: {name}").format(name=self._themes.title(name)))
            button.clicked.connect(partial(self._ask_for_theme, name))
            row.addWidget(button)
            self._swatches[name] = button
        row.addWidget(self._more_themes())
        row.addStretch()
        return row

    def _more_themes(self) -> QToolButton:
        self._more = QToolButton(self)
        self._more.setIcon(icon("more", self._theme.soft))
        self._more.setToolTip(self.tr("All themes"))
        self._more.setAccessibleName(self.tr("All themes"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        return self._more

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self._themes.names:
            entry = self._menu.addAction(self._themes.title(name))
            entry.setCheckable(True)
            entry.setChecked(name == self._theme.name)
            entry.triggered.connect(partial(self._ask_for_theme, name))

    def _ask_for_theme(self, name: str, _checked: bool = False) -> None:
        self.set_theme(self._theme)  # until it is worn, nothing changes
        self.theme_requested.emit(name)
