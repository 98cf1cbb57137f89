"""Asked once, before the first word: the system's speech service gets the text. And the way to want none of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.platform.speech import SpeechFacts
from ui.dialogs.text_dialog import TextDialog

_WIDTH_PX = 480


class SpeechAgreement(TextDialog):
    """`answered(True)`: read aloud; `answered(False)`: never. Closing it decides nothing and reads nothing."""

    answered = Signal(bool)

    def __init__(self, facts: SpeechFacts, parent: QWidget, *, is_switched_off: bool = False) -> None:
        super().__init__(self._heading(is_switched_off=is_switched_off), _WIDTH_PX, parent)
        self._say_what_becomes_known(facts)
        self.never = QPushButton(self.tr("Never read aloud"), self)  # made in the order of the row, which Tab follows
        self.never.clicked.connect(lambda: self._answer(agrees=False))
        self.never.setVisible(not is_switched_off)
        self.later = QPushButton(self.tr("Not now"), self)
        self.later.clicked.connect(self.reject)
        self.agree = QPushButton(self.tr("Read aloud"), self)
        self.agree.clicked.connect(lambda: self._answer(agrees=True))
        self.foot.addLayout(self.button_row(self.agree, self.never, self.later))
        self.agree.setDefault(False)
        self.agree.setAutoDefault(False)
        self.later.setDefault(True)
        self.later.setFocus()

    def _say_what_becomes_known(self, facts: SpeechFacts) -> None:
        self.say(
            self.tr(
                "To be read aloud, the text leaves this program: your system's speech service gets it, one sentence "
                "at a time. Whoever is within hearing hears it too; earphones help."
            )
        )
        if facts.ends_with_desk:
            self.say(self.tr("When you hide or lock the library, the voice stops at once, in the middle of a word."))
        else:
            self.say(
                self.tr(
                    "The voice should stop when you hide or lock the library. On this kind of system nobody has tried "
                    "it: do so before you rely on it."
                ),
                "error",
            )
        if facts.writes_text:
            self.say(
                self.tr(
                    "The speech service of this system is set to write what it speaks into a log, where anybody with "
                    "this computer can read it. Change that first: LogLevel in speechd.conf, Debug in its modules."
                ),
                "error",
            )
        self.say(
            self.tr(
                "That the service has been running can be seen; as long as it runs, what it said last is in memory."
            )
        )

    def _heading(self, *, is_switched_off: bool) -> str:
        if is_switched_off:
            return self.tr("Reading aloud is switched off. Switch it on?")
        return self.tr("Before anything is read aloud")

    def _answer(self, *, agrees: bool) -> None:
        self.answered.emit(agrees)
        self.accept()
