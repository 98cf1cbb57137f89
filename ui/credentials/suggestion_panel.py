"""A passphrase drawn by lot, shown to be read and written down by hand. It goes nowhere by itself."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.vault.passphrases import DEFAULT_WORDS, LANGUAGES, generate, language_for
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.widgets.choice_button import ChoiceButton

_COUNTS = (5, 6, 7, 8)


class SuggestionPanel(QWidget):
    """Draws anew when it is shown, and at every choice. `taken` follows only when the person says so.

    The words can be neither selected nor copied: what is on the clipboard, others read.
    """

    taken = Signal(str)

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._language = language_for(QLocale().name())
        self._count = DEFAULT_WORDS
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_controls(theme)
        self._lay_out()

    def draw(self) -> None:
        """Show another one."""
        self._cancel()
        language, count = self._language, self._count
        self._use.setEnabled(False)
        self._job = self._jobs.run(lambda: generate(language, count), self._show, owner=self)

    def forget(self) -> None:
        """Drop the words on show."""
        self._cancel()
        self._words.clear()
        self._use.setEnabled(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._languages.set_theme(theme)
        self._counts.set_theme(theme)

    def _make_controls(self, theme: Theme) -> None:
        self._words = QLabel(self)
        self._words.setProperty("look", "suggestion")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._languages = ChoiceButton("{choice}", theme, self)
        self._languages.setAccessibleName(self.tr("Language of the words"))
        for code, name in LANGUAGES.items():
            self._languages.add_choice(name, code)
        self._languages.set_choice(self._language)
        self._languages.chosen.connect(self._choose_language)
        self._counts = ChoiceButton("{choice}", theme, self)
        self._counts.setAccessibleName(self.tr("How many words"))
        for count in _COUNTS:
            self._counts.add_choice(self.tr("{count} words").format(count=QLocale().toString(count)), count)
        self._counts.set_choice(self._count)
        self._counts.chosen.connect(self._choose_count)
        self._another = QPushButton(self.tr("Another"), self)
        self._another.clicked.connect(self.draw)
        self._use = QPushButton(self.tr("Use it"), self)
        self._use.clicked.connect(lambda: self.taken.emit(self._words.text()))
        for button in (self._languages, self._counts, self._another, self._use):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        explanation = QLabel(
            self.tr(
                "Drawn by lot on this computer. Write it down by hand until you know it, then destroy the paper. "
                "“Use it” fills in the first field; type the second one yourself."
            ),
            self,
        )
        explanation.setProperty("look", "soft")
        explanation.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._languages)
        row.addWidget(self._counts)
        row.addStretch()
        row.addWidget(self._another)
        row.addWidget(self._use)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 14, 16, 14)
        down.setSpacing(12)
        down.addWidget(self._words)
        down.addWidget(explanation)
        down.addLayout(row)

    def _choose_language(self, language: str) -> None:
        self._language = language
        self.draw()

    def _choose_count(self, count: int) -> None:
        self._count = count
        self.draw()

    def _show(self, words: str) -> None:
        self._job = None
        self._words.setText(words)
        self._words.setAccessibleName(self.tr("Suggestion: {words}").format(words=words))
        self._use.setEnabled(True)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
