"""One trigger on its page: what happens, whether that is noticed here, what is done then, and a button to try it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.guard.messages import TriggerFact
from reader.guard.profiles import Deed
from ui.icons import pixmap
from ui.settings.section import plain_label
from ui.settings.trigger_words import (
    deed_name,
    is_fault,
    is_under_way,
    reason_sentence,
    remedy_sentence,
    trigger_name,
    trigger_note,
)
from ui.theme import Theme
from ui.widgets.choice_button import ChoiceButton

CHOICE_WIDTH_PX = 118
TEST_WIDTH_PX = 96
_GAP_PX = 22
_CONTROL_GAP_PX = 10
CONTROLS_WIDTH_PX = CHOICE_WIDTH_PX + _CONTROL_GAP_PX + TEST_WIDTH_PX
_ROOM_BESIDE_PX = 480
"""In a narrower row the controls stand below the words."""
_SIGN_PX = 15
_PATIENCE_REPORTS = 3
"""A trigger that was switched on just now is missing in a report or two."""


class Sign(Enum):
    """Whether something works here; the value is the picture, if it has one."""

    WORKS = "check"
    FAILS = "warning"
    NONE = ""


class StateLine(QWidget):
    """A small sign, and a sentence beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._sign = theme, Sign.NONE
        self._picture = QLabel(self)
        self._picture.setFixedSize(_SIGN_PX, _SIGN_PX + 3)
        self._words = plain_label("", "soft", self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._words, 1)

    def say(self, sign: Sign, text: str) -> None:
        """Say this from now on."""
        if (sign, text) != (self._sign, self._words.text()):
            self._sign = sign
            self._words.setText(text)
            self._draw()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def sign(self) -> Sign:
        """What it shows."""
        return self._sign

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._theme = theme
        self._draw()

    def _draw(self) -> None:
        self._picture.setVisible(self._sign is not Sign.NONE)
        if self._sign is not Sign.NONE:
            colour = self._theme.ember if self._sign is Sign.FAILS else self._theme.soft
            self._picture.setPixmap(pixmap(self._sign.value, colour, _SIGN_PX, self.devicePixelRatioF()))


class StateRow(QWidget):
    """Words with their state below; beside them, or below where there is no room, controls, and a button to try it."""

    def __init__(self, name: str, theme: Theme, parent: QWidget, note: str = "") -> None:
        super().__init__(parent)
        self.state = StateLine(theme, self)
        self.test = QPushButton(self.tr("Test"), self)
        self.test.setMinimumWidth(TEST_WIDTH_PX)
        self._title = plain_label("", "body", self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self.state)
        self._note = plain_label("", "soft", self)
        words.addWidget(self._note)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(_CONTROL_GAP_PX)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(_GAP_PX)
        self._across.addLayout(words, 1)
        self._across.addLayout(self.controls)
        self.rename(name)
        self.explain(note)

    def rename(self, name: str, happening: str = "") -> None:
        """It is about this from now on; `happening` is what happens, where the name is no sentence that says so."""
        self.name, self.happening = name, happening or name
        self._title.setText(name)
        self.test.setAccessibleName(self.tr("Test: {what}").format(what=self.happening))

    def explain(self, note: str) -> None:
        """What else is good to know of it, for now; "" is nothing."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add_controls(self, *controls: QWidget) -> None:
        """These, and behind them the button that tries it: the Tab key goes the same way."""
        before: QWidget | None = None
        for control in (*controls, self.test):
            self.controls.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
            if before is not None:
                QWidget.setTabOrder(before, control)
            before = control

    def say(self, sign: Sign, text: str) -> None:
        """Whether it works here."""
        self.state.say(sign, text)
        self.test.setAccessibleDescription(text)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self.state.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = event.size().width() >= _ROOM_BESIDE_PX
        way = QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom
        if way != self._across.direction():
            self._across.setDirection(way)
            self._across.setSpacing(_GAP_PX if has_room else _CONTROL_GAP_PX)
            self.controls.setAlignment(Qt.AlignmentFlag.AlignTop if has_room else Qt.AlignmentFlag.AlignLeading)


class TriggerRow(StateRow):
    """Shows what it is told; decides nothing."""

    deed_chosen = Signal(str, object)  # the trigger's name, Deed
    test_requested = Signal(str)  # the trigger's name

    def __init__(self, trigger: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(trigger_name(trigger), theme, parent, trigger_note(trigger))
        self.trigger = trigger
        self.deed = Deed.NOTHING
        self._absences = 0
        self.choice = ChoiceButton("{choice}", theme, self)
        self.choice.setFixedWidth(CHOICE_WIDTH_PX)
        for deed in Deed:
            self.choice.add_choice(deed_name(deed), deed)
        self.choice.chosen.connect(lambda deed: self.deed_chosen.emit(trigger, deed))
        self.add_controls(self.choice)
        self.test.clicked.connect(lambda: self.test_requested.emit(trigger))
        self.show_deed(Deed.NOTHING)

    def show_deed(self, deed: Deed) -> None:
        """What is done from now on; whether it works is asked anew."""
        is_other = deed is not self.deed or not self.state.text()
        self.deed = deed
        self.choice.set_choice(deed)
        self.choice.setAccessibleName(f"{self.name}: {deed_name(deed)}")
        self.test.setEnabled(deed is not Deed.NOTHING)
        if deed is Deed.NOTHING:
            self.say(Sign.NONE, self.tr("Off"))
        elif is_other:
            self._absences = 0
            self.say(Sign.NONE, self.tr("Looking…"))

    def show_fact(self, fact: TriggerFact | None, *, is_explained: bool = False) -> None:
        """What the guard says of it; None: it watches no such thing. `is_explained`: why not is said elsewhere."""
        if self.deed is Deed.NOTHING:
            return
        self._absences = 0 if fact is not None else self._absences + 1
        if fact is None:
            if self._absences >= _PATIENCE_REPORTS:
                self.say(Sign.FAILS, self.tr("Not watched here."))
        elif fact.works:
            self.say(Sign.WORKS, self.tr("Works here"))
        else:
            self._say_why_not(fact.reason, is_explained=is_explained)

    def _say_why_not(self, reason: str, *, is_explained: bool) -> None:
        if is_explained:
            self.say(Sign.FAILS, self.tr("Does not work here. Why, and what to do, is said above."))
        elif is_under_way(reason):
            self.say(Sign.NONE, reason_sentence(reason))
        elif is_fault(reason):
            why = f"{reason_sentence(reason)} {remedy_sentence(self.trigger, reason)}".strip()
            self.say(Sign.FAILS, self.tr("Does not work here. {why}").format(why=why))
        else:
            self.say(Sign.NONE, self.tr("Nothing to watch here. {why}").format(why=reason_sentence(reason)))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.choice.set_theme(theme)

    def works(self) -> bool:
        """Whether it is known to work here."""
        return self.state.sign() is Sign.WORKS

    def say(self, sign: Sign, text: str) -> None:
        super().say(sign, text)
        self.choice.setAccessibleDescription(text)
