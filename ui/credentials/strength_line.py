"""A sentence under a passphrase field about how hard its content is to guess."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from reader.vault.strength import Strength, strength
from ui.jobs import Job, Jobs

_QUIET_MS = 150
"""Nobody is judged in the middle of a word."""


class StrengthLine(QLabel):
    """Follows one field. It judges in a job, the latest wins, and nothing of the field's text is kept here."""

    def __init__(self, field: QLineEdit, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "soft")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._field, self._jobs = field, jobs
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._judge)
        field.textChanged.connect(self._wait)
        self._show(Strength.EMPTY)

    def _wait(self, text: str) -> None:
        self._cancel()
        if text:
            self._timer.start()
        else:
            self._timer.stop()
            self._show(Strength.EMPTY)

    def _judge(self) -> None:
        text = self._field.text()
        self._job = self._jobs.run(lambda: strength(text), self._show, owner=self)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, level: Strength) -> None:
        self._job = None
        self.setText(self._words(level))

    def _words(self, level: Strength) -> str:
        return {
            Strength.EMPTY: self.tr("Five or six words that nobody would put together make a good one. Spaces count."),
            Strength.WEAK: self.tr("Weak: a machine that guesses would get there. Add another word or two."),
            Strength.FAIR: self.tr("Fair: it holds for a while. Another word makes it hold for long."),
            Strength.STRONG: self.tr("Strong, unless it is a saying, a song or something known about you."),
        }[level]
