"""What shall open a new library, or the other shelf."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.credentials.existing_credential import ExistingCredential
from ui.credentials.new_credential import NewCredential
from ui.dialogs.dialog import Dialog
from ui.jobs import Jobs
from ui.settings.vault_deeds import NewCredentials
from ui.theme import Theme
from ui.widgets.scroll_area import ScrollArea, reveal

_SIZE, _SIZE_WITH_OTHER = QSize(520, 470), QSize(520, 640)


@dataclass(frozen=True)
class CredentialWords:
    """What the dialog says: a heading, a sentence, and what its button does."""

    heading: str
    text: str
    deed: str


class CredentialDialog(Dialog):
    """Asks for a new passphrase or key file; with `ask_other` also for what opens the other shelf, to take it along."""

    chosen = Signal(object)  # NewCredentials

    def __init__(
        self, words: CredentialWords, jobs: Jobs, theme: Theme, parent: QWidget, *, ask_other: bool = False
    ) -> None:
        super().__init__(parent)
        self._own = NewCredential(jobs, theme, self)
        self._takes_other = False
        self._fold = QPushButton(self)
        self._fold.setProperty("look", "link")
        self._fold.setAutoDefault(False)
        self._fold.clicked.connect(lambda: self.take_other(taken=not self._takes_other))
        self._other = ExistingCredential(jobs, theme, self)
        self._do = QPushButton(words.deed, self)
        self._do.clicked.connect(self._take)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(14)
        down.addWidget(self.heading(words.heading))
        down.addWidget(self._make_area(words.text, ask_other=ask_other), 1)
        down.addLayout(self.button_row(self._do, cancel))
        self._own.validity_changed.connect(self._judge)
        self._other.validity_changed.connect(self._judge)
        self._own.submitted.connect(self._take)
        self._other.submitted.connect(self._take)
        self.finished.connect(self._forget)
        self.fit(_SIZE_WITH_OTHER if ask_other else _SIZE)
        self.take_other(taken=False)
        self._own.start()

    def take_other(self, *, taken: bool) -> None:
        """Unfold, or fold away, what asks for the other library's credential."""
        self._takes_other = taken
        self._other.setVisible(taken)
        self._fold.setText(
            self.tr("Leave the other library") if taken else self.tr("Take the other library along too…")
        )
        if taken:
            self._other.start()
            reveal(self._other)
        else:
            self._other.forget()
        self._judge()

    def _make_area(self, text: str, *, ask_other: bool) -> ScrollArea:
        inner = QWidget(self)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 10, 0)
        rows.setSpacing(14)
        rows.addWidget(self.body(text))
        rows.addWidget(self._own)
        about = self.body(
            self.tr(
                "Only what your passphrase opens is copied. Nobody, this program included, can tell whether the other "
                "library holds something: if it does, it comes along only when you give here what opens it, and opens "
                "with the same afterwards."
            )
        )
        about.setProperty("look", "soft")
        rows.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeading)
        rows.addWidget(about)
        rows.addWidget(self._other)
        self._fold.setVisible(ask_other)
        about.setVisible(ask_other)
        rows.addStretch()
        area = ScrollArea(self)
        area.setWidget(inner)
        return area

    def _judge(self) -> None:
        self._do.setEnabled(self._own.is_valid() and (not self._takes_other or self._other.is_valid()))

    def _take(self) -> None:
        if not self._do.isEnabled():
            return
        own = self._own.credential()
        other = self._other.credential() if self._takes_other else None
        if own is not None and (other is not None or not self._takes_other):
            self.accept()
            self.chosen.emit(NewCredentials(own, other))

    def _forget(self) -> None:
        self._own.forget()
        self._other.forget()
