"""The calculator's buttons. They stand as on every calculator, also where lines run from right to left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from ui.covers.bidi import left_to_right
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "CalculatorPad"
_TALL = (
    ("MC", "MR", "M+", "MS"),
    ("C", "(", ")", "<"),
    ("7", "8", "9", "/"),
    ("4", "5", "6", "*"),
    ("1", "2", "3", "-"),
    ("0", ".", "%", "+"),
    ("=", "=", "=", "="),
)
_FLAT = (
    ("MC", "7", "8", "9", "/", "C", "<"),
    ("MR", "4", "5", "6", "*", "(", ")"),
    ("M+", "1", "2", "3", "-", "=", "="),
    ("MS", "0", ".", "%", "+", "=", "="),
)
"""Where the screen is low: as calculators that are held across. What is named more than once fills these places."""
_FACES = {"<": "⌫", "/": "÷", "*": "×", "-": "−"}
_NAMES = {
    "MC": QT_TRANSLATE_NOOP("CalculatorPad", "Clear the memory"),
    "MR": QT_TRANSLATE_NOOP("CalculatorPad", "Recall the memory"),
    "M+": QT_TRANSLATE_NOOP("CalculatorPad", "Add to the memory"),
    "MS": QT_TRANSLATE_NOOP("CalculatorPad", "Store in the memory"),
    "C": QT_TRANSLATE_NOOP("CalculatorPad", "Clear"),
    "(": QT_TRANSLATE_NOOP("CalculatorPad", "Open parenthesis"),
    ")": QT_TRANSLATE_NOOP("CalculatorPad", "Close parenthesis"),
    "<": QT_TRANSLATE_NOOP("CalculatorPad", "Delete the last character"),
    "/": QT_TRANSLATE_NOOP("CalculatorPad", "Divide"),
    "*": QT_TRANSLATE_NOOP("CalculatorPad", "Multiply"),
    "-": QT_TRANSLATE_NOOP("CalculatorPad", "Subtract"),
    "+": QT_TRANSLATE_NOOP("CalculatorPad", "Add"),
    ".": QT_TRANSLATE_NOOP("CalculatorPad", "Decimal point"),
    "%": QT_TRANSLATE_NOOP("CalculatorPad", "Percent"),
    "=": QT_TRANSLATE_NOOP("CalculatorPad", "Equals"),
}
_GAP_PX = 6
_SMALLEST_PX = 40
_LOWEST_PX, _NARROWEST_PX = 30, 36  # of the flat ones
_WIDEST_PX, _HIGHEST_PX = 128, 84


class CalculatorPad(QWidget):
    """Says which button was clicked."""

    clicked = Signal(str)  # one of `reader.covers.buttons.BUTTONS`
    arranged = Signal()  # otherwise than before; it may be larger now, or less large

    def __init__(self, point: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pad")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.buttons: dict[str, QPushButton] = {}
        for row in _TALL:
            for button in dict.fromkeys(row):
                self._make(button, point if button == "." else _FACES.get(button, button))
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP_PX)
        self._arrange(_TALL)
        self.setMinimumSize(_length(len(_FLAT[0]), _NARROWEST_PX), _length(len(_FLAT), _LOWEST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(_TALL if self.height() >= _length(len(_TALL), _SMALLEST_PX) else _FLAT)

    def _arrange(self, rows: tuple[tuple[str, ...], ...]) -> None:
        if rows is self._rows:
            return
        self._rows = rows
        self.setMaximumSize(_length(len(rows[0]), _WIDEST_PX), _length(len(rows), _HIGHEST_PX))
        for button, made in self.buttons.items():
            self._grid.removeWidget(made)
            places = [(row, line.index(button), line.count(button)) for row, line in enumerate(rows) if button in line]
            row, column, width = places[0]
            self._grid.addWidget(made, row, column, len(places), width)
        self.arranged.emit()

    def _make(self, button: str, face: str) -> None:
        made = QPushButton(left_to_right(face), self)
        made.setProperty("part", _part(button))
        made.setAccessibleName(QCoreApplication.translate(_CONTEXT, _NAMES[button]) if button in _NAMES else face)
        if button in _NAMES:
            made.setToolTip(made.accessibleName())
        made.setMinimumSize(_NARROWEST_PX, _LOWEST_PX)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        made.clicked.connect(lambda: self.clicked.emit(button))
        self.buttons[button] = made


def _length(count: int, each_px: int) -> int:
    return count * each_px + (count - 1) * _GAP_PX


def _part(button: str) -> str:
    if button.startswith("M"):
        return "memory"
    if button == "=":
        return "equals"
    return "digit" if button.isdecimal() or button == "." else "operator"
