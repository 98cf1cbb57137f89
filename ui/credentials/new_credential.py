"""Takes a credential that is to be: a passphrase twice, a key file, or both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.vault.credential import Credential
from ui.credentials.key_file_row import KeyFileRow
from ui.credentials.strength_line import StrengthLine
from ui.credentials.suggestion_panel import SuggestionPanel
from ui.jobs import Jobs
from ui.theme import Theme
from ui.unlock.hints import KeyboardHints
from ui.widgets.passphrase_field import PassphraseField, tab_through
from ui.widgets.scroll_area import reveal

_SPACING_PX = 12


class NewCredential(QWidget):
    """Two fields, how strong it is, a suggestion on request, a key file on request.

    A suggestion that is taken fills in the first field only. Typing the second one proves that it is written down, and
    that this keyboard can type it.
    """

    validity_changed = Signal(bool)  # whether there is something to take
    edited = Signal()  # something was typed: what was wrong is being put right
    submitted = Signal()  # Return in the last field, while there is

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_valid = False
        self._busy = False
        self._make_controls(jobs, theme)
        self._lay_out()
        self.setFocusProxy(self._first)
        self._follow()

    @property
    def fields(self) -> tuple[PassphraseField, ...]:
        """For forms of more than this: see `tab_through`."""
        return self._first, self._second

    def set_names(self, first: str, second: str) -> None:
        """What the fields are called, where there is more than one pair on a page."""
        for field, name in ((self._first, first), (self._second, second)):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)

    def is_valid(self) -> bool:
        """Whether there is something to take; that both fields agree is looked at when it is taken."""
        first, second = bool(self._first.text()), bool(self._second.text())
        has_file = self._key_file.digest() is not None
        return not self._key_file.is_reading() and ((first and second) or (has_file and not first and not second))

    def credential(self) -> Credential | None:
        """What was given; None when it is not complete, or the fields differ, which is then said here."""
        if not self.is_valid():
            return None
        passphrase = self._first.text()
        if passphrase != self._second.text():
            self.set_message(self.tr("The two are not the same. Type both once more, or look at them with “show”."))
            self._second.setFocus(Qt.FocusReason.OtherFocusReason)
            self._second.selectAll()
            return None
        return Credential(passphrase, self._key_file.digest())

    def start(self) -> None:
        """Empty, with the keyboard in the first field."""
        self.forget()
        self.set_message("")
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drop what was typed, suggested and chosen."""
        self._first.forget()
        self._second.forget()
        self._key_file.forget()
        self._show_suggestion(shown=False)

    def set_message(self, text: str) -> None:
        """One sentence about what is wrong; it goes when something is typed."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text:
            reveal(self._message)

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing meanwhile; not disabled, so that keys such as Escape still arrive here."""
        self._busy = busy
        for field in self.fields:
            field.set_busy(busy=busy)
        self._suggest.setEnabled(not busy)
        self._suggestion.setEnabled(not busy)
        self._key_file.set_busy(busy=busy)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._suggestion.set_theme(theme)
        self._key_file.set_theme(theme)

    def _make_controls(self, jobs: Jobs, theme: Theme) -> None:
        """In the order in which the Tab key goes through them, but that both fields come first."""
        self._keyboard = self._make_label("soft")
        self._first = self._make_field(self.tr("Passphrase"))
        self._first.returnPressed.connect(self._go_on)
        self._strength = StrengthLine(self._first, jobs, self)
        self._suggest = QPushButton(self.tr("Suggest one…"), self)
        self._suggest.setProperty("look", "link")
        self._suggest.setAutoDefault(False)
        self._suggestion = SuggestionPanel(jobs, theme, self)
        self._suggestion.taken.connect(self._take_suggestion)
        self._suggestion.hide()
        self._suggest.clicked.connect(lambda: self._show_suggestion(shown=self._suggestion.isHidden()))
        self._second = self._make_field(self.tr("The same once more"))
        self._second.returnPressed.connect(self._submit)
        tab_through(self.fields)
        self._key_file = KeyFileRow(jobs, theme, self, can_make=True)
        self._key_file.changed.connect(self._follow_key_file)
        self._key_file.failed.connect(self.set_message)
        self._warning = self._make_label("soft")
        self._warning.setText(
            self.tr(
                "From now on this very file is needed. If one byte of it changes, or it is lost, nobody can open the "
                "library with it again: keep a copy elsewhere. Without a passphrase, whoever has the file gets in."
            )
        )
        self._message = self._make_label("error")
        self._message.hide()

    def _make_field(self, name: str) -> PassphraseField:
        field = PassphraseField(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.textChanged.connect(self._follow)
        field.textEdited.connect(self._note_typing)
        KeyboardHints(field).changed.connect(self._keyboard.setText)
        return field

    def _make_label(self, look: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("look", look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        judged = QHBoxLayout()
        judged.setSpacing(10)
        judged.addWidget(self._strength, 1)
        judged.addWidget(self._suggest, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._keyboard, 1)
        foot.addWidget(self._key_file, 0, Qt.AlignmentFlag.AlignTop)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(_SPACING_PX)
        down.addWidget(self._first)
        down.addLayout(judged)
        down.addWidget(self._suggestion)
        down.addWidget(self._second)
        down.addLayout(foot)
        down.addWidget(self._warning)
        down.addWidget(self._message)

    def _note_typing(self) -> None:
        self.set_message("")
        self.edited.emit()

    def _go_on(self) -> None:
        self._second.setFocus(Qt.FocusReason.TabFocusReason)

    def _submit(self) -> None:
        if self.is_valid() and not self._busy:
            self.submitted.emit()

    def _follow_key_file(self) -> None:
        self._note_typing()
        self._follow()
        if self._key_file.digest() is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        self._warning.setVisible(self._key_file.digest() is not None)
        is_valid = self.is_valid()
        if is_valid != self._was_valid:
            self._was_valid = is_valid
            self.validity_changed.emit(is_valid)

    def _show_suggestion(self, *, shown: bool) -> None:
        self._suggestion.setVisible(shown)
        self._suggest.setText(self.tr("Hide suggestion") if shown else self.tr("Suggest one…"))
        if shown:
            self._suggestion.draw()
            reveal(self._suggestion)
        else:
            self._suggestion.forget()

    def _take_suggestion(self, words: str) -> None:
        self._first.setText(words)
        self._second.clear()
        self.set_message("")
        self._second.setFocus(Qt.FocusReason.OtherFocusReason)
