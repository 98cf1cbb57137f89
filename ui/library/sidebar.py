"""The narrow column beside the list: the parts of the library with their counts, collections, and the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.library.collection_list import CollectionList
from ui.library.rows import Part
from ui.theme import THEME_NAMES, Theme, load_theme
from ui.translations import is_mirrored
from ui.widgets.part_button import PartButton

WIDTH_PX = 212
NARROW_PX = 148
_SWATCH_PX = 18


class Sidebar(QWidget):
    """One part is always chosen. Arrow keys move between them, as in any group of exclusive buttons."""

    part_changed = Signal(object)  # Part
    collection_changed = Signal(int)  # its number, in place of a part
    theme_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._swatches[theme.name].setChecked(True)
        self._swatches[theme.name].setIcon(_swatch(theme, chosen=True))
        for name, swatch in self._swatches.items():
            if name != theme.name:
                swatch.setIcon(_swatch(load_theme(name), chosen=False))

    def _names(self) -> dict[Part, str]:
        return {
            Part.ALL: self.tr("All"),
            Part.READING: self.tr("Reading now"),
            Part.UNREAD: self.tr("Unread"),
            Part.FINISHED: self.tr("Finished"),
        }

    def _theme_row(self) -> QHBoxLayout:
        labels = {"paper": self.tr("Paper"), "sepia": self.tr("Sepia"), "night": self.tr("Night")}
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        self._swatches: dict[str, QToolButton] = {}
        for name in THEME_NAMES:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIcon(_swatch(load_theme(name), chosen=False))
            button.setToolTip(labels[name])
            button.setAccessibleName(self.tr("Theme: {name}").format(name=labels[name]))
            button.clicked.connect(lambda _checked=False, chosen=name: self.theme_requested.emit(chosen))
            group.addButton(button)
            row.addWidget(button)
            self._swatches[name] = button
        row.addStretch()
        return row


def _swatch(theme: Theme, *, chosen: bool) -> QIcon:
    """A small disc of the theme's paper with a stroke of its ink."""
    scale = 3
    picture = QPixmap(_SWATCH_PX * scale, _SWATCH_PX * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.setBrush(QColor(theme.paper))
    painter.setPen(QPen(QColor(theme.ember if chosen else theme.faint), 2 if chosen else 1))
    painter.drawEllipse(2, 2, _SWATCH_PX - 4, _SWATCH_PX - 4)
    painter.end()
    return QIcon(picture)
