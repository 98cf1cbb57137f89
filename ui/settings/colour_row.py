"""A row of colours to choose from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from reader.covers.slide import COLOURS
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "ColourRow"
_NAMES = (
    QT_TRANSLATE_NOOP("ColourRow", "White"),
    QT_TRANSLATE_NOOP("ColourRow", "Sand"),
    QT_TRANSLATE_NOOP("ColourRow", "Pale blue"),
    QT_TRANSLATE_NOOP("ColourRow", "Pale green"),
    QT_TRANSLATE_NOOP("ColourRow", "Dark red"),
    QT_TRANSLATE_NOOP("ColourRow", "Dark green"),
    QT_TRANSLATE_NOOP("ColourRow", "Dark blue"),
    QT_TRANSLATE_NOOP("ColourRow", "Black"),
)
_GAP_PX = 10


class ColourRow(QWidget):
    """Qt's own dialog for colours would write those that were mixed to a file; these are few, and enough."""

    colour_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(_GAP_PX)
        for colour, name in zip(COLOURS, _NAMES, strict=True):
            self.buttons[colour] = self._make_button(colour, QCoreApplication.translate(_CONTEXT, name))
            across.addWidget(self.buttons[colour])
        across.addStretch()

    def show_colour(self, colour: str, *, is_chosen: bool) -> None:
        """Mark this one, or none."""
        self._group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(is_chosen and each == colour)
        self._group.setExclusive(True)

    def _make_button(self, colour: str, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        button.setProperty("look", "swatch")
        button.setStyleSheet(f"background: {colour};")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.colour_chosen.emit(colour))
        self._group.addButton(button)
        return button
