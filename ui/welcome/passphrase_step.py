"""Second step: the passphrase, twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reader.errors import HearthError
from ui.jobs import Jobs
from ui.unlock.hints import KeyboardHints
from ui.welcome.step import Step
from ui.welcome.strength import Strength, strength
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence


class PassphraseStep(Step):
    """Makes the vault in a job: `create(passphrase)` blocks and may raise any VaultError."""

    created = Signal(object)  # what create answered
    back_requested = Signal()

    def __init__(self, create: Callable[[str], object], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._create, self._jobs = create, jobs
        self._busy = False
        self.set_words(self.tr("Step {number} of 3").format(number=2), self.tr("Your passphrase"))
        self.add_text(self.tr("Five or six words that nobody would put together make a good one. Spaces count."))
        self._first = self._add_field(self.tr("Passphrase"))
        self._hint = self.add_text("", "soft")
        self._second = self._add_field(self.tr("The same once more"))
        self._keyboard = self.add_text("", "soft")
        self.add_text(
            self.tr(
                "Nobody can recover it: not you, not us, no court and no laboratory. If it is forgotten, what is in "
                "the library is lost for good."
            )
        )
        self._message = self.add_text("", "error")
        self._forward = QPushButton(self)
        self._forward.clicked.connect(self._try)
        self._back = QPushButton(self.tr("Back"), self)
        self._back.clicked.connect(self.back_requested)
        self.add_buttons(self._forward, self._back)
        self._judge()

    def start(self) -> None:
        """Empty, with the keyboard in the first field."""
        self.forget()
        self._message.clear()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drop what was typed."""
        self._first.forget()
        self._second.forget()

    def _add_field(self, name: str) -> PassphraseField:
        field = PassphraseField(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.textChanged.connect(self._judge)
        field.textEdited.connect(self._clear_message)
        field.returnPressed.connect(self._return_pressed)
        KeyboardHints(field).changed.connect(self._show_keyboard)
        self.column.addWidget(field)
        return field

    def _show_keyboard(self, text: str) -> None:
        self._keyboard.setText(text)

    def _return_pressed(self) -> None:
        if self._first.hasFocus():
            self._second.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._try()

    def _clear_message(self) -> None:
        """What was wrong is being put right."""
        self._message.clear()

    def _judge(self) -> None:
        _show(self._hint, self._strength_words(strength(self._first.text())))
        self._forward.setText(self.tr("Making the library…") if self._busy else self.tr("Continue"))
        self._forward.setEnabled(not self._busy and bool(self._first.text()) and bool(self._second.text()))
        self._back.setEnabled(not self._busy)

    def _strength_words(self, level: Strength) -> str:
        return {
            Strength.EMPTY: self.tr("Longer is better than stranger."),
            Strength.SHORT: self.tr("Short: a machine that guesses would get there. Add another word or two."),
            Strength.FAIR: self.tr("Fair: it holds for a while. Another word makes it hold for long."),
            Strength.LONG: self.tr("Long enough, unless it is a saying, a song or something known about you."),
        }[level]

    def _try(self) -> None:
        passphrase = self._first.text()
        if self._busy or not passphrase:
            return
        if passphrase != self._second.text():
            self._message.setText(
                self.tr("The two are not the same. Type both once more, or look at them with “show”.")
            )
            return
        self._set_busy(busy=True)
        self._message.clear()
        self._jobs.run(lambda: self._create(passphrase), self._succeeded, self._failed)

    def _succeeded(self, opened: object) -> None:
        self._set_busy(busy=False)
        self.forget()
        self.created.emit(opened)

    def _failed(self, error: HearthError) -> None:
        self._set_busy(busy=False)
        self._message.setText(sentence(error))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for field in (self._first, self._second):
            field.setReadOnly(busy)
        self._judge()


def _show(label: QLabel, text: str) -> None:
    label.setText(text)
