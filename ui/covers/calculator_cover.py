"""The Calculator cover: it works, remembers what was done, and is summoned from by the number in its memory and `=`."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, QSize
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader.covers.buttons import button_of
from reader.covers.calculator import Problem
from reader.covers.figures import shown_result, shown_sum
from reader.covers.gestures import NumberGesture
from reader.covers.kept import KeptFiles
from reader.covers.keypad import Pad, keep, load, press, recall
from ui.covers.autosave import Autosave
from ui.covers.calculator_display import CalculatorDisplay
from ui.covers.calculator_history import CalculatorHistory
from ui.covers.calculator_pad import CalculatorPad
from ui.covers.cover import Cover
from ui.covers.scratch import Scratch
from ui.jobs import Jobs
from ui.theme import Theme
from ui.translations import QT_TRANSLATE_NOOP

_SIZE = QSize(640, 560)
_MOST = 60  # of the room, until the keys are as large as they look well; then it is in the middle
_MARGIN_PX = 18
_FILE = "calculator"
_MAX_FILE_BYTES = 4 * 1024 * 1024  # far above what the longest history takes
_CONTEXT = "CalculatorCover"
_PROBLEMS = {
    Problem.UNFINISHED: QT_TRANSLATE_NOOP("CalculatorCover", "Something is missing"),
    Problem.DIVISION_BY_ZERO: QT_TRANSLATE_NOOP("CalculatorCover", "Nothing can be divided by zero"),
    Problem.TOO_LARGE: QT_TRANSLATE_NOOP("CalculatorCover", "The result is too large"),
}


class CalculatorCover(Cover):
    """Display and buttons, the history beside them."""

    def __init__(self, files: KeptFiles, jobs: Jobs, theme: Theme, *, title: str) -> None:
        super().__init__(theme, title=title, size=_SIZE)
        locale = QLocale()
        self._point, self._group = locale.decimalPoint(), locale.groupSeparator()
        self._stored = load(files.read(_FILE, max_bytes=_MAX_FILE_BYTES))
        self._pad = Pad(memory=self._stored)
        self._autosave = Autosave(files, jobs, self)
        self._scratch = Scratch(self)
        self._gesture = NumberGesture(point=self._point)
        self._gesture.number = self._stored.number
        self._display = CalculatorDisplay(self)
        self._buttons = CalculatorPad(self._point, self)
        self._history = CalculatorHistory(theme, self)
        self._lay_out()
        self.listen(own_gesture=self._gesture)
        self._connect()
        self._show()

    def is_saved(self) -> bool:
        """See `Cover`."""
        return self._autosave.is_idle()

    def begin_scratch(self) -> None:
        """See `Cover`. What stands on the display may be the gesture, and goes."""
        self._scratch.begin()

    def drop_scratch(self) -> None:
        """See `Cover`."""
        self._scratch.drop()

    def end_scratch(self) -> None:
        """See `Cover`."""
        self._scratch.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys come here when they count: the gesture has heard them already."""
        button = button_of(event.text(), point=self._point)
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._display.line.text())
        elif button:
            self._become(press(self._pad, button))
        else:
            super().keyPressEvent(event)

    def _click(self, button: str) -> None:
        if self._input.is_open() and not self._input.hear(button):
            self._become(press(self._pad, button))

    def _take(self, result: str) -> None:
        if self._input.is_open():
            self._gesture.spoil()
            self._become(recall(self._pad, result))

    def _clear_history(self) -> None:
        if self._input.is_open():
            self._become(self._pad.but(memory=msgspec.structs.replace(self._pad.memory, history=())))

    def _become(self, pad: Pad) -> None:
        was, self._pad = self._pad, pad
        if pad.problem:
            self._gesture.spoil()
        if pad.memory != self._stored and not self._scratch.is_on():
            self._stored = pad.memory
            self._gesture.number = pad.memory.number
            self._autosave.save(_FILE, keep(pad.memory))
        self._show(has_ended=pad.problem is not None or (pad.is_done and not was.is_done))

    def _forget(self) -> None:
        self._gesture.reset()
        self._pad = Pad(memory=self._stored)
        self._show()

    def _show(self, *, has_ended: bool = False) -> None:
        pad = self._pad
        words = QCoreApplication.translate(_CONTEXT, _PROBLEMS[pad.problem]) if pad.problem else ""
        if pad.is_done and len(pad.tokens) == 1:
            line = shown_result(pad.tokens[0], point=self._point, group=self._group)
        else:
            line = shown_sum(pad.tokens, point=self._point, group=self._group) or "0"
        above = words or ("M" if pad.memory.number else "")
        self._display.show_lines(above, line, is_problem=bool(words), announce=(words or line) if has_ended else "")
        self._history.show_history(pad.memory.history)

    def _say_unsaved(self) -> None:
        words = self.tr("The history could not be saved. Is the disk full?")
        self._display.show_lines(words, self._display.line.text(), is_problem=True, announce=words)

    def _connect(self) -> None:
        self._scratch.over.connect(self._input.drop_rest)
        self._scratch.dropped.connect(self._forget)
        self._buttons.clicked.connect(self._click)
        self._history.result_chosen.connect(self._take)
        self._history.clear_requested.connect(self._clear_history)
        self._autosave.failed.connect(self._say_unsaved)

    def _lay_out(self) -> None:
        edge = QFrame(self)
        edge.setObjectName("edge")
        edge.setFixedWidth(1)
        sums = QWidget(self)
        self._buttons.arranged.connect(lambda: sums.setMaximumWidth(self._buttons.maximumWidth() + 2 * _MARGIN_PX))
        sums.setMaximumWidth(self._buttons.maximumWidth() + 2 * _MARGIN_PX)
        column = QVBoxLayout(sums)
        column.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, 18)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._display)
        column.addWidget(self._buttons, _MOST)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(sums, _MOST)
        row.addStretch(1)
        row.addWidget(edge)
        row.addWidget(self._history, _MOST // 3)
        self._display.line.setFocus()
