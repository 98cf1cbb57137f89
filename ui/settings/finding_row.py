"""One matter of the Safety page: a sign, what it is about, a verdict in words, a sentence, what to do, and details."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from reader.platform.safety.finding import Finding, Verdict
from ui.icons import pixmap
from ui.settings.safety_words import words_of
from ui.settings.section import plain_label
from ui.theme import Theme

_SIGN_PX = 20
_GAP_PX = 12
_SIGNS: dict[Verdict, str] = {"holds": "check", "fails": "warning", "unknown": "question"}


class FindingRow(QWidget):
    """Takes any finding, so that rows stay in their places while what they say is sorted anew."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.finding: Finding | None = None
        self.offers_more = False
        self.setProperty("look", "finding")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a screen reader reads what has the keyboard
        self._sign = QLabel(self)
        self._sign.setFixedSize(_SIGN_PX, _SIGN_PX)
        self._name = plain_label("", "matter", self)
        self._verdict = plain_label("", "verdict", self)
        self._verdict.setWordWrap(False)
        self._sentence = plain_label("", "", self)
        self._advice = plain_label("", "soft", self)
        self._details = plain_label("", "soft", self)
        self.more = QPushButton(self.tr("Show all of them"), self)
        self.more.setAccessibleName(self.more.text())
        self.more.setProperty("look", "link")
        self.more.hide()
        self._lay_out()

    def offer_more(self, *, offered: bool) -> None:
        """Whether there is a way to more about it."""
        self.offers_more = offered
        self.more.setVisible(offered)

    def show_finding(self, finding: Finding | None) -> None:
        """Say this from now on; nothing is not on the screen."""
        self.finding = finding
        self.setVisible(finding is not None)
        if finding is None:
            return
        words = words_of(finding)
        self._name.setText(words.name)
        self._verdict.setText(words.verdict)
        self._sentence.setText(words.sentence)
        self._advice.setText(words.advice)
        self._advice.setVisible(bool(words.advice))
        self._details.setText("\n".join(f"· {line}" for line in words.details))
        self._details.setVisible(bool(words.details))
        self._verdict.setProperty("verdict", finding.verdict)
        self._verdict.style().polish(self._verdict)
        self.setAccessibleName(f"{words.name}: {words.verdict}")
        self.setAccessibleDescription(" ".join(filter(None, (words.sentence, words.advice, *words.details))))
        self._draw_sign()

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._theme = theme
        self._draw_sign()

    def _draw_sign(self) -> None:
        if self.finding is None:
            return
        verdict = self.finding.verdict
        colour = self._theme.ember if verdict == "fails" else self._theme.soft
        self._sign.setPixmap(pixmap(_SIGNS[verdict], colour, _SIGN_PX, self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 14, 8, 14)
        grid.setHorizontalSpacing(_GAP_PX)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._verdict, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._sentence, 1, 1, 1, 2)
        grid.addWidget(self._advice, 2, 1, 1, 2)
        grid.addWidget(self._details, 3, 1, 1, 2)
        grid.addWidget(self.more, 4, 1, 1, 2, Qt.AlignmentFlag.AlignLeading)
