"""Third step: the panic key, pressed once for real. And the page that greets whoever has come back from it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from reader.guard.messages import PanicKeys
from ui.panic_keys import key_caps, press_sentence
from ui.welcome.step import Step


class PracticeStep(Step):
    """Nothing here listens for the key: the guard and the desk's own filter do, as on every day."""

    skipped = Signal()

    def __init__(self, keys: PanicKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        how = press_sentence(keys)
        self.set_words(self.tr("Step {number} of 3").format(number=3), self.tr("The key that hides everything"))
        self.add_text(
            self.tr(
                "One key ends this program's open half at once. On the screen there is an ordinary notepad. "
                "Nothing you have read, marked or added is lost."
            )
        )
        self._add_keys(how, *key_caps(keys))
        self.add_text(self.tr("To come back, in the notepad: hold Ctrl and tap the full stop three times, quickly."))
        self._add_keys(self.tr("Hold Ctrl and tap the full stop three times"), ("Ctrl", ".", ".", "."))
        self.add_text(
            self.tr(
                "After hiding, wait three seconds before you come back: until then the notepad does not listen, so "
                "that a key pressed in haste opens nothing."
            )
        )
        self._armed = self.add_text("", "soft")
        self.add_text(
            self.tr("Try it now, for real: {how}. Come back, and type your passphrase.").format(how=how), "heading"
        )
        skip = QPushButton(self.tr("Not now"), self)
        skip.setProperty("look", "link")
        skip.clicked.connect(self.skipped)
        self.column.addWidget(skip, 0, Qt.AlignmentFlag.AlignLeading)

    def say_not_armed(self, reason: str) -> None:
        """The key works in this window only."""
        self._armed.setText(reason)

    def _add_keys(self, name: str, *ways: tuple[str, ...]) -> None:
        """One row of keys; between two ways to do the same stands "or"."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for number, keys in enumerate(ways):
            if number:
                row.addWidget(QLabel(self.tr("or"), self))
            for text in keys:
                key = QLabel(text, self)
                key.setProperty("look", "bigkey")
                key.setAccessibleName(name)
                row.addWidget(key)
        row.addStretch()
        self.column.addLayout(row)


class BackStep(Step):
    """The practice worked."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_words("", self.tr("You are back, and all is here."))
        self.add_text(
            self.tr(
                "That is how it goes every time, whatever is open and however busy the program is. The same keys hide "
                "it again, and so does the word at the top of the library. Ctrl+L only locks."
            )
        )
        self._forward = QPushButton(self.tr("To the library"), self)
        self._forward.clicked.connect(self.finished)
        self.add_buttons(self._forward)

    def start(self) -> None:
        """The keyboard goes to the way on."""
        self._forward.setFocus(Qt.FocusReason.OtherFocusReason)
