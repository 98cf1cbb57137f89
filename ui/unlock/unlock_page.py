"""The unlock prompt. It says nothing about what is behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from reader.errors import HearthError, NotAVault, VaultDamaged, WrongPassphrase
from reader.vault.credential import Credential
from ui.credentials.key_file_row import KeyFileRow
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.unlock.column import SPACING_PX, MessageLabel, centred_rows
from ui.unlock.hints import KeyboardHints
from ui.unlock.waiting import Waiting
from ui.widgets.passphrase_field import PassphraseField
from ui.words import sentence


class UnlockPage(QWidget):
    """Asks for the passphrase and opens the vault in a job; whatever is wrong is said in one sentence.

    `open_vault(credential)` runs off the UI thread and may raise any HearthError; its result comes with `opened`.
    `is_there()` does so too: a vault that is not where it was is said to be missing before anything is typed.
    """

    opened = Signal(object)  # what open_vault answered
    opened_too_late = Signal(object)  # the same, after the person had left: close it again
    cover_requested = Signal()
    rescue_requested = Signal(object)  # Credential: what would open it, were it not damaged
    restore_requested = Signal()

    def __init__(
        self,
        open_vault: Callable[[Credential], object],
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_there: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._open_vault = open_vault
        self._is_there = is_there
        self._is_missing = False
        self._looking: Job | None = None
        self._jobs = jobs
        self._busy = False
        self._wanted = False
        self._make_controls(theme)
        self._lay_out()

    def start(self) -> None:
        """Empty, ready and with the keyboard in the field."""
        self.forget()
        self._message.clear()
        self._ways_out.hide()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def forget(self) -> None:
        """Drop what was typed and chosen; what is being opened will be closed again."""
        self._wanted = False
        self._field.forget()
        self._key_file.forget()

    def say(self, text: str) -> None:
        """One sentence below the field; it goes when something is typed."""
        self._message.complain(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.forget()
            self.cover_requested.emit()
            return
        super().keyPressEvent(event)

    def _make_controls(self, theme: Theme) -> None:
        self._field = PassphraseField(self)
        self._field.setAccessibleName(self.tr("Passphrase"))
        self._field.returnPressed.connect(self._try)
        self._field.textEdited.connect(self._clear_message)
        self._hints = QLabel(self)
        self._hints.setProperty("look", "soft")
        self._hints.setAccessibleName(self.tr("Keyboard"))
        KeyboardHints(self._field).changed.connect(self._hints.setText)
        self._key_file = KeyFileRow(self._jobs, theme, self)
        self._key_file.changed.connect(self._follow_key_file)
        self._key_file.failed.connect(self.say)
        self._button = QPushButton(self)
        self._button.setProperty("look", "wide")
        self._button.clicked.connect(self._try)
        self._message = MessageLabel(self.tr("Message"), self)
        self._waiting = Waiting(self._button, self._message)
        self._set_busy(busy=False)

    def _lay_out(self) -> None:
        rows = centred_rows(self)
        beneath = QHBoxLayout()
        beneath.addWidget(self._hints, 1)
        beneath.addWidget(self._key_file)
        rows.addWidget(self._field)
        rows.addLayout(beneath)
        rows.addWidget(self._button)
        rows.addSpacing(SPACING_PX)
        rows.addWidget(self._message)
        rows.addWidget(self._make_ways_out())

    def _make_ways_out(self) -> QWidget:
        """Shown only for a library that is damaged; its place is kept, so that nothing jumps."""
        self._ways_out = QWidget(self)
        kept = self._ways_out.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._ways_out.setSizePolicy(kept)
        rescue = QPushButton(self.tr("Rescue what can be read…"), self._ways_out)
        rescue.clicked.connect(lambda: self.rescue_requested.emit(self._given()))
        restore = QPushButton(self.tr("Put a backup back…"), self._ways_out)
        restore.clicked.connect(self.restore_requested)
        across = QHBoxLayout(self._ways_out)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch()
        for button in (rescue, restore):
            button.setProperty("look", "link")
            across.addWidget(button)
        across.addStretch()
        self._ways_out.hide()
        return self._ways_out

    def _given(self) -> Credential:
        return Credential(self._field.text(), self._key_file.digest())

    def _try(self) -> None:
        if self._busy or self._key_file.is_reading():
            return
        credential = self._given()
        if not credential.passphrase and credential.key_file is None:
            if self._is_missing:
                self._look()
            return
        self._wanted = True
        self._message.clear()
        self._ways_out.hide()
        self._set_busy(busy=True)
        had_file = credential.key_file is not None
        self._jobs.run(
            lambda: self._open_vault(credential), self._succeeded, lambda error: self._failed(error, had_file=had_file)
        )

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._jobs.run(self._is_there, self._show_whether_there, lambda _error: None)

    def _show_whether_there(self, is_there: bool) -> None:
        self._looking = None
        if self._busy:
            return
        was_missing, self._is_missing = self._is_missing, not is_there
        if self._is_missing:
            self._say_missing()
        elif was_missing:
            self._message.clear()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set_busy(busy=False)

    def _say_missing(self) -> None:
        self._message.complain(
            self.tr("Your library is not where it was. If it is on a stick, plug it in and try again.")
        )

    def _about_wrong_file(self) -> str:
        return self.tr(
            "That opens nothing here. Check that it is the right key file, and the passphrase if there is one to it."
        )

    def _succeeded(self, opened: object) -> None:
        self._is_missing = False
        self._set_busy(busy=False)
        wanted = self._wanted
        self.forget()
        (self.opened if wanted else self.opened_too_late).emit(opened)

    def _failed(self, error: HearthError, *, had_file: bool) -> None:
        self._is_missing = isinstance(error, NotAVault)
        self._set_busy(busy=False)
        if not self._wanted:
            return
        if self._is_missing:
            self._say_missing()
        else:
            self.say(self._about_wrong_file() if had_file and isinstance(error, WrongPassphrase) else sentence(error))
        self._ways_out.setVisible(isinstance(error, VaultDamaged))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def _follow_key_file(self) -> None:
        """A file was chosen or let go of: the next Return opens with what there is now."""
        self._clear_message()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_message(self) -> None:
        if not self._is_missing:
            self._message.clear()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._field.set_busy(busy=busy)
        self._key_file.set_busy(busy=busy)
        self._button.setEnabled(not busy)
        if busy:
            self._waiting.begin()
        else:
            self._waiting.end()
            self._button.setText(self.tr("Try again") if self._is_missing else self.tr("Open"))
