"""Second step: what opens the library. And, for whoever unfolds it, what opens a second one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.errors import HearthError, PassphraseUnusable
from reader.vault.credential import Credential
from ui.credentials.new_credential import NewCredential
from ui.jobs import Jobs
from ui.theme import Theme
from ui.welcome.step import Step
from ui.widgets.scroll_area import reveal
from ui.words import sentence

Create = Callable[[Credential, Credential | None], object]


class PassphraseStep(Step):
    """Makes the vault in a job: `create(credential, second)` blocks and may raise any VaultError."""

    created = Signal(object)  # what create answered
    back_requested = Signal()

    def __init__(self, create: Create, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._create, self._jobs = create, jobs
        self._busy = False
        self._make_controls(jobs, theme)
        self._lay_out()
        self._show_second(shown=False)

    def start(self) -> None:
        """Empty, with the keyboard in the first field."""
        self.forget()
        self._say("")
        self._first.start()

    def forget(self) -> None:
        """Drop what was typed, and fold the second library away."""
        self._first.forget()
        self._show_second(shown=False)

    def _make_controls(self, jobs: Jobs, theme: Theme) -> None:
        self._first = NewCredential(jobs, theme, self)
        self._fold = QPushButton(self)
        self._fold.setProperty("look", "link")
        self._fold.clicked.connect(self._toggle_second)
        self._second = NewCredential(jobs, theme, self)
        self._second.set_names(self.tr("Second passphrase"), self.tr("The second one once more"))
        for each in (self._first, self._second):
            each.validity_changed.connect(self._follow)
            each.edited.connect(self._clear_message)
            each.submitted.connect(self._submit)
        self._forward = QPushButton(self)
        self._forward.clicked.connect(self._try)
        self._back = QPushButton(self.tr("Back"), self)
        self._back.clicked.connect(self.back_requested)

    def _lay_out(self) -> None:
        self.set_words(self.tr("Step {number} of 3").format(number=2), self.tr("Your passphrase"))
        self.column.addWidget(self._first)
        self.add_text(
            self.tr(
                "Nobody can recover it: not you, not us, no court and no laboratory. If it is forgotten, what is in "
                "the library is lost for good."
            )
        )
        self.column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeading)
        self._explanation = self.add_text(
            self.tr(
                "The folder always has room for two libraries, and whether the second one is used can't be seen from "
                "outside; this program doesn't know either. Set it up now, and each passphrase opens its own "
                "library. This withstands a look at the disk, not a laboratory, and to hide something from an "
                "inspector can be dangerous or against the law. It can be set up later as well."
            ),
            "soft",
        )
        self.column.addWidget(self._second)
        self._message = self.add_text("", "error")
        self._message.hide()
        self.add_buttons(self._forward, self._back)

    def _toggle_second(self) -> None:
        self._show_second(shown=self._second.isHidden())

    def _show_second(self, *, shown: bool) -> None:
        self._second.forget()
        self._second.set_message("")
        self._second.setVisible(shown)
        self._explanation.setVisible(shown)
        self._fold.setText(
            self.tr("No second library") if shown else self.tr("A second library behind a second passphrase…")
        )
        if shown:
            self._second.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(self._second)
        self._follow()

    def _clear_message(self) -> None:
        """What was wrong is being put right."""
        self._say("")

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text:
            reveal(self._message)

    def _follow(self) -> None:
        has_all = self._first.is_valid() and (self._second.isHidden() or self._second.is_valid())
        self._forward.setText(self.tr("Making the library…") if self._busy else self.tr("Continue"))
        self._forward.setEnabled(not self._busy and has_all)
        self._back.setEnabled(not self._busy)
        self._fold.setEnabled(not self._busy)

    def _submit(self) -> None:
        if self._second.isHidden() or self._second.is_valid():
            self._try()
        else:
            self._second.setFocus(Qt.FocusReason.TabFocusReason)

    def _try(self) -> None:
        if self._busy:
            return
        credential = self._first.credential()
        wants_second = not self._second.isHidden()
        if credential is None:
            return
        second = self._second.credential() if wants_second else None
        if wants_second and second is None:
            return
        self._set_busy(busy=True)
        self._say("")
        self._jobs.run(lambda: self._create(credential, second), self._succeeded, self._failed)

    def _succeeded(self, opened: object) -> None:
        self._set_busy(busy=False)
        self.forget()
        self.created.emit(opened)

    def _failed(self, error: HearthError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, PassphraseUnusable) and not self._second.isHidden():
            self._say(
                self.tr("Both are the same, so nobody could say which library they open. Choose another second one.")
            )
            self._second.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say(sentence(error))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._first.set_busy(busy=busy)
        self._second.set_busy(busy=busy)
        self._follow()
