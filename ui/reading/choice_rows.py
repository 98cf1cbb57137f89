"""Rows of a panel: a value that goes in steps, one of a few, yes or no. Each says itself to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.reading.announcing import announce
from ui.translations import is_mirrored

_GAP_PX = 6


def row_label(text: str, parent: QWidget) -> QLabel:
    """A label that stands where lines begin, whatever direction its words have."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    begin = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(begin | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return label


class StepRow(QWidget):
    """A name, a value, and two buttons. The arrow keys mean the buttons, too."""

    stepped = Signal(int)  # 1 or -1

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._value = QLabel(self)
        self._value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._value.setMinimumWidth(64)
        self.less, self.more = self._button("\u2212", -1), self._button("+", 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addWidget(row_label(title, self), 1)
        for widget in (self.less, self._value, self.more):
            row.addWidget(widget)

    def show_value(self, text: str, *, has_less: bool, has_more: bool) -> None:
        """What it is now, and whether it can be less and more."""
        if text != self._value.text() and (self.less.hasFocus() or self.more.hasFocus()):
            announce(self, f"{self._title}: {text}")
        self._value.setText(text)
        for button, name, is_there in (
            (self.less, self.tr("{what}: less"), has_less),
            (self.more, self.tr("{what}: more"), has_more),
        ):
            button.setAccessibleName(f"{name.format(what=self._title)}, {text}")
            button.setProperty("spent", not is_there)  # never disabled: the keyboard would be lost with it
            button.style().polish(button)

    @property
    def value(self) -> str:
        """What it says."""
        return self._value.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if is_mirrored():
            forward, back = back, forward
        by = {forward: 1, Qt.Key.Key_Up: 1, back: -1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def _button(self, text: str, by: int) -> QPushButton:
        button = _StepButton(text, self)
        button.setProperty("look", "step")
        button.setAutoRepeat(True)
        button.clicked.connect(lambda: self.stepped.emit(by))
        return button


class _StepButton(QPushButton):
    """Leaves the arrow keys to its row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SegmentRow(QWidget):
    """A name above a few choices of which one holds."""

    chosen = Signal(object)

    def __init__(self, title: str, choices: Sequence[tuple[str, object]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[tuple[object, QPushButton]] = []
        group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(_GAP_PX)
        for name, value in choices:
            button = QPushButton(name, self)
            button.setProperty("look", "segment")
            button.setCheckable(True)
            button.setAccessibleName(f"{title}: {name}")
            button.clicked.connect(partial(self._choose, value))
            group.addButton(button)
            line.addWidget(button, 1)
            self._buttons.append((value, button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row_label(title, self))
        column.addLayout(line)

    def show_choice(self, value: object) -> None:
        """Show which one holds, without a signal."""
        for each, button in self._buttons:
            button.setChecked(each == value)

    def button(self, value: object) -> QPushButton:
        """The button of one choice."""
        return next(button for each, button in self._buttons if each == value)

    def _choose(self, value: object, _checked: bool = True) -> None:
        self.chosen.emit(value)


class SwitchRow(QPushButton):
    """On or off, with a tick at the end of its line."""

    switched = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._tick = QLabel(self)
        self.setProperty("look", "switch")
        self.setCheckable(True)
        self.setAccessibleName(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        label = row_label(title, self)
        row.addWidget(label, 1)
        row.addWidget(self._tick)
        for child in (label, self._tick):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(lambda on: self._tick.setText("\u2713" if on else ""))
        self.clicked.connect(self.switched)

    def show_on(self, *, on: bool) -> None:
        """Show whether it is on, without a signal."""
        self.setChecked(on)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.setMinimumHeight(34)
