"""The settings of quick return: on or off, the PIN, and how long it is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.errors import HearthError
from reader.vault.credential import Credential
from reader.vault.quick_return import DEFAULT_LIMIT_MIN, LimitMinutes, PinFault, pin_credential, pin_fault
from ui.credentials.deed_dialog import DeedDialog
from ui.jobs import Jobs
from ui.settings.section import DeedRow, Section, plain_label
from ui.theme import Theme
from ui.unlock.hints import KeyboardHints
from ui.unlock.quick_return import QuickReturn
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.passphrase_field import PassphraseField, tab_through
from ui.widgets.scroll_area import reveal
from ui.words import sentence


class QuickReturnSection(Section):
    """Shows what the library keeps; every choice holds from the next lock on, switching off at once.

    Where it is not offered, that and why is all it says.
    """

    def __init__(self, quick_return: QuickReturn, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Quick return"), parent)
        self._quick_return, self._jobs = quick_return, jobs
        promise = self.add_text(
            self.tr(
                "After a lock a PIN is enough to come back, for a while and for three tries. Hiding everything, closing"
                " and quitting end that at once: then only the passphrase opens the library."
            )
        )
        cost = self.add_text(
            self.tr(
                "What it costs: while the library is locked, what opens it stays in the memory of this computer, sealed"
                " under the PIN. Whoever can read that memory can try all PINs of six digits within days."
            ),
            "soft",
        )
        self.switch = self._add_row(self.tr("Come back with a PIN"), self._toggle)
        self.change = self._add_row(self.tr("The PIN"), self._ask)
        self.change.button.setText(self.tr("Change…"))
        self.change.explain(self.tr("The new one holds from the next lock on."))
        self.limit = self._add_limit(theme)
        self.outcome = self.add_text("", "soft")
        for part in (promise, cost, self.switch.button):
            part.setVisible(quick_return.is_offered)
        quick_return.changed.connect(self._show)
        quick_return.failed.connect(self._say_failure)
        self._show()

    def start(self) -> None:
        self.outcome.clear()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Draw the choice of the time in other colours."""
        self.limit.set_theme(theme)

    def _add_row(self, name: str, deed: Callable[[], None]) -> DeedRow:
        row = DeedRow(name, "", "", self)
        row.button.clicked.connect(deed)
        self.rows.addWidget(row)
        return row

    def _add_limit(self, theme: Theme) -> ChoiceButton:
        self._limit_row = QWidget(self)
        choice = ChoiceButton("{choice}", theme, self._limit_row)
        choice.setAccessibleName(self.tr("How long after a lock"))
        for minutes in get_args(LimitMinutes):
            choice.add_choice(self.tr("%Ln minute(s)", "", minutes), minutes)
        choice.chosen.connect(self._quick_return.choose_limit)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(self.tr("How long after a lock"), "body", self._limit_row))
        words.addWidget(plain_label(self.tr("The time goes on while the computer sleeps."), "soft", self._limit_row))
        across = QHBoxLayout(self._limit_row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addLayout(words, 1)
        across.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addWidget(self._limit_row)
        return choice

    def _show(self) -> None:
        settings, offered = self._quick_return.settings, self._quick_return.is_offered
        is_on = settings is not None
        self.switch.button.setText(self.tr("Switch off") if is_on else self.tr("Switch on…"))
        self.switch.explain(self._about())
        self.change.setVisible(is_on and offered)
        self._limit_row.setVisible(is_on and offered)
        self.limit.set_choice(settings.limit_min if settings else DEFAULT_LIMIT_MIN)

    def _about(self) -> str:
        if not self._quick_return.is_offered:
            return self.tr("This system has no way to do it safely, so it is not offered here.")
        if self._quick_return.settings is None:
            return self.tr("It is off.")
        if not self._quick_return.is_ready:
            return self.tr("It is on, but not ready yet: until it is, a lock wants the passphrase.")
        return self.tr("It is on.")

    def _toggle(self) -> None:
        self.outcome.clear()
        if self._quick_return.settings is None:
            self._ask()
        else:
            self._quick_return.switch_off()

    def _ask(self) -> None:
        self.outcome.clear()
        settings = self._quick_return.settings
        limit = settings.limit_min if settings else DEFAULT_LIMIT_MIN
        dialog = PinDialog(lambda pin: self._quick_return.choose_pin(pin, limit), self._jobs, self)
        dialog.succeeded.connect(self._quick_return.adopt)
        dialog.open()

    def _say_failure(self, error: HearthError) -> None:
        self.outcome.setText(sentence(error))


class PinDialog(DeedDialog):
    """Takes a PIN, twice; `choose(pin)` blocks, and its result comes with `succeeded`."""

    def __init__(self, choose: Callable[[Credential], object], jobs: Jobs, parent: QWidget) -> None:
        text = self.tr("At least six characters. Letters are welcome, and make it much harder to guess.")
        super().__init__((self.tr("A PIN to come back with"), text, self.tr("Use it")), jobs, parent)
        self._choose = choose
        self._first = self._make_field(self.tr("PIN"))
        self._again = self._make_field(self.tr("The same once more"))
        tab_through((self._first, self._again))
        self._keyboard = plain_label("", "soft", self)
        self._keyboard.setAccessibleName(self.tr("Keyboard"))
        self._keyboard.hide()
        self.add(self._keyboard)
        for field in (self._first, self._again):
            KeyboardHints(field).changed.connect(self._show_keyboard)
        self._first.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self.try_it)
        self._message = plain_label("", "error", self)
        self._message.setAccessibleName(self.tr("Message"))
        self._message.hide()
        self.add(self._message)
        self.follow()
        self._first.setFocus()

    def is_ready(self) -> bool:
        return bool(self._first.text() and self._again.text())

    def work(self) -> Callable[[], object] | None:
        pin = pin_credential(self._first.text())
        fault = self._fault(pin)
        if fault:
            self._say(fault)
            wrong = self._again if pin_credential(self._again.text()) != pin else self._first
            wrong.setFocus()
            wrong.selectAll()
            return None
        return lambda: self._choose(pin)

    def show_error(self, _error: HearthError, text: str) -> None:
        self._say(text)

    def set_busy(self, *, busy: bool) -> None:
        for field in (self._first, self._again):
            field.set_busy(busy=busy)

    def forget(self) -> None:
        for field in (self._first, self._again):
            field.forget()

    def _fault(self, pin: Credential) -> str:
        if pin_credential(self._again.text()) != pin:
            return self.tr("The two are not the same. Type both once more, or look at them with “show”.")
        match pin_fault(pin):
            case PinFault.TOO_SHORT:
                return self.tr("It needs at least six characters.")
            case PinFault.TOO_PLAIN:
                return self.tr("That is among the first that anybody tries. Choose another.")
        return ""

    def _make_field(self, name: str) -> PassphraseField:
        field = PassphraseField(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.textEdited.connect(self._edited)
        self.add(field)
        return field

    def _edited(self) -> None:
        self._say("")
        self.follow()

    def _show_keyboard(self, text: str) -> None:
        self._keyboard.setText(text)
        self._keyboard.setVisible(bool(text))

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text:
            reveal(self._message)
