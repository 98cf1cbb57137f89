"""Takes a credential that opens something already: a passphrase, a key file, or both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.vault.credential import Credential
from ui.credentials.key_file_row import KeyFileRow
from ui.jobs import Jobs
from ui.theme import Theme
from ui.unlock.hints import KeyboardHints
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scroll_area import reveal

_SPACING_PX = 12


class ExistingCredential(QWidget):
    """One field, and a key file on request. It says nothing about what is set up: nobody knows that here."""

    validity_changed = Signal(bool)  # whether there is something to take
    submitted = Signal()  # Return in the field, while there is

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_valid = False
        self._busy = False
        self._field = PassphraseField(self)
        self._field.textChanged.connect(self._follow)
        self._field.textEdited.connect(lambda: self.set_message(""))
        self._field.returnPressed.connect(self._submit)
        self.setFocusProxy(self._field)
        self.set_name(self.tr("Passphrase"))
        self._keyboard = QLabel(self)
        self._keyboard.setProperty("look", "soft")
        self._keyboard.setAccessibleName(self.tr("Keyboard"))
        KeyboardHints(self._field).changed.connect(self._keyboard.setText)
        self._key_file = KeyFileRow(jobs, theme, self)
        self._key_file.changed.connect(self._follow_key_file)
        self._key_file.failed.connect(self.set_message)
        self._message = QLabel(self)
        self._message.setProperty("look", "error")
        self._message.setWordWrap(True)
        self._message.hide()
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._keyboard, 1)
        foot.addWidget(self._key_file)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(_SPACING_PX)
        down.addWidget(self._field)
        down.addLayout(foot)
        down.addWidget(self._message)

    @property
    def fields(self) -> tuple[PassphraseField, ...]:
        """For forms of more than this: see `tab_through`."""
        return (self._field,)

    def set_name(self, name: str) -> None:
        """What the field is called, where there is more than one on a page."""
        self._field.setPlaceholderText(name)
        self._field.setAccessibleName(name)

    def is_valid(self) -> bool:
        """Whether there is something to take."""
        return not self._key_file.is_reading() and (bool(self._field.text()) or self._key_file.digest() is not None)

    def credential(self) -> Credential | None:
        """What was given; None when there is nothing."""
        return Credential(self._field.text(), self._key_file.digest()) if self.is_valid() else None

    def start(self) -> None:
        """Empty, with the keyboard in the field."""
        self.forget()
        self.set_message("")
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drop what was typed and chosen."""
        self._field.forget()
        self._key_file.forget()

    def set_message(self, text: str) -> None:
        """One sentence about what is wrong; it goes when something is typed."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text:
            reveal(self._message)

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing meanwhile; not disabled, so that keys such as Escape still arrive here."""
        self._busy = busy
        self._field.set_busy(busy=busy)
        self._key_file.set_busy(busy=busy)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._key_file.set_theme(theme)

    def _submit(self) -> None:
        if self.is_valid() and not self._busy:
            self.submitted.emit()

    def _follow_key_file(self) -> None:
        self.set_message("")
        self._follow()
        if self._key_file.digest() is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        is_valid = self.is_valid()
        if is_valid != self._was_valid:
            self._was_valid = is_valid
            self.validity_changed.emit(is_valid)
