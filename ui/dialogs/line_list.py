"""Things and what there is to say of each, below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.translations import is_mirrored

MAX_SHOWN = 200
_HEIGHT_PX = 260
_LINE_PX = 64
_BAR_PX = 8


class Lines(QWidget):
    """`lines` are (name, sentence, or none), `more` are not among them.

    Nothing in it can be selected, so nothing of it is copied anywhere.
    """

    def __init__(self, name: str, lines: Sequence[tuple[str, str]], parent: QWidget, *, more: int = 0) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for line in lines[:MAX_SHOWN]:
            rows.addWidget(_line(line, self))
        not_shown = max(len(lines) - MAX_SHOWN, 0) + more
        if not_shown:
            rows.addWidget(_label(self.tr("… and %Ln more.", "", not_shown), "body", self))
        rows.addStretch()


class LineList(QScrollArea):
    """The same, scrolling, for a dialog that has nothing else to scroll."""

    def __init__(self, name: str, lines: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        inner = Lines(name, lines, self)
        before, after = (_BAR_PX, 0) if is_mirrored() else (0, _BAR_PX)
        inner.setContentsMargins(before, 0, after, 0)
        self.setWidget(inner)
        self.setMinimumHeight(min(_HEIGHT_PX, _LINE_PX * len(lines) + 8))
        self.setAccessibleName(name)


def _line(line: tuple[str, str], parent: QWidget) -> QWidget:
    made = QWidget(parent)
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(1)
    for text, look in zip(line, ("body", "soft"), strict=True):
        if text:
            rows.addWidget(_label(text, look, made))
    return made


def _label(text: str, look: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("look", look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
