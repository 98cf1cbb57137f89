"""The prompt after a quick-lock, where quick return is on: it asks for the PIN, and leads to the passphrase.

It stands where the prompt for the passphrase stands, and says as little about what is behind it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from reader.errors import HearthError, VaultDamaged
from reader.vault.credential import Credential
from reader.vault.quick_return import pin_credential
from ui.jobs import Jobs
from ui.unlock.column import SPACING_PX, MessageLabel, centred_rows
from ui.unlock.hints import KeyboardHints
from ui.unlock.quick_return import PinTry
from ui.unlock.waiting import Waiting
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence


class PinPage(QWidget):
    """Tries what is typed in a job. `try_pin(pin)` may raise any HearthError; a wrong PIN is no error."""

    opened = Signal(object)  # OpenedVault
    opened_too_late = Signal(object)  # the same, after the person had left: close it again
    passphrase_wanted = Signal(str)  # why, or ""
    cover_requested = Signal()

    def __init__(self, try_pin: Callable[[Credential], PinTry], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._try_pin, self._jobs = try_pin, jobs
        self._busy = False
        self._wanted = True
        self._has_ended = False
        self._make_controls()
        self._lay_out()

    def start(self) -> None:
        """Empty, ready and with the keyboard in the field."""
        self.forget()
        self._wanted = True
        self._message.clear()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drop what was typed; what is being opened will be closed again."""
        self._wanted = False
        self._field.forget()

    def end(self) -> None:
        """There is no keeper any more: the passphrase it is, unless the last try is still under way."""
        self._has_ended = True
        if not self._busy and self._wanted:
            self._leave(self.tr("The PIN opens nothing any more. Type your passphrase."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.forget()
            self.cover_requested.emit()
            return
        super().keyPressEvent(event)

    def _make_controls(self) -> None:
        self._field = PassphraseField(self)
        self._field.setAccessibleName(self.tr("PIN"))
        self._field.setPlaceholderText(self.tr("PIN"))
        self._field.returnPressed.connect(self._try)
        self._hints = QLabel(self)
        self._hints.setProperty("look", "soft")
        self._hints.setAccessibleName(self.tr("Keyboard"))
        KeyboardHints(self._field).changed.connect(self._hints.setText)
        self._other = QPushButton(self.tr("Use the passphrase"), self)
        self._other.setProperty("look", "link")
        self._other.clicked.connect(lambda: self._leave(""))
        self._button = QPushButton(self)
        self._button.setProperty("look", "wide")
        self._button.clicked.connect(self._try)
        self._message = MessageLabel(self.tr("Message"), self)
        self._waiting = Waiting(self._button, self._message)
        self._field.textEdited.connect(self._message.clear)
        self._set_busy(busy=False)

    def _lay_out(self) -> None:
        rows = centred_rows(self)
        beneath = QHBoxLayout()
        beneath.addWidget(self._hints, 1)
        beneath.addWidget(self._other)
        rows.addWidget(self._field)
        rows.addLayout(beneath)
        rows.addWidget(self._button)
        rows.addSpacing(SPACING_PX)
        rows.addWidget(self._message)
        rows.addWidget(self._make_room())

    def _make_room(self) -> QWidget:
        """Where the other prompt has its ways out, so that nothing moves from one to the other."""
        room = QPushButton(self)
        room.setProperty("look", "link")
        kept = room.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        room.setSizePolicy(kept)
        room.hide()
        return room

    def _try(self) -> None:
        pin = pin_credential(self._field.text())
        if self._busy or not pin.passphrase:
            return
        self._wanted = True
        self._message.clear()
        self._set_busy(busy=True)
        self._jobs.run(lambda: self._try_pin(pin), self._finish, self._fail)

    def _finish(self, result: PinTry) -> None:
        self._set_busy(busy=False)
        wanted = self._wanted
        if result.opened is not None:
            self.forget()
            (self.opened if wanted else self.opened_too_late).emit(result.opened)
        elif self._has_ended or not result.tries_left:
            if wanted:
                self._leave(self.tr("That PIN opens nothing, and can't be tried again. Type your passphrase."))
        elif wanted:
            self._message.complain(self.tr("That PIN opens nothing. %Ln tries left.", "", result.tries_left))
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._field.selectAll()

    def _fail(self, error: HearthError) -> None:
        self._set_busy(busy=False)
        if not self._wanted:
            return
        if self._has_ended or isinstance(error, VaultDamaged):  # the other prompt has ways out of that
            self._leave(sentence(error))
        else:
            self._message.complain(sentence(error))
            self._field.selectAll()

    def _leave(self, why: str) -> None:
        self.forget()
        self.passphrase_wanted.emit(why)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._field.set_busy(busy=busy)
        self._other.setEnabled(not busy)
        self._button.setEnabled(not busy)
        if busy:
            self._waiting.begin()
        else:
            self._waiting.end()
            self._button.setText(self.tr("Open"))
