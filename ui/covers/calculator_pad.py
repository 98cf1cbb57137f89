"""The calculator's buttons. They stand as on every calculator, also where lines run from right to left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from ui.covers.bidi import left_to_right
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "CalculatorPad"
_ROWS = (
    ("MC", "MR", "M+", "MS"),
    ("C", "(", ")", "<"),
    ("7", "8", "9", "/"),
    ("4", "5", "6", "*"),
    ("1", "2", "3", "-"),
    ("0", ".", "%", "+"),
    ("=",),
)
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


class CalculatorPad(QWidget):
    """Says which button was clicked."""

    clicked = Signal(str)  # one of `reader.covers.buttons.BUTTONS`

    def __init__(self, point: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pad")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP_PX)
        for number, row in enumerate(_ROWS):
            for column, button in enumerate(row):
                made = self._make(button, point if button == "." else _FACES.get(button, button))
                grid.addWidget(made, number, column, 1, len(_ROWS[0]) // len(row))

    def _make(self, button: str, face: str) -> QPushButton:
        made = QPushButton(left_to_right(face), self)
        made.setProperty("part", _part(button))
        made.setAccessibleName(QCoreApplication.translate(_CONTEXT, _NAMES[button]) if button in _NAMES else face)
        if button in _NAMES:
            made.setToolTip(made.accessibleName())
        made.setMinimumSize(_SMALLEST_PX, _SMALLEST_PX)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        made.clicked.connect(lambda: self.clicked.emit(button))
        self.buttons[button] = made
        return made


def _part(button: str) -> str:
    if button.startswith("M"):
        return "memory"
    if button == "=":
        return "equals"
    return "digit" if button.isdecimal() or button == "." else "operator"
